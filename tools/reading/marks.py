"""A text that carries the marks of its own values, so that every label is a span by construction.

A mark is a pair of private-use characters around the value. Whatever is done to the text afterwards (capitals, damage,
line breaks) is done to the value too, and the spans are cut at the very end. Capital codes are values, small letters
are further readings that count as right.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

CODES = "EACPRFDNeacprfdn"
PATHS = {
    "E": "executor.name",
    "A": "executor.address",
    "C": "customer.name",
    "P": "payer.name",
    "R": "payer.role",
    "F": "funding_source",
    "D": "publication_date",
    "N": "print_run",
}
OPEN, CLOSE = 0xE000, 0xE100
MARK = re.compile("[\ue000-\ue0ff\ue100-\ue1ff]")
INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def mark(code: str, text: str) -> str:
    """`text` as a value of the field `code`; nothing to mark leaves nothing."""
    at = CODES.index(code)
    return f"{chr(OPEN + at)}{text}{chr(CLOSE + at)}" if text else ""


def bare(text: str) -> str:
    """The text without its marks."""
    return MARK.sub("", text)


def normal(text: str) -> str:
    """A value as it is compared: without invisible characters, white space as single blanks."""
    return re.sub(r"\s+", " ", text.translate(INVISIBLE)).strip()


@dataclass
class Cut:
    """A text without marks, and the spans of its values in the order of their beginnings."""

    text: str
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def values(self, path: str) -> list[str]:
        """The values of a field, as written."""
        return [self.text[start:end] for start, end in self.spans.get(path, [])]

    def readings(self, path: str, wanted: str) -> list[str]:
        """What else counts as right: other marked values, and entities and line-end hyphens undone."""
        found = [*self.values(path), *self.values("also " + path)]
        for value in [wanted, *found]:
            found += [html.unescape(value), re.sub(r"(?<=\w)-\s*\n\s*", "", value)]
        unique = dict.fromkeys(normal(value) for value in found)
        return [value for value in unique if value and value != normal(wanted)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and commas at its ends; a stop stays, as it may be an initial's."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end


def cut(marked: str) -> Cut:
    """The text and the spans of a marked text."""
    out: list[str] = []
    length = 0
    waiting: dict[int, list[int]] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for part in re.split("([\ue000-\ue1ff])", marked):
        code = ord(part) if len(part) == 1 else 0
        if OPEN <= code < CLOSE:
            waiting.setdefault(code - OPEN, []).append(length)
        elif CLOSE <= code < CLOSE + 0x100:
            letter = CODES[code - CLOSE]
            path = PATHS[letter] if letter.isupper() else "also " + PATHS[letter.upper()]
            spans.setdefault(path, []).append((waiting[code - CLOSE].pop(), length))
        else:
            out.append(part)
            length += len(part)
    text = "".join(out)
    whole = {
        path: sorted(span for span in (trimmed(text, *pair) for pair in found) if span[0] < span[1])
        for path, found in spans.items()
    }
    return Cut(text, {path: found for path, found in whole.items() if found})
