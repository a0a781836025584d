"""The page's addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

if TYPE_CHECKING:
    from compliance.interfaces.http.work import Work


def router(work: Work) -> APIRouter:
    """Return the routes of the page."""
    made = APIRouter(include_in_schema=False)

    @made.get("/")
    def index() -> HTMLResponse:
        return HTMLResponse("<!doctype html><html lang=en><title>compliance</title><p>The service runs.</p></html>")

    return made
