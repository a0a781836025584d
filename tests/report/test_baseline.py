"""A baseline holds fingerprints, and any number of them reads back."""

from __future__ import annotations

import io
import json
from typing import Any, cast

import pytest
from jsonschema import Draft202012Validator

from compliance.border import report_wire as wire
from compliance.errors import SourceError
from compliance.report import baseline
from compliance.report.baseline import BaselineWriter, read_baseline


def entry(number: int, outcomes: str = "fail fail unclear", **more: Any) -> wire.AdResult:
    findings = [
        {"id": f"{number * 10 + place:016x}", "outcome": outcome, "message": {"en": "a long text " * 50}}
        for place, outcome in enumerate(outcomes.split())
    ]
    path = f"archive/2021/leaflet-{number:05}.txt"
    return cast("wire.AdResult", {"path": path, "findings": findings, "sha256": f"{number:064x}", **more})


def written(*entries: wire.AdResult) -> bytes:
    writer = BaselineWriter()
    return "".join([*map(writer.document, entries), writer.end()]).encode()


def marks(content: bytes, result: wire.AdResult) -> list[str]:
    read_baseline(io.BytesIO(content), "known.json").mark(result)
    return [finding["baseline"] for finding in result["findings"]]


def test_it_is_about_a_hundred_bytes_a_finding() -> None:
    """2,500 ads wrote 73 MB, which could not be read back."""
    content = written(*map(entry, range(1_000)))
    assert len(content) / 3_000 < 100
    assert set(json.loads(content)) == {"schema", "documents"}
    assert b"long text" not in content


def test_what_it_holds_is_known_by_path_or_content_and_outcome() -> None:
    content = written(entry(1), entry(2, ""), entry(3, pointer="/0/text"))
    assert marks(content, entry(1)) == ["known"] * 3
    assert marks(content, entry(1, path="moved.txt")) == ["known"] * 3
    assert marks(content, entry(1, sha256="0" * 64)) == ["known"] * 3
    assert marks(content, entry(1, path="moved.txt", sha256="0" * 64)) == ["new"] * 3
    assert marks(content, entry(1, "fail fail fail")) == ["known", "known", "new"]
    assert marks(content, entry(2)) == ["new"] * 3
    assert marks(content, entry(3, pointer="/1/text")) == ["new"] * 3
    assert marks(content, entry(3, pointer="/0/text")) == ["known"] * 3


@pytest.mark.parametrize("entries", [[], [entry(5, "")], [entry(5)]])
def test_it_may_be_laid_out_anew_and_be_empty(entries: list[wire.AdResult]) -> None:
    content = written(*entries)
    anew = json.dumps(json.loads(content), indent=2).encode()
    assert marks(content, entry(5)) == marks(anew, entry(5))


