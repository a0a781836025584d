"""The front door: what every request passes before it is answered, and every answer before it leaves.

A request has an id, names a host that is ours, comes from a page of ours if from one at all, is not too large, and is
sent in time. What nobody expected becomes a plain answer, and a line in the log that quotes nothing.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy.exc import SQLAlchemyError

from compliance.interfaces.http.logs import LOG
from compliance.interfaces.http.problems import Problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from compliance.interfaces.http.counts import Counts
    from compliance.interfaces.http.settings import Settings

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")
_SLOW = 408
_PATIENCE, _DRAINED = 2.0, 8 << 20  # seconds, and bytes, of a refused body that are still taken
_SAFE = ("GET", "HEAD", "OPTIONS")
_KNOWN = (*_SAFE, "POST", "PUT", "PATCH", "DELETE")
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)
_CSP = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    b"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class Front:
    """An ASGI application around the service."""

    def __init__(self, app: ASGIApp, settings: Settings, counts: Counts) -> None:
        self._app, self._settings, self._counts = app, settings, counts
        self._hosts = settings.called()
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whatever is not HTTP passes."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        given = headers.get("x-request-id", "")
        passage = _Passage(self, scope, receive, send, given if _ID.match(given) else secrets.token_hex(8))
        scope.setdefault("state", {})["request_id"] = passage.id
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope  # the server leaves out the body
        try:
            self._refuse(scope, headers)
            passage.expect(headers.get("content-length", ""))
            await self._app(asked, passage.receive, passage.send)
        except Problem as problem:
            await passage.tell(problem)
        except SQLAlchemyError:
            LOG.error("the store failed", exc_info=True, extra={"told": {"request_id": passage.id}})
            await passage.tell(Problem(503, "store", "the store cannot be read or written now", after=5))
        except OSError:
            LOG.error("the system failed", exc_info=True, extra={"told": {"request_id": passage.id}})
            await passage.tell(Problem(503, "system", "no room on the disk, or no file can be opened", after=30))
        except Exception:
            LOG.error("a bug", exc_info=True, extra={"told": {"request_id": passage.id}})
            await passage.tell(Problem(500, "internal", "something went wrong here; the log knows the request"))
        finally:
            self._held -= passage.held
            self._note(scope["method"], asked, passage)
        return None

    def hold(self, more: int) -> None:
        """Take on so many bytes of a request; `Problem` where all requests together would be too much."""
        if self._held + more > self._settings.held:
            raise Problem(503, "overloaded", "too much is being sent at once", after=2)
        self._held += more

    def _refuse(self, scope: Scope, headers: dict[str, str]) -> None:
        host = _name(headers.get("host", ""))
        if host not in self._hosts:
            raise Problem(421, "host", "this service is not called by that name (see --allowed-host)")
        _refuse_twice(scope)
        if scope["method"] in _SAFE:
            return
        if {"content-length", "transfer-encoding"} <= headers.keys():  # a proxy may have gone by the other one
            raise Problem(400, "length", "a body has one length: Content-Length or Transfer-Encoding")
        origin, fetched = headers.get("origin"), headers.get("sec-fetch-site", "none")
        if fetched not in ("none", "same-origin") or (origin is not None and _foreign(origin, headers["host"])):
            raise Problem(403, "origin", "pages of other sites may not send this")

    def _note(self, sent: str, scope: Scope, passage: _Passage) -> None:
        seconds = time.monotonic() - passage.begun
        route = scope["state"].get("route") or getattr(scope.get("route"), "path", "") or "none"
        method = sent if sent in _KNOWN else "other"
        self._counts.add(method, route, passage.status, seconds)
        told = {
            "request_id": passage.id, "method": method, "route": route, "status": passage.status,
            "ms": round(1000 * seconds, 1), "bytes": passage.held, "client": scope["state"].get("client", ""),
        }  # fmt: skip
        LOG.info("request", extra={"told": told})

    @property
    def settings(self) -> Settings:
        """What the service was told."""
        return self._settings


class _Passage:
    """One request on its way through, and its answer on the way back."""

    def __init__(self, front: Front, scope: Scope, receive: Receive, send: Send, name: str) -> None:
        self._front, self._scope, self._receive, self._send = front, scope, receive, send
        self.id, self.begun, self.status, self.held = name, time.monotonic(), 0, 0
        self._sent, self._ended = 0, False

    def expect(self, length: str) -> None:
        """Refuse a body that says itself that it is too long; hold room for any other."""
        if length and not length.isdecimal():
            raise Problem(400, "length", "Content-Length is no number")
        size = int(length[:20] or 0)
        self._refuse(size)
        self._hold(size)

    async def receive(self) -> Message:
        """Return the next piece of the request, while it is neither too much nor too late."""
        if self._ended:
            return await self._receive()
        left = self._front.settings.slow - (time.monotonic() - self.begun)
        try:
            message = await asyncio.wait_for(self._receive(), max(0.001, left))
        except TimeoutError:
            raise Problem(408, "slow", "the request did not come in time") from None
        if message["type"] == "http.request":
            self._sent += len(message.get("body", b""))
            self._ended = not message.get("more_body", False)
            self._refuse(self._sent)
            self._hold(self._sent)
        else:
            self._ended = True
        return message

    async def send(self, message: Message) -> None:
        """Pass on a piece of the answer, with the headers that all answers have."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            present = {name.lower() for name, _ in message["headers"]}
            more: list[tuple[bytes, bytes]] = [(b"x-request-id", self.id.encode())]
            more += [(name, value) for name, value in _HEADERS if name not in present]
            if b"content-security-policy" not in present:
                more.append((b"content-security-policy", _CSP))
            if b"cache-control" not in present:
                more.append((b"cache-control", b"no-store"))
            if not self._ended and self._front_has_body():
                more.append((b"connection", b"close"))  # what is still on its way is not waited for
                if self.status != _SLOW:
                    await self._drain()
            message = {**message, "headers": [*message["headers"], *more]}
        await self._send(message)

    async def tell(self, problem: Problem) -> None:
        """Answer with what is wrong, if no answer has begun."""
        if not self.status:
            await problem.response(self.id)(self._scope, self._receive, self.send)

    async def _drain(self) -> None:
        """Take a bounded rest of a body that nobody wants: who is cut off while sending never sees the answer."""
        if b"expect" in dict(self._scope["headers"]):  # who asked first has not begun to send
            return
        until, taken = time.monotonic() + _PATIENCE, 0
        while not self._ended and taken < _DRAINED:
            try:
                message = await asyncio.wait_for(self._receive(), max(0.001, until - time.monotonic()))
            except TimeoutError:
                return
            taken += len(message.get("body", b""))
            self._ended = message["type"] != "http.request" or not message.get("more_body", False)

    def _front_has_body(self) -> bool:
        names: Any = dict(self._scope["headers"])
        return b"transfer-encoding" in names or int(names.get(b"content-length", b"0")[:20] or 0) > self._sent

    def _refuse(self, size: int) -> None:
        largest = self._front.settings.largest
        if size > largest:
            raise Problem(413, "large", f"a request has at most {largest} bytes")

    def _hold(self, size: int) -> None:
        if size > self.held:
            self._front.hold(size - self.held)
            self.held = size


def _refuse_twice(scope: Scope) -> None:
    """Refuse an option of the API that is given twice: one of the two would be left out, and nothing say so."""
    if not scope["path"].startswith("/v1/"):
        return
    given: set[str] = set()
    for name, _ in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True):
        if name in given:
            fault = {"pointer": f"/query/{name}", "message": "is given twice; several values have commas between them"}
            raise Problem(422, "usage", "what was sent cannot be: see errors", errors=[fault])
        given.add(name)


def _name(host: str) -> str:
    """Return a Host header's name in small letters, without the port.

    >>> _name("LocalHost:8000"), _name("[::1]:8000")
    ('localhost', '[::1]')
    """
    head, sign, port = host.strip().lower().rpartition(":")
    return head if sign and port.isdecimal() else host.strip().lower()


def _foreign(origin: str, host: str) -> bool:
    """Tell whether a page of that origin is not one of this host."""
    try:
        return urlsplit(origin).netloc.lower() != host.strip().lower()
    except ValueError:
        return True
