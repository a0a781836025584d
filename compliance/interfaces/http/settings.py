"""What a service is told when it starts; nothing of it changes while it runs."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOPBACK = ("127.0.0.1", "::1", "localhost")
MIB = 1 << 20


def usual_state() -> str:
    """Return the folder that a service keeps its store and its batches in where nobody names another."""
    home = os.environ.get("XDG_STATE_HOME") or os.path.join(os.path.expanduser("~"), ".local", "state")
    return os.path.join(home, "compliance")


@dataclass(frozen=True)
class Settings:
    """Where the service listens, what it keeps where, and how much of each thing it bears.

    Times are seconds, sizes bytes. `database` is a URL of SQLAlchemy ("": SQLite in `state`). `webhooks` are the
    origins that may be told of batches (`https://hooks.example.org`), with the secret that signs what is told.
    `trusted_proxies` are the addresses whose forwarded headers are believed.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    state: str = field(default_factory=usual_state)
    database: str = ""
    hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    webhooks: Mapping[str, str] = field(default_factory=dict)
    secure_cookies: bool = False
    workers: int = 0
    waiting: int = 32
    wait: float = 10
    time: float = 60
    slow: float = 30
    largest: int = 64 * MIB
    memory: int = 2048 * MIB
    rate: float = 0
    burst: int = 60
    kept_days: int = 7

    def how_many_workers(self) -> int:
        """Return how many processes judge: as many as asked for, or one a core."""
        return self.workers or max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)

    def store(self) -> str:
        """Return the URL of the store."""
        return self.database or f"sqlite:///{os.path.join(os.path.abspath(self.state), 'store.sqlite3')}"
