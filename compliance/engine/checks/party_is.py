"""Is a party the one that it must be, or does it act for that one?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import failed, gravest, not_stated, stated
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.fields import unindexed
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param
from compliance.text.folding import QUOTES
from compliance.text.late import late
from compliance.text.names import compared

_PERSON = late(r"(?<!\w)[^\W\d_]{3,} [^\W\d_](?!\w)")
_QUOTED = late(r"[«„“\"][^»”“\"\n]{1,80}[»”“\"]")


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where `party` is clearly somebody else than `same_as` and acts in none of the capacities `codes`.

    A person beside an organisation may well act for it, and names that cannot be compared decide nothing. Names are
    comparable where both are set off by quotation marks, where `same_as` is of a kind that is a person (`persons`), or
    where `party` is of a kind that acts for nobody but itself (`outsiders`). A capacity said in words
    that no list has decides nothing. Of several parties each is judged.
    """
    party: str = params["party"]
    other: str = params["same_as"]
    codes, persons = frozenset(params["codes"]), frozenset(params.get("persons", ()))
    outsiders = frozenset(params.get("outsiders", ()))

    def ask(case: Case) -> Answer:
        return gravest(judged(case, part) for part in _statements(case.imprint, party))

    def judged(case: Case, party: str) -> Answer:
        first, second = stated(case.imprint, f"{party}.name"), stated(case.imprint, f"{other}.name")
        if first is None or second is None:
            return not_stated(f"{unindexed(party)}.name" if first is None else f"{other}.name")
        values = {"first": first.raw, "second": second.raw}
        kind = stated(case.imprint, f"{party}.kind")
        if kind is not None and kind.value in codes:
            return _capacity(case.imprint, party, second) or Answer(
                "pass", "acts_for_other", values, first.start, first.end
            )
        likeness = compared(first.raw, second.raw)
        if likeness == "same":
            return Answer("pass", "names_agree", values, first.start, first.end)
        other_kind = stated(case.imprint, f"{other}.kind")
        is_person = other_kind is not None and other_kind.value in persons
        outsider = kind is not None and kind.value in outsiders
        own_name = kind is not None and kind.value in persons and not is_person
        if own_name and (other_kind is not None or likeness == "other"):
            return Answer("unclear", "names_unsure", values, first.start, first.end)  # a candidate pays for a party
        if not outsider and (likeness != "other" or not (is_person or _set_off(first, second))):
            return Answer("not_applicable", "names_unsure", values, first.start, first.end)
        role = stated(case.imprint, f"{party}.role")
        unknown = role is not None and kind is None  # in words that no list has: an office of the fund, perhaps
        if unknown or "low" in (first.confidence, second.confidence):
            return Answer("unclear", "reading_unsure", {**values, "value": first.raw}, first.start, first.end)
        return Answer("fail", "names_differ", values, first.start, first.end)

    return ask


def _statements(imprint: Imprint | None, party: str) -> list[str]:
    """Return the paths of all statements of a party: `payer`, `payer[1]`."""
    again = {path.partition(".")[0] for path in imprint.leaves if path.startswith(f"{party}[")} if imprint else set()
    return [party, *sorted(again)]


def _capacity(imprint: Imprint | None, party: str, other: Leaf) -> Answer | None:
    """Return the failure of one whose stated capacity is for another than `other`, by a name in it."""
    role = stated(imprint, f"{party}.role")
    named = role and (_QUOTED.search(role.raw) or next(filter(_is_name, _PERSON.finditer(role.raw)), None))
    if role is None or not named:
        return None
    values = {"first": role.raw, "second": other.raw}
    likeness = compared(named[0], other.raw)
    if likeness == "other":
        return failed(role, "names_differ", values)
    if likeness == "unsure":  # a party's representative pays for a candidate, say
        return Answer("unclear", "names_unsure", values, role.start, role.end)
    return None


def _is_name(found: re.Match[str]) -> bool:
    return found[0][0].isupper() and found[0][-1].isupper()


def _set_off(*leaves: Leaf) -> bool:
    return all(any(mark in leaf.raw for mark in QUOTES) for leaf in leaves)


CHECK = Check(
    "imprint", build,
    params={
        "party": Param("party", "The party that is judged."),
        "same_as": Param("party", "The party that it must be."),
        "codes": Param("codes", "The capacities in which somebody else may act."),
        "persons": Param("codes", "Kinds of the other party that are persons.", optional=True),
        "outsiders": Param("codes", "Kinds of the party that act for nobody but themselves.", optional=True),
    },
    reasons={
        "acts_for_other": ("first", "second"), "names_agree": ("first", "second"), "names_differ": ("first", "second"),
        "names_unsure": ("first", "second"), "not_stated": ("field",),
    },
    fails=("names_differ",),
)  # fmt: skip
