"""Are fields of the imprint free of words that are barred there?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import failed, not_stated, stated, stated_all
from compliance.engine.words import index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where a word of the group `words` stands in one of `fields`, with the place of the word.

    A word of the group `unless` in the same field makes it harmless. Where the code of `kind` is known, it decides
    instead of the words: it may be none of `codes`. Where neither a code nor a word of either group tells what a field
    says, the answer is `unclear`.
    """
    fields: tuple[str, ...] = tuple(params["fields"])
    kind: str | None = params.get("kind")
    codes = frozenset(params.get("codes", ()))
    group: str = params["words"]
    unless: str | None = params.get("unless")
    index, harmless = index_of(rulebook, group), None if unless is None else index_of(rulebook, unless)

    def barred(case: Case, leaf: Leaf) -> tuple[int, int] | None:
        place = index.in_leaf(case, leaf, group)
        if place is None or harmless is None or unless is None:
            return place
        return None if harmless.in_leaf(case, leaf, unless) is not None else place

    def judged(case: Case, field: str, leaf: Leaf, code: Leaf | None) -> Answer | None:
        if code is not None:
            values = {"field": field, "value": leaf.raw, "name": leaf.raw}
            return failed(leaf, "word_in_field", values) if code.value in codes else None
        place = barred(case, leaf)
        if place is None:
            if kind is None or harmless is None or unless is None or harmless.in_leaf(case, leaf, unless) is not None:
                return None
            return Answer("unclear", "reading_unsure", {"field": field, "value": leaf.raw}, leaf.start, leaf.end)
        values = {"field": field, "value": _word(leaf, place), "name": leaf.raw}
        return failed(leaf, "word_in_field", values)._replace(**_at(leaf, place))

    def ask(case: Case) -> Answer:
        code = None if kind is None else stated(case.imprint, kind)
        seen = False
        for field in fields:
            for leaf in stated_all(case.imprint, field):
                seen = True
                answer = judged(case, field, leaf, code)
                if answer is not None:
                    return answer
        return Answer("pass", "no_such_words") if seen else not_stated(fields[0])

    return ask


def _word(leaf: Leaf, place: tuple[int, int]) -> str:
    begin = 0 if isinstance(leaf.start, str) else leaf.start
    return leaf.raw[place[0] - begin : place[1] - begin]


def _at(leaf: Leaf, place: tuple[int, int]) -> dict[str, Any]:
    return {} if isinstance(leaf.start, str) else {"start": place[0], "end": place[1]}


CHECK = Check(
    "imprint", build,
    params={
        "fields": Param("leaves", "The fields that are searched."),
        "words": Param("group", "The words that are barred."),
        "unless": Param("group", "Words that make the others harmless.", optional=True),
        "kind": Param("leaf", "The code that goes before the words, where it is known.", optional=True),
        "codes": Param("codes", "The codes that are barred.", optional=True),
    },
    reasons={"word_in_field": ("field", "name", "value"), "no_such_words": (), "not_stated": ("field",)},
    fails=("word_in_field",),
)  # fmt: skip
