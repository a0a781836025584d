"""Files become documents, or errors with one clear line."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from compliance.errors import SourceError
from compliance.sources import MAX_BYTES, json_ad, load_bytes, load_file, read_limited


def refusal(content: str | bytes, name: str = "ad.json") -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(content.encode() if isinstance(content, str) else content, name)
    return caught.value


def test_a_text_file_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "ad.txt"
    path.write_bytes("\ufeffТираж: 1\r\n".encode())
    [loaded] = load_file(str(path), "ad.txt")
    document = loaded.document
    assert (document.text, document.path, document.encoding) == ("\ufeffТираж: 1\r\n", "ad.txt", "utf-8")
    assert (document.size, document.sha256) == (len(path.read_bytes()), hashlib.sha256(path.read_bytes()).hexdigest())
    assert loaded.ad is None


def test_a_json_ad_points_at_its_text() -> None:
    [loaded] = load_bytes(json.dumps({"text": "Тираж: 1", "medium": "online"}).encode(), "ad.json")
    assert (loaded.document.text, loaded.document.pointer) == ("Тираж: 1", "/text")
    assert loaded.ad is not None
    assert loaded.ad.medium == "online"


def test_a_json_array_holds_several_ads() -> None:
    content = json.dumps([{"text": "one"}, {"imprint": {"print_run": 1}}]).encode()
    assert [loaded.document.pointer for loaded in load_bytes(content, "a.JSON")] == ["/0/text", "/1/imprint"]


@pytest.mark.parametrize(
    ("content", "pointer", "reason"),
    [
        ('{"text": "x",}', "", "is not JSON: line 1, column 1"),
        ("5", "", "an ad is an object, this is a number"),
        ("[]", "", "the array is empty"),
        ("[1]", "/0", "an ad is an object"),
        ("{}", "", "an ad needs its text or its imprint"),
        ('{"text": " "}', "", "the text is empty"),
        ('{"text": "x", "text": "y"}', "", "'text' stands twice"),
        ('{"text": 5}', "/text", "5 is not a text"),
        ('{"text": "x", "colour": 1}', "/colour", "unknown key"),
        ('{"text": "x", "publishd": "2021-07-06"}', "/publishd", "unknown key; did you mean published?"),
        ('{"text": "x", "medium": "pigeon"}', "/medium", "(there is: print, outdoor, online"),
        ('{"text": "x", "published": "tomorrow"}', "/published", "is not a date like 2021-07-10"),
        ('{"text": "x", "published": 5}', "/published", "5 is not a date"),
        ('{"text": "x", "election": "a", "election_date": "2021-07-11"}', "", "not both"),
        ('{"imprint": {"print_run": "many"}}', "/imprint/print_run", "is not a whole number"),
        ('{"imprint": {"customr": {}}}', "/imprint/customr", "unknown key; did you mean customer?"),
        ('{"imprint": {"customer": {"kind": "partty"}}}', "/imprint/customer/kind", "did you mean 'party'?"),
        (
            '{"imprint": {"payer": {"kind": {"value": "x", "raw": "y"}}}}',
            "/imprint/payer/kind/value",
            "there is no 'x'",
        ),
        ('{"imprint": {"customer": [{"name": "A"}]}}', "/imprint/customer", "what is stated again goes into also"),
        ('{"imprint": {"payer": {"contacts": "a@b.c"}}}', "/imprint/payer/contacts", "'a@b.c' is not a list"),
        ('{"text": "x", "language": "russian"}', "/language", "(found 'russian')"),
        ('{"imprint": {"span": {"start": 1}}}', "/imprint/span/end", "is missing"),
        ('{"imprint": {"a/b": 1}}', "/imprint/a~1b", "unknown key"),
        ("[" * 100_000, "", "is nested too deeply"),
        ('{"text": "\\ud800"}', "/text", "surrogate"),
    ],
)
def test_a_faulty_json_ad_is_refused_at_the_place(content: str, pointer: str, reason: str) -> None:
    error = refusal(content)
    assert error.pointer == pointer
    assert reason in error.reason
    assert "\n" not in str(error)


@pytest.mark.parametrize("content", [b"", b"  \n", b"\xef\xbb\xbf", "\ufeff \r\n".encode("utf-16-le")])
def test_nothing_is_refused(content: bytes) -> None:
    assert refusal(content, "ad.txt").reason == "is empty"


def test_more_than_the_limit_is_refused_before_it_is_held() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            assert size == MAX_BYTES + 1
            return b"x" * size

    with pytest.raises(SourceError, match="larger than 64 MiB"):
        read_limited(Endless(), "-")  # type: ignore[arg-type]


def test_missing_files_and_folders_are_said(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "no.txt", "no such file"), (tmp_path, "is a directory")):
        with pytest.raises(SourceError, match=reason):
            load_file(str(path))


def test_an_object_twice_as_large_takes_twice_the_work() -> None:
    """40,000 keys, of which the last is a double, took 15 s: how often keys are compared is counted."""
    few, many = (_compared(count) for count in (2_000, 4_000))
    assert many <= 2.5 * few


def _compared(count: int) -> int:
    class Key(str):
        times = 0

        def __eq__(self, other: object) -> bool:
            Key.times += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    pairs: list[tuple[str, Any]] = []
    pairs.extend((Key(f"key {number}"), number) for number in range(count))
    pairs.append((Key(f"key {count - 1}"), 0))
    with pytest.raises(ValueError, match=f"'key {count - 1}' stands twice"):
        json_ad._without_repeats(pairs)
    return Key.times
