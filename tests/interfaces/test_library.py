"""The library as newsroom systems use it."""

from __future__ import annotations

import datetime
import pickle
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


def test_an_imprint_that_is_given_as_fields_is_what_the_ad_states(example: Example) -> None:
    """It was left out, as if the ad had none; with a text beside it, that is what is read."""
    fields = Imprint.model_validate({"print_run": 500, "customer": {"name": "«Күн»", "kind": "party"}})
    assert extract(Ad(imprint=fields)).imprints == [fields]
    assert extract(Ad(imprint=fields), "kg,gb").imprints == [fields]
    assert extract(Ad(imprint=fields, text=example("lawful/ky-leaflet.txt"))).imprints[0] != fields


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


def test_bytes_are_decoded_as_files_are(example: Example) -> None:
    text = example("lawful/ru-newspaper.txt")
    [stated] = check(text.encode("cp1251")).documents
    assert (stated.encoding, stated.verdict) == ("windows-1251", "compliant")
    assert extract(text.encode("utf-8-sig")).language == "ru"
    assert extract(text.replace("\r", "").encode()).imprints == extract(text.replace("\r", "")).imprints
    with pytest.raises(SourceError):
        check(b"\0\x01\x02")


def test_days_may_be_text(example: Example) -> None:
    text = example("lawful/ru-newspaper.txt")
    assert Checker(on="2021-07-01").check(text) == Checker(on=datetime.date(2021, 7, 1)).check(text)
    assert check("Тираж: 5", election_date="2021-07-11").documents[0].on == datetime.date(2021, 7, 11)


def test_medium_and_publication_of_a_call_come_before_those_of_an_ad(checker: Checker) -> None:
    ad = Ad(text="Тираж: 5", medium="online", published="2021-07-01")
    noon = datetime.datetime(2021, 7, 10, 12)
    for result in (
        checker.check(ad, medium="print", published=noon),
        check(ad, medium="print", published="2021-07-10T12:00").documents[0],
        *check_many([ad], medium="print", published=noon),
    ):
        assert (result.medium, result.published) == ("print", noon)
    kept = checker.check(ad)
    assert (kept.medium, kept.published) == ("online", datetime.date(2021, 7, 1))


def test_messages_may_be_in_any_language_that_one_of_several_jurisdictions_speaks(example: Example) -> None:
    """What the other does not say in it is English; a language that none of them speaks is refused."""
    text = example("unlawful/ky-leaflet.txt")
    both = check(text, ["kg", "gb"], languages=["ru"]).documents
    assert both[0].findings[0].message["ru"].startswith("В выходных данных")
    assert both[1].findings[0].message["ru"]
    [of_one] = check("Vote", "gb", languages=["ky"]).documents
    assert [set(finding.message) for finding in of_one.findings] == [{"ky"}]
    assert check(text, "kg,kz", languages=["kk"]).documents[0].findings[0].message["kk"]
    with pytest.raises(UsageError, match="not in"):
        check(text, "kg,gb", languages=["kk"])


def test_an_election_of_one_of_several_jurisdictions_is_its_day_for_the_others() -> None:
    """No calendar has the ids of another; one that none has is refused."""
    [own, other] = check("Тираж: 5", "kg,gb", election="kg-2021-07-11-city-repeat").documents
    assert own.election is not None
    assert other.election is not None
    assert (own.election.id, own.election.date) == ("kg-2021-07-11-city-repeat", other.election.date)
    assert other.election.resolved_by == "option"
    with pytest.raises(UsageError, match="no election 'kg-2021' in the calendar"):
        Checker("gb,kg", election="kg-2021")


def test_a_checker_and_a_report_go_into_another_process(example: Example) -> None:
    """Also after work, when a checker keeps what it computed."""
    text = example("unlawful/ky-leaflet.txt")
    checker = Checker("kg", languages=["ru"])
    result = checker.check(text)
    assert pickle.loads(pickle.dumps(checker)).check(text) == result
    assert pickle.loads(pickle.dumps(result)) == result


def test_everything_that_is_wrong_with_facts_is_told_at_once() -> None:
    with pytest.raises(SourceError) as caught:
        check(Ad(text="Тираж: 5", facts={"outlet_accreditd": True, "poll": "perhaps", "medium": "print"}))
    assert "no fact 'outlet_accreditd'; did you mean 'outlet_accredited'?" in caught.value.reason
    assert "poll: 'perhaps' is not of the kind bool" in caught.value.reason


def test_fields_that_were_read_go_with_the_text_they_were_read_from(example: Example) -> None:
    """A place outside a text is refused: no finding may point there."""
    text = example("unlawful/ky-leaflet.txt")
    [read] = extract(text).imprints
    assert Checker().check(Ad(text=text, imprint=read)).verdict == "non_compliant"
    with pytest.raises(ValueError, match="has a place in a text, and the ad gives no text"):
        Ad(imprint=read)
    with pytest.raises(ValueError, match="ends at 505, and the text at 300"):
        Ad(text=text[:300], imprint=Imprint(span=read.span))


