"""What SARIF says of a place: the words that stand in the region, and none that stand elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest

from compliance.model.document import Document

from .frozen import Ad, finding, judged, placed, rendered

TEXT = "Vote!\nAlder Press made it.\nRun: 0\n"
DOCUMENT = Document(TEXT, "ads/bad.txt")
BLOCK = placed(DOCUMENT, 6, len(TEXT))


def region(**more: Any) -> dict[str, Any]:
    """Return the region of a finding on the run of an imprint that stands from the second line on."""
    made = finding(DOCUMENT, "xx/imprint/run-positive", "0")
    made = {key: value for key, value in {**made, **more}.items() if value is not None}  # type: ignore[assignment]
    ad: Ad = judged(DOCUMENT, {"language": "ky", "span": BLOCK}, [made])
    (result,) = json.loads(rendered("sarif", [ad]))["runs"][0]["results"]
    found: dict[str, Any] = result["locations"][0]["physicalLocation"]["region"]
    return found


def test_the_words_of_a_finding_are_its_snippet() -> None:
    assert region() == {
        "startLine": 3, "startColumn": 6, "endLine": 3, "endColumn": 7, "charOffset": TEXT.index("0"), "charLength": 1,
        "snippet": {"text": "0"},
    }  # fmt: skip


def test_words_that_stand_elsewhere_are_no_snippet_of_the_imprint() -> None:
    """A finding without a place is shown at its imprint, whose words are not its evidence."""
    found = region(span=None)
    assert (found["startLine"], found["charOffset"], found["charLength"]) == (2, 6, len(TEXT) - 6)
    assert "snippet" not in found


@pytest.mark.parametrize("evidence", ["", None])
def test_without_words_there_is_no_snippet(evidence: str | None) -> None:
    assert "snippet" not in region(evidence=evidence)
