"""One rule's answer on one ad."""

from __future__ import annotations

from typing import Any, Literal

from compliance.model.document import Place
from compliance.model.imprint import Where
from compliance.model.tuples import NamedTuple

Outcome = Literal["pass", "fail", "unclear", "not_applicable"]
Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # the gravest first
Verdict = Literal["compliant", "non_compliant", "unclear"]


class Answer(NamedTuple):
    """What a check says of one case: an outcome, a reason code, the values it turned on and the place to look.

    `reason` is a key of the message catalogue (`rules/messages.toml`), `params` fill its placeholders (plain JSON
    values, dates as ISO text), `start`/`end` are where the evidence stands, None where nothing can be
    pointed at. What stands outside of the text (a hidden layer, a part that could not be read) has a `place` instead,
    and `raw` are its words.
    """

    outcome: Outcome
    reason: str
    params: dict[str, Any] = {}  # noqa: RUF012 - a named tuple's default, never written to
    start: Where | None = None
    end: Where | None = None
    place: Place | None = None
    raw: str = ""


class Finding(NamedTuple):
    """A failed or unclear rule, ready to be reported; `imprint` is the index of the imprint it is about, or None."""

    rule: str
    severity: Severity
    confidence: Literal["high", "low"]
    answer: Answer
    law: tuple[str, ...]
    imprint: int | None = None
