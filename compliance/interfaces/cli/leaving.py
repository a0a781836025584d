"""How a command ends: its exit code, and the one line on standard error that says what went wrong."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from compliance.errors import ComplianceError
from compliance.interfaces.cli.progress import Ended
from compliance.interfaces.cli.tongue import language

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = "compliance"
COULD_NOT_JUDGE, INTERRUPTED, CLOSED_PIPE = 2, 130, 141


def ended(work: Callable[[], int]) -> int:
    """Do the work of a command and return its exit code; nothing escapes as a traceback."""
    try:
        code = work()
        sys.stdout.flush()
    except BrokenPipeError:
        return _closed_pipe()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Ended as error:
        return error.code
    except ComplianceError as error:
        return say(str(error))
    except OSError as error:
        return say(f"cannot write or read: {error}")
    except MemoryError:
        return say("out of memory")
    except Exception as error:
        if os.environ.get("COMPLIANCE_TRACEBACK"):
            raise
        kind = type(error).__name__
        return say(f"internal error: {kind}: {error} (a bug; COMPLIANCE_TRACEBACK=1 shows where)")
    return code


def say(message: str) -> int:
    """Write one error to standard error, nothing in it able to steer the terminal; return the exit code of errors."""
    from compliance.render.display import visible
    from compliance.render.spoken import spoken

    for line in message.splitlines():
        print(f"{PROGRAM}: {visible(spoken(line, language()))}", file=sys.stderr)
    return COULD_NOT_JUDGE


def _closed_pipe() -> int:
    """End quietly: what is still buffered goes nowhere, so that the interpreter does not complain when it leaves."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLOSED_PIPE
