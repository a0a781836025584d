"""Where the command line begins: what is asked for plainly is done at once, anything else is click's to understand.

Exit codes are the same in every format: 0 nothing wrong, 1 something wrong, 2 could not be judged, 130 interrupted,
141 the reader of a pipe went away.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, cast

from compliance.interfaces.cli import garbage
from compliance.interfaces.cli.leaving import PROGRAM, ended, say
from compliance.interfaces.cli.plain import plainly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.interfaces.cli.asked import Asked


def main() -> None:
    """Run the command line and leave the process with its exit code.

    A tenth of the time that one ad takes went to taking the interpreter apart: that is left to the system.
    """
    garbage.put_off()
    code = run(sys.argv[1:])
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; nothing escapes as a traceback."""
    if f"_{PROGRAM.upper()}_COMPLETE" in os.environ:  # a shell asks for completions
        from compliance.interfaces.cli.group import cli

        cli.main(list(arguments), prog_name=PROGRAM)
    if sys.stderr is None:  # whoever started us has closed it: what is said goes nowhere, and not into the report
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if sys.stdout is None:
        return say("standard output is closed")
    _speak_utf8()
    asked = plainly(arguments, os.environ)
    return _called(arguments) if asked is None else ended(partial(_checked, asked, arguments))


def _called(arguments: Sequence[str]) -> int:
    from compliance.interfaces.cli.group import called

    return called(arguments)


def _checked(asked: Asked, arguments: Sequence[str]) -> int:
    """Check what is asked for, unless a file of settings says more of the run: click puts the two together."""
    from compliance.interfaces.cli.checking import check
    from compliance.interfaces.cli.configuration import Configurations

    configurations = Configurations()
    if configurations.of_run().defaults():
        return _called(arguments)
    return check(asked, configurations, None, exclude_is_given=False)


def _speak_utf8() -> None:
    """Write UTF-8 with `\\n` on every system, whatever the locale says.

    With PYTHONUNBUFFERED a write that the reader of a pipe took only in part is taken for whole: the rest would be lost
    and the run end as if it had been read, so that there is a buffer in any case.
    """
    if isinstance(sys.stdout, io.TextIOWrapper) and isinstance(sys.stdout.buffer, io.RawIOBase):
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(cast("io.RawIOBase", sys.stdout.detach())))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
