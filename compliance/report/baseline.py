"""Findings known from a former run, told apart from new ones: fingerprints in a file, about 100 bytes a finding.

The file is JSON, and a line of it is an ad with findings: any number of ads is written as they come and read back line
by line, and a line less in a version control's difference is an ad that was mended.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from compliance.errors import SourceError
from compliance.report.build import SCHEMA as REPORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from compliance.border import report_wire as wire

SCHEMA = "baseline.v1"
OUTCOMES = ("fail", "unclear")
_HEAD = f'{{"schema": "{SCHEMA}", "documents": ['
_FOOT = "]}"
LONGEST_LINE = 1 << 20  # characters; an ad has at most a few hundred findings
MOST_REPORT = 64 << 20  # bytes of a whole report given as a baseline, or of a baseline that was laid out anew

_Key = tuple[str, str, str, str]


class Baseline:
    """The findings of a former run.

    A finding is known if the ad of that path, or an ad with the same content, had one with the same fingerprint (rule
    and words, not the line) and the same outcome: what was unclear then and fails now is new.
    """

    __slots__ = ("_known",)

    def __init__(self, keys: Iterable[_Key]) -> None:
        self._known = set(keys)

    def mark(self, result: wire.AdResult) -> None:
        """Write into every finding of an entry whether it is `known` or `new`."""
        for finding in result["findings"]:
            known = any(key in self._known for key in _keys(result, str(finding["id"]), str(finding["outcome"])))
            finding["baseline"] = "known" if known else "new"


class BaselineWriter:
    """The text of a baseline, in pieces: one for each ad and one at the end."""

    __slots__ = ("_lead",)

    def __init__(self) -> None:
        self._lead = _HEAD + "\n"

    def document(self, result: wire.AdResult) -> str:
        """Return the line of an ad, "" if it has no findings."""
        if not result["findings"]:
            return ""
        entry: dict[str, Any] = {key: result[key] for key in ("path", "pointer", "sha256") if result.get(key)}
        for outcome in OUTCOMES:
            ids = sorted(finding["id"] for finding in result["findings"] if finding["outcome"] == outcome)
            entry |= {outcome: ids} if ids else {}
        lead, self._lead = self._lead, ",\n"
        return lead + json.dumps(entry)

    def end(self) -> str:
        """Return what comes last."""
        return ("\n" if self._lead[0] == "," else self._lead) + _FOOT + "\n"


def schema() -> dict[str, Any]:
    """The findings of a former run: of each ad its path and content, and the ids of what failed or was unclear."""
    ids = {
        "type": "array",
        "items": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "minItems": 1,
        "uniqueItems": True,
    }
    text = {"type": "string", "minLength": 1}
    about = {
        "path": {**text, "description": "The ad's file, as the report names it."},
        "pointer": {**text, "description": "Where the ad stands in a JSON file, as a JSON Pointer."},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Of the file's bytes."},
    }
    told = {outcome: {**ids, "description": f"The ids of findings with the outcome {outcome}."} for outcome in OUTCOMES}
    closed = {"type": "object", "additionalProperties": False}
    document = {**closed, "properties": {**about, **told}, "required": ["path"]}
    return {
        **closed,
        "properties": {"schema": {"const": SCHEMA}, "documents": {"type": "array", "items": document}},
        "required": ["schema", "documents"],
        "description": schema.__doc__,
    }


def read_baseline(stream: BinaryIO, path: str) -> Baseline:
    """Return the baseline in an open file, of any size; a whole JSON report of this program is one too.

    `SourceError` if it is neither.
    """
    try:
        head = stream.readline(LONGEST_LINE).decode("utf-8-sig")
        if head.strip() == _HEAD:
            return Baseline(_lines(stream))
        content = head.encode() + stream.read(MOST_REPORT + 1)
        if len(content) > MOST_REPORT:
            advice = "write a baseline with --write-baseline"
            raise SourceError(path, f"is a report larger than {MOST_REPORT >> 20} MiB: {advice}")
        return Baseline(_whole(json.loads(content), path))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            path, f"is no JSON report of this program ({REPORT}, {SCHEMA}), so it is no baseline"
        ) from error


def _lines(stream: BinaryIO) -> Iterator[_Key]:
    while (line := stream.readline(LONGEST_LINE).decode("utf-8").strip()) != _FOOT:
        if not line:
            raise ValueError("it ends early")
        yield from _stated(json.loads(line.removesuffix(",")))
    if stream.read(64).strip():
        raise ValueError("it goes on after its end")


def _whole(content: Any, path: str) -> Iterator[_Key]:
    if content["schema"] not in (SCHEMA, REPORT):
        raise SourceError(path, f"is no report of the kind {REPORT} and no {SCHEMA}, but {content['schema']!r}")
    for entry in content["documents"]:
        if content["schema"] == SCHEMA:
            yield from _stated(entry)
            continue
        for finding in entry["findings"]:
            yield from _keys(entry, _text(finding["id"]), _text(finding["outcome"]))


def _stated(entry: Any) -> Iterator[_Key]:
    for outcome in OUTCOMES:
        for name in entry.get(outcome, ()):
            yield from _keys(entry, _text(name), outcome)


def _keys(entry: Any, name: str, outcome: str) -> Iterator[_Key]:
    pointer = _text(entry.get("pointer", ""))
    yield _text(entry["path"]), pointer, name, outcome
    if entry.get("sha256"):
        yield f"sha256:{entry['sha256']}", pointer, name, outcome


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value
