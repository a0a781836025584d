"""The engine: which rules are asked, of what, and that nothing else moves the answers."""

from __future__ import annotations

import random
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.engine import checks
from compliance.engine.check import Evaluation
from compliance.engine.evaluate import evaluate
from compliance.model.case import Case
from compliance.model.election import Election
from compliance.model.imprint import Imprint, Label, Leaf
from compliance.report.verdict import verdict
from compliance.rulebook import Rulebook, load
from compliance.rulebook.contract import COMMON, check, names, reasons

BOOK = load("kg")
JULY = tuple(election for election in BOOK.elections if election.id == "kg-2021-07-11-city-repeat")
LAWFUL: dict[str, Any] = {
    "executor.name": "«Ак Кар Басма» ЖЧК",
    "executor.address": "Бишкек шаары, Тыныстанов көчөсү, 14",
    "customer.name": "«Күмүш Булут» саясий партиясы",
    "customer.kind": "party",
    "payer.name": "Токоева Н.С.",
    "payer.kind": "finance_representative",
    "funding_source": "шайлоо фондунан",
    "funding_source.owner": "«Күмүш Булут» саясий партиясынын",
    "publication_date": date(2021, 7, 6),
    "print_run": 500,
}


def leaf(value: Any, at: int = 0, **more: Any) -> Leaf:
    raw = more.pop("raw", str(value))
    return Leaf(value, raw, at, at + len(raw), **more)


def reading(leaves: dict[str, Any] = LAWFUL, **more: Any) -> Imprint:
    made = {
        path: value if isinstance(value, Leaf) else leaf(value, 100 * at)
        for at, (path, value) in enumerate(leaves.items())
    }
    return Imprint(made, (), 0, 2000, ((0, 2000),), **more)


def case(*imprints: Imprint, **more: Any) -> Case:
    first = imprints[0] if imprints else None
    plain = Case(imprints, first, JULY, "option", date(2021, 7, 6), None, None, "ky", {})
    return plain._replace(**more)


def answers(found: list[Evaluation]) -> dict[str, str]:
    return {evaluation.rule.id: f"{evaluation.answer.outcome} {evaluation.answer.reason}" for evaluation in found}


def failing(found: list[Evaluation], *outcomes: str) -> list[str]:
    return [evaluation.rule.id for evaluation in found if evaluation.answer.outcome in (outcomes or ("fail",))]


def test_a_lawful_imprint_passes() -> None:
    """Nothing fails, nothing is unclear, and what passes points to the words it rests on."""
    found = evaluate(case(reading()), BOOK)
    assert failing(found, "fail", "unclear") == []
    run = next(evaluation for evaluation in found if evaluation.rule.id == "kg/imprint/print-run-stated")
    assert (run.answer.start, run.answer.end, run.imprint) == (900, 903, 0)


NEEDS_A_FACT = ("kg/payment/paid-before-funds-close", "kg/polls/not-in-the-last-five-days")
FIELDS = {
    "executor.name": "executor-stated",
    "executor.address": "executor-address-stated",
    "customer.name": "customer-stated",
    "payer.name": "payer-stated",
    "funding_source": "funding-source-stated",
    "publication_date": "publication-date-stated",
    "print_run": "print-run-stated",
}


@pytest.mark.parametrize(("path", "slug"), FIELDS.items())
def test_leaving_a_field_out_fails_that_rule_alone(path: str, slug: str) -> None:
    """One missing field is one finding, at the place of the imprint."""
    left = {name: value for name, value in LAWFUL.items() if name != path}
    found = evaluate(case(reading(left)), BOOK)
    assert failing(found) == [f"kg/imprint/{slug}"]
    answer = next(evaluation.answer for evaluation in found if evaluation.answer.outcome == "fail")
    assert (answer.reason, answer.start, answer.end, answer.params) == ("missing", 0, 2000, {"field": path})


@given(kept=st.sets(st.sampled_from(sorted(LAWFUL))), added=st.sampled_from(sorted(LAWFUL)))
def test_adding_a_field_never_adds_a_missing_one(kept: set[str], added: str) -> None:
    """What is stated besides cannot make another field missing: only the address waits for a name."""
    before = evaluate(case(reading({path: LAWFUL[path] for path in kept})), BOOK)
    after = evaluate(case(reading({path: LAWFUL[path] for path in kept | {added}})), BOOK)
    missing = [{e.rule.id for e in found if e.answer.reason == "missing"} for found in (before, after)]
    assert missing[1] - missing[0] <= {"kg/imprint/executor-address-stated"}


