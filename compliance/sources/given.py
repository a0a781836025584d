"""What a caller of the library hands in, typed: ads, days and names; what is none is refused with what would do."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from compliance.errors import SourceError, UsageError
from compliance.model.document import Document
from compliance.model.known import Known
from compliance.rulebook.book import MEDIA
from compliance.sources.formats import ASKED, Asked, TableMap
from compliance.sources.loading import STANDARD_INPUT, Loaded, load_bytes, load_file
from compliance.text.damage import unreadable
from compliance.text.moment import parse_day, parse_moment

if TYPE_CHECKING:
    from compliance.border.ad import Ad


def ads_in(given: Ad | str | bytes | os.PathLike[str], asked: Asked = ASKED) -> list[Loaded]:
    """Return the ads that a text, the bytes of one, a file or an `Ad` holds, with their documents.

    Bytes are decoded as files are; `asked` says what the columns of a table hold. `SourceError` for what
    cannot be read, `TypeError` for what is none of these.

    >>> [loaded.document.text for loaded in ads_in("Тираж: 500".encode("cp1251"))]
    ['Тираж: 500']
    """
    if isinstance(given, str):
        return [Loaded(_document(given))]
    if isinstance(given, (bytes, bytearray, memoryview)):
        return load_bytes(bytes(given), STANDARD_INPUT, asked=asked)
    if isinstance(given, os.PathLike):
        return load_file(os.fsdecode(given), asked=asked)
    from compliance.border.ad import Ad

    if isinstance(given, Ad):
        path = given.path or STANDARD_INPUT
        if given.text is None:
            return [Loaded(Document("", path, pointer="/imprint"), given)]
        return [Loaded(_document(given.text, path), given)]
    fields = "; of a dict, Ad.model_validate(…) makes an Ad" if isinstance(given, dict) else ""
    raise TypeError(f"an ad is a text (str), bytes, a pathlib.Path or an Ad, not {_kind(given)}{fields}")


def _document(text: str, path: str = STANDARD_INPUT) -> Document:
    if not text.strip("\ufeff \t\r\n"):
        raise SourceError(path, "is empty")
    try:
        text.encode("utf-16-le")  # a third of what UTF-8 costs
    except UnicodeEncodeError as error:
        raise SourceError(path, f"holds a lone surrogate at {error.start}, which is no character") from error
    if damage := unreadable(text):
        raise SourceError(path, damage)
    return Document(text, path)


def option(medium: str | None, published: date | datetime | str | None) -> Known:
    """Return what a call says of its ads; `UsageError` for what is no medium or no moment."""
    return Known(code("medium", medium, MEDIA), moment("published", published))


def wishes(table_map: TableMap) -> Asked:
    """Return what a call says of tables; `UsageError` for a map that is not known, or names what ads do not have."""
    if not table_map:
        return ASKED
    if not isinstance(table_map, (str, Mapping)):
        raise TypeError(f"table_map is a text such as 'text=body', or a dict, not {_kind(table_map)}")
    from compliance.sources.column_map import parse_map

    try:
        parse_map(table_map)
    except UsageError as error:
        raise UsageError(str(error).replace("--map", "table_map")) from error
    return Asked(table_map)


def day(name: str, given: Any) -> date | None:
    """Return the day that the option `name` states: a `date`, or ISO 8601 as text; None stays None.

    `UsageError` for a text that is no day, `TypeError` for another type; a moment is more than a day.
    """
    if given is None or (isinstance(given, date) and not isinstance(given, datetime)):
        return given
    if isinstance(given, str):
        try:
            return parse_day(given)
        except ValueError as error:
            raise UsageError(f"{name}: {error}") from error
    raise TypeError(f"{name} is a date, or a text like '2021-07-10', not {_kind(given)}")


def moment(name: str, given: Any) -> date | datetime | None:
    """Return the day, or the day and hour, that the option `name` states: as `day`, hours allowed."""
    if given is None or isinstance(given, date):
        return given
    if isinstance(given, str):
        try:
            return parse_moment(given)
        except ValueError as error:
            raise UsageError(f"{name}: {error}") from error
    raise TypeError(f"{name} is a date, a datetime, or a text like '2021-07-10T07:30', not {_kind(given)}")


def code(name: str, given: Any, known: Sequence[str] = ()) -> str | None:
    """Return the text that the option `name` states; None stays None. `UsageError` if it is not `known`."""
    if given is not None and not isinstance(given, str):
        raise TypeError(f"{name} is a text (str), not {_kind(given)}")
    if given is not None and known and given not in known:
        raise UsageError(f"{name}: there is no {given!r}; there is: {', '.join(known)}")
    return given


def file(name: str, given: Any) -> str | None:
    """Return the path that the option `name` states, a text or a `pathlib.Path`; None stays None, "" names nothing."""
    if given is None:
        return None
    if not isinstance(given, (str, os.PathLike)):
        raise TypeError(f"{name} is a path (str or pathlib.Path), not {_kind(given)}")
    if not (path := os.fsdecode(given)):
        raise UsageError(f"{name}: the path is empty")
    return path


def languages(given: Any, known: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of messages, each once; `UsageError` if there is none, or one that messages are not in."""
    if isinstance(given, str):
        raise UsageError(f"languages are a list or tuple, such as ({given!r},), not the text {given!r}")
    if not isinstance(given, Sequence) or not all(isinstance(one, str) for one in given):
        raise TypeError(f"languages are a list or tuple of texts, such as ('en', 'ru'), not {_kind(given)}")
    wrong = [one for one in given if one not in known]
    if wrong or not given:
        raise UsageError(f"messages are in {', '.join(dict.fromkeys(known))}, not in {wrong or list(given)!r}")
    return tuple(dict.fromkeys(given))


def _kind(given: object) -> str:
    return "None" if given is None else f"{type(given).__name__}: {given!r:.60}"
