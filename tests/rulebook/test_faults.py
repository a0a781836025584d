"""A broken rulebook is refused with all its faults, each with its file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.errors import Fault, RulebookError
from compliance.rulebook import load
from compliance.rulebook.files.load import RULES

Change = Callable[[str, str, str], None]
MODELLED = ("labels", "elections_words", "compose", "content_words", "facts", "coverage")
RUN = "imprint/print-run-stated.toml"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Return a copy of the shipped rules that a test may break."""
    shutil.copytree(RULES, tmp_path / "rules")
    return tmp_path / "rules" / "kg"


def change(folder: Path, name: str, old: str, new: str, count: int = 1) -> int:
    """Replace the first `count` places of `old` and return the line of the first."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(folder: Path) -> list[Fault]:
    with pytest.raises(RulebookError) as caught:
        load("kg", str(folder))
    return list(caught.value.faults)


def only(folder: Path) -> Fault:
    found = faults(folder)
    assert len(found) == 1, [str(fault) for fault in found]
    return found[0]


AFTER = 'severity = "error"\nafter = '
ONE_FAULT = [
    (RUN, 'severity = "error"', AFTER + '["kg/timing/date-rael"]', "did you mean 'kg/timing/date-real'?"),
    (RUN, 'severity = "error"', AFTER + '["kg/form/text-whole"]', "weighs less than 'error'"),
    (RUN, 'severity = "error"', AFTER + '["kg/imprint/print-run-stated"]', "comes after this rule itself"),
    (RUN, 'check = "field_present"', 'check = "field_presnt"', "did you mean 'field_present'?"),
    (RUN, 'field = "print_run"', 'field = "printrun"', "there is no 'printrun'"),
    (RUN, 'field = "print_run"', 'field = "print_run"\nfeild = "print_run"', "unknown key"),
    (RUN, 'severity = "error"', 'severity = "grave"', "there is no 'grave'"),
    (
        RUN,
        'id = "kg/imprint/print-run-stated"',
        'id = "kg/imprint/run-stated"',
        "its file says 'kg/imprint/print-run-stated'",
    ),
    (RUN, "from = 2011-07-14", "from = 2011-07-02", "ascend"),
    (RUN, "from = 2011-07-14", 'from = "14 July"', "date"),
    (RUN, '"law-98"]', '"law-89"]', "did you mean 'law-98'?"),
    (RUN, 'en = "The imprint does not state the print run."\n', "", "no text in 'en'"),
    (RUN, "does not state the print run", "does not state {valeu}", "{valeu} is never filled"),
    (RUN, 'reason = "missing"', 'reason = "mising"', "did you mean 'missing'?"),
    (RUN, 'medium = "broadcast"', 'medium = "tv"', "there is no 'tv'"),
    (
        "timing/within-campaign.toml",
        'election = "kg-2021-07-11-city-repeat"',
        'election = "kg-2021-07-11-city"',
        "not in elections.toml",
    ),
    ("elections.toml", "nationwide = true", 'nationwide = "everywhere"', "'everywhere' is not true or false"),
    ("elections.toml", 'start_status = "inferred"', 'start_status = "unknown"', "does not fit start"),
    ("elections.toml", 'id = "kg-2016-03-27-local"', 'id = "kg-2015-10-04-parliamentary"', "used twice"),
    ("law.toml", 'status = "quoted"', 'status = "certain"', "there is no 'certain'"),
    ("law.toml", 'id = "cec-30-2021"', 'id = "cec-161-2016"', "used twice"),
    ("jurisdiction.toml", "silence_starts = 08:00:00", 'silence_starts = "at eight"', "time"),
    ("jurisdiction.toml", 'ky = "Кыргыз Республикасы"', "", "no text in 'ky'"),
    ("../messages.toml", "[reason.hour_decides]", "[reason.hour_decide]", "no check gives this reason"),
    ("../messages.toml", "“{value}” has no year", "“{date}” has no year", "{date} is never filled"),
    ("labels.toml", "[months]", "[months", "is not TOML"),
    ("labels.toml", "[numbers]", "[nubmers]", "unknown key; did you mean numbers?"),
    (RUN, 'severity = "error"', 'severity = "error"\nmedium_know = true', "unknown key; did you mean medium_known?"),
    ("jurisdiction.toml", "[fields.executor]", "[feilds.executor]", "unknown key; did you mean fields?"),
    ("compose.toml", 'needs = ["publication_date"]', 'need = ["publication_date"]', "is missing"),
    ("compose.toml", 'of = "payer.kind"', 'of = "payer.role"', "'payer.role' is not in needs"),
    ("compose.toml", 'needs = ["print_run"]', 'needs = ["print_rnu"]', "did you mean 'print_run'?"),
    ("compose.toml", "Тираж: {print_run}", "Тираж: {printrun}", "{printrun} is never filled"),
    ("compose.toml", '{"funding_source.kind" =', '{"funding_source.sort" =', "called 'funding_source.sort'"),
    ("elections_words.toml", "[levels]", "[level]", "unknown key"),
    ("facts.toml", 'kind = "bool"', 'kind = "boolean"', "there is no 'boolean'"),
    ("media/outlet-accredited.toml", 'fact = "outlet_accredited"', 'fact = "outlet_accredted"', "did you mean"),
    ("payment/no-third-party.toml", '"representative"]', '"representativ"]', "did you mean 'representative'?"),
    ("payment/source-not-barred.toml", '"barred_sources"', '"barred_source"', "did you mean 'barred_sources'?"),
    (
        "polls/facts-stated-with-the-poll.toml",
        "[if_known]\npoll = true",
        '[if_known]\npoll = "yes"',
        "of the kind bool",
    ),
    ("imprint/payer-stated.toml", 'field = "payer.name"', 'field = "sponsor.name"', "has no field 'sponsor'"),
    ("imprint/payer-stated.toml", 'field = "payer.name"', "", "needs one of field, any_of"),
]


@pytest.mark.parametrize(("name", "old", "new", "says"), ONE_FAULT, ids=[f"{row[0]}: {row[3]}" for row in ONE_FAULT])
def test_a_fault_is_named_with_its_place(rules: Path, name: str, old: str, new: str, says: str) -> None:
    """What is wrong is said of the file it is in, at the line it is in or the table around it."""
    line = change(rules, name, old, new)
    found = [fault for fault in faults(rules) if says in fault.message]
    assert found, [str(fault) for fault in faults(rules)]
    assert found[0].file == (Path(name).name if name.startswith("..") else f"kg/{name}")
    assert 0 < found[0].line <= line + 1
    assert abs(found[0].line - line) <= 1 or "text in" in says or "missing" in says


def test_what_a_file_lacks_has_a_line_too(rules: Path) -> None:
    """An editor opens a fault by file and line: what stands nowhere is told at the first line."""
    change(rules, RUN, 'severity = "error"', "")
    assert str(only(rules)) == f"kg/{RUN}:1: severity: is missing"


def test_texts_that_nothing_chooses_among_are_a_fault(rules: Path) -> None:
    """Two texts of a part and no fact that decides ended the composer with KeyError."""
    change(rules, "compose.toml", 'of = "payer.kind"\n', "")
    fault = only(rules)
    assert (fault.pointer, fault.message[:25]) == ("part[2]", "needs one table of texts,")


def test_all_faults_of_all_files_at_once(rules: Path) -> None:
    """Faults in keys, in names that lead nowhere and in syntax are reported together, in order of file and line."""
    change(rules, RUN, 'severity = "error"', 'severity = "grave"')
    change(rules, RUN, 'name = "left out, Kyrgyz"', 'nmae = "left out, Kyrgyz"')
    change(rules, "timing/date-real.toml", '"law-98"', '"law-100"')
    change(rules, "form/label-spelling.toml", "[message]", "[message")
    found = faults(rules)
    assert [fault.file for fault in found] == sorted(fault.file for fault in found)
    said = "\n".join(map(str, found))
    for part in ("severity", "unknown key", "is missing", "law-100", "not TOML"):
        assert part in said
    assert said.count("kg/") == len(found)


def test_the_message_of_the_error_is_the_list(rules: Path) -> None:
    """One line for each fault, after one that counts them."""
    change(rules, RUN, '"law-98"]', '"law-89"]')
    with pytest.raises(
        RulebookError, match=r"1 fault\nkg/imprint/print-run-stated.toml:\d+: version\[1\].law: 'law-89'"
    ):
        load("kg", str(rules))


def test_words_of_imprints_must_be_there(rules: Path) -> None:
    """A jurisdiction without them ended the first text with KeyError; one that builds on another has its words."""
    own = rules.parent / "zz"
    own.mkdir()
    head = (rules / "jurisdiction.toml").read_text("utf-8").replace('id = "kg"', 'id = "zz"\nbase = ["kg"]')
    (own / "jurisdiction.toml").write_text(head, "utf-8")
    for name, table in (("law", "source"), ("elections", "election")):
        (own / f"{name}.toml").write_text(f"{table} = []\n", "utf-8")
    assert load("zz", str(rules.parent)).labels
    (rules / "labels.toml").unlink()
    assert str(only(rules)).startswith("kg/labels.toml: is missing: neither it nor phrases.toml")


@pytest.mark.parametrize("zone", ["Asia/Biskek", "../../etc/passwd", "+06:00"])
def test_a_time_zone_that_there_is_not(rules: Path, zone: str) -> None:
    """It showed at the first ad that was published at a moment with a zone."""
    change(rules, "jurisdiction.toml", "Asia/Bishkek", zone)
    assert only(rules).message.startswith(f"no time zone {zone!r}")


def test_a_folder_of_another_jurisdiction_is_one_fault(rules: Path) -> None:
    """All else that would be wrong follows from it."""
    with pytest.raises(RulebookError) as caught:
        load("kg", str(rules.parent / "gb"))
    [fault] = caught.value.faults
    assert (fault.file, fault.pointer) == ("gb/jurisdiction.toml", "id")
    assert fault.message == "is 'gb', asked for was 'kg' (see --jurisdiction)"


@pytest.mark.parametrize("value", ["5", "[1]", "{a = 1}", "[{id = []}]", '[{id = "x", duty = 1, rules = 5}]'])
@pytest.mark.parametrize(
    "key", ["law: source", "elections: election", "coverage: row", "facts: fact", "content_words: group"]
)
def test_files_on_top_that_have_another_shape(tmp_path: Path, key: str, value: str) -> None:
    """What was laid over tables without being one ended in TypeError."""
    name, table = key.split(": ")
    (tmp_path / f"{name}.toml").write_text(f"{table} = {value}\n", encoding="utf-8")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "x.toml").write_text('summary = "x"\n', encoding="utf-8")
    assert {f"{tmp_path.name}/{name}.toml", f"{tmp_path.name}/house/x.toml"} <= {one.file for one in faults(tmp_path)}


@pytest.mark.parametrize("name", ["law.toml", "elections.toml"])
def test_a_file_that_must_be_there(rules: Path, name: str) -> None:
    """Law and calendar of a jurisdiction are not optional; without a head, files go on top of the shipped ones."""
    (rules / name).unlink()
    with pytest.raises(Exception, match=r"is missing|no jurisdiction"):
        load("kg", str(rules.parent))


def test_a_file_that_is_none_of_a_rulebook(rules: Path) -> None:
    """A rule beside the topics is a slip, not a comment."""
    (rules / "extra.toml").write_text("", encoding="utf-8")
    assert "not a file of a rulebook" in only(rules).message


def test_a_file_that_is_not_text(rules: Path) -> None:
    """The line of the first bad byte is named."""
    (rules / RUN).write_bytes(b'id = "kg"\nname = "\xff"\n')
    fault = only(rules)
    assert (fault.line, fault.message) == (2, "is not UTF-8")


@pytest.mark.parametrize(("outcome", "word"), [("pass", "passing"), ("fail", "failing")])
def test_both_kinds_of_case(rules: Path, outcome: str, word: str) -> None:
    """A rule without a lawful or without an unlawful example does not load."""
    change(rules, RUN, f'expect = "{outcome}"', 'expect = "unclear"', count=99)
    assert f"no {word} case" in only(rules).message


def test_a_case_has_one_ad(rules: Path) -> None:
    """A case with text and fields at once would test nobody knows what."""
    change(
        rules,
        "timing/date-real.toml",
        "imprint.publication_date = 2021-07-06",
        'text = "…"\nimprint.publication_date = 2021-07-06',
    )
    assert "one of text, imprint, imprints" in only(rules).message


def test_an_alias_names_one_rule(rules: Path) -> None:
    """A former id cannot be the id of another rule."""
    change(rules, RUN, 'field = "print_run"', 'field = "print_run"\naliases = ["kg/timing/date-real"]')
    assert "names another rule" in only(rules).message


@pytest.mark.parametrize("name", [*MODELLED, RUN[:-5]])
def test_an_empty_file(rules: Path, name: str) -> None:
    """What a file must have and has not is a fault of that file, never a crash."""
    (rules / f"{name}.toml").write_text("", encoding="utf-8")
    assert any(fault.file == f"kg/{name}.toml" and "missing" in fault.message for fault in faults(rules))


def test_a_rulebook_on_top_of_another(rules: Path) -> None:
    """It has what the one below has, replaces rules by id, and names what it builds on."""
    own = rules.parent / "zz"
    (own / "imprint").mkdir(parents=True)
    head = (rules / "jurisdiction.toml").read_text("utf-8").replace('id = "kg"', 'id = "zz"\nbase = ["kg"]')
    (own / "jurisdiction.toml").write_text(head, "utf-8")
    for name, table in (("law", "source"), ("elections", "election")):
        (own / f"{name}.toml").write_text(f"{table} = []\n", "utf-8")
    rule = (rules / RUN).read_text("utf-8").replace('"kg/imprint/print-run-stated"', '"zz/imprint/print-run-stated"')
    rule = rule.replace("severity", 'replaces = ["kg/imprint/print-run-stated"]\nseverity', 1)
    (own / RUN).write_text(rule, "utf-8")
    below, book = load("kg", str(rules.parent)), load("zz", str(rules.parent))
    assert book.rule("kg/imprint/print-run-stated") is None
    assert book.rule("zz/imprint/print-run-stated") is not None
    assert len(book.rules) == len(below.rules)
    assert book.sources == below.sources
    assert book.sha256 != below.sha256
    change(own, RUN, 'replaces = ["kg/imprint/print-run-stated"]', 'replaces = ["kg/imprint/print-run"]')
    with pytest.raises(RulebookError, match="no rule 'kg/imprint/print-run' in a rulebook below"):
        load("zz", str(rules.parent))
    change(own, "jurisdiction.toml", 'base = ["kg"]', 'base = ["qq"]')
    with pytest.raises(RulebookError, match="no rulebook 'qq' to build on"):
        load("zz", str(rules.parent))
    change(own, "jurisdiction.toml", 'base = ["qq"]', 'base = ["zz"]')
    with pytest.raises(RulebookError, match="'zz' builds on itself"):
        load("zz", str(rules.parent))
