"""The schemas: committed ones are fresh, and what the program prints obeys them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run
from jsonschema import Draft202012Validator

from compliance.border import schemas
from tools import schemas as generator

ADS = ROOT / "examples" / "ads"


def validator(name: str, part: str = "") -> Draft202012Validator:
    schema: dict[str, Any] = json.loads(schemas.read(name))
    if part:
        schema = {"$defs": schema["$defs"], "$ref": f"#/$defs/{part}"}
    return Draft202012Validator(schema)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_committed_schemas_are_what_the_models_say(name: str) -> None:
    committed = (ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    assert committed == generator.generate(name), "run: python -m tools.schemas"
    Draft202012Validator.check_schema(json.loads(committed))


def test_no_schema_is_left_over() -> None:
    expected = sorted(f"{name}.json" for name in (*schemas.NAMES, "openapi.v1"))
    assert sorted(path.name for path in (ROOT / "schemas").glob("*.json")) == expected


def test_the_committed_description_of_the_api_is_what_the_routes_say() -> None:
    committed = (ROOT / "schemas" / "openapi.v1.json").read_text(encoding="utf-8")
    assert committed == generator.openapi(), "run: python -m tools.schemas"


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_command_prints_the_committed_file(run: Run, name: str) -> None:
    assert run("schema", name).out == (ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    assert name in run("schema").out.splitlines()


@pytest.mark.parametrize("arguments", [[], ["--lang", "ky,ru,en"], ["--election-date", "2019-05-19"]])
def test_every_report_validates(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\x00" * 9)
    (tmp_path / "bare.txt").write_text("No imprint here.", encoding="utf-8")
    report = json.loads(run("check", str(ADS), str(tmp_path), "--format", "json", *arguments).out)
    validator("report.v1").validate(report)
    ran = run("check", str(ADS), str(tmp_path), "--format", "jsonl", *arguments)
    *lines, rest = map(json.loads, ran.out.splitlines())
    for line in lines:
        validator("report.v1", "AdResult").validate(line)
    assert {**rest, "documents": lines} == report
    assert len(lines) == len(report["documents"]) == len(list(ADS.rglob("*.*"))) + 2


def test_what_extract_prints_validates(run: Run) -> None:
    validator("imprint.v1").validate(json.loads(run("extract", str(ADS), "--format", "json").out))
    lines = run("extract", str(ADS), "--format", "jsonl").out.splitlines()
    assert len(lines) == len(list(ADS.rglob("*.*")))
    for line in lines:
        validator("imprint.v1", "ExtractedDocument").validate(json.loads(line))


@pytest.mark.parametrize("path", sorted(ADS.rglob("*.json")), ids=lambda path: path.parent.name)
def test_example_ads_validate(run: Run, path: Path) -> None:
    ran = run("schema", "ad.v1", "--validate", str(path))
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("path", sorted((ROOT / "rules" / "kg").rglob("*/*.toml")), ids=lambda path: path.stem)
def test_rule_files_validate(run: Run, path: Path) -> None:
    assert run("schema", "rule.v1", "--validate", str(path)).code == 0


@pytest.mark.parametrize("file", ["jurisdiction", "law", "elections", "content_words", "coverage", "facts"])
def test_the_other_rulebook_files_validate(run: Run, file: str) -> None:
    assert run("schema", f"{file}.v1", "--validate", str(ROOT / "rules" / "kg" / f"{file}.toml")).code == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content_words.v1", '[group.x]\nwords = ["а"]\noftne = true\n'),
        ("content_words.v1", "[group.x]\nwords = []\n"),
        ("coverage.v1", '[reason]\n[[row]]\nid = "I1"\nstatus = "done"\nduty = { en = "x" }\n'),
    ],
)
def test_a_misspelt_rulebook_file_does_not(run: Run, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / "file.toml"
    path.write_text(text, encoding="utf-8")
    assert run("schema", name, "--validate", str(path)).code == 1


def test_a_baseline_validates(run: Run, tmp_path: Path) -> None:
    ads, path = tmp_path / "ads", tmp_path / "baseline.json"
    ads.mkdir()
    (ads / "a.txt").write_text("Дауыш бериңиз! Голосуйте за нас 30 ноября.", encoding="utf-8")
    (ads / "b.json").write_text('[{"imprint": {"print_run": 0}}]', encoding="utf-8")
    assert run("check", str(ads), "--baseline", str(path), "--write-baseline").code == 0
    written = json.loads(path.read_text(encoding="utf-8"))
    assert {key for entry in written["documents"] for key in entry} >= {"path", "pointer", "sha256", "fail"}
    assert run("schema", "baseline.v1", "--validate", str(path)).code == 0
    written["documents"][0]["fail"] = ["not an id"]
    path.write_text(json.dumps(written), encoding="utf-8")
    assert run("schema", "baseline.v1", "--validate", str(path)).code == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": "x", "colour": 1}', "Additional properties are not allowed ('colour' was unexpected)"),
        ('{"imprint": {"print_run": "1"}}', "#/imprint/print_run: "),
        ('{"text": "x", "medium": "pigeon"}', "#/medium: "),
        ("[]", "is not of type 'object'"),
    ],
)
def test_violations_are_one_line_each_with_a_pointer(run: Run, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "ad.json"
    path.write_text(content, encoding="utf-8")
    ran = run("schema", "ad.v1", "--validate", str(path))
    assert ran.code == 1
    assert said in ran.err


def test_mistakes_are_code_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ad.json").write_text("{", encoding="utf-8")
    assert run("schema", "report.v9").err.startswith("compliance: no schema 'report.v9'; there is: ad.v1")
    assert run("schema", "ad.v1", "--validate", str(tmp_path / "none.json")).code == 2
    assert run("schema", "ad.v1", "--validate", str(tmp_path / "ad.json")).code == 2
    assert run("schema", "--validate", str(tmp_path / "ad.json")).code == 2


def test_schemas_are_written_anew(tmp_path: Path) -> None:
    generator.write(str(tmp_path / "new"))
    expected = sorted(f"{name}.json" for name in (*schemas.NAMES, "openapi.v1"))
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == expected


def test_what_comes_in_is_closed_and_what_goes_out_is_open() -> None:
    assert '"additionalProperties": false' in schemas.read("ad.v1")
    assert '"additionalProperties": false' not in schemas.read("report.v1")
