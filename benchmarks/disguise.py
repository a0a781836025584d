"""What hides an imprint from a search: each disguise alone, and all together, with the truth moved along."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from benchmarks.corpus import Fact, Item

_LOOK_ALIKE = str.maketrans("аоеАОЕ", "aoeAOE")
_HYPHENATED = frozenset("аоуАОУ")
_JOINT = frozenset("еиыЕИЫ")


def homoglyph(text: str) -> list[str]:
    """Put a Latin letter for every а, о and е."""
    return list(text.translate(_LOOK_ALIKE))


def nbsp(text: str) -> list[str]:
    """Put a no-break space for every space."""
    return list(text.replace(" ", "\u00a0"))


def soft_hyphen(text: str) -> list[str]:
    """Put a soft hyphen behind every а, о and у inside a word."""
    return _behind(_HYPHENATED, "\u00ad", text)


def zero_width(text: str) -> list[str]:
    """Put a zero-width space behind every е, и and ы inside a word."""
    return _behind(_JOINT, "\u200b", text)


def _behind(letters: frozenset[str], hidden: str, text: str) -> list[str]:
    return [
        letter + hidden if letter in letters and text[place + 1 : place + 2].isalpha() else letter
        for place, letter in enumerate(text)
    ]


def nfd(text: str) -> list[str]:
    """Take letters and their marks apart."""
    return [unicodedata.normalize("NFD", letter) for letter in text]


def combined(text: str) -> list[str]:
    """Do all of it."""
    hidden = zip(soft_hyphen(text), zero_width(text), strict=True)
    pieces = (max(one, other, key=len) for one, other in hidden)
    return ["".join(nfd("".join(nbsp("".join(homoglyph(piece)))))) for piece in pieces]


DISGUISES: dict[str, Callable[[str], list[str]]] = {
    "homoglyph": homoglyph,
    "nbsp": nbsp,
    "soft-hyphen": soft_hyphen,
    "zero-width": zero_width,
    "nfd": nfd,
    "combined": combined,
}


def disguised(items: Iterable[Item], kind: str) -> Iterator[Item]:
    """Yield the texts in a disguise; every place of the truth is where its characters are now."""
    for item in items:
        pieces = DISGUISES[kind](item.text)
        places = [0]
        for piece in pieces:
            places.append(places[-1] + len(piece))
        facts = tuple((field, Fact(fact.value, places[fact.start], places[fact.end])) for field, fact in item.facts)
        imprints = tuple((places[start], places[end]) for start, end in item.imprints)
        yield Item(f"{item.name}-{kind}", item.language, "".join(pieces), imprints, facts)
