"""The shape of a rulebook's files. Loaded to check TOML and to make JSON Schemas, never to judge an ad."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime, TypeAdapter

LeafPath = Literal[
    "executor.name", "executor.legal_form", "executor.address", "customer.name", "customer.kind", "payer.name",
    "payer.role", "payer.kind", "funding_source", "funding_source.owner", "publication_date", "print_run",
]  # fmt: skip
Medium = Literal["print", "outdoor", "online", "press", "broadcast", "social"]
Words = Annotated[str, Field(min_length=1)]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Texts = Annotated[
    dict[LanguageCode, Words],
    Field(description="The same text in each language, by language code; every language of the jurisdiction, and en."),
]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.#:-]*$")]
RuleId = Annotated[str, Field(pattern=r"^[a-z0-9_-]+(/[a-z0-9-]+)+$", examples=["kg/imprint/print-run-stated"])]
Known = Literal["reported", "inferred", "unknown"]


class Strict(BaseModel):
    """A table that takes no keys but its own: a slip in a key is a fault, not a comment."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class RuleVersion(Strict):
    """One wording of the duty, from its first day on; it ends where the next version begins."""

    from_: datetime.date = Field(alias="from", description="The first day on which this wording binds.")
    law: list[Id] = Field(description="Ids of law.toml it rests on; empty ends the rule on this day.")


class CaseTable(Strict):
    """An example that the rule is tested with: an ad as text or as ready facts, and the outcome it must have."""

    name: str = Field(min_length=1, description="Reads as law: “run of zero”, “the day before polling”.")
    expect: Literal["pass", "fail", "unclear", "not_applicable"]
    reason: str | None = Field(None, description="The reason code the answer must have; any if absent.")
    on: datetime.date | None = Field(
        None, description="Judge by the rules of this day; else by the day of publication."
    )
    text: str | None = Field(None, description="The ad as text.")
    imprint: dict[str, Any] | None = Field(None, description="The imprint as facts, as in ad.v1.json.")
    imprints: list[dict[str, Any]] | None = Field(None, description="Several imprints of one ad, as facts.")
    published: NaiveDatetime | datetime.date | None = Field(None, description="When it appeared, local time.")
    medium: Medium | None = None
    election: str | None = Field(None, description="The election the ad belongs to: an id of the calendar, or a day.")


class RuleBase(Strict):
    """One duty, one file: what must hold, since when, by which law, how it is checked and what to tell people."""

    id: RuleId = Field(description="Equals the file's path; says what must hold. Ids never change.")
    severity: Literal["error", "warning", "note"] = Field(description="How much a violation weighs.")
    media: list[Medium] = Field([], description="The media the duty is about; empty means all.")
    aliases: list[RuleId] = Field([], description="Former ids of this rule.")
    summary: Texts = Field(description="What holds when the rule passes, in one sentence.")
    message: Texts = Field(description="What is said when it fails; may use {names} of the check's values.")
    fix: Texts = Field(description="The smallest change that would do.")
    why: Annotated[dict[LanguageCode, Words], Field(description="What the duty is for.")] = {}
    version: list[RuleVersion] = Field(min_length=1, description="Wordings by first day, ascending.")
    case: list[CaseTable] = Field(min_length=2, description="The rule's own tests: lawful, unlawful, undecided.")


class ImprintPresent(RuleBase):
    """The ad carries an imprint at all."""

    check: Literal["imprint_present"]


class FieldPresent(RuleBase):
    """The imprint states a field, and not an empty one."""

    check: Literal["field_present"]
    field: LeafPath = Field(description="The field that must be stated.")
    of: LeafPath | None = Field(None, description="Ask only where this field is stated.")


class DateReal(RuleBase):
    """The stated day exists in the calendar."""

    check: Literal["date_real"]


class BeforePollingDay(RuleBase):
    """The ad appears before polling day."""

    check: Literal["before_polling_day"]


class WithinCampaign(RuleBase):
    """The ad does not appear before the campaign begins; its end is the business of `outside_silence`."""

    check: Literal["within_campaign"]


class OutsideSilence(RuleBase):
    """The ad does not appear between the moment campaigning stops and the end of polling day."""

    check: Literal["outside_silence"]


class PrintRunPositive(RuleBase):
    """The stated print run is a number above zero."""

    check: Literal["print_run_positive"]


class PartiesAgree(RuleBase):
    """Two fields name the same party or person; only a clear difference fails."""

    check: Literal["parties_agree"]
    first: LeafPath = Field(description="The field that is judged.")
    second: LeafPath = Field(description="The field it is compared with.")


class PayerRole(RuleBase):
    """The payer acts in one of the given capacities."""

    check: Literal["payer_role"]
    kinds: list[Literal["finance_representative", "candidate", "representative", "other"]] = Field(
        min_length=1, description="The capacities that pass."
    )


class ImprintsAgree(RuleBase):
    """Several imprints of one ad do not contradict each other."""

    check: Literal["imprints_agree"]
    fields: list[LeafPath] = Field(min_length=1, description="The fields compared, the first of them first.")


class LabelSpelling(RuleBase):
    """The imprint's labels are spelt in the usual way."""

    check: Literal["label_spelling"]


RuleFile = Annotated[
    ImprintPresent | FieldPresent | DateReal | BeforePollingDay | WithinCampaign | OutsideSilence | PrintRunPositive
    | PartiesAgree | PayerRole | ImprintsAgree | LabelSpelling,
    Field(discriminator="check"),
]  # fmt: skip
RULE_FILE: TypeAdapter[Any] = TypeAdapter(RuleFile)
RULE_KEYS = ("id", "severity", "media", "aliases", "summary", "message", "fix", "why", "version", "case", "check")


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
    place: list[PlaceTable] = []


class ElectionsFile(Strict):
    """elections.toml: the calendar of polling days."""

    election: list[ElectionTable]


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
    }
