"""Does the imprint say that the payment is none?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check

_NOT_DENIED = Answer("pass", "not_denied")


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where words of the imprint deny the payment: «Оплачено НЕ из избирательного фонда», «төлөнгөн эмес»."""
    return _ask


def _ask(case: Case) -> Answer:
    if case.imprint is None or case.imprint.denied is None:
        return _NOT_DENIED
    start, end = case.imprint.denied
    return Answer("fail", "payment_denied", {"value": case.text[start:end]}, start, end)


CHECK = Check(
    "imprint", build, reasons={"not_denied": (), "payment_denied": ("value",)}, fails=("payment_denied",)
)  # fmt: skip
