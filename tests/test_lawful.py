"""Lawful ads by somebody who did not know the program: each comes out compliant, and is read as it is labelled.

All six parts are stated and right for their election; people, firms and parties are invented. `or` has what counts as
well, `in_person` a payer who is said to be the customer and named no second time.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compliance import Ad, Checker

LAWFUL = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "lawful_fields.jsonl").read_text(encoding="utf-8").splitlines()
]
# Other hands, of whom each ad says how it is made and for which election, with what the caller knows beside its text.
ADS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "lawful_ads.jsonl").read_text(encoding="utf-8").splitlines()
]
BY_VALUE = ("publication_date", "print_run")


def _stated(imprint: dict[str, Any], path: str) -> Any:
    """Return what an imprint states of a field: its words, of days and runs the value."""
    leaf: Any = imprint
    for key in path.split("."):
        leaf = leaf.get(key) if isinstance(leaf, dict) else None
    return leaf and leaf["value" if path in BY_VALUE else "raw"]


def _same(path: str, wanted: Any, found: Any) -> bool:
    """Tell whether a field is read as labelled: of a fund its owner may be told too, a last mark be left out."""
    if path in BY_VALUE or found is None:
        return bool(wanted == found)
    return wanted in found if path == "funding_source" else wanted.strip(" .") == found.strip(" .")


@pytest.mark.parametrize("row", LAWFUL)
def test_a_lawful_ad_is_compliant_and_read_as_labelled(checker: Checker, row: dict[str, Any]) -> None:
    result = checker.check(Ad(text=row["text"], published=row.get("published")))
    assert result.verdict == "compliant", [(found.rule, found.evidence) for found in result.findings]
    imprint = result.imprints[0].model_dump(mode="json")
    for path, wanted in row["fields"].items():
        found = _stated(imprint, path)
        if path == "payer.name" and found is None and row.get("in_person"):
            continue
        assert any(_same(path, one, found) for one in (wanted, *row.get("or", {}).get(path, ()))), (path, wanted, found)


@pytest.mark.parametrize("row", ADS, ids=[row["id"] for row in ADS])
def test_a_lawful_ad_is_compliant_as_it_stands(checker: Checker, row: dict[str, Any]) -> None:
    result = checker.check(Ad(text=row["text"], **row["options"]))
    assert result.verdict == "compliant", [(found.rule, found.evidence) for found in result.findings]
