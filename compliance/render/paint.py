"""Colours for terminals, and their absence everywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CODES = {
    "path": "1",
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "unclear": "1;35",
    "compliant": "1;32",
    "partial": "1;33",
    "non_compliant": "1;31",
    "unreadable": "1;31",
    "faint": "2",
    "heading": "1",
}

Paint = "Callable[[str, str], str]"


def painter(color: bool) -> Callable[[str, str], str]:
    """Return the function that gives a text the colour of its role, or leaves it plain.

    >>> painter(False)("error", "no")
    'no'
    """
    if not color:
        return lambda role, text: text
    return lambda role, text: f"\x1b[{_CODES[role]}m{text}\x1b[0m" if text else text
