"""The scanner of a worker on a cluster: one for each settings and thread, made when the first batch comes."""

from __future__ import annotations

import threading

from compliance.archive.guarded import Guarded
from compliance.archive.settings import Settings

_own = threading.local()


def scanner_of(settings: Settings) -> Guarded:
    """Return this thread's scanner: a process has one piece of work at a time."""
    made: dict[str, Guarded] = _own.__dict__.setdefault("scanners", {})
    key = settings.sha256
    if key not in made:
        made.clear()  # a worker that outlives a scan does not keep its rules
        made[key] = Guarded(settings)
    return made[key]
