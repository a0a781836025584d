"""Are the imprint's labels spelt in the usual way?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check

_NO_LABELS = Answer("not_applicable", "no_labels")
_USUAL = Answer("pass", "usual_spelling")


def build(_params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where a label departs from its standard spelling; the first such label is the place to look."""
    return _ask


def _ask(case: Case) -> Answer:
    assert case.imprint is not None
    labels = case.imprint.labels
    if not labels:
        return _NO_LABELS
    odd = [label for label in labels if label.standard]
    if not odd:
        return _USUAL
    values = {"value": ", ".join(label.raw for label in odd), "standard": ", ".join(label.standard for label in odd)}
    return Answer("fail", "unusual_spelling", values, odd[0].start, odd[0].end)


CHECK = Check(
    "imprint", build,
    reasons={"no_labels": (), "usual_spelling": (), "unusual_spelling": ("value", "standard")},
    fails=("unusual_spelling",),
)  # fmt: skip
