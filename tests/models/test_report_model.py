"""The report: wire format and models are the same thing, and everything in it can be traced back to the ad."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from compliance import Ad, Imprint, Report
from compliance.border.report import AdResult
from compliance.checker import Checker
from compliance.model.document import Document
from compliance.report.build import report, summarize

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted((ROOT / "examples" / "ads").rglob("*.txt"))
PIECES = [
    "\ufeff", "\r\n", "\n", "\r", "\u00a0", "\u00ad", "\u200b", "e\u0301", "😀", "ө", "\t", "\u2028", " ", "текст",
    "Тираж: 5\u00a0000 экз. ", "Нускасы: 1. ", "Зака\u00adзчик: партия «Рассвет». ", "Заказчик:\r\nпартия «Утро». ",
    "Буюртмачы: «Жарык күн» саясий партиясы. ", "Аткаруучу: «Басма» ЖЧК, Бишкек ш., Жаңы жол к., 15. ",
    "Чыга турган күнү: 06.07.2021-ж. ", "Дата выпуска: 6 июля 2021 г. ", "Изготовитель: OcOO «Полоса», г. Бишкек. ",
    "Оплачено из избирательного фонда партии «Рассвет». ", "11-июлдагы шайлоо. ",
]  # fmt: skip

POLYGLOT = Checker("kg", languages=("en", "ky", "ru"))


def spans(node: Any) -> list[tuple[dict[str, int], str | None]]:
    """Return every span in a report with the words it is said to cut out, where they are said."""
    found = []
    if isinstance(node, dict):
        for key in ("span", "occurrences"):
            for span in [node[key]] if isinstance(node.get(key), dict) else node.get(key) or []:
                found.append((span, node.get("raw", node.get("evidence")) if key == "span" else None))
        for key, child in node.items():
            found += spans(child) if key not in ("span", "occurrences") else []
    elif isinstance(node, list):
        for child in node:
            found += spans(child)
    return found


def plain(model: BaseModel) -> Any:
    """Return a model as it is written: what has its default left out, and codes without the words of other leaves."""
    return lean(model.model_dump(mode="json", exclude_defaults=True))


def lean(node: Any) -> Any:
    if isinstance(node, list):
        return [lean(child) for child in node]
    if not isinstance(node, dict):
        return node
    shown = {key: lean(child) for key, child in node.items()}
    if "rulebooks" in shown:
        shown["schema"] = "report.v1"
    for code, words in ((shown.get("kind"), shown.get("role")), (shown.get("kind"), shown)):
        if isinstance(code, dict) and words and "raw" in words and code.get("span") == words.get("span"):
            code.pop("span", None)
            code.pop("raw", None)
    if shown.keys() & {"place", "street", "house", "owner"} and "raw" not in shown:
        shown |= {"value": None, "raw": "", "notes": []}
    if shown.get("notes") == ["empty"]:
        shown.setdefault("raw", "")
    if "raw" in shown and shown.setdefault("value", None) == shown["raw"]:
        del shown["value"]
    return shown


def position(text: str, line: int, column: int) -> int:
    """Return the offset of a place, with lines told apart as Python's universal newlines do."""
    lines = io.StringIO(text, newline="").readlines()
    return sum(map(len, lines[: line - 1])) + column - 1


def assert_spans_hold(result: object, text: str) -> None:
    for span, raw in spans(result):
        cut = text[span["start"] : span["end"]]
        assert raw is None or cut == raw
        assert position(text, span["line"], span["column"]) == span["start"]
        assert set(span) == {"start", "end", "line", "column"}


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_every_span_cuts_its_words_out_of_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    result = POLYGLOT.result(Document(text))
    assert_spans_hold(result, text)
    assert plain(AdResult.model_validate(result)) == result


