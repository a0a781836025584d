"""The scanner of a worker on a cluster: one for each settings and thread, made when the first batch comes."""

from __future__ import annotations

import threading

from compliance.archive.scanner import Scanner
from compliance.archive.settings import Settings

_own = threading.local()


def scanner_of(settings: Settings) -> Scanner:
    """Return this thread's scanner: the limit of time is one piece of work's, and so is what was read last."""
    made: dict[str, Scanner] = _own.__dict__.setdefault("scanners", {})
    key = settings.sha256
    if key not in made:
        made.clear()  # a worker that outlives a scan does not keep its rules
        made[key] = Scanner(settings)
    return made[key]
