"""Several jurisdictions at once: an ad is judged by each, one entry each."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.errors import UsageError

MOST = 32


def several(jurisdiction: str | Sequence[str]) -> tuple[str, ...]:
    """Return the jurisdictions that are named, each once, in their order: one, or several with commas between them.

    >>> several("gb, eu"), several(["kg"])
    (('gb', 'eu'), ('kg',))
    """
    named = jurisdiction.split(",") if isinstance(jurisdiction, str) else jurisdiction
    if not all(isinstance(name, str) for name in named):
        raise TypeError(f"jurisdiction is the id of one, or of several, not {jurisdiction!r:.60}")
    found = tuple(dict.fromkeys(name.strip() for name in named))
    if not found or not all(found) or len(found) > MOST:
        raise UsageError(f"{jurisdiction!r:.60} names no jurisdiction; several have a comma between them: gb,eu")
    return found
