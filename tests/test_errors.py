"""Errors: what they are made of goes with them wherever they go."""

from __future__ import annotations

import copy
import pickle

import pytest

from compliance.errors import ComplianceError, Fault, RulebookError, SourceError, UsageError

ERRORS = [
    SourceError("ads/a.json", "is no ad", "/text"),
    SourceError("x" * 10, "y" * 5_000),
    UsageError("no election 'x'"),
    RulebookError([Fault("rule.toml", 3, "law", "there is no such law"), Fault("law.toml", 0, "", "is empty")]),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_crosses_to_another_process_whole(error: ComplianceError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        named = {name: value for name, value in vars(error).items() if name != "faults"}
        assert {name: value for name, value in vars(again).items() if name != "faults"} == named
