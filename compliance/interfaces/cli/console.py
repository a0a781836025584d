"""Standard input and output, and what the environment says of colours."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, BinaryIO

from compliance.rulebook.files.opening import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS = 100


def wants_color(choice: str, environ: Mapping[str, str], is_terminal: bool) -> bool:
    """Return whether to use colours: the option, FORCE_COLOR, NO_COLOR, CLICOLOR_FORCE, then the terminal decide.

    A variable counts when it is set and not empty.

    >>> wants_color("auto", {"NO_COLOR": "1"}, True), wants_color("always", {"NO_COLOR": "1"}, False)
    (False, True)
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("FORCE_COLOR"):
        return True
    if environ.get("NO_COLOR"):
        return False
    if environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return is_terminal and environ.get("TERM") != "dumb"


def columns() -> int:
    """Return the width of the terminal, or a fixed one where output goes elsewhere."""
    if not sys.stdout.isatty():
        return COLUMNS
    import shutil

    return min(160, shutil.get_terminal_size((COLUMNS, 24)).columns)


def standard_input() -> BinaryIO:
    """Return standard input as bytes; `SourceError` where whoever started the program has closed it."""
    if sys.stdin is None:
        from compliance.errors import SourceError

        raise SourceError(STANDARD_INPUT, "standard input is closed")
    return sys.stdin.buffer


def standard_input_of(path: str) -> BinaryIO | None:
    """Return standard input where a path is that, else None."""
    return standard_input() if path == STANDARD_INPUT else None


def put(text: str) -> None:
    """Write a piece of the report to standard output."""
    if text:
        sys.stdout.write(text)


def tell(message: str) -> None:
    """Write one line to standard error, nothing in it able to steer the terminal."""
    from compliance.interfaces.cli.tongue import language
    from compliance.render.display import visible
    from compliance.render.spoken import spoken

    print(f"compliance: {visible(spoken(message, language()))}", file=sys.stderr)
