"""Configuration: found upward, overruled by variables and options, refused with file and line when wrong."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest
from conftest import Run
from jsonschema import Draft202012Validator
from workspace import documents, repository, write

from compliance.border import schemas
from compliance.interfaces.cli.config_keys import ALL, IN_SECTION


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = repository(tmp_path / "repository")
    monkeypatch.chdir(made)
    return made


def shown(run: Run, *arguments: str) -> dict[str, tuple[str, str]]:
    """Return value and origin of every setting."""
    ran = run("config", "show", *arguments)
    assert (ran.code, ran.err) == (0, "")
    rows = [line.removeprefix("# ").rpartition("# ") for line in ran.out.splitlines()]
    return {row[0].split(" =")[0]: (row[0].split("=", 1)[1].strip(), row[2]) for row in rows}


def test_options_come_before_variables_before_the_file_before_defaults(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(run)["format"] == ('"text"', "default")
    write(folder / "compliance.toml", '\nformat = "json"\n')
    assert shown(run)["format"] == ('"json"', "compliance.toml:2")
    assert json.loads(run("check", "ads").out)
    monkeypatch.setenv("COMPLIANCE_FORMAT", "jsonl")
    assert shown(run)["format"] == ('"jsonl"', "COMPLIANCE_FORMAT")
    assert len(run("check", "ads").out.splitlines()) == 3, "two ads, and what they refer to"
    assert shown(run, "--format", "github")["format"] == ('"github"', "--format")
    assert run("check", "ads/good.txt", "--format", "github").out == ""


@pytest.mark.parametrize(("name", "head"), [("compliance.toml", ""), ("pyproject.toml", "[tool.compliance]\n")])
def test_the_file_nearest_to_an_ad_speaks_of_it(run: Run, folder: Path, name: str, head: str) -> None:
    write(folder / name, head + 'medium = "print"\n')
    (folder / "ads" / "near").mkdir()
    (folder / "ads" / "near" / "ad.txt").write_bytes((folder / "ads" / "good.txt").read_bytes())
    write(folder / "ads" / "near" / name, head + 'medium = "online"\n')
    found = documents(run("check", "ads", "--format", "json"))
    assert {path: entry.get("medium") for path, entry in found.items()} == {
        "ads/bad.txt": "print", "ads/good.txt": "print", "ads/near/ad.txt": "online",
    }  # fmt: skip


def test_a_map_of_columns_holds_for_the_files_that_a_section_names(run: Run, folder: Path) -> None:
    text = "Тираж: 500 экземпляров. Заказчик: кандидат Омуралиева М.З."
    (folder / "ads" / "new").mkdir()
    write(folder / "ads" / "register.csv", f"n,inhalt\n1,{text}\n")
    write(folder / "ads" / "new" / "register.csv", f"n,body\n1,{text}\n")
    write(folder / "compliance.toml", 'map = "text=inhalt"\n[[paths]]\nmatch = "ads/new"\nmap = "text=body"\n')
    found = documents(run("check", "ads/register.csv", "ads/new/register.csv", "--format", "json"))
    runs = {path: entry["imprints"][0]["print_run"]["value"] for path, entry in found.items()}
    assert runs == {"ads/register.csv": 500, "ads/new/register.csv": 500}
    assert shown(run, "ads/new/register.csv")["map"] == ('"text=body"', "compliance.toml:4")


def test_a_map_that_is_none_is_refused_with_its_line(run: Run, folder: Path) -> None:
    write(folder / "compliance.toml", '\nmap = "colour=body"\n')
    ran = run("check", "ads")
    assert (ran.code, "compliance.toml:2: an ad has no 'colour'" in ran.err) == (2, True)


def test_looking_upward_ends_at_the_root_of_the_repository(run: Run, folder: Path) -> None:
    write(folder.parent / "compliance.toml", 'medium = "print"\n')
    assert documents(run("check", "ads", "--format", "json"))["ads/good.txt"].get("medium") is None


def test_a_project_file_without_our_section_is_passed_by(run: Run, folder: Path) -> None:
    write(folder / "compliance.toml", 'medium = "print"\n')
    write(folder / "ads" / "pyproject.toml", "[tool.other]\nnonsense = [\n")
    assert documents(run("check", "ads", "--format", "json"))["ads/good.txt"]["medium"] == "print"


def test_sections_speak_of_their_paths_and_the_last_decides(run: Run, folder: Path) -> None:
    write(
        folder / "compliance.toml",
        'medium = "press"\nlanguage = "ru"\n[[paths]]\nmatch = ["ads/"]\nmedium = "print"\n'
        '[[paths]]\nmatch = "good.txt"\nmedium = "online"\nelection-date = 2019-05-19\n',
    )
    found = documents(run("check", "ads", "--format", "json"))
    assert (found["ads/good.txt"]["medium"], found["ads/bad.txt"]["medium"]) == ("online", "print")
    assert found["ads/good.txt"]["election"]["id"] == "date:2019-05-19"
    assert found["ads/good.txt"]["election"]["resolved_by"] == "metadata"
    assert {entry["language"] for entry in found.values()} == {"ru"}
    assert shown(run, "ads/good.txt")["medium"] == ('"online"', "compliance.toml:8")
    assert shown(run, "ads/good.txt")["election-date"] == ("2019-05-19", "compliance.toml:9")
    assert shown(run, "ads/bad.txt")["medium"] == ('"print"', "compliance.toml:5")
    by_option = documents(run("check", "ads", "--format", "json", "--medium", "outdoor"))
    assert {entry.get("medium") for entry in by_option.values()} == {"outdoor"}


def test_an_ad_knows_more_of_itself_than_a_file_above_it(run: Run, folder: Path) -> None:
    write(folder / "compliance.toml", 'medium = "print"\nlanguage = "ky"\n')
    write(folder / "ads" / "post.json", json.dumps({"text": "Тираж: 5", "medium": "social", "language": "ru"}))
    found = documents(run("check", "ads/post.json", "--format", "json"))["ads/post.json"]
    assert (found["medium"], found["language"]) == ("social", "ru")


def test_what_a_file_excludes_is_counted_from_its_folder(run: Run, folder: Path) -> None:
    write(folder / "compliance.toml", 'exclude = "/ads/bad.txt"\n')
    assert run("check", "ads").code == 0
    assert run("check", "ads", "--exclude", "good.txt").code == 1


def test_a_configuration_can_be_named_or_left_out(run: Run, folder: Path) -> None:
    other = write(folder / "other.toml", 'medium = "press"\n')
    write(folder / "compliance.toml", 'medium = "print"\nfail-level = "note"\n')
    named = documents(run("check", "ads", "--config", str(other), "--format", "json"))
    assert {entry.get("medium") for entry in named.values()} == {"press"}
    alone = documents(run("check", "ads", "--isolated", "--format", "json"))
    assert {entry.get("medium") for entry in alone.values()} == {None}
    assert run("check", "ads", "--isolated", "--config", str(other)).code == 2
    assert "none.toml: cannot be read" in run("check", "ads", "--config", "none.toml").err


def test_paths_in_a_file_are_counted_from_its_folder(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "compliance.toml", 'rules = "own"\n')
    monkeypatch.chdir(folder / "ads")
    assert shown(run)["rules"][0] == json.dumps(str(folder / "own"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\nfromat = "json"', "compliance.toml:2: there is no key 'fromat'; did you mean 'format'?"),
        ('fail_level = "note"', "compliance.toml:1: there is no key 'fail_level'; did you mean 'fail-level'?"),
        ('# x\nformat = "xml"', "compliance.toml:2: format takes one of text, concise, "),
        ('fail-level = "never"', "compliance.toml:1: fail-level takes one of error, warning, note, not 'never'"),
        ("exit-zero = true", "compliance.toml:1: there is no key 'exit-zero'"),
        ('strict = "yes"', "compliance.toml:1: strict takes true or false, not 'yes'"),
        ("jobs = -1", "compliance.toml:1: jobs takes a whole number from 0, not -1"),
        ("exclude = [1]", "compliance.toml:1: exclude takes a text or a list of texts, not [1]"),
        (
            '[[paths]]\nmatch = "a"\nmedum = "print"',
            "compliance.toml:3: there is no key 'medum'; did you mean 'medium'?",
        ),
        ('[[paths]]\nmedium = "print"', "compliance.toml:1: which paths is this section about?"),
        ("paths = 5", "compliance.toml:1: write sections by path as [[paths]]"),
        ('\nelection = "kg-1999"', "compliance.toml:2: no election 'kg-1999' in the calendar"),
        ('jurisdiction = "zz"', "compliance.toml:1: no jurisdiction 'zz'"),
        ('election = "a"\nelection-date = 2021-07-11', "compliance.toml:1: give the election or its polling day"),
        ("format = ", "compliance.toml: is not TOML: "),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_line(run: Run, folder: Path, text: str, said: str) -> None:
    write(folder / "compliance.toml", text)
    ran = run("check", "ads")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"compliance: {said}")
    assert ran.err.count("\n") == 1


def test_everything_wrong_in_a_file_is_said_at_once(run: Run, folder: Path) -> None:
    write(
        folder / "compliance.toml",
        'fromat = "json"\njobs = "two"\n[[paths]]\nmedum = "print"\n[[paths]]\nmatch = "a"\n',
    )
    ran = run("check", "ads")
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == [
        f"compliance.toml:{line}" for line in (1, 2, 4, 3)
    ]


def test_no_key_changes_what_counts_as_compliant() -> None:
    judging = {"on", "published", "today", "severity", "select", "ignore", "disable", "exit-zero", "write-baseline"}
    assert judging.isdisjoint(ALL)
    assert set(IN_SECTION) - {"match"} <= set(ALL)


def test_a_configuration_validates_by_its_schema(folder: Path) -> None:
    validator = Draft202012Validator(json.loads(schemas.read("config.v1")))
    good = 'format = "sarif"\nlang = ["en", "ky"]\nstrict = true\n[[paths]]\nmatch = "a"\nmedium = "print"\n'
    assert list(validator.iter_errors(tomllib.loads(good))) == []
    assert [error.validator for error in validator.iter_errors({"fromat": "json"})] == ["additionalProperties"]
    assert [error.validator for error in validator.iter_errors({"paths": [{"medium": "print"}]})] == ["required"]


def test_what_is_shown_is_toml_that_says_the_same(run: Run, folder: Path) -> None:
    write(folder / "compliance.toml", 'lang = "ky,ru"\nexclude = ["a b", "c"]\nelection-date = 2021-07-11\n')
    out = run("config", "show").out
    assert tomllib.loads(out)["lang"] == ["ky", "ru"]
    write(folder / "again.toml", out)
    values = {key: value for key, (value, _) in shown(run, "--config", "again.toml").items()}
    assert values == {key: value for key, (value, _) in shown(run).items()}


def test_a_file_named_outright_is_judged_though_excluded_unless_forced(run: Run, folder: Path) -> None:
    write(folder / "compliance.toml", 'exclude = ["ads/bad.txt"]\n')
    assert run("check", "ads", "--format", "concise").code == 0
    listed = os.fsencode("ads/bad.txt\n")
    for arguments in (["ads/bad.txt"], ["./ads/bad.txt", "ads"], ["--files-from", "-"]):
        assert run("check", *arguments, stdin=listed).code == 1, arguments
        forced = run("check", *arguments, "--force-exclude", "--allow-empty", stdin=listed)
        assert forced.code == 0, arguments
    assert run("check", "ads/bad.txt", "--force-exclude").code == 2, "nothing is left to read"
    assert run("check", "ads/bad.txt", "--exclude", "bad.txt").code == 2, "an option is said by who names the file"
