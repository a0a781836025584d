"""The row of an archive (`schemas/archive.v1.json`): what a scan says of one text, in a Parquet dataset.

The Arrow types of the same columns stand in `compliance.archive.columns`; a test holds the two together.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Class = Literal["imprint", "ad_without_imprint", "editorial", "unsure", "unreadable"]


class Sign(BaseModel):
    """A word or phrase that speaks for or against a text being a campaign ad; offsets in code points of the text."""

    sign: str = Field(description="Which group of signs.json it belongs to.")
    start: int
    end: int
    raw: str = Field(description="The characters of the text.")


class Leaf(BaseModel):
    """A value that an imprint states."""

    field: str = Field(description="Its path: executor.name, print_run.")
    value: str = Field(description="What was read, as text; empty where it is stated and cannot be read.")
    raw: str
    start: int | None
    end: int | None
    confidence: str


class Found(BaseModel):
    """A finding of the report, flat."""

    rule: str
    severity: str
    outcome: str
    reason: str
    message: str
    law: list[str]
    start: int | None
    end: int | None
    line: int | None
    column: int | None


class Row(BaseModel):
    """What a scan says of one text."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(description="The input's own id, else its path with the place in it; each stands once.")
    path: str = Field(description="The file or address, as reports show it.")
    pointer: str = Field(description="Where the text stands in it; empty where it is the whole.")
    jurisdiction: str
    month: str = Field(description="The month of publication, 2021-07; `undated` where that is not known.")
    outlet: str | None
    medium: str | None
    published: str | None = Field(description="The day, or day and hour, as ISO 8601.")
    on: date | None = Field(description="The day whose law decided.")
    language: str | None
    election: str | None
    # `class` is a word of Python
    class_: Class = Field(alias="class")
    score: float | None = Field(
        description="How likely it is a campaign ad, from 0 to 1; empty beside an imprint and without any sign."
    )
    signs: list[Sign]
    verdict: str | None = Field(description="The report's verdict; empty for what is no ad.")
    imprints: list[list[Leaf]]
    findings: list[Found]
    content: str | None = Field(description="SHA-256 of the words, without case, blanks and look-alike letters.")
    imprint: str | None = Field(description="The same of what its imprints state.")
    sketch: list[int] | None = Field(description="MinHash of the words, 64 numbers, of ads only.")
    report: str | None = Field(description="The entry of report v1, as JSON; of what was judged.")
    aside: str | None = Field(description="Why it was put aside: it cannot be read, failed, or ran out of time.")
