"""The library as newsroom systems use it."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT

import compliance
from compliance import Ad, Checker, Imprint, RulebookError, SourceError, UsageError, check, check_many, extract

ADS = ROOT / "examples" / "ads"
Example = Callable[[str], str]


def test_check_takes_a_text_a_file_a_folder_and_an_ad(example: Example) -> None:
    text = example("unlawful/ru-newspaper.txt")
    verdicts = {
        check(text).documents[0].verdict,
        check(ADS / "unlawful" / "ru-newspaper.txt").documents[0].verdict,
        check(Ad(text=text)).documents[0].verdict,
        *(document.verdict for document in check(ADS / "unlawful").documents),
    }
    assert verdicts == {"non_compliant"}
    assert check(ADS).summary.documents == len(list(ADS.rglob("*.*")))


def test_options_are_those_of_the_checker(example: Example) -> None:
    report = check(
        example("lawful/ru-newspaper.txt"),
        jurisdiction="kg",
        languages=("ky", "en"),
        election="kg-2021-07-11-city-repeat",
    )
    assert report.documents[0].election is not None
    assert report.documents[0].election.resolved_by == "option"
    assert all(set(finding.message) == {"ky", "en"} for finding in report.documents[0].findings)


def test_extract_reads_without_judging(example: Example) -> None:
    found = extract(example("lawful/ky-leaflet.txt"), jurisdiction="kg")
    assert found.language == "ky"
    [imprint] = found.imprints
    assert imprint.publication_date is not None
    assert imprint.publication_date.value == datetime.date(2021, 7, 2)


def test_extract_stays_a_function_whatever_is_imported() -> None:
    from compliance.extraction import read

    assert callable(read)
    assert compliance.extract("Тираж: 5").imprints == extract("Тираж: 5").imprints


def test_many_are_checked_lazily_and_in_order(example: Example) -> None:
    asked = []

    def ads() -> Iterator[str | Path]:
        for ad in (example("lawful/ky-leaflet.txt"), Path("missing.txt"), ADS / "lawful" / "fields.json", ""):
            asked.append(ad)
            yield ad

    results = check_many(ads())
    assert asked == []
    assert next(results).verdict == "compliant"
    assert len(asked) == 1
    assert [result.verdict for result in results] == ["unreadable", "compliant", "unreadable"]


def test_one_ad_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "two.json").write_text('[{"text": "a"}, {"text": "b"}]', encoding="utf-8")
    checker = Checker("kg")
    for ad in ("", "a\ud800b", Path("missing.txt"), tmp_path / "two.json"):
        with pytest.raises(SourceError):
            checker.check(ad)
    assert check(tmp_path / "two.json").summary.documents == 2


@pytest.mark.parametrize(
    "options",
    [
        {"jurisdiction": "zz"},
        {"election": "kg-1999"},
        {"languages": ("de",)},
        {"languages": ()},
        {"languages": "en"},
        {"election": "kg-2021-07-11-city-repeat", "election_date": datetime.date(2021, 7, 11)},
    ],
)
def test_misuse_is_a_usage_error(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Checker(**options)  # type: ignore[arg-type]


def test_an_unknown_election_of_one_ad_is_a_usage_error(checker: Checker) -> None:
    with pytest.raises(UsageError, match="no election 'kg-1999'"):
        checker.check(Ad(text="Тираж: 5", election="kg-1999"))


def test_a_faulty_rulebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "jurisdiction.toml").write_text("id = 5", encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        Checker("kg", rules=tmp_path)
    assert len(caught.value.faults) > 1


def test_the_day_that_decides_is_named(checker: Checker, example: Example) -> None:
    stated = checker.check(example("lawful/ru-newspaper.txt"))
    assert (stated.on, stated.on_from) == (datetime.date(2021, 11, 15), "imprint")
    published = checker.check(Ad(text="Тираж: 5", published=datetime.datetime(2021, 11, 15, 20, tzinfo=datetime.UTC)))
    assert (published.on, published.on_from) == (datetime.date(2021, 11, 16), "published")
    forced = Checker("kg", on=datetime.date(2021, 7, 1)).check(example("lawful/ru-newspaper.txt"))
    assert (forced.on, forced.on_from) == (datetime.date(2021, 7, 1), "option")
    by_election = Checker("kg", election_date=datetime.date(2021, 7, 11)).check("Тираж: 5")
    assert (by_election.on, by_election.on_from) == (datetime.date(2021, 7, 11), "election")
    assert checker.check("Тираж: 5").on_from == "unknown"


def test_metadata_reaches_the_report(checker: Checker) -> None:
    ad = Ad(imprint=Imprint.model_validate({"print_run": 1}), medium="online", language="ru", path="cms/17")
    result = checker.check(ad)
    assert (result.medium, result.language, result.path) == ("online", "ru", "cms/17")


def test_threads_share_a_checker(example: Example) -> None:
    checker = Checker("kg")
    texts = [example(name) for name in ("lawful/ky-leaflet.txt", "unlawful/ky-leaflet.txt", "lawful/ru-newspaper.txt")]
    expected = [Checker("kg").check(text) for text in texts]
    wrong: list[object] = []

    def work(number: int) -> None:
        for turn in range(12):
            which = (number + turn) % len(texts)
            if checker.check(texts[which]) != expected[which]:
                wrong.append((number, turn))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_checking_prints_nothing_and_opens_no_socket(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, example: Example
) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    check(example("unlawful/ky-leaflet.txt"))
    assert capfd.readouterr() == ("", "")


def test_public_names_are_there() -> None:
    for name in compliance.__all__:
        assert getattr(compliance, name) is not None
        assert name in dir(compliance)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        compliance.nothing  # noqa: B018
