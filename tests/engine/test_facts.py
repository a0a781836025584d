"""What only a caller can know: one list of keys, each with its type."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from compliance.model.facts import FACTS, POLL_FACTS, checked
from compliance.rulebook import load

BOOK = load("kg")


def test_facts_come_in_their_types() -> None:
    """What JSON can say becomes what the checks expect; what is null is not known."""
    given = {"outlet": " Гезит ", "outlet_country": "kg", "paid_at": "2021-07-10", "poll_facts": ["date"], "poll": None}
    assert checked(given) == {
        "outlet": "Гезит", "outlet_country": "KG", "paid_at": date(2021, 7, 10), "poll_facts": ("date",),
    }  # fmt: skip
    assert checked({"paid_at": "2021-07-10T18:01"})["paid_at"] == datetime(2021, 7, 10, 18, 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("colour", "red"), ("poll", "yes"), ("poll", 1), ("outlet", ""), ("produced_in", "Kyrgyzstan"),
        ("metres_to_protected_place", True), ("metres_to_protected_place", "99"), ("item", "car"),
        ("poll_facts", "date"), ("poll_facts", ["colour"]), ("paid_at", "yesterday"),
    ],
)  # fmt: skip
def test_other_values_are_refused_by_name(name: str, value: Any) -> None:
    """A slip is said with its key, never passed over."""
    with pytest.raises(ValueError, match=name):
        checked({name: value})


def test_every_fact_has_a_name_in_every_language() -> None:
    """Reports name the fact that is wanting."""
    assert set(BOOK.facts) == {*FACTS, *POLL_FACTS}
    assert all(set(texts) == {"en", *BOOK.languages} for texts in BOOK.facts.values())


def test_every_fact_is_asked_for() -> None:
    """A key that no rule reads would promise what nobody keeps."""
    named = {value for rule in BOOK.rules for value in (rule.params.get("fact"), *rule.params.get("given", ()))}
    by_check = {"paid_at", "list_candidate", "poll_facts", "source_stated"}
    assert named - {None} | by_check == set(FACTS)
