"""What a request brings: its body, what that is, and the name that reports show."""

from __future__ import annotations

import codecs
from email.message import Message
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from compliance.interfaces.http.parcels import shown
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.work import Given
from compliance.sources.loading import STANDARD_INPUT

if TYPE_CHECKING:
    from starlette.requests import Request

JSON, FORM = "application/json", "multipart/form-data"
LINES = ("application/jsonl", "application/x-ndjson")
_BYTES = ("application/octet-stream", "text/plain", "")
_PAGES = ("cp1250", "cp1251", "cp1252", "cp1254", "iso8859-1")
_ENCODINGS = ("ascii", *(f"utf-{bits}{order}" for bits in (8, 16, 32) for order in ("", "-le", "-be", "-sig")), *_PAGES)
_BINARY = {"type": "string", "format": "binary"}

Name = Annotated[
    str, Field(max_length=255, description="What reports call an ad that is sent as text or bytes; *.json is JSON.")
]


def media_of(request: Request) -> str:
    """Return what the body is said to be, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _refuse_letters(request: Request) -> None:
    """Refuse a text in an encoding that is not read: it would be taken for another, and its letters be wrong."""
    said = Message()
    said["Content-Type"] = request.headers.get("content-type", "")
    charset = said.get_content_charset("utf-8")
    try:
        known = codecs.lookup(charset).name in _ENCODINGS
    except LookupError:
        known = False
    if not known:
        raise Problem(415, "media", f"text is not read as {charset[:40]!r}: send it as UTF-8")


async def given(request: Request, name: str) -> Given:
    """Return the ad in a request; `Problem` for a kind of body that is not taken."""
    media = media_of(request)
    if media == JSON:
        called = shown(name)
        named = called if called.endswith(".json") else "ad.json" if called == STANDARD_INPUT else f"{called}.json"
        return Given(await request.body(), named, ad=True)
    if media == FORM:
        return Given(await request.body(), form=request.headers["content-type"])
    if media not in _BYTES:
        raise Problem(415, "media", f"send {JSON}, text/plain, application/octet-stream or {FORM}")
    _refuse_letters(request)
    return Given(await request.body(), shown(name))


def accepted(*, ad: bool) -> dict[str, Any]:
    """Return how a body is told of in OpenAPI; `ad`: one ad in JSON is taken too."""
    form = {"type": "object", "required": ["file"], "properties": {"file": _BINARY}}
    kinds: dict[str, Any] = {
        "text/plain": {"schema": {"type": "string"}},
        "application/octet-stream": {"schema": _BINARY},
        FORM: {"schema": form},
    }
    if ad:
        kinds = {JSON: {"schema": {"$ref": "#/components/schemas/Ad"}}, **kinds}
    return {"requestBody": {"required": True, "content": kinds}}
