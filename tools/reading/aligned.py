"""Words of a text, and which of them a record's labels name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tools.reading.finders import dates, runs
from tools.reading.lexicon import kinds
from tools.reading.marks import INVISIBLE, PATHS, normal
from tools.reading.scoring import Record, dug

TOKEN = re.compile(r"&[a-z#0-9]+;|<[^<>\n]*>|[^\W\d_]+|\d+|\n|[^\w\s]|_+")


@dataclass
class Tokens:
    """Words with their places; invisible signs are taken out before, and `back` leads into the text as written."""

    text: str
    back: list[int]
    words: list[str]
    begins: list[int]
    ends: list[int]

    def within(self, start: int, end: int) -> list[int]:
        """The tokens that lie in a span of the text as written."""
        return [
            at
            for at in range(len(self.words))
            if self.back[self.begins[at]] >= start and self.back[self.ends[at] - 1] < end
        ]


def tokens(text: str) -> Tokens:
    """The words of a text."""
    back = [at for at, sign in enumerate(text) if ord(sign) not in INVISIBLE]
    plain = "".join(text[at] for at in back)
    found = list(TOKEN.finditer(plain))
    return Tokens(
        plain, back, [each.group() for each in found], [each.start() for each in found], [each.end() for each in found]
    )


def targets(record: Record, found: Tokens) -> list[str]:
    """The label of every token."""
    out = ["O"] * len(found.words)
    for code, path in PATHS.items():
        for start, end in places(record, path):
            inside = found.within(start, end)
            inside = lengthened(code, inside, found)
            for at in inside:
                if out[at] == "O":
                    out[at] = ("B-" if at == inside[0] else "I-") + code
    return out


def lengthened(code: str, inside: list[int], found: Tokens) -> list[int]:
    """The longest span that counts as right: a fund with what stands about it, a capacity with its owner.

    The hands differ in where they cut; the longer form is accepted by all of them, the shorter by some.
    """

    def one(at: int, kind: str) -> bool:
        return 0 <= at < len(found.words) and kind in kinds(found.words[at], False)

    if not inside or code not in "FR":
        return inside
    while one(inside[0] - 1, "before_fund" if code == "F" else "owner"):
        inside = [inside[0] - 1, *inside]
    if code == "F" and one(inside[-1] + 1, "behind_fund"):
        inside = [*inside, inside[-1] + 1]
    return inside


def places(record: Record, path: str) -> list[tuple[int, int]]:
    """Where a field's value stands: as marked, or found again in the text, nearest to the other fields."""
    if "spans" in record:
        return [(start, end) for start, end in record["spans"].get(path, [])]
    chosen = _aligned(record)
    if path not in chosen:
        return []
    end = max(span[1] for span in chosen.values())
    again = [
        span
        for span in _occurrences(
            record, path, [dug(record["expected"]["fields"], path), *record.get("accept", {}).get(path, [])]
        )
        if span[0] >= end
    ]
    apart: list[tuple[int, int]] = [chosen[path]]
    for span in sorted(
        again, key=lambda each: each[0] - each[1]
    ):  # a repeated imprint, or the same in another language
        if all(span[1] <= other[0] or span[0] >= other[1] for other in apart):
            apart.append(span)
    return apart


def _occurrences(record: Record, path: str, wanted: list[object]) -> list[tuple[int, int]]:
    text = record["text"]
    if path in ("publication_date", "print_run"):
        back = [at for at, sign in enumerate(text) if ord(sign) not in INVISIBLE]
        text = "".join(text[at] for at in back)
        found: list[tuple[int, int, object]] = [*dates(text)] if path == "publication_date" else [*runs(text)]
        return [(back[begin], back[end - 1] + 1) for begin, end, value in found if value in wanted]
    signs = r"[\u00ad\u200b\u200c\u200d\u2060\ufeff]*"
    out = []
    for want in wanted:
        if isinstance(want, str) and (len(want) > 2 or want == wanted[0]):
            pattern = signs.join(r"\s+" if sign.isspace() else re.escape(sign) for sign in normal(want))
            out += [found.span() for found in re.finditer(pattern, text)]
    return out


def _aligned(record: Record) -> dict[str, tuple[int, int]]:
    text, fields = record["text"], record["expected"]["fields"]
    options: dict[str, list[tuple[int, int]]] = {}
    for path in PATHS.values():
        want = dug(fields, path)
        if want is not None and record["expected"]["has_imprint"]:
            options[path] = _occurrences(record, path, [want])
    anchors = [spans[0][0] for spans in options.values() if len(spans) == 1]
    middle = sorted(anchors)[len(anchors) // 2] if anchors else len(text)
    return {path: min(spans, key=lambda span: abs(span[0] - middle)) for path, spans in options.items() if spans}
