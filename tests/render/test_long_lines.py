"""A line twice as long, with twice as many findings on it, takes each format twice the work."""

from __future__ import annotations

import sys
from typing import Any, SupportsIndex, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.border import report_wire as wire
from compliance.border.wire import wire_span
from compliance.checker import Checker
from compliance.model.document import Document
from compliance.render import FORMATS, renderer
from compliance.render.places import Utf8Columns
from compliance.report.build import summarize


class Counted(str):
    """A text that counts the characters which are taken out of it: no slow machine fails."""

    taken = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        piece = str.__getitem__(self, key)
        Counted.taken += len(piece)
        return piece


@pytest.mark.parametrize("form", FORMATS)
def test_a_line_twice_as_long_takes_twice_the_work(form: str, checker: Checker) -> None:
    """SARIF and rdjson took 75 s: every finding read its line from the start."""
    few, many = (_taken(form, checker, count) for count in (100, 200))
    assert many <= 2.5 * few + 1_000


def _taken(form: str, checker: Checker, count: int) -> int:
    words = "Тираж 0 буйуртмачы "
    document = Document(Counted(words * count), "a.txt")
    findings = [_finding(document, number, number * len(words) + 8) for number in range(count)]
    result = cast("wire.AdResult", {
        "path": "a.txt", "jurisdiction": "kg", "verdict": "non_compliant", "on_from": "unknown", "imprints": [],
        "findings": findings, "passed": [], "sha256": "0" * 64, "bytes": 5,
    })  # fmt: skip
    Counted.taken = 0
    render = renderer(form, rulebooks=[checker.rulebook])
    written = [render.document(result, document), *render.end(summarize([result]))]
    assert any(f"{count - 1:016x}" in piece or "label-spelling" in piece for piece in written)
    return Counted.taken


def _finding(document: Document, number: int, start: int) -> dict[str, Any]:
    return {
        "id": f"{number:016x}", "rule": "kg/form/label-spelling", "severity": "note", "outcome": "fail",
        "message_id": "x", "params": {}, "message": {"en": "m"}, "evidence": "буйуртмачы",
        "span": wire_span(document, start, start + 10),
    }  # fmt: skip


@given(st.text("aä😀\n\r", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_bytes_are_counted_the_same_in_any_order(text: str, spans: list[tuple[int, int]]) -> None:
    document, columns = Document(text), Utf8Columns()
    for start, end in ((min(s, e, len(text)), min(max(s, e), len(text))) for s, e in spans):
        span = wire_span(document, start, end)
        assert span is not None
        begins = [offset - (document.position(offset)[1] - 1) for offset in (start, end)]
        expected = tuple(len(text[b:o].encode()) + 1 for b, o in zip(begins, (start, end), strict=True))
        assert columns.of(document, span) == expected


@pytest.mark.parametrize(
    "unit", ["Аткаруучу: «Бук» ЖЧК. Нускасы: 0 даана. ", "Тираж 0 буйуртмачы ", "<&>\"' ", "ордо сөз "]
)
def test_a_page_of_a_line_twice_as_long_takes_twice_the_calls(unit: str, checker: Checker) -> None:
    """As ads are read and judged, imprints and all: marks, escapes and folds are made once for each piece."""
    few, many = (_calls(unit * count, checker) for count in (400, 800))
    assert many <= 2.5 * few + 2_000


def _calls(text: str, checker: Checker) -> int:
    document = Document(text, "a.txt")
    result = checker.result(document)
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    render = renderer("html", rulebooks=[checker.rulebook])
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        written = [render.document(result, document), *render.end(summarize([result]))]
    finally:
        sys.setprofile(before)
    assert any("</html>" in piece for piece in written)
    return calls
