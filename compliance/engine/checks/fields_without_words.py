"""Are some fields of the imprint free of words that call for a second look?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import not_stated, stated
from compliance.engine.words import index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where a word of the group `words` stands in one of `fields`, with the place of the word."""
    group: str = params["words"]
    fields: tuple[str, ...] = tuple(params["fields"])
    index = index_of(rulebook, group)

    def ask(case: Case) -> Answer:
        seen = False
        for field in fields:
            leaf = stated(case.imprint, field)
            if leaf is None:
                continue
            seen = True
            place = index.in_leaf(case, leaf, group)
            if place is not None:
                word = leaf.raw[place[0] - leaf.start : place[1] - leaf.start]
                values = {"field": field, "value": word, "name": leaf.raw}
                if leaf.confidence == "low":
                    return Answer("unclear", "reading_unsure", values, *place)
                return Answer("fail", "word_in_field", values, *place)
        return Answer("pass", "no_such_words") if seen else not_stated(fields[0])

    return ask
