"""A window cut into units: words, numbers, dates, quotations, phrases of the lexicon, marks, line ends."""

from __future__ import annotations

from compliance.extraction.find.lexicon import Term
from compliance.extraction.pieces.dates import dates_of, of_document
from compliance.extraction.pieces.numbers import behind_words
from compliance.extraction.window import Window
from compliance.model.tuples import NamedTuple
from compliance.text.late import late

# Letters that print as digits do («Т0кмок»): a digit between letters belongs to the word.
_WORD = (
    r"(?:[036]?(?:[^\W\d_]+[03468](?=[^\W\d_])){1,3}[^\W\d_]+|[036](?=[^\W\d_]{4})[^\W\d_]+|[^\W\d_]+)"
    r"(?:[-’'`‑][^\W\d_]+)*"
)
_TOKEN = late(
    r"(?P<clock>\d{1,2}:\d{2}(?![\d:]))"
    r"|(?P<num>\d{1,3}[^\W\d_]?/\d{1,3}[^\W\d_]?(?![\w/])"  # a house
    r"|(?<=, )\d{1,3}[–-]\d{1,4}(?=[.,;|)\n]| [|(]|$)"  # and a flat
    r"|(?![036][^\W\d_]{4})[-−]?\d+(?:(?:[ \u00a0.,'’]| \. )\d{3}(?!\d))*(?:[.,]\d+)?)"
    r"|(?P<init>[^\W\d_]\.(?:\s?-?[^\W\d_]\.)?)"
    rf"|(?P<word>{_WORD})"
    r"|(?P<nl>\n+)|(?P<blank>_{2,}|\.{4,}|…+)|(?P<punct>[^\w\s]|_)"
)
_QUOTED = late(r'«[^«»\n]{1,70}»|„[^„“”\n]{1,70}[“”]|“[^“”\n]{1,70}”|"[^"\n]{1,60}"')
_BEFORE_BRACKET = late(r"(?<!\w)\d{1,3}(?:[ \u00a0.,'’]\d{3})*(?=[ \n]?\()|(?<!\w)\d{4,7}(?=[ \n]?\()")
_PHRASES = frozenset(("label", "role", "fund", "legal_form", "status", "customer_kind"))
_IN_QUOTES = frozenset(("legal_form", "customer_kind", "label", "executor"))
_KEYED = frozenset(("role", "fund", "address", "customer_kind", "executor", "cue"))
# Of no use for telling one field from another.
_UNSEEN = frozenset(("slots", "finance", "paper", "weekday", "sought", "who", "others"))
_UNSEEN_DOUBTS = frozenset(("abroad", "making", "share", "alone"))  # nor are these words of doubt
_SHORTEST_DATE = 5


class Unit(NamedTuple):
    """One unit at `start`–`end` of the clean text; `classes` are what the lexicon knows of it, sorted."""

    kind: str  # num, clock, init, word, nl, blank, punct, date, paper (its day), quoted, phrase
    start: int
    end: int
    classes: tuple[str, ...]


def cut(window: Window) -> list[Unit]:
    """Return the units of a window, in order of place and without overlaps."""
    labels = {(t.start, t.end) for t in window.every("label") if t.entry.form in ("words", "after")}
    whole = _whole(window, labels)
    starting: dict[int, list[Term]] = {}
    for term in window.terms:
        if term.entry.category not in _UNSEEN and term.entry.key not in _UNSEEN_DOUBTS:
            starting.setdefault(term.start, []).append(term)
    found: list[Unit] = []
    last = 0
    for start, end, kind in sorted([*whole, *_tokens(window, whole, labels)]):
        if start >= last:
            found.append(Unit(kind, start, end, _classes(window, start, end, kind, starting)))
            last = end
    while found and found[-1].kind == "nl":  # an end of line that nothing follows says nothing
        found.pop()
    return found


def _whole(window: Window, labels: set[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Return what is one unit although it has blanks: dates, quotations, phrases; the first of those that overlap."""
    text = window.text
    wanted = [
        (date.start, date.end, "paper" if of_document(window, date) else "date")
        for date in dates_of(window)
        if date.end - date.start >= _SHORTEST_DATE
    ]
    wanted += [
        (match.start(), match.end(), "quoted")
        for match in _QUOTED.finditer(text)
        if (match.start() + 1, match.end() - 1) not in labels  # a label in quotation marks is a label
    ]
    wanted += [
        (match.start(), stop, "num")
        for match in _BEFORE_BRACKET.finditer(text)
        if (stop := behind_words(window, match.end())) > match.end()
    ]
    phrases = [
        (term.start, term.end, "phrase")
        for term in window.terms
        if term.entry.category in _PHRASES and not text[term.start : term.end].isalpha()
    ]
    wanted += sorted(phrases, key=lambda phrase: (phrase[0] - phrase[1], phrase[0]))
    taken: list[tuple[int, int, str]] = []
    places = bytearray(len(text))
    for start, end, kind in wanted:
        if places.find(1, start, end) < 0:
            taken.append((start, end, kind))
            places[start:end] = b"\1" * (end - start)
    return sorted(taken)


def _tokens(
    window: Window, whole: list[tuple[int, int, str]], labels: set[tuple[int, int]]
) -> list[tuple[int, int, str]]:
    """Return the tokens between the whole units."""
    text, found = window.text, []
    ends: dict[int, list[int]] = {}
    for term in (*window.every("label"), *window.every("paid")):
        ends.setdefault(term.start, []).append(term.end)
    place = 0
    for begin, stop in [*((start, end) for start, end, _ in whole), (len(text), len(text))]:
        for match in _TOKEN.finditer(text, place, begin):
            start, end, kind = match.start(), match.end(), match.lastgroup or "punct"
            if kind == "init" and not match[0][0].isupper():
                kind = "word"
            if kind == "word":
                glued = [e for e in ends.get(start, ()) if e < end and text[e] == "-"]
                if glued and (start, end) not in labels:  # «заказчик-Асанов»
                    found += [(start, max(glued), "word"), (max(glued), max(glued) + 1, "punct")]
                    start = max(glued) + 1
                elif text[end : end + 1] == "." and window.folded[start:end].strip("-") in window.lexicon.abbreviations:
                    end += 1
            found.append((start, end, kind))
        place = stop
    return found


def _classes(window: Window, start: int, end: int, kind: str, starting: dict[int, list[Term]]) -> tuple[str, ...]:
    found: set[str] = set()
    for term in starting.get(start, ()):
        category, key = term.entry.category, term.entry.key
        if term.end <= end + 1 and (term.end >= end - 1 or kind == "phrase"):
            if category == "label":
                found.add(f"label:{key}:{term.entry.form}")
            else:
                found.add(f"{category}:{key}" if category in _KEYED else category)
        elif term.end > end + 1 and category != "label":
            found.add(f"in:{category}")
    if kind == "quoted":
        found |= {f"q:{term.entry.category}" for term in window.within(start + 1, end, *_IN_QUOTES)}
    return tuple(sorted(found))
