"""What folders can say since there are several: exceptions, either-or conditions, media as facts, drafts, scope."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from judged import FOLDER, checker

from compliance.authoring.composer import compose
from compliance.border.ad import Ad
from compliance.checker import Checker
from compliance.rulebook import load
from compliance.rulebook.files.compile import dumped, restored

ROOT = FOLDER.parents[1]
CODES = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
MOSS = {"name": "Jane Moss", "address": "12 High Street, York YO1 7HH"}
ELM = {"name": "Elm Press Ltd", "address": "5 Mill Lane, Leeds LS1 4AB"}


@pytest.mark.parametrize("code", CODES)
def test_a_compiled_rulebook_is_the_same(code: str) -> None:
    """What an installed program reads judges as the folder does: exceptions, standing and conditions with it."""
    book = load(code)
    again = restored(dumped(book), book.directory)
    assert (again.rules, again.exceptions, again.facts) == (book.rules, book.exceptions, book.facts)
    assert (again.review_by, again.standing, again.labels) == (book.review_by, book.standing, book.labels)


@pytest.mark.parametrize("code", CODES)
def test_no_duty_is_left_unsaid(code: str) -> None:
    """Every rule rests on a source that was read or is reported, and stands in the coverage."""
    book = load(code)
    named = {rule for row in book.coverage for rule in row["rules"]}
    assert {rule.id for rule in book.rules} <= named
    for rule in book.rules:
        statuses = {book.sources[law]["status"] for version in rule.versions for law in version.law}
        assert rule.severity == "note" or statuses & {"quoted", "reported"}


@pytest.mark.parametrize(
    ("code", "language", "facts", "medium"),
    [
        ("gb", "en", {"executor": ELM, "promoter": MOSS, "on_behalf_of": {**MOSS, "name": "Meadow Party"}}, "print"),
        ("gb", "en", {"promoter": MOSS}, "online"),
        ("nz", "en", {"promoter": {"name": "Sam Ridge", "address": "9 Fern Road, Nelson 7040"}}, "online"),
        ("au", "en", {"authorised_by": {"name": "Paula Reef", "address": "7 Wattle Street, Barton ACT"}}, "print"),
        ("ca", "fr", {"authorised_by": {"name": "John Birch", "kind": "candidate"}}, "print"),
        ("eu", "de", {"sponsor": {"name": "Talpartei"}, "notice_url": "https://tal.example/h"}, "online"),
        (
            "us",
            "en",
            {
                "payer": {"name": "Granite Voters PAC", "contacts": ["www.granite.example"]},
                "authorisation": "not_authorised",
            },
            "print",
        ),
        (
            "ru",
            "ru",
            {
                "executor": {"name": "ООО «Рябина»", "id": "7707083893", "address": "г. Тверь, ул. Лесная, д. 5"},
                "customer": {"name": "Ольхин Пётр Ильич", "kind": "candidate"},
                "print_run": 500,
                "publication_date": "2024-08-12",
            },
            "print",
        ),
        ("in", "en", {"executor": ELM, "publisher": {"name": "Hill Morcha", "address": "2 Bazaar Lane"}}, "print"),
    ],
)
def test_what_is_composed_is_lawful(code: str, language: str, facts: dict[str, object], medium: str) -> None:
    """The statement that is written from facts states them, and breaks no rule of its own jurisdiction."""
    composed = compose(facts, checker(code), language, medium=medium)
    assert composed.missing == ()
    assert composed.result is not None
    assert len(composed.result["imprints"]) == 1
    assert [found for found in composed.result["findings"] if found["outcome"] == "fail"] == []


def test_the_report_names_the_exception_and_its_source() -> None:
    """An ad that the law leaves free is compliant on that ground, and the ground is cited."""
    ad = Ad(text="Vote Meadow!", medium="social", facts={"is_ad": False})
    entry = checker("gb").check(ad).model_dump(mode="json")
    assert (entry["verdict"], entry["basis"]) == ("compliant", "exempt")
    assert entry["exempt"] == ["not-election-material"]


def test_the_cited_exception_stands_once_in_the_report(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Its sources are among the law of the rulebook that judged."""
    file = tmp_path / "ad.json"
    file.write_text(json.dumps({"text": "Vote!", "facts": {"is_ad": False}}), encoding="utf-8")
    report = json.loads(run("check", "-j", "gb", "--format", "json", str(file)).out)
    [book] = report["rulebooks"]
    assert book["exceptions"]["not-election-material"]["law"] == ["ppera-2000#143", "ea-2022#41"]
    assert {"ppera-2000#143", "ea-2022#41"} <= set(book["law"])


