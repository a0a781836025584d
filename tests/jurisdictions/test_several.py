"""Several jurisdictions at once, and what `auto` proposes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compliance import UsageError, check
from compliance.authoring.proposals import propose

LEAFLET = "Vote Moss! Promoted by Jane Moss, 12 High Street, York YO1 7HH"


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
