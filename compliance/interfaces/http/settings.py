"""What a service is told when it starts; nothing of it changes while it runs."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
MIB = 1 << 20


def usual_state() -> str:
    """Return the folder that a service keeps its store and its batches in where nobody names another."""
    home = os.environ.get("XDG_STATE_HOME") or os.path.join(os.path.expanduser("~"), ".local", "state")
    return os.path.join(home, "compliance")


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("example.org")
    (True, True, False, False)
    """
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Settings:
    """Where the service listens, what it keeps where, and how much of each thing it bears.

    Times are seconds, sizes bytes. `database` is a URL of SQLAlchemy ("": SQLite in `state`). `hosts` are the names
    under which the service may be called, beside those of the loopback. `webhooks` are the origins that may be told of
    batches (`https://hooks.example.org`), with the secret that signs what is told, `pauses` how long to wait before
    each try. `trusted_proxies` are the addresses whose forwarded headers are believed.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    state: str = field(default_factory=usual_state)
    database: str = ""
    hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    webhooks: Mapping[str, str] = field(default_factory=dict)
    pauses: tuple[float, ...] = (0, 5, 300, 1800, 7200, 18000, 36000)
    secure_cookies: bool = False
    workers: int = 0  # 0: one a core, two at least
    waiting: int = 64  # requests that wait for a worker; more are turned away
    wait: float = 10  # how long one waits
    time: float = 60  # how long one ad may take
    slow: float = 30  # how long a client may take to send a request
    largest: int = 64 * MIB  # of one request
    held: int = 256 * MIB  # of all requests together
    memory: int = 2048 * MIB  # of one worker
    rate: float = 50  # requests a second of one client, 0: any
    burst: int = 200  # requests that may come at once
    batches: int = 20  # that one client may have waiting or running
    kept_days: int = 7  # that a finished batch stays

    def how_many_workers(self) -> int:
        """Return how many processes judge: as many as asked for, or one a core; two at least, so that one can type
        while a long file is read.
        """
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return self.workers or max(2, cores or 1)

    def store(self) -> str:
        """Return the URL of the store."""
        return self.database or f"sqlite:///{os.path.join(os.path.abspath(self.state), 'store.sqlite3')}"

    def called(self) -> frozenset[str]:
        """Return the names, in small letters and without a port, that requests may call the service by."""
        own = () if self.host in ("0.0.0.0", "::") else (f"[{self.host}]" if ":" in self.host else self.host,)
        return frozenset(name.lower() for name in (*LOOPBACK, *own, *self.hosts))
