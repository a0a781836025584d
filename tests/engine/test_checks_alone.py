"""Single checks at their edges, each by a rule written for the test over an imprint made by hand."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from compliance.engine import words
from compliance.engine.day import deciding_day
from compliance.engine.evaluate import evaluate
from compliance.engine.schemes import iin_kz
from compliance.engine.words import WordIndex
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.document import Layer, Place
from compliance.model.election import Election
from compliance.model.imprint import Imprint, Leaf
from compliance.rulebook import Rule, Rulebook, Version, contract, load
from compliance.rulebook.book import Implied

KG = load("kg")
SECOND_ROW = ("377835337400", "625851781286", "790328921846")
POLL = Election(
    "xx-1", date(2026, 11, 7), "regular", "general", True, date(2026, 8, 7), "reported", None, "unknown", "planned",
    (), "", {}, (),
)  # fmt: skip


def book(check: str, **params: Any) -> Rulebook:
    rule = Rule("xx/a/b", "error", check, params, (), (), {}, {}, {}, {}, (Version(date.min, ("act",)),))
    found = copy(KG)
    found.rules, found.derived = (rule,), {}
    return found


def ask(rulebook: Rulebook, leaves: dict[str, Any] | None = None, **more: Any) -> Answer:
    stated = {path: Leaf(value, str(value), path, path) for path, value in (leaves or {}).items()}
    imprint = Imprint(stated, (), "", "", ())
    facts = more.pop("facts", {})
    case = Case((imprint,), imprint, (POLL,), "option", None, more.pop("published", None), None, "en", facts)
    return evaluate(case._replace(**more), rulebook)[0].answer


def in_text(rulebook: Rulebook, text: str, read: str = "", **more: Any) -> Answer:
    """Return what is said of a text that is all imprint, and of which the words `read` were read as its run."""
    at = text.index(read)
    leaves = {"print_run": Leaf(5, read, at, at + len(read))} if read else {}
    imprint = Imprint(leaves, (), 0, len(text), ((0, len(text)),))
    case = Case((imprint,), imprint, (POLL,), "option", None, None, None, "en", {}, text)
    return evaluate(case._replace(**more), rulebook)[0].answer


def test_where_letters_were_lost_a_missing_imprint_is_unclear() -> None:
    missing: dict[str, Any] = {"imprint": None, "imprints": (), "text": "Т?раж: 500"}
    answer = ask(book("imprint_present"), **missing, damage=((0, 5), (7, 9)))
    assert (answer.outcome, answer.reason, answer.params, answer.start, answer.end) == (
        "unclear", "reading_unsure", {"value": "Т?раж"}, 0, 5,
    )  # fmt: skip
    assert ask(book("imprint_present"), **missing)[:2] == ("fail", "no_imprint")


def test_an_imprint_that_was_found_is_there_whatever_else_was_lost() -> None:
    assert ask(book("imprint_present"), damage=((0, 5),))[:3] == ("pass", "imprint_found", {"count": 1})
    doubtful = Imprint({}, (), "", "", (), confidence="low")
    assert ask(book("imprint_present"), imprints=(doubtful, doubtful))[:3] == (
        "unclear", "imprint_unsure", {"count": 2},
    )  # fmt: skip


def test_an_imprint_that_nobody_sees_fails_with_its_kind_and_words() -> None:
    layer = Layer("comment", "Тираж: 500", Place("a comment"))
    answer = ask(book("imprint_visible"), layers=(layer, layer))
    assert answer == Answer(
        "fail", "imprint_hidden", {"count": 2, "layer": "comment"}, None, None, layer.place, layer.text
    )
    answer = ask(book("imprint_visible"), hidden=((3, 9),), layers=(layer,))
    assert (answer.params, answer.start, answer.end, answer.place) == ({"count": 2}, 3, 9, None)
    assert ask(book("imprint_visible"))[:2] == ("pass", "nothing_hidden")


@pytest.mark.parametrize(
    ("told", "leaves", "expected"),
    [
        ({}, {}, ("unclear", "fact_missing", {"fact": "paid"})),
        ({"paid": False}, {"ai_label": "AI"}, ("fail", "fact_known", {"fact": "paid", "value": "false"})),
        ({"paid": True}, {}, ("pass", "fact_known", {"fact": "paid", "value": "true"})),
        ({}, {"ai_label": "AI"}, ("pass", "stated", {"field": "ai_label", "value": "AI"})),
    ],
)
def test_a_fact_goes_before_fields(told: dict[str, bool], leaves: dict[str, str], expected: tuple[Any, ...]) -> None:
    rules = book("fact_or_field", fact="paid", fields=["political_label", "ai_label"])
    assert ask(rules, leaves, facts=told)[:3] == expected


@pytest.mark.parametrize(
    ("owner", "outcome", "reason"),
    [
        ("Осмонов Н. Б.", "fail", "owned_by"),
        ("партия «Төр»", "pass", "owned_by_another"),
        ("Бекова А. С.", "pass", "owned_by_another"),
        (None, "not_applicable", "not_stated"),
    ],
)
def test_whose_fund_it_is(owner: str | None, outcome: str, reason: str) -> None:
    rules = book(
        "not_owned_by", field="funding_source.owner", parties=["customer", "payer"], codes=["candidate"],
        fact="list_candidate", words="party_list", words_in=["customer.name"],
    )  # fmt: skip
    leaves = {"customer.name": "Осмонов Н. Б.", "customer.kind": "candidate"}
    leaves |= {"payer.name": "Бекова А. С.", "payer.kind": "finance_representative"}
    if owner:
        leaves["funding_source.owner"] = owner
    assert ask(rules, leaves, facts={"list_candidate": True})[:2] == (outcome, reason)
    assert ask(rules, leaves, facts={"list_candidate": False})[:2] == ("not_applicable", "condition_not_met")
    assert ask(rules, leaves)[:2] == ("not_applicable", "fact_not_given")


@pytest.mark.parametrize(
    ("published", "outcome"),
    [
        (date(2026, 11, 5), "pass"),
        (date(2026, 11, 6), "unclear"),
        (date(2026, 11, 7), "fail"),
        (date(2026, 11, 8), "pass"),
        (datetime(2026, 11, 6, 7, 59), "pass"),
        (datetime(2026, 11, 6, 8), "fail"),
        (datetime(2026, 11, 7, 23, 59), "fail"),
        (datetime(2026, 11, 8), "pass"),
    ],
)
def test_silence_begins_at_the_hour_of_the_eve_and_ends_with_polling_day(published: date, outcome: str) -> None:

    def silent_from(hour: time | None) -> Rulebook:
        rules = book("outside_silence", field="publication_date")
        rules.silence_starts = hour
        return rules

    assert ask(silent_from(time(8)), published=published).outcome == outcome
    assert ask(silent_from(time(0)), published=date(2026, 11, 6)).outcome == "fail"  # the whole of the eve is silent
    assert ask(silent_from(None), published=published)[:2] == ("not_applicable", "no_silence")


@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        ("ОсОО Кырман, Алматы", "ул. Навои, 12", ("fail", "place_barred", "Алматы")),
        ("«Кырман» ЖЧК, Алматы", "ул. Навои, 12", ("fail", "place_barred", "ЖЧК, Алматы")),
        ("ОсОО Кырман", "ул. Навои, 12", ("pass", "no_place_named", "ул. Навои, 12")),
        ("ОсОО Кырман", "Алматы, ул. Навои, 12", ("fail", "place_barred", "Алматы")),
        ("ОсОО Кырман, Алматы", "Бишкек, ул. Навои, 12", ("pass", "place_known", "Бишкек, ул. Навои, 12")),
        ("ОсОО Кырман, Бишкек", "ул. Навои, 12", ("pass", "no_place_named", "ул. Навои, 12")),
    ],
)
def test_a_place_may_stand_behind_the_name(name: str, address: str, expected: tuple[str, str, str]) -> None:
    rules = book("place_among", address="executor.address", known="home", barred="abroad")
    answer = ask(rules, {"executor.name": name, "executor.address": address})
    assert (answer.outcome, answer.reason, answer.params["value"]) == expected


def test_an_imprint_that_was_given_as_fields_leaves_nothing_unread() -> None:
    assert ask(book("statements_read"), {"print_run": 5}) == Answer("not_applicable", "no_text")
    assert in_text(book("statements_read"), "Тираж: 5", "5") == Answer("pass", "all_read")


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Бумага: белая", "Бумага: белая"),
        ("Тираж: 5. Бумага: белая, плотная", "Бумага: белая, плотная"),
        ("Тираж: 5; Бумага: белая; тонкая", "Бумага: белая"),
        ("Бумага: белая. Тираж: 5", "Бумага: белая"),
        ("Бумага: ", ""),
        ("https://moss.example", ""),
        ("Бумага: " + "б" * 300, "Бумага: " + "б" * 199),
    ],
)
def test_a_label_with_a_value_that_nobody_read(text: str, unread: str) -> None:
    """A value ends with its sentence or clause, and is cut off where it goes on for ever."""
    answer = in_text(book("statements_read"), text, "5" if "5" in text else "")
    found = text[answer.start : answer.end] if isinstance(answer.start, int) and isinstance(answer.end, int) else ""
    assert (answer.outcome, found) == ("fail" if unread else "pass", unread)


@pytest.mark.parametrize(
    ("facts", "leaves", "expected"),
    [
        ({}, {"payer.kind": "candidate"}, ("fail", "missing")),
        ({}, {"payer.kind": "person"}, ("unclear", "fact_missing")),  # whether it is paid would decide
        ({"paid": True}, {"payer.kind": "person"}, ("fail", "missing")),
        ({"paid": False}, {"payer.kind": "candidate"}, ("fail", "missing")),
        ({"paid": False}, {"payer.kind": "person"}, ("not_applicable", "condition_not_met")),
        ({"paid": False}, {}, ("not_applicable", "condition_not_met")),
    ],
)
def test_one_of_several_conditions_is_enough(
    facts: dict[str, bool], leaves: dict[str, str], expected: tuple[str, str]
) -> None:
    rules = book("field_present", field="print_run")
    rules.rules = (rules.rules[0]._replace(when_any={"paid": (True,), "payer.kind": ("candidate",)}),)
    assert ask(rules, leaves, facts=facts)[:2] == expected


def test_a_moment_that_the_caller_does_not_give() -> None:
    rules = book("outside_window", fact="paid_at", begins={"anchor": "polling_day"}, ends={"anchor": "polling_day"})
    assert ask(rules)[:3] == ("not_applicable", "fact_not_given", {"fact": "paid_at"})


@pytest.mark.parametrize("number", SECOND_ROW)
def test_the_second_row_of_weights_of_a_kazakh_number(number: str) -> None:
    """Where the first row gives ten: each of its weights counts, and so does each digit."""
    assert iin_kz(number)
    for place in range(12):
        for digit in set("0123456789") - {number[place]}:
            wrong = number[:place] + digit + number[place + 1 :]
            if place == 11:
                assert not iin_kz(wrong)
    assert not iin_kz(number + "0")
    assert not iin_kz(number[:11])


def test_neighbours_beside_which_a_word_means_something_else() -> None:
    index = WordIndex({"one": {"words": ["куран"], "not_before": ["айы"], "not_behind": ["жалган"]}})
    for text, found in (("куран", 1), ("жалган куран", 0), ("куран айы", 0), ("айы куран", 1), ("куран жалган", 1)):
        assert len(index.search(text).get("one", ())) == found, text


def test_no_text_has_more_places_than_are_looked_at() -> None:
    index = WordIndex({"one": {"words": ["дин"]}})
    few, many = (len(index.search("дин " * count)["one"]) for count in (words._MOST, words._MOST + 500))
    assert few == many == words._MOST


@pytest.mark.parametrize("name", contract.names())
def test_no_check_says_with_a_common_reason_that_its_own_fact_was_wanting(name: str) -> None:
    """What is common is answered without the check, so that it must mean the same for all."""
    own = contract.check(name).wanting
    assert not contract.COMMON.keys() & set(own)
    told = {reason for reason in contract.reasons() if contract.wanting(name, reason)}
    assert told == {"fact_missing", "fact_not_given", "medium_unknown", *own}


def test_a_check_that_no_ad_is_put_to_is_not_made() -> None:
    faulty = book("field_present", field="customer.name")
    rule = faulty.rules[0]
    early = rule._replace(id="kg/test/later", check="no_such_check", versions=(Version(date(2030, 1, 1), ("law",)),))
    faulty.rules = (rule, early)
    found = evaluate(Case((), None, (), "none", date(2026, 11, 1), None, None, "en", {}), faulty)
    assert [one.answer.reason for one in found] == ["no_imprint", "not_in_force"]


def test_a_number_that_the_caller_knows_is_held_against_the_least() -> None:
    rules = book("fact_at_least", fact="metres", least=50)
    told = {"fact": "metres", "value": "49"}
    assert ask(rules, facts={"metres": 49})[:3] == ("fail", "fact_known", told)
    assert ask(rules, facts={"metres": 50})[:2] == ("pass", "fact_known")
    assert ask(rules)[:2] == ("not_applicable", "fact_not_given")


def test_a_barred_word_is_told_where_the_field_was_given_without_a_text() -> None:
    rules = book("fields_without_words", fields=["customer.name"], words="religion")
    answer = ask(rules, {"customer.name": "Фонд «Куран»"})
    assert (answer.outcome, answer.params["value"], answer.params["name"]) == ("fail", "Куран", "Фонд «Куран»")


@pytest.mark.parametrize(("notes", "outcome"), [(("stated_twice",), "fail"), (("stated_twice", "vague"), "unclear")])
def test_an_imprint_that_contradicts_itself_in_doubt_is_left_open(notes: tuple[str, ...], outcome: str) -> None:
    """Whether it is the only imprint or one of two that agree."""
    leaves = {"print_run": Leaf(500, "500", 0, 3, "high", notes), "print_run[1]": Leaf(900, "900", 5, 8)}
    one = Imprint(leaves, (), 0, 8, ((0, 8),))
    rules = book("imprints_agree", fields=["print_run", "publication_date"])
    for imprints in ((one,), (one, one._replace(leaves={"print_run": Leaf(500, "500", 20, 23)}))):
        assert ask(rules, imprint=one, imprints=imprints).outcome == outcome


def test_what_is_alike_in_part_raises_a_doubt_of_names_only() -> None:
    one, two = "фонд «Келечек»", "избирательный фонд «Келечек Ош»"
    for field, outcome in (("customer.name", "unclear"), ("funding_source", "pass")):
        imprints = tuple(
            Imprint({field: Leaf(said, said, 0, len(said))}, (), 0, len(said), ((0, len(said)),), "ru")
            for said in (one, two)
        )
        assert ask(book("imprints_agree", fields=[field]), imprints=imprints).outcome == outcome, field


@pytest.mark.parametrize(
    ("kind", "outcome"), [(None, "pass"), ("candidate", "pass"), ("party", "unclear"), ("person", "unclear")]
)
def test_paid_by_the_candidate_means_a_customer_who_may_be_one(kind: str | None, outcome: str) -> None:
    rules = book("parties_agree", first="funding_source.owner", second="customer.name")
    leaves = {"funding_source.owner": "кандидата", "customer.name": "Осмонов Н. Б."}
    assert ask(rules, {**leaves, **({"customer.kind": kind} if kind else {})}).outcome == outcome


@pytest.mark.parametrize(
    ("role", "outcome"),
    [
        ("представитель Асанов А", "unclear"), ("представитель Осмонов Н", "pass"),
        ("представитель Асанов а", "pass"), ("представитель асанов А", "pass"),
    ],
)  # fmt: skip
def test_a_capacity_for_somebody_else_is_told_by_a_name(role: str, outcome: str) -> None:
    """A surname and an initial, both capitals: two words that are no name tell of nobody."""
    rules = book("party_is", party="payer", same_as="customer", codes=["representative"])
    leaves = {"payer.name": "Бекова А. С.", "payer.kind": "representative", "customer.name": "Осмонов Н. Б."}
    assert ask(rules, {**leaves, "payer.role": role}).outcome == outcome


def test_a_settlement_that_no_list_has_is_shown() -> None:
    rules = book("place_among", address="executor.address", known="home", barred="abroad")
    answer = ask(rules, {"executor.address": "Вымысел, Лесная, 5", "executor.address.place": "Вымысел"})
    assert (answer.outcome, answer.params["value"]) == ("unclear", "Вымысел")


@pytest.mark.parametrize("given", [{}, {"published": date(2026, 11, 6)}])
def test_a_day_of_the_imprint_is_not_asked_for_without_an_imprint(given: dict[str, Any]) -> None:
    """Unless the caller knows when the ad came out."""
    rules = book("outside_window", field="publication_date", begins={"anchor": "polling_day", "days": -1},
                 ends={"anchor": "polling_day"})  # fmt: skip
    answer = ask(rules, imprint=None, imprints=(), **given)
    assert answer[:2] == (("fail", "in_window") if given else ("not_applicable", "no_imprint"))


def test_a_window_may_begin_on_any_day_of_the_week() -> None:
    """Polling day is a Saturday: the Sunday before it is six days earlier."""
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "sunday")
    for name, before in zip(days, (5, 4, 3, 2, 1, 6), strict=True):
        rules = book("outside_window", field="publication_date", begins={"anchor": "polling_day", "weekday": name},
                     ends={"anchor": "polling_day"})  # fmt: skip
        first = POLL.date - timedelta(before)
        assert ask(rules, published=first).outcome == "fail", name
        assert ask(rules, published=first - timedelta(1)).outcome == "pass", name


def test_words_are_found_in_a_text_longer_than_is_searched_at_a_time() -> None:
    """Each once, at its place, across the seam as well."""
    index = WordIndex({"one": {"words": ["дин"]}})
    for at in (0, words._CHUNK - 1, words._CHUNK, 2 * words._CHUNK + 50):
        text = "ж " * (at // 2) + " " * (at % 2) + "дин" + " ж" * words._CHUNK
        assert index.search(text)["one"] == [(at, at + 3)]


def test_words_in_an_imprint_are_no_content_of_the_ad() -> None:
    index, text = WordIndex({"one": {"words": ["дин"]}}), "дин бар. дин"
    imprint = Imprint({}, (), 0, 8, ((0, 8),))
    case = Case((imprint,), imprint, (), "unknown", None, None, None, "ky", {}, text)
    assert words.body_place(index, case, "one") == (9, 12)
    assert words.body_place(index, case._replace(text=text[:8]), "one") is None


@pytest.mark.parametrize(("days", "found"), [(-1, "published"), (0, "imprint"), (1, "imprint")])
def test_the_day_that_decides_is_that_of_the_imprint_unless_it_is_too_old(days: int, found: str) -> None:
    first = date(2011, 10, 30)
    stated = first + timedelta(days)
    imprint = Imprint({"publication_date": Leaf(stated, "", 0, 0)}, (), 0, 0, ())
    assert deciding_day([imprint], datetime(2026, 11, 1, 9), None, first) == (
        (stated, found) if found == "imprint" else (date(2026, 11, 1), found)
    )
    assert deciding_day([imprint], None, POLL.date, first) == (POLL.date, "option")
    assert deciding_day([], None, None, first) == (None, "unknown")


def test_a_fact_that_follows_from_a_field_follows_from_that_value_only() -> None:
    rules = book("fact_is", fact="paid", expected=True)
    rules.implied = (Implied("paid", True, {"payer.kind": ("candidate",)}, "", ""),)
    for kind, outcome in (("candidate", "pass"), ("party", "not_applicable")):
        assert ask(rules, {"payer.kind": kind}).outcome == outcome, kind


def test_a_fact_that_follows_from_another_follows_only_where_that_is_known() -> None:
    rules = book("fact_is", fact="paid", expected=True)
    rules.implied = (Implied("paid", True, {"poll": (True,)}, "", ""),)
    for facts, outcome in (({"poll": True}, "pass"), ({"poll": False}, "not_applicable"), ({}, "not_applicable")):
        assert ask(rules, facts=facts).outcome == outcome, facts