def test_any_size_is_read_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of a whole report does not hold for it, and no more than a line is held as text."""
    monkeypatch.setattr(baseline, "MOST_REPORT", 1_000)
    content = written(*map(entry, range(2_000)))

    class Lines(io.BytesIO):
        longest = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            Lines.longest = max(Lines.longest, len(line))
            return line

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert 0 <= size <= 64
            return super().read(size)

    result = entry(1_999)
    read_baseline(Lines(content), "known.json").mark(result)
    assert {finding["baseline"] for finding in result["findings"]} == {"known"}
    assert Lines.longest < 300
    with pytest.raises(SourceError, match="--write-baseline"):
        read_baseline(io.BytesIO(b'{"schema": "report.v1", "documents": [' + b" " * 2_000), "known.json")


@pytest.mark.parametrize("cut", [1, 5, 60, 200])
def test_half_a_baseline_is_none(cut: int) -> None:
    content = written(*map(entry, range(3)))
    with pytest.raises(SourceError, match="is no baseline"):
        read_baseline(io.BytesIO(content[:-cut]) if cut > 1 else io.BytesIO(content + b"x"), "known.json")


REPORT = {"schema": "report.v1", "documents": [entry(1)], "summary": {}}


def test_a_whole_report_is_a_baseline_too() -> None:
    assert marks(json.dumps(REPORT).encode(), entry(1)) == ["known"] * 3
    assert marks(b"\xef\xbb\xbf" + json.dumps(REPORT, indent=1).encode(), entry(1)) == ["known"] * 3
    assert marks(json.dumps(REPORT).encode(), entry(1, "unclear fail unclear")) == ["new", "known", "known"]
    assert marks(json.dumps(REPORT).encode(), entry(2)) == ["new"] * 3


@pytest.mark.parametrize(
    "content",
    [
        {"schema": "report.v2", "documents": []}, {"schema": "", "documents": []}, {"documents": []},
        {"schema": "report.v1"}, [], {"schema": "baseline.v1", "documents": [{"path": "a", "fail": [5]}]},
        {"schema": "baseline.v1", "documents": [{"fail": ["a"]}]}, {"schema": "report.v1", "documents": [{}]},
        {"schema": "baseline.v1", "documents": [{"path": 5, "fail": ["a"]}]},
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_refused(content: object) -> None:
    with pytest.raises(SourceError):
        read_baseline(io.BytesIO(json.dumps(content).encode()), "known.json")


def test_its_bytes() -> None:
    """A line an ad, so that a version control's difference is an ad that was mended."""
    one = entry(1, "fail unclear fail", pointer="/0/text")
    assert written(one, entry(2, ""), entry(3, "unclear")).decode().split("\n") == [
        '{"schema": "baseline.v1", "documents": [',
        '{"path": "archive/2021/leaflet-00001.txt", "pointer": "/0/text", "sha256": "' + f"{1:064x}" + '", '
        '"fail": ["000000000000000a", "000000000000000c"], "unclear": ["000000000000000b"]},',
        '{"path": "archive/2021/leaflet-00003.txt", "sha256": "' + f"{3:064x}" + '", "unclear": ["000000000000001e"]}',
        "]}",
        "",
    ]
    assert written() == b'{"schema": "baseline.v1", "documents": [\n]}\n'


@pytest.mark.parametrize("more", ["\n" * 64, " \n"])
def test_blank_lines_behind_its_end_do_no_harm(more: str) -> None:
    assert marks(written(entry(1)) + more.encode(), entry(1)) == ["known"] * 3


def test_an_ad_that_could_not_be_read_has_no_content_to_be_known_by() -> None:
    unread = cast("wire.AdResult", {key: value for key, value in entry(1).items() if key != "sha256"})
    content = written(unread)
    assert b"sha256" not in content
    assert marks(content, unread) == ["known"] * 3
    assert marks(content, entry(1, path="moved.txt")) == ["new"] * 3


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        ({"path": "a.txt"}, True),
        ({"path": "a.txt", "fail": ["0123456789abcdef"], "unclear": ["f" * 16], "sha256": "0" * 64}, True),
        ({"fail": ["0123456789abcdef"]}, False),
        ({"path": "a.txt", "fail": []}, False),
        ({"path": "a.txt", "fail": ["0" * 16, "0" * 16]}, False),
        ({"path": "a.txt", "fail": ["xyz"]}, False),
        ({"path": "a.txt", "fail": "0123456789abcdef"}, False),
        ({"path": "", "pointer": "/0"}, False),
        ({"path": 5}, False),
        ({"path": "a.txt", "pointer": 5}, False),
        ({"path": "a.txt", "pointer": ""}, False),
        ({"path": "a.txt", "sha256": 5}, False),
        ({"path": "a.txt", "sha256": "0" * 63}, False),
        ({"path": "a.txt", "fail": [5]}, False),
        ({"path": "a.txt", "pass": ["0123456789abcdef"]}, False),
        (["a.txt"], False),
    ],
)
def test_its_schema_names_what_a_document_is(document: object, valid: bool) -> None:
    validator = Draft202012Validator(baseline.schema())
    whole = {"schema": baseline.SCHEMA, "documents": [document]}
    assert validator.is_valid(whole) == valid
    assert not validator.is_valid({"schema": baseline.SCHEMA, "documents": {}})
    assert not validator.is_valid({"documents": []})
    assert not validator.is_valid({"schema": baseline.SCHEMA})
    assert not validator.is_valid([])
