"""What is no ad is accused by no jurisdiction: news that quotes one, shops that print, software."""

from __future__ import annotations

import pytest
from judged import FOLDER, judged, negatives

CODES = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
NEGATIVES = sorted({text for code in CODES for text in negatives(code)})


@pytest.mark.parametrize("code", CODES)
def test_no_folder_raises_an_alarm(code: str) -> None:
    """Every folder reads the negatives of all: nothing is taken for an imprint, and nobody is accused."""
    assert len(NEGATIVES) >= 12
    for text in NEGATIVES:
        verdict, fields = judged(code, {"text": text})
        assert fields == {}, text
        assert verdict != "non_compliant", text
