"""What there is to be judged by: jurisdictions, rules, elections, schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel, Field

from compliance.border import schemas
from compliance.interfaces.http.options import Reading
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.routes.told import JSON_MEDIA, answers, faults
from compliance.rulebook import available

if TYPE_CHECKING:
    from compliance.interfaces.http.access import Access
    from compliance.interfaces.http.work import Work

_SCHEMA = Path(description="The name of a schema, such as report.v1.", json_schema_extra={"enum": [*schemas.NAMES]})
_RULE = Path(description="The id of a rule, such as kg/imprint/print-run-stated.")
_SCHEMA_MEDIA = "application/schema+json"
_MOST_KEPT = 500
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


class Catalogue:
    """Answers from the rulebooks. They do not change while the service runs, and are asked of a worker once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._kept: dict[tuple[str, ...], bytes] = {}

    async def jurisdictions(self) -> Response:
        """List the jurisdictions."""
        return await self._told("jurisdictions", Reading())

    async def rules(self, options: Annotated[Reading, Query()]) -> Response:
        """List the rules of a jurisdiction."""
        return await self._told("rules", options)

    async def rule(self, name: Annotated[str, _RULE], options: Annotated[Reading, Query()]) -> Response:
        """Tell one rule; whose law it is of, its id says, if nothing else does."""
        whose = name.partition("/")[0]
        if "jurisdiction" not in options.model_fields_set and whose in available():
            options = options.model_copy(update={"jurisdiction": whose})
        try:
            return await self._told("rules", options, name)
        except Problem as problem:
            if problem.kind == "usage" and problem.detail.startswith("no rule "):
                raise Problem(404, "none", problem.detail) from problem
            raise

    async def elections(self, options: Annotated[Reading, Query()]) -> Response:
        """List the elections known."""
        return await self._told("elections", options)

    async def schema(self, name: Annotated[str, _SCHEMA]) -> Response:
        """Return a JSON Schema; no key is asked for, as for this description."""
        if name.removesuffix(".json") not in schemas.NAMES:
            raise Problem(404, "none", f"there is: {', '.join(schemas.NAMES)}")
        return Response(schemas.read(name), media_type=_SCHEMA_MEDIA)

    async def _told(self, task: str, options: Reading, name: str = "") -> Response:
        key = (task, options.jurisdiction, options.lang, name)
        body = self._kept.get(key)
        if body is None:
            more = {"name": name} if name else {}
            body = await self._work.call(f"{_TASKS}:{task}", b"", options.model_dump(exclude_defaults=True), **more)
            if len(self._kept) < _MOST_KEPT:
                self._kept[key] = body
        return Response(body, media_type=JSON_MEDIA)


def router(work: Work, access: Access) -> APIRouter:
    """Return the routes."""
    here, made = Catalogue(work), APIRouter(prefix="/v1", tags=["catalogue"])
    asked = [Depends(access.requires("check"))]
    schema = {**answers({"type": "object"}, media=_SCHEMA_MEDIA), **faults(404)}
    made.get("/jurisdictions", dependencies=asked, responses=answers(Jurisdictions))(here.jurisdictions)
    made.get("/rules", dependencies=asked, responses=answers(Rules))(here.rules)
    made.get("/rules/{name:path}", dependencies=asked, responses={**answers(Rule), **faults(404)})(here.rule)
    made.get("/elections", dependencies=asked, responses=answers(Elections))(here.elections)
    made.get("/schemas/{name}", responses=schema)(here.schema)
    return made
