"""Runs the service until it is told to stop: what runs then comes to its end, and nothing new begins."""

from __future__ import annotations

import asyncio
import os
import re
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from compliance.errors import UsageError
from compliance.interfaces.http import logs
from compliance.interfaces.http.app import create_app
from compliance.interfaces.http.settings import is_loopback
from compliance.interfaces.http.store import keys
from compliance.interfaces.http.store.opening import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

    from compliance.interfaces.http.settings import Settings

_MOST_HEADERS = 32 << 10  # bytes of a request before its body
_CONNECTIONS = 512
_BACKLOG = 2048
_NAME = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]")


def serve(settings: Settings, begins: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; call `begins` with the address, once nothing keeps it from being served there.

    `UsageError` for an address that others reach while there is no key, or that is taken, and for a name that no
    request calls the service by.
    """
    store = opened(settings.store())
    refuse_open(settings, store)
    refuse_names(settings)
    listening = bound(settings)
    host = f"[{settings.host.strip('[]')}]" if ":" in settings.host else settings.host
    begins(f"http://{host}:{listening.getsockname()[1]}/")
    logs.begin()
    trusted = ",".join(settings.trusted_proxies)
    server = uvicorn.Server(uvicorn.Config(
        create_app(settings, store), log_config=None, access_log=False,
        http=_patient(settings.slow), ws="none", lifespan="on", server_header=False, date_header=True,
        proxy_headers=bool(trusted), forwarded_allow_ips=trusted or "", limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=_MOST_HEADERS, timeout_keep_alive=15,
        timeout_graceful_shutdown=int(settings.time) + 5,
    ))  # fmt: skip
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    if not server.started:
        raise UsageError("the service did not start: its log says why")


def bound(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say; `UsageError` where none can."""
    host = settings.host.strip("[]")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, settings.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        number = error.errno or 0  # below 0 where the name leads nowhere
        why = os.strerror(number) if number > 0 else error.strerror or "no such address"
        raise UsageError(f"cannot listen at {host}, port {settings.port}: {why.lower()}") from error


def refuse_names(settings: Settings) -> None:
    """Raise `UsageError` for a name that no request can call the service by."""
    for name in settings.hosts:
        if not _NAME.fullmatch(name):
            raise UsageError(f"--allowed-host {name}: a name alone is meant, such as desk.example.org")


def refuse_open(settings: Settings, store: Engine) -> None:
    """Raise `UsageError` where others would reach a service without keys, or call it by a name it does not know."""
    if is_loopback(settings.host):
        return
    if not keys.any_made(store):
        raise UsageError(
            f"without keys only this machine may ask: {settings.host} is no address of the loopback "
            "(make a key: compliance serve keys add NAME)"
        )
    if settings.host in ("0.0.0.0", "::") and not settings.hosts:
        raise UsageError("name the hosts that the service is called by: --allowed-host desk.example.org")


def _patient(seconds: float) -> type[H11Protocol]:
    """Return the protocol that lets go of a connection whose headers do not come in time."""

    class Patient(H11Protocol):
        _due: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            if self._due:
                self._due.cancel()
            super().connection_lost(exc)

        def _wait(self) -> None:
            self._due = self.loop.call_later(seconds, self._look)

        def _look(self) -> None:
            """Close where nothing has come but a part of the headers; ask again where a request is at work."""
            if self.cycle is None or (self.cycle.response_complete and self.conn.trailing_data[0]):
                self.transport.close()
            else:
                self._wait()

    return Patient
