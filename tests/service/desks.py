"""A service for tests: in this process over ASGI, or as a server of its own on a free port."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from compliance.interfaces.http.app import create_app
from compliance.interfaces.http.settings import Settings

BASE = "http://127.0.0.1"
Use = Callable[[httpx.AsyncClient], Coroutine[Any, Any, None]]


class Desk:
    """A service in this process; `ask` runs a scenario against it, from its start to its end."""

    def __init__(self, **settings: Any) -> None:
        self.settings = Settings(**{"workers": 1, "rate": 0, **settings})

    def ask(self, use: Use) -> None:
        asyncio.run(self._ask(use))

    async def _ask(self, use: Use) -> None:
        self.app = create_app(self.settings)
        async with (
            self.app.router.lifespan_context(self.app),
            httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=BASE, timeout=60) as client,
        ):
            await use(client)

    def each(self, *requests: httpx.Request) -> list[httpx.Response]:
        """Return the answers to requests, one after the other."""
        found: list[httpx.Response] = []

        async def use(client: httpx.AsyncClient) -> None:
            for request in requests:
                found.append(await client.send(request))

        self.ask(use)
        return found

    def one(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Return the answer to a single request."""
        return self.each(httpx.Request(method, BASE + path, **more))[0]


class Server:
    """`compliance serve` as a process of its own."""

    def __init__(self, state: Path, *options: str) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"{BASE}:{self.port}"
        self.log = state.parent / f"log-{self.port}.txt"
        command = [sys.executable, "-m", "compliance", "serve", "--port", str(self.port), "--state", str(state)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen([*command, *options], stderr=log, stdout=log, start_new_session=True)
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"the server did not start: {self.log.read_text()}")
            try:
                if httpx.get(f"{self.base}/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError("the server was not ready within a minute")

    def each(self, *requests: httpx.Request) -> list[httpx.Response]:
        """Return the answers to requests, one after the other."""
        with httpx.Client(timeout=60) as client:
            for request in requests:
                request.url = request.url.copy_with(port=self.port)
            return [client.send(request) for request in requests]

    def one(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Return the answer to a single request."""
        return self.each(httpx.Request(method, BASE + path, **more))[0]

    def workers(self) -> list[int]:
        """Return the ids of its worker processes."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(one) for one in found]

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop and return its exit code; what is left after a while is ended by force."""
        if self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.kill(self.process.pid, signal.SIGKILL)
                self.process.wait()
        return self.process.returncode

    def lines(self) -> list[dict[str, Any]]:
        """Return what it logged."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]
