"""Does a post say on whose behalf it is published?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import stated
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook

_MEDIUM_UNKNOWN = Answer("not_applicable", "medium_unknown")


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the caller knows that no source is stated; any of `fields` in an imprint is a source."""
    fields: tuple[str, ...] = tuple(params["fields"])

    def ask(case: Case) -> Answer:
        told = case.metadata.get("source_stated")
        if told is not None:
            values = {"fact": "source_stated", "value": str(told).lower()}
            return Answer("pass" if told else "fail", "fact_known", values)
        if case.medium is None:
            return _MEDIUM_UNKNOWN
        for reading in case.imprints:
            for field in fields:
                leaf = stated(reading, field)
                if leaf is not None:
                    return Answer("pass", "stated", {"field": field, "value": leaf.raw}, leaf.start, leaf.end)
        return Answer("unclear", "fact_missing", {"fact": "source_stated"})

    return ask
