"""The wire format as types, and the result as a view over an entry: both are the models of the report."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any, NotRequired, get_origin, get_type_hints

import pytest
from pydantic import BaseModel, TypeAdapter

from compliance.border import extracted, imprint, report, report_wire, rulebook_used, stated, stated_wire
from compliance.border.imprint import AlsoWire, ImprintWire
from compliance.border.report import AdResult
from compliance.checker import Checker
from compliance.model.document import Document

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "examples/ads/unlawful/ky-leaflet.txt").read_text(encoding="utf-8")
PAIRS: list[tuple[Any, type[BaseModel]]] = [
    (stated_wire.Span, stated.Span),
    (stated_wire.Stated, stated.Stated),
    (stated_wire.Address, stated.Address),
    (stated_wire.Party, stated.Party),
    (stated_wire.FundingSource, stated.FundingSource),
    (stated_wire.PublicationDate, stated.PublicationDate),
    (AlsoWire, imprint.Also),
    (ImprintWire, imprint.Imprint),
    (report_wire.Election, report.ElectionFound),
    (report_wire.Fault, report.SourceFault),
    (report_wire.Waived, report.Waived),
    (report_wire.Finding, report.Finding),
    (report_wire.AdResult, report.AdResult),
    (report_wire.Law, rulebook_used.Law),
    (report_wire.RuleText, rulebook_used.RuleText),
    (report_wire.Rulebook, rulebook_used.RulebookUsed),
    (report_wire.Tool, report.Tool),
    (report_wire.FindingTally, report.FindingTally),
    (report_wire.Summary, report.Summary),
    (report_wire.Report, report.Report),
    (report_wire.Step, extracted.ExtractionStep),
    (report_wire.Extracted, extracted.ExtractedDocument),
    (stated_wire.Place, stated.Place),
    (report_wire.Unread, report.Unread),
    (report_wire.ExceptionText, rulebook_used.ExceptionText),
    (report_wire.Layer, extracted.Layer),
]


@pytest.mark.parametrize(("typed", "model"), PAIRS, ids=lambda side: side.__name__)
def test_a_type_has_the_keys_of_its_model_and_may_leave_out_what_has_a_default(
    typed: Any, model: type[BaseModel]
) -> None:
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    hints = get_type_hints(typed, include_extras=True)
    assert set(hints) == set(fields)
    # the schema's name is always written, though a reader may do without
    always = {name for name, field in fields.items() if field.is_required() or name == "schema"}
    assert {name for name, hint in hints.items() if get_origin(hint) is not NotRequired} == always


def test_every_type_of_the_wire_has_a_model() -> None:
    parts = [part for home in (report_wire, stated_wire, imprint) for part in vars(home).values()]
    ours = [part for part in parts if getattr(part, "__module__", "").startswith("compliance.")]
    typed = {part.__name__ for part in ours if hasattr(part, "__required_keys__")}
    assert typed == {typed.__name__ for typed, _ in PAIRS} | {"Foot"}


@pytest.fixture
def entry(checker: Checker) -> report_wire.AdResult:
    return checker.result(Document(TEXT, "ad.txt"))


def test_a_view_over_an_entry_is_the_validated_result(entry: report_wire.AdResult) -> None:
    whole = AdResult.model_validate(entry)
    for name in AdResult.model_fields:
        assert getattr(AdResult.of(entry), name) == getattr(whole, name)
    assert AdResult.of(entry) == whole
    assert whole == AdResult.of(entry)
    assert AdResult.of(entry) != whole.model_copy(update={"path": "other.txt"})
    assert dict(AdResult.of(entry)) == dict(whole)
    assert repr(AdResult.of(entry)) == repr(whole)
    assert str(AdResult.of(entry)) == str(whole)


def test_a_view_is_dumped_copied_pickled_and_nested_like_the_result(entry: report_wire.AdResult) -> None:
    whole = AdResult.model_validate(entry)
    assert AdResult.of(entry).model_dump(mode="json") == whole.model_dump(mode="json")
    assert AdResult.of(entry).model_dump_json() == whole.model_dump_json()
    assert AdResult.model_validate_json(AdResult.of(entry).model_dump_json()) == whole
    assert copy.copy(AdResult.of(entry)).model_dump() == whole.model_dump()
    assert copy.deepcopy(AdResult.of(entry)).model_dump() == whole.model_dump()
    assert pickle.loads(pickle.dumps(AdResult.of(entry))).model_dump() == whole.model_dump()
    listed = TypeAdapter(list[AdResult])
    assert listed.dump_json([AdResult.of(entry)]) == listed.dump_json([whole])
    assert AdResult.model_validate(AdResult.of(entry)) == whole
    assert AdResult.of(entry).model_copy(update={"path": "b"}) == whole.model_copy(update={"path": "b"})
    assert AdResult.of(entry).model_fields_set == whole.model_fields_set


def test_a_view_is_frozen_and_knows_no_other_names(entry: report_wire.AdResult) -> None:
    with pytest.raises(ValueError, match="frozen"):
        AdResult.of(entry).path = "other.txt"
    with pytest.raises(AttributeError, match="verdicts"):
        AdResult.of(entry).verdicts  # type: ignore[attr-defined]  # noqa: B018


def test_a_view_stays_what_it_was_when_its_entry_changes(entry: report_wire.AdResult) -> None:
    made = AdResult.of(entry)
    before = json.loads(made.model_dump_json())
    entry["findings"].clear()
    assert json.loads(made.model_dump_json()) == before
