"""What workers do for the page: bytes and options in, bytes out."""

from __future__ import annotations

import json
import pickle
from io import BytesIO
from typing import TYPE_CHECKING, Any

from compliance.errors import SourceError
from compliance.interfaces.http.page.changes import mended
from compliance.interfaces.http.page.imprint import ImprintForm
from compliance.interfaces.http.page.sheet import Sheet, judging, row
from compliance.interfaces.http.page.told import Told
from compliance.interfaces.http.reporting import report
from compliance.sources import load_bytes
from compliance.sources.facsimile import facsimiles
from compliance.sources.given import ads_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.sources import Loaded


def typed(content: bytes, *, options: dict[str, Any], mend: bool = False) -> bytes:
    """Return, as JSON, what the page shows of a text in its field; `mend` makes its changes of form first."""
    told, text = Told.from_json(options), content.decode()
    if mend and text.strip():
        text = mended(text, judging(told).checker)
    sheet = Sheet(_of(text), told, typed=True)
    return _json(
        {
            "html": sheet.html(),
            "known": sheet.known_html(),
            "text": text,
            "verdict": sheet.result["verdict"] if sheet.ad else "",
        }
    )


def opened(content: bytes, *, options: dict[str, Any], name: str) -> bytes:
    """Return what a file holds: a line of JSON with a row for each ad, and the ads, for `held` and `saved`."""
    told = Told.from_json(options)
    ads: list[Loaded | SourceError]
    try:
        ads = [*load_bytes(content, name)]
    except SourceError as error:
        ads = [error]
    return _json([row(ad, told) for ad in ads]) + b"\n" + pickle.dumps(ads)


def held(content: bytes, *, options: dict[str, Any], number: int, drawn: list[dict[str, Any]], base: str) -> bytes:
    """Return, as JSON, what the page shows of one of the ads that `opened` returned."""
    sheet = Sheet(pickle.loads(content)[number], Told.from_json(options), typed=False, drawn=drawn, base=base)
    return _json(
        {
            "html": sheet.html(),
            "known": sheet.known_html(),
            "text": sheet.text,
            "verdict": sheet.result["verdict"] if sheet.ad else "",
        }
    )


def drawn(content: bytes, *, options: dict[str, Any], format: str, pages: list[int]) -> bytes:
    """Return the pages of a file as pictures: a line of JSON that says what they are, and behind it their bytes."""
    found = facsimiles(content, format, pages)
    about = [{**page._asdict(), "content": len(page.content)} for page in found]
    return _json(about) + b"\n" + b"".join(page.content for page in found)


def saved(content: bytes, *, options: dict[str, Any], form: str, text: bool = False, only: int | None = None) -> bytes:
    """Return the report on a text, or on ads that `opened` returned, in one of the formats of reports.

    `only` is the number of the one ad that is wanted.
    """
    told = Told.from_json(options)
    checker, known, _ = judging(told)
    ads = [one for one in (_of(content.decode()),) if one is not None] if text else [*_all(content)]
    ads = ads if only is None else ads[only : only + 1]
    return report(checker, ads, known, form)


def imprint(
    content: bytes,
    *,
    options: dict[str, Any],
    given: dict[str, str],
    language: str,
    asked: bool,
    number: int | None = None,
) -> bytes:
    """Return, as JSON, the form for an imprint and, if it was `asked` for, the imprint or what it lacks.

    `content` is the ad that it is meant for, empty for none; with its `number`, ads that `opened` returned.
    """
    text = content.decode() if number is None else _words(pickle.loads(content)[number])
    form = ImprintForm(text, Told.from_json(options), given, language, asked)
    return _json({"html": form.html(), "text": form.put})


def _words(ad: Loaded | SourceError) -> str:
    return "" if isinstance(ad, SourceError) else ad.document.text


def _all(content: bytes) -> Iterator[Loaded | SourceError]:
    """Yield the ads of several files, each as `opened` wrote them."""
    stream = BytesIO(content)
    while stream.tell() < len(content):
        yield from pickle.load(stream)


def _of(text: str) -> Loaded | SourceError | None:
    if not text.strip():
        return None
    try:
        return ads_in(text)[0]
    except SourceError as error:
        return error


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True).encode()
