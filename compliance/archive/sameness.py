"""What makes two texts the same: a digest of the words, one of what the imprints state, and a sketch for near ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from compliance.model.imprint import Imprint

PERMUTATIONS = 64
_WORDS = 3  # in a row: what one shingle is
_MOST = 2_000  # shingles of a text that are taken


def content_digest(text: str) -> str:
    """Return the SHA-256 of a text's words, whatever their case and the blanks between them.

    >>> content_digest("Тираж  500") == content_digest("тираж\\n500")
    True
    """
    return hashlib.sha256(" ".join(text.casefold().split()).encode("utf-8", "surrogatepass")).hexdigest()


def imprint_digest(imprints: Sequence[Imprint]) -> str | None:
    """Return the SHA-256 of what imprints state, whatever the order they stand in; None where there is none."""
    if not imprints:
        return None
    told = sorted(
        {(path, " ".join(leaf.raw.casefold().split())) for one in imprints for path, leaf in one.leaves.items()}
    )
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _empty() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1)


def sketch(text: str) -> list[int]:
    """Return the MinHash of a text's shingles, three words each: alike texts have many numbers in common."""
    words = text.casefold().split()
    last = max(1, len(words) - _WORDS + 1)
    shingles = {" ".join(words[at : at + _WORDS]) for at in range(min(last, _MOST))}
    made = _empty().copy()
    made.update_batch([one.encode("utf-8", "surrogatepass") for one in sorted(shingles)])
    return [int(number) for number in made.hashvalues]
