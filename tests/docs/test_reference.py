"""The reference pages say what the program says, and the site names every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

from tools import reference

DOCS = ROOT / "docs"
_LINK = re.compile(r"\]\(([^)#\s]+\.md)(#[^)]*)?\)")


@pytest.mark.parametrize("path", sorted(reference.generated()))
def test_reference_pages_are_what_the_program_says(path: str) -> None:
    committed = (DOCS / path).read_text(encoding="utf-8")
    assert committed == reference.generated()[path], "run: python -m tools.reference"


def test_no_page_of_a_schema_is_left_over() -> None:
    found = {path.relative_to(DOCS).as_posix() for path in (DOCS / "reference" / "schemas").glob("*.md")}
    assert found == {path for path in reference.generated() if path.startswith("reference/schemas/")}


def test_pages_are_written_anew(tmp_path: Path) -> None:
    (tmp_path / "reference" / "schemas").mkdir(parents=True)
    (tmp_path / "reference" / "schemas" / "gone.v0.md").write_text("", encoding="utf-8")
    reference.main([str(tmp_path)])
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    assert written == set(reference.generated())


def test_links_between_pages_lead_somewhere() -> None:
    for page in DOCS.rglob("*.md"):
        for target, _ in _LINK.findall(page.read_text(encoding="utf-8")):
            assert target.startswith("http") or (page.parent / target).is_file(), f"{page}: {target}"


def test_the_site_names_every_page_but_those_of_rules_and_jurisdictions() -> None:
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in DOCS.rglob("*.md"):
        path = page.relative_to(DOCS).as_posix()
        assert path in nav or re.fullmatch(r"rules/[^/]+/.+|jurisdictions/.+", path), path
