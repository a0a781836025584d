"""Many ads at once: sent in one request, judged in the background, fetched as JSON Lines."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from compliance.interfaces.http.access import Access
from compliance.interfaces.http.batching import TASKS, Batching, described
from compliance.interfaces.http.content import FORM, JSON, LINES
from compliance.interfaces.http.intake import Intake
from compliance.interfaces.http.options import Options
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.routes.ads import Output
from compliance.interfaces.http.routes.told import MEDIA, answers, faults
from compliance.interfaces.http.settings import Settings
from compliance.interfaces.http.store import batches as rows
from compliance.interfaces.http.store.batches import Batch
from compliance.interfaces.http.work import Work


class Sending(Options):
    """Options of a batch, and whom to tell when it has ended."""

    webhook: str = Field(
        default="", max_length=2000, description="An https address of an origin that the service knows."
    )


class BatchState(BaseModel):
    """How far a batch is; `total` is known once all of it was opened. Times are seconds since 1970."""

    id: str
    state: Literal["queued", "running", "done", "cancelled", "failed"]
    done: int
    created: int
    total: int = 0
    ended: int = 0
    fault: str = ""


class BatchStates(BaseModel):
    """The batches of a client, the newest first."""

    batches: list[BatchState]


class Resulting(BaseModel):
    """The format of a result."""

    format: Output = Field(default="jsonl", description="The format of the report.")


Key = Annotated[str | None, Header(alias="Idempotency-Key", pattern="^[!-~]{1,200}$")]
_BINARY = {"type": "string", "format": "binary"}
_BODIES: dict[str, Any] = {
    JSON: {"schema": {"type": "array", "items": {"type": "object"}, "minItems": 1}},
    LINES[0]: {"schema": {"type": "string"}},
    FORM: {
        "schema": {
            "type": "object", "required": ["file"],
            "properties": {"file": {"type": "array", "items": _BINARY, "minItems": 1}},
        }
    },
}  # fmt: skip
_RESULT = {**answers({"type": "string"}, others=True, media=MEDIA["jsonl"]), **faults(404, 409)}
_BODY = {"requestBody": {"required": True, "content": _BODIES}}


def router(work: Work, access: Access, batching: Batching, settings: Settings) -> APIRouter:
    """Return the routes. A batch is seen by the key that made it, and by no other."""
    made = APIRouter(prefix="/v1/batches", tags=["batches"])
    Client = Annotated[str, Depends(access.requires("check"))]
    intake = Intake(work, batching, settings)

    async def owned(name: str, owner: str) -> Batch:
        batch = await run_in_threadpool(rows.by_id, batching.store, name, owner)
        if batch is None:
            raise Problem(404, "none", "there is no such batch")
        return batch

    @made.post("", status_code=202, openapi_extra=_BODY, responses={**answers(BatchState, status=202), **faults(409)})
    async def add(request: Request, owner: Client, options: Annotated[Sending, Query()], key: Key = None) -> Response:
        """Take ads to be judged: a JSON array of ads, JSON Lines of them, or files in a form, as many as there are.

        With an Idempotency-Key the same request may be sent again: it is one batch.
        """
        asked = Options(**options.model_dump(exclude={"webhook"}))
        return _json(await intake.take(request, owner, asked, options.webhook, key), 202)

    @made.get("", responses=answers(BatchStates))
    async def every(owner: Client) -> Response:
        """List the batches of this client."""
        found = await run_in_threadpool(rows.of_owner, batching.store, owner)
        return Response(json.dumps({"batches": list(map(described, found))}), media_type=JSON)

    @made.get("/{batch}", responses={**answers(BatchState), **faults(404)})
    async def one(batch: str, owner: Client) -> Response:
        """Tell how far a batch is."""
        return _json(await owned(batch, owner))

    @made.get(
        "/{batch}/result",
        responses=_RESULT,
    )
    async def result(batch: str, owner: Client, wanted: Annotated[Resulting, Query()]) -> Response:
        """Return the report on a batch that is done: JSON Lines, an ad a line, or another format."""
        found = await owned(batch, owner)
        path = batching.result(found)
        if found.state != rows.DONE:
            raise Problem(409, "state", f"the batch is {found.state}")
        if wanted.format == "jsonl":
            return FileResponse(path, media_type=MEDIA["jsonl"])
        body = await work.call(f"{TASKS}:render", b"", found.options, path=path, output=wanted.format)
        headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups"}
        return Response(body, headers=headers if wanted.format == "html" else None, media_type=MEDIA[wanted.format])

    @made.post("/{batch}/cancel", responses={**answers(BatchState), **faults(404)})
    async def cancel(batch: str, owner: Client) -> Response:
        """End a batch before its time; one that has ended stays as it is."""
        await batching.cancel(await owned(batch, owner))
        return _json(await owned(batch, owner))

    @made.delete("/{batch}", status_code=204, responses={204: {"description": "Gone."}, **faults(404, 409)})
    async def forget(batch: str, owner: Client) -> Response:
        """Take away a batch that has ended, and its result."""
        found = await owned(batch, owner)
        if found.state in rows.OPEN:
            raise Problem(409, "state", f"the batch is {found.state}: cancel it first")
        await batching.forget(found)
        return Response(status_code=204)

    return made


def _json(batch: Batch, status: int = 200) -> Response:
    return Response(json.dumps(described(batch)), status, {"Location": f"/v1/batches/{batch.id}"}, JSON)
