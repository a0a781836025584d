"""What is asked of ads: check, extract, fix, compose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from compliance.border.ad import Medium
from compliance.interfaces.http.content import Name, accepted, given
from compliance.interfaces.http.options import Options, Reading
from compliance.interfaces.http.routes.told import JSON_MEDIA, MEDIA, answers
from compliance.render import FORMATS

if TYPE_CHECKING:
    from compliance.interfaces.http.access import Access
    from compliance.interfaces.http.work import Work

    Output: TypeAlias = str
else:
    Output = Literal[FORMATS]


class Checked(Options):
    """Options of a check, and the format of its report."""

    format: Output = Field(default="json", description="The format of the report.")
    name: Name = "-"


class Extracting(Options):
    """Options of an extraction."""

    name: Name = "-"
    explain: bool = Field(default=False, description="Tell also which label words were found, and why.")


class Mending(Reading):
    """Options of a fix."""

    name: Name = "-"


class Facts(BaseModel):
    """What an imprint is written from: the fields of `schemas/ad.v1.json` under `facts`, and its language."""

    model_config = ConfigDict(extra="forbid")

    facts: dict[str, Any] = Field(description='The parts of the imprint, such as {"executor": {"name": …}}.')
    language: str = Field(pattern="^[a-z]{2,3}$", description="The language of the imprint, such as ky or ru.")
    medium: Medium | None = Field(default=None, description="Where it will appear.")
    election: str | None = Field(default=None, min_length=1, description="The id of the election it is about.")


class Edit(BaseModel):
    """One change: where in the text (code points), what stood there, and what does instead."""

    start: int
    before: str
    after: str


class Fixed(BaseModel):
    """A text with its safe changes made."""

    text: str
    edits: list[Edit]


class Composed(BaseModel):
    """An imprint, the facts that are missing for it, and the entry of a report on it (null where some are missing)."""

    text: str
    missing: list[str]
    result: dict[str, Any] | None


def router(work: Work, access: Access) -> APIRouter:
    """Return the routes."""
    made = APIRouter(prefix="/v1", tags=["ads"], dependencies=[Depends(access.requires("check"))])
    report, extraction = {"$ref": "report.v1.json"}, {"$ref": "imprint.v1.json"}

    @made.post("/check", responses=answers(report, others=True), openapi_extra=accepted(ad=True))
    async def check(request: Request, options: Annotated[Checked, Query()]) -> Response:
        """Judge one ad, or the ads of one file: the report of `compliance check FILE --format json`, byte for byte."""
        asked = Options(**options.model_dump(exclude={"format", "name"}))
        body = await work.check(await given(request, options.name), asked, options.format)
        return safe(body, options.format)

    @made.post("/extract", responses=answers(extraction), openapi_extra=accepted(ad=True))
    async def extract(request: Request, options: Annotated[Extracting, Query()]) -> Response:
        """Tell what an ad states, without judging it, as `compliance extract FILE --format json` does."""
        asked = Options(**options.model_dump(exclude={"explain", "name"}))
        body = await work.extract(await given(request, options.name), asked, options.explain)
        return Response(body, media_type=JSON_MEDIA)

    @made.post("/fix", responses=answers(Fixed), openapi_extra=accepted(ad=False))
    async def fix(request: Request, options: Annotated[Mending, Query()]) -> Response:
        """Mend the form of a text: spelling of labels, blanks. No value is touched."""
        asked = Reading(**options.model_dump(exclude={"name"}))
        return Response(await work.fix(await given(request, options.name), asked), media_type=JSON_MEDIA)

    @made.post("/compose", responses=answers(Composed))
    async def compose(facts: Facts, options: Annotated[Reading, Query()]) -> Response:
        """Write an imprint from facts; what is missing for it is named, never made up."""
        return Response(await work.compose(facts.model_dump(), options), media_type=JSON_MEDIA)

    return made


def safe(body: bytes, output: str) -> Response:
    """Return a report; a page among them may run nothing here, though it is built to hold nothing that runs."""
    headers = {}
    if output == "html":
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups"
    return Response(body, headers=headers, media_type=MEDIA[output])
