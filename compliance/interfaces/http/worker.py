"""A worker of the service: a process of its own that takes one task after the other from standard input.

It ends when the service does, by the end of its input; by its alarm where it is then still busy.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from typing import Any

from compliance.errors import ComplianceError, SourceError
from compliance.interfaces.http import wire

OURS = "compliance.interfaces.http."
_GRACE = 5  # seconds that a task may run on after the service would have ended its worker


def main() -> None:
    """Answer tasks until there are none."""
    memory, time, home = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
    _bound(memory)
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the service says when to end, by closing the pipe
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    tasks = import_module(OURS + "tasks")
    tasks.warm(home)
    answers.write(wire.frame({"ready": True}, b""))
    answers.flush()
    while (asked := wire.taken(sys.stdin.buffer)) is not None:
        if hasattr(signal, "alarm"):
            signal.alarm(int(time) + _GRACE)
        head, body = answered(*asked)
        if hasattr(signal, "alarm"):
            signal.alarm(0)
        answers.write(wire.frame(head, body))
        answers.write(body)
        answers.flush()
        if head.get("kind") == "memory":
            return


def answered(head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    """Return what a task makes of its body, or why it makes nothing."""
    try:
        module, _, name = head["task"].partition(":")
        if not module.startswith(OURS):
            return _fault("internal", "no such task")
        made = getattr(import_module(module), name)(body, **head["given"])
    except SourceError as error:
        return _fault("source", error.reason, error.pointer)
    except (ComplianceError, TypeError) as error:
        return _fault("usage", str(error))
    except (MemoryError, RecursionError):
        return _fault("memory", "the ad needs more memory than one may have")
    except Exception as error:  # one request must not end the worker of the next
        print(f"{type(error).__name__} in {head.get('task')}", file=sys.stderr)
        return _fault("internal", type(error).__name__)
    return {}, made


def _fault(kind: str, detail: str, pointer: str = "") -> tuple[dict[str, Any], bytes]:
    return {"kind": kind, "detail": detail, "pointer": pointer}, b""


def _bound(memory: int) -> None:
    """Let the process have that many bytes and no more, where the system can say so."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
