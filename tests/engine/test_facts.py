"""What only a caller can know: one list of keys, each with its type."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from compliance.errors import UsageError
from compliance.rulebook import load
from compliance.rulebook.facts import typed
from compliance.rulebook.files.load import RULES

BOOK = load("kg")


def test_facts_come_in_their_types() -> None:
    """What JSON can say becomes what the checks expect; what is null is not known."""
    given = {"outlet": " Гезит ", "outlet_country": "kg", "paid_at": "2021-07-10", "poll_facts": ["date"], "poll": None}
    assert typed(given, BOOK.facts) == {
        "outlet": "Гезит", "outlet_country": "KG", "paid_at": date(2021, 7, 10), "poll_facts": ("date",),
    }  # fmt: skip
    assert typed({"paid_at": "2021-07-10T18:01"}, BOOK.facts)["paid_at"] == datetime(2021, 7, 10, 18, 1)
    zoned = typed({"paid_at": "2021-07-10T12:01:00Z"}, BOOK.facts, BOOK.time_zone)
    assert zoned["paid_at"] == datetime(2021, 7, 10, 18, 1)


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
    with pytest.raises(UsageError, match=name):
        typed({name: value}, BOOK.facts)


def test_every_fact_has_a_name_in_every_language() -> None:
    """Reports name the fact that is wanting, and the codes that are missing from a list."""
    for fact in BOOK.facts.values():
        for texts in (fact.name, *fact.code_names.values()):
            assert set(texts) == {"en", *BOOK.languages}


def test_every_fact_of_the_jurisdiction_is_asked_for() -> None:
    """A key of its own facts.toml that no rule reads would promise what nobody keeps."""
    asked: set[str] = set()
    for rule in BOOK.rules:
        asked |= {*rule.when, *rule.if_known, *rule.params.get("given", ())}
        asked |= {rule.params[key] for key in ("fact", "settled_by") if key in rule.params}
    own = tomllib.loads((Path(RULES) / "kg" / "facts.toml").read_text("utf-8"))["fact"]
    assert set(own) <= asked <= set(BOOK.facts)
