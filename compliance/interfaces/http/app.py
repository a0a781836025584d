"""The service as one ASGI application."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from compliance.border.ad import Ad
from compliance.errors import ComplianceError
from compliance.interfaces.http.access import Access
from compliance.interfaces.http.batching import Batching
from compliance.interfaces.http.counts import Counts
from compliance.interfaces.http.front import Front
from compliance.interfaces.http.page import routes as page
from compliance.interfaces.http.page.routes import Desk
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.routes import ads, batches, catalogue, health, sessions
from compliance.interfaces.http.routes.told import ProblemDetails
from compliance.interfaces.http.store.opening import opened
from compliance.interfaces.http.work import Work
from compliance.version import VERSION

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Engine
    from starlette.requests import Request
    from starlette.responses import Response

    from compliance.interfaces.http.settings import Settings

OPENAPI = "/v1/schemas/openapi.v1.json"


def create_app(settings: Settings, store: Engine | None = None) -> FastAPI:
    """Return the service over a store that is open, or is opened here; its workers start and end with its lifespan.

    `app.state` has `work`, `access`, `batching` and `desk` for what is built on top of it.
    """
    store = store or opened(settings.store())
    work, access, counted = Work(settings), Access(store, settings), Counts()
    batching = Batching(store, work, settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await work.start()
        await batching.start()
        try:
            yield
        finally:
            await work.stop()
            await batching.stop()
            store.dispose()

    app = FastAPI(
        title="compliance", version=VERSION, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=OPENAPI,
        description="Checks election advertising for its imprint. What is wrong with a request is problem+json.",
    )  # fmt: skip
    desk = Desk(work, access, settings)
    app.state.work, app.state.access, app.state.batching, app.state.desk = work, access, batching, desk
    for kind in (Problem, RequestValidationError, HTTPException, ComplianceError):
        app.add_exception_handler(kind, _told)
    app.state.routers = (
        health.router(work, access, store, counted),
        sessions.router(access, settings),
        ads.router(work, access),
        batches.router(work, access, batching, settings),
        catalogue.router(work, access),
        page.router(desk),
    )
    for router in app.state.routers:
        app.include_router(router)
    app.add_middleware(Front, settings=settings, counts=counted)
    describe = app.openapi
    app.openapi = lambda: _described(describe())  # type: ignore[method-assign]
    return app


def _described(document: dict[str, Any]) -> dict[str, Any]:
    """Return the description of the API, with what operations only refer to."""
    parts = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        parts.pop(name, None)
    for model in (Ad, ProblemDetails):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        parts.update(schema.pop("$defs", {}))
        parts[model.__name__] = schema
    return document


async def _told(request: Request, error: Exception) -> Response:
    """Tell what is wrong: a person who looks at the page in words, a program as it is described."""
    problem = _problem(error)
    if not request.url.path.startswith("/v1/") and "text/html" in request.headers.get("accept", ""):
        desk: Desk = request.app.state.desk
        answer = desk.failed(request, problem)
    else:
        answer = problem.response(request.scope["state"]["request_id"])
    if isinstance(error, HTTPException):
        answer.headers.update(error.headers or {})
        if error.status_code == 405:
            answer.headers["Allow"] = ", ".join(sorted(_methods(request)))
    return answer


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        faults = [{"pointer": _pointer(one["loc"]), "message": str(one["msg"])} for one in error.errors()]
        return Problem(422, "usage", "what was sent cannot be: see errors", errors=faults)
    if isinstance(error, HTTPException):
        kinds = {404: "none", 405: "method"}
        return Problem(error.status_code, kinds.get(error.status_code, "http"), str(error.detail))
    return Problem(422, "usage", str(error))


def _methods(request: Request) -> set[str]:
    """Return the methods that some route of an address takes: a framework names those of the first alone."""
    routes = (route for router in request.app.state.routers for route in router.routes)
    found = {
        method
        for route in routes
        if isinstance(route, Route) and route.matches(request.scope)[0] != Match.NONE
        for method in route.methods or ()
    }
    return found | {"HEAD"} if "GET" in found else found


def _pointer(place: tuple[Any, ...]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in place)
