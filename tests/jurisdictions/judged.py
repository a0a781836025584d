"""Texts of a jurisdiction with the fields and the verdict that each must have."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from compliance.authoring.cases import CaseResult, run_cases
from compliance.border.ad import Ad
from compliance.checker import Checker
from compliance.model.fields import walk

FOLDER = Path(__file__).parent
_PARTS = (".place", ".street", ".house", ".postcode")


def texts(code: str) -> list[dict[str, Any]]:
    """Return the labelled texts of a jurisdiction, hard negatives among them."""
    return [json.loads(line) for line in (FOLDER / f"{code}.jsonl").read_text("utf-8").splitlines()]


def negatives(code: str) -> list[str]:
    """Return the texts that are no ads: news, shops, software, advice."""
    return [row["ad"]["text"] for row in texts(code) if not row["fields"] and set(row["ad"]) == {"text"}]


@cache
def checker(code: str) -> Checker:
    """Return the checker of a jurisdiction, made once."""
    return Checker(code)


def judged(code: str, ad: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the verdict on an ad and every value that was read of it, parts of addresses aside."""
    entry = checker(code).check(Ad.model_validate(ad)).model_dump(mode="json", by_alias=True)
    fields = {}
    for imprint in entry["imprints"]:
        for path, leaf in walk(imprint):
            if not (".address" in path and path.endswith(_PARTS)):
                assert ad["text"][leaf["span"]["start"] : leaf["span"]["end"]] == leaf["raw"]
                fields[path] = leaf["value"]
    return entry["verdict"], fields


def cases(code: str) -> list[CaseResult]:
    """Return the results of the cases of a jurisdiction's rules."""
    return run_cases(checker(code).rulebook)
