"""An ad as a caller hands it in: its text or its ready-parsed imprint, and what is known of its publication."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from compliance.border.imprint import Imprint
from compliance.model.known import Known
from compliance.text.moment import parse_day, parse_moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from compliance.model import imprint as reading

Medium = Literal["print", "outdoor", "online", "press", "broadcast", "social"]


def _moment(given: Any) -> Any:
    if isinstance(given, str):
        return parse_moment(given)
    if given is None or isinstance(given, date):
        return given
    raise ValueError(f"{given!r} is not a date like 2021-07-10 or a time like 2021-07-10T07:30+06:00")


def _day(given: Any) -> Any:
    if isinstance(given, str):
        return parse_day(given)
    if given is None or (isinstance(given, date) and not isinstance(given, datetime)):
        return given
    raise ValueError(f"{given!r} is not a date like 2021-07-10")


Moment = Annotated[datetime | date | None, BeforeValidator(_moment)]
Day = Annotated[date | None, BeforeValidator(_day)]


class Ad(BaseModel):
    """One ad (`schemas/ad.v1.json`): its text, its imprint as fields, or both.

    With both, the fields are judged and the text only tells which election the ad is about. `published` without a
    zone is local to the jurisdiction. What an ad cannot be is refused with pydantic's `ValidationError`, a `ValueError`
    that lists everything that is wrong.

    >>> Ad(text="…", medium="online", published="2021-07-10T07:30").published
    datetime.datetime(2021, 7, 10, 7, 30)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str | None = Field(default=None, strict=True, description="The whole text of the ad.")
    imprint: Imprint | None = Field(default=None, description="The imprint, where it is already held as fields.")
    medium: Medium | None = Field(default=None, description="Where the ad appears; rules may speak of some media only.")
    published: Moment = Field(default=None, description="The day, or day and hour, of publication: ISO 8601.")
    language: str | None = Field(
        default=None, pattern="^[a-z]{2,3}$", description="The language of the ad, where the caller knows better."
    )
    election: str | None = Field(default=None, min_length=1, description="The id of the election it is about.")
    election_date: Day = Field(default=None, description="The polling day, where the id is not known: ISO 8601.")
    facts: dict[str, Any] = Field(
        default_factory=dict,
        description="What the ad cannot show: outlet_accredited, produced_in, … (keys and types: facts.toml).",
    )
    notice: dict[str, Any] | None = Field(
        default=None,
        description="A notice as data: points by the codes of the fact notice_points; {not_applicable: true} says so.",
    )
    path: str | None = Field(
        default=None, min_length=1, description="The name under which reports show an ad that comes from no file."
    )

    if TYPE_CHECKING:  # what may be given is more than what is kept: days as ISO 8601 text

        def __init__(
            self,
            *,
            text: str | None = None,
            imprint: Imprint | None = None,
            medium: Medium | None = None,
            published: datetime | date | str | None = None,
            language: str | None = None,
            election: str | None = None,
            election_date: date | str | None = None,
            facts: Mapping[str, Any] = ...,
            notice: Mapping[str, Any] | None = None,
            path: str | None = None,
        ) -> None: ...

    @field_validator("text")
    @classmethod
    def _is_unicode(cls, text: str | None) -> str | None:
        try:
            (text or "").encode("utf-8")
        except UnicodeEncodeError as error:
            raise ValueError(f"holds a lone surrogate at {error.start}, which is no character") from error
        return text

    @model_validator(mode="after")
    def _has_something_to_judge(self) -> Ad:
        if self.text is None and self.imprint is None:
            raise ValueError("an ad needs its text or its imprint")
        if self.text is not None and self.imprint is None and not self.text.strip("\ufeff \t\r\n"):
            raise ValueError("the text is empty")
        if self.election is not None and self.election_date is not None:
            raise ValueError("an ad names its election or its polling day, not both")
        if self.imprint is not None:
            _ = self._read  # faults of its places are the ad's
        return self

    @cached_property
    def _read(self) -> reading.Imprint | None:
        """The imprint as the pipeline reads it, made once."""
        return None if self.imprint is None else self.imprint.to_reading(self.text or "")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, in which what was made of the fields is made anew."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("_read", None)
        return copied

    def _polling_day(self) -> str | None:
        day = self.election_date or self.facts.get("election_date")  # the fact says the same
        return str(day)[:10] if day else None

    def known(self) -> Known:
        """Return what the ad says of itself beside its text."""
        return Known(
            medium=self.medium,
            published=self.published,
            language=self.language,
            election=self.election or self._polling_day(),
            imprints=None if self._read is None else (self._read,),
            facts=self.facts if self.notice is None else {**points_of(self.notice), **self.facts},
        )


def points_of(notice: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that a notice as data states: that it is one, its points, and those it says do not apply.

    A point whose value is empty is not stated; `version` is that of the notice, and no point.

    >>> points_of({"sponsor": {"name": "Valley Party"}, "payer": {"not_applicable": True}, "period": "", "version": 2})
    {'notice': True, 'notice_points': ['sponsor', 'payer'], 'notice_left_out': ['payer']}
    """
    stated = [code for code, value in notice.items() if code != "version" and value not in (None, "", [], {})]
    left_out = [code for code in stated if notice[code] == {"not_applicable": True}]
    return {"notice": True, "notice_points": stated, "notice_left_out": left_out}
