"""Each format, pinned. `UPDATE_GOLDEN=1 pytest tests/render/test_golden.py` writes the files anew, to be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compliance.border.report import Report
from compliance.render import FORMATS
from compliance.render.html.style import STYLE
from compliance.report.build import report

from .frozen import REPORTS, RULEBOOK, rendered

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", sorted(REPORTS))
def test_format_is_as_pinned(case: str, form: str) -> None:
    out = rendered(form, REPORTS[case]).replace(STYLE, "…")
    path = GOLDEN / f"{case}.{form}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(out, encoding="utf-8", newline="")
        pytest.fail(f"{path.name} was written anew: read it, and run the tests again")
    assert out == path.read_bytes().decode("utf-8")


def test_no_pinned_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{case}.{form}" for case in REPORTS for form in FORMATS}


@pytest.mark.parametrize("case", sorted(REPORTS))
def test_pinned_reports_are_reports(case: str) -> None:
    documents = [result for result, _ in REPORTS[case]]
    wire = report(documents, [RULEBOOK])
    model = Report.model_validate(wire)
    assert Report.model_validate(model.model_dump(mode="json")) == model


@pytest.mark.parametrize("form", FORMATS)
def test_equal_reports_give_equal_bytes(form: str) -> None:
    assert rendered(form, REPORTS["mixed"]) == rendered(form, REPORTS["mixed"])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", sorted(REPORTS))
def test_output_ends_with_one_line_feed_and_has_no_other_line_end(case: str, form: str) -> None:
    out = rendered(form, REPORTS[case])
    assert "\r" not in out
    assert not out or (out.endswith("\n") and not out.endswith("\n\n"))