def test_a_draft_decides_nothing(tmp_path: Path) -> None:
    """The same folder as a draft: its findings are there, and neither the worst nor the best verdict rests on them."""
    shutil.copytree(ROOT / "rules" / "nz", tmp_path / "nz")
    head = tmp_path / "nz" / "jurisdiction.toml"
    head.write_text(head.read_text("utf-8").replace('standing = "shipped"', 'standing = "draft"'), encoding="utf-8")
    draft = Checker("nz", rules=tmp_path)
    for text, verdict in (
        ("Vote Field. Promoted by Aroha Field.", "non_compliant"),
        ("Vote Field. Promoted by Aroha Field, aroha@field.example", "compliant"),
    ):
        ad = Ad(text=text, published="2026-09-01")
        assert checker("nz").check(ad).verdict == verdict
        assert draft.check(ad).verdict == "unclear"
        assert len(draft.check(ad).findings) == len(checker("nz").check(ad).findings)


def test_a_medium_that_is_not_known_is_asked_for() -> None:
    """A leaflet without its printer is unlawful, a post is not, and what nobody knows is unclear and says so."""
    text = "Vote Meadow! Promoted by Jane Moss, 12 High Street, York YO1 7HH"
    found = {medium: checker("gb").check(Ad(text=text, medium=medium)) for medium in ("print", "online", None)}
    assert {medium: one.verdict for medium, one in found.items()} == {
        "print": "non_compliant", "online": "compliant", None: "unclear",
    }  # fmt: skip
    assert {finding.params.get("fact") for finding in found[None].findings} == {"medium"}


def test_scope_stops_at_the_exception_that_frees(run) -> None:  # type: ignore[no-untyped-def]
    """One answer is enough where the law leaves everything free."""
    said = json.loads(run("scope", "-j", "gb", "--on", "2026-05-01", stdin=b"no\n").out)
    assert said["facts"] == {"is_ad": False}
    assert said["exempt"]["id"] == "not-election-material"
    assert said["rules"] == []


def test_scope_names_the_rules_that_bind(run) -> None:  # type: ignore[no-untyped-def]
    """Answers narrow what is asked of an ad; what a fact cannot be is asked again."""
    said = json.loads(run("scope", "-j", "gb", "--on", "2026-05-01", stdin=b"y\npaper\nprint\n").out)
    assert said["facts"] == {"is_ad": True, "medium": "print"}
    assert "gb/print/printer-named" in said["rules"]
    assert not any(rule.startswith("gb/digital/") for rule in said["rules"])


def test_rulebooks_are_listed_by_the_day_they_are_due(run) -> None:  # type: ignore[no-untyped-def]
    """Each with its day, the earliest first; a day leaves out what is due later."""
    days = [line.split()[0] for line in run("rules", "due").out.splitlines()]
    assert len(days) >= len(CODES)
    assert days == sorted(days)
    assert run("rules", "due", "--by", "2026-01-01").out == ""


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, "unclear"),
        ({"actor": "candidate"}, "compliant"),
        ({"actor": "candidate", "authorised_by_candidate": False}, "non_compliant"),
        ({"actor": "third_party", "authorised_by_candidate": True}, "non_compliant"),
    ],
)
def test_a_fact_follows_from_another_unless_it_is_told(facts: dict[str, object], verdict: str) -> None:
    """A candidate authorises their own ad; who says otherwise is believed."""
    assert checker("us").check(Ad(text="Vote! Paid for by Granite Friends.", facts=facts)).verdict == verdict


def test_a_fact_follows_from_a_name() -> None:
    """A committee that has the office in its name is the candidate's own, another may be anybody's."""
    found = [
        checker("us").check(Ad(text=f"Vote! Paid for by {name}.")).verdict for name in ("Fir for Congress", "Firs")
    ]
    assert found == ["compliant", "unclear"]


@pytest.mark.parametrize(("recipients", "basis"), [(500, "exempt"), (501, "")])
def test_a_number_is_held_against_bounds(recipients: int, basis: str) -> None:
    """The bound itself is within."""
    ad = Ad(text="Vote Fir!", medium="online", facts={"is_ad": True, "item": "email", "recipients": recipients})
    assert checker("us").check(ad).basis == basis


