"""An imprint that is composed for a jurisdiction passes its rules, on both sides of every change of its law."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from compliance.authoring.composer import compose
from compliance.checker import Checker

PRINTER = {"name": "Birch Print Ltd", "address": "9 Mill Lane, York YO1 9AA"}
PERSON = {"name": "Jane Moss", "address": "12 High Street, York YO1 7HH"}
FACTS: dict[str, dict[str, Any]] = {
    "au": {"authorised_by": PERSON, "executor": PRINTER},
    "ca": {"authorised_by": {"name": "Jane Moss", "kind": "candidate"}},
    "de-mv": {
        "executor": {"name": "Birken Druck GmbH", "address": "Lange Straße 9, 18055 Rostock"},
        "publisher": {"name": "Jana Moos", "address": "Am Markt 4, 18055 Rostock"},
    },
    "eu": {"sponsor": {"name": "Birch Ltd"}, "notice_url": "https://moss.example/notice"},
    "gb": {"executor": PRINTER, "promoter": PERSON},
    "ie": {"executor": PRINTER, "publisher": PERSON},
    "in": {"executor": PRINTER, "publisher": PERSON},
    "nz": {"promoter": PERSON},
    "us": {"payer": {"name": "Fir PAC", "address": "1 Elm Street, Austin, Texas"}, "authorisation": "not_authorised"},
}


def days(checker: Checker) -> list[Any]:
    """Return the day before and the day of every change of the law, from the first day on which there is any."""
    changes = sorted({version.first for rule in checker.rulebook.rules for version in rule.versions})
    return [changes[0], *(day for change in changes[1:] for day in (change - timedelta(1), change))]


@pytest.mark.parametrize("jurisdiction", FACTS)
def test_nothing_fails_in_what_is_composed_on_both_sides_of_every_change(jurisdiction: str) -> None:
    """What only a person can know, as whether it is a political advertisement, may leave it unclear."""
    checker = Checker(jurisdiction)
    language = checker.rulebook.languages[0]
    for day in days(checker):
        composed = compose(FACTS[jurisdiction], checker.for_day(day), language, medium="print")
        assert composed.missing == ()
        assert composed.result is not None
        assert [found["rule"] for found in composed.result["findings"] if found["outcome"] == "fail"] == []
        assert composed.result["verdict"] in ("compliant", "unclear"), day
        if not composed.result["findings"]:
            assert composed.result["verdict"] == "compliant", day
