"""Is the ad in a language that its medium asks for?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook

_MEDIUM_UNKNOWN = Answer("not_applicable", "medium_unknown")
_UNKNOWN = ("und", "other", "")


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the language of the ad is known and none of `allowed`; asked only where the medium is known."""
    allowed = frozenset(params["allowed"])

    def ask(case: Case) -> Answer:
        if case.medium is None:
            return _MEDIUM_UNKNOWN
        if case.language in _UNKNOWN:
            return Answer("not_applicable", "language_unknown")
        inside = case.language in allowed
        return Answer("pass" if inside else "fail", "language_known", {"value": case.language})

    return ask
