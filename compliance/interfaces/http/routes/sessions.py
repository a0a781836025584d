"""Sessions of the page: a key is given once, in a form, and a cookie stands for it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from compliance.interfaces.http.access import COOKIE
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.store.sessions import LASTS

if TYPE_CHECKING:
    from compliance.interfaces.http.access import Access
    from compliance.interfaces.http.settings import Settings

_LONGEST = 2_000


def router(access: Access, settings: Settings) -> APIRouter:
    """Return the routes. Forms post `key` to /session and `csrf` to /session/end; both lead back to the page."""
    made = APIRouter(include_in_schema=False)

    @made.post("/session")
    async def begin(request: Request) -> Response:
        """Begin a session; with a wrong key the page asks again (`/login?wrong=1`)."""
        try:
            _, token = await access.login(request, await _field(request, "key"))
        except Problem as problem:
            if problem.status != 401:
                raise
            return RedirectResponse("/login?wrong=1", 303)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(
            COOKIE, token, max_age=LASTS, path="/", httponly=True, samesite="strict", secure=settings.secure_cookies
        )
        return answer

    @made.post("/session/end")
    async def end(request: Request) -> Response:
        """End a session."""
        await access.verify(request, await _field(request, "csrf"))
        await access.logout(request)
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict", secure=settings.secure_cookies)
        return answer

    return made


async def _field(request: Request, name: str) -> str:
    """Return a field of a small form."""
    if int(request.headers.get("content-length", "0") or 0) > _LONGEST:
        raise Problem(413, "large", "the form is too large")
    form = await request.form(max_files=0, max_fields=10)
    value = form.get(name)
    return value if isinstance(value, str) else ""
