"""The shape of a rulebook's files. Loaded to check TOML and to make JSON Schemas, never to judge an ad."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, NaiveDatetime

from compliance.rulebook.checked.rules import RULE_FILE, RULE_KEYS, RuleBase
from compliance.rulebook.checked.shapes import Id, LanguageCode, RuleId, Strict, Texts, Words

__all__ = [
    "RULE_FILE", "RULE_KEYS", "ContentWordsFile", "CoverageFile", "ElectionsFile", "Jurisdiction", "LawFile",
    "RuleBase", "schemas",
]  # fmt: skip

Known = Literal["reported", "inferred", "unknown"]


class Source(Strict):
    """One place in the law, or in a text that restates it, and how far it was read."""

    id: Id
    article: str = Field(description="Article and part as the source numbers them; empty if not known.")
    url: str = Field(pattern=r"^https?://")
    read: datetime.date = Field(description="The day it was read.")
    quote: str = Field(max_length=300, description="Verbatim, original language; “[…]” marks an omission.")
    quote_language: Literal[""] | LanguageCode
    status: Literal["quoted", "reported", "unconfirmed"] = Field(
        description="quoted: the text was read; reported: a named source restates it; unconfirmed: neither."
    )
    basis: str = Field(description="Where the research notes speak of it.")
    act: Texts
    title: Texts


class LawFile(Strict):
    """law.toml: every source that a rule can cite."""

    source: list[Source]


class PlaceTable(Strict):
    """Where an election was held, and the stems by which texts name the place."""

    name: Texts
    forms: list[Words]


class ElectionTable(Strict):
    """One polling day of the calendar with the window in which campaigning is lawful."""

    id: Id
    date: datetime.date = Field(description="Polling day.")
    kind: Literal["regular", "early", "repeat"]
    level: Id = Field(
        description="What is elected; a key of [levels] in elections_words.toml.", examples=["parliamentary"]
    )
    nationwide: bool
    start: datetime.date | None = Field(None, description="The first lawful day of campaigning.")
    start_status: Known
    end: NaiveDatetime | None = Field(None, description="The local moment at which campaigning stops.")
    end_status: Known
    status: Literal["held", "annulled", "postponed", "not_held", "planned"]
    sources: list[Annotated[str, Field(pattern=r"^https?://")]] = Field(min_length=1)
    note: str
    name: Texts
    place: list[PlaceTable] = Field([])


class ElectionsFile(Strict):
    """elections.toml: the calendar of polling days."""

    election: list[ElectionTable]


class WordGroup(Strict):
    """Words that call for a second look, met whole; one that ends in `*` takes any ending."""

    words: list[Words] = Field(min_length=1)
    often: bool = Field(False, description="Common words: searched only where a rule asks for them.")
    not_before: list[Words] = Field([], description="With one of these words behind it, a word means something else.")
    not_behind: list[Words] = Field(
        [], description="With one of these words in front of it, a word means something else."
    )


class ContentWordsFile(Strict):
    """content_words.toml: groups of words by name."""

    group: dict[Annotated[str, Field(pattern=r"^[a-z_]+$")], WordGroup]


class CoverageRow(Strict):
    """One duty of the law, and what becomes of it here."""

    id: str = Field(pattern=r"^[A-Z]+\d+[a-z]?$", description="The row of the research notes.")
    status: Literal["rule", "needs_facts", "not_machine_checkable", "information"]
    rules: list[RuleId] = Field([], description="The rules that encode it.")
    because: Id | None = Field(None, description="A key of [reason]: why it is not encoded, or not fully.")
    duty: Texts


class CoverageFile(Strict):
    """coverage.toml: every duty that the research notes list, encoded or not."""

    reason: dict[Id, Texts]
    row: list[CoverageRow]


class Jurisdiction(Strict):
    """jurisdiction.toml: what the rulebook is called, its languages and time zone, and the law's own terms."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_-]+$")]
    version: str = Field(min_length=1, description="The version of the rulebook.")
    languages: list[LanguageCode] = Field(min_length=1)
    time_zone: str = Field(min_length=1, examples=["Asia/Bishkek"])
    silence_starts: datetime.time = Field(description="Local time on the eve of polling at which campaigning stops.")
    name: Texts
    terms: dict[str, Texts] = Field(description="What the law calls each field of the imprint.")


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schemas of a rulebook's files, by the name under which they are published."""
    return {
        "rule.v1": {"title": "Rule", "description": RuleBase.__doc__, **RULE_FILE.json_schema()},
        "jurisdiction.v1": Jurisdiction.model_json_schema(),
        "law.v1": LawFile.model_json_schema(),
        "elections.v1": ElectionsFile.model_json_schema(),
        "content_words.v1": ContentWordsFile.model_json_schema(),
        "coverage.v1": CoverageFile.model_json_schema(),
    }
