"""What a report says of the rulebooks that judged, once for all ads: law, rules and exceptions in force."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from compliance.model.answer import Severity

Texts = dict[str, str]
LawStatus = Literal["quoted", "reported", "unconfirmed"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Law(_Frozen):
    """A source a rule rests on; `status` tells whether its text was read, restated by others, or is unconfirmed."""

    act: Texts
    status: LawStatus
    article: str | None = None
    title: Texts = {}
    url: str | None = None
    quote: str | None = None
    quote_language: str | None = None


class RuleText(_Frozen):
    """A rule; what it says stands where an entry has a finding of it, or skipped it.

    One that the run did not ask (`--select`, `--ignore`) is named all the same; an ad is then at best `partial`.
    """

    id: str
    severity: Severity
    asked: bool = True
    summary: Texts = {}


class ExceptionText(_Frozen):
    """What the law leaves free, and the ids of the sources that say so."""

    law: tuple[str, ...]
    summary: Texts


class RulebookUsed(_Frozen):
    """Which rules judged, said once for a whole report; `sha256`, over their data files, is how entries name them.

    `law` and `elections` (their names) are what the entries refer to, `rules` are all of them. `encoded` counts the
    duties that have a rule, `needs_facts` are those that the caller must give facts for, and `duties` those that only a
    person can check: what a clean report does not say.
    """

    jurisdiction: str
    version: str
    sha256: str
    encoded: int = Field(ge=0)
    needs_facts: tuple[str, ...]
    duties: dict[str, Texts]
    elections: dict[str, Texts]
    law: dict[str, Law]
    rules: tuple[RuleText, ...]
    exceptions: dict[str, ExceptionText] = {}
    standing: Literal["shipped", "draft"] = "shipped"
