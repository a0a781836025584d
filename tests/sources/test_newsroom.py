"""Items of newsroom systems, in JSON and XML: their texts with places, dates, languages and marks of paid content."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry, Resource

from compliance.checker import Checker
from compliance.errors import SourceError
from compliance.sources.loading import Loaded, NoAd, load_bytes

FORMATS = Path(__file__).resolve().parents[3] / "shared" / "formats"
IMPRINT = (
    "Исполнитель: ОсОО «Ак Кар Принт», г. Бишкек, ул. Тыныстанова, 14. Заказчик: политическая партия «Күмүш Булут». "
    "Дата выхода: 15.11.2021 г. Тираж: 5 000 экз."
)
HTML = f"<p>28 ноября — ваш выбор!</p><p>{IMPRINT}</p>"
PAID = "http://cv.iptc.org/newscodes/genre/Advertiser_Supplied"
published = pytest.mark.skipif(not FORMATS.is_dir(), reason="the published formats are not beside the project")

NINJS: dict[str, dict[str, Any]] = {
    "1.6": {
        "uri": "urn:x:1", "language": "ru-KG", "versioncreated": "2021-11-15T10:00:00Z", "headline": "Парки",
        "body_html": HTML, "genre": [{"scheme": "http://cv.iptc.org/newscodes/genre/", "code": "Advertiser_Supplied"}],
    },
    "2.2": {
        "uri": "urn:x:1", "language": "ru", "versioncreated": "2021-11-15T10:00:00Z", "genres": [{"uri": PAID}],
        "headlines": [{"value": "Парки"}], "bodies": [{"contenttype": "text/html", "value": HTML}],
    },
    "3.1": {
        "uri": "urn:x:1", "language": "ru", "versionCreated": "2021-11-15T10:00:00Z", "genres": [{"uri": PAID}],
        "headlines": [{"value": "Парки"}], "bodies": [{"contentType": "text/html", "value": HTML}],
    },
}  # fmt: skip
PLACES = {"1.6": "/body_html, p[2]", "2.2": "/bodies/0/value, p[2]", "3.1": "/bodies/0/value, p[2]"}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker("kg")


def load(content: Any, name: str = "item.json") -> list[Loaded]:
    text = content if isinstance(content, (str, bytes)) else json.dumps(content, ensure_ascii=False)
    return load_bytes(text if isinstance(text, bytes) else text.encode(), name)


def place_of(one: Loaded, checker: Checker, leaf: str = "print_run") -> str:
    (found,) = checker.read(one.document).imprints
    place = one.document.place(*found.leaves[leaf].place)
    assert place is not None
    return place.where


@published
def test_every_published_example_is_read() -> None:
    examples = sorted([*FORMATS.glob("ninjs/examples/*.json"), *FORMATS.glob("ans/*.json")])
    assert len(examples) > 20
    for path in examples:
        for one in load_bytes(path.read_bytes(), path.name):
            assert one.document.text or one.document.unread, path.name
            assert one.document.format in ("ninjs", "ans"), path.name


@published
@pytest.mark.parametrize("generation", NINJS)
def test_the_items_of_these_tests_are_what_the_standard_says(generation: str) -> None:
    schema = json.loads((FORMATS / f"ninjs/ninjs-schema_{generation}.json").read_text("utf-8"))
    geo = json.loads((FORMATS / "ninjs/GeoJSON-schema.json").read_text("utf-8"))
    registry: Registry[Any] = Registry().with_resource(
        "https://geojson.org/schema/GeoJSON.json", Resource.from_contents(geo)
    )
    validator = Draft7Validator if generation == "1.6" else Draft202012Validator
    assert not [error.message for error in validator(schema, registry=registry).iter_errors(NINJS[generation])]


@pytest.mark.parametrize("generation", NINJS)
def test_an_item_of_every_generation_of_ninjs_is_read(generation: str, checker: Checker) -> None:
    (one,) = load(NINJS[generation])
    assert one.document.text.startswith("Парки\n\n28 ноября")
    assert (one.known.published, one.known.language) == (datetime(2021, 11, 15, 10, tzinfo=UTC), "ru")
    assert one.known.facts == {"paid": True}
    assert place_of(one, checker) == PLACES[generation]


def test_the_same_body_as_text_and_html_is_one() -> None:
    bodies = [
        {"contentType": "text/plain", "value": IMPRINT},
        {"contentType": "text/html", "value": f"<p>{IMPRINT}</p>"},
    ]
    (one,) = load({"uri": "x", "bodies": bodies})
    assert one.document.text == IMPRINT


def test_a_footer_of_superdesk_is_part_of_what_is_published(checker: Checker) -> None:
    item = {"guid": "urn:1", "type": "text", "body_html": "<p>Голосуйте!</p>", "body_footer": f"<p>{IMPRINT}</p>"}
    (one,) = load(item)
    assert one.document.format == "superdesk"
    assert place_of(one, checker) == "/body_footer, p"


@pytest.mark.parametrize(
    "within", [{"photo": {"description_text": IMPRINT}}, [{"name": "a", "descriptions": [{"value": IMPRINT}]}]]
)
def test_captions_of_associations_count(within: Any, checker: Checker) -> None:
    (one,) = load({"uri": "x", "body_text": "Голосуйте!", "associations": within})
    assert place_of(one, checker).startswith("/associations/")


def test_a_story_of_arc_is_read_element_after_element(checker: Checker) -> None:
    elements = [
        {"type": "text", "content": "28 ноября &mdash; ваш выбор!"},
        {"type": "list", "items": [{"type": "text", "content": "Парки"}]},
        {"type": "quote", "content_elements": [{"type": "text", "content": "Слова"}]},
        {"type": "raw_html", "content": f"<footer>{IMPRINT}</footer><!-- {IMPRINT} -->"},
        {
            "type": "table",
            "header": [{"type": "text", "content": "Что"}, {"type": "text", "content": "<b>Где</b>"}],
            "rows": [[{"type": "text", "content": "Парк"}, {"type": "text", "content": "Ош"}], None],
        },
    ]
    story = {"type": "story", "version": "0.10.12", "owner": {"sponsored": True}, "content_elements": elements,
             "headlines": {"basic": "Выбор"}, "publish_date": "2021-11-15T10:00:00Z"}  # fmt: skip
    (one,) = load(story)
    assert one.document.text.startswith("Выбор\n\n28 ноября — ваш выбор!\n\nПарки\n\nСлова\n\nИсполнитель")
    assert one.document.text.endswith("Что\tГде\nПарк\tОш")
    assert one.document.segments[-1].place.where == "/content_elements/4, table > tr[2] > td[2]"
    assert one.known.facts == {"paid": True}
    assert place_of(one, checker) == "/content_elements/3/content, footer"
    assert [layer.place.where for layer in one.document.layers] == ["/content_elements/3/content"]


def test_posts_of_wordpress_are_several_ads(checker: Checker) -> None:
    posts = [
        {"id": n, "date_gmt": "2021-11-15T10:00:00", "title": {"rendered": "Парки &amp; дворы"},
         "content": {"rendered": f"<!-- wp:paragraph --><p>Текст {n}.</p><p>{IMPRINT}</p>"}}
        for n in (1, 2)
    ]  # fmt: skip
    first, second = load(posts)
    assert (first.document.pointer, second.document.pointer) == ("/0", "/1")
    assert first.document.text.startswith("Парки & дворы\n\nТекст 1.")
    assert first.known.published == datetime(2021, 11, 15, 10, tzinfo=UTC)
    assert place_of(second, checker) == "/content/rendered, p[2]"
    assert checker.judge(first)["medium"] == "online"


def test_a_key_of_ones_own_marks_what_is_paid() -> None:
    from compliance.sources.formats import Asked

    item = json.dumps(
        {"guid": "urn:1", "body_html": "<p>Текст</p>", "extra": {"ad": True}, "profile": "advert"}
    ).encode()
    for given in ("text=body_html,paid=extra.ad", "text=body_html,paid=profile:advert"):
        (one,) = load_bytes(item, "item.json", asked=Asked(given))
        assert one.known.facts == {"paid": True}
    (other,) = load_bytes(item, "item.json", asked=Asked("text=body_html,paid=profile:news"))
    assert other.known.facts == {}


def test_an_item_inside_lines_is_an_ad() -> None:
    lines = "\n".join(json.dumps(item, ensure_ascii=False) for item in NINJS.values())
    assert [one.document.pointer for one in load(lines, "items.jsonl")] == ["/0", "/1", "/2"]


@pytest.mark.parametrize("content", ['{"name": "package", "version": "1.0"}', '{"uri": "x"}', "[1]", '[{"a": 1}]'])
def test_other_json_is_none_of_these(content: str) -> None:
    with pytest.raises(NoAd):
        load_bytes(content.encode(), "package.json", named=False)


ODD: list[Any] = [None, 5, True, [], {}, [[]], "", {"a": [1]}, ["a", {"b": None}], 10**400, "2021-13-45", "[1"]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_items_of_odd_shapes_are_read_as_far_as_they_go(odd: Any, checker: Checker) -> None:
    """Whatever stands where a text, a list or a name should, an item is an ad or an error, and never a crash."""
    story = {"type": "story", "owner": {}, "content_elements": [{"type": "text", "content": "a"}], "label": {}}
    for item in (*NINJS.values(), story, {"guid": "u", "type": "picture", "body_html": "a", "renditions": {}}):
        for key in item:
            for changed in ({**item, key: odd}, {**item, key: [odd]}, {**item, key: {"basic": odd, "x": odd}}):
                try:
                    for one in load(json.dumps(changed)):
                        assert checker.judge(one)["path"] == "item.json"
                except SourceError:
                    continue


def test_half_a_pair_of_surrogates_and_endless_nesting_are_refused() -> None:
    with pytest.raises(SourceError, match="lone surrogate"):
        load('{"uri": "x", "body_text": "a\\ud800"}')
    with pytest.raises(SourceError):
        load('{"items": [' * 5_000 + "]}" * 5_000)


NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:x="http://www.w3.org/1999/xhtml" guid="urn:1" xml:lang="ru">
 <itemMeta><versionCreated>2021-11-15T10:00:00+06:00</versionCreated></itemMeta>
 <contentMeta><genre qcode="genre:Advertiser_Supplied"/><headline>Парки</headline></contentMeta>
 <contentSet><inlineXML contenttype="application/xhtml+xml"><x:html><x:body><x:p>Выбор &amp; день.</x:p>
 <x:p>{IMPRINT}</x:p></x:body></x:html></inlineXML></contentSet></newsItem>"""
