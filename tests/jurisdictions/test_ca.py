"""Texts of this jurisdiction are read and judged as their labels say; its rules decide their own cases."""

from __future__ import annotations

from typing import Any

import pytest
from judged import cases, judged, texts

CODE = "ca"


@pytest.mark.parametrize("row", texts(CODE), ids=lambda row: row["id"])
def test_text(row: dict[str, Any]) -> None:
    """Every field with its exact words, no field more, and the verdict."""
    verdict, fields = judged(CODE, row["ad"])
    assert fields == row["fields"]
    assert verdict == row["verdict"]


def test_cases() -> None:
    """Each rule passes, fails and stays undecided where its cases say so."""
    results = cases(CODE)
    assert results
    assert [result for result in results if not result.ok] == []
