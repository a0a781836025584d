"""Many ads at once: sent in one request, judged in the background, fetched as JSON Lines."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from compliance.interfaces.http.access import Access, client_of
from compliance.interfaces.http.batching import TASKS, Batching, described
from compliance.interfaces.http.content import FORM, JSON, LINES
from compliance.interfaces.http.intake import Intake
from compliance.interfaces.http.options import Options
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.routes.ads import Output, safe
from compliance.interfaces.http.routes.told import MEDIA, answers, faults
from compliance.interfaces.http.settings import Settings
from compliance.interfaces.http.store import batches as rows
from compliance.interfaces.http.store.batches import Batch
from compliance.interfaces.http.work import Work


class Sending(Options):
    """Options of a batch, and whom to tell when it has ended."""

    webhook: str | None = Field(
        default=None, min_length=1, max_length=2000, description="An https address of an origin that the service knows."
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


class Batches:
    """Answers about batches. One is seen by the key that made it, and by no other."""

    def __init__(self, work: Work, batching: Batching, settings: Settings) -> None:
        self._work, self._batching = work, batching
        self._intake = Intake(work, batching, settings)

    async def add(self, request: Request, options: Annotated[Sending, Query()], key: Key = None) -> Response:
        """Take ads to be judged: a JSON array of ads, JSON Lines of them, or files in a form, as many as there are.

        With an Idempotency-Key the same request may be sent again: it is one batch.
        """
        asked = Options(**options.model_dump(exclude={"webhook"}))
        return _json(await self._intake.take(request, client_of(request), asked, options.webhook or "", key), 202)

    async def every(self, request: Request) -> Response:
        """List the batches of this client."""
        found = await run_in_threadpool(rows.of_owner, self._batching.store, client_of(request))
        return Response(json.dumps({"batches": list(map(described, found))}), media_type=JSON)

    async def one(self, batch: str, request: Request) -> Response:
        """Tell how far a batch is."""
        return _json(await self._owned(batch, request))

    async def result(self, batch: str, request: Request, wanted: Annotated[Resulting, Query()]) -> Response:
        """Return the report on a batch that is done: JSON Lines, an ad a line, or another format."""
        found = await self._owned(batch, request)
        path = self._batching.result(found)
        if found.state != rows.DONE:
            raise Problem(409, "state", f"the batch is {found.state}")
        if wanted.format == "jsonl":
            return FileResponse(path, media_type=MEDIA["jsonl"])
        return safe(
            await self._work.call(f"{TASKS}:render", b"", found.options, path=path, output=wanted.format), wanted.format
        )

    async def cancel(self, batch: str, request: Request) -> Response:
        """End a batch before its time; one that has ended stays as it is."""
        await self._batching.cancel(await self._owned(batch, request))
        return _json(await self._owned(batch, request))

    async def forget(self, batch: str, request: Request) -> Response:
        """Take away a batch that has ended, and its result."""
        found = await self._owned(batch, request)
        if found.state in rows.OPEN:
            raise Problem(409, "state", f"the batch is {found.state}: cancel it first")
        await self._batching.forget(found)
        return Response(status_code=204)

    async def _owned(self, name: str, request: Request) -> Batch:
        batch = await run_in_threadpool(rows.by_id, self._batching.store, name, client_of(request))
        if batch is None:
            raise Problem(404, "none", "there is no such batch")
        return batch


def router(work: Work, access: Access, batching: Batching, settings: Settings) -> APIRouter:
    """Return the routes."""
    here = Batches(work, batching, settings)
    made = APIRouter(prefix="/v1/batches", tags=["batches"], dependencies=[Depends(access.requires("check"))])
    state, missing = answers(BatchState), faults(404)
    taken = {**answers(BatchState, status=202), **faults(409)}
    gone = {204: {"description": "Gone."}, **faults(404, 409)}
    made.post("", status_code=202, openapi_extra=_BODY, responses=taken)(here.add)
    made.get("", responses=answers(BatchStates))(here.every)
    made.get("/{batch}", responses={**state, **missing})(here.one)
    made.get("/{batch}/result", responses=_RESULT)(here.result)
    made.post("/{batch}/cancel", responses={**state, **missing})(here.cancel)
    made.delete("/{batch}", status_code=204, responses=gone)(here.forget)
    return made


def _json(batch: Batch, status: int = 200) -> Response:
    return Response(json.dumps(described(batch)), status, {"Location": f"/v1/batches/{batch.id}"}, JSON)
