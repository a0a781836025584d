"""One fault, one finding: what yields, to what, and that no verdict is the better for it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import Checker
from compliance.engine.causes import told_once
from compliance.engine.check import Evaluation
from compliance.model.answer import Answer
from compliance.report.verdict import verdict
from compliance.rulebook.book import Rule, Version
from compliance.rulebook.shelf import rulebook

RULEBOOK = rulebook("kg")
HEAD = "30 ноября 2025 года — выборы депутатов Жогорку Кенеша. Изготовитель: ОсОО «Кырман», г. Ош, ул. Навои, 12. "
REST = (
    "Заказчик: политическая партия «Төр». Оплачено уполномоченным представителем по финансовым вопросам "
    "Бектуровой А.С. из избирательного фонда партии «Төр». Тираж: 2 000 экз. Дата выхода: "
)
Span = tuple[int, int] | tuple[str, str] | tuple[None, None]


def found(text: str) -> list[tuple[str, str]]:
    """Return the rules and outcomes of what is said of an ad, notes aside."""
    findings = Checker("kg").check(text).findings
    return [(finding.rule, finding.outcome) for finding in findings if finding.severity != "note"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("31.11.2025", ("kg/timing/date-real", "fail")),
        ("29.02.2025 г.", ("kg/timing/date-real", "fail")),
        ("18 ноября", ("kg/timing/date-real", "unclear")),
        ("30.11.2025", ("kg/timing/before-polling-day", "fail")),
        ("02.12.2025", ("kg/timing/before-polling-day", "fail")),
        ("29.11.2025", ("kg/timing/not-in-silence", "unclear")),
    ],
)
def test_a_wrong_date_is_told_once(day: str, expected: tuple[str, str]) -> None:
    assert found(HEAD + REST + day) == [expected]


def test_somebody_else_who_pays_is_told_once() -> None:
    payment = REST[REST.index("Оплачено") : REST.index("Тираж")]
    other = REST.replace(payment, "Оплачено ОсОО «Юг-Строй» из избирательного фонда партии «Төр». ")
    assert found(HEAD + other + "18.11.2025") == [("kg/payment/no-third-party", "fail")]


def rule(name: str, severity: str, *after: str) -> Rule:
    versions = (Version(date(2011, 7, 2), ("x",)),)
    return Rule(name, severity, "date_real", {}, (), (), {}, {}, {}, {}, versions, after=after)  # type: ignore[arg-type]


def said(of: Rule, outcome: str, place: Span = (3, 9), imprint: int | None = 0) -> Evaluation:
    return Evaluation(of, of.versions[0], imprint, Answer(outcome, "x", {}, *place))  # type: ignore[arg-type]


CAUSE, EFFECT = rule("xx/a/cause", "error"), rule("xx/a/effect", "error", "xx/a/cause")


@pytest.mark.parametrize(
    ("cause", "effect", "yields"),
    [
        (said(CAUSE, "fail"), said(EFFECT, "fail"), True),
        (said(CAUSE, "fail"), said(EFFECT, "unclear"), True),
        (said(CAUSE, "unclear"), said(EFFECT, "unclear"), True),
        (said(CAUSE, "unclear"), said(EFFECT, "fail"), False),
        (said(CAUSE, "pass"), said(EFFECT, "fail"), False),
        (said(CAUSE, "not_applicable"), said(EFFECT, "unclear"), False),
        (said(CAUSE, "fail"), said(EFFECT, "fail", (8, 12)), True),
        (said(CAUSE, "fail"), said(EFFECT, "fail", (9, 12)), False),
        (said(CAUSE, "fail"), said(EFFECT, "fail", (1, 4)), True),
        (said(CAUSE, "fail"), said(EFFECT, "fail", (1, 3)), False),
        (said(CAUSE, "fail"), said(EFFECT, "fail", (3, 9), imprint=1), False),
        (said(CAUSE, "fail"), said(EFFECT, "fail", (3, 9), imprint=None), True),
        (said(CAUSE, "fail", ("payer.name",) * 2), said(EFFECT, "fail", ("payer.kind",) * 2), True),
        (said(CAUSE, "fail", ("payer.name",) * 2), said(EFFECT, "fail", ("payer[1].name",) * 2), False),
        (said(CAUSE, "fail", (None, None)), said(EFFECT, "fail", (None, None)), True),
        (said(CAUSE, "fail", (None, None)), said(EFFECT, "fail"), False),
    ],
)
def test_a_rule_yields_to_as_grave_an_answer_on_the_same_words(
    cause: Evaluation, effect: Evaluation, yields: bool
) -> None:
    for order in ([cause, effect], [effect, cause]):
        answers = {e.rule.id: e.answer for e in told_once(order)}
        assert answers["xx/a/cause"] == cause.answer
        assert (answers["xx/a/effect"].reason == "told_by") == yields
    assert told_once([cause, effect], left_out={"xx/a/cause"}) == [cause, effect]


def test_a_row_of_causes_leaves_the_first() -> None:
    last = rule("xx/a/last", "error", "xx/a/effect")
    told = told_once([said(CAUSE, "fail"), said(EFFECT, "fail"), said(last, "fail")])
    assert [e.answer.outcome for e in told] == ["fail", "not_applicable", "not_applicable"]


PLACES: list[Span] = [(0, 40), (3, 9), (20, 25), ("payer.name", "payer.name"), (None, None)]
ANSWERS = st.tuples(st.sampled_from(["pass", "fail", "unclear", "not_applicable"]), st.sampled_from(PLACES))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(ANSWERS, min_size=len(RULEBOOK.rules), max_size=len(RULEBOOK.rules)))
def test_no_verdict_changes(answers: list[tuple[str, Span]]) -> None:
    evaluations = [said(one, *answer) for one, answer in zip(RULEBOOK.rules, answers, strict=True)]
    assert verdict(told_once(evaluations), RULEBOOK) == verdict(evaluations, RULEBOOK)
