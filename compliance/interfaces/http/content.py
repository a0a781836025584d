"""What a request brings: its body, what that is, and the name that reports show."""

from __future__ import annotations

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
_BINARY = {"type": "string", "format": "binary"}

Name = Annotated[
    str, Field(max_length=255, description="What reports call an ad that is sent as text or bytes; *.json is JSON.")
]


def media_of(request: Request) -> str:
    """Return what the body is said to be, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


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
