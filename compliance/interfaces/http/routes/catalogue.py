"""What there is to be judged by: jurisdictions, rules, elections, schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel, Field

from compliance.border import schemas
from compliance.interfaces.http.options import Reading
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.routes.told import JSON_MEDIA, answers, faults

if TYPE_CHECKING:
    from compliance.interfaces.http.access import Access
    from compliance.interfaces.http.work import Work

_SCHEMA = Path(description="The name of a schema, such as report.v1.", json_schema_extra={"enum": [*schemas.NAMES]})
_TASKS = "compliance.interfaces.http.catalogue_tasks"


class Jurisdiction(BaseModel):
    """A rulebook: whose law, which text of it, and how far that is to be trusted."""

    id: str
    version: str
    sha256: str
    standing: str
    languages: list[str]
    rules: int


class Jurisdictions(BaseModel):
    """All of them."""

    jurisdictions: list[Jurisdiction]


class RuleVersion(BaseModel):
    """A wording of a rule from its first day on; without law it has ended."""

    first: str = Field(serialization_alias="from")
    law: list[str]


class Rule(BaseModel):
    """A rule: what holds when it passes, by language."""

    id: str
    severity: str
    check: str
    summary: dict[str, str]
    versions: list[RuleVersion]


class Rules(BaseModel):
    """The rules of a jurisdiction."""

    jurisdiction: str
    sha256: str
    rules: list[Rule]


class Election(BaseModel):
    """A polling day with its campaign; what a calendar does not know is null, and its status says so."""

    id: str
    date: str
    name: dict[str, str]
    status: str
    campaign: dict[str, str | None]


class Elections(BaseModel):
    """The calendar of a jurisdiction."""

    elections: list[Election]


def router(work: Work, access: Access) -> APIRouter:
    """Return the routes. What they tell does not change while the service runs, and is asked of a worker once."""
    made = APIRouter(prefix="/v1", tags=["catalogue"])
    asked = [Depends(access.requires("check"))]
    kept: dict[tuple[str, ...], bytes] = {}

    async def told(task: str, options: Reading, name: str = "") -> Response:
        key = (task, options.jurisdiction, options.lang, name)
        body = kept.get(key)
        if body is None:
            more = {"name": name} if name else {}
            body = await work.call(f"{_TASKS}:{task}", b"", options.model_dump(exclude_defaults=True), **more)
            if len(kept) < 500:
                kept[key] = body
        return Response(body, media_type=JSON_MEDIA)

    @made.get("/jurisdictions", dependencies=asked, responses=answers(Jurisdictions))
    async def jurisdictions() -> Response:
        """List the jurisdictions."""
        return await told("jurisdictions", Reading())

    @made.get("/rules", dependencies=asked, responses=answers(Rules))
    async def rules(options: Annotated[Reading, Query()]) -> Response:
        """List the rules of a jurisdiction."""
        return await told("rules", options)

    @made.get("/rules/{name:path}", dependencies=asked, responses={**answers(Rule), **faults(404)})
    async def rule(
        name: Annotated[str, Path(description="The id of a rule, such as kg/imprint/print-run-stated.")],
        options: Annotated[Reading, Query()],
    ) -> Response:
        """Tell one rule."""
        try:
            return await told("rules", options, name)
        except Problem as problem:
            if problem.kind == "usage" and problem.detail.startswith("no rule "):
                raise Problem(404, "none", problem.detail) from problem
            raise

    @made.get("/elections", dependencies=asked, responses=answers(Elections))
    async def elections(options: Annotated[Reading, Query()]) -> Response:
        """List the elections known."""
        return await told("elections", options)

    @made.get(
        "/schemas/{name}", responses={**answers({"type": "object"}, media="application/schema+json"), **faults(404)}
    )
    async def schema(name: Annotated[str, _SCHEMA]) -> Response:
        """Return a JSON Schema; no key is asked for, as for this description."""
        if name.removesuffix(".json") not in schemas.NAMES:
            raise Problem(404, "none", f"there is: {', '.join(schemas.NAMES)}")
        return Response(schemas.read(name), media_type="application/schema+json")

    return made