@pytest.mark.parametrize("note", ["empty", "placeholder"])
def test_a_label_without_a_value_fails(note: str) -> None:
    """A blank is not a statement; the finding points to it, and other rules do not judge it."""
    blank = Leaf(None, "____", 7, 11, notes=(note,))
    found = evaluate(case(reading({**LAWFUL, "print_run": blank})), BOOK)
    assert failing(found) == ["kg/imprint/print-run-stated"]
    assert answers(found)["kg/form/print-run-positive"] == "not_applicable not_stated"


def test_without_an_imprint_one_rule_fails() -> None:
    """The other rules have nothing to look at, and say so."""
    found = evaluate(case(on=None), BOOK)
    assert failing(found) == ["kg/imprint/present"]
    asked = {rule.id for rule in BOOK.rules if check(rule.check).scope != "ad"}
    assert {e.rule.id for e in found if e.answer.reason == "no_imprint"} - {"kg/imprint/present"} == {
        rule
        for rule in asked
        if not BOOK.rule(rule).medium_known  # type: ignore[union-attr]
        and rule not in NEEDS_A_FACT
    }


def test_without_an_imprint_the_day_of_publication_is_judged() -> None:
    """Known publication in the silence is unlawful whatever the ad states."""
    found = evaluate(case(published=datetime(2021, 7, 10, 12)), BOOK)
    assert failing(found) == ["kg/imprint/present", "kg/timing/not-in-silence"]


def test_each_imprint_is_asked() -> None:
    """Rules on the ad answer once, rules on an imprint once for each, with its index."""
    found = evaluate(case(reading(), reading({**LAWFUL, "print_run": 0})), BOOK)
    indexes = {rule.id: [e.imprint for e in found if e.rule is rule] for rule in BOOK.rules}
    assert indexes["kg/imprint/present"] == [None]
    assert indexes["kg/imprint/no-contradiction"] == [None]
    assert indexes["kg/form/print-run-positive"] == [0, 1]
    wrong = [(e.rule.id, e.imprint) for e in found if e.answer.outcome == "fail"]
    assert wrong == [("kg/form/print-run-positive", 1), ("kg/imprint/no-contradiction", None)]


def test_a_medium_that_the_rule_is_not_about() -> None:
    """Known to be another medium: not applicable; not known: the rule is asked."""
    left = {path: value for path, value in LAWFUL.items() if path != "print_run"}
    assert "kg/imprint/print-run-stated" in failing(evaluate(case(reading(left)), BOOK))
    assert "kg/imprint/print-run-stated" in failing(evaluate(case(reading(left), medium="print"), BOOK))
    on_air = answers(evaluate(case(reading(left), medium="broadcast"), BOOK))
    assert on_air["kg/imprint/print-run-stated"] == "not_applicable other_medium"


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("print_run", 0, "kg/form/print-run-positive"),
        ("publication_date", date(2021, 7, 11), "kg/timing/before-polling-day"),
        ("publication_date", date(2021, 6, 1), "kg/timing/within-campaign"),
        ("payer.kind", "other", "kg/payment/payer-is-finance-representative-or-candidate"),
    ],
)
def test_what_was_hard_to_read_is_not_held_against_the_ad(path: str, value: Any, rule: str) -> None:
    """A failure that rests on a doubtful value is unclear, with the place to look."""
    sure = evaluate(case(reading({**LAWFUL, path: leaf(value, 5)})), BOOK)
    unsure = evaluate(case(reading({**LAWFUL, path: leaf(value, 5, confidence="low")})), BOOK)
    assert rule in failing(sure)
    answer = next(evaluation.answer for evaluation in unsure if evaluation.rule.id == rule)
    assert (answer.outcome, answer.reason, answer.start) == ("unclear", "reading_unsure", 5)
    assert failing(unsure) == []


def test_a_warning_that_rests_on_a_doubtful_value_is_no_gentler_than_a_sure_one() -> None:
    """Neither can be signed off; that an address is stated shows though it is hard to read."""
    kind = "payer.kind"
    for confidence in ("high", "low"):
        found = evaluate(case(reading({**LAWFUL, kind: leaf("other", 5, confidence=confidence)})), BOOK)
        assert verdict(found, BOOK) == "unclear"
    address = {"executor.address": leaf("г. Ош, ул. Навои, 9", 5, confidence="low")}
    assert verdict(evaluate(case(reading({**LAWFUL, **address})), BOOK), BOOK) == "compliant"


def test_what_a_doubtful_block_lacks_is_missing() -> None:
    """It may be no imprint at all; then what it lacks is missing too."""
    found = evaluate(case(reading({"print_run": 500}, confidence="low")), BOOK)
    assert answers(found)["kg/imprint/present"] == "unclear imprint_unsure"
    assert answers(found)["kg/imprint/customer-stated"] == "fail missing"


