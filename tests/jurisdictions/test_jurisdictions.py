"""Texts of each jurisdiction are read and judged as their labels say; its rules decide their own cases."""

from __future__ import annotations

from typing import Any

import pytest
from judged import cases, judged, texts

CODES = ("au", "ca", "de-mv", "eu", "gb", "ie", "in", "kz", "nz", "ru", "us", "us-ca")
ROWS = [pytest.param(code, row, id=row["id"]) for code in CODES for row in texts(code)]


@pytest.mark.parametrize(("code", "row"), ROWS)
def test_text(code: str, row: dict[str, Any]) -> None:
    """Every field with its exact words, no field more, and the verdict."""
    verdict, fields = judged(code, row["ad"])
    assert fields == row["fields"]
    assert verdict == row["verdict"]


@pytest.mark.parametrize("code", CODES)
def test_cases(code: str) -> None:
    """Each rule passes, fails and stays undecided where its cases say so."""
    results = cases(code)
    assert results
    assert [result for result in results if not result.ok] == []
