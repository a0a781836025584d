"""The report in each format: complete, safe to print, and the same bytes every time."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from compliance.checker import Checker
from compliance.model.document import Document
from compliance.model.fields import LEAVES
from compliance.render import renderer
from compliance.render.machine import dumps
from compliance.render.words import words
from compliance.report.build import summarize
from compliance.rulebook.files.load import RULES
from compliance.sources.loading import load_file

ROOT = Path(__file__).resolve().parent.parent.parent
_FIRST = ("text", "json", "jsonl")
HOSTILE = (
    "::error::x %0A ]]> <script>alert(1)</script> \x1b[31m\x9b2J\u202e\x00 "
    "Буйуртмачы: «Жарык\x1b]0;x\x07 күн» партиясы. Нускасы: 0. Чыга турган күнү: 11.07.2021-ж."
)


def rendered(name: str, *documents: Document, **options: Any) -> str:
    checker = Checker("kg", languages=(options.get("language", "en"),))
    render = renderer(name, rulebooks=[checker.rulebook], **options)
    results = [checker.result(document) for document in documents]
    pieces = [render.document(result, source) for result, source in zip(results, documents, strict=True)]
    return "".join([*pieces, *render.end(summarize(results))])


def unlawful() -> Document:
    return Document((ROOT / "examples/ads/unlawful/ky-leaflet.txt").read_text(encoding="utf-8"), "ads/leaflet.txt")


def test_text_shows_place_line_marker_law_and_fix() -> None:
    out = rendered("text", unlawful())
    assert "ads/leaflet.txt: not compliant" in out
    assert "ads/leaflet.txt:9:19: error: " in out
    assert "[kg/timing/before-polling-day]" in out
    assert "    9 | Чыга турган күнү: 11.07.2021-ж.\n      |                   ^^^^^^^^^^" in out
    assert "    law: " in out
    assert "    fix: " in out
    assert "\x1b" not in out


def test_a_finding_has_one_line_of_law_and_the_rest_is_explained() -> None:
    out = rendered("text", unlawful())
    said = [line for line in out.splitlines() if line.startswith("ads/leaflet.txt:") and line.endswith("]")]
    assert len([line for line in out.splitlines() if line.startswith("    law: ")]) == len(said) > 2
    assert not [line for line in out.splitlines() if line.strip().startswith("«")]
    assert "compliance explain RULE" in out


@pytest.mark.parametrize(("language", "word"), [("ky", "ката"), ("ru", "ошибка"), ("en", "error")])
def test_text_speaks_the_language_asked_for(language: str, word: str) -> None:
    out = rendered("text", unlawful(), language=language)
    assert f"ads/leaflet.txt:9:19: {word}: " in out
    for other in {"error: ", "ошибка: ", "ката: "} - {f"{word}: "}:
        assert other not in out


def test_colour_only_on_request_and_only_around_the_same_words() -> None:
    plain, painted = rendered("text", unlawful()), rendered("text", unlawful(), color=True)
    assert "\x1b[1;31merror\x1b[0m" in painted
    assert plain == "".join(part.partition("m")[2] if n else part for n, part in enumerate(painted.split("\x1b[")))


@pytest.mark.parametrize("name", _FIRST)
def test_hostile_text_breaks_out_of_no_format(name: str) -> None:
    out = rendered(name, Document(HOSTILE, "a\x1b[31m\n::error::.txt"))
    for character in "\x1b\x9b\x00\x07\u202e":
        assert character not in out
    assert not any(line.startswith("::error::") for line in out.splitlines())
    assert "Нускасы: 0" in out if name == "text" else json.loads(out.splitlines()[0] if name == "jsonl" else out)


def test_json_is_sorted_an_ad_a_line_and_ends_with_a_line_feed() -> None:
    out = rendered("json", unlawful(), Document("x", "b.txt"))
    report = json.loads(out)
    entries = report.pop("documents")
    assert len(entries) == 2
    lines = [json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for entry in entries]
    rest = json.dumps(report, ensure_ascii=False, sort_keys=True, indent=2)
    assert out == '{\n  "documents": [\n    ' + ",\n    ".join(lines) + "\n  ]," + rest[1:] + "\n"
    assert list(json.loads(out)) == ["documents", "rulebooks", "schema", "summary", "tool"]


SIX = "Аткаруучу: «Ак» ЖЧК\nБуйуртмачы: «Жарык күн» партиясы\nЧыга турган күнү: 11.07.2021-ж."


def test_an_entry_is_small() -> None:
    """A clean ad takes at most 2.5 KB, one with six findings at most 7 KB, in JSON as in JSON lines."""
    checker, lawful = Checker("kg"), sorted((ROOT / "examples" / "ads" / "lawful").glob("*.txt"))
    for form in ("json", "jsonl"):
        render = renderer(form, rulebooks=[checker.rulebook])
        results = [checker.judge(load_file(str(path))[0]) for path in lawful]
        assert {result["verdict"] for result in results} == {"compliant"}
        sizes = [len(render.document(result).encode()) for result in results]
        assert sum(sizes) / len(sizes) <= 2.5 * 1024
        six = checker.result(Document(SIX, "a.txt"))
        assert len(six["findings"]) == 6
        assert len(render.document(six).encode()) <= 7 * 1024


def test_json_lines_are_the_entries_of_the_json_report_and_then_the_rest_of_it() -> None:
    *lines, last = map(json.loads, rendered("jsonl", unlawful(), Document("x", "b.txt")).splitlines())
    assert {**last, "documents": lines} == json.loads(rendered("json", unlawful(), Document("x", "b.txt")))


@pytest.mark.parametrize("name", _FIRST)
def test_equal_ads_give_equal_bytes(name: str) -> None:
    assert rendered(name, unlawful(), unlawful()) == rendered(name, unlawful(), unlawful())


def test_the_empty_report_is_valid_in_every_format() -> None:
    assert rendered("text") == "ads: 0\n"
    assert json.loads(rendered("json"))["documents"] == []
    assert json.loads(rendered("jsonl"))["summary"]["documents"] == 0


def test_what_steers_terminals_is_escaped_in_json() -> None:
    content = "\x7f\x9b\u2028\u202e\u2066\ufeff\ud800ө"
    text = dumps(content)
    assert text == '"\\u007f\\u009b\\u2028\\u202e\\u2066\\ufeff\\ud800ө"\n'
    assert json.loads(text) == content


def test_every_word_of_the_interface_is_there_in_every_language() -> None:
    table = json.loads(Path(RULES, "interface.json").read_text(encoding="utf-8"))
    assert list(table) == sorted(table)
    for key, texts in table.items():
        assert set(texts) == {"en", "ky", "ru"}, key
    assert words("ky")["law"] == "мыйзам"
    assert words("de") == words("en")


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_every_code_and_every_part_of_the_table_has_a_word(language: str) -> None:
    say = words(language)
    codes = {code for field in LEAVES.values() for code in field.codes}
    parts = {name for path in LEAVES for name in path.split(".")[1:]}
    wanting = [f"code_{code}" for code in codes] + [f"part_{part}" for part in parts]
    assert [key for key in wanting if key not in say] == []
    assert all("_" not in say[key] for key in wanting)


def test_what_an_ad_states_is_told_in_words(run: Run) -> None:
    ad = str(ROOT / "examples" / "ads" / "lawful" / "ky-leaflet.txt")
    out = run("extract", ad, "--lang", "ru").out
    assert "изготовитель (организационная форма): общество с ограниченной ответственностью" in out
    assert not re.search(r"\([a-z_.]{3,}\)|: [a-z_]+\b", out.replace(ad, ""))
