"""What every answer of the page carries, and how a form proves that it came from the page itself."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_KEPT = 30 * 24 * 3600
_SHAPE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


class Guard:
    """Gives each browser a random cookie, and each form a token that is made from it with a secret of this process.

    Another site can send a form here, but neither the cookie with it (SameSite) nor the token in it.
    """

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def cookie(self, request: Request) -> str:
        """Return the browser's cookie, a new one where it has none; within one request the same."""
        if not hasattr(request.state, "desk"):
            sent = request.cookies.get(_name(request), "")
            request.state.desk = sent if len(sent) == 43 and set(sent) <= _SHAPE else secrets.token_urlsafe(32)
        made: str = request.state.desk
        return made

    def token(self, request: Request) -> str:
        """Return the token for forms of this browser."""
        return hmac.new(self._secret, self.cookie(request).encode(), sha256).hexdigest()

    def holds(self, request: Request, token: str) -> bool:
        """Tell whether a form came from this page, in this browser."""
        site = request.headers.get("sec-fetch-site", "same-origin")
        sent = _name(request) in request.cookies
        return sent and site in ("same-origin", "none") and hmac.compare_digest(self.token(request), token)

    def finish(
        self, request: Request, response: Response, language: str = "", headers: Mapping[str, str] = HEADERS
    ) -> Response:
        """Return an answer of the page with its headers and cookies; no cache keeps what may hold an ad."""
        for name, value in {"Cache-Control": "no-store", **headers}.items():
            response.headers.setdefault(name, value)
        secure = _is_secure(request)
        if request.cookies.get(_name(request)) != self.cookie(request):
            response.set_cookie(
                _name(request), self.cookie(request), max_age=_KEPT, httponly=True, samesite="lax", secure=secure
            )
        if language and request.cookies.get("lang") != language:
            response.set_cookie("lang", language, max_age=_KEPT, httponly=True, samesite="lax", secure=secure)
        return response


def _is_secure(request: Request) -> bool:
    return bool(request.app.state.settings.secure_cookies)


def _name(request: Request) -> str:
    return "__Host-desk" if _is_secure(request) else "desk"
