"""Answers of the page: a template filled in with what every page has, and files."""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, JSONResponse, Response

from compliance.interfaces.http.page.forms import MOST_FILES, MOST_LETTERS
from compliance.interfaces.http.page.guard import Guard
from compliance.interfaces.http.page.rendering import FOLDER, render
from compliance.interfaces.http.page.told import LANGUAGES
from compliance.interfaces.http.page.words import NAMES, page_words
from compliance.render import form as format_of
from compliance.render.html.style import FACSIMILE
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from starlette.requests import Request

_TYPES = {"desk.css": "text/css", "desk.js": "text/javascript", "desk.svg": "image/svg+xml"}


class Answers:
    """Makes answers with the headers and cookies of the page."""

    def __init__(self, guard: Guard, largest: int) -> None:
        self._guard, self._largest = guard, largest

    def page(self, request: Request, template: str, language: str, status: int = 200, **values: Any) -> Response:
        """Return a page."""
        shared = {
            "say": page_words(language),
            "language": language,
            "languages": [(code, NAMES[code]) for code in LANGUAGES],
            "bounds": self.bounds(language),
            "csrf": self._guard.token(request),
            "session": self._guard.session(request) is not None,
            "stamp": stamp(),
            "here": "",
            "switching": "",
        }
        return self._finished(request, HTMLResponse(render(template, **{**shared, **values}), status), language)

    def bounds(self, language: str) -> str:
        """Return how much may be given at once, in words."""
        letters = f"{MOST_LETTERS:,}".replace(",", " ")
        values = {"letters": letters, "files": MOST_FILES, "mib": self._largest >> 20}
        return fill(page_words(language)["desk_too_large_hint"], values)

    def message(self, request: Request, language: str, status: int, said: str) -> Response:
        """Return a page that only says something, by the key of its words."""
        say = page_words(language)
        hint = self.bounds(language) if said == "desk_too_large" else say[f"{said}_hint"]
        return self.page(request, "message.html", language, status, title=say[said], hint=hint)

    def json(self, request: Request, content: Any, status: int = 200, after: int = 0) -> Response:
        """Return JSON for the page's script."""
        headers = {"Retry-After": str(after)} if after else {}
        return self._finished(request, JSONResponse(content, status, headers))

    def report(self, request: Request, content: bytes, form: str, name: str) -> Response:
        """Return a report as a file to save; an HTML report is never run here, it brings no script and is saved."""
        headers = {"Content-Disposition": f'attachment; filename="{name}.{format_of(form).ending}"'}
        return self._finished(request, Response(content, 200, headers, "application/octet-stream"))

    def picture(self, request: Request, content: bytes, media_type: str) -> Response:
        """Return a page of an ad as a picture."""
        return self._finished(request, Response(content, 200, {"Cache-Control": "private, max-age=600"}, media_type))

    def static(self, request: Request, name: str) -> Response | None:
        """Return a file that belongs to the page, None for one that does not."""
        if name not in _TYPES:
            return None
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "Content-Security-Policy": "default-src 'none'",
        }
        return Response(_static()[name], 200, headers, _TYPES[name])

    def _finished(self, request: Request, response: Response, language: str = "") -> Response:
        return self._guard.finish(request, response, language)


@cache
def stamp() -> str:
    """Return what changes when a file of the page does: browsers keep those for long."""
    return sha256(b"".join(_static().values())).hexdigest()[:12]


@cache
def _static() -> dict[str, bytes]:
    found = {}
    for name in _TYPES:
        with open(os.path.join(FOLDER, "static", name), "rb") as file:
            found[name] = file.read()
    found["desk.css"] += FACSIMILE.encode()
    return found
