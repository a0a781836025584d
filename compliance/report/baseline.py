"""Findings known from a former report, told apart from new ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from compliance.errors import SourceError
from compliance.report.build import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.border import report_wire as wire

_Key = tuple[str, str, str, str]


class Baseline:
    """The findings of a former JSON report.

    A finding is known if the ad of that path, or an ad with the same content, had one with the same fingerprint (rule
    and words, not the line) and the same outcome: what was unclear then and fails now is new.
    """

    __slots__ = ("_known",)

    def __init__(self, documents: Iterable[wire.AdResult]) -> None:
        self._known: set[_Key] = set()
        for entry in documents:
            self._known.update(key for finding in entry["findings"] for key in _keys(entry, finding))

    def mark(self, result: wire.AdResult) -> None:
        """Write into every finding of an entry whether it is `known` or `new`."""
        for finding in result["findings"]:
            known = any(key in self._known for key in _keys(result, finding))
            finding["baseline"] = "known" if known else "new"


def _keys(entry: wire.AdResult, finding: wire.Finding) -> list[_Key]:
    places = [entry["path"]] + ([f"sha256:{entry['sha256']}"] if entry.get("sha256") else [])
    return [(place, entry.get("pointer", ""), str(finding["id"]), str(finding["outcome"])) for place in places]


def parse_baseline(content: bytes, path: str) -> Baseline:
    """Return the baseline in a JSON report; `SourceError` if it is none."""
    try:
        report = json.loads(content.decode("utf-8-sig"))
        if report["schema"] != SCHEMA:
            raise SourceError(path, f"is no report of the kind {SCHEMA}, but {report['schema']!r}")
        return Baseline(report["documents"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(path, f"is no JSON report of this program ({SCHEMA}), so it is no baseline") from error
