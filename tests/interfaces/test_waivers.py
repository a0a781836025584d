"""Waivers: a finding that is waived stays in every report, and does not fail a run; faulty waivers are findings."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from workspace import POLLING, RUN_STATED, SPELLING, documents, findings, repository, write

from compliance.border import schemas
from compliance.interfaces.cli.waiving import entry, today
from compliance.model.document import Document
from compliance.render import FORMATS
from compliance.report.waivers import Waivers
from compliance.sources.patterns import Excludes

if TYPE_CHECKING:
    from compliance.border import report_wire as wire

FILE = "compliance-waivers.toml"


def waiver(rule: str = POLLING, ad: str = "ads/bad.txt", until: str = "2026-12-31", **more: str) -> str:
    values = {"rule": rule, "ad": ad, "reason": "kept as history", "who": "A. Asanova", "until": until, **more}
    return "[[waiver]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items()) + "\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = repository(tmp_path / "repository")
    monkeypatch.chdir(made)
    return made


def check(run: Run, *arguments: str, on: str = "2026-06-01") -> tuple[int, dict[str, list[tuple[str, str]]]]:
    """Return the exit code and, by path, rule and severity of the findings on waivers files."""
    ran = run("check", *arguments, "--format", "json", "--today", on)
    found = {
        path: [(finding["rule"], finding["severity"]) for finding in entry["findings"]]
        for path, entry in documents(ran).items()
        if path.endswith(".toml")
    }
    return ran.code, found


def test_a_waived_finding_keeps_its_outcome_and_does_not_fail(run: Run, folder: Path) -> None:
    before = run("check", "ads", "--format", "json")
    errors = [rule for rule, found in findings(before, "ads/bad.txt").items() if found["severity"] == "error"]
    assert before.code == 1
    write(folder / FILE, "".join(waiver(rule) for rule in errors))
    after = run("check", "ads", "--format", "json", "--today", "2026-12-31")
    assert after.code == 0
    entry = documents(after)["ads/bad.txt"]
    assert entry["verdict"] == "non_compliant"
    for rule in errors:
        found = findings(after, "ads/bad.txt")[rule]
        assert found["outcome"] == findings(before, "ads/bad.txt")[rule]["outcome"]
        assert found["waived"] == {"by": "A. Asanova", "reason": "kept as history", "until": "2026-12-31"}
    Draft202012Validator(json.loads(schemas.read("report.v1"))).validate(json.loads(after.out))


@pytest.mark.parametrize("form", FORMATS)
def test_it_shows_in_every_format(run: Run, folder: Path, form: str) -> None:
    write(folder / FILE, waiver(SPELLING) + waiver(RUN_STATED, until="2020-01-01"))
    out = run("check", ".", "--format", form, "--today", "2026-06-01").out
    assert "waiver/expired" in out
    if form == "gitlab":
        assert "aived" in out
    else:
        assert "A. Asanova" in out


@pytest.mark.parametrize("ad", ["ads/*.txt", "**/bad.txt", "ads/bad.txt", "./ads/bad.txt", "SHA"])
def test_an_ad_is_named_by_path_pattern_or_content(run: Run, folder: Path, ad: str) -> None:
    digest = documents(run("check", "ads", "--format", "json"))["ads/bad.txt"]["sha256"]
    write(folder / FILE, waiver(ad=ad.replace("SHA", digest)))
    assert findings(run("check", "ads", "--format", "json", "--today", "2026-06-01"), "ads/bad.txt")[POLLING]["waived"]


def test_one_ad_of_several_in_a_file_is_named_by_its_pointer(run: Run, folder: Path) -> None:
    text = (folder / "ads" / "bad.txt").read_text(encoding="utf-8")
    write(folder / "ads" / "two.json", json.dumps([{"text": text}, {"text": text}]))
    write(folder / FILE, waiver(ad="ads/two.json#/1"))
    report = json.loads(run("check", "ads/two.json", "--format", "json", "--today", "2026-06-01").out)
    waived = [
        "waived" in finding
        for entry in report["documents"]
        for finding in entry["findings"]
        if finding["rule"] == POLLING
    ]
    assert waived == [False, True]


def test_an_expired_waiver_is_a_warning_and_waives_nothing(run: Run, folder: Path) -> None:
    write(folder / FILE, waiver(until="2026-05-31"))
    assert check(run, "ads") == (1, {FILE: [("waiver/expired", "warning")]})
    assert check(run, "ads", on="2026-05-31") == (1, {})


def test_an_unused_waiver_is_a_note(run: Run, folder: Path) -> None:
    write(folder / FILE, waiver(ad="ads/good.txt"))
    assert check(run, "ads/good.txt") == (0, {FILE: [("waiver/unused", "note")]})
    assert check(run, "ads/bad.txt") == (1, {})  # the ad it names was not checked: nothing is known


@pytest.mark.parametrize(("ad", "arguments"), [("ads/gone.txt", ["ads/good.txt"]), ("old/*.txt", ["."])])
def test_a_waiver_for_an_ad_that_is_gone_is_unused(run: Run, folder: Path, ad: str, arguments: list[str]) -> None:
    write(folder / FILE, waiver(ad=ad))
    assert check(run, *arguments)[1] == {FILE: [("waiver/unused", "note")]}


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        (waiver("kg/timing/before-poling-day"), f"did you mean “{POLLING}”", 1),
        ("\n" + waiver(until="soon"), "“until” is no day such as 2026-12-31: soon", 2),
        (waiver(reason="  "), "“reason” is missing", 1),
        ('[[waiver]]\nrule = "x"\n', "“ad” is missing", 1),
        (waiver(wo="x"), "“wo” is not known; did you mean “who”?", 1),
        ("[[waivers]]\n", "“waivers” is not known", 1),
        ("waiver = 5\n", "write each waiver as [[waiver]]", 1),
        ("\n\n[[waiver\n", "line 3", 3),
    ],
)
def test_a_malformed_waiver_is_an_error_in_its_line(run: Run, folder: Path, text: str, said: str, line: int) -> None:
    write(folder / FILE, text)
    ran = run("check", "ads/good.txt", "--format", "json")
    [finding] = documents(ran)[FILE]["findings"]
    assert (ran.code, finding["rule"], finding["severity"]) == (1, "waiver/malformed", "error")
    assert said in finding["message"]["en"]
    assert finding["span"]["line"] == line
    span = finding["span"]
    assert text[span["start"] : span["end"]] == finding["evidence"]


def test_waivers_are_found_upward_named_or_left_out(run: Run, folder: Path) -> None:
    write(folder / FILE, waiver())
    other = write(folder / "other.toml", waiver(SPELLING))
    rules = {
        rule
        for arguments in ([], ["--waivers", str(other)], ["--isolated"])
        for rule, found in findings(run("check", "ads", "--format", "json", *arguments), "ads/bad.txt").items()
        if "waived" in found
    }
    assert rules == {POLLING, SPELLING}
    assert run("check", "ads", "--waivers", "none.toml").err.startswith("compliance: none.toml: cannot be read")
    assert run("check", "ads", "--waivers", "none.toml").code == 2


def test_the_day_is_that_of_a_repeatable_build(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert today({"SOURCE_DATE_EPOCH": "1625529600"}) == date(2021, 7, 6)
    write(folder / FILE, waiver(until="2021-07-05"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1625529600")
    found = documents(run("check", "ads", "--format", "json"))
    assert [finding["rule"] for finding in found[FILE]["findings"]] == ["waiver/expired"]


def test_a_waivers_file_validates_by_its_schema(run: Run, folder: Path) -> None:
    path = write(folder / FILE, waiver())
    assert run("schema", "waivers.v1", "--validate", str(path)).code == 0
    write(path, waiver(reason=""))
    assert run("schema", "waivers.v1", "--validate", str(path)).code == 1


AD = st.lists(st.sampled_from(["a", "b", "*", "?", "/", "**/", "[ab]", ".", "!", "#/0", " "]), min_size=1, max_size=6)


@given(AD.map("".join), st.sampled_from(["a", "b", "a/b", "b/a/b", "a b", "!", "a/b/.a", "ab"]))
def test_an_ad_is_looked_up_as_its_pattern_would_find_it(ad: str, place: str) -> None:
    path, _, pointer = ad.partition("#/")
    anchored = path if path.startswith(("/", "**")) else "/" + path.removeprefix("./")
    expected = Excludes([anchored]).excludes(place)
    rules = {POLLING: POLLING}
    used = Waivers(Document(waiver(ad=ad)), rules, date(2026, 1, 1))
    finding = {"rule": POLLING}
    used.apply(cast("wire.AdResult", {"findings": [finding], "pointer": f"/{pointer}"}), place)
    assert ("waived" in finding) is (expected and bool(ad.strip()))


def test_twice_as_many_waivers_take_twice_the_work() -> None:
    """20,000 waivers took 74 s; what Python code is entered is counted, so that no slow machine fails."""
    for ad in ("ads/{0}.txt", "{0:064x}", "f{0}/*.txt", "ads/{0}.json#/1"):
        made = [waiver(ad=ad.format(i), until="2020-01-01") for i in range(1_000)]
        few, many = _work("".join(made[:500])), _work("".join(made))
        assert many <= 2.5 * few
    typos = "".join(waiver(rule=f"kg/timing/x{i}") for i in range(500))
    assert _work(typos * 2) <= 2.5 * _work(typos)


def _work(text: str) -> int:
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    document = Document(text)
    sys.setprofile(counted)
    try:
        waivers = Waivers(document, {POLLING: POLLING}, date(2026, 1, 1))
        for number in range(50):
            result = {"path": "x", "findings": [{"rule": POLLING}], "pointer": "/1/text", "sha256": f"{number:064x}"}
            waivers.apply(cast("wire.AdResult", result), f"ads/{number}.txt")
        entry(document, waivers.leftover(True), "kg", ["en"])
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("epoch", ["²", "9" * 30, "-5", "1e5", "253402300800", "٣"])
def test_a_day_that_is_none_is_said(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    write(folder / FILE, waiver())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ran = run("check", "ads")
    assert (ran.code, ran.err.count("\n"), "SOURCE_DATE_EPOCH is" in ran.err) == (2, 1, True)


@pytest.mark.parametrize("text", ["x = " + "[" * 50_000, "x = " + "{a=" * 50_000, "x = " + "9" * 5_000])
def test_waivers_nested_too_deeply_are_malformed(run: Run, folder: Path, text: str) -> None:
    write(folder / FILE, text)
    ran = run("check", "ads/good.txt", "--format", "json")
    assert ran.code == 1
    assert list(findings(ran, FILE)) == ["waiver/malformed"]


def test_a_waiver_of_a_pattern_of_rules_waives_what_it_names(run: Run, folder: Path) -> None:
    write(folder / FILE, waiver("kg/*", ad="ads/bad.txt"))
    ran = run("check", "ads", "--format", "json", "--today", "2026-06-01")
    assert ran.code == 0
    assert all("waived" in found for found in findings(ran, "ads/bad.txt").values())
    write(folder / FILE, waiver("kg/*/before-polling-*"))
    ran = run("check", "ads", "--format", "json", "--today", "2026-06-01")
    waived = {rule for rule, found in findings(ran, "ads/bad.txt").items() if "waived" in found}
    assert waived == {POLLING}
    write(folder / FILE, waiver("kg/nothing/*"))
    assert check(run, "ads") == (1, {FILE: [("waiver/malformed", "error")]})
    write(folder / FILE, waiver("kg/imprint"))
    assert check(run, "ads")[1] == {FILE: [("waiver/malformed", "error")]}, "a topic is written with its star"


def test_a_waiver_of_a_rule_that_was_not_asked_is_not_unused(run: Run, folder: Path) -> None:
    write(folder / FILE, waiver(POLLING))
    assert check(run, "ads")[1] == {}
    assert check(run, "ads", "--ignore", "kg/timing")[1] == {}
    assert check(run, "ads", "--select", "kg/imprint")[1] == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (waiver(until="soon"), "«until» — не день вида 2026-12-31: soon"),
        (waiver("kg/timing/no-such-rule-at-all"), "нет правила «kg/timing/no-such-rule-at-all»"),
        (waiver().replace("who =", "whom ="), "«whom» не известно; может быть, «who»?"),
        ("[other]\n", "«other» не известно; есть: [[waiver]]"),
    ],
)
def test_what_is_wrong_with_a_waiver_is_told_in_the_language(run: Run, folder: Path, text: str, said: str) -> None:
    write(folder / FILE, text)
    assert said in run("check", "ads", "--lang", "ru", "--format", "concise", "--today", "2026-06-01").out
