"""Transparency notices: written from their points, read as JSON, judged by the same rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from judged import checker

from compliance import UsageError
from compliance.authoring.notices import write_notice
from compliance.border.ad import Ad

NONE = {"not_applicable": True}
NOTICE: dict[str, Any] = {
    "version": 2,
    "sponsor": {"name": "Valley Party", "email": "info@valley.example"},
    "controlling_entity": NONE,
    "payer": NONE,
    "period": {"from": "2026-05-01", "to": "2026-05-31"},
    "amounts": {"advertisement": "EUR 500", "campaign": "EUR 9,000"},
    "origin": "private, inside the Union",
    "method": "price list <script>alert(1)</script>",
    "linked_to": ["European elections 2029"],
    "official_information": "https://vote.example",
    "repository": NONE,
    "notification": "https://valley.example/report",
    "suspension": NONE,
    "targeting": NONE,
    "reach": {"impressions": 12000},
}
SPONSOR = {"name": "Valley Party", "contacts": ["info@valley.example"]}


def ad(notice: dict[str, Any], sponsor: dict[str, Any] | None = None) -> Ad:
    """Return an ad that holds a notice."""
    imprint = {"sponsor": sponsor or SPONSOR, "notice_url": "https://valley.example/notice/7"}
    return Ad.model_validate({"published": "2026-05-01", "imprint": imprint, "notice": notice})


def test_a_notice_with_every_point_is_compliant() -> None:
    """Points that do not apply say so; the label of an advertisement is not asked of it."""
    entry = checker("eu").check(ad(NOTICE))
    assert (entry.verdict, entry.basis) == ("compliant", "")
    assert entry.exempt == ("a-notice",)


@pytest.mark.parametrize("code", [code for code in NOTICE if code != "version"])
@pytest.mark.parametrize("value", [None, "", {}])
def test_a_point_that_is_left_empty_is_missing(code: str, value: Any) -> None:
    """Each of them: an empty value states nothing."""
    entry = checker("eu").check(ad({**NOTICE, code: value}))
    assert entry.verdict == "non_compliant"
    [finding] = entry.findings
    assert (finding.rule, finding.params["missing"]) == ("eu/notice/points-stated", [code])


@pytest.mark.parametrize("code", ["sponsor", "period", "amounts", "origin", "method", "notification"])
def test_what_every_notice_has_cannot_be_left_out(code: str) -> None:
    """Saying that it does not apply states nothing."""
    entry = checker("eu").check(ad({**NOTICE, code: NONE}))
    assert [finding.rule for finding in entry.findings] == ["eu/notice/nothing-left-out"]


def test_the_sponsor_has_an_address_of_mail() -> None:
    """A site alone does not do."""
    entry = checker("eu").check(ad(NOTICE, {"name": "Valley Party", "contacts": ["www.valley.example"]}))
    assert [finding.rule for finding in entry.findings] == ["eu/notice/sponsor-reachable"]


def test_what_is_written_is_read_and_judged_the_same(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Points in their order; written again, not a byte changes."""
    shuffled = dict(sorted(NOTICE.items(), reverse=True))
    first = write_notice(ad(shuffled), checker("eu"), "de")
    assert first.missing == ()
    assert list(first.content["notice"]) == list(NOTICE)
    file = tmp_path / "notice.json"
    file.write_text(first.as_json(), encoding="utf-8")
    done = run("notice", "-j", "eu", "--language", "de", "--json", str(file))
    assert (done.code, done.out) == (0, first.as_json())
    report = json.loads(run("check", "-j", "eu", "--format", "json", str(file)).out)
    assert report["documents"][0]["verdict"] == "compliant"


def test_the_page_escapes_what_it_shows(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Values are text; the link, the version and the language stand on it, and what does not apply is said."""
    file = tmp_path / "notice.json"
    file.write_text(write_notice(ad(NOTICE), checker("eu"), "de").as_json(), encoding="utf-8")
    page = run("notice", "-j", "eu", "--language", "de", "--json", str(file), "--form", "html").out
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert '<html lang="de">' in page
    assert "<p>https://valley.example/notice/7 · v2</p>" in page
    assert page.count("nicht zutreffend") == 5


def test_what_is_missing_is_named(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Nothing is written, and nothing made up."""
    file = tmp_path / "notice.json"
    file.write_text(json.dumps({"imprint": {"sponsor": SPONSOR}, "notice": {"sponsor": "Valley Party"}}), "utf-8")
    done = run("notice", "-j", "eu", "--language", "en", "--json", str(file))
    assert (done.code, done.out) == (1, "")
    assert "(c) period of publication (period)" in done.err


@pytest.mark.parametrize(
    ("jurisdiction", "notice", "said"),
    [("gb", NOTICE, "no notices"), ("eu", {"sponser": "x"}, "no point 'sponser'"), ("eu", None, "holds no notice")],
)
def test_what_cannot_be_a_notice_is_refused(jurisdiction: str, notice: dict[str, Any] | None, said: str) -> None:
    """A jurisdiction without notices, a point that there is not, an ad without one."""
    given = ad(notice) if notice is not None else Ad(text="Vote!")
    with pytest.raises(UsageError, match=said):
        write_notice(given, checker(jurisdiction), "en")
