"""Does the customer's own side pay, and nobody else?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import not_stated, stated
from compliance.engine.checks.names import compared
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook.book import Rulebook
from compliance.text.folding import QUOTES


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the payer is clearly somebody else than the customer and acts in none of the capacities `kinds`.

    A person beside a party may well act for it, and names that cannot be compared decide nothing: in which capacity
    somebody pays is the business of `payer_role`.
    """
    kinds = frozenset(params["kinds"])

    def ask(case: Case) -> Answer:
        payer, customer = stated(case.imprint, "payer.name"), stated(case.imprint, "customer.name")
        if payer is None or customer is None:
            return not_stated("payer.name" if payer is None else "customer.name")
        values = {"first": payer.raw, "second": customer.raw}
        kind = stated(case.imprint, "payer.kind")
        if kind is not None and kind.value in kinds:
            return Answer("pass", "payer_for_customer", values, payer.start, payer.end)
        likeness = compared(payer.raw, customer.raw)
        if likeness == "same":
            return Answer("pass", "names_agree", values, payer.start, payer.end)
        if likeness != "other" or not _comparable(case.imprint, payer, customer):
            return Answer("not_applicable", "names_unsure", values, payer.start, payer.end)
        if "low" in (payer.confidence, customer.confidence):
            return Answer("unclear", "reading_unsure", {**values, "value": payer.raw}, payer.start, payer.end)
        return Answer("fail", "names_differ", values, payer.start, payer.end)

    return ask


def _comparable(reading: Imprint | None, payer: Leaf, customer: Leaf) -> bool:
    """Tell whether both are organisations, their names in quotation marks, or the customer is a candidate."""
    kind = stated(reading, "customer.kind")
    if kind is not None and kind.value == "candidate":
        return True
    return all(any(mark in leaf.raw for mark in QUOTES) for leaf in (payer, customer))
