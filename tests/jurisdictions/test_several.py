"""Several jurisdictions at once, and what `auto` proposes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from compliance import Checker, UsageError, check, check_many, extract
from compliance.archive.settings import settings
from compliance.authoring.proposals import propose

LEAFLET = "Vote Moss! Promoted by Jane Moss, 12 High Street, York YO1 7HH"
LIBRARY_AD = "Vote! Paid for by Fir PAC, Austin, Texas. Not authorized by any candidate."


@pytest.mark.parametrize("jurisdiction", ["gb,eu", "gb, eu", ["gb", "eu"], "gb,eu,gb"])
def test_each_has_an_entry(jurisdiction: str | list[str]) -> None:
    """An ad is judged by each, in the order that was asked for, once."""
    report = check(LEAFLET, jurisdiction, medium="online")
    assert [(one.jurisdiction, one.verdict) for one in report.documents] == [("gb", "compliant"), ("eu", "unclear")]
    alone = [check(LEAFLET, name, medium="online").documents[0] for name in ("gb", "eu")]
    assert list(report.documents) == alone


@pytest.mark.parametrize("jurisdiction", ["", "gb,", ",", []])
def test_nothing_between_commas_is_no_jurisdiction(jurisdiction: str | list[str]) -> None:
    """A slip is told, and nothing is judged by what nobody named."""
    with pytest.raises(UsageError):
        check(LEAFLET, jurisdiction)


def test_a_run_takes_several(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Each ad has an entry of each; what cannot be read cannot be judged by any; the text says whose law it is."""
    (tmp_path / "ad.txt").write_text(LEAFLET, encoding="utf-8")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    done = run("check", "-j", "gb,nz", "--format", "json", str(tmp_path))
    report = json.loads(done.out)
    assert [(one["jurisdiction"], one["verdict"]) for one in report["documents"]] == [
        ("gb", "unclear"), ("nz", "compliant"), ("gb", "unreadable"), ("nz", "unreadable"),
    ]  # fmt: skip
    assert len(report["rulebooks"]) == 2
    told = run("check", "-j", "gb,nz", str(tmp_path / "ad.txt")).out
    assert "United Kingdom · imprints: 1" in told
    assert "New Zealand · imprints: 1" in told


