"""A file is read as what it is, or refused by name; nothing but prose is judged as prose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT, Run

from compliance.errors import SourceError
from compliance.sources.loading import load_bytes

ADS = ROOT / "examples" / "ads"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("ad.mhtml", "Vote!", "is a web page (HTML), which is not read: save it as text"),
        ("ad.doc", "\x00", "is a document of a word processor, which is not read"),
        ("ad.epub", "x", "is an e-book, which is not read"),
        ("-", '{"text": "Vote!"}', "is JSON, not a text: call it .json"),
        ("ad.txt", '[{"text": "Vote!"}]', "is JSON, not a text"),
        ("ad.txt", '{"text": "a"}\n{"text": "b"}\n', "is JSON Lines, not a text: call it .jsonl"),
        ("ads.jsonl", '{"text": "a"}\n{"text": \n', "is not JSON Lines: line 2, column"),
        ("ads.jsonl", '{"text": "a", "text": "b"}', "stands twice"),
    ],
)
def test_what_is_no_prose_is_refused_by_name(name: str, content: str, why: str) -> None:
    with pytest.raises(SourceError, match=name.replace("-", "^-")) as caught:
        load_bytes(content.encode(), name)
    assert why in str(caught.value)


@pytest.mark.parametrize("text", ["{Vote!}", "[12] days", "<b>Vote!</b>", "[1, 2]", "a < html", "{}x"])
def test_prose_that_only_looks_odd_is_prose(text: str) -> None:
    assert load_bytes(text.encode(), "ad.txt")[0].document.text == text


def test_json_lines_are_ads_named_by_their_line(run: Run, tmp_path: Path) -> None:
    lawful, unlawful = (json.loads((ADS / side / "fields.json").read_text("utf-8")) for side in ("lawful", "unlawful"))
    lines = "\n".join(json.dumps(ad, ensure_ascii=False) for ad in (lawful, unlawful)) + "\n\n"
    path = tmp_path / "ads.jsonl"
    path.write_text(lines, encoding="utf-8")
    ran = run("check", str(path), "--format", "json")
    entries = json.loads(ran.out)["documents"]
    assert ran.code == 1
    assert [(entry["pointer"], entry["verdict"]) for entry in entries] == [
        ("/0/imprint", "compliant"),
        ("/1/imprint", "non_compliant"),
    ]
    piped = run("check", "-", "--stdin-name", "ads.ndjson", "--format", "json", stdin=lines.encode())
    assert [entry["verdict"] for entry in json.loads(piped.out)["documents"]] == ["compliant", "non_compliant"]
