"""Does the customer's own side pay, and nobody else?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.case import Ask, Case
from compliance.engine.checks.leaves import not_stated, stated
from compliance.engine.checks.names import compared
from compliance.finding import Answer
from compliance.rulebook.book import Rulebook


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the payer is clearly somebody else than the customer and acts in none of the capacities `kinds`.

    Where the names cannot be compared nothing is said: who may pay in which capacity is the business of `payer_role`.
    """
    kinds = frozenset(params["kinds"])

    def ask(case: Case) -> Answer:
        payer, customer = stated(case.reading, "payer.name"), stated(case.reading, "customer.name")
        if payer is None or customer is None:
            return not_stated("payer.name" if payer is None else "customer.name")
        values = {"first": payer.raw, "second": customer.raw}
        kind = stated(case.reading, "payer.kind")
        if kind is not None and kind.value in kinds:
            return Answer("pass", "payer_for_customer", values, payer.start, payer.end)
        likeness = compared(payer.raw, customer.raw)
        if likeness != "other":
            outcome, reason = ("pass", "names_agree") if likeness == "same" else ("not_applicable", "names_unsure")
            return Answer(outcome, reason, values, payer.start, payer.end)  # type: ignore[arg-type]
        if "low" in (payer.confidence, customer.confidence):
            return Answer("unclear", "reading_unsure", {**values, "value": payer.raw}, payer.start, payer.end)
        return Answer("fail", "names_differ", values, payer.start, payer.end)

    return ask
