"""Do several imprints of one ad contradict each other?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from compliance.engine.leaves import stated, statements
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param
from compliance.text.folding import QUOTES, fold
from compliance.text.late import late
from compliance.text.names import compared

_NUMBER, _POSTCODE = late(r"\d+"), 5
_NAME, _TOWN = late(r"[^\W\d_]{2,}"), 2  # letters by which a town is known in two languages
_ONE = Answer("not_applicable", "one_imprint")
_NOTHING = Leaf(None, "", 0, 0)


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where one statement of a value contradicts another; names only where they clearly differ.

    Names of bodies are translated at times: where imprints in two languages name different ones, nothing is decided.
    """
    fields: tuple[str, ...] = tuple(params["fields"])
    joint: tuple[str, ...] = tuple(params.get("joint", ()))

    def ask(case: Case) -> Answer:
        doubt: Answer | None = None
        for answer in (_within(field, imprint, joint) for imprint in case.imprints for field in fields):
            if answer is not None and answer.outcome == "fail":
                return answer
            doubt = doubt or answer
        if len(case.imprints) < 2:
            return doubt or _ONE
        first = case.imprints[0]
        for other in case.imprints[1:]:
            for field in fields:
                answer = _difference(field, first, other)
                if answer is not None and answer.outcome == "fail":
                    return answer
                doubt = doubt or answer
        return doubt or Answer("pass", "imprints_agree", {"count": len(case.imprints)}, first.start, first.end)

    return ask


def _within(field: str, imprint: Imprint, joint: tuple[str, ...]) -> Answer | None:
    """Return the answer that a field calls for which one imprint states twice, None where nothing contradicts.

    A part may have several values (the customers of a joint ad, two printers); one that stands again behind the words
    of the same label is another value for the same thing, but where each of them is named in a field of `joint` too.
    Of an imprint given as fields nothing tells how it was labelled: there it is days and numbers of which one only can
    be right.
    """
    first, *others = statements(imprint, field) or [_NOTHING]
    single = isinstance(first.start, str) and isinstance(first.value, (date, int))
    if "stated_twice" not in first.notes and not single:
        return None
    also = [leaf for path in joint for leaf in statements(imprint, path)]
    if also and all(any(compared(leaf.raw, one.raw) == "same" for one in also) for leaf in (first, *others)):
        return None
    for other in others:
        if "day_made" in other.notes or not _differ(first, other):
            continue
        params = {"field": field, "first": first.raw, "second": other.raw}
        if set(first.notes) - {"stated_twice"}:
            return Answer("unclear", "reading_unsure", {**params, "value": other.raw}, other.start, other.end)
        return Answer("fail", "imprints_differ", params, other.start, other.end)
    return None


def _difference(field: str, first: Imprint, other: Imprint) -> Answer | None:
    """Return the answer that a field's two values call for, None where they do not contradict each other."""
    one, two = stated(first, field), stated(other, field)
    if one is None or two is None:
        return None
    params = {"field": field, "first": one.raw, "second": two.raw}
    if _may_differ(field, one, two) or _other_towns(field, first, other):
        return Answer("unclear", "reading_unsure", {**params, "value": two.raw}, two.start, two.end)
    if field.endswith(".address") or not _differ(one, two):
        return None
    translated = first.language != other.language and isinstance(one.value, str) and not _persons(one, two)
    if translated or "low" in (one.confidence, two.confidence, first.confidence, other.confidence):
        return Answer("unclear", "reading_unsure", {**params, "value": two.raw}, two.start, two.end)
    return Answer("fail", "imprints_differ", params, two.start, two.end)


def _may_differ(field: str, one: Leaf, two: Leaf) -> bool:
    """Tell whether a person must look: names in quotation marks alike in part, addresses with other numbers."""
    if field.endswith(".address"):
        return _numbers(one) != _numbers(two) and bool(_numbers(one)) and bool(_numbers(two))
    quoted = all(any(mark in leaf.raw for mark in QUOTES) for leaf in (one, two))
    return quoted and field.endswith(".name") and compared(one.raw, two.raw) == "unsure"


def _other_towns(field: str, first: Imprint, other: Imprint) -> bool:
    """Tell whether two addresses are in places that begin otherwise; one town's names in two languages begin alike."""
    if not field.endswith(".address"):
        return False
    one, two = (stated(reading, f"{field}.place") for reading in (first, other))
    ours, theirs = (_beginnings(leaf.raw) if leaf is not None else frozenset() for leaf in (one, two))
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


def _beginnings(place: str) -> frozenset[bytes]:
    return frozenset(fold(word)[:_TOWN] for word in _NAME.findall(place) if word[0].isupper())


def _numbers(address: Leaf) -> list[str]:
    """Return the numbers of an address but for its postcode, which one of two versions may leave out."""
    return [number for number in _NUMBER.findall(address.raw) if len(number) < _POSTCODE]


def _differ(one: Leaf, two: Leaf) -> bool:
    if one.value is None or two.value is None:
        return False
    if isinstance(one.value, str) or isinstance(two.value, str):
        return compared(one.raw, two.raw) == "other"
    return one.value != two.value


def _persons(*leaves: Leaf) -> bool:
    return not any(mark in leaf.raw for leaf in leaves for mark in QUOTES)


CHECK = Check(
    "ad", build,
    params={
        "fields": Param("leaves", "The fields that are compared, the first of them first."),
        "joint": Param("leaves", "Fields that name again what may be several: who pays a joint ad.", optional=True),
    },
    reasons={"one_imprint": (), "imprints_agree": ("count",), "imprints_differ": ("field", "first", "second")},
    fails=("imprints_differ",),
)  # fmt: skip
