"""All that the rules may look at: the facts of one ad. No clock, no file, no network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from compliance.election import Election
from compliance.finding import Answer
from compliance.reading import Reading
from compliance.rulebook.book import Rule, Rulebook, Version


class Case(NamedTuple):
    """One ad to be judged.

    `reading` is the imprint a check is to look at (None where the ad has none), `readings` are all of them.
    `elections` are the ones the ad may belong to (none: unknown). `on` decides which wording of a rule binds.
    `published` is local to the jurisdiction, without a zone. `metadata` holds what the caller knows beyond the ad, by
    the keys and types of `compliance.facts`; `text` is the ad's own text, which checks of its content search.
    """

    readings: tuple[Reading, ...]
    reading: Reading | None
    elections: tuple[Election, ...]
    resolved_by: str
    on: date | None
    published: datetime | date | None
    medium: str | None
    language: str
    metadata: Mapping[str, Any]
    text_length: int
    text: str = ""


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