def test_labels() -> None:
    """All odd labels are named together, the place is that of the first."""
    labels = (
        Label("customer", "Буйуртмачы", 40, 50, "ky", "Буюртмачы"),
        Label("executor", "Аткаруучу", 0, 9, "ky"),
        Label("print_run", "Нусказы", 90, 97, "ky", "Нускасы"),
    )
    found = evaluate(case(reading()._replace(labels=labels)), BOOK)
    answer = next(evaluation.answer for evaluation in found if evaluation.rule.id == "kg/form/label-spelling")
    assert (answer.outcome, answer.start, answer.end) == ("fail", 40, 50)
    assert answer.params == {"value": "Буйуртмачы, Нусказы", "standard": "Буюртмачы, Нускасы"}


def shuffled(seed: int) -> Rulebook:
    rules = list(BOOK.rules)
    random.Random(seed).shuffle(rules)
    return Rulebook(
        **{name: getattr(BOOK, name) for name in Rulebook.__slots__ if name != "derived"} | {"rules": tuple(rules)}
    )


MOMENTS = (
    st.none()
    | st.dates(date(2021, 6, 1), date(2021, 7, 20))
    | st.datetimes(datetime(2021, 6, 1), datetime(2021, 7, 20))
)
VALUES = (
    st.none()
    | st.integers(-5, 5)
    | st.dates(date(2010, 1, 1), date(2028, 1, 1))
    | st.sampled_from(["party", "other", "«Ак»", "«Көк» А.Б."])
)
NOTES = st.sets(st.sampled_from(["empty", "placeholder", "impossible_date", "no_year", "in_words"])).map(
    lambda notes: tuple(sorted(notes))
)
LEAVES = st.builds(
    Leaf,
    VALUES,
    st.sampled_from(["", "x", "«Ак» партиясы", "Сатарова Н.С."]),
    st.just(3),
    st.just(4),
    st.sampled_from(["high", "low"]),
    NOTES,
)
PATHS = st.sampled_from(sorted({*LAWFUL, "payer.role", "executor.legal_form"}))
READINGS = st.builds(
    lambda leaves, language, confidence: Imprint(leaves, (), 0, 9, ((0, 9),), language, confidence),
    st.dictionaries(PATHS, LEAVES), st.sampled_from(["ky", "ru"]), st.sampled_from(["high", "low"]),
)  # fmt: skip


def drawn(
    imprints: list[Imprint], elections: list[Election], published: date | None, on: date | None, medium: str | None
) -> Case:
    return case(*imprints, elections=tuple(elections), published=published, on=on, medium=medium)


CASES = st.builds(
    drawn,
    st.lists(READINGS, max_size=3),
    st.lists(st.sampled_from(BOOK.elections), max_size=3),
    MOMENTS,
    st.none() | st.dates(date(2010, 1, 1), date(2028, 1, 1)),
    st.sampled_from([None, "print", "broadcast", "skywriting"]),
)


@given(facts=CASES, seed=st.integers())
def test_the_order_of_rules_changes_nothing(facts: Case, seed: int) -> None:
    """Each rule answers for itself."""
    plain = {(e.rule.id, e.imprint): e.answer for e in evaluate(facts, BOOK)}
    assert plain == {(e.rule.id, e.imprint): e.answer for e in evaluate(facts, shuffled(seed))}


@given(facts=CASES)
def test_every_answer_can_be_told(facts: Case) -> None:
    """Whatever was read, each answer has a known reason and all the values that its message needs, as plain JSON."""
    for evaluation in evaluate(facts, BOOK):
        answer = evaluation.answer
        assert reasons()[answer.reason] <= set(answer.params)
        assert all(isinstance(value, (str, int, list)) for value in answer.params.values())
        if answer.outcome == "fail":
            assert answer.reason in check(evaluation.rule.check).fails
        if answer.outcome in ("fail", "unclear") and facts.imprints:
            assert (answer.start is None) == (answer.end is None)


def test_one_table_of_checks() -> None:
    """What rules may name, what the folder holds and what messages know of is the same set; each can fail."""
    files = {path.stem for path in Path(checks.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(names()) == files == set(BOOK.checks)
    for name in names():
        assert check(name).fails
        assert set(check(name).fails) | set(check(name).wanting) <= {*check(name).reasons, *COMMON}
        assert {*check(name).one_of, *([check(name).idle] if check(name).idle else ())} <= set(check(name).params)
