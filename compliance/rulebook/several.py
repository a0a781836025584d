"""Several jurisdictions at once: an ad is judged by each, one entry each."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.errors import UsageError

MOST = 32


def several(jurisdiction: str | Sequence[str]) -> tuple[str, ...]:
    """Return the jurisdictions that are named, each once, in their order: one, or several with commas between them.

    Their ids have small letters, however they are written.

    >>> several("GB, eu"), several(["kg"])
    (('gb', 'eu'), ('kg',))
    """
    named = jurisdiction.split(",") if isinstance(jurisdiction, str) else jurisdiction
    if not isinstance(named, Sequence) or not all(isinstance(name, str) for name in named):
        raise TypeError(f"jurisdiction is the id of one, or of several, not {jurisdiction!r:.60}")
    found = tuple(dict.fromkeys(name.strip().lower() for name in named))
    if not found or not all(found) or len(found) > MOST:
        raise UsageError(f"{jurisdiction!r:.60} names no jurisdiction; several have a comma between them: gb,eu")
    return found


def single(jurisdiction: str) -> str:
    """Return the one jurisdiction that is named; `UsageError` for several, where only one can be meant."""
    first, *others = several(jurisdiction)
    if others:
        raise UsageError(f"here one jurisdiction can be meant, not several: {jurisdiction:.60}")
    return first
