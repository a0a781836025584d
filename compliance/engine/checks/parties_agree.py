"""Do two fields name the same party or person?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import gravest, not_stated, stated, stated_all
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param
from compliance.text.folding import fold, fold_all
from compliance.text.late import late
from compliance.text.names import compared, is_person

_WORD = late(r"[^\W\d_]+")


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where `first` clearly names somebody else than `second`; unclear where the names cannot be matched.

    Of several statements of `second`, one that agrees will do. A wording that only says what somebody is («кандидата»,
    «партии») agrees with one who is stated to be that, and a person of whom nothing is stated may be the candidate.
    """
    first_field: str = params["first"]
    second_field: str = params["second"]
    kind_field = f"{second_field.partition('.')[0]}.kind"
    kinds = _Kinds(rulebook.labels)

    def ask(case: Case) -> Answer:
        firsts, seconds = stated_all(case.imprint, first_field), stated_all(case.imprint, second_field)
        if not firsts or not seconds:
            return not_stated(second_field if firsts else first_field)
        kind = stated(case.imprint, kind_field)
        code = None if kind is None else kind.value

        def compare(first: Leaf, second: Leaf) -> Answer:
            only = kinds.only(first.raw)
            if only and (only == code or (code is None and only == "candidate" and kinds.person(second.raw))):
                return Answer("pass", "names_agree", _values(first, second), first.start, first.end)
            if kinds.body(first.raw) != kinds.body(second.raw):  # ОсОО «Нур» is not the party «Нур»
                return Answer("unclear", "names_unsure", _values(first, second), first.start, first.end)
            return _compared(first, second, kinds)

        return gravest(_best([compare(first, second) for second in seconds]) for first in firsts)

    return ask


class _Kinds:
    """What a rulebook's words say of somebody: of what kind, whether a body."""

    def __init__(self, labels: Mapping[str, Any]) -> None:
        self._words = [
            (code, folded, word.endswith("*"))
            for code, listed in labels.get("customer_kind", {}).items()
            for word, folded in zip(listed, fold_all(word.rstrip("*") for word in listed), strict=True)
        ]
        forms = [word.rstrip("*") for form in labels.get("legal_form", ()) for word in form["words"]]
        self._short = frozenset(fold_all(form for form in forms if sum(map(str.isupper, form)) > 1))  # «ОсОО», «ЖЧК»

    def only(self, wording: str) -> str:
        """Return the code of a kind that a wording names and nothing else; "" where it says more."""
        said = fold(" ".join(_WORD.findall(wording)))
        found = (
            code
            for code, word, is_stem in self._words
            if said == word or (is_stem and said.startswith(word) and b" " not in said)
        )
        return next(found, "")

    def small(self, wording: str) -> str:
        """Return a wording whose words for a kind are small: «Талапкер Асанова А.Б.» opens a sentence, no name."""
        return _WORD.sub(
            lambda found: found[0].lower() if found[0].istitle() and self.only(found[0]) else found[0], wording
        )

    def person(self, wording: str) -> bool:
        """Tell whether a wording is a person's name, with no word of a body in it."""
        return is_person(wording) and not self.body(wording)

    def body(self, wording: str) -> bool:
        """Tell whether a wording has a legal form in it."""
        words = [word for word in _WORD.findall(wording) if sum(map(str.isupper, word)) > 1]
        words += [word[: max(map(word.rfind, filter(str.isupper, word))) + 1] for word in words]  # «ЖЧКнын»
        return not self._short.isdisjoint(map(fold, words))


def _values(first: Leaf, second: Leaf) -> dict[str, str]:
    return {"first": first.raw, "second": second.raw}


def _best(answers: list[Answer]) -> Answer:
    agreeing = (answer for answer in answers if answer.outcome == "pass")
    return next(agreeing, None) or next((answer for answer in answers if answer.outcome == "unclear"), answers[0])


def _compared(first: Leaf, second: Leaf, kinds: _Kinds) -> Answer:
    values = _values(first, second)
    likeness = compared(kinds.small(first.raw), kinds.small(second.raw))
    if likeness == "same":
        return Answer("pass", "names_agree", values, first.start, first.end)
    if likeness == "other" and first.confidence == "high" and second.confidence == "high":
        return Answer("fail", "names_differ", values, first.start, first.end)
    return Answer("unclear", "names_unsure", values, first.start, first.end)


CHECK = Check(
    "imprint", build,
    params={
        "first": Param("leaf", "The field that is judged."), "second": Param("leaf", "The field it is compared with."),
    },
    reasons={
        "names_agree": ("first", "second"), "names_differ": ("first", "second"), "names_unsure": ("first", "second"),
        "not_stated": ("field",),
    },
    fails=("names_differ",),
)  # fmt: skip