def test_every_span_of_the_real_ad_holds(real_ad: Path) -> None:
    text = real_ad.read_text(encoding="utf-8")
    result = POLYGLOT.result(Document(text))
    assert_spans_hold(result, text)
    assert len(result["imprints"][0]["occurrences"]) == 8


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: "/".join(path.parts[-2:]))
def test_the_models_accept_the_wire_and_give_it_back(path: Path) -> None:
    result = POLYGLOT.result(Document(path.read_text(encoding="utf-8"), "ad.txt"))
    wire = report([result], [POLYGLOT.rulebook], POLYGLOT.languages)
    model = Report.model_validate(wire)
    assert plain(model) == wire
    assert Report.model_validate_json(json.dumps(wire)) == model
    assert Report.model_validate(model.model_dump(mode="json")) == model


def test_an_unreadable_ad_is_an_entry(checker: Checker) -> None:
    from compliance.errors import SourceError

    wire = report([checker.unreadable(SourceError("a.bin", "is a binary file, not text"))])
    model = Report.model_validate(wire)
    assert plain(model) == wire
    assert model.documents[0].verdict == "unreadable"
    wire["summary"] = summarize(wire["documents"])
    assert wire["summary"]["unreadable"] == 1


def test_the_summary_counts_what_is_there(checker: Checker) -> None:
    results = [checker.result(Document(path.read_text(encoding="utf-8"))) for path in EXAMPLES]
    summary = summarize(results)
    assert summary["documents"] == len(EXAMPLES)
    found = summary["findings"]
    assert found["error"] + found["warning"] + found["note"] == sum(len(result["findings"]) for result in results)
    assert summary["compliant"] + summary["non_compliant"] + summary["unclear"] == len(EXAMPLES)


def test_fingerprints_survive_a_line_above_and_are_unique(checker: Checker) -> None:
    text = (ROOT / "examples/ads/unlawful/ky-leaflet.txt").read_text(encoding="utf-8")
    before = [finding["id"] for finding in checker.result(Document(text))["findings"]]
    after = [finding["id"] for finding in checker.result(Document("Жаңы сап.\n\n" + text))["findings"]]
    assert before == after
    assert len(set(before)) == len(before) > 2


def test_findings_are_sorted_gravest_first(checker: Checker) -> None:
    text = (ROOT / "examples/ads/unlawful/ky-leaflet.txt").read_text(encoding="utf-8")
    severities = [finding["severity"] for finding in checker.result(Document(text))["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)


def test_fields_are_judged_without_text_and_pointed_at(checker: Checker) -> None:
    ad = Ad(imprint=Imprint.model_validate({"print_run": 0, "publication_date": "2021-07-06"}))
    result = checker.check(ad)
    run = next(finding for finding in result.findings if finding.rule.endswith("print-run-positive"))
    assert (run.pointer, run.evidence, run.span) == ("/imprint/print_run", "0", None)
    missing = next(finding for finding in result.findings if finding.rule.endswith("customer-stated"))
    assert (missing.pointer, missing.evidence, missing.span) == ("/imprint", "", None)
    assert result.imprints[0].print_run is not None
    assert result.imprints[0].print_run.span is None


def test_with_text_and_fields_the_fields_are_judged_and_the_text_names_the_election(checker: Checker) -> None:
    ad = Ad(
        text="11-июлдагы шайлоодо биз менен бирге болуңуздар!",
        imprint=Imprint.model_validate({"print_run": 7, "publication_date": "2021-07-02"}),
    )
    result = checker.check(ad)
    assert result.election is not None
    assert (result.election.id, result.election.resolved_by) == ("kg-2021-07-11-city-repeat", "text")
    assert result.imprints[0].print_run is not None
    assert result.imprints[0].print_run.value == 7


def test_what_is_extracted_can_be_handed_in_again(checker: Checker) -> None:
    text = (ROOT / "examples/ads/lawful/ru-newspaper.txt").read_text(encoding="utf-8")
    [imprint] = checker.extract(text).imprints
    again = checker.check(Ad(text=text, imprint=imprint))
    assert again.imprints[0] == imprint
    assert again.verdict == checker.check(text).verdict