RSS = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Лента</title>
<item><title>Парки</title><description>Кратко</description><pubDate>Mon, 15 Nov 2021 10:00:00 +0600</pubDate>
<content:encoded><![CDATA[<p>Выбор.</p><p>{IMPRINT}</p>]]></content:encoded></item>
<item><title>Дворы</title><description>&lt;p&gt;{IMPRINT}&lt;/p&gt;</description><category>Advertorial</category></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry xml:lang="ky"><title>Парки</title>
<published>2021-11-15T10:00:00Z</published><content type="html">&lt;p&gt;{IMPRINT}&lt;/p&gt;</content></entry></feed>"""
NITF = f"""<nitf><head><docdata><date.issue norm="20211115T100000"/></docdata></head>
<body><body.head><hedline><hl1>Парки</hl1></hedline></body.head><body.content><p>Выбор.</p></body.content>
<body.end><p>{IMPRINT}</p></body.end></body></nitf>"""
IN_XML = {
    "NewsML-G2": (NEWSML, "newsml-g2", "/newsItem/contentSet/inlineXML, body > p[2]", {"paid": True}),
    "RSS": (RSS, "rss", "/rss/channel/item[1]/encoded, p[2]", {}),
    "Atom": (ATOM, "atom", "/feed/entry/content, p", {}),
    "NITF": (NITF, "nitf", "/nitf/body, footer > p", {}),
}


@pytest.mark.parametrize("kind", IN_XML)
def test_items_in_xml_have_xpaths_for_places(kind: str, checker: Checker) -> None:
    content, form, where, facts = IN_XML[kind]
    one = load(content, "items.xml")[0]
    assert (one.document.format, one.known.facts) == (form, facts)
    assert one.document.text.startswith("Парки\n\n") or kind == "Atom"
    assert one.known.published is not None
    day = one.known.published
    assert (day.date() if isinstance(day, datetime) else day) == date(2021, 11, 15)
    assert place_of(one, checker).endswith(where.rpartition(", ")[2])
    assert place_of(one, checker).startswith(where.partition(", ")[0])


def test_every_item_of_a_feed_is_an_ad() -> None:
    first, second = load(RSS, "feed")
    assert (first.document.pointer, second.document.pointer) == ("/rss/channel/item[1]", "/rss/channel/item[2]")
    assert "Кратко" not in first.document.text
    assert second.known.facts == {"paid": True}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            '<!DOCTYPE rss [<!ENTITY a "x">]><rss><channel><item><title>&a;</title></item></channel></rss>',
            "declares entities",
        ),
        (
            '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item><title>&a;</title></item></rss>',
            "entities",
        ),
        ("<rss><channel><item></channel></rss>", "is not XML: line 1"),
        ("<rss><channel/></rss>", "no item in it"),
        ("<project><name>x</name></project>", "kind that is not read: project"),
        ("<rss>" + "<a>" * 300 + "</a>" * 300 + "</rss>", "nested too deeply"),
    ],
)
def test_xml_that_is_damaged_or_hostile_is_refused(content: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        load(content, "items.xml")


def test_of_a_wordpress_export_posts_are_read_and_menus_are_not() -> None:
    items = "".join(
        f"<item><title>{kind} {status}</title><wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>"
        f"<wp:post_date_gmt>2021-11-15 04:00:00</wp:post_date_gmt></item>"
        for kind, status in (("post", "publish"), ("page", "draft"), ("nav_menu_item", "publish"), ("post", "trash"))
    )
    found = load(f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>{items}</channel></rss>', "export.xml")
    assert [one.document.text for one in found] == ["post publish", "page draft"]
    assert found[0].known.published == datetime(2021, 11, 15, 4)


def test_xml_of_a_folder_that_is_none_of_this_is_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pom.xml").write_text("<project/>", encoding="utf-8")
    (tmp_path / "item.xml").write_text(NEWSML, encoding="utf-8")
    entries = json.loads(run("check", str(tmp_path), "--format", "json").out)["documents"]
    assert [entry["format"] for entry in entries] == ["newsml-g2"]
