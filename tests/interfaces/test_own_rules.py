"""A user's own rules and elections, on top of the shipped ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Run

from compliance.checker import Checker
from compliance.errors import RulebookError, UsageError
from compliance.rulebook import load
from compliance.rulebook.files.load import RULES

LAWFUL = str(ROOT / "examples" / "ads" / "lawful")
AD = (
    "Аткаруучу: «Ак» ЖЧК, Бишкек шаары, Киев көчөсү, 14. Буюртмачы: «Булут» партиясы. "
    "Чыга турган күнү: 06.07.2021-ж. Нускасы: {run}."
)
ELECTION = """
[[election]]
id = "kg-2021-06-06-own"
date = 2021-06-06
kind = "regular"
level = "ayil"
nationwide = false
start = 2021-05-10
start_status = "reported"
end = 2021-06-05T08:00:00
end_status = "reported"
status = "held"
sources = ["https://example.org/round"]
note = "An invented round."
[election.name]
en = "Own round"
ru = "Свой тур"
ky = "Өз тур"
[[election.place]]
name = {ky = "Көк-Ойрок", ru = "Кок-Ойрок", en = "Kok-Oyrok"}
forms = ["көк-ойрок"]
"""


def filled(path: Path) -> None:
    """Fill in the skeleton as a user would."""
    text = path.read_text("utf-8").replace('field = "executor.name"', 'field = "print_run"')
    for language in ("en", "ru", "ky"):
        text = text.replace(f'{language} = ""', f'{language} = "text"')
    for run in (5, 0):
        text = text.replace('text = ""', f'text = "{AD.format(run=run)}"', 1)
    lines = ["from = 2020-01-01" if line.startswith("from = ") else line for line in text.splitlines()]
    path.write_text("\n".join(lines), "utf-8")


@pytest.fixture
def own(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    ran = run("rules", "new", "kg/house/run-above-zero", "--dir", str(folder), "--check", "field_at_least")
    assert (ran.code, ran.err) == (0, "")
    return folder


def test_a_skeleton_is_refused_until_it_is_filled_in_and_then_loads(run: Run, own: Path) -> None:
    rule = own / "kg" / "house" / "run-above-zero.toml"
    assert rule.read_text("utf-8").startswith("#:schema ../../rule.v1.json\n")
    assert json.loads((own / "rule.v1.json").read_text("utf-8"))["title"]
    ran = run("rules", "test", str(own))
    assert ran.code == 2
    assert "kg/house/run-above-zero.toml:10: summary.en: " in ran.err
    assert "coverage" not in ran.err
    filled(rule)
    filled(own / "kg" / "law.toml")
    ran = run("rules", "test", str(own))
    assert (ran.code, ran.err, ran.out) == (0, "", "2 cases, 0 failed\n")


@pytest.mark.parametrize("check", ["field_present", "parties_agree", "role_allowed", "facts_listed", "words_absent"])
def test_a_skeleton_has_every_parameter_of_its_check(run: Run, tmp_path: Path, check: str) -> None:
    run("rules", "new", "kg/house/x", "--dir", str(tmp_path), "--check", check)
    err = run("rules", "test", str(tmp_path)).err
    assert "is missing" not in err
    assert "unknown key" not in err


def test_rules_of_ones_own_are_added_and_override(run: Run, own: Path) -> None:
    for name in ("house/run-above-zero.toml", "law.toml"):
        filled(own / "kg" / name)
    shipped = Path(RULES) / "kg" / "form" / "label-spelling.toml"
    (own / "kg" / "form").mkdir()
    text = shipped.read_text("utf-8").replace('severity = "note"', 'severity = "error"')
    (own / "kg" / "form" / "label-spelling.toml").write_text(text, "utf-8")
    plain, both = load("kg"), load("kg", str(own))
    assert {rule.id for rule in both.rules} - {rule.id for rule in plain.rules} == {"kg/house/run-above-zero"}
    spelling = both.rule("kg/form/label-spelling")
    assert spelling is not None
    assert spelling.severity == "error"
    assert both.sha256 != plain.sha256
    assert set(both.sources) - set(plain.sources) == {"own-run-above-zero"}
    assert any(row["rules"] == ["kg/house/run-above-zero"] for row in both.coverage)
    assert "kg/house/run-above-zero" in run("check", LAWFUL, "--rules", str(own), "--format", "json").out
    assert "| Аткаруучу: «Ак» ЖЧК" in run("explain", "run-above-zero", "--rules", str(own)).out
    assert 'severity = "error"' in run("rules", "show", "label-spelling", "--rules", str(own)).out


@pytest.mark.parametrize("wanting", ["law", "version", "pass", "fail", "message"])
def test_a_rule_that_lacks_something_does_not_load(own: Path, wanting: str) -> None:
    rule = own / "kg" / "house" / "run-above-zero.toml"
    filled(rule)
    filled(own / "kg" / "law.toml")
    text = rule.read_text("utf-8")
    cut = {
        "law": ('law = ["own-run-above-zero"]', "law = []"),
        "version": ("[[version]]", "[[versions]]"),
        "pass": ('expect = "pass"', 'expect = "unclear"'),
        "fail": ('expect = "fail"', 'expect = "unclear"'),
        "message": ("[message] ", "[massage] "),
    }
    rule.write_text(text.replace(*cut[wanting]), "utf-8")
    with pytest.raises(RulebookError):
        load("kg", str(own))


def test_what_is_no_rule_id_is_refused(run: Run, own: Path) -> None:
    assert "is no id like kg/topic" in run("rules", "new", "run-above-zero").err
    assert "no check 'nonsense'" in run("rules", "new", "kg/a/b", "--check", "nonsense").err
    again = run("rules", "new", "kg/house/run-above-zero", "--dir", str(own))
    assert (again.code, "is there already" in again.err) == (2, True)


def test_a_jurisdiction_of_ones_own_gets_rules_as_well(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(ROOT / "tests" / "data" / "rules" / "xx", folder / "xx")
    ran = run("rules", "new", "xx/house/run-above-zero", "--dir", str(folder), "--check", "field_at_least")
    assert (ran.code, ran.err) == (0, "")
    rule = (folder / "xx" / "house" / "run-above-zero.toml").read_text("utf-8")
    assert rule.count('en = ""') == 3
    assert 'ky = ""' not in rule
    assert run("rules", "new", "yy/house/run-above-zero", "--dir", str(folder)).code == 2


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load("kg", str(tmp_path))


def test_elections_of_ones_own_join_the_calendar(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(ELECTION, "utf-8")
    assert "kg-2021-06-06-own" in run("elections", "--elections", str(file)).out
    text = AD.format(run=5).replace("06.07.2021", "20.05.2021")
    result = Checker("kg", elections=file).check(f"Көк-Ойрок айылдык кеңешине шайлоо!\n\n{text}")
    assert result.election is not None
    assert result.election.id == "kg-2021-06-06-own"
    assert result.rulebook == Checker("kg", elections=file).rulebook.sha256 != Checker("kg").rulebook.sha256
    ran = run("check", LAWFUL, "--elections", str(file), "--election", "kg-2021-06-06-own", "--format", "json")
    assert json.loads(ran.out)["documents"][0]["election"]["id"] == "kg-2021-06-06-own"


def test_an_election_of_the_same_id_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    shipped = next(election for election in Checker("kg").elections() if election.level == "ayil")
    file.write_text(ELECTION.replace("kg-2021-06-06-own", shipped.id), "utf-8")
    [found] = [election for election in Checker("kg", elections=file).elections() if election.id == shipped.id]
    assert found.name["en"] == "Own round"


def test_all_faults_of_a_calendar_are_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(ELECTION.replace("2021-05-10", "2021-07-10").replace('"ayil"', '"village"'), "utf-8")
    ran = run("check", LAWFUL, "--elections", str(file))
    assert ran.code == 2
    assert "ours.toml:8: election[0].start: is not before polling day" in ran.err
    assert "'village' has no words" in ran.err
    missing = tmp_path / "none.toml"
    assert run("check", LAWFUL, "--elections", str(missing)).err == f"compliance: {missing}: no such file\n"
    assert run("check", LAWFUL, "--rules", "").err == "compliance: rules: the path is empty\n"


def test_a_case_with_a_field_that_there_is_not_says_so_in_a_line(run: Run, tmp_path: Path) -> None:
    shutil.copytree(Path(RULES) / "kg", tmp_path / "kg")
    rule = tmp_path / "kg" / "imprint" / "print-run-stated.toml"
    rule.write_text(rule.read_text("utf-8").replace("imprint.print_run = 1", "imprint.print_rum = 1", 1), "utf-8")
    ran = run("rules", "test", str(tmp_path / "kg"))
    assert ran.code == 1
    assert "got imprint.print_rum: unknown key; did you mean print_run?\n" in ran.out
