"""Is what the ad names as owner none of those who cannot be one?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import failed, not_stated, stated, stated_all
from compliance.engine.words import index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param
from compliance.text.names import compared


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where `field` names one of `parties` that is of a kind in `codes`, and of whom the condition is known, or
    names nobody and `source` says in words of the group `own` that it is theirs.

    The condition is known from the caller (`fact`), or from words of the group `words` in one of `words_in`.
    """
    fact, field, group = params["fact"], params["field"], params["words"]
    parties, codes = tuple(params["parties"]), frozenset(params["codes"])
    words_in: tuple[str, ...] = tuple(params["words_in"])
    source, own = params.get("source", ""), params.get("own", "")
    index = index_of(rulebook, group)
    index_of_own = index_of(rulebook, own) if own else None
    not_known = Answer("not_applicable", "fact_not_given", {"fact": fact})
    denied = Answer("not_applicable", "condition_not_met", {"fact": fact})

    def holds(case: Case) -> bool | None:
        told = case.metadata.get(fact)
        if told is not None:
            return bool(told)
        leaves = (leaf for path in words_in for leaf in stated_all(case.imprint, path))
        return True if any(index.in_leaf(case, leaf, group) for leaf in leaves) else None

    def ask(case: Case) -> Answer:
        known = holds(case)
        if not known:
            return not_known if known is None else denied
        owner = stated(case.imprint, field)
        if owner is None:
            said = stated(case.imprint, source) if own else None
            if said is not None and index_of_own is not None and index_of_own.in_leaf(case, said, own):
                return failed(said, "owned_by", {"value": said.raw})
            return not_stated(field)
        values = {"value": owner.raw}
        if any(compared(owner.raw, person.raw) == "same" for person in _named(case.imprint, parties, codes)):
            return failed(owner, "owned_by", values)
        return Answer("pass", "owned_by_another", values, owner.start, owner.end)

    return ask


def _named(reading: Imprint | None, parties: tuple[str, ...], codes: frozenset[str]) -> list[Leaf]:
    """Return the names of those parties that are of a kind in `codes`."""
    found = []
    for party in parties:
        name, kind = stated(reading, f"{party}.name"), stated(reading, f"{party}.kind")
        if name is not None and kind is not None and kind.value in codes:
            found.append(name)
    return found


CHECK = Check(
    "imprint", build,
    params={
        "field": Param("leaf", "The field that names the owner."),
        "parties": Param("parties", "The parties that cannot be the owner."),
        "codes": Param("codes", "The kinds of these parties that are meant."),
        "fact": Param("fact", "The yes-or-no fact that says whether the duty is theirs."),
        "words": Param("group", "Words that say it."),
        "source": Param("leaf", "The field that may say whose it is without a name.", optional=True),
        "own": Param("group", "Words by which it is one's own.", optional=True),
        "words_in": Param("leaves", "The fields that are searched for those words."),
    },
    reasons={"owned_by": ("value",), "owned_by_another": ("value",), "not_stated": ("field",)},
    fails=("owned_by",),
)  # fmt: skip
