"""`concise`: a line a finding, which terminals and editors can open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT, Run

from .frozen import REPORTS, failing, rendered, unclear

LINE = re.compile(
    r"(?P<path>.+):(?P<line>\d+):(?P<column>\d+): (?P<kind>error|warning|note|unclear) (?P<rule>\S+) \S.*"
)


@pytest.mark.parametrize("case", sorted(REPORTS))
def test_each_finding_is_one_line_that_points_at_it(case: str) -> None:
    lines = rendered("concise", REPORTS[case]).splitlines()
    told = [match.groupdict() for line in lines if (match := LINE.fullmatch(line))]
    expected = []
    for entry, _ in REPORTS[case]:
        if "error" in entry:
            expected.append((entry["path"], "unreadable", "1", "1"))
        for found in entry["findings"]:
            expected.append((entry["path"], found["rule"], str(found["span"]["line"]), str(found["span"]["column"])))
    assert [(one["path"], one["rule"], one["line"], one["column"]) for one in told] == expected
    assert lines[len(told)].startswith(f"compliance 0: ads: {len(REPORTS[case])}")
    assert len(lines) == len(told) + 1


def test_what_has_no_place_stands_at_the_beginning_and_an_ad_in_json_names_its_pointer() -> None:
    entry, document = failing()
    entry["imprints"] = []
    entry["findings"] = entry["findings"][:1]
    del entry["findings"][0]["span"]
    assert rendered("concise", [(entry, document)]).startswith("ads/bad.txt:1:1: error xx/imprint/run-stated ")
    entry["findings"][0]["pointer"] = "/3/text"
    assert rendered("concise", [(entry, document)]).splitlines()[0].endswith(" (#/3/text)")


def test_what_is_excused_is_called_so() -> None:
    entry, document = unclear()
    entry["findings"][0]["baseline"] = "known"
    assert ": known from the baseline xx/imprint/run-positive " in rendered("concise", [(entry, document)])


def test_the_examples_take_a_line_a_finding(run: Run) -> None:
    ran = run("check", str(ROOT / "examples" / "ads"), "--format", "concise")
    assert ran.code == 1
    *lines, tally = ran.out.splitlines()
    assert all(LINE.fullmatch(line) for line in lines)
    assert ": ads: " in tally
    assert 5 < len(lines) < 60


@pytest.mark.parametrize("name", ["::error::x.txt", "##[error]x.txt", "::set-output name=a::b.txt"])
def test_no_name_of_a_file_begins_a_line_as_a_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes((ROOT / "examples" / "ads" / "unlawful" / "ky-leaflet.txt").read_bytes())
    for arguments in (
        ["check", ".", "--format", "concise"],
        ["check", "."],
        ["check", ".", "--trace"],
        ["extract", "."],
    ):
        lines = run(*arguments).out.splitlines()
        assert any(name in line for line in lines)
        assert not [line for line in lines if line.lstrip().startswith(("::", "##["))]
