"""How the service tells of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from compliance.interfaces.http import counts
from compliance.interfaces.http.problems import Problem

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from compliance.interfaces.http.access import Access
    from compliance.interfaces.http.counts import Counts
    from compliance.interfaces.http.work import Work


def router(work: Work, access: Access, store: Engine, counted: Counts) -> APIRouter:
    """Return the routes; none of them is part of the API's description."""
    made = APIRouter(include_in_schema=False)

    @made.get("/healthz")
    async def alive() -> Response:
        """Tell that the service answers at all."""
        return Response("ok\n", media_type="text/plain")

    @made.get("/readyz")
    async def ready() -> Response:
        """Tell whether it can judge: a worker is there, and the store answers."""
        if not work.ready:
            raise Problem(503, "workers", "no worker is there", after=1)
        try:
            await run_in_threadpool(_ask, store)
        except SQLAlchemyError:
            raise Problem(503, "store", "the store does not answer", after=5) from None
        return Response("ready\n", media_type="text/plain")

    @made.get("/metrics", dependencies=[Depends(access.requires("admin"))])
    async def metrics() -> Response:
        """Tell what was counted."""
        gauges = {"workers": work.ready, "waiting": work.waiting, "workers_replaced_total": work.replaced}
        return Response(counted.text(gauges), headers={"Content-Type": counts.MEDIA})

    return made


def _ask(store: Engine) -> None:
    with store.connect() as connection:
        connection.execute(text("SELECT 1"))
