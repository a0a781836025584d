"""The examples in a rulebook, run: each rule's cases are its tests, for the shipped rules and for a user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.checker import Checker
from compliance.errors import ComplianceError
from compliance.model.answer import Answer
from compliance.model.document import Document
from compliance.model.known import Known
from compliance.rulebook.files.lines import line_of
from compliance.rulebook.files.parse import read

if TYPE_CHECKING:
    from datetime import date

    from compliance.model.imprint import Imprint
    from compliance.report.build import Judged
    from compliance.rulebook.book import Rulebook

_GRAVITY = ("fail", "unclear", "pass", "not_applicable")


class CaseResult(NamedTuple):
    """What a case gave beside what it should have given; `error` says why it could not be run, else empty."""

    rule: str
    name: str
    expected: str
    outcome: str
    reason: str
    ok: bool
    file: str
    line: int
    error: str


def run_cases(rulebook: Rulebook) -> list[CaseResult]:
    """Return the result of every case of every rule, in order of rule and then of file."""
    files = read(rulebook.id, rulebook.own or rulebook.directory, [])
    results = []
    for name in sorted(files.rules):
        source = files.rules[name]
        for index, case in enumerate(source.content.get("case", ())):
            line = line_of(source.lines, ("case", index))
            try:
                answer, error = answer_to(case, name, rulebook), ""
            except (ComplianceError, ValueError) as fault:
                answer, error = Answer("not_applicable", ""), str(fault)
            as_expected = answer.outcome == case["expect"] and answer.reason == case.get("reason", answer.reason)
            results.append(
                CaseResult(
                    name, case["name"], case["expect"], answer.outcome, answer.reason,
                    as_expected and not error, source.name, line, error,
                )
            )  # fmt: skip
    return results


def answer_to(case: dict[str, Any], rule: str, rulebook: Rulebook) -> Answer:
    """Return the gravest answer that a rule gives to a case: to any of its imprints, or to the ad as a whole."""
    answers = [asked.answer for asked in _judged(case, rulebook).evaluations if asked.rule.id == rule]
    return min(answers, key=lambda answer: _GRAVITY.index(answer.outcome))


def day_of_case(case: dict[str, Any], rulebook: Rulebook) -> date | None:
    """Return the day whose rules a case is judged by: as it says, or else as any ad is judged."""
    return _judged(case, rulebook).case.on


def _judged(case: dict[str, Any], rulebook: Rulebook) -> Judged:
    known = Known(
        medium=case.get("medium"),
        published=case.get("published"),
        language=case.get("language"),
        election=case.get("election"),
        imprints=None if "text" in case else _imprints(case),
        facts=case.get("metadata", {}),
    )
    return Checker.of(rulebook, case.get("on")).weighed(Document(case.get("text", "")), known)


def _imprints(case: dict[str, Any]) -> tuple[Imprint, ...]:
    """Return the imprints of a case as the pipeline reads them; `ValueError` says in one line what they cannot be."""
    from pydantic import ValidationError

    from compliance.border.imprint import Imprint
    from compliance.border.refused import faults

    given = case.get("imprints") or [case["imprint"]]
    try:
        return tuple(Imprint.model_validate(fields).to_reading() for fields in given)
    except ValidationError as error:
        told = (f"imprint.{'.'.join(map(str, path))}: {reason}" for path, reason in faults(error, Imprint))
        raise ValueError("; ".join(told)) from error
