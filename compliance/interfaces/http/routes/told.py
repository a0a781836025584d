"""How answers are told of in OpenAPI, and what they are called on the wire."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from compliance.interfaces.http import problems
from compliance.render import FORMATS, form

JSON_MEDIA = "application/json"
MEDIA = {name: form(name).media for name in FORMATS}
_PROBLEMS = {
    400: "The request cannot be understood.",
    401: "A key is needed.",
    403: "The key does not reach that far, or a page of another site asks.",
    408: "The request did not come in time.",
    413: "The request is too large.",
    415: "Bodies of this kind are not taken.",
    422: "What was sent cannot be: `errors` tells what and where.",
    429: "Too many requests: Retry-After tells when to try again.",
    500: "A fault of the service.",
    503: "Overloaded, stopping, or the ad needs more time or memory than one may have.",
    507: "There is no room on the disk.",
}


class Fault(BaseModel):
    """One fault of what was sent, and its JSON Pointer."""

    pointer: str
    message: str


class ProblemDetails(BaseModel):
    """Why a request was not answered as asked (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = []
    request_id: str = ""


def answers(
    body: dict[str, Any] | type[BaseModel], *, others: bool = False, status: int = 200, media: str = JSON_MEDIA
) -> dict[int | str, Any]:
    """Return what an operation answers with: a schema or a model; `others`: a report in other formats too."""
    return {**_good(body, others, status, media), **faults()}


def faults(*more: int) -> dict[int | str, Any]:
    """Return the problems that any operation may answer with, and those of `more` statuses."""
    texts = {**_PROBLEMS, **{status: _MORE[status] for status in more}}
    content = {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    return {status: {"description": text, "content": content} for status, text in sorted(texts.items())}


_MORE = {
    404: "There is none of that name.",
    409: "The state does not allow it.",
}


def _good(body: dict[str, Any] | type[BaseModel], others: bool, status: int, media: str) -> dict[int | str, Any]:
    if isinstance(body, type):
        return {status: {"model": body, "description": "Done."}}
    kinds: dict[str, Any] = {media: {"schema": body}}
    if others:
        more = {one.partition(";")[0] for one in MEDIA.values()} - {media}
        kinds |= {one: {"schema": {} if "json" in one else {"type": "string"}} for one in sorted(more)}
    return {status: {"description": "Done.", "content": kinds}}
