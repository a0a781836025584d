"""The shape of a rulebook's files. Loaded to check TOML and to make JSON Schemas, never to judge an ad."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Field, NaiveDatetime, model_validator

from compliance.model.fields import PARTS
from compliance.rulebook.book import MEDIA
from compliance.rulebook.checked.rules import RULE_KEYS, RuleBase, rule_schema
from compliance.rulebook.checked.shapes import Condition, Id, LanguageCode, RuleId, Strict, Texts, Words

__all__ = [
    "RULE_KEYS", "ComposeFile", "ContentWordsFile", "CoverageFile", "ElectionWordsFile", "ElectionsFile",
    "ExceptionsFile", "FactsFile", "Jurisdiction", "LawFile", "MessagesFile", "RuleBase", "schemas",
]  # fmt: skip

if TYPE_CHECKING:
    PartName: TypeAlias = str
else:
    PartName = Literal[tuple(PARTS)]
Known = Literal["reported", "inferred", "unknown"]


class Source(Strict):
    """One place in the law, or in a text that restates it, and how far it was read."""

    id: Id
    article: str = Field(description="Article and part as the source numbers them; empty if not known.")
    url: str = Field(
        pattern=r"^(https?://.*)?$", description="Where it stands; empty where the page read is not named."
    )
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
    close: NaiveDatetime | None = Field(None, description="The local moment at which the poll closes.")
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


class FactTable(Strict):
    """A fact that only a caller can know: its type, what it means, and what reports call it."""

    kind: Literal["bool", "text", "country", "number", "moment", "code", "codes"]
    meaning: Words
    name: Texts
    codes: list[Id] = Field([], description="The codes it takes, if it takes codes.")
    code_names: dict[Id, Texts] = Field({}, description="What reports call the codes.")
    tells_ads: bool = Field(
        False, description="Where it is true, the text is an ad: words of an imprint in it are one."
    )


class ImpliedTable(Strict):
    """A fact that follows from others, or from the words of a name: taken where nobody says otherwise."""

    fact: Id
    value: bool | str
    when: dict[Id, Condition] = Field({}, description="Facts that must be known and met.")
    name_of: str | None = Field(None, description="A party whose name has one of the words of a group.")
    words: Annotated[str, Field(pattern=r"^[a-z_]+$")] | None = Field(None, description="That group.")
    always: bool = Field(False, description="It follows from nothing: it is what those who ask mean.")

    @model_validator(mode="after")
    def _has_ground(self) -> ImpliedTable:
        if (not self.when and self.name_of is None and not self.always) or (self.name_of is None) != (
            self.words is None
        ):
            raise ValueError("follows from nothing: give when, or name_of with words")
        return self


class FactsFile(Strict):
    """facts.toml: the facts of every jurisdiction, or of one."""

    implied: list[ImpliedTable] = Field(default_factory=list)

    fact: dict[Annotated[str, Field(pattern=r"^[a-z0-9_]+$")], FactTable]


class MessagesFile(Strict):
    """messages.toml: what is said of answers and checks, for every jurisdiction or for one."""

    formats: dict[Literal["date", "moment"], Texts] = Field({}, description="How days and moments are written.")
    reason: dict[Id, Texts] = Field({}, description="What each reason code means.")
    check: dict[Id, Texts] = Field({}, description="How each kind of check decides.")


class ElectionWordsFile(Strict):
    """elections_words.toml: the words by which an ad names its election."""

    polling: list[Words]
    only_named: list[Id] = Field([])
    within: dict[Id, list[Id]] = Field({})
    levels: dict[Id, list[Words]]


class ComposePart(Strict):
    """One field of an imprint as it is written from facts: a table of texts for each value of `of`, or one `text`."""

    model_config = Strict.model_config | {"extra": "allow"}
    __pydantic_extra__: dict[str, Texts]

    field: Id
    needs: list[str]
    of: str | None = None
    only: dict[str, list[Id]] = Field({}, description="Facts that may have no other value than these.")
    spared: list[str] = Field([])
    optional: bool = Field(False, description="Left out where its facts are not given.")


class ComposeFile(Strict):
    """compose.toml: how an imprint is written from facts."""

    part: list[ComposePart] = Field(min_length=1)


class ExceptionTable(Strict):
    """What the law leaves free: where every fact of `when` is known and met, the rules it spares are not asked."""

    id: Id
    law: list[Id] = Field(min_length=1, description="Ids of law.toml it rests on.")
    from_: datetime.date | None = Field(None, alias="from", description="The first day it holds; none: always.")
    until: datetime.date | None = Field(None, description="The first day it no longer holds.")
    media: list[Literal[MEDIA]] = Field([], description="The media it holds for; none: all.")  # type: ignore[valid-type]
    when: dict[Id, Condition] = Field(min_length=1, description="Facts and values.")
    topics: list[Id] = Field([], description="The topics of rules it spares (`imprint`); none: every rule.")
    summary: Texts


class ExceptionsFile(Strict):
    """exceptions.toml: what the law leaves free."""

    exception: list[ExceptionTable]


class Jurisdiction(Strict):
    """jurisdiction.toml: what the rulebook is called, its languages, time zone, fields and terms."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_-]+$")]
    version: str = Field(min_length=1, description="The version of the rulebook.")
    base: list[Annotated[str, Field(pattern=r"^[a-z0-9_-]+$")]] = Field([], description="Rulebooks it builds on.")
    languages: list[LanguageCode] = Field(min_length=1)
    time_zone: str = Field(min_length=1, examples=["Asia/Bishkek"])
    silence_starts: datetime.time | None = Field(
        None, description="Local time on the eve of polling at which campaigning stops, where the calendar is silent."
    )
    polls_close: datetime.time | None = Field(
        None, description="Local time at which polls usually close, where the calendar is silent."
    )
    name: Texts
    fields: dict[PartName, Texts] = Field({}, description="The parts of an imprint there are, and the law's terms.")
    terms: dict[str, Texts] = Field({}, description="What the law calls an ad and its imprint.")
    grade: Literal["A", "B", "C"] | None = Field(None, description="How much of the law was read: A in full.")
    standing: Literal["shipped", "draft"] = Field(
        "shipped", description="draft: findings are for a person, and no verdict rests on them alone."
    )
    read_on: datetime.date | None = Field(None, description="The day the law was last read.")
    review_by: datetime.date | None = Field(None, description="The day by which it should be read again.")


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schemas of a rulebook's files, by the name under which they are published."""
    return {
        "rule.v1": {"title": "Rule", "description": RuleBase.__doc__, **rule_schema()},
        "jurisdiction.v1": Jurisdiction.model_json_schema(),
        "law.v1": LawFile.model_json_schema(),
        "elections.v1": ElectionsFile.model_json_schema(),
        "content_words.v1": ContentWordsFile.model_json_schema(),
        "coverage.v1": CoverageFile.model_json_schema(),
        "facts.v1": FactsFile.model_json_schema(),
        "messages.v1": MessagesFile.model_json_schema(),
    }
