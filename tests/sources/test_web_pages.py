"""Web pages: what readers see of them, where it stands in the file, and what is hidden; hand-written as pages are."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.checker import Checker
from compliance.errors import SourceError
from compliance.model.document import Document
from compliance.sources.loading import Loaded, load_bytes

IMPRINT = (
    "Исполнитель: ОсОО «Ак Кар Принт», г. Бишкек, ул. Тыныстанова, 14. Заказчик: политическая партия «Күмүш Булут». "
    "Оплачено уполномоченным представителем партии по финансовым вопросам Токоевой Н.С. из средств специального "
    "избирательного фонда политической партии «Күмүш Булут». Дата выхода: 15.11.2021 г. Тираж: 5 000 экз."
)
FIELDS = [part.strip() for part in re.split(r"(?<=\.) (?=Заказчик|Оплачено|Дата|Тираж)", IMPRINT)]
VALUES = {
    "executor.name": "ОсОО «Ак Кар Принт»", "executor.address": "г. Бишкек, ул. Тыныстанова, 14",
    "customer.name": "политическая партия «Күмүш Булут»", "publication_date": "15.11.2021", "print_run": "5 000",
}  # fmt: skip
HEAD = "<!doctype html>\n<html><head><title>Парки</title></head>\n<body><p>28 ноября — ваш выбор: парки!</p>\n"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker("kg")


def load(page: str | bytes, name: str = "page.html") -> Loaded:
    (one,) = load_bytes(page.encode() if isinstance(page, str) else page, name)
    return one


def document(page: str | bytes, name: str = "page.html") -> Document:
    return load(page, name).document


def in_source(page: str, read: Document, start: int, end: int) -> str:
    """Return what stands in the file between the positions of a stretch."""
    span = read.span(start, end)
    lines = re.split(r"\r\n?|\n", page)
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    middle = lines[span.line : span.end_line - 1]
    return "\n".join(
        [lines[span.line - 1][span.column - 1 :], *middle, lines[span.end_line - 1][: span.end_column - 1]]
    )


SHAPES = {
    "a footer": f"<footer><p>{IMPRINT}</p></footer>",
    "an aside": f"<aside class='ad-disclaimer banner'>{IMPRINT}</aside>",
    "a caption": f"<figure><img src=a.png alt=''><figcaption>{IMPRINT}</figcaption></figure>",
    "breaks": "<small>" + "<br>\n".join(FIELDS) + "</small>",
    "paragraphs without ends": "".join(f"<p>{field}" for field in FIELDS),
    "items": "<ul>" + "".join(f"<li>{field}\n" for field in FIELDS) + "</ul>",
    "split tags": f"<div>{IMPRINT}</div>".replace("Тираж", "Ти<b>ра</b>ж").replace("Заказчик", "<span>З</span>аказчик"),
    "entities": f"<div>{IMPRINT}</div>".replace("«", "&laquo;").replace("ү", "&#1199;").replace(" 14", "&nbsp;14"),
    "lines broken by an editor": "<p>" + IMPRINT.replace(" ", "\n      ") + "</p>",
    "a table": "<table>" + "".join(f"<tr><td>{re.sub(':', '</td><td>', f, count=1)}" for f in FIELDS) + "</table>",
    "a definition list": "<dl>" + "".join(f"<dt>{re.sub(': ?', '<dd>', f, count=1)}" for f in FIELDS) + "</dl>",
    "a frame's own page": f"<iframe srcdoc='&lt;p&gt;{IMPRINT}&lt;/p&gt;'></iframe>",
    "AMP": f"<amp-ad type=x><div>{IMPRINT}</div></amp-ad>",
    "a tag never closed": f"<div><b><section><p>{IMPRINT}",
    "ends that have no beginning": f"</div></table></p><p>{IMPRINT}</span></td></p>",
    "behind the end": f"</body></html><p>{IMPRINT}</p>",
    "preformatted": "<pre>" + "\n".join(FIELDS) + "</pre>",
    "shown again by a class": f"<style>.x{{display:none}}.x.on{{display:block}}</style><p class='x on'>{IMPRINT}</p>",
    "hidden on paper only": f"<style>@media print{{p{{display:none}}}}</style><p>{IMPRINT}</p>",
    "hidden on paper by the element's own media": f"<style media=print>p{{display:none}}</style><p>{IMPRINT}</p>",
    "hidden on small screens": f"<style>@media (max-width:600px){{p{{display:none}}}}</style><p>{IMPRINT}</p>",
    "shown within what is not visible": f"<style>.w{{visibility:hidden}}.w .i{{visibility:visible}}</style>"
    f"<div class=w><p>x</p><p class=i>{IMPRINT}</p></div>",
    "a size of its own within none": f"<div style='font-size:0'><p style='font-size:14px'>{IMPRINT}</p></div>",
    "rules that do not fit": "<style>.i:not(.on){display:none} .menu .i, .i > b, .i + .i, .i[data-x], .i:hover,"
    f" .i::before, :root:lang(de) .i, p:nth-child(2n+9){{display:none}}</style><p class='i on'>{IMPRINT}</p>",
    "rules for others that come later": "<style>p:last-child, p:has(b), p:only-child, p:nth-last-of-type(2n+3),"
    f" p:empty, :nth-child(1 of p + p){{display:none}}</style><div><p>{IMPRINT}</p><i>x</i></div>",
    "stronger outside of layers": f"<style>p{{display:block}}@layer a{{.n{{opacity:0;display:none}}}} .n{{opacity:1}}"
    f"</style><p class=n>{IMPRINT}",
    "a narrow screen": f"<style>@media (100px<width<=900px){{p{{display:none}}}}</style><p>{IMPRINT}",
    "a pale colour": f"<p style='color:hsl(210 20% 55%);background:oklch(98% 0.01 200)'>{IMPRINT}",
    "a small shift": f"<p style='transform:translateY(-20px);translate:10% 0'>{IMPRINT}",
    "an element after another one only": f"<style>h1 + p{{display:none}}</style><h1>x</h1><h2>y</h2><p>{IMPRINT}</p>",
    "important before specific": "<style>p{display:block!important}#i.i{display:none}</style>"
    f"<p id=i class=i>{IMPRINT}",
    "white on its own ground": f"<style>footer{{background:#123}}p{{color:white}}</style><footer><p>{IMPRINT}</footer>",
    "white on a picture": f"<div style='background:url(x.png)'><p style='color:#fff'>{IMPRINT}</p></div>",
    "white in an old table": f"<table><tr bgcolor=#112233><td><font color=white>{IMPRINT}</font></table>",
    "white, where another file may lay the ground": f"<link rel=stylesheet href=a.css><p style='color:#fff'>{IMPRINT}",
    "white over a picture": f"<img src=a.jpg><div style='position:absolute;color:#fff'>{IMPRINT}</div>",
    "letters cut out of a gradient": "<style>p{color:transparent;background:linear-gradient(red,blue);"
    f"-webkit-background-clip:text}}</style><p>{IMPRINT}",
    "a tree of its own": f"<x-note><template shadowrootmode=open><p>{IMPRINT}</p></template></x-note>",
    "letters of a drawing": f"<svg><text x=0 y=9>Нет</text><text x=0 y=30>{IMPRINT}</text></svg>",
    "faded in": f"<style>@keyframes in{{to{{opacity:1}}}}p{{opacity:0;animation:in 1s forwards}}</style><p>{IMPRINT}",
    "moved a little": f"<p style='position:relative;left:-4px;text-indent:-2em'>{IMPRINT}</p>",
    "cut, but with room": f"<div style='overflow:hidden;max-height:400px'>{IMPRINT}</div>",
    "AMP's own style": f"<style amp-boilerplate>body{{visibility:hidden}}</style><p>{IMPRINT}</p>",
    "a < that is none": f"<p>5 < 7 & 8 > 3</p><p>{IMPRINT}</p>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_imprint_is_read_wherever_readers_see_it(shape: str, checker: Checker) -> None:
    page = HEAD + SHAPES[shape]
    read = document(page)
    (found,) = checker.read(read).imprints
    said = {path: " ".join(leaf.raw.split()) for path, leaf in found.leaves.items() if path in VALUES}
    assert said == VALUES
    for path in ("customer.name", "print_run"):
        written = in_source(page, read, *found.leaves[path].place)
        for code, sign in (("&laquo;", "«"), ("&#1199;", "ү"), ("&nbsp;", " ")):
            written = written.replace(code, sign)
        assert " ".join(re.sub("<[^>]*>", "", written).split()) == VALUES[path]


HIDDEN = {
    "a comment": (f"<!-- {IMPRINT} -->", "comment"),
    "the attribute hidden": (f"<div hidden>{IMPRINT}</div>", "not_displayed"),
    "its own style": (f"<div style='color: red; display : none'>{IMPRINT}</div>", "not_displayed"),
    "visibility": (f"<div style='visibility:hidden'><p>{IMPRINT}</p></div>", "not_displayed"),
    "far off the page": (f"<div style='position:absolute;left:-9999px'>{IMPRINT}</div>", "not_displayed"),
    "far off by its margin": (f"<div style='margin-left:-999em'>{IMPRINT}</div>", "not_displayed"),
    "a descendant": (f"<style>.a .n b{{display:none}}</style><p class=a><i class=n><b>{IMPRINT}", "not_displayed"),
    "a child": (f"<style>section>.n{{display:none}}</style><p class=n>{IMPRINT}", "not_displayed"),
    "an attribute": (f"<style>[data-kind^='leg' i]{{opacity:0}}</style><p data-kind=Legal>{IMPRINT}", "not_displayed"),
    "a list with :not": (f"<style>h5, .n:not(.on, #x){{display:none}}</style><p class=n>{IMPRINT}", "not_displayed"),
    "any of several": (f"<style>:is(aside,.q) p{{display:none}}</style><aside><p>{IMPRINT}", "not_displayed"),
    "a sibling": (f"<style>h1 ~ .n{{display:none}}</style><h1>x</h1><p>y</p><p class=n>{IMPRINT}", "not_displayed"),
    "the next one": (f"<style>h1 + div .n{{display:none}}</style><h1>x</h1><div><p class=n>{IMPRINT}", "not_displayed"),
    "by its number": (f"<style>i:nth-child(2n){{display:none}}</style><div><i>x</i><i>{IMPRINT}</i>", "not_displayed"),
    "a rule within a rule": (f"<style>section{{.n{{display:none}}}}</style><p class=n>{IMPRINT}", "not_displayed"),
    "a layer": (f"<style>@layer a{{@supports (a:b){{p.n{{opacity:0}}}}}}</style><p class=n>{IMPRINT}", "not_displayed"),
    "a wide screen": (f"<style>@media (min-width:9em){{.n{{opacity:0}}}}</style><p class=n>{IMPRINT}", "not_displayed"),
    "an escaped name": (f"<style>.md\\:off{{display:none}}</style><p class=md:off>{IMPRINT}", "not_displayed"),
    "a variable": (f"<style>:root{{--d:none}}.n{{display:var(--d)}}</style><p class=n>{IMPRINT}", "not_displayed"),
    "the last one": (f"<style>i+p:last-child{{opacity:0}}</style><div><i>x</i><p>{IMPRINT}</p></div>", "not_displayed"),
    "the last of its kind": (f"<style>div p:nth-last-of-type(1){{opacity:0}}</style><div><p>{IMPRINT}",
        "not_displayed"),
    "the only one": (f"<style>div>p:only-child{{display:none}}</style><div><p>{IMPRINT}</p></div>", "not_displayed"),
    "one that holds": (f"<style>p:has(> b){{display:none}}</style><p><b></b>{IMPRINT}", "not_displayed"),
    "one before another": (f"<style>p:has(+ hr){{display:none}}</style><p>{IMPRINT}</p><hr>", "not_displayed"),
    "one behind nothing": (f"<style>:empty + p{{display:none}}</style><div><i></i><p>{IMPRINT}", "not_displayed"),
    "the second that fits": (
        f"<style>:nth-child(2 of p){{display:none}}</style><div><p>x</p><i></i><p>{IMPRINT}", "not_displayed"),
    "until it is pointed at": (f"<style>.n:not(:hover){{opacity:0}}</style><p class=n>{IMPRINT}", "not_displayed"),
    "a later layer": (
        f"<style>@layer a,b;@layer b{{.n{{display:none}}}}@layer a{{p.n{{display:block}}}}</style><p class=n>{IMPRINT}",
        "not_displayed"),
    "between two widths": (
        f"<style>@media (400px<=width<=2000px){{.n{{display:none}}}}</style><p class=n>{IMPRINT}", "not_displayed"),
    "moved away": (f"<p style='transform:translateX(-200vw)'>{IMPRINT}", "not_displayed"),
    "put away": (f"<p style='position:fixed;inset:-9999px auto auto 0'>{IMPRINT}", "not_displayed"),
    "turned away": (f"<p style='transform:rotateY(90deg)'>{IMPRINT}", "not_displayed"),
    "letters of a dot": (f"<p style='font-size:1px'>{IMPRINT}", "not_displayed"),
    "a line through it": (f"<p style='text-decoration:line-through'>{IMPRINT}", "struck_out"),
    "white by its light": (f"<p style='color:hsl(0 0% 100%);background:oklch(100% 0 0)'>{IMPRINT}", "same_colour"),
    "what pops up": (f"<div popover><p>{IMPRINT}</div>", "not_displayed"),
    "found by a search": (f"<div hidden=until-found><p>{IMPRINT}</div>", "not_displayed"),
    "what a drawing says of itself": (f"<svg><desc>{IMPRINT}</desc></svg>", "metadata"),
    "one of a list to choose from": (f"<select><option>x<option>{IMPRINT}</select>", "not_displayed"),
    "no colour": (f"<p style='color:rgba(0, 0, 0, 0)'>{IMPRINT}", "not_displayed"),
    "no room": (f"<p style='max-height:0;overflow:hidden'>{IMPRINT}", "not_displayed"),
    "for readers of screens": (
        "<style>.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}</style>"
        f"<p class=sr>{IMPRINT}", "not_displayed"),
    "cut away": (f"<p style='clip-path:inset(50%)'>{IMPRINT}", "not_displayed"),
    "scaled away": (f"<p style='transform:scale(0)'>{IMPRINT}", "not_displayed"),
    "white on what it stands in": (
        f"<style>.b{{background:#FEFEFE}}.b p{{color:#fff}}</style><div class=b><p>{IMPRINT}</div>", "same_colour"),
    "white on the page": (f"<div style='color:#fff'><p>{IMPRINT}</div>", "same_colour"),
    "white in an old table": (f"<table bgcolor=white><tr><td><font color=#FFF>{IMPRINT}</font></table>", "same_colour"),
    "no size": (f"<div style='font-size:0'>{IMPRINT}</div>", "not_displayed"),
    "white on white": (f"<p style='color:#FFFFFF;background:white'>{IMPRINT}</p>", "same_colour"),
    "a class": (
        f"<style>p, .note.small {{display:block}} .legal{{display:none}}</style><p class='a legal'>{IMPRINT}",
        "not_displayed",
    ),
    "an id": (f"<style>/* x */#legal{{display:none!important}}</style><p id=legal>{IMPRINT}", "not_displayed"),
    "an element": (
        f"<style>@media screen {{ small {{ display: none }} }}</style><small>{IMPRINT}</small>", "not_displayed"
    ),
    "no script": (f"<noscript><p>{IMPRINT}</p></noscript>", "no_script"),
    "a template": (f"<template><p>{IMPRINT}</p></template>", "template"),
    "struck out": (f"<p><del>{IMPRINT}</del></p>", "struck_out"),
    "alternative text": (f"<img src=a.png alt='{IMPRINT}'>", "alternative_text"),
    "a title": (f"<p title='{IMPRINT}'>?</p>", "attribute"),
    "a description": (f"<meta name=description content='{IMPRINT}'>", "metadata"),
    "data for machines": (
        "<script type='application/ld+json'>" + json.dumps({"@type": "Article", "articleBody": IMPRINT}) + "</script>",
        "data",
    ),
    "a tag that never ends": (f"<p title=\"{IMPRINT}", "not_displayed"),
}  # fmt: skip


@pytest.mark.parametrize("way", HIDDEN)
def test_a_hidden_imprint_is_none_and_is_named_with_its_place(way: str, checker: Checker) -> None:
    hidden, kind = HIDDEN[way]
    page = HEAD + f"<section id=end>{hidden}"
    entry = checker.judge(load(page))
    assert entry["imprints"] == []
    (found,) = [one for one in entry["findings"] if one["rule"] == "kg/imprint/visible"]
    assert (found["message_id"], found["params"]["layer"]) == ("imprint_hidden", kind)
    assert found["evidence"].startswith("Исполнитель: ОсОО «Ак Кар Принт»")
    assert found["place"]["where"]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("dt::after{content:':'}", "Тираж: 500\n\nКонец"),
        ("dt:before{content:'— '} dt::after{display:none;content:'!'}", "— Тираж 500\n\nКонец"),
        ("dd::before{content:attr(data-of) '\\20 №' / 'read out'}", "Тираж всего №500\n\nКонец"),
        ("dl dd::after{content:' экз.'} dd:last-child::after{content:' штук'}", "Тираж 500 штук\n\nКонец"),
        ("dt::before{content:'\\f101'} dd::before{content:''} dt::after{content:none}", "Тираж 500\n\nКонец"),
        ("dt::before{content:'x';opacity:0} dt:hover::after{content:'y'}", "Тираж 500\n\nКонец"),
    ],
)
def test_words_that_rules_put_on_a_page_are_read_where_their_element_stands(style: str, text: str) -> None:
    page = f"<style>dt,dd{{display:inline}} {style}</style><dl><dt>Тираж</dt> <dd data-of=всего>500</dd></dl><p>Конец"
    read = document(page)
    assert " ".join(read.text.split(" ")) == text.replace("Тираж ", "Тираж\n").replace(": ", ":\n")


def test_a_value_in_a_field_is_text(checker: Checker) -> None:
    read = document(HEAD + f"<form>Тираж: <input value='500 экз.'><input type=hidden value='{IMPRINT}'></form>")
    assert read.text.endswith("Тираж: 500 экз.")
    segment = read.segments[len(read.segments) - 1]
    assert in_source(HEAD + "<form>Тираж: <input value='500 экз.'>", read, segment.start, segment.end) == "500 экз."


def test_too_many_elements_for_rules_that_later_ones_decide_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.sources.page_outline._MOST_ELEMENTS", 5)
    read = document(HEAD + "<style>p:last-child{display:none}</style>" + "<p>Парк</p>" * 9)
    assert [one.what for one in read.unread] == ["styles"]
    assert read.text.count("Парк") == 9


def test_a_script_and_its_comments_say_nothing(checker: Checker) -> None:
    read = document(HEAD + f"<script>document.write('{IMPRINT}')</script><style>/* {IMPRINT} */</style>")
    assert IMPRINT not in read.text
    assert all(IMPRINT not in layer.text for layer in read.layers)


def test_the_path_of_an_element_begins_at_the_nearest_id() -> None:
    read = document(HEAD + "<div id=legal><p>Один</p><p>Два</p></div><p>Три</p>")
    wheres = [read.segments[at].place.where for at in range(len(read.segments))]
    assert wheres == ["body > p", "div#legal > p", "div#legal > p[2]", "body > p[2]"]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("<meta charset=windows-1251><p>Тираж ө".encode("cp1251", "xmlcharrefreplace"), "windows-1251"),
        ("<meta http-equiv=Content-Type content='text/html; charset=KOI8-R'><p>Тираж".encode("koi8-r"), "koi8-r"),
        ("<p>Тираж ө".encode("utf-8-sig"), "utf-8"),
        ("\ufeff<html><p>Тираж ө".encode("utf-16-le"), "utf-16-le"),
        ("<meta charset=windows-1251><p>Тираж ө".encode(), "utf-8"),  # saved anew; what it says is left from before
        ("<?xml version='1.0' encoding='cp866'?><html><p>Тираж".encode("cp866"), "cp866"),
    ],
)
def test_the_encoding_is_that_of_the_mark_the_bytes_or_the_page(content: bytes, encoding: str) -> None:
    read = document(content)
    assert read.encoding == encoding
    assert read.text.lstrip("\ufeff").startswith("Тираж")


def test_a_page_is_known_by_its_content_and_else_by_its_name() -> None:
    assert document("<!DOCTYPE html><p>Голосуйте", "ad.txt").format == "html"
    assert document("Голосуйте", "ad.htm").format == "html"
    assert document("<b>Голосуйте</b>", "ad.md").format == "text"


def test_what_a_page_says_of_itself_is_known() -> None:
    head = "<meta property='article:published_time' content='2021-11-20T10:00:00+06:00'>"
    data = '<script type="application/ld+json">{"@type": "AdvertiserContentArticle"}</script>'
    known = load(HEAD + head + data).known
    assert (str(known.published), known.facts) == ("2021-11-20 10:00:00+06:00", {"paid": True})


def test_the_medium_is_a_default_that_the_report_tells(checker: Checker) -> None:
    from compliance.model.known import Known

    told = checker.judge(load(HEAD + IMPRINT))
    assert (told["medium"], told["medium_from"], told["format"]) == ("online", "format", "html")
    asked = checker.judge(load(HEAD + IMPRINT), option=Known("print"))
    assert (asked["medium"], "medium_from" in asked) == ("print", False)


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<!doctype html><script>1</script>", "<p hidden>Текст"])
def test_a_page_that_shows_nothing_is_unreadable(page: str) -> None:
    with pytest.raises(SourceError, match="shows no text"):
        load(page)


def test_reports_point_at_the_line_of_the_file(run: Run, tmp_path: Path) -> None:
    page = HEAD + "<footer>\n  <p>" + IMPRINT.replace("15.11.2021", "31.02.2021") + "</p>\n</footer>\n"
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    lines = page.split("\n")
    entry = json.loads(run("check", str(path), "--format", "json").out)["documents"][0]
    found = next(one for one in entry["findings"] if "31.02.2021" in one.get("evidence", ""))
    line, column = found["span"]["line"], found["span"]["column"]
    assert lines[line - 1][column - 1 :].startswith("31.02.2021")
    assert found["place"] == {"where": "body > footer > p"}
    github = run("check", str(path), "--format", "github").out
    assert re.search(rf"^::error file=[^,]*page.html,line={line},endLine={line},col={column},", github, re.MULTILINE)
    region = json.loads(run("check", str(path), "--format", "sarif").out)["runs"][0]["results"]
    assert any(
        one["locations"][0]["physicalLocation"]["region"].get("startColumn") == column
        and "charOffset" not in one["locations"][0]["physicalLocation"]["region"]
        for one in region
    )
    assert f"page.html:{line}:{column}: " in run("check", str(path)).out


def test_explain_tells_the_hidden_layers(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(HEAD + f"<p>{IMPRINT}</p><div hidden>Тут ничего нет.</div>", encoding="utf-8")
    told = run("extract", str(path), "--explain").out
    assert "not seen by readers: not displayed [body > div]: “Тут ничего нет.”" in told
    entry = json.loads(run("extract", str(path), "--explain", "--format", "json").out)["documents"][0]
    assert {"kind": "not_displayed", "raw": "Тут ничего нет.", "place": {"where": "body > div"}} in entry["layers"]


def test_pages_of_a_folder_are_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HEAD + IMPRINT, encoding="utf-8")
    entries = json.loads(run("check", str(tmp_path), "--format", "json").out)["documents"]
    assert [entry["format"] for entry in entries] == ["html"]


@pytest.mark.parametrize(
    ("bound", "most"),
    [
        ("compliance.sources.page_runs._MOST_TEXT", 100),
        ("compliance.sources.page_runs._MOST_ELEMENTS", 6),
        ("compliance.sources.page_style._MOST_COMPARISONS", 8),
    ],
)
def test_what_lies_beyond_a_bound_is_told_and_nothing_is_missing(
    bound: str, most: int, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bound, most)
    one = load(HEAD + "<style>div p, p b {opacity:0}</style>" + "<p>Парки и скверы города</p>" * 20 + f"<p>{IMPRINT}")
    assert [unread.what for unread in one.document.unread] == ["rest"]
    assert one.document.text.startswith("28 ноября — ваш выбор: парки!")
    entry = checker.judge(one)
    assert (entry["verdict"], entry["imprints"]) == ("unclear", [])


def test_a_page_full_of_hidden_imprints_ends(checker: Checker) -> None:
    """So many are told as text may have imprints, and the weighing of all of them together is bounded."""
    page = HEAD + "".join(f"<!-- {IMPRINT} {number} -->" for number in range(300))
    (found,) = [one for one in checker.judge(load(page))["findings"] if one["rule"] == "kg/imprint/visible"]
    assert found["params"]["count"] == 50


PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<table>", "<td>", "</table>", "<!--", "-->", "<br>", "&amp;", "&#1199;", "&x", " ",
     "\n", "\r\n", "Тираж: 5", "слово", "<", ">", "</", "<i a='", "'", '"', "<pre>", "</pre>", "<div hidden>", "</div>",
     "<li>", "<title>", "<script>", "</script>", "\u00a0", "😀"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_run_stands_where_its_place_says(page: str) -> None:
    """Whatever the markup, a run that is written as it is read is found at its line and column."""
    try:
        read = document("<html>" + page)
    except SourceError:
        return
    lines = re.split(r"\r\n?|\n", "<html>" + page)
    done = 0
    for segment in [read.segments[at] for at in range(len(read.segments))]:
        assert segment.start >= done
        done = segment.end
        line, column = segment.place.line or 0, segment.place.column or 0
        there = lines[line - 1][column - 1 :]
        said = read.text[segment.start : segment.end]
        assert there.startswith(said) if segment.width is None else there.startswith("&")


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", '<a b="', "<!", "<!--", "</", "<b>", "<table><td>", "&amp", "<style>a{", "<style>.a.b{display:none}",
     "<p style='", "a\n", "<iframe srcdoc='<p>", "<p class='a a a a'>", "<!-- Исполнитель: ОсОО -->", "</i>", "{", "/*",
    ],
)  # fmt: skip
def test_no_page_takes_more_than_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        page = ("<html>x" + piece * count).encode()
        started = time.process_time()
        load_bytes(page, "page.html")
        return time.process_time() - started

    few = max(min(seconds(2_000) for _ in range(3)), 0.03)
    assert min(seconds(32_000) for _ in range(2)) < 60 * few


def test_a_text_loads_nothing_of_this() -> None:
    """The start of a plain text's check is what it was: no reader is imported for it."""
    code = (
        "import sys; from compliance.sources.loading import load_bytes; load_bytes(b'Vote!', 'a.txt');"
        "print([m for m in sys.modules if m.startswith(('compliance.sources.page', 'compliance.sources.web'))"
        " or m in ('zipfile', 'html', 'email', 'xml', 'csv')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
