"""The examples in a rulebook, run: each rule's cases are its tests, for the shipped rules and for a user's own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from compliance.engine.election_words import words_of
from compliance.engine.evaluate import evaluate
from compliance.engine.resolve import resolve
from compliance.errors import ComplianceError
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.document import Document
from compliance.model.imprint import Imprint
from compliance.rulebook.book import Rulebook
from compliance.rulebook.facts import typed
from compliance.rulebook.files.lines import line_of
from compliance.rulebook.files.parse import read

_Places = tuple[tuple[int, int], ...]
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
    facts = _facts(case, rulebook)
    answers = [evaluation.answer for evaluation in evaluate(facts, rulebook) if evaluation.rule.id == rule]
    return min(answers, key=lambda answer: _GRAVITY.index(answer.outcome))


def day_of_case(case: dict[str, Any], rulebook: Rulebook) -> date | None:
    """Return the day whose rules a case is judged by: as it says, or else the day of publication."""
    return _facts(case, rulebook).on


def _facts(case: dict[str, Any], rulebook: Rulebook) -> Case:
    text, imprints, language, hidden, damage = _read(case, rulebook)
    published = case.get("published")
    on = case.get("on") or _stated_day(imprints) or _day(published)
    resolution = resolve(
        rulebook.elections,
        text=text,
        imprints=imprints,
        on=on,
        metadata=case.get("election"),
        lexicon=words_of(rulebook),
    )
    facts = typed(case.get("metadata", {}), rulebook.facts, rulebook.time_zone)
    return Case(
        imprints, imprints[0] if imprints else None, resolution.elections, resolution.resolved_by, on, published,
        case.get("medium"), case.get("language", language), facts, len(text), text, hidden, damage,
    )  # fmt: skip


def _read(case: dict[str, Any], rulebook: Rulebook) -> tuple[str, tuple[Imprint, ...], str, _Places, _Places]:
    if "text" in case:
        from compliance.extraction import read as extract

        found = extract(Document(case["text"]), rulebook)
        return found.visible, found.imprints, found.language, found.hidden, found.damage
    from compliance.border.imprint import Imprint

    facts = case.get("imprints") or [case["imprint"]]
    return "", tuple(Imprint.model_validate(imprint).to_reading()[0] for imprint in facts), "und", (), ()


def _stated_day(imprints: tuple[Imprint, ...]) -> date | None:
    values = (reading.leaves["publication_date"].value for reading in imprints if "publication_date" in reading.leaves)
    return next((value for value in values if isinstance(value, date)), None)


def _day(published: date | None) -> date | None:
    return published.date() if isinstance(published, datetime) else published
