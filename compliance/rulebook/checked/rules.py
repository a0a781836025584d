"""The shape of a rule's file: what every rule has, and the parameters that each check declares in its own file."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, cast

from pydantic import Field, NaiveDatetime, TypeAdapter, create_model, model_validator

from compliance.model.fields import FIELDS, LEAVES
from compliance.rulebook.book import MEDIA
from compliance.rulebook.checked.shapes import Condition, Id, LanguageCode, RuleId, Strict, Texts, Words
from compliance.rulebook.contract import Param, check, names

Group = Annotated[str, Field(pattern=r"^[a-z_]+$", description="A group of content_words.toml.")]
FactName = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", description="A fact that facts.toml declares.")]
Conditions = dict[str, Condition]
if TYPE_CHECKING:
    Medium: TypeAlias = str
    LeafPath: TypeAlias = str
    PartyName: TypeAlias = str
else:
    Medium = Literal[MEDIA]
    LeafPath = Literal[tuple(LEAVES)]
    PartyName = Literal[tuple(field.name for field in FIELDS if field.kind == "party")]


class BoundTable(Strict):
    """One end of a window: days from polling day, or hours from the close of the poll."""

    anchor: Literal["polling_day", "close_of_poll", "campaign_start"]
    days: int = Field(0, description="Days from the anchor; negative before it.")
    weekday: Literal["", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = Field(
        "", description="The last such day before the anchor."
    )
    hour: str = Field("", pattern=r"^(\d\d:\d\d)?$", description="Local time, as 18:00; else the whole day.")
    hours: int = Field(0, description="Hours from the anchor; negative before it.")


class RuleVersion(Strict):
    """One wording of the duty, from its first day on; it ends where the next version begins."""

    from_: datetime.date = Field(alias="from", description="The first day on which this wording binds.")
    law: list[Id] = Field(description="Ids of law.toml it rests on; empty ends the rule on this day.")
    penalty: list[Id] = Field([], description="Ids of law.toml that name what a violation costs, for information.")
    doubtful: bool = Field(
        False, description="Whether it bound from that day was not read: what would fail is unclear."
    )


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
    metadata: dict[str, Any] | None = Field(None, description="What the caller knows beyond the ad: facts by name.")
    election: str | None = Field(None, description="The election the ad belongs to: an id of the calendar, or a day.")


class RuleBase(Strict):
    """One duty, one file: what must hold, since when, by which law, how it is checked and what to tell people."""

    id: RuleId = Field(description="Equals the file's path; says what must hold. Ids never change.")
    severity: Literal["error", "warning", "note"] = Field(description="How much a violation weighs.")
    media: list[Medium] = Field([], description="The media the duty is about; empty means all.")
    medium_known: bool = Field(False, description="Ask only where the medium of the ad is known.")
    when: Conditions = Field(
        {}, description="Facts and fields with the values they must have; not known, a violation is unclear."
    )
    if_known: Conditions = Field(
        {}, description="Facts and fields with the values they must have; not known, nothing is asked."
    )
    when_any: Conditions = Field(
        {}, description="Facts of which one must have one of its values; none known, a violation is unclear."
    )
    after: list[RuleId] = Field(
        [], description="Rules that come first: where one of them speaks against the same words, this one is silent."
    )
    replaces: list[RuleId] = Field([], description="Rules of a rulebook below that this one stands in for.")
    aliases: list[RuleId] = Field([], description="Former ids of this rule.")
    summary: Texts = Field(description="What holds when the rule passes, in one sentence.")
    message: Texts = Field(description="What is said when it fails; may use {names} of the check's values.")
    fix: Texts = Field(description="The smallest change that would do.")
    why: dict[LanguageCode, Words] = Field({}, description="What the duty is for.")
    version: list[RuleVersion] = Field(min_length=1, description="Wordings by first day, ascending.")
    case: list[CaseTable] = Field(min_length=2, description="The rule's own tests: lawful, unlawful, undecided.")


RULE_KEYS = (*RuleBase.model_fields, "check")
_KINDS: dict[str, Any] = {
    "leaf": LeafPath, "leaves": Annotated[list[LeafPath], Field(min_length=1)], "party": PartyName,
    "parties": Annotated[list[PartyName], Field(min_length=1)], "group": Group, "groups": dict[Id, Group],
    "fact": FactName, "facts": list[FactName], "codes": Annotated[list[str], Field(min_length=1)],
    "count": Annotated[int, Field(gt=0)], "number": int, "flag": bool,
    "languages": Annotated[list[LanguageCode | Literal["mixed"]], Field(min_length=1)], "bound": BoundTable,
}  # fmt: skip


@cache
def rule_shape(name: str) -> type[RuleBase]:
    """Return the shape of a rule that names this check: every rule's keys, and the parameters the check declares."""
    mine = check(name)
    fields: dict[str, Any] = {key: _field(param) for key, param in mine.params.items()}

    def one_of(rule: Any) -> Any:
        given = [key for key in mine.one_of if getattr(rule, key) is not None]
        if mine.one_of and len(given) != 1:
            raise ValueError(f"needs one of {', '.join(mine.one_of)}")
        return rule

    title = "".join(word.capitalize() for word in name.split("_"))
    return create_model(
        title,
        __base__=RuleBase,
        __doc__=(mine.build.__doc__ or "").strip().partition("\n")[0],
        __validators__={"one_of": cast(Any, model_validator(mode="after")(one_of))},
        **{"check": (Literal[name], ...), **fields},
    )


def _field(param: Param) -> tuple[Any, Any]:
    choice: Any = Literal.__getitem__(param.choices) if param.choices else None
    kind = Annotated[list[choice], Field(min_length=1)] if param.choices else _KINDS[param.kind]
    if param.optional:
        return kind | None, Field(None, description=param.meaning)
    return kind, Field(description=param.meaning)


def rule_schema() -> dict[str, Any]:
    """Return the JSON Schema of a rule's file: one shape for each check there is."""
    shapes = [rule_shape(name) for name in names()]
    union: Any = Annotated[_union(shapes), Field(discriminator="check")]
    return TypeAdapter(union).json_schema()


def _union(shapes: list[type[RuleBase]]) -> Any:
    from functools import reduce
    from operator import or_

    return reduce(or_, shapes)
