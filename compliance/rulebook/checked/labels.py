"""The shape of labels.toml: the words that carry an imprint, and those that speak for or against one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from compliance.model.fields import FUND_KINDS, LEGAL_FORMS, PARTY_KINDS
from compliance.rulebook.checked.evidence import CuesTable, DoubtTable, PaperTable, SexesTable, WeekdayTable
from compliance.rulebook.checked.shapes import LanguageCode, Strict, Words

_Words = list[Words]
_FundKind = Literal[FUND_KINDS]  # type: ignore[valid-type]
_PartyKind = Literal[PARTY_KINDS]  # type: ignore[valid-type]
_LegalForm = Literal[LEGAL_FORMS]  # type: ignore[valid-type]


class LabelTable(Strict):
    """The words that introduce one field in one language; `also` names a second field that they introduce as well.

    `made` marks labels of the day on which an ad was made: where it also names the day it appears, that one is judged.
    """

    field: Words
    also: str = ""
    made: bool = False
    language: LanguageCode
    standard: str
    words: _Words = Field([])
    prose: _Words = Field([])
    after: _Words = Field([])
    misspelt: _Words = Field([])


class FundTable(Strict):
    """Words for where the money came from, as the code `code`."""

    code: _FundKind
    language: LanguageCode
    owner: str = ""
    words: _Words


class RoleTable(Strict):
    """Words for the capacity in which somebody pays, as the code `code`."""

    code: _PartyKind
    words: _Words
    head_first: bool = False
    ends: _Words = Field([])


class LegalFormTable(Strict):
    """Words for a legal form, as the code `code`; what reports call it, by language."""

    model_config = Strict.model_config | {"extra": "allow"}

    code: _LegalForm
    words: _Words
    en: Words


class DenialTable(Strict):
    """How a verb is denied: by a word `before` it or `behind` it, where the verb has one of these endings.

    `but` sets one thing against another: «не из бюджета, а из фонда» denies the budget alone.
    """

    before: _Words = Field([])
    verbs: _Words = Field([])
    behind: _Words = Field([])
    participles: _Words = Field([])
    but: list[str] = Field(default_factory=list)


class PaymentTable(Strict):
    """Words of sentences that say who paid."""

    agent: _Words
    paid: _Words
    active: _Words
    habit: _Words
    made: _Words
    denied: _Words
    denial: DenialTable = DenialTable(before=[], verbs=[], behind=[], participles=[])
    genitive: _Words
    acting: list[str] = Field(
        default_factory=list, description="Endings of the name of one who acts: «оплачено Ивановым»."
    )
    acting_alone: list[str] = Field([], description="Those of `acting` that no owner's name has: «Ивановым».")
    others: _Words = Field([], description="Words for others than who paid: «никто другой».")
    banks: list[str] = Field(default_factory=list, description="Words in the names of those who keep accounts.")
    lead: _Words
    who: _Words = Field([], description="Participles that tell of the one named before them that he paid.")
    prepositions: _Words
    modifiers: _Words
    tails: _Words


class RoleTailTable(Strict):
    """Words that may end a capacity, and those that make it one of finance."""

    words: _Words
    finance: _Words


class CustomerKindTable(Strict):
    """Words for what a customer is; those of `sought` tell which office a candidate stands for, after the name."""

    bloc: _Words
    party: _Words
    candidate: _Words
    status: _Words
    sought: _Words = Field([])


class ExecutorTable(Strict):
    """Words beside the name of a maker; those of `located` stand between an address and the body that sits there.

    A word with an ending of `seated` is the last of such an address: «77-үйүндөгү «Нур» ЖЧК».
    """

    lead: _Words
    house: _Words
    located: _Words = Field([])
    seated: list[str] = Field(default_factory=list, description="Endings of what stands somewhere: «үйүндөгү».")


class AddressTable(Strict):
    """Words of addresses."""

    place_before: _Words
    place_after: _Words
    region: _Words
    street_before: _Words
    street_after: _Words
    house: _Words
    building: _Words
    towns: _Words
    stop: _Words


class NumbersTable(Strict):
    """Words of numbers of copies: multipliers and number words with their values; `ordinals` end a day or a year."""

    multipliers: dict[str, int]
    units: _Words
    words: dict[str, int]
    ordinals: dict[str, int] = Field(default_factory=dict)
    behind_another: list[str] = Field(
        default_factory=list, description="Of `words`, those that count only behind another one: «тысячи»."
    )
    about: _Words = Field([], description="Endings of a number that is not exact: «жүздөй».")


class PeriodTable(Strict):
    """Words that make two days a period: between them, or behind the second."""

    between: list[str] = Field(default_factory=list)
    behind: list[str] = Field(default_factory=list)


class LanguageTable(Strict):
    """By which letters, common words and endings a language is told from others."""

    letters: str
    words: _Words
    endings: _Words


class FormsTable(Strict):
    """Endings by which forms of one word differ, on stems that end in one of the letters `after` (none: any).

    `vowels`: the last vowel of the stem is one of these (none: any).
    """

    language: LanguageCode
    after: str = ""
    vowels: str = ""
    endings: list[str] = Field(min_length=2)


class SpellingTable(Strict):
    """What is no slip: forms of a word, and ordinary words that look like a label."""

    forms: list[FormsTable] = Field(default_factory=list)
    ordinary: dict[LanguageCode, _Words] = Field(default_factory=dict)


class IdentifiersTable(Strict):
    """Words in front of a number in a register, which is then the number of the party it stands with: «ИНН»."""

    words: _Words


class LabelsFile(Strict):
    """labels.toml: every table that reading a text needs; one that a language has no words for is an empty list."""

    label: list[LabelTable] = Field(min_length=1)
    payment: PaymentTable
    fund: list[FundTable] = Field([])
    role: list[RoleTable] = Field([])
    role_tail: RoleTailTable
    customer_kind: CustomerKindTable
    legal_form: list[LegalFormTable] = Field([])
    executor: ExecutorTable
    address: AddressTable
    months: dict[Annotated[str, Field(pattern=r"^([1-9]|1[0-2])$")], _Words]
    numbers: NumbersTable
    period: PeriodTable = PeriodTable()
    weekday: WeekdayTable = WeekdayTable()
    sexes: SexesTable = SexesTable()
    doubt: DoubtTable = DoubtTable()
    paper: PaperTable = PaperTable()
    cues: CuesTable
    spelling: SpellingTable = SpellingTable()
    identifiers: IdentifiersTable = IdentifiersTable(words=[])
    language: dict[str, LanguageTable] = Field(min_length=1)

    @model_validator(mode="after")
    def _labels_have_words(self) -> LabelsFile:
        for label in self.label:
            if not (label.words or label.prose or label.after):
                raise ValueError(f"a label of {label.field!r} in {label.language!r} has no words")
        return self


def completed(content: dict[str, Any]) -> dict[str, Any]:
    """Return a labels.toml that was found right with what it leaves out as the shape has it, in the order of the file.

    Reading a text may then ask for every table: the first words of several meanings hold, so that the order stays.
    """
    found: dict[str, Any] = _over(content, LabelsFile.model_validate(content).model_dump())
    return found


def _over(stated: Any, whole: Any) -> Any:
    if isinstance(stated, dict) and isinstance(whole, dict):
        left_out = {key: value for key, value in whole.items() if key not in stated}
        return {key: _over(value, whole.get(key)) for key, value in stated.items()} | left_out
    if isinstance(stated, list) and isinstance(whole, list):
        return [_over(one, other) for one, other in zip(stated, whole, strict=True)]
    return stated
