"""What a check is, and what it answers: the seam between rules as data and the code that decides them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rule, Rulebook, Version


class Evaluation(NamedTuple):
    """One rule's answer on one imprint of the ad (`imprint` is its index), or on the ad as a whole (None)."""

    rule: Rule
    version: Version | None
    imprint: int | None
    answer: Answer


Ask = Callable[[Case], Answer]


class Check(NamedTuple):
    """A kind of check: what it looks at, and how it is made from a rule's parameters.

    Scope `ad` asks once, `imprint` once for each distinct imprint, `moment` likewise, and without an imprint by the day
    the ad was published, if that is known.
    """

    scope: Literal["ad", "imprint", "moment"]
    build: Callable[[Mapping[str, Any], Rulebook], Ask]
