"""One rule's answer, as the engine gives it; what a check is stands in `compliance.rulebook.contract`."""

from __future__ import annotations

from compliance.model.answer import Answer
from compliance.model.tuples import NamedTuple
from compliance.rulebook.book import Rule, Version


class Evaluation(NamedTuple):
    """One rule's answer on one imprint of the ad (`imprint` is its index), or on the ad as a whole (None)."""

    rule: Rule
    version: Version | None
    imprint: int | None
    answer: Answer
