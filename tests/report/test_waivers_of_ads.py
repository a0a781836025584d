"""Which findings of which ads a waiver reaches, up to its last day, and what is said of a waiver that cannot hold."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, cast

import pytest

from compliance.border import report_wire as wire
from compliance.model.document import Document
from compliance.report.waivers import BETWEEN, KEYS, SEVERITY, Leftover, Waivers, parse, schema

RULE, OTHER, OLD = "kg/timing/before-polling-day", "kg/imprint/present", "kg/timing/on-time"
RULES = {RULE: RULE, OTHER: OTHER, OLD: RULE}
TODAY = date(2026, 6, 1)


def waiver(ad: str, rule: str = RULE, until: object = "2026-12-31", **more: Any) -> str:
    values = {"rule": rule, "ad": ad, "reason": " kept as history ", "who": " A. Asanova ", **more}
    lines = [f"{key} = {json.dumps(value)}\n" for key, value in values.items()]
    return "[[waiver]]\n" + "".join(lines) + f"until = {until if isinstance(until, date) else json.dumps(until)}\n"


def entry(pointer: str = "", sha256: str = "0" * 64, rule: str = RULE) -> wire.AdResult:
    finding = {"rule": rule, "severity": "error", "outcome": "fail"}
    return cast(wire.AdResult, {"findings": [finding], "pointer": pointer, "sha256": sha256})


def waived(text: str, place: str = "ads/bad.txt", today: date = TODAY, **more: Any) -> bool:
    result = entry(**more)
    Waivers(Document(text), RULES, today).apply(result, place)
    return "waived" in result["findings"][0]


DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize("written", [DIGEST, f"sha256:{DIGEST}"])
def test_a_digest_is_one_content_wherever_it_lies(written: str) -> None:
    assert waived(waiver(written), sha256=DIGEST)
    assert waived(waiver(written), place="elsewhere.txt", sha256=DIGEST)
    assert waived(waiver(written), place="", sha256=DIGEST)
    assert not waived(waiver(written))
    assert not waived(waiver(written), sha256="f" * 64)
    assert not waived(waiver(written), place=written)


@pytest.mark.parametrize(
    ("ad", "place", "reached"),
    [
        ("ads/bad.txt", "ads/bad.txt", True), ("./ads/bad.txt", "ads/bad.txt", True), ("ads", "ads/bad.txt", True),
        ("ads/bad", "ads/bad.txt", False), ("ads/bad.txt", "ads/bad.txt.old", False), ("ad", "ads/bad.txt", False),
        ("bad.txt", "ads/bad.txt", False), ("**/bad.txt", "ads/bad.txt", True), ("*/bad.txt", "ads/bad.txt", True),
        ("ads/*.txt", "ads/bad.txt", True), ("ads/*.txt", "more/ads/bad.txt", False), ("/ads/*.txt", "ads/b.txt", True),
        ("other/*.txt", "ads/bad.txt", False), ("*.txt", "bad.txt", True), ("*.txt", "ads/bad.txt", False),
        ("ads/ba?.txt", "ads/bad.txt", True),
        ("ads/bad.txt", "", False), ("a d/b c.txt", "a d/b c.txt", True),
    ],
)  # fmt: skip
def test_a_path_or_a_pattern_from_the_folder(ad: str, place: str, reached: bool) -> None:
    assert waived(waiver(ad), place=place) == reached


@pytest.mark.parametrize(
    ("ad", "pointer", "reached"),
    [
        ("a.json#/1", "/1", True), ("a.json#/1", "/1/text", True), ("a.json#/1", "/10", False),
        ("a.json#/1", "/10/text", False), ("a.json#/1", "/0/text", False), ("a.json#/1/text", "/1", False),
        ("a.json#/1", "", False), ("a.json", "/1/text", True), ("*.json#/1", "/1/text", True),
        ("*.json#/1", "/2/text", False),
    ],
)  # fmt: skip
def test_one_ad_of_a_file_by_its_pointer(ad: str, pointer: str, reached: bool) -> None:
    assert waived(waiver(ad), place="a.json", pointer=pointer) == reached


@pytest.mark.parametrize(
    ("rule", "found", "reached"),
    [
        (RULE, RULE, True), (RULE, OTHER, False), (OLD, RULE, True), ("kg/timing/*", RULE, True),
        ("kg/imprint/*", RULE, False), ("kg/*", OTHER, True),
    ],
)  # fmt: skip
def test_a_rule_its_former_name_or_a_pattern_of_rules(rule: str, found: str, reached: bool) -> None:
    assert waived(waiver("ads/bad.txt", rule), rule=found) == reached


def test_it_holds_up_to_its_last_day() -> None:
    for until in ("2026-06-01", date(2026, 6, 1)):
        assert waived(waiver("ads/bad.txt", until=until), today=date(2026, 5, 31))
        assert waived(waiver("ads/bad.txt", until=until), today=date(2026, 6, 1))
        assert not waived(waiver("ads/bad.txt", until=until), today=date(2026, 6, 2))


def test_the_first_that_reaches_a_finding_is_the_one_that_is_told() -> None:
    text = waiver("ads/bad.txt", who="B. Bekov") + waiver("ads/*.txt") + waiver("ads/bad.txt", OTHER)
    waivers = Waivers(Document(text), RULES, TODAY)
    result = entry()
    waivers.apply(result, "ads/bad.txt")
    assert result["findings"][0]["waived"] == {"by": "B. Bekov", "reason": "kept as history", "until": "2026-12-31"}
    assert [(left.kind, left.line) for left in waivers.leftover(complete=False)] == [("unused", 13)]


def left(text: str, complete: bool = False, ads: tuple[str, ...] = (), **more: Any) -> list[tuple[str, int]]:
    waivers = Waivers(Document(text), RULES, TODAY)
    for ad in ads:
        waivers.apply(entry(rule=OTHER), ad)
    return [(found.kind, found.line) for found in waivers.leftover(complete, **more)]


def test_what_is_wrong_with_waivers_is_told_in_the_order_of_their_lines() -> None:
    expired, unused, faulty = waiver("a.txt", until="2026-05-31"), waiver("b.txt"), waiver("c.txt", "kg/no/rule")
    assert left(unused + expired + faulty, complete=True) == [("unused", 1), ("expired", 7), ("malformed", 13)]
    assert left(unused + expired + faulty) == [("expired", 7), ("malformed", 13)]
    assert left(unused, ads=("b.txt",)) == [("unused", 1)]
    assert left(unused, ads=("c.txt",)) == []
    assert left(unused, gone=frozenset({"b.txt"})) == [("unused", 1)]
    assert left(unused, complete=True, not_asked=frozenset({RULE})) == []
    assert left(unused, complete=True, not_asked=frozenset({OTHER})) == [("unused", 1)]
    assert left(expired, not_asked=frozenset({RULE})) == [("expired", 1)]


def test_of_an_expired_or_unused_waiver_all_is_told() -> None:
    (found,) = Waivers(Document(waiver("b.txt")), RULES, TODAY).leftover(complete=True)
    said = {"rule": RULE, "ad": "b.txt", "who": "A. Asanova", "until": "2026-12-31"}
    assert found == Leftover("unused", 1, said)
    assert SEVERITY == {"malformed": "error", "expired": "warning", "unused": "note"}


def test_ads_that_are_named_by_a_plain_path() -> None:
    text = waiver("a.txt") + waiver(DIGEST) + waiver("b/*.txt") + waiver("c?.txt") + waiver("[d].txt") + waiver("e#/1")
    assert Waivers(Document(text), RULES, TODAY).paths() == ["a.txt", "e#/1"]


FAULTS = [
    (waiver("a.txt").replace("[[waiver]]", "[[waivers]]"), "“waivers” is not known; there is: [[waiver]]", 1),
    ("# none\n[waiver]\n", "write each waiver as [[waiver]]", 2),
    ("waiver = [1]\n", "write each waiver as [[waiver]]", 1),
    (waiver("a.txt", wo="x"), "“wo” is not known; did you mean “who”?", 1),
    (waiver("a.txt", quite="x"), "“quite” is not known", 1),
    (waiver("a.txt").replace("ad = ", "# "), "“ad” is missing", 1),
    (waiver(" "), "“ad” is missing", 1),
    (waiver("a.txt", reason=5), "“reason” is not a text", 1),
    (waiver("a.txt", until="2026-13-01"), "“until” is no day such as 2026-12-31: 2026-13-01", 1),
    (waiver("a.txt").replace('"2026-12-31"', "2026-12-31T10:00:00"), "“until” is no day such as 2026-12-31", 1),
    (waiver("a.txt").replace('"2026-12-31"', "20261231"), "“until” is no day such as 2026-12-31", 1),
    (waiver("a.txt", "kg/timing/before-poling-day"), f"before-poling-day”; did you mean “{RULE}”?", 1),
    (waiver("a.txt", "zz/*"), "there is no rule “zz/*”", 1),
    (waiver("a.txt", "é" * 200), f"there is no rule “{'é' * 200}”", 1),
    ("\n\n[[waiver\n", "line 3", 3),
    ("x = 1\nwaiver = [\n", "Invalid value", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "line"), FAULTS, ids=[str(number) for number in range(len(FAULTS))])
def test_a_waiver_that_cannot_hold_is_told_with_its_line(text: str, said: str, line: int) -> None:
    waivers, faults = parse(text, RULES)
    assert waivers == []
    (fault,) = faults
    assert (fault.kind, fault.line) == ("malformed", line)
    assert said in fault.params["what"]


def test_everything_that_is_wrong_with_a_waiver_is_told_at_once() -> None:
    """One finding for one waiver, and whoever mends it need not come back for the next slip."""
    _, (fault,) = parse(waiver("", "kg/zz", who=5, wo="x", until="soon"), RULES)
    assert fault.params["what"].split(BETWEEN) == [
        "“wo” is not known; did you mean “who”?",
        "“ad” is missing",
        "“who” is not a text",
        "“until” is no day such as 2026-12-31: soon",
        "there is no rule “kg/zz”",
    ]
    _, (fault,) = parse(waiver("a.txt", **{f"key{number}": "x" for number in range(50)}), RULES)
    assert fault.params["what"].count(BETWEEN) == 7


def test_a_faulty_waiver_takes_no_other_with_it() -> None:
    waivers, faults = parse(waiver("a.txt", who="") + waiver("b.txt"), RULES)
    assert [(one.ad, one.line, one.who, one.reason) for one in waivers] == [
        ("b.txt", 7, "A. Asanova", "kept as history")
    ]
    assert [fault.line for fault in faults] == [1]
    assert parse("", RULES) == ([], [])


def test_what_may_have_been_meant_is_looked_for_a_few_times_only() -> None:
    """A file of thousands of slips is told at once; the same slip gets the same advice."""
    slips = [waiver("a.txt", f"kg/timing/before-polling-day{number}") for number in range(25)]
    faults = parse("".join([*slips, slips[0]]), RULES)[1]
    advised = ["did you mean" in fault.params["what"] for fault in faults]
    assert advised == [True] * 20 + [False] * 5 + [True]


def test_the_schema_names_every_key_and_closes_the_tables() -> None:
    made = schema()
    table = made["properties"]["waiver"]["items"]
    assert list(table["properties"]) == table["required"] == list(KEYS)
    assert made["additionalProperties"] is table["additionalProperties"] is False
    assert table["properties"]["until"] == {"type": "string", "format": "date", "description": KEYS["until"]}
    assert table["properties"]["who"] == {"type": "string", "pattern": r"\S", "description": KEYS["who"]}
    assert (made["type"], made["properties"]["waiver"]["type"], made["description"]) == (
        "object", "array", schema.__doc__,
    )  # fmt: skip


def test_a_fault_of_the_whole_text_is_told_at_its_last_line_or_the_first() -> None:
    """A number that no parser takes is told without a line."""
    number = "x = " + "9" * 5_000
    assert [parse(text, RULES)[1][0].line for text in (number, number + "\n", "\n\n" + number + "\n")] == [1, 1, 3]