def test_a_configuration_names_several(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """As an option does."""
    (tmp_path / "compliance.toml").write_text('jurisdiction = "gb,eu"\n', encoding="utf-8")
    (tmp_path / "ad.txt").write_text(LEAFLET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    report = json.loads(run("check", "--format", "json", "ad.txt").out)
    assert [one["jurisdiction"] for one in report["documents"]] == ["gb", "eu"]


@pytest.mark.parametrize(
    ("text", "jurisdiction", "kind"),
    [
        (LEAFLET, "gb", "postcodes"),
        ("Vote! Paid for by Fir PAC, Austin, Texas. Not authorized by any candidate.", "us", "imprint"),
        ("Votez Birch. Autorisé par l’agent officiel de John Birch, Montréal", "ca", "places"),
        ("Шайлоо. Аткаруучу: «Кырман» ЖЧК, Ош шаары. Буюртмачы: «Төр» партиясы. Нускасы: 2000 даана.", "kg", "imprint"),
    ],
)
def test_what_speaks_for_a_jurisdiction_is_said(text: str, jurisdiction: str, kind: str) -> None:
    """The likeliest stands first, with its reasons."""
    first = propose(text)[0]
    assert first.jurisdiction == jurisdiction
    assert kind in {reason.kind for reason in first.reasons}


@pytest.mark.parametrize("text", ["", "Vote!", "We bake bread every day and you are welcome in our shop."])
def test_a_language_alone_proposes_nothing(text: str) -> None:
    """English is spoken in many places."""
    assert propose(text) == ()


def test_auto_decides_nothing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """It says what it proposes and why, judges nothing, and ends as what could not be judged."""
    (tmp_path / "ad.txt").write_text(LEAFLET, encoding="utf-8")
    done = run("check", "-j", "auto", str(tmp_path / "ad.txt"))
    assert done.code == 2
    assert done.out == ""
    assert "gb (imprint: Promoted by, places: York, postcodes: YO1 7HH, language: en)" in done.err
    assert "--jurisdiction gb" in done.err


def test_extract_decides_nothing_either(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """`auto` proposes for what is only read as well."""
    (tmp_path / "ad.txt").write_text(LEAFLET, encoding="utf-8")
    done = run("extract", "-j", "auto", str(tmp_path / "ad.txt"))
    assert (done.code, done.out) == (2, "")
    assert "--jurisdiction gb" in done.err


def test_extract_reads_by_the_words_of_each(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Each ad has an entry of each; text says by whose words it was read; what cannot be read has an error of each."""
    (tmp_path / "ad.txt").write_text(LEAFLET, encoding="utf-8")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    done = run("extract", "-j", "gb,nz", "--format", "json", str(tmp_path))
    found = json.loads(done.out)["documents"]
    assert [(one["jurisdiction"], len(one["imprints"]), "error" in one) for one in found] == [
        ("gb", 1, False), ("nz", 1, False), ("gb", 0, True), ("nz", 0, True),
    ]  # fmt: skip
    assert done.code == 2
    told = run("extract", "-j", "gb,nz", str(tmp_path / "ad.txt")).out
    assert "United Kingdom · imprints: 1" in told
    assert "New Zealand · imprints: 1" in told
    assert "United Kingdom" not in run("extract", "-j", "gb", str(tmp_path / "ad.txt")).out


def test_the_library_takes_several_wherever_it_takes_one() -> None:
    """Results stand ad by ad, of each jurisdiction; an imprint that all read alike is there once."""
    ads = [LEAFLET, ""]
    found = [(one.jurisdiction, one.verdict) for one in check_many(ads, "gb,nz", medium="online")]
    assert found == [("gb", "compliant"), ("nz", "compliant"), ("gb", "unreadable"), ("nz", "unreadable")]
    checker = Checker(["gb", "nz"], on="2026-05-05")
    assert [one.rulebook.id for one in checker.each] == ["gb", "nz"]
    assert {one.on for one in checker.check_many([LEAFLET])} == {date(2026, 5, 5)}
    assert {one.on for one in checker.for_day(date(2026, 4, 4)).check_many([LEAFLET])} == {date(2026, 4, 4)}
    assert checker.extract(LEAFLET).imprints == [*extract(LEAFLET, "gb").imprints, *extract(LEAFLET, "nz").imprints]
    assert extract(LIBRARY_AD, "us,us-ca") == extract(LIBRARY_AD, "us")
    with pytest.raises(UsageError, match="check_many"):
        checker.check(LEAFLET)


@pytest.mark.parametrize(
    "arguments",
    [("coverage", "-j", "gb,eu"), ("rules", "list", "-j", "gb,eu"), ("explain", "kg/timing/x", "-j", "gb,kg")],
)
def test_where_one_is_meant_several_are_refused(run, arguments: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    """And none of them is left out silently."""
    done = run(*arguments)
    assert done.code == 2
    assert "one jurisdiction" in done.err
    with pytest.raises(UsageError, match="one jurisdiction"):
        settings("gb,eu")


def test_an_id_may_be_written_in_capitals(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """On the command line, in the library, in a configuration, in the environment."""
    (tmp_path / "ad.txt").write_text(LEAFLET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    usual = run("check", "-j", "gb", "--format", "json", "ad.txt").out
    assert run("check", "-j", "GB", "--format", "json", "ad.txt").out == usual
    assert run("rules", "list", "-j", "Gb").out == run("rules", "list", "-j", "gb").out
    assert run("coverage", "-j", "GB").out == run("coverage", "-j", "gb").out
    assert check(LEAFLET, "GB") == check(LEAFLET, "gb")
    assert Checker("Gb").rulebook is Checker("gb").rulebook
    (tmp_path / "compliance.toml").write_text('jurisdiction = "GB"\n', encoding="utf-8")
    assert run("check", "--format", "json", "ad.txt").out == usual
    (tmp_path / "compliance.toml").unlink()
    monkeypatch.setenv("COMPLIANCE_JURISDICTION", "GB")
    assert run("check", "--format", "json", "ad.txt").out == usual


def test_what_speaks_for_a_proposal_is_never_empty() -> None:
    """An imprint that was read by no label is shown by its values."""
    text = (ROOT / "examples" / "ads" / "lawful" / "ky-leaflet.txt").read_text(encoding="utf-8")
    reasons = [reason for one in propose(text) for reason in one.reasons]
    assert len(reasons) > 3
    assert all(reason.words for reason in reasons)
