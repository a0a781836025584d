"""How a caller wants an ad judged: the options of the command line, as a query."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from compliance.border.ad import Medium
from compliance.rulebook import HOME, available
from compliance.rulebook.several import several
from compliance.text.moment import parse_day, parse_moment


def _day(text: str) -> str:
    parse_day(text)
    return text


def _moment(text: str) -> str:
    parse_moment(text)
    return text


def _known(name: str) -> str:
    if name not in available():
        raise ValueError(f"there is: {', '.join(available())}")
    return name


def _all_known(names: str) -> str:
    for name in several(names):
        _known(name)
    return names


Jurisdiction = Annotated[str, AfterValidator(_known), Field(min_length=2)]
Jurisdictions = Annotated[str, AfterValidator(_all_known), Field(min_length=2)]
Day = Annotated[str, AfterValidator(_day), Field(json_schema_extra={"format": "date"})]
Moment = Annotated[str, AfterValidator(_moment)]


class Reading(BaseModel):
    """Whose law it is, and the languages of messages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    jurisdiction: Jurisdiction = Field(default=HOME, description="Whose law: the id of a jurisdiction.")
    lang: str = Field(
        default="en", pattern="^[a-z]{2,3}(,[a-z]{2,3}){0,7}$", description="Languages of messages: ky or ru,en."
    )

    def languages(self) -> tuple[str, ...]:
        """Return the languages of messages in order."""
        return tuple(self.lang.split(","))


class Options(Reading):
    """What comes before what an ad says of itself; of several jurisdictions each judges it."""

    jurisdiction: Jurisdictions = Field(
        default=HOME, description="Whose law: the id of a jurisdiction, or several with commas (gb,eu)."
    )
    medium: Medium | None = Field(default=None, description="Where the ad appears.")
    published: Moment | None = Field(default=None, description="The day, or day and hour, of publication: ISO 8601.")
    election: str | None = Field(default=None, min_length=1, description="The id of the election it is about.")
    election_date: Day | None = Field(default=None, description="The polling day, where the id is not known.")
    on: Day | None = Field(default=None, description="Apply the law of this day, whatever the ad says.")
    map: str = Field(default="", description="Which columns of a table hold what: text=body, or a ready map.")
