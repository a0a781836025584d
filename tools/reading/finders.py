"""Dates and runs in a text for the token baseline: where they stand and what they mean."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from tools.reading.grammar import words
from tools.reading.lexicon import skeleton

_MISREAD = str.maketrans("OОoоlIіЗз", "000011133")
_D = r"[0-3OО]?[0-9OОlЗ]"
_Y = r"(?:2[0OО][0-9OОlIЗ]{2}|['’]?\d\d)"
_M = r"[^\W\d_]{3,}"
_GAP = r"[\s\u00a0\u202f]*"
SHAPES = [
    rf"(?<!\d)(?P<y>20[0-9OО][0-9OО]){_GAP}[.\-/]{_GAP}(?P<m>\d{{1,2}}){_GAP}[.\-/]{_GAP}(?P<d>{_D})(?!\d)",
    rf"(?<![\w])(?P<d>{_D})(?:{_GAP}[.]?{_GAP}[-–—]{_GAP}{_D})?"
    rf"{_GAP}(?:(?P<s>[.,/\-]){_GAP}(?P<m>[01OО]?[0-9OО]){_GAP}(?P=s)|[./\-]{_GAP}(?P<r>[XVIxviХІ]{{1,4}}){_GAP}[./\-])"
    rf"{_GAP}(?P<y>{_Y})(?!\d)",
    rf"(?P<y>20[0-9OО][0-9OО]){_GAP}[-–]?{_GAP}(?:жылдын|жылы|жыл|ж\.?|года|год|г\.?)?[.,]?{_GAP}[«\"]?(?P<d>{_D})[»\"]?(?:{_GAP}[-–]{_GAP}\d\d?)?[-–]?{_GAP}(?P<m>{_M})",
    rf"(?<![\w])[«\"]?(?P<d>{_D})[»\"]?(?:{_GAP}[-–—]{_GAP}\d\d?|{_GAP}по{_GAP}\d\d?)?[-–]?(?:го|е|ое)?{_GAP}[-–]?(?P<m>{_M})[.,]?{_GAP}[-–,]?{_GAP}(?P<y>{_Y})(?!\d)",
    rf"(?<![\w])(?P<d>{_D})[ \u00a0](?P<m>[01]?[0-9])[ \u00a0](?P<y>{_Y})(?!\d)",
    r"(?<!\d)(?P<d>\d\d)(?P<m>\d\d)(?P<y>20\d\d)(?!\d)",
]
_COMPILED = [re.compile(shape, re.IGNORECASE) for shape in SHAPES]
_RUN = re.compile(
    r"(?<![\d])(\d{1,3}(?:[ \u00a0\u202f.’'](?:\d{3}|[0OО]{3}))+|[0-9][0-9OОoо]*(?:[.,]\d{1,2})?(?!\d))\s*"
    r"(миллион\w*|млн|миң|мин|тысяч\w*|тыс|т(?=[.\s]))?",
    re.IGNORECASE,
)
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}


@cache
def _months() -> list[tuple[str, int]]:
    found = []
    for language in ("ky", "ru"):
        for kind in ("gen", "nom", "loc", "poss"):
            found += [(skeleton(name)[:5], at) for at, name in enumerate(words(language)["months"].get(kind, []), 1)]
    return found


def month(text: str) -> int | None:
    """The month a word or number names."""
    digits = text.translate(_MISREAD)
    if digits.isdigit():
        return int(digits)
    roman = text.lower().replace("х", "x").replace("і", "i")
    if roman in _ROMAN:
        return _ROMAN[roman]
    plain = skeleton(text)
    for known, at in _months():
        if plain.startswith(known[:3]) and (plain.startswith(known[:5]) or len(plain) <= 5):
            if (known[:3] in ("iyu", "iun") or known[:2] == "iu") and plain[:3] != known[:3]:
                continue
            return at
    return None


def dates(text: str) -> list[tuple[int, int, str]]:
    """Begin, end and ISO date of every real date, no two overlapping."""
    out: list[tuple[int, int, str]] = []
    taken = [False] * (len(text) + 1)
    for shape in _COMPILED:
        after = 0
        while found := shape.search(text, after):
            begin, end = found.span()
            after = begin + 1
            parts = found.groupdict()
            at = month(parts["m"] or parts.get("r") or "")
            if at is None or any(taken[begin:end]):
                continue
            year = int(found["y"].translate(_MISREAD).lstrip("'’"))
            try:
                value = date(year + 2000 if year < 100 else year, at, int(found["d"].translate(_MISREAD))).isoformat()
            except ValueError:
                continue
            taken[begin:end] = [True] * (end - begin)
            out.append((begin, end, value))
    return sorted(out)


def runs(text: str) -> list[tuple[int, int, int]]:
    """Begin, end and value of every number that could be a run."""
    out = []
    for found in _RUN.finditer(text):
        raw, unit = found.group(1).translate(_MISREAD), (found.group(2) or "").lower()
        if re.fullmatch(r"\d{1,3}([ \u00a0\u202f.’']\d{3})+", raw):
            raw = re.sub(r"\D", "", raw)
        try:
            value = float(raw.replace(",", "."))
        except ValueError:
            continue
        scale = 1_000_000 if unit.startswith(("миллион", "млн")) else 1000 if unit else 1
        out.append((found.start(), found.end(), round(value * scale)))
    return out
