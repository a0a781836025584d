"""XML of newsrooms: NewsML-G2, RSS and Atom, WordPress exports (WXR), NITF; each item is an ad.

Parsed by the standard library's expat with entities of a document's own refused, so that nothing outside is fetched and
nothing grows. XHTML within goes to the reader of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree as Xml
from xml.parsers import expat

from compliance.errors import SourceError
from compliance.model.document import Place, Unread
from compliance.model.known import Known
from compliance.sources.assembling import Assembly, Origin
from compliance.sources.formats import ASKED, Asked
from compliance.sources.loading import Loaded, NoAd
from compliance.sources.newsroom import language_of, marks, moment_of

_MOST_ITEMS = 50_000
_DEEPEST = 200
_ITEMS = {
    "newsItem": "newsml-g2", "item": "rss", "entry": "atom", "nitf": "nitf",
}  # fmt: skip
_ROOTS = frozenset(("newsItem", "newsMessage", "packageItem", "rss", "RDF", "feed", "nitf"))
_NO_POSTS = frozenset((
    "attachment", "nav_menu_item", "revision", "custom_css", "wp_global_styles", "wp_navigation",
))  # fmt: skip
_XHTML = "{http://www.w3.org/1999/xhtml}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the items of a file; `SourceError` where it is no XML, declares entities, or holds none."""
    root = _parsed(content, shown)
    if _name(root) not in _ROOTS:
        if not asked.named:
            raise NoAd(shown, "is XML without an ad")
        raise SourceError(shown, f"is XML of a kind that is not read: {_name(root)[:40]}")
    origin = Origin(shown, "utf-8", len(content), sha256(content).hexdigest(), "xml")
    found = [_ad(one, where, origin) for one, where in _items(root) if _is_shown(one)]
    if not found:
        raise SourceError(shown, "holds no ads: there is no item in it")
    return found


