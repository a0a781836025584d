"""What the shapes of all files of a rulebook share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1)]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Texts = Annotated[
    dict[LanguageCode, Words],
    Field(description="The same text in each language, by language code; every language of the jurisdiction, and en."),
]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.#:-]*$")]
RULE_ID = r"^[a-z0-9_-]+(/[a-z0-9-]+)+$"
RuleId = Annotated[str, Field(pattern=RULE_ID, examples=["kg/imprint/print-run-stated"])]


class Strict(BaseModel):
    """A table that takes no keys but its own: a slip in a key is a fault, not a comment."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Bounds(Strict):
    """Between which a number must lie; what is left out bounds nothing."""

    least: int | float | None = None
    most: int | float | None = None
    below: int | float | None = None


Scalar = bool | int | str
Condition = Scalar | list[Scalar] | Bounds
