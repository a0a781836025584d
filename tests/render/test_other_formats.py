"""What all formats share: the same findings, places in their own unit, ids that stay, and nothing that breaks out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from compliance.border import report_wire as wire
from compliance.border.wire import wire_span
from compliance.checker import Checker
from compliance.errors import UsageError
from compliance.model.document import Document
from compliance.render import FORMATS, renderer
from compliance.render.books import Books
from compliance.render.circumstances import circumstances
from compliance.render.formats.github import GithubRenderer
from compliance.render.formats.markdown import LIMIT
from compliance.render.html.marks import SHORT
from compliance.render.html.pieces import templates
from compliance.render.words import words
from compliance.report.build import summarize

from .frozen import (
    AWKWARD,
    HOSTILE,
    REPORTS,
    RULEBOOK,
    Ad,
    awkward,
    compliant,
    failing,
    finding,
    judged,
    rendered,
    unclear,
    unread,
)

ROOT = Path(__file__).resolve().parent.parent.parent
_PEOPLE = ("text", "markdown", "html")
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def count(form: str, out: str) -> int:
    """Return how many findings a format tells; an ad that could not be read is none."""
    if form == "text":
        return len(re.findall(r"^\S.* \[\S+/\S+\]$", out, re.MULTILINE))
    if form == "concise":
        return len(re.findall(r"^.+:\d+:\d+: \S.*? \w+/\w+/[\w-]+ ", out, re.MULTILINE))
    if form in ("json", "jsonl"):
        entries = json.loads(out)["documents"] if form == "json" else map(json.loads, out.splitlines()[:-1])
        return sum(len(entry["findings"]) for entry in entries)
    if form == "sarif":
        return len(json.loads(out)["runs"][0]["results"])
    if form == "junit":
        root = ET.fromstring(out)
        return sum(case.get("name") != "unreadable" for case in root.iter("testcase") for child in case if child.text)
    if form == "github":
        return len([line for line in out.splitlines() if ",title=" in line])
    if form == "gitlab":
        return sum(entry["check_name"] != "unreadable" for entry in json.loads(out))
    if form in ("rdjson", "rdjsonl"):
        return sum(entry["code"]["value"] != "unreadable" for entry in diagnostics(form, out))
    return len(re.findall("^- " if form == "markdown" else '<article class="finding', out, re.MULTILINE))


def diagnostics(form: str, out: str) -> list[dict[str, Any]]:
    if form == "rdjson":
        found: list[dict[str, Any]] = json.loads(out)["diagnostics"]
        return found
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", sorted(REPORTS))
def test_every_format_tells_every_finding(case: str, form: str) -> None:
    expected = sum(len(entry["findings"]) for entry, _ in REPORTS[case])
    assert count(form, rendered(form, REPORTS[case])) == expected


@pytest.mark.parametrize("form", FORMATS)
def test_waived_and_known_findings_are_told_too(form: str) -> None:
    entry, document = failing()
    entry["findings"][0]["waived"] = {"by": "A. Editor", "reason": "printed before", "until": "2031-01-01"}
    entry["findings"][1]["baseline"] = "known"
    out = rendered(form, [(entry, document)])
    assert count(form, out) == 3
    if form not in ("gitlab", "concise"):
        assert "A. Editor" in out
    if form in ("sarif", "json", "jsonl"):
        assert '"known"' in out or '"unchanged"' in out
    else:
        assert "known from the baseline" in out


def lines_of(text: str) -> list[str]:
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)


def cut(text: str, start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return what stands between two places (line and column from 1, the end exclusive), in any kind of text."""
    lines = lines_of(text)
    first, last = sum(map(len, lines[: start[0] - 1])), sum(map(len, lines[: end[0] - 1]))
    return text[first + start[1] - 1 : last + end[1] - 1]


def evidence(ad: Ad) -> list[str]:
    return [finding["evidence"] for finding in ad[0]["findings"]]


def test_sarif_regions_cut_the_evidence_out_of_the_code_points() -> None:
    results = json.loads(rendered("sarif", [awkward()]))["runs"][0]["results"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in results]
    ends = [((r["startLine"], r["startColumn"]), (r["endLine"], r["endColumn"])) for r in regions]
    assert [cut(AWKWARD, *end) for end in ends] == evidence(awkward())
    assert [AWKWARD[r["charOffset"] :][: r["charLength"]] for r in regions] == evidence(awkward())
    assert [region["snippet"]["text"] for region in regions] == evidence(awkward())


