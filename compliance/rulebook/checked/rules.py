"""The shape of a rule's file: what every rule has, and the parameters of each kind of check."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, NaiveDatetime, TypeAdapter

from compliance.model.facts import FACTS, POLL_FACTS, checked
from compliance.rulebook.checked.shapes import Id, LanguageCode, RuleId, Strict, Texts, Words

LeafPath = Literal[
    "executor.name", "executor.legal_form", "executor.address", "customer.name", "customer.kind", "payer.name",
    "payer.role", "payer.kind", "funding_source", "funding_source.kind", "funding_source.owner", "publication_date",
    "print_run",
]  # fmt: skip
Medium = Literal["print", "outdoor", "online", "press", "broadcast", "social"]
Group = Annotated[str, Field(pattern=r"^[a-z_]+$", description="A group of content_words.toml.")]


def _known(name: str) -> str:
    if name not in FACTS:
        raise ValueError(f"no fact {name!r} (there is: {', '.join(FACTS)})")
    return name


FactName = Annotated[
    str,
    AfterValidator(_known),
    Field(description="A key of the ad's metadata.", json_schema_extra={"enum": sorted(FACTS)}),
]
Metadata = Annotated[dict[str, Any], AfterValidator(checked)]


class RuleVersion(Strict):
    """One wording of the duty, from its first day on; it ends where the next version begins."""

    from_: datetime.date = Field(alias="from", description="The first day on which this wording binds.")
    law: list[Id] = Field(description="Ids of law.toml it rests on; empty ends the rule on this day.")
    penalty: list[Id] = Field([], description="Ids of law.toml that name what a violation costs, for information.")


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
    language: LanguageCode | Literal["mixed"] | None = Field(
        None, description="The language of the ad, where the text does not tell."
    )
    metadata: Metadata | None = Field(None, description="What the caller knows beyond the ad: facts by name.")
    election: str | None = Field(None, description="The election the ad belongs to: an id of the calendar, or a day.")


class RuleBase(Strict):
    """One duty, one file: what must hold, since when, by which law, how it is checked and what to tell people."""

    id: RuleId = Field(description="Equals the file's path; says what must hold. Ids never change.")
    severity: Literal["error", "warning", "note"] = Field(description="How much a violation weighs.")
    media: list[Medium] = Field([], description="The media the duty is about; empty means all.")
    medium_known: bool = Field(False, description="Ask only where the medium of the ad is known.")
    aliases: list[RuleId] = Field([], description="Former ids of this rule.")
    summary: Texts = Field(description="What holds when the rule passes, in one sentence.")
    message: Texts = Field(description="What is said when it fails; may use {names} of the check's values.")
    fix: Texts = Field(description="The smallest change that would do.")
    why: dict[LanguageCode, Words] = Field({}, description="What the duty is for.")
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


class WordsAbsent(RuleBase):
    """The text of the ad outside its imprint has none of the words of a group; a known fact goes before the words."""

    check: Literal["words_absent"]
    words: Group
    fact: FactName | None = None
    settled_by: FactName | None = None


class FieldsWithoutWords(RuleBase):
    """Some fields of the imprint have none of the words of a group."""

    check: Literal["fields_without_words"]
    fields: list[LeafPath] = Field(min_length=1, description="The fields that are searched.")
    words: Group


class FactIs(RuleBase):
    """A yes-or-no fact that the caller knows is as expected; asked for where the duty plainly applies."""

    check: Literal["fact_is"]
    fact: FactName
    expected: bool = Field(description="What it must be.")
    given: list[FactName] = Field([], description="With these facts and the medium known, the duty plainly applies.")


class FactIn(RuleBase):
    """A fact that the caller knows is one of those allowed, and none of those forbidden."""

    check: Literal["fact_in"]
    fact: FactName
    allowed: list[str] = Field([])
    forbidden: list[str] = Field([])


class FactAtLeast(RuleBase):
    """A number that the caller knows is large enough."""

    check: Literal["fact_at_least"]
    fact: FactName
    least: int


class PaidInTime(RuleBase):
    """The ad was not paid after an hour on the eve of polling."""

    check: Literal["paid_in_time"]
    latest: str = Field(pattern=r"^\d\d:\d\d$", description="The local hour, as 18:00.")


class PollFactsStated(RuleBase):
    """An opinion poll is published together with certain facts."""

    check: Literal["poll_facts_stated"]
    facts: list[str] = Field(min_length=1, json_schema_extra={"items": {"enum": list(POLL_FACTS), "type": "string"}})


class DaysBeforePolling(RuleBase):
    """What a fact says of the ad is kept out of the last calendar days before polling day, and of that day."""

    check: Literal["days_before_polling"]
    fact: FactName
    days: int = Field(gt=0)


class AddressInCountry(RuleBase):
    """The producer's address names no place abroad, unless it also names one at home."""

    check: Literal["address_in_country"]
    abroad: Group
    home: Group


class ListCandidateFund(RuleBase):
    """A candidate of a party list is not said to pay from an election fund of their own."""

    check: Literal["list_candidate_fund"]
    words: Group


class PaidFromFund(RuleBase):
    """The money is not said to be one's own, or that of the party's ordinary account."""

    check: Literal["paid_from_fund"]
    kinds: list[Id] = Field(min_length=1, description="Kinds of money, as extraction names them, that fail.")
    words: Group
    fund: Group


class PayerNotThirdParty(RuleBase):
    """The payer is the customer, or acts for the customer."""

    check: Literal["payer_not_third_party"]
    kinds: list[Literal["finance_representative", "candidate", "representative", "other"]] = Field(
        min_length=1, description="The capacities in which somebody else may pay."
    )


class SourceShown(RuleBase):
    """The post says on whose behalf it is published: by one of some fields, or by what the caller knows."""

    check: Literal["source_shown"]
    fields: list[LeafPath] = Field(min_length=1)


class InLanguage(RuleBase):
    """The ad is in one of some languages; asked only where the medium is known."""

    check: Literal["in_language"]
    allowed: list[LanguageCode | Literal["mixed"]] = Field(min_length=1)


class DatedByPublication(RuleBase):
    """The imprint's day is not later than the known day of publication."""

    check: Literal["dated_by_publication"]


RuleFile = Annotated[
    ImprintPresent | FieldPresent | DateReal | BeforePollingDay | WithinCampaign | OutsideSilence | PrintRunPositive
    | PartiesAgree | PayerRole | ImprintsAgree | LabelSpelling | WordsAbsent | FieldsWithoutWords | FactIs | FactIn
    | FactAtLeast | PaidInTime | PollFactsStated | DaysBeforePolling | AddressInCountry | ListCandidateFund
    | PaidFromFund | PayerNotThirdParty | SourceShown | InLanguage | DatedByPublication,
    Field(discriminator="check"),
]  # fmt: skip
RULE_FILE: TypeAdapter[Any] = TypeAdapter(RuleFile)
RULE_KEYS = (
    "id", "severity", "media", "medium_known", "aliases", "summary", "message", "fix", "why", "version", "case",
    "check",
)  # fmt: skip
