"""What every answer of the page carries, and how a form proves that it came from the page itself."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from compliance.interfaces.http.store.sessions import Session

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",  # with none at all, browsers do not say either where a form comes from
    "Permissions-Policy": "geolocation=(), microphone=(), payment=()",
}
_KEPT = 30 * 24 * 3600
_SHAPE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


class Guard:
    """Gives each browser a random cookie, and each form a token that is made from it with a secret of this process.

    Another site can send a form here, but neither the cookie with it (SameSite) nor the token in it. Where editors log
    in, the token is that of their session.
    """

    def __init__(self, secure: bool) -> None:
        self._secret, self._secure = secrets.token_bytes(32), secure
        self._name = "__Host-desk" if secure else "desk"

    def is_in(self, request: Request, session: Session | None) -> None:
        """Say whose request it is."""
        request.state.session = session

    def cookie(self, request: Request) -> str:
        """Return the browser's cookie, a new one where it has none; within one request the same."""
        if not hasattr(request.state, "desk"):
            sent = request.cookies.get(self._name, "")
            request.state.desk = sent if len(sent) == 43 and set(sent) <= _SHAPE else secrets.token_urlsafe(32)
        made: str = request.state.desk
        return made

    def session(self, request: Request) -> Session | None:
        """Return the session of a request, None where nobody has to log in."""
        found: Session | None = getattr(request.state, "session", None)
        return found

    def token(self, request: Request) -> str:
        """Return the token for forms of this browser."""
        session = self.session(request)
        return session.csrf if session else hmac.new(self._secret, self.cookie(request).encode(), sha256).hexdigest()

    def holds(self, request: Request, token: str) -> bool:
        """Tell whether a form came from this page, in this browser."""
        sent = self.session(request) is not None or self._name in request.cookies
        return sent and hmac.compare_digest(self.token(request).encode(), token.encode("utf-8", "replace"))

    def finish(self, request: Request, response: Response, language: str = "") -> Response:
        """Return an answer of the page with its headers and cookies; no cache keeps what may hold an ad."""
        for name, value in {"Cache-Control": "no-store", **HEADERS}.items():
            response.headers.setdefault(name, value)
        if request.cookies.get(self._name) != self.cookie(request):
            response.set_cookie(
                self._name, self.cookie(request), max_age=_KEPT, httponly=True, samesite="lax", secure=self._secure
            )
        if language and request.cookies.get("lang") != language:
            response.set_cookie("lang", language, max_age=_KEPT, httponly=True, samesite="lax", secure=self._secure)
        return response
