"""Who asks, and whether they may: an API key in the header, or a session of the page with its CSRF token.

A store without keys asks nobody, and then only this machine may ask: the service listens on the loopback alone, and
what a proxy passes on is refused.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING, Annotated

from fastapi import Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from compliance.interfaces.http.buckets import Buckets
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.store import keys, sessions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy import Engine

    from compliance.interfaces.http.settings import Settings
    from compliance.interfaces.http.store.keys import Key
    from compliance.interfaces.http.store.sessions import Session

COOKIE = "compliance_session"
CSRF_HEADER = "X-CSRF-Token"
NOBODY = "open"  # whose batches are those of a service without keys
_REMEMBERED = 5.0  # seconds that a key is believed without asking the store again
_MOST = 1_000
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_BEARER = HTTPBearer(auto_error=False, description="An API key (compliance serve keys add).")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]


class Access:
    """Asks the store who a request is from, and counts how often each asks."""

    def __init__(self, store: Engine, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._rates = Buckets(settings.rate, settings.burst)
        self._wrong, self._logins = Buckets(settings.rate, settings.burst), Buckets(0.2, 10)
        self._known: OrderedDict[str, tuple[float, Key | None]] = OrderedDict()
        self._closed: tuple[float, bool] = (0.0, False)

    def requires(self, scope: str) -> Callable[..., Awaitable[str]]:
        """Return a dependency that is the id of the client, once that is known to reach as far as `scope`."""

        async def client(request: Request, bearer: Bearer = None) -> str:
            return await self._client(request, bearer.credentials if bearer else "", scope)

        return client

    async def is_closed(self) -> bool:
        """Tell whether a key is asked for; once it is, it stays so."""
        asked, closed = self._closed
        if not closed and (not asked or time.monotonic() - asked > _REMEMBERED):
            self._closed = (time.monotonic(), await run_in_threadpool(keys.any_made, self._store))
        return self._closed[1]

    async def session(self, request: Request) -> Session | None:
        """Return the session of a page's request, None if it has none that holds."""
        token = request.cookies.get(COOKIE, "")
        return await run_in_threadpool(sessions.found, self._store, token) if token else None

    async def login(self, request: Request, text: str) -> tuple[Session, str]:
        """Return a new session for a key, and its token for the cookie; `Problem` for a wrong key, or too many."""
        if wait := self._logins.wait(_peer(request)):
            raise Problem(429, "rate", "too many logins", after=wait)
        key = await self._of(text, _peer(request))
        if key is None:
            raise Problem(401, "key", "that is no key of this service")
        return await run_in_threadpool(sessions.begin, self._store, key)

    async def logout(self, request: Request) -> None:
        """End the session of a request."""
        await run_in_threadpool(sessions.end, self._store, request.cookies.get(COOKIE, ""))

    async def admit(self, request: Request, scope: str) -> tuple[bool, Session | None]:
        """Tell whether a request of the page may be answered, and of which session it is; `Problem` as for the API.

        It counts against the rate of the key that somebody logged in with, like requests that bring the key.
        """
        if not await self.is_closed():
            await self._client(request, "", scope)
            return True, None
        session = await self.session(request)
        if session is None:
            return False, None
        self._reaches(request, session.key, scope)
        return True, session

    async def verify(self, request: Request, csrf: str) -> Session | None:
        """Return the session of a form that was sent with that CSRF token; `Problem` without one.

        None in a service that asks nobody for a key: there the origin, which is looked at before, is all there is.
        """
        if not await self.is_closed():
            return None
        session = await self.session(request)
        if session is None:
            raise Problem(401, "session", "the session has ended: log in again")
        if not compare_digest(session.csrf.encode(), csrf.encode("utf-8", "replace")):
            raise Problem(403, "csrf", "the form is of another session: load the page again")
        return session

    async def _client(self, request: Request, text: str, scope: str) -> str:
        if not await self.is_closed():
            if any(name in request.headers for name in _FORWARDED) and not self._settings.trusted_proxies:
                raise Problem(403, "proxy", "a service without keys answers this machine alone, and no proxy")
            self._pace(_peer(request))
            return self._is(request, NOBODY)
        key = await self._of(text, _peer(request)) if text else None
        if key is None and not text and COOKIE in request.cookies:
            key = await self._by_session(request)
        if key is None:
            raise Problem(401, "key", "a key is needed: Authorization: Bearer …")
        return self._reaches(request, key, scope)

    async def _by_session(self, request: Request) -> Key | None:
        if request.method in ("GET", "HEAD"):
            session = await self.session(request)
        else:
            session = await self.verify(request, request.headers.get(CSRF_HEADER, ""))
        return session.key if session else None

    async def _of(self, text: str, peer: str) -> Key | None:
        """Return the key that a text is; who gave a wrong one too often must wait."""
        digest, now = sha256(text.encode("utf-8", "replace")).hexdigest(), time.monotonic()
        seen, key = self._known.get(digest, (0.0, None))
        if key is not None and now - seen < _REMEMBERED:
            return key
        key = await run_in_threadpool(keys.found, self._store, text)
        if key is None:
            self._known.pop(digest, None)
            if wait := self._wrong.wait(peer):
                raise Problem(429, "rate", "too many wrong keys", after=wait)
            return None
        self._known[digest] = (now, key)
        if len(self._known) > _MOST:
            self._known.popitem(last=False)
        return key

    def _reaches(self, request: Request, key: Key, scope: str) -> str:
        self._pace(key.id)
        if not key.may(scope):
            raise Problem(403, "scope", f"the key does not reach that far: it wants the scope {scope}")
        return self._is(request, key.id)

    def _pace(self, client: str) -> None:
        if wait := self._rates.wait(client):
            raise Problem(429, "rate", "too many requests", after=wait)

    def _is(self, request: Request, client: str) -> str:
        request.scope["state"]["client"] = client
        return client


def client_of(request: Request) -> str:
    """Return the id of the client that a request was found to be from."""
    name: str = request.scope["state"]["client"]
    return name


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""
