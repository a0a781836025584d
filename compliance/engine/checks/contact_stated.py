"""Can a party be reached in one of the ways that the law names?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import doubtful, not_stated, stated, stated_all
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param

KINDS = ("address", "telephone", "email", "link")


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where a party that is named states none of `kinds`: an address, a telephone number, an e-mail or a link."""
    party: str = params["party"]
    kinds = frozenset(params["kinds"])

    def ask(case: Case) -> Answer:
        reading = case.imprint
        assert reading is not None
        if stated(reading, f"{party}.name") is None:
            return not_stated(f"{party}.name")
        ways = [("address", leaf) for leaf in stated_all(reading, f"{party}.address")]
        ways += [(kind_of(str(leaf.value)), leaf) for leaf in stated_all(reading, f"{party}.contacts")]
        found = [leaf for kind, leaf in ways if kind in kinds]
        best = next((leaf for leaf in found if not doubtful(leaf)), found[0] if found else None)
        if best is None:
            return Answer("fail", "unreachable", {"field": party}, reading.start, reading.end)
        values = {"field": party, "value": best.raw}
        outcome = Answer("unclear", "reading_unsure", values, best.start, best.end)
        return outcome if doubtful(best) else Answer("pass", "reachable", values, best.start, best.end)

    return ask


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
    },
    reasons={"reachable": ("field", "value"), "unreachable": ("field",), "not_stated": ("field",)},
    fails=("unreachable",),
)  # fmt: skip