def _parsed(content: bytes, shown: str) -> Xml.Element:
    """Return the root; entities of the document's own, and whatever it refers to outside, are refused."""
    parser = expat.ParserCreate(namespace_separator="}")
    builder = Xml.TreeBuilder()
    depth = 0

    def refuse(*_: Any) -> int:
        raise SourceError(shown, "is XML that declares entities, which is not read")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise SourceError(shown, "is nested too deeply")
        builder.start(_braced(name), {_braced(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_braced(name))

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        raise SourceError(shown, f"is not XML: line {error.lineno}, column {error.offset + 1}: {why}") from error
    except (ValueError, LookupError) as error:
        raise SourceError(shown, f"is not XML that can be read: {error}") from error
    return builder.close()


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name


def _name(element: Xml.Element) -> str:
    return element.tag.rpartition("}")[2]


def _items(root: Xml.Element) -> Iterator[tuple[Xml.Element, str]]:
    """Yield the items with their XPath, none within another."""
    pending = [(root, f"/{_name(root)}")]
    count = 0
    while pending:
        element, where = pending.pop()
        if _name(element) in _ITEMS:
            yield element, where
            count += 1
            if count >= _MOST_ITEMS:
                return
        else:
            pending += reversed(list(_children(element, where)))


def _children(element: Xml.Element, where: str) -> Iterator[tuple[Xml.Element, str]]:
    """Yield the children with their XPath; a number only where there are several of a name."""
    counts: dict[str, int] = {}
    for child in element:
        counts[_name(child)] = counts.get(_name(child), 0) + 1
    seen: dict[str, int] = {}
    for child in element:
        name = _name(child)
        seen[name] = seen.get(name, 0) + 1
        yield child, f"{where}/{name}" + (f"[{seen[name]}]" if counts[name] > 1 else "")


def _is_shown(item: Xml.Element) -> bool:
    """Tell whether an item is a text for readers: an export of WordPress has menus and what was thrown away too."""
    said = {_name(child): child.text or "" for child in item if _name(child) in ("post_type", "status")}
    return said.get("post_type", "post") not in _NO_POSTS and said.get("status", "publish") not in (
        "trash",
        "auto-draft",
    )


def _ad(item: Xml.Element, where: str, origin: Origin) -> Loaded:
    form = _ITEMS[_name(item)]
    assembly = Assembly()
    read_item = {"newsml-g2": _newsml, "rss": _rss, "atom": _atom, "nitf": _nitf}[form]
    known = read_item(assembly, item, where)
    if not assembly:
        assembly.unread.append(Unread("no_text", Place(where)))
    return Loaded(assembly.document(origin._replace(format=form), where), None, known)


def _rss(assembly: Assembly, item: Xml.Element, where: str) -> Known:
    """Read an item of RSS or of a WordPress export: what is encoded in full comes before its short description."""
    said = {_name(child): (child, path) for child, path in _children(item, where)}
    full = [(child, path) for child, path in _children(item, where) if child.tag.endswith("/content/}encoded")]
    for key in ("title", *(() if full else ("description",))):
        if key in said and said[key][0].text:
            assembly.either(said[key][0].text or "", said[key][1])
    for child, path in full:
        assembly.page(child.text or "", path)
    days = [said[key][0].text or "" for key in ("pubDate", "post_date_gmt", "date") if key in said]
    published = next((day for text in days if (day := _moment(text))), None)
    paid = any(_is_paid(child.text or "") for child in item if _name(child) in ("category", "genre"))
    return Known(published=published, facts={"paid": True} if paid else {})


def _atom(assembly: Assembly, entry: Xml.Element, where: str) -> Known:
    published = None
    for child, path in _children(entry, where):
        name = _name(child)
        if name in ("title", "summary", "content"):
            inner = child.find(f"{_XHTML}div")
            if inner is not None:
                assembly.page(_markup(inner), path)
            elif child.text:
                assembly.either(child.text, path, child.get("type") == "html" or None)
        elif name in ("published", "issued") or (name == "updated" and published is None):
            published = _moment(child.text or "")
    paid = any(_is_paid(child.get("term", "")) for child in entry if _name(child) == "category")
    return Known(published=published, language=language_of(entry.get(_LANG)), facts={"paid": True} if paid else {})


def _newsml(assembly: Assembly, item: Xml.Element, where: str) -> Known:
    """Read a NewsML-G2 item: headlines and descriptions of its metadata, and the contents that stand in it."""
    published, paid, language = None, False, item.get(_LANG)
    bodies: list[tuple[Xml.Element, str]] = []
    for child, path in _walk(item, where):
        name = _name(child)
        if name in ("versionCreated", "embargoed", "firstCreated") and (name == "embargoed" or published is None):
            published = _moment(child.text or "") or published
        elif name == "genre":
            paid = paid or _is_paid(child.get("qcode", "") + " " + child.get("uri", ""))
        elif name == "language" and child.get("tag"):
            language = child.get("tag")
        elif name in ("headline", "slugline", "description") and "contentMeta" in path:
            assembly.text(_flat(child), path)
        elif name in ("inlineXML", "inlineData"):
            bodies.append((child, path))
    for body, path in bodies:
        inner = next(iter(body), None)
        if inner is not None:
            assembly.page(_markup(inner), path)
        elif body.text:
            form = body.get("contenttype", "")
            assembly.either(body.text, path, "html" in form or None)
    return Known(published=published, language=language_of(language), facts={"paid": True} if paid else {})


def _nitf(assembly: Assembly, item: Xml.Element, where: str) -> Known:
    published = None
    for child, path in _children(item, where):
        if _name(child) == "body":
            assembly.page(_markup(child), path)
        else:
            for inner, _ in _walk(child, path):
                if _name(inner) in ("date.issue", "date.release"):
                    published = _moment(inner.get("norm", "")) or published
    return Known(published=published)


def _walk(element: Xml.Element, where: str) -> Iterator[tuple[Xml.Element, str]]:
    """Yield everything below an element but what is within contents, in order."""
    for child, path in _children(element, where):
        yield child, path
        if _name(child) not in ("inlineXML", "inlineData"):
            yield from _walk(child, path)


def _flat(element: Xml.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _markup(element: Xml.Element) -> str:
    """Return an element as HTML: names without their prefixes; NITF's own become what HTML calls them."""
    pieces: list[str] = []
    pending: list[Xml.Element | str] = [element]
    while pending:
        one = pending.pop()
        if isinstance(one, str):
            pieces.append(one)
            continue
        name = _HTML_NAMES.get(_name(one), _name(one))
        attributes = "".join(f' {_name_of(key)}="{_escaped(value)}"' for key, value in one.attrib.items())
        pieces.append(f"<{name}{attributes}>{_escaped(one.text or '')}")
        closing = f"</{name}>"
        inner: list[Xml.Element | str] = []
        for child in one:
            inner += [child, _escaped(child.tail or "")]
        pending += [closing, *reversed(inner)]
    return "".join(pieces)


_HTML_NAMES = {
    "hl1": "h1", "hl2": "h2", "body.head": "header", "body.content": "section", "body.end": "footer", "tagline": "p",
    "media-caption": "figcaption", "byline": "p", "dateline": "p", "hedline": "header",
}  # fmt: skip


def _name_of(key: str) -> str:
    return key.rpartition("}")[2]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _moment(text: str) -> Any:
    """Return the moment in ISO 8601, in the form of e-mail (RFC 5322) or in that of WordPress, None for another."""
    text = text.strip()
    if (found := moment_of(text)) is not None:
        return found
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None


def _is_paid(said: str) -> bool:
    words = re.split(r"[\s:/#]+", said)
    return any(code in words for code in marks()["paid_genres"])
