"""Does the imprint state a field, or one of several?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import doubtful, not_stated, stated, statements, vacancy
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.fields import PAYMENT, part_of
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the field is missing or a label without a value; a value that cannot be read counts as stated.

    With `any_of`, one of several fields will do. With `of`, ask only where that other field is stated: an address is
    nobody's without a name. Where words may state it and nothing says so plainly, the answer is `unclear`. With
    `same_as`, a party that is stated by one of `codes` alone is that other party, where it is of one of them too:
    “paid by the candidate” in an imprint that names the candidate who ordered the ad. With `sure_by`, nothing is said
    to be missing of what is merely something like an imprint, unless that fact tells that it is an ad.
    """
    fields: tuple[str, ...] = tuple(params.get("any_of") or (params["field"],))
    named: Any = params.get("any_of") or params["field"]
    of: str | None = params.get("of")
    same_as: str | None = params.get("same_as")
    codes = frozenset(params.get("codes", ()))
    sure_by: str | None = params.get("sure_by")

    def ask(case: Case) -> Answer:
        reading = case.imprint
        assert reading is not None
        answer = _stated(reading, fields, named)
        if answer is None and same_as is not None:
            answer = _in_person(reading, fields[0], same_as, codes)
        answer = answer or _perhaps(reading, fields, named)
        if answer is not None:
            return answer
        if of is not None and stated(reading, of) is None:
            return not_stated(of)
        if part_of(fields[0]) in PAYMENT and (otherwise := _otherwise(reading)):
            start, end = otherwise
            return Answer("fail", "said_otherwise", {"field": named, "value": case.text[start:end]}, start, end)
        if sure_by is not None and reading.confidence == "low" and case.metadata.get(sure_by) is not True:
            return Answer("unclear", "imprint_unsure", {"count": len(case.imprints)}, reading.start, reading.end)
        return _missing(reading, named)

    return ask


def _stated(reading: Imprint, fields: tuple[str, ...], named: Any) -> Answer | None:
    """Answer by the first of the fields that is stated for sure, else by one in doubt, else by a label without a value.

    None where none of them is there at all.
    """
    vacant: Leaf | None = None
    doubted: Answer | None = None
    for field in fields:
        for leaf in statements(reading, field):
            values = {"field": field, "value": leaf.raw}
            if vacancy(leaf):
                vacant = vacant or leaf
            elif doubtful(leaf):
                doubted = doubted or Answer("unclear", "reading_unsure", values, leaf.start, leaf.end)
            else:
                return Answer("pass", "stated", values, leaf.start, leaf.end)
    return doubted or (_vacant(vacant, named) if vacant is not None else None)


def _perhaps(reading: Imprint, fields: tuple[str, ...], named: Any) -> Answer | None:
    """Answer by words that may state one of the fields, though nothing says so plainly."""
    leaf = next((leaf for path, leaf in reading.perhaps if path in fields), None)
    if leaf is None:
        return None
    return Answer("unclear", "reading_unsure", {"field": named, "value": leaf.raw}, leaf.start, leaf.end)


def _in_person(reading: Imprint, field: str, other: str, codes: frozenset[str]) -> Answer | None:
    """Answer for a party that only its capacity tells, by the other whom it may mean; None where it means none."""
    kind = stated(reading, f"{part_of(field)}.kind")
    name, other_kind = stated(reading, f"{other}.name"), stated(reading, f"{other}.kind")
    if kind is None or kind.value not in codes or name is None:
        return None
    values = {"field": field, "value": kind.raw}
    if other_kind is None or doubtful(name) or doubtful(kind):
        return Answer("unclear", "reading_unsure", values, kind.start, kind.end)
    return Answer("pass", "stated", values, kind.start, kind.end) if other_kind.value in codes else None


def _otherwise(reading: Imprint) -> tuple[int, int] | None:
    """Return where an imprint says in place of its payment that there was none, or that somebody else's money paid."""
    pays = next(((place.start, place.end) for place in reading.unweighed if place.pays), None)
    return reading.denied or pays


def _vacant(leaf: Leaf, named: Any) -> Answer:
    kind = vacancy(leaf)
    values = {"field": named} if kind == "empty" else {"field": named, "value": leaf.raw}
    return Answer("fail", kind, values, leaf.start, leaf.end)


def _missing(reading: Imprint, named: Any) -> Answer:
    """Fail also where it is doubtful whether an imprint stands there at all: without one the field is missing too."""
    return Answer("fail", "missing", {"field": named}, reading.start, reading.end)


CHECK = Check(
    "imprint", build,
    params={
        "field": Param("leaf", "The field that must be stated.", optional=True),
        "any_of": Param("leaves", "Fields of which one must be stated.", optional=True),
        "of": Param("leaf", "Ask only where this field is stated.", optional=True),
        "same_as": Param("party", "The party that one stated by its capacity alone may be.", optional=True),
        "codes": Param("codes", "The capacities that make them one.", optional=True),
        "sure_by": Param("fact", "Unless it tells an ad, a doubtful imprint lacks nothing for sure.", optional=True),
    },
    one_of=("field", "any_of"),
    reasons={
        "stated": ("field", "value"), "missing": ("field",), "empty": ("field",),
        "placeholder": ("field", "value"), "said_otherwise": ("field", "value"), "not_stated": ("field",),
        "imprint_unsure": ("count",),
    },
    fails=("missing", "empty", "placeholder", "said_otherwise"),
    absent=("missing", "empty"),
)  # fmt: skip
