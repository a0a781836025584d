"""The service as a person starts it, and a browser without script that keeps cookies and sends forms."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import httpx

ADS = Path(__file__).resolve().parents[2] / "examples" / "ads"


@contextmanager
def serving(state: Path, *options: str) -> Iterator[str]:
    """Run a service of its own, and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "compliance", "serve", "--port", str(port), "--state", str(state), "--rate", "0"]
    with (
        open(state / "log.txt", "wb") as log,
        subprocess.Popen([*command, *options], stdout=log, stderr=log) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(1200):
                try:
                    httpx.get(f"{address}/static/desk.css", timeout=5)
                    break
                except httpx.TransportError:
                    assert process.poll() is None, (state / "log.txt").read_text(encoding="utf-8", errors="replace")
                    time.sleep(0.1)
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


class Browser(httpx.Client):
    """A browser without script."""

    language = "en"

    def token(self) -> str:
        """Return the token that a page has in its forms."""
        match = re.search(r'name="csrf" value="([^"]*)"', self.get("/").text)
        assert match is not None
        return match[1]

    def fill(self, path: str, **fields: object) -> str:
        """Return the page that a form leads to."""
        answer = self.post(path, data={"csrf": self.token(), "lang": self.language, **fields})
        assert answer.status_code == 200, answer.text
        return answer.text


def verdict(page: str) -> str:
    """Return the verdict that a page tells, "" for none."""
    match = re.search(r'data-verdict="(\w+)"', page)
    return match[1] if match else ""


def text_in(page: str) -> str:
    """Return the ad that stands in a page's field."""
    match = re.search(r'<textarea[^>]*name="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert match is not None
    return unescape(match[1])


def lawful() -> str:
    """Return a lawful ad."""
    return (ADS / "lawful" / "ky-leaflet.txt").read_text(encoding="utf-8")


def unlawful() -> str:
    """Return an unlawful one, which has a slip of form besides."""
    return (ADS / "unlawful" / "ky-leaflet.txt").read_text(encoding="utf-8")