@pytest.mark.parametrize("form", ["rdjson", "rdjsonl"])
def test_rdjson_ranges_cut_the_evidence_out_of_the_bytes(form: str) -> None:
    content = AWKWARD.encode("utf-8").decode("latin-1")  # a character a byte
    ranges = [each["location"]["range"] for each in diagnostics(form, rendered(form, [awkward()]))]
    ends = [[(r[side]["line"], r[side]["column"]) for side in ("start", "end")] for r in ranges]
    found = [cut(content, first, last).encode("latin-1").decode("utf-8") for first, last in ends]
    assert found == evidence(awkward())


def test_github_columns_cut_the_evidence_and_lines_hold_it() -> None:
    found = []
    for line in rendered("github", [awkward()]).splitlines():
        match = COMMAND.fullmatch(line)
        assert match
        values = dict(part.split("=") for part in match[2].split(","))
        if "col" in values:
            ends = (int(values["line"]), int(values["col"])), (int(values["endLine"]), int(values["endColumn"]))
            found.append(cut(AWKWARD, *ends))
        else:  # over several lines GitHub takes no columns
            held = "".join(lines_of(AWKWARD)[int(values["line"]) - 1 : int(values["endLine"])])
            found.append(next(words for words in evidence(awkward()) if words in held and "\n" in words))
    assert found == evidence(awkward())


def test_gitlab_lines_hold_the_evidence() -> None:
    entries = json.loads(rendered("gitlab", [awkward()]))
    lines = [entry["location"]["lines"] for entry in entries]
    held = ["".join(lines_of(AWKWARD)[place["begin"] - 1 : place["end"]]) for place in lines]
    assert all(words in text for words, text in zip(evidence(awkward()), held, strict=True))


def test_html_underlines_the_evidence() -> None:
    out = rendered("html", [awkward()])
    assert re.findall(r'<span class="hit \w+">([^<]*)</span>', out) == ["0̈😀", "жок.\nаягы"]


def fingerprints(form: str, ads: list[Ad]) -> list[str]:
    out = json.loads(rendered(form, ads))
    if form == "gitlab":
        return [entry["fingerprint"] for entry in out]
    return [result["partialFingerprints"]["imprintFinding/v1"] for result in out["runs"][0]["results"]]


@pytest.mark.parametrize("form", ["gitlab", "sarif"])
def test_fingerprints_are_unique_and_survive_inserted_lines(form: str) -> None:
    ads = [failing(), failing("other.txt"), unclear(), failing()]
    assert len(set(fingerprints(form, ads))) == len(fingerprints(form, ads)) == 10
    assert fingerprints(form, [failing(above="new line\n\n")]) == fingerprints(form, [failing()])


def test_line_hashes_survive_inserted_lines() -> None:
    key = "primaryLocationLineHash"
    logs = [json.loads(rendered("sarif", [failing(above=above)])) for above in ("", "new\n")]
    first, second = ([r["partialFingerprints"][key] for r in log["runs"][0]["results"]] for log in logs)
    assert first == second
    assert len(set(first)) == 3


def hostile() -> Ad:
    path = "a\x1b[31m\n::error::<b>`|%0A,].txt"
    entry, _ = failing(path)
    finding = entry["findings"][1]
    finding |= {"message": {"en": HOSTILE}, "fix": {"en": HOSTILE}, "evidence": HOSTILE}
    finding["waived"] = {"by": HOSTILE, "reason": HOSTILE, "until": HOSTILE}
    finding["law"] = ["hostile"]
    text = HOSTILE + HOSTILE.join(["", "Alder Press", "0", ""])
    del finding["span"]
    return judged(Document(text, path), None, [finding, *entry["findings"][:1]])


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("src", "style", "srcset"), name
            assert name != "href" or (value or "").startswith(("#", "https://")), value


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_words_break_out_of_no_format(form: str) -> None:
    broken = unread("b\x00]]>\n::error::.txt")
    broken[0]["error"] = {"message": HOSTILE}
    out = rendered(form, [hostile(), broken])
    assert count(form, out) == 2
    for character in "\x1b\x9b\x00\u202e\r":
        assert character not in out
    if form == "github":
        assert all(COMMAND.fullmatch(line) for line in out.splitlines())
        assert len(out.splitlines()) == 3
    assert not re.search(r"^\s*::error::", out, re.MULTILINE)
    if form == "html":
        tags = Tags()
        tags.feed(out)
        assert not tags.seen & {"script", "img", "b-", "iframe", "object", "form", "input"}
    if form == "markdown":
        outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", out.replace("\\`", ""))
        assert "`" not in outside
        assert not re.search(r"(?<!\\)<(?!!-- -->|https://)|@(?!<!-- -->)|(?<!\\)\]\(|https?://x|www\.", outside)


