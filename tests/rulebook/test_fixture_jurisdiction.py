"""A jurisdiction is its folder: an invented one, in English, is judged by its data alone."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from compliance.authoring.cases import CaseResult, run_cases
from compliance.border.ad import Ad
from compliance.checker import Checker
from compliance.rulebook import load
from compliance.rulebook.files.compile import dumped, restored

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "data" / "rules"
BOOK = load("xx", str(FOLDER))
RESULTS = run_cases(BOOK)


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result.rule}: {result.name}")
def test_case(result: CaseResult) -> None:
    """Lawful, unlawful and unclear ads of a promoter, a printer and somebody on whose behalf it is published."""
    assert not result.error
    assert result.ok, f"{result.expected} expected, {result.outcome} ({result.reason}) found"


def test_every_outcome_is_met() -> None:
    """The cases of the folder show all that a rule can answer."""
    assert {result.expected for result in RESULTS} == {"pass", "fail", "unclear", "not_applicable"}


FIELDS_GIVEN: dict[str, Any] = {
    "promoter": {"name": "Anna Zenda", "contacts": ["0555 010 203", "anna@zenda.example"]},
    "on_behalf_of": {"name": "Harvest Party", "kind": "party"},
    "executor": {"name": "Elm Press", "address": {"place": "Streslau", "postcode": "1010"}},
    "publication_date": "2026-10-01",
}
AD: dict[str, Any] = {
    "text": "Vote for the harvest.",
    "imprint": FIELDS_GIVEN,
    "medium": "print",
    "facts": {"actor": "third_party", "on_behalf_known": True},
}
STATED = {"xx/imprint/promoter-stated", "xx/imprint/promoter-reachable", "xx/imprint/on-behalf-of-stated"}


def judged_as_json(ad: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the verdict and the outcomes of an ad, as the checker of the folder gives them."""
    checker = Checker("xx", rules=FOLDER)
    entry = checker.check(Ad.model_validate(ad)).model_dump(mode="json")
    rules = [rule.id for rule in checker.rulebook.rules]
    passed = dict.fromkeys((rules[number] for number in entry["passed"]), "pass")
    return entry["verdict"], passed | {finding["rule"]: finding["outcome"] for finding in entry["findings"]}


def test_an_ad_given_as_fields_is_judged() -> None:
    """All that the folder asks for is stated: a promoter who can be reached, for whom, and by whom it was printed."""
    verdict, outcomes = judged_as_json(AD)
    assert verdict == "compliant"
    assert {rule for rule, outcome in outcomes.items() if outcome == "pass"} >= STATED | {"xx/imprint/printer-stated"}


@pytest.mark.parametrize(
    ("lacking", "rule"),
    [
        ("promoter", "xx/imprint/promoter-stated"),
        ("on_behalf_of", "xx/imprint/on-behalf-of-stated"),
        ("executor", "xx/imprint/printer-stated"),
    ],
)
def test_a_field_that_the_law_asks_for_and_the_ad_lacks_is_found(lacking: str, rule: str) -> None:
    """Each of the three parts by itself."""
    verdict, outcomes = judged_as_json({**AD, "imprint": {**FIELDS_GIVEN, lacking: None}})
    assert outcomes[rule] == "fail"
    assert verdict == "non_compliant"


def test_a_promoter_whom_nobody_can_reach_is_found() -> None:
    """Contacts are enough, and so is an address; with neither there is a finding."""
    for reachable in ({"contacts": ["0555 010 203"]}, {"address": "1 High Street"}):
        _, outcomes = judged_as_json({**AD, "imprint": {**FIELDS_GIVEN, "promoter": {"name": "Anna", **reachable}}})
        assert outcomes["xx/imprint/promoter-reachable"] == "pass"
    _, outcomes = judged_as_json({**AD, "imprint": {**FIELDS_GIVEN, "promoter": {"name": "Anna", "contacts": []}}})
    assert outcomes["xx/imprint/promoter-reachable"] == "fail"


def test_a_text_is_read_by_the_tables_that_it_has() -> None:
    """Tables that its labels.toml leaves out (funds, roles, legal forms) are empty ones."""
    text = "Vote! Election. Printed by: Elm Press, 1 High Street, Streslau. 7 November 2026"
    printer = Checker("xx", rules=FOLDER).extract(text).imprints[0].executor
    assert printer is not None
    assert printer.name is not None
    assert printer.name.raw == "Elm Press"


def test_what_a_table_leaves_out_is_there_when_it_is_read(tmp_path: Path) -> None:
    """A fund without owner, and a denial that has only its words before the verb."""
    shutil.copytree(FOLDER, tmp_path / "rules")
    labels = tmp_path / "rules" / "xx" / "labels.toml"
    fund = '\n[[fund]]\ncode = "election_fund"\nlanguage = "en"\nwords = ["campaign fund"]\n'
    more = f'{fund}[payment.denial]\nbefore = ["not"]\n'
    labels.write_text(labels.read_text(encoding="utf-8") + more, encoding="utf-8")
    book = load("xx", str(tmp_path / "rules"))
    assert list(book.labels)[:3] == ["label", "payment", "role_tail"]
    assert book.labels["fund"] == [{"code": "election_fund", "language": "en", "words": ["campaign fund"], "owner": ""}]
    assert book.labels["payment"]["denial"]["verbs"] == []
    Checker("xx", rules=tmp_path / "rules").check("Election. Printed by: Elm Press. Paid from the campaign fund.")


def test_the_command_line_judges_it_like_the_library(run: Run, tmp_path: Path) -> None:
    """The same entry, with every field that was given."""
    file = tmp_path / "ad.json"
    file.write_text(json.dumps(AD), encoding="utf-8")
    ran = run("check", "--jurisdiction", "xx", "--rules", str(FOLDER), "--format", "json", str(file))
    assert (ran.code, ran.err) == (0, "")
    entry = json.loads(ran.out)["documents"][0]
    assert [contact["raw"] for contact in entry["imprints"][0]["promoter"]["contacts"]] == [
        "0555 010 203",
        "anna@zenda.example",
    ]
    library = Checker("xx", rules=FOLDER).check(file)
    assert type(library).model_validate({**entry, "path": library.path}) == library


def test_no_code_names_it() -> None:
    """Neither its id nor its words stand in the package."""
    for path in (ROOT / "compliance").rglob("*.py"):
        text = path.read_text("utf-8")
        assert "Ruritania" not in text, path
        assert '"xx"' not in text, path


def test_it_compiles_like_any_other() -> None:
    """What an installed program would read is the same rulebook."""
    again = restored(dumped(BOOK), BOOK.directory)
    assert again.rules == BOOK.rules
    assert again.facts == BOOK.facts
    assert again.elections[0].close == datetime(2026, 11, 7, 19)
    assert again.fields == ("promoter", "on_behalf_of", "executor", "publication_date")


def test_its_own_facts_stand_beside_the_common_ones() -> None:
    """A jurisdiction adds facts; English is the fallback for what is said of answers."""
    assert {"actor", "on_behalf_known"} <= set(BOOK.facts)
    assert "en" in BOOK.messages["missing"]
    assert date(2026, 11, 7) == BOOK.elections[0].date
