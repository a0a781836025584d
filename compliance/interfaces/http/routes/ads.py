"""What is asked of ads: check, extract, fix, compose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request, Response

from compliance.interfaces.http.options import Options
from compliance.interfaces.http.work import Given

if TYPE_CHECKING:
    from compliance.interfaces.http.work import Work


def router(work: Work) -> APIRouter:
    """Return the routes."""
    made = APIRouter(prefix="/v1")

    @made.post("/check")
    async def check(request: Request, options: Annotated[Options, Query()]) -> Response:
        content = await request.body()
        return Response(await work.check(Given(content), options), media_type="application/json")

    return made