def test_an_exception_that_nobody_read_neither_frees_nor_leaves_accused() -> None:
    """Unpaid posts of individuals may be free: the finding says so, and a person looks it up."""
    ad = Ad(text="I vote Fir!", medium="social", facts={"is_ad": True, "actor": "individual", "paid": False})
    entry = checker("us").check(ad)
    assert (entry.verdict, entry.basis) == ("unclear", "")
    assert [finding.message_id for finding in entry.findings] == ["exempt_unread"]


def test_a_draft_accuses_nobody_and_tells_what_is_missing() -> None:
    """Kazakhstan is a draft: a leaflet without printer and run is a finding for a person, and no verdict."""
    text = "Голосуйте! Заказчик: партия «Жайлау». Оплачено из средств избирательного фонда партии «Жайлау»."
    entry = checker("kz").check(Ad(text=text, medium="print"))
    assert entry.verdict == "unclear"
    assert {finding.rule for finding in entry.findings if finding.outcome == "fail"} >= {
        "kz/issuer/named", "kz/imprint/print-run-stated",
    }  # fmt: skip


@pytest.mark.parametrize(("diameter", "verdict"), [(9.99, "compliant"), (10, "non_compliant")])
def test_below_a_bound_is_not_at_it(diameter: float, verdict: str) -> None:
    """A button smaller than ten inches is free in California, one of ten is not."""
    ad = Ad(text="Yes!", medium="print", facts={"is_ad": True, "item": "button", "diameter_inches": diameter})
    assert checker("us-ca").check(ad).verdict == verdict


def test_a_folder_on_another_leaves_its_rules_to_its_elections() -> None:
    """Asked for California, an ad is one of its elections; told that it is federal, the federal rules bind."""
    text = "Vote! Paid for by Granite Voters PAC."
    facts = {"actor": "third_party", "authorised_by_candidate": False}
    rules = checker("us-ca").rulebook.rules
    passed = {
        level: {rules[place].id for place in checker("us-ca").check(Ad(text=text, facts={**facts, **told})).passed}
        for level, told in (("state", {}), ("federal", {"election_level": "federal"}))
    }
    assert "us/payer/named" not in passed["state"]
    assert "us-ca/committee/payer-named" in passed["state"]
    assert "us/payer/named" in passed["federal"]
    assert "us-ca/committee/payer-named" not in passed["federal"]


def test_what_is_met_is_no_exemption() -> None:
    """An ad that states what it must is lawful by itself, though an exception spares it other duties."""
    facts = {"authorised_by_candidate": False, "imprint_on_linked_page": True}
    entry = checker("us").check(Ad(text="Vote! Paid for by Granite Voters PAC.", medium="online", facts=facts))
    assert (entry.verdict, entry.basis) == ("compliant", "")
    assert entry.exempt == ("adapted-on-the-internet",)


def test_a_day_of_which_nothing_of_the_folder_was_read_is_not_lawful_by_its_bases_exceptions() -> None:
    """Before California's wording bound, the exception of the federal law frees from that law alone."""
    facts = {"is_ad": True, "election_level": "state", "actor": "committee"}
    days = {"2017-12-31": ("unclear", ""), "2018-01-01": ("non_compliant", "")}
    for day, expected in days.items():
        entry = checker("us-ca").check(Ad(text="Vote YES on Measure K!", published=day, medium="online", facts=facts))
        assert (entry.verdict, entry.basis) == expected


@pytest.mark.parametrize("code", ["eu", "de-mv", "ie", "gb"])
def test_what_is_no_ad_is_free_on_every_day(code: str) -> None:
    """No ad is under no duty, on days before the duty held as well."""
    ad = Ad(text="We deliver prints.", medium="online", published="2021-02-01", facts={"is_ad": False})
    entry = checker(code).check(ad)
    assert (entry.verdict, entry.basis) == ("compliant", "exempt")


def test_words_of_an_imprint_in_what_is_told_to_be_an_ad_are_one() -> None:
    """A text of which nothing speaks of an election is read where the caller says that it is an ad."""
    text = "Law and rules must be said. For a fairer Louth. Published by N. Glynn, 3 Castle Road, Dundalk. Free water."
    for facts, imprints in (({}, 0), ({"is_ad": False}, 0), ({"is_ad": True}, 1)):
        assert len(checker("ie").check(Ad(text=text, medium="print", facts=facts)).imprints) == imprints
    read = checker("ie").extract(Ad(text=text, facts={"is_ad": True})).imprints
    assert [imprint.publisher.name.raw for imprint in read if imprint.publisher and imprint.publisher.name] == [
        "N. Glynn"
    ]
