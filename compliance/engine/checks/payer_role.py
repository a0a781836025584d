"""Does the payer act in a capacity that may pay?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import failed, not_stated, stated
from compliance.engine.checks.names import compared
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the payer's capacity is none of `kinds`.

    A payer without a stated capacity passes as the candidate who ordered the ad, where that is who it is; else nothing
    is decided. Nor is it where the customer itself is named as payer.
    """
    kinds = frozenset(params["kinds"])

    def ask(case: Case) -> Answer:
        reading = case.imprint
        payer, kind = stated(reading, "payer.name"), stated(reading, "payer.kind")
        words = None if kind is None or kind.raw == kind.value else kind  # of ready facts the code is all there is
        shown = words or stated(reading, "payer.role") or payer or kind
        if shown is None or reading is None:
            return not_stated("payer.name")
        values = {"value": shown.raw}
        if kind is not None and kind.value in kinds:
            return Answer("pass", "role_allowed", values, shown.start, shown.end)
        customer, customer_kind = stated(reading, "customer.name"), stated(reading, "customer.kind")
        if payer is not None and customer is not None and compared(payer.raw, customer.raw) == "same":
            if customer_kind is not None and customer_kind.value in kinds:
                return Answer("pass", "role_allowed", values, shown.start, shown.end)
            return Answer("unclear", "payer_is_customer", {"value": payer.raw}, payer.start, payer.end)
        if kind is None or kind.value is None:
            return Answer("unclear", "role_not_stated", values, shown.start, shown.end)
        return failed(kind, "other_role", values)

    return ask