def test_an_ad_inside_json_is_placed_by_its_pointer_not_by_lines_of_the_file() -> None:
    document = Document("Vote!\nRun: 0", "ads.json", pointer="/3/text")
    entry, _ = failing()
    span = wire_span(document, 11, 12)
    assert span is not None
    ad = judged(document, None, [{**entry["findings"][1], "pointer": "/3/text", "span": span}])
    result = json.loads(rendered("sarif", [ad]))["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "/3/text"
    assert "range" not in json.loads(rendered("rdjsonl", [ad]))["location"]
    assert ",line=" not in rendered("github", [ad])
    assert "ads.json#/3/text" in rendered("junit", [ad])


def test_clean_and_empty_reports_are_plain() -> None:
    assert rendered("gitlab", [compliant()]) == rendered("gitlab", []) == "[]\n"
    assert rendered("github", [compliant()]) == ""
    assert rendered("rdjsonl", [compliant()]) == ""
    assert json.loads(rendered("rdjson", []))["diagnostics"] == []


def test_rdjson_leaves_out_what_is_empty() -> None:
    assert "null" not in rendered("rdjson", REPORTS["mixed"])
    assert "suggestions" not in rendered("rdjson", REPORTS["mixed"])


def test_github_commands_come_gravest_first_and_the_summary_counts_the_surplus() -> None:
    render = GithubRenderer()
    ads = [unclear(f"{number}.txt") for number in range(12)] + [failing()]
    for entry, document in ads:
        assert render.document(entry, document) == ""
    summary = summarize(entry for entry, _ in ads)
    levels = [line.split(" ")[0] for line in "".join(render.end(summary)).splitlines()]
    assert levels == ["::error"] * 2 + ["::warning"] * 12 + ["::notice"]
    text = render.step_summary(summary)
    assert text.startswith("2 of 15 findings")
    assert count("markdown", text) == 15


def test_markdown_stays_below_the_limit_of_a_step_summary_and_counts_what_is_left_out() -> None:
    ads = [failing(f"ads/{'x' * 200}{number}.txt") for number in range(3000)]
    out = rendered("markdown", ads)
    assert len(out.encode("utf-8")) <= 1 << 20
    assert len(out.encode("utf-8")) > LIMIT // 2
    left = re.search(r"^(\d+) more findings", out, re.MULTILINE)
    assert left
    assert int(left[1]) + count("markdown", out) == 9000


def test_html_is_one_file_without_script_or_network() -> None:
    out = rendered("html", REPORTS["mixed"])
    tags = Tags()
    tags.feed(out)
    assert not tags.seen & {"script", "link", "img", "iframe"}
    assert "url(" not in out
    assert "@import" not in out
    anchors = set(re.findall(r' id="([\w-]+)"', out))
    assert "ad2-1" in anchors
    assert set(re.findall(r'href="#([\w-]+)"', out)) <= anchors


def test_html_folds_the_rest_of_a_long_text_away() -> None:
    entry, document = failing(above="filler\n" * SHORT)
    out = rendered("html", [(entry, document)])
    shown = re.sub(r'<details class="rest">.*?</details>', "", out, flags=re.DOTALL)
    assert "Alder Press" in shown
    assert shown.count("filler") < 100
    assert "characters are not in this report" in out


def test_html_folds_away_only_ads_of_which_nothing_was_found() -> None:
    noted = judged(*_noted())
    assert noted[0]["verdict"] == "compliant"
    out = rendered("html", [compliant(f"ads/{number}.txt") for number in range(8)] + [noted])
    folded = re.findall(r"<details><summary>.*?</section>", out, re.DOTALL)
    assert len(folded) == 8
    assert not any('<article class="finding' in part for part in folded)
    assert out.count('<article class="finding note"') == 1


def _noted() -> tuple[Document, None, list[wire.Finding]]:
    document = Document("Vote! rnu: 5\n", "ads/noted.txt")
    return document, None, [finding(document, "xx/form/spelling", "rnu")]


def test_sarif_of_a_clean_ad_is_short_and_has_law_once_as_taxonomies() -> None:
    for name in ("lawful", "unlawful"):
        checker = checker_in("ru")
        source = Document((ROOT / f"examples/ads/{name}/ky-leaflet.txt").read_text(encoding="utf-8"), "ad.txt")
        result = checker.result(source)
        render = renderer("sarif", language="ru", rulebooks=[checker.rulebook])
        out = "".join([render.document(result, source), *render.end(summarize([result]))])
        assert len(out.encode()) < 60_000
        [run] = json.loads(out)["runs"]
        assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {one["rule"] for one in result["findings"]}
        taxa = [taxon["id"] for act in run["taxonomies"] for taxon in act["taxa"]]
        assert len(taxa) == len(set(taxa)), "each source stands once"
        assert bool(taxa) == (name == "unlawful")


def test_html_without_jinja2_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    templates.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(UsageError, match=r"needs jinja2: pip install 'compliance-imprint\[html\]'"):
        renderer("html")
    templates.cache_clear()


def test_every_part_of_the_table_has_a_name_and_a_colour_in_html() -> None:
    entry, document = compliant()
    stated: Any = {"notice_url": {"raw": "https://notice.example"}, "promoter": {"name": {"raw": "B. Alder"}}}
    stated["also"] = {"executor": [{"name": {"raw": "Birch Press"}}]}
    entry["imprints"][0] = {**entry["imprints"][0], **stated}
    out = rendered("html", [(entry, document)])
    shown = re.findall(r'<dt><mark class="(\w+)">([^<]+)</mark></dt><dd>(.*?)</dd>', out)
    assert shown == [
        ("f0", "producer", "Alder Press<br>Birch Press"),
        ("f1", "promoter", "B. Alder"),
        ("f2", "print run", "0"),
        ("f3", "notice_url", "https://notice.example"),
    ]


def test_text_markdown_and_html_tell_the_same_circumstances() -> None:
    entry, document = failing()
    told = circumstances(entry, Books([RULEBOOK]), words("en"), "en")
    ads = [(entry, document), unread()]
    plain = {form: " ".join(unescape(rendered(form, ads)).replace("\\", "").split()) for form in _PEOPLE}
    for form, out in plain.items():
        assert all(phrase in out for phrase in told), form
        assert "duties with a rule: 1; for a person to check: 1" in out, form


def test_the_same_bytes_in_another_folder_time_zone_and_hash_seed(tmp_path: Path) -> None:
    ad = (ROOT / "examples/ads/unlawful/ky-leaflet.txt").read_text(encoding="utf-8")
    code = (
        "import sys; from compliance.checker import Checker; from compliance.model.document import Document\n"
        "from compliance.render import FORMATS, renderer; from compliance.report.build import summarize\n"
        "checker, source = Checker('kg'), Document(sys.argv[1], 'ad.txt'); result = checker.result(source)\n"
        "for name in FORMATS:\n    render = renderer(name, rulebooks=[checker.rulebook])\n"
        "    pieces = [render.document(result, source), *render.end(summarize([result]))]\n"
        "    sys.stdout.buffer.write(''.join(pieces).encode())\n"
    )
    outs = []
    for seed, zone, folder in (("1", "UTC", ROOT), ("2", "Asia/Bishkek", tmp_path)):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code, ad]
        outs.append(subprocess.run(command, cwd=folder, env=env, capture_output=True, check=True).stdout)
    assert outs[0] == outs[1]
    assert outs[0]


@cache
def checker_in(language: str) -> Checker:
    return Checker("kg", languages=(language,))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_a_real_ad_in_every_language_with_and_without_rulebook(form: str, language: str) -> None:
    checker = checker_in(language)
    source = Document((ROOT / "examples/ads/unlawful/ky-leaflet.txt").read_text(encoding="utf-8"), "ad.txt")
    result = checker.result(source)
    for rulebooks in ([checker.rulebook], []):
        render = renderer(form, language=language, rulebooks=rulebooks)
        out = "".join([render.document(result, source), *render.end(summarize([result]))])
        assert count(form, out) == len(result["findings"]) > 0
