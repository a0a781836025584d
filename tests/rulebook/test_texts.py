"""Messages: every answer of every check can be told in every language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.answer import Answer
from compliance.rulebook import load
from compliance.rulebook.contract import check, failing_values, reasons
from compliance.rulebook.texts import fill, message, slots

BOOK = load("kg")
LANGUAGES = ("en", "ru", "ky")


@pytest.mark.parametrize("reason", sorted(reasons()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_can_be_told(reason: str, language: str) -> None:
    """With the values its answers carry, no slot stays open."""
    values = dict.fromkeys(reasons()[reason], "2021-07-10")
    text = message(BOOK, BOOK.rules[0], Answer("unclear", reason, values), language)
    assert not slots(text)
    assert text.endswith((".", "!", "?"))


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_failure_can_be_told(rule, language: str) -> None:  # type: ignore[no-untyped-def]
    """The rule's own message and its fix need no more than every failing answer of its check has."""
    for reason in check(rule.check).fails:
        values = dict.fromkeys(check(rule.check).reasons[reason], "2021-07-10")
        answer = Answer("fail", reason, values)
        assert not slots(message(BOOK, rule, answer, language))
        assert not slots(fill(rule.fix[language], {**rule.params, **values}, BOOK, language))
        assert failing_values(rule.check) <= set(values)


def test_days_and_fields_are_shown_as_people_write_them() -> None:
    """Moments keep their hour, fields go by the law's own term; anything else stays as it is in the ad."""
    template = "{date} {moment} {field} {value}"
    values = {"date": "2021-07-06", "moment": "2021-07-10T08:00", "field": "print_run", "value": "06.07.2021-ж."}
    assert fill(template, values, BOOK, "ru") == "06.07.2021 10.07.2021 08:00 тираж 06.07.2021-ж."
    assert fill("{ids}", {"ids": ["a", "b"]}, BOOK, "en") == "a, b"
    assert fill("{date}", {"date": "2021-07-10T08:30:15"}, BOOK, "en") == "10.07.2021 08:30"


@given(value=st.text())
def test_the_words_of_an_ad_are_never_filled(value: str) -> None:
    """Braces in an ad are text: nothing in it is replaced a second time."""
    shown = fill("<{value}> {other}", {"value": value, "other": "x"})
    assert shown == f"<{value}> x"
    assert re.sub(r"\A<|> x\Z", "", shown) == value
