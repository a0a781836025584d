"""Where rulebooks lie, and how they are loaded: compiled in an installed wheel, as TOML in a checkout."""

from __future__ import annotations

import os

from compliance.errors import UsageError
from compliance.rulebook.book import Rulebook

_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
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


def load(jurisdiction: str, directory: str | None = None, elections: str | None = None) -> Rulebook:
    """Return the rulebook of a jurisdiction, checked; with the elections of a file of one's own in its calendar.

    `directory` is a folder of jurisdictions like the shipped `rules/`, or the folder of this one. Without a
    jurisdiction.toml its files go on top of the shipped rulebook: they add to it, or override the entry of the same
    id. A jurisdiction's id has small letters, however it is written here. Raises UsageError for one that does not
    exist, RulebookError with all faults for one that is wrong.
    """
    jurisdiction = jurisdiction.lower()
    if elections is not None:
        from compliance.rulebook.files.own_elections import with_elections

        return with_elections(load(jurisdiction, directory), elections)
    if directory is None:
        compiled = os.path.join(_DATA, "compiled", f"{jurisdiction}.json")
        if os.path.isfile(compiled) and os.path.basename(compiled) == f"{jurisdiction}.json":
            from compliance.rulebook.files.compile import restored

            with open(compiled, encoding="utf-8") as file:
                return restored(file.read(), os.path.join(RULES, jurisdiction))
    from compliance.rulebook.files.parse import parse

    own = _on_top(jurisdiction, directory) if directory else ""
    return parse(jurisdiction, _folder(jurisdiction, RULES if own or not directory else directory), own)


def _on_top(jurisdiction: str, directory: str) -> str:
    """Return the folder of files that are to go on top of the shipped rulebook; "" if it is a rulebook by itself."""
    from compliance.rulebook.files.layers import has_rules

    if os.path.isfile(os.path.join(directory, "jurisdiction.toml")) or _jurisdictions(directory):
        return ""
    below = os.path.join(directory, jurisdiction)
    folder = below if os.path.isdir(below) else directory
    return folder if jurisdiction in available() and has_rules(folder) else ""


def _folder(jurisdiction: str, directory: str) -> str:
    own = os.path.join(directory, "jurisdiction.toml")
    if os.path.isfile(own):
        return directory
    known = _jurisdictions(directory)
    if jurisdiction in known:
        return os.path.join(directory, jurisdiction)
    if not os.path.isdir(directory):
        raise UsageError(f"{directory}: no such folder")
    if not known:
        raise UsageError(holds_no_rules(directory))
    raise UsageError(f"no jurisdiction {jurisdiction!r} (there is: {', '.join(known)})")


def holds_no_rules(directory: str) -> str:
    """Return what is said of a folder that was named as one of rules and has none."""
    return f"{directory}: holds no rules (a folder with jurisdiction.toml, or rules to go on top of one)"


def _jurisdictions(directory: str) -> list[str]:
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return []
    return [name for name in names if os.path.isfile(os.path.join(directory, name, "jurisdiction.toml"))]
