"""Bytes into text, with the name of the encoding that was used."""

from __future__ import annotations

# Frequent letters of Cyrillic writing, lower and upper case: text read in the wrong code page has few of them.
_FREQUENT = frozenset(
    "\u043e\u0435\u0430\u0438\u043d\u0442\u0440\u0441\u043b\u041e\u0415\u0410\u0418\u041d\u0422\u0420\u0421\u041b"
)
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
)
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1b"})
_SAMPLE = 1 << 16
# Letters of the languages that are written in each Latin code page; the commoner page goes first.
_LATIN_PAGES = (
    ("windows-1252", "äöüßéèêëàâáåãæçñíìîïóòôõøœúùûý"), ("windows-1250", "ąćęłńóśźżáčďéěíňřšťúůýžőűöüäô"),
    ("windows-1254", "çğıöşüâî"),
)  # fmt: skip
_PUNCTUATION = "‘’“”„–—…«»§°€£·\u00a0"
_CODE_PAGES = (("cp1251", "windows-1251"), ("koi8-r", "KOI8-R"), ("cp866", "IBM 866"), ("mac-cyrillic", "Mac Cyrillic"))
# Pages that are read where no other one comes near; their every byte is a character.
_OLDER = {"KOI8-R": "koi8-r", "IBM 866": "cp866"}
_SURE, _APART = 0.5, 0.2


class Undecodable(ValueError):
    """The bytes are not text in an encoding this package reads; `str()` says why."""


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the encoding that gives it back: UTF-8, -16 or -32, or a code page that plainly fits.

    Of code pages there are windows-1251 for Cyrillic, KOI8-R and IBM 866 where nothing else comes near, and
    windows-1252, -1250 and -1254 for Latin letters.

    A byte order mark stays in the text as its first character, so that offsets are those of `bytes.decode(encoding)`.

    >>> decode("Нускасы: 1".encode("utf-16"))[1]
    'utf-16-le'
    """
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            raise Undecodable(f"is {kind}, not text")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding), encoding
    wide = _wide(content)
    if wide:
        return _strictly(content, wide), wide
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _code_page(content, error)
    if _is_binary(content):
        raise Undecodable("is a binary file, not text")
    return text, "utf-8"


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(f"is not valid {encoding.upper()} (byte {error.start}: {error.reason})") from error


def _wide(content: bytes) -> str:
    """Return the UTF-16 flavour that unmarked bytes are in, or "".

    In Cyrillic and Latin text every second byte is 0x04 or 0x00 (0x20 in typographic punctuation), which no text in
    another encoding has.
    """
    if len(content) < 4 or len(content) % 2:
        return ""
    sample = content[:_SAMPLE]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        telling = high.count(0) + high.count(4)
        if telling and telling + high.count(0x20) >= 0.95 * len(high):
            low = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
            if low.count(0) < 0.05 * len(low):
                return encoding
    return ""


def _is_binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > 2 and controls > len(sample) // 50


def _code_page(content: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Return the text if it is plainly Cyrillic in a page that is read; else say what is wrong with the bytes."""
    if b"\x00" in content[:_SAMPLE] or _is_binary(content):
        raise Undecodable("is a binary file, not text") from error
    sample = content[:_SAMPLE]
    scores = {name: _score(sample, codec) for codec, name in _CODE_PAGES}
    name, score = max(scores.items(), key=lambda found: found[1])
    rest = max(other for page, other in scores.items() if page != name)
    if name in _OLDER and score >= _SURE and score - rest >= _APART:
        return content.decode(_OLDER[name]), _OLDER[name]
    if name == "windows-1251" and score >= 0.35:
        try:
            return content.decode("cp1251"), name
        except UnicodeDecodeError:
            score = 0.0
    if score < 0.35 and (latin := _latin(content)):
        return content.decode(latin), latin
    where = f"byte 0x{content[error.start]:02X} at offset {error.start} is not valid UTF-8"
    hint = f", it looks like {name}" if score >= 0.35 else ""
    raise Undecodable(f"is neither UTF-8, UTF-16 nor windows-1251 text ({where}{hint}): save it as UTF-8") from error


def _latin(content: bytes) -> str:
    """Return the Latin code page in which the bytes above 127 are letters of its languages, or ""; ties to the first.

    They are few, and stand among ASCII letters; a page in which one of twenty is something else does not fit.
    """
    high = [byte for byte in content[:_SAMPLE] if byte > 127]
    if not high or len(high) > 0.5 * min(len(content), _SAMPLE):
        return ""
    best, best_share = "", 0.95
    for page, letters in _LATIN_PAGES:
        try:
            content.decode(page)
        except UnicodeDecodeError:
            continue
        known = letters + letters.upper() + _PUNCTUATION
        share = sum(character in known for character in bytes(high).decode(page)) / len(high)
        if share > best_share or (share == best_share and not best):
            best, best_share = page, share
    return best


def _score(sample: bytes, codec: str) -> float:
    """Return the share of frequent letters among the bytes above 127, lowered where case looks upside down."""
    import re

    runs = re.findall(rb"[\x80-\xff]+", sample)
    if sum(len(run) for run in runs if len(run) > 1) < 0.7 * sum(map(len, runs)):
        return 0.0  # single accented letters between ASCII ones: a Western code page
    letters = [character for character in sample.decode(codec, "replace") if character > "\x7f"]
    frequent = sum(character in _FREQUENT for character in letters)
    lower = sum(character.islower() for character in letters)
    return (frequent + 0.1 * lower) / max(1, len(letters))
