"""Conditions, alternatives, identifiers, phrases, codes and windows: each by a rule written for the test."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime, time
from typing import Any

import pytest

from compliance.engine.evaluate import evaluate
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.election import Election
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook import Rule, Rulebook, Version, load

POLL = Election(
    "xx-1", date(2026, 11, 7), "regular", "general", True, date(2026, 8, 7), "reported", None, "unknown", "planned",
    (), "", {}, (),
)  # fmt: skip
NAMED = {"payer.name": "Anna Zenda"}


def given(path: str, value: Any) -> Leaf:
    """Return a field that was given without a text."""
    return Leaf(value, str(value), path, path)


def book(check: str, params: dict[str, Any], **more: Any) -> Rulebook:
    rule = Rule("xx/a/b", "error", check, params, (), (), {}, {}, {}, {}, (Version(date.min, ("act",)),), **more)
    found = copy(load("kg"))
    found.rules, found.derived, found.polls_close = (rule,), {}, None
    found.content_words = {"ai": {"words": ["made with artificial intelligence"]}}
    return found


def ask(rulebook: Rulebook, leaves: dict[str, Any] | None = None, election: Election = POLL, **more: Any) -> Answer:
    imprint = Imprint({path: given(path, value) for path, value in (leaves or {}).items()}, (), "", "", ())
    facts = more.pop("facts", {})
    case = Case((imprint,), imprint, (election,), "option", None, more.pop("published", None), None, "en", facts)
    return evaluate(case._replace(**more), rulebook)[0].answer


def test_words_that_may_state_a_field_make_it_unclear_and_are_shown() -> None:
    """Nobody is accused of leaving out what may stand there; what is stated plainly needs no such words."""
    rules = book("field_present", {"field": "payer.name"})
    perhaps = (("payer.name", Leaf("Anna Zenda", "Anna Zenda", 4, 14, "low")),)
    for leaves, outcome in (({}, "unclear"), (NAMED, "pass")):
        imprint = Imprint({path: given(path, value) for path, value in leaves.items()}, (), "", "", (), perhaps=perhaps)
        case = Case((imprint,), imprint, (POLL,), "option", None, None, None, "en", {})
        answer = evaluate(case, rules)[0].answer
        assert answer.outcome == outcome
        if outcome == "unclear":
            assert (answer.reason, answer.start, answer.end) == ("reading_unsure", 4, 14)
            assert answer.params == {"field": "payer.name", "value": "Anna Zenda"}
    other = imprint._replace(leaves={}, perhaps=(("print_run", Leaf(5, "5", 0, 1, "low")),))
    assert evaluate(case._replace(imprints=(other,), imprint=other), rules)[0].answer.outcome == "fail"


@pytest.mark.parametrize(
    ("facts", "leaves", "outcome"),
    [
        ({"actor": "party"}, {}, "fail"), ({"actor": "candidate"}, {}, "fail"),
        ({"actor": "outlet"}, {}, "not_applicable"),
        ({}, {}, "unclear"), ({}, NAMED, "pass"), ({"actor": "party"}, NAMED, "pass"),
    ],
)  # fmt: skip
def test_a_duty_of_some_actors(facts: dict[str, Any], leaves: dict[str, str], outcome: str) -> None:
    """Who is not known makes a violation unclear and is named; what is fulfilled is fulfilled whoever it is."""
    rules = book("field_present", {"field": "payer.name"}, when={"actor": ("party", "candidate")})
    answer = ask(rules, leaves, facts=facts)
    assert answer.outcome == outcome
    if outcome == "unclear":
        assert (answer.reason, answer.params["fact"]) == ("fact_missing", "actor")


def test_conditions_on_several_facts_and_fields() -> None:
    """One that is known and not met settles it, even where another is not known."""
    rules = book(
        "field_present",
        {"field": "payer.name"},
        when={"paid": (True,), "customer.kind": ("party",), "print_run": (True,)},
    )
    assert ask(rules, {"print_run": 5}, facts={"paid": False}).reason == "condition_not_met"
    assert ask(rules, {"customer.kind": "candidate", "print_run": 5}).params == {"fact": "customer.kind"}
    assert ask(rules, {"customer.kind": "party"}, facts={"paid": True}).params == {"fact": "print_run"}
    assert ask(rules, {"customer.kind": "party", "print_run": 5}, facts={"paid": True}).outcome == "fail"
    assert ask(rules, {"print_run": 5}, facts={"paid": True}).params == {"fact": "customer.kind"}


def test_what_is_asked_only_if_known() -> None:
    """An ordinary leaflet gathers no questions."""
    rules = book("field_present", {"field": "payer.name"}, if_known={"paid": (True,)})
    assert ask(rules).reason == "fact_not_given"
    assert ask(rules, facts={"paid": False}).reason == "condition_not_met"
    assert ask(rules, facts={"paid": True}).outcome == "fail"


def test_one_of_several_fields() -> None:
    """Any of them will do, wherever it stands in the list and whichever statement of the part makes it."""
    rules = book("field_present", {"any_of": ["payer.address", "payer.contacts"]})
    assert ask(rules, {"payer.contacts": "www.example.org"}).params["field"] == "payer.contacts"
    assert ask(rules, {"payer[1].address": "1 High Street"}).outcome == "pass"
    assert ask(rules).params == {"field": ["payer.address", "payer.contacts"]}


@pytest.mark.parametrize(
    ("schemes", "number", "outcome"),
    [
        (["luhn"], "7992 7398 713", "pass"), (["luhn"], "79927398710", "fail"), (["inn_ru"], "7707083893", "pass"),
        (["inn_ru"], "7707083894", "fail"), (["inn_ru"], "500100732259", "pass"), (["mod11"], "0-306-40615-2", "pass"),
        (["inn_ru", "inn_kg"], "22808198010102", "pass"), (["inn_kg"], "22833198010102", "fail"),
        (["iin_kz"], "990140000483", "pass"), (["mod97"], "3214282912345698765432161182", "pass"),
    ],
)  # fmt: skip
def test_an_identifier(schemes: list[str], number: str, outcome: str) -> None:
    """Blanks and dashes do not matter, every digit does; one scheme of several is enough."""
    assert (
        ask(book("identifier_valid", {"field": "executor.id", "schemes": schemes}), {"executor.id": number}).outcome
        == outcome
    )


def test_the_worst_of_several_statements() -> None:
    """A second statement is judged as the first is."""
    rules = book("identifier_valid", {"field": "executor.id", "schemes": ["luhn"]})
    assert ask(rules, {"executor.id": "79927398713", "executor[1].id": "79927398710"}).outcome == "fail"


def test_a_phrase_and_a_code() -> None:
    """A phrase is met whatever its case; a code is one of those that pass."""
    rules = book("phrase_stated", {"words": "ai", "fields": ["ai_label"]})
    assert ask(rules, text="Vote! MADE with artificial intelligence.").outcome == "pass"
    assert ask(rules, text="Vote!").reason == "phrase_missing"
    assert ask(rules, {"ai_label": "Made with artificial intelligence"}).outcome == "pass"
    coded = book("code_stated", {"field": "authorisation", "codes": ["authorised"]})
    assert ask(coded, {"authorisation": "authorised"}).outcome == "pass"
    assert ask(coded, {"authorisation": "not_authorised"}).reason == "other_code"
    assert ask(coded).reason == "not_stated"


DAY = {"field": "publication_date"}
EVE = {**DAY, "begins": {"anchor": "polling_day", "days": -1}, "ends": {"anchor": "polling_day"}}
CLOSE = {**DAY, "begins": {"anchor": "close_of_poll", "hours": -48}, "ends": {"anchor": "close_of_poll"}}
THURSDAY = {**DAY, "begins": {"anchor": "polling_day", "weekday": "thursday"}, "ends": {"anchor": "polling_day"}}
AFTER = {**DAY, "begins_after": {"anchor": "polling_day", "days": -1, "hour": "18:00"}}
HOURS = {
    **DAY,
    "begins": {"anchor": "polling_day", "days": -1, "hour": "18:00"},
    "ends": {"anchor": "polling_day", "hour": "20:00"},
}
FRIDAY = {**DAY, "begins": {"anchor": "polling_day", "weekday": "friday"}, "ends": {"anchor": "polling_day", "days": 1}}
SATURDAY = {**DAY, "begins": {"anchor": "polling_day", "weekday": "saturday"}, "ends": {"anchor": "polling_day"}}
BEHIND = {**DAY, "begins_after": {"anchor": "polling_day", "days": -1}}
LATER = {**DAY, "begins": {"anchor": "polling_day", "days": -1, "hours": 6}, "ends": {"anchor": "polling_day"}}
EARLY = {**DAY, "ends": {"anchor": "campaign_start", "days": -1}}


@pytest.mark.parametrize(
    ("window", "published", "outcome"),
    [
        (EVE, date(2026, 11, 5), "pass"), (EVE, date(2026, 11, 6), "fail"), (EVE, date(2026, 11, 7), "fail"),
        (EVE, datetime(2026, 11, 7, 23, 59, 59), "fail"), (EVE, date(2026, 11, 8), "pass"),
        (THURSDAY, date(2026, 11, 4), "pass"), (THURSDAY, date(2026, 11, 5), "fail"),
        (AFTER, datetime(2026, 11, 6, 18), "pass"), (AFTER, datetime(2026, 11, 6, 18, 0, 1), "fail"),
        (AFTER, date(2026, 11, 6), "unclear"), (AFTER, date(2027, 1, 1), "fail"),
        (HOURS, datetime(2026, 11, 6, 17, 59, 59, 999999), "pass"), (HOURS, datetime(2026, 11, 6, 18), "fail"),
        (HOURS, datetime(2026, 11, 7, 19, 59, 59, 999999), "fail"), (HOURS, datetime(2026, 11, 7, 20), "pass"),
        (HOURS, date(2026, 11, 6), "unclear"), (HOURS, date(2026, 11, 7), "unclear"),
        (HOURS, date(2026, 11, 8), "pass"),
        (FRIDAY, date(2026, 11, 5), "pass"), (FRIDAY, date(2026, 11, 6), "fail"), (FRIDAY, date(2026, 11, 8), "fail"),
        (FRIDAY, date(2026, 11, 9), "pass"),
        # polling day is a Saturday: the last one before it is a week earlier
        (SATURDAY, date(2026, 10, 30), "pass"), (SATURDAY, date(2026, 10, 31), "fail"),
        (BEHIND, datetime(2026, 11, 6, 23, 59, 59, 999999), "pass"), (BEHIND, datetime(2026, 11, 7), "fail"),
        (BEHIND, date(2026, 11, 6), "pass"), (BEHIND, date(2026, 11, 7), "fail"),
        (LATER, datetime(2026, 11, 6, 5, 59), "pass"), (LATER, datetime(2026, 11, 6, 6), "fail"),
        (EARLY, date(2026, 8, 6), "fail"), (EARLY, date(2026, 8, 7), "pass"),
        (CLOSE, date(2026, 11, 7), "unclear"), (CLOSE, date(2026, 11, 4), "pass"), (CLOSE, date(2026, 11, 6), "fail"),
    ],
)  # fmt: skip
def test_a_window(window: dict[str, Any], published: date, outcome: str) -> None:
    """Its first instant is inside, its end is not; where only an hour that is not known decides, it is unclear."""
    assert ask(book("outside_window", window), published=published).outcome == outcome


def test_the_close_of_the_poll() -> None:
    """The calendar says when polls close, or else the jurisdiction's usual hour does."""
    rules = book("outside_window", CLOSE)
    closing = POLL._replace(close=datetime(2026, 11, 7, 19))
    assert ask(rules, election=closing, published=datetime(2026, 11, 5, 18, 59)).outcome == "pass"
    assert ask(rules, election=closing, published=datetime(2026, 11, 5, 19)).outcome == "fail"
    assert ask(rules, election=closing, published=datetime(2026, 11, 7, 19)).outcome == "pass"
    rules.derived, rules.polls_close = {}, time(18)
    assert ask(rules, published=datetime(2026, 11, 5, 18)).outcome == "fail"
    assert ask(rules, published=datetime(2026, 11, 7, 18)).outcome == "pass"


def test_a_window_the_calendar_does_not_know() -> None:
    """Without a start of the campaign nothing is held against an ad."""
    answer = ask(book("outside_window", EARLY), election=POLL._replace(start=None), published=date(2026, 8, 6))
    assert (answer.outcome, answer.reason) == ("unclear", "window_unknown")
