"""What the answers become: the verdict, the order of findings, and where a long list of them is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from compliance.checker import Checker
from compliance.engine.check import Evaluation
from compliance.model.answer import Answer, Outcome, Severity
from compliance.model.document import Document
from compliance.model.known import NOTHING
from compliance.report.build import MAX_FINDINGS, Judged, Tally, ad_result, asked, report, unextracted
from compliance.report.findings import fingerprint
from compliance.rulebook import load

BOOK = load("kg")
CHECKER = Checker.of(BOOK)
TEXT = (ROOT / "examples" / "ads" / "lawful" / "ky-leaflet.txt").read_text(encoding="utf-8")
JUDGED = CHECKER.weighed(Document(TEXT, path="ad.txt"), NOTHING)
RULE = next(rule for rule in BOOK.rules if rule.id == "kg/imprint/print-run-stated")
OTHER = next(rule for rule in BOOK.rules if rule.id == "kg/imprint/customer-stated")


def said(severity: Severity, outcome: Outcome, start: int | None = None, imprint: int | None = None) -> Evaluation:
    rule = (RULE if severity == "error" else OTHER)._replace(severity=severity)
    reason = {"pass": "stated", "fail": "missing", "unclear": "unreadable", "not_applicable": "no_imprint"}[outcome]
    end = None if start is None else start + 3
    answer = Answer(outcome, reason, {"field": "print_run", "value": "1"}, start, end)
    return Evaluation(rule, rule.versions[0], imprint, answer)


def judged(*evaluations: Evaluation) -> Judged:
    return JUDGED._replace(evaluations=evaluations)


VERDICTS: list[tuple[list[tuple[Severity, Outcome]], str]] = [
    ([("error", "pass")], "compliant"),
    ([("error", "pass"), ("note", "fail")], "compliant"),
    ([("error", "pass"), ("note", "unclear")], "compliant"),
    ([("error", "pass"), ("warning", "pass")], "compliant"),
    ([("error", "pass"), ("warning", "unclear")], "unclear"),
    ([("error", "pass"), ("warning", "fail")], "unclear"),
    ([("error", "pass"), ("error", "unclear")], "unclear"),
    ([("error", "fail"), ("error", "pass")], "non_compliant"),
    ([("error", "fail"), ("error", "unclear")], "non_compliant"),
    ([("error", "fail"), ("warning", "fail")], "non_compliant"),
    ([("error", "not_applicable")], "unclear"),
    ([("warning", "pass")], "unclear"),
    ([("note", "pass")], "unclear"),
    ([], "unclear"),
]


@pytest.mark.parametrize(("outcomes", "verdict"), VERDICTS, ids=[str(row[0]) for row in VERDICTS])
def test_the_verdict_accuses_by_law_alone_and_is_compliant_only_by_a_duty_that_was_met(
    outcomes: list[tuple[Severity, Outcome]], verdict: str
) -> None:
    """A failing warning rests on practice: it accuses nobody, and nobody can sign it off either."""
    entry = ad_result(judged(*(said(*outcome) for outcome in outcomes)), BOOK, ["en"])
    assert entry["verdict"] == verdict


@pytest.mark.parametrize(
    ("number", "shown", "truncated"), [(199, 199, False), (200, 200, False), (201, 200, True), (250, 200, True)]
)
def test_more_findings_than_a_report_holds_are_cut_off_and_it_says_so(number: int, shown: int, truncated: bool) -> None:
    entry = ad_result(judged(*[said("error", "fail")] * number), BOOK, ["en"])
    assert MAX_FINDINGS == 200
    assert len(entry["findings"]) == shown
    assert entry.get("truncated", False) == truncated


def test_what_is_cut_off_decides_the_verdict_all_the_same() -> None:
    """The gravest come first, so what is left out is never graver than what is shown."""
    many = [said("note", "fail")] * 200
    entry = ad_result(judged(*many, said("error", "fail")), BOOK, ["en"])
    assert entry["verdict"] == "non_compliant"
    assert (entry["findings"][0]["severity"], entry["findings"][1]["severity"]) == ("error", "note")


def test_an_extraction_that_was_cut_off_is_told() -> None:
    assert "truncated" not in ad_result(judged(), BOOK, ["en"])
    assert ad_result(judged()._replace(truncated=True), BOOK, ["en"])["truncated"]


def test_a_rule_that_is_not_asked_has_no_finding_and_no_say() -> None:
    """Without a rule that could speak against the ad, the best that can be said is `partial`."""
    found = judged(said("error", "fail"), said("warning", "pass"))
    without = BOOK.without(frozenset({RULE.id}))
    assert [evaluation.rule.id for evaluation in asked(found.evaluations, without)] == [OTHER.id]
    entry = ad_result(found, without, ["en"])
    assert (entry["findings"], entry["passed"], entry["verdict"]) == ([], [BOOK.rules.index(OTHER)], "partial")
    note = next(rule for rule in BOOK.rules if rule.severity == "note")
    lawful = judged(said("error", "pass"))
    assert ad_result(lawful, BOOK.without(frozenset({note.id})), ["en"])["verdict"] == "compliant"
    failing = judged(said("warning", "fail"), said("error", "pass"))
    assert ad_result(failing, BOOK.without(frozenset({RULE.id})), ["en"])["verdict"] == "unclear"


def test_findings_stand_gravest_first_then_by_certainty_then_by_place() -> None:
    mixed = [
        said("note", "fail", 1), said("error", "unclear", 2), said("error", "fail", 9), said("error", "fail", 4),
        said("error", "fail"), said("warning", "fail", 0),
    ]  # fmt: skip
    found = ad_result(judged(*mixed), BOOK, ["en"])["findings"]
    shown = [(row["severity"], row["outcome"], row["span"]["start"] if "span" in row else None) for row in found]
    assert shown == [
        ("error", "fail", 4), ("error", "fail", 9), ("error", "fail", None), ("error", "unclear", 2),
        ("warning", "fail", 0), ("note", "fail", 1),
    ]  # fmt: skip


def test_of_an_imprint_given_as_fields_findings_stand_in_the_order_of_its_fields() -> None:
    """One about the whole imprint goes before those about a field, and each says which imprint it is about."""
    text = CHECKER.weighed(Document("", path="ad.json", pointer="/imprint"), NOTHING)
    reading = JUDGED.case.imprints[0]
    paths = list(reading.leaves)

    def of_field(path: str) -> Evaluation:
        evaluation = said("error", "fail", imprint=0)
        return evaluation._replace(answer=evaluation.answer._replace(start=path, end=path))

    leaves = {path: leaf._replace(start=path, end=path) for path, leaf in reading.leaves.items()}
    case = text.case._replace(imprints=(reading._replace(leaves=leaves, start="", end=""),))
    given = text._replace(case=case, given=True, evaluations=[of_field(paths[2]), of_field(paths[0]), of_field("")])
    found = ad_result(given, BOOK, ["en"])["findings"]
    pointers = [row["pointer"] for row in found]
    assert pointers == ["/imprint", *(f"/imprint/{path.replace('.', '/')}" for path in (paths[0], paths[2]))]
    assert [row["imprint"] for row in found] == [0, 0, 0]
    assert found[1]["evidence"] == reading.leaves[paths[0]].raw


def test_equal_words_have_ids_of_their_own_that_stay_when_lines_are_inserted() -> None:
    three = judged(said("error", "fail", 0), said("error", "fail", 0), said("error", "fail", 8))
    names = [row["id"] for row in ad_result(three, BOOK, ["en"])["findings"]]
    assert len(set(names)) == 3
    shifted = three._replace(
        document=Document("\n" + TEXT, path="ad.txt"),
        evaluations=[said("error", "fail", 1), said("error", "fail", 1), said("error", "fail", 9)],
    )
    assert [row["id"] for row in ad_result(shifted, BOOK, ["en"])["findings"]] == names


def test_a_tally_counts_ads_by_verdict_and_findings_by_severity() -> None:
    tally = Tally()
    for outcomes in ([said("error", "pass")], [said("error", "fail"), said("note", "fail")], [said("warning", "fail")]):
        tally.add(ad_result(judged(*outcomes), BOOK, ["en"]))
    summary = tally.summary()
    assert "partial" not in summary
    assert summary == {
        "documents": 3, "compliant": 1, "non_compliant": 1, "unclear": 1, "unreadable": 0,
        "findings": {"error": 1, "warning": 1, "note": 1},
    }  # fmt: skip
    tally.add(ad_result(judged(said("error", "pass")), BOOK.without(frozenset({RULE.id, OTHER.id})), ["en"]))
    assert (tally.summary()["partial"], tally.summary()["documents"]) == (1, 4)


def test_only_rulebooks_that_judged_are_told_with_what_was_referred_to(tmp_path: Path) -> None:
    entry = ad_result(judged(said("error", "fail", 3)), BOOK, ["en"])
    told = report([entry], [BOOK], ["en"])
    assert [book["sha256"] for book in told["rulebooks"]] == [BOOK.sha256]
    assert set(told["rulebooks"][0]["law"]) == set(RULE.versions[0].law) | set(RULE.versions[0].penalty)
    summarized = {row["id"] for row in told["rulebooks"][0]["rules"] if "summary" in row}
    assert RULE.id in summarized
    assert OTHER.id not in summarized
    elections = told["rulebooks"][0]["elections"]
    assert list(elections) == [entry["election"]["id"]]
    assert set(elections[entry["election"]["id"]]) == {"en"}
    assert report([], [BOOK], ["en"])["rulebooks"] == []


def test_a_finding_is_as_sure_as_what_it_rests_on() -> None:
    """The field it points at, else the imprint; what was hard to read says so itself."""
    reading = JUDGED.case.imprints[0]
    path, leaf = next(iter(reading.leaves.items()))

    def confidence(found: Evaluation, leaf_is: str = "high", imprint_is: str = "high") -> str:
        leaves = {**reading.leaves, path: leaf._replace(confidence=leaf_is)}  # type: ignore[arg-type]
        imprint = reading._replace(leaves=leaves, confidence=imprint_is)  # type: ignore[arg-type]
        case = JUDGED.case._replace(imprints=(imprint,))
        (row,) = ad_result(judged(found)._replace(case=case), BOOK, ["en"])["findings"]
        return row.get("confidence", "high")

    at_leaf = said("error", "fail", imprint=0)
    at_leaf = at_leaf._replace(answer=at_leaf.answer._replace(start=leaf.start, end=leaf.end))
    assert confidence(at_leaf) == "high"
    assert confidence(at_leaf, leaf_is="low") == "low"
    assert confidence(at_leaf, imprint_is="low") == "high"
    of_imprint = said("error", "fail", 0, imprint=0)
    assert confidence(of_imprint, imprint_is="low") == "low"
    assert confidence(of_imprint, leaf_is="low") == "high"
    assert confidence(said("error", "fail", 0), leaf_is="low", imprint_is="low") == "high"
    unsure = said("error", "unclear", 0)
    unsure = unsure._replace(answer=unsure.answer._replace(reason="reading_unsure"))
    assert confidence(unsure) == "low"


def test_a_finding_tells_the_fix_the_law_and_the_words_it_turns_on() -> None:
    """What is undecided has no fix, and what has its default is left out."""
    found = ad_result(judged(said("error", "fail", 0), said("error", "unclear")), BOOK, ["en", "ru"])["findings"]
    sure, unclear = found
    assert (sure["law"], sure.get("penalty", [])) == (list(RULE.versions[0].law), list(RULE.versions[0].penalty))
    assert set(sure["message"]) == set(sure["fix"]) == {"en", "ru"}
    assert "{" not in sure["fix"]["en"] + sure["message"]["en"]
    assert (sure["evidence"], sure["message_id"], sure["rule"]) == (TEXT[:3], "missing", RULE.id)
    assert sure["params"] == {"field": "print_run", "value": "1"}
    assert not {"fix", "evidence", "span", "imprint", "pointer", "confidence"} & set(unclear)
    bare = said("error", "fail")._replace(version=None)
    (row,) = ad_result(judged(bare._replace(answer=bare.answer._replace(params={}))), BOOK, ["en"])["findings"]
    assert not {"law", "penalty", "params"} & set(row)


def test_what_is_known_of_the_ad_is_told_and_what_is_usual_is_left_out() -> None:
    plain = ad_result(judged(), BOOK, ["en"])
    assert (plain["path"], plain["jurisdiction"], plain["on"], plain["on_from"]) == (
        "ad.txt",
        "kg",
        "2021-07-02",
        "imprint",
    )
    assert (plain["bytes"], plain["sha256"], plain["rulebook"]) == (
        JUDGED.document.size, JUDGED.document.sha256, BOOK.sha256,
    )  # fmt: skip
    assert not {"pointer", "encoding", "published", "medium", "truncated", "skipped"} & set(plain)
    case = JUDGED.case._replace(on=None, published=None, medium="print", language="")
    document = JUDGED.document
    other = ad_result(judged()._replace(case=case, resolution=JUDGED.resolution._replace(elections=())), BOOK, ["en"])
    assert other["medium"] == "print"
    assert not {"on", "language", "election"} & set(other)
    assert document.encoding == "utf-8"


def test_the_election_of_an_ad_by_itself_or_among_others() -> None:
    """The day is told where all that are left share it, the words where words decided."""
    one, other = BOOK.elections[0], BOOK.elections[1]

    def told(*elections: object, **more: object) -> object:
        resolution = JUDGED.resolution._replace(elections=elections, start=None, end=None)  # type: ignore[arg-type]
        return ad_result(judged()._replace(resolution=resolution._replace(**more)), BOOK, ["en"]).get("election")  # type: ignore[arg-type]

    by = {"resolved_by": JUDGED.resolution.resolved_by}
    assert told(one) == {**by, "id": one.id, "date": one.date.isoformat()}
    assert told(one, other) == {**by, "candidates": [one.id, other.id]}
    twin = other._replace(date=one.date)
    assert told(one, twin) == {**by, "candidates": [one.id, other.id], "date": one.date.isoformat()}
    assert told() is None
    assert told(one, start=0, end=3)["span"]["end"] == 3  # type: ignore[index]


def spared(answer: str = "exempt") -> Evaluation:
    rule = OTHER._replace(severity="error")
    return Evaluation(rule, rule.versions[0], None, Answer("not_applicable", answer, {"exception": "kg/exempt/small"}))


@pytest.mark.parametrize(
    ("others", "verdict", "basis"),
    [
        ([], "compliant", "exempt"),
        ([("error", "pass")], "compliant", None),
        ([("error", "fail")], "non_compliant", None),
        ([("error", "unclear")], "unclear", None),
        ([("warning", "pass")], "compliant", "exempt"),
    ],
)
def test_an_ad_is_exempt_where_the_law_frees_it_and_no_duty_was_met_by_itself(
    others: list[tuple[Severity, Outcome]], verdict: str, basis: str | None
) -> None:
    """What freed it is told in any case, once."""
    entry = ad_result(judged(spared(), spared(), *(said(*outcome) for outcome in others)), BOOK, ["en"])
    assert (entry["verdict"], entry.get("basis"), entry["exempt"]) == (verdict, basis, ["kg/exempt/small"])


@pytest.mark.parametrize("outcome", ["pass", "fail", "unclear"])
@pytest.mark.parametrize("not_asked", [(), ("kg/timing/date-real",)])
def test_on_law_that_wants_reading_again_no_verdict_rests(outcome: Outcome, not_asked: tuple[str, ...]) -> None:
    draft = BOOK.without(frozenset(not_asked))
    draft.standing = "draft"
    assert ad_result(judged(said("error", outcome)), draft, ["en"])["verdict"] == "unclear"


def test_a_rule_that_lacks_a_fact_is_skipped_by_its_name_once() -> None:
    lacking = Evaluation(RULE, RULE.versions[0], 0, Answer("not_applicable", "fact_not_given", {"fact": "paid"}))
    entry = ad_result(judged(lacking, lacking, said("error", "pass")), BOOK, ["en"])
    number = [rule.id for rule in BOOK.rules].index(RULE.id)
    assert entry.get("skipped") == {"paid": [number]}


def test_what_could_not_be_read_is_told_without_judging_too() -> None:
    assert dict(unextracted("a.json", "is empty", "kg", "/0")) == {
        "path": "a.json", "jurisdiction": "kg", "imprints": [], "error": {"message": "is empty"}, "pointer": "/0",
    }  # fmt: skip
    assert "pointer" not in unextracted("a.txt", "is empty", "kg")


def test_a_fingerprint_is_made_of_any_words_and_tells_equal_ones_apart() -> None:
    """Half a character, as damaged JSON may hold, is a word like another; blanks and line ends do not count."""
    found = {fingerprint(RULE.id, words, ordinal) for words in ("a b", "a c", "a \udc80") for ordinal in (0, 1)}
    assert len(found) == 6
    assert {len(one) for one in found} == {16}
    assert fingerprint(RULE.id, "a b", 0) == fingerprint(RULE.id, " a\n b", 0) != fingerprint(OTHER.id, "a b", 0)
