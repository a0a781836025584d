"""Can a party be reached in one of the ways that the law names?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import doubtful, not_stated, stated, stated_all
from compliance.engine.words import WordIndex, index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param

KINDS = ("address", "telephone", "email", "link")


_NUMBERED = re.compile(r"(?<!\w)\d{1,6}[A-Za-z]?(?:[-/]\d{1,6}[A-Za-z]?)?,?\s{1,2}[^\W\d_]{2}")
_BOX_NUMBER = re.compile(r"[\s#№.]{0,3}\d{1,8}")


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where a party that is named states none of `kinds`: an address, a telephone number, an e-mail or a link.

    With `no_street`, a group of words for what is no street («PO Box»), an address counts only where it names a street.
    """
    party: str = params["party"]
    kinds = frozenset(params["kinds"])
    boxes: str | None = params.get("no_street")
    index = None if boxes is None else index_of(rulebook, boxes)

    def ask(case: Case) -> Answer:
        reading = case.imprint
        assert reading is not None
        if stated(reading, f"{party}.name") is None:
            return not_stated(f"{party}.name")
        street = stated(reading, f"{party}.address.street")
        ways = [
            ("address", leaf)
            for leaf in stated_all(reading, f"{party}.address")
            if index is None or boxes is None or _in_street(leaf, street, index, boxes)
        ]
        ways += [(kind_of(str(leaf.value)), leaf) for leaf in stated_all(reading, f"{party}.contacts")]
        found = [leaf for kind, leaf in ways if kind in kinds]
        best = next((leaf for leaf in found if not doubtful(leaf)), found[0] if found else None)
        if best is None:
            return Answer("fail", "unreachable", {"field": party}, reading.start, reading.end)
        values = {"field": party, "value": best.raw}
        outcome = Answer("unclear", "reading_unsure", values, best.start, best.end)
        return outcome if doubtful(best) else Answer("pass", "reachable", values, best.start, best.end)

    return ask


def _in_street(address: Leaf, street: Leaf | None, index: WordIndex, boxes: str) -> bool:
    """Tell whether an address names a street: a part of it that was read, or a number in front of a word."""
    if street is not None and not index.search(street.raw).get(boxes):
        return True
    rest = address.raw
    for start, end in reversed(index.search(rest).get(boxes, [])):
        number = _BOX_NUMBER.match(rest, end)
        rest = rest[:start] + "," + rest[number.end() if number else end :]
    return _NUMBERED.search(rest) is not None


def kind_of(contact: str) -> str:
    """Return which kind of contact a value is, by its signs alone.

    >>> [kind_of(one) for one in ("a@b.example", "www.b.example/x", "+64 4 555 0101")]
    ['email', 'link', 'telephone']
    """
    if "@" in contact and "/" not in contact:
        return "email"
    return "link" if any(map(str.isalpha, contact)) and "." in contact else "telephone"


CHECK = Check(
    "imprint", build,
    params={
        "party": Param("party", "The party that must be reachable."),
        "kinds": Param("choice", "The ways of which one must be stated.", choices=KINDS),
        "no_street": Param("group", "Words of addresses that are in no street.", optional=True),
    },
    reasons={"reachable": ("field", "value"), "unreachable": ("field",), "not_stated": ("field",)},
    fails=("unreachable",),
)  # fmt: skip
