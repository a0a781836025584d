"""`compliance check PATH… --format FORMAT`, understood without click: loading that takes a quarter of a run on one ad.

Whatever else is said is click's to understand, and so is every mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.interfaces.cli.asked import Asked
from compliance.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COMMAND, _FORMAT, _VARIABLES = "check", "--format", "COMPLIANCE_"


def plainly(arguments: Sequence[str], environment: Iterable[str]) -> Asked | None:
    """Return what is asked for where only paths and a format are named; None where click has to look.

    `environment` are the names of the variables: any of ours may be an option.

    >>> asked = plainly(["check", "leaflet.txt", "--format", "json"], ())
    >>> asked is not None and (asked.paths, asked.form)
    (('leaflet.txt',), 'json')
    >>> plainly(["check", "leaflet.txt", "--lang", "ky"], ())
    """
    if list(arguments[:1]) != [_COMMAND] or any(name.upper().startswith(_VARIABLES) for name in environment):
        return None
    paths: list[str] = []
    form = Asked._field_defaults["form"]
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == _FORMAT or argument.startswith(f"{_FORMAT}="):
            form = next(rest, "") if argument == _FORMAT else argument.partition("=")[2]
            if form not in FORMATS:
                return None
        elif not argument or (argument.startswith("-") and argument != "-"):
            return None
        else:
            paths.append(argument)
    return Asked(tuple(paths), form=form) if paths else None
