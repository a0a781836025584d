"""What an answer becomes in a report: a finding with its message, its evidence and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.border.wire import bare_span, wire_place
from compliance.model.digest import digest_of
from compliance.report.parts import texts_in
from compliance.rulebook.texts import fill, message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compliance.border import report_wire as wire
    from compliance.border import stated_wire
    from compliance.engine.check import Evaluation
    from compliance.model.answer import Answer
    from compliance.model.document import Document, Place
    from compliance.model.imprint import Leaf
    from compliance.report.build import Judged
    from compliance.rulebook.book import Rulebook


def findings(
    evaluations: Sequence[Evaluation], judged: Judged, rulebook: Rulebook, languages: Sequence[str]
) -> list[wire.Finding]:
    """Return the findings of the report for the answers that failed or are unclear, in that order."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for evaluation in evaluations:
        evidence = _evidence(evaluation, judged)
        key = (evaluation.rule.id, evidence)
        seen[key] = seen.get(key, 0) + 1
        finding = _finding(evaluation, fingerprint(evaluation.rule.id, evidence, seen[key]), rulebook, languages)
        _placed(finding, evaluation, evidence, judged)
        found.append(finding)
    return found


def _evidence(evaluation: Evaluation, judged: Judged) -> str:
    """Return the words an answer turns on; of an imprint given as fields, those of the one field it is about."""
    start, end = evaluation.answer.start, evaluation.answer.end
    if evaluation.answer.raw:
        return evaluation.answer.raw
    if isinstance(start, int) and isinstance(end, int):
        return judged.document.text[start:end]
    leaf = _leaves(evaluation, judged).get(start) if isinstance(start, str) else None
    return leaf.raw if leaf else ""


def _finding(evaluation: Evaluation, name: str, rulebook: Rulebook, languages: Sequence[str]) -> wire.Finding:
    rule, version, _, answer = evaluation
    assert answer.outcome in ("fail", "unclear")
    finding: wire.Finding = {
        "id": name,
        "rule": rule.id,
        "severity": rule.severity,
        "outcome": answer.outcome,
        "message_id": answer.reason,
        "message": {language: message(rulebook, rule, answer, language) for language in languages},
    }
    if answer.params:
        finding["params"] = answer.params
    if answer.outcome == "fail" and rule.fix:
        values = {**rule.params, **answer.params}
        texts = texts_in(rule.fix, languages).items()
        finding["fix"] = {language: fill(text, values, rulebook, language) for language, text in texts}
    if version and version.law:
        finding["law"] = list(version.law)
    if version and version.penalty:
        finding["penalty"] = list(version.penalty)
    return finding


def _placed(finding: wire.Finding, evaluation: Evaluation, evidence: str, judged: Judged) -> None:
    """Write where a finding stands, and how surely."""
    start, end = evaluation.answer.start, evaluation.answer.end
    span = bare_span(judged.document, start, end) if isinstance(start, int) and isinstance(end, int) else None
    if span:
        finding["span"] = span
    if place := _place(evaluation.answer, judged.document):
        finding["place"] = wire_place(place)
    if evidence:
        finding["evidence"] = evidence
    if evaluation.imprint is not None:
        finding["imprint"] = evaluation.imprint
    if pointer := _pointer(evaluation, span, judged):
        finding["pointer"] = pointer
    if _unsure(evaluation, judged):
        finding["confidence"] = "low"


def _place(answer: Answer, document: Document) -> Place | None:
    if answer.place is not None or not isinstance(answer.start, int) or not isinstance(answer.end, int):
        return answer.place
    return document.place(answer.start, answer.end)


def fingerprint(rule: str, evidence: str, ordinal: int) -> str:
    """Return an id that stays when lines are inserted above: it turns on the words found, not on their place."""
    words = " ".join(evidence.split())
    return digest_of(f"{rule}\0{words}\0{ordinal}".encode("utf-8", "surrogatepass"))[:16]


def _unsure(evaluation: Evaluation, judged: Judged) -> bool:
    if evaluation.answer.reason == "reading_unsure":
        return True
    document = judged.document
    if evaluation.imprint is None or not judged.case.imprints:
        return bool(document.notes(0, len(document.text)))
    read = judged.case.imprints[evaluation.imprint]
    leaf = read.leaves.get(_field(evaluation, judged))
    if leaf is None and isinstance(read.start, int) and document.notes(*read.place):
        return True  # what is missing may only have been read badly
    return (leaf.confidence if leaf else read.confidence) == "low"


def _pointer(evaluation: Evaluation, span: stated_wire.Span | None, judged: Judged) -> str:
    """Return the JSON Pointer of the evidence: of the text it stands in, or of the field it was given as."""
    if span is not None or not judged.given:
        return judged.document.pointer
    base = judged.document.pointer.removesuffix("/text").removesuffix("/imprint") + "/imprint"
    path = _field(evaluation, judged)
    return base + ("/" + path.replace(".", "/") if path else "")


def _field(evaluation: Evaluation, judged: Judged) -> str:
    """Return the path of the leaf an answer points at, "" if it is about the whole imprint."""
    place = (evaluation.answer.start, evaluation.answer.end)
    leaves = _leaves(evaluation, judged)
    return next((path for path, leaf in leaves.items() if (leaf.start, leaf.end) == place), "")


def _leaves(evaluation: Evaluation, judged: Judged) -> Mapping[str, Leaf]:
    """Return what the imprint states that an answer is about."""
    return judged.case.imprints[evaluation.imprint or 0].leaves if judged.case.imprints else {}
