"""The service as one ASGI application."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from compliance.interfaces.http.page import routes as page
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.routes import ads
from compliance.interfaces.http.work import Work
from compliance.version import VERSION

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from compliance.interfaces.http.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """Return the service; its workers start and end with its lifespan."""
    work = Work(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await work.start()
        try:
            yield
        finally:
            await work.stop()

    app = FastAPI(title="compliance", version=VERSION, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.work, app.state.settings = work, settings
    app.add_exception_handler(Problem, _told)
    app.include_router(ads.router(work))
    app.include_router(page.router(work))
    return app


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response()
