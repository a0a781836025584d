"""E-mail (.eml): subject and body once, in HTML where there is one, and each attachment as an ad of its own."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any

from compliance.errors import SourceError
from compliance.model.document import Place, Unread
from compliance.model.known import Known
from compliance.sources.assembling import Assembly, Origin
from compliance.sources.decode import Undecodable, decode
from compliance.sources.formats import ASKED, Asked, format_of, suffixes
from compliance.sources.inner import MOST_DEEP, inner_ads
from compliance.sources.loading import Loaded

_MOST_PARTS = 1_000


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the body as an ad, and the ads in the attachments; `SourceError` where there is nothing of either."""
    if asked.depth >= MOST_DEEP:
        raise SourceError(shown, "is nested too deeply")
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
    except Exception as error:  # the parser of the standard library has no error of its own for broken headers
        raise SourceError(shown, f"is an e-mail that cannot be read: {type(error).__name__}") from error
    origin = Origin(shown, "utf-8", len(content), sha256(content).hexdigest(), "email")
    parts = list(_leaves(message))
    if len(parts) > _MOST_PARTS:
        raise SourceError(shown, f"holds more than {_MOST_PARTS} parts")
    assembly, body, subject = Assembly(), _bodies(message), _header(message, "subject")
    assembly.text(subject, "subject")
    headed = len(assembly.segments)
    found: list[Loaded] = []
    for where, part in parts:
        if any(part is one for one in body):
            _add(assembly, part, where)
        elif not _is_other_body(part):
            found += _attached(part, where, origin, assembly, asked)
    if found:  # what goes with them may be no ad, or one whose imprint stands in them
        assembly.unread.append(Unread("beside", Place("attachments")))
    if len(assembly.segments) > headed or (assembly.unread and not found):
        found.insert(0, Loaded(assembly.document(origin), None, Known(published=_sent(message))))
    if not found:
        raise SourceError(shown, "holds no text and no attachment that is read")
    return found


def _leaves(message: EmailMessage) -> Iterator[tuple[str, EmailMessage]]:
    """Yield the parts that hold something, each with its number (`2.1`), as programs for mail count them."""
    pending: list[tuple[str, Any]] = [("", message)]
    while pending:
        at, part = pending.pop()
        if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
            inner = [(f"{at}.{index}" if at else str(index), one) for index, one in enumerate(part.get_payload(), 1)]
            pending += reversed(inner)
        else:
            yield f"part {at or '1'}", part


def _bodies(message: EmailMessage) -> list[Any]:
    """Return the parts that are shown as the body: of alternatives the HTML one, else the text."""
    try:
        best = message.get_body(preferencelist=("related", "html", "plain"))
        if best is not None and best.get_content_maintype() == "multipart":
            best = best.get_body(preferencelist=("html", "plain"))
    except (KeyError, AttributeError, TypeError, ValueError):
        best = None
    shown: list[Any] = [] if best is None else [best]
    if message.get_content_type() == "multipart/mixed":  # text behind an attachment is shown under it
        shown += [part for part in message.iter_parts() if part is not best and _is_other_body(part)]
    return shown


def _is_other_body(part: MIMEPart) -> bool:
    """Tell whether a part is a body that another one stands for: no attachment, and without a name."""
    return part.get_content_maintype() == "text" and not part.is_attachment() and not part.get_filename()


def _add(assembly: Assembly, part: EmailMessage, where: str) -> None:
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")
    html = part.get_content_subtype() == "html"
    try:
        text = _decoded(content, part.get_content_charset(), html)
    except Undecodable:
        assembly.unread.append(Unread("letters", Place(where)))
        return
    if not html and part.get_param("format") == "flowed":
        text = _flowed(text, part.get_param("delsp") == "yes")
    assembly.either(text, where, html)


def _flowed(text: str, joins: bool) -> str:
    """Return text without the line ends that a program set to fold it (RFC 3676): those behind a blank.

    >>> _flowed("One \\ntwo\\n-- \\nthree", False)
    'One two\\n-- \\nthree'
    """
    found: list[str] = []
    goes_on = False
    for line in text.splitlines():
        said = line.removeprefix(" ")
        if goes_on:
            found[-1] = (found[-1][:-1] if joins else found[-1]) + said
        else:
            found.append(said)
        goes_on = said.endswith(" ") and said != "-- "
    return "\n".join(found)


def _decoded(content: bytes, charset: str | None, html: bool) -> str:
    if html:
        from compliance.sources.web_page import page_of

        return page_of(content, charset)[0]
    try:
        return content.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError, ValueError):
        return decode(content)[0] if content.strip() else ""


def _attached(part: Any, where: str, origin: Origin, assembly: Assembly, asked: Asked) -> list[Loaded]:
    """Return the ads in an attachment; a picture within the body's HTML, and what is not read, are told as unread."""
    name = _filename(part) or f"{where.removeprefix('part ')}{_ENDINGS.get(part.get_content_type(), '')}"
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        content = inner[0].as_bytes() if isinstance(inner, list) and inner else b""
        name = name if name.lower().endswith(".eml") else f"{name}.eml"
    else:
        raw = part.get_payload(decode=True)
        content = raw if isinstance(raw, bytes) else b""
    if not content.strip():
        return []
    form = format_of(content, name)
    read_here = (form.module if form else name.lower().endswith(_TEXTS)) or name.lower().endswith(suffixes())
    if not read_here or (part.get("content-id") and part.get_content_maintype() == "image"):
        kind = "picture" if part.get_content_maintype() == "image" else "attachment"
        if kind == "picture" or (form is not None and not form.module):
            assembly.unread.append(Unread(kind, Place(where)))
        return []
    return inner_ads(content, origin.shown, name, asked)


_TEXTS = (".txt", ".text", ".md", ".markdown", ".json", ".jsonl", ".ndjson")
_ENDINGS = {
    "text/plain": ".txt", "text/html": ".html", "application/json": ".json", "application/pdf": ".pdf",
    "text/csv": ".csv",
}  # fmt: skip


def _filename(part: Any) -> str:
    try:
        return str(part.get_filename() or "")
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "").strip()
    except (ValueError, TypeError, LookupError, AttributeError, IndexError):
        return ""


def _sent(message: EmailMessage) -> Any:
    try:
        return parsedate_to_datetime(_header(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