def untyped(call: Callable[..., object]) -> Callable[..., object]:
    """Return the same function as those see it who use no type checker (tests/typing has the others)."""
    return call


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: untyped(check)(None), TypeError, "an ad is a text .* not None"),
        (lambda: untyped(check)({"text": "x"}), TypeError, "Ad.model_validate"),
        (lambda: untyped(extract)(5), TypeError, "an ad is a text"),
        (lambda: untyped(check_many)("Тираж: 5"), TypeError, "a list of texts"),
        (lambda: untyped(check_many)(Ad(text="x")), TypeError, "several ads, .* not Ad"),
        (lambda: untyped(check_many)({"text": "x"}), TypeError, "several ads, .* not dict"),
        (lambda: untyped(check)("x", None), TypeError, "jurisdiction is"),
        (lambda: untyped(check)("x", rules="nowhere"), UsageError, "nowhere: no such folder"),
        (lambda: untyped(check)("x", languages="ru"), UsageError, r"\('ru',\)"),
        (lambda: untyped(check)("x", languages=None), TypeError, "languages are a list"),
        (lambda: untyped(check)("x", languages=["de"]), UsageError, "messages are in en, ky, ru"),
        (lambda: untyped(check)("x", on="10.07.2021"), UsageError, "on: '10.07.2021' is not a date like"),
        (lambda: untyped(check)("x", on=datetime.datetime(2021, 7, 10)), TypeError, "on is a date"),
        (lambda: untyped(check)("x", election_date=2021), TypeError, "election_date is a date"),
        (lambda: untyped(check)("x", published="soon"), UsageError, "published: 'soon'"),
        (lambda: untyped(check)("x", published=5), TypeError, "published is a date, a datetime"),
        (lambda: untyped(check)("x", medium="radio"), UsageError, "there is: print, outdoor, online"),
        (lambda: untyped(check)("x", medium=5), TypeError, "medium is a text"),
        (lambda: untyped(check)("x", election=5), TypeError, "election is a text"),
        (lambda: untyped(check)("x", rules=5), TypeError, "rules is a path"),
        (lambda: untyped(check)("x", rules=""), UsageError, "rules: the path is empty"),
        (lambda: untyped(check)("x", elections=""), UsageError, "elections: the path is empty"),
        (lambda: untyped(check)("x", elections="no/ours.toml"), UsageError, "^no/ours.toml: no such file$"),
        (lambda: untyped(check)("x", table_map={"text": 5}), UsageError, "a column or a list of columns, not 5"),
        (lambda: untyped(check)("x", day="2021-07-10"), TypeError, "unexpected keyword"),
    ],
)
def test_misuse_says_what_to_give(call: Callable[[], object], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        call()


def test_a_rulebook_is_loaded_once_for_all_calls(monkeypatch: pytest.MonkeyPatch, example: Example) -> None:
    from compliance.rulebook.files import load

    check(example("lawful/ky-leaflet.txt"))
    monkeypatch.setattr(load, "load", lambda *_: pytest.fail("loaded again"))
    check(example("lawful/ky-leaflet.txt"), languages=("ru",), election="kg-2021-07-11-city-repeat")
    extract(example("lawful/ky-leaflet.txt"))
    assert Checker("kg").rulebook is Checker("kg", on="2021-07-01").rulebook


def test_rules_of_ones_own_are_read_again_when_they_change(tmp_path: Path) -> None:
    calendar = tmp_path / "elections.toml"
    origin = (ROOT / "rules" / "kg" / "elections.toml").read_text(encoding="utf-8")
    calendar.write_text(origin, encoding="utf-8")
    first = Checker("kg", elections=calendar).rulebook
    assert Checker("kg", elections=str(calendar)).rulebook is first
    calendar.write_text(origin + "\n# changed\n", encoding="utf-8")
    assert Checker("kg", elections=calendar).rulebook.sha256 != first.sha256
    calendar.unlink()
    with pytest.raises(UsageError, match="no such file"):
        Checker("kg", elections=calendar)


def test_a_file_of_several_ads_is_not_one_ad(tmp_path: Path) -> None:
    (tmp_path / "two.json").write_text('[{"text": "a"}, {"text": "b"}]', encoding="utf-8")
    with pytest.raises(SourceError, match="holds 2 ads"):
        extract(tmp_path / "two.json")
    assert [result.pointer for result in check_many([tmp_path / "two.json"])] == ["/0/text", "/1/text"]


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


def test_an_ad_that_names_an_unknown_election_cannot_be_judged(checker: Checker) -> None:
    """What is wrong with one ad ends that ad, not a batch."""
    wrong, right = Ad(text="Тираж: 5", election="kg-1999"), Ad(text="Тираж: 5")
    assert next(iter(checker.check_many([wrong, right]))).verdict == "unreadable"
    with pytest.raises(SourceError, match="no election 'kg-1999'"):
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


def test_a_finding_on_a_field_that_was_given_points_at_it(checker: Checker) -> None:
    """Its words are the evidence and its path is the place; there is no span, whatever text stands beside it."""
    fields = {"payer": {"name": "ОсОО «Терек»"}, "funding_source": "министерства культуры", "print_run": 0}
    for text in (None, "Добуш бериңиз! министерства культуры, 0"):
        result = checker.check(Ad.model_validate({"text": text, "imprint": fields, "medium": "print"}))
        found = {finding.rule: finding for finding in result.findings}
        barred, run = found["kg/payment/source-not-barred"], found["kg/form/print-run-positive"]
        assert (barred.span, barred.evidence, barred.pointer) == (
            None,
            "министерства культуры",
            "/imprint/funding_source",
        )
        assert (run.span, run.evidence, run.pointer) == (None, "0", "/imprint/print_run")
        missing = found["kg/imprint/executor-stated"]
        assert (missing.span, missing.evidence, missing.pointer) == (None, "", "/imprint")
