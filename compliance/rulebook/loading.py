"""Where rulebooks lie, and how they are loaded: compiled in an installed wheel, as TOML in a checkout."""

from __future__ import annotations

import os

from compliance.errors import UsageError
from compliance.rulebook.book import Rulebook

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_DATA = os.path.join(_PACKAGE, "_data")
# an installed wheel carries its own copy, a checkout has the folder beside the package
RULES = (
    os.path.join(_DATA, "rules")
    if os.path.isdir(os.path.join(_DATA, "rules"))
    else os.path.join(os.path.dirname(_PACKAGE), "rules")
)


def available() -> list[str]:
    """Return the ids of the jurisdictions that come with the program."""
    return _jurisdictions(RULES)


def load(jurisdiction: str, directory: str | None = None) -> Rulebook:
    """Return the rulebook of a jurisdiction, checked.

    `directory` is a folder of jurisdictions like the shipped `rules/`, or the folder of this one. Raises UsageError for
    a jurisdiction that does not exist, RulebookError with all faults for one that is wrong.
    """
    if directory is None:
        compiled = os.path.join(_DATA, "compiled", f"{jurisdiction}.json")
        if os.path.isfile(compiled) and os.path.basename(compiled) == f"{jurisdiction}.json":
            from compliance.rulebook.compile import restored

            with open(compiled, encoding="utf-8") as file:
                return restored(file.read(), os.path.join(RULES, jurisdiction))
    from compliance.rulebook.parse import parse

    return parse(jurisdiction, _folder(jurisdiction, directory or RULES))


def _folder(jurisdiction: str, directory: str) -> str:
    own = os.path.join(directory, "jurisdiction.toml")
    if os.path.isfile(own):
        return directory
    if jurisdiction in _jurisdictions(directory):
        return os.path.join(directory, jurisdiction)
    known = ", ".join(_jurisdictions(directory)) or "none"
    raise UsageError(f"no jurisdiction {jurisdiction!r} (there is: {known})")


def _jurisdictions(directory: str) -> list[str]:
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return []
    return [name for name in names if os.path.isfile(os.path.join(directory, name, "jurisdiction.toml"))]
