"""Whom the body of an ad speaks for, where that is somebody else than whoever ordered it."""

from __future__ import annotations

from collections.abc import Iterator
from re import MULTILINE

from compliance.extraction.find.lexicon import Term
from compliance.extraction.laid import REACH, Laid, Value
from compliance.extraction.of_payments import QUOTED
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.model.fields import FUND, part_of
from compliance.text.folding import fold
from compliance.text.late import late
from compliance.text.names import compared, is_person

_WORD = late(r"[^\W\d_]{3,}")
_LINE = late(r"^[ \t]*([^\n]{5,60}?)[ \t]*$", MULTILINE)
_STEM = 5  # letters by which a name is known in any case
_BESIDE = 3  # characters between a name and the word that says what it is
_NAME = 60  # characters of a name beside such a word


def praised(laid: Laid) -> Iterator[Place]:
    """Yield a candidate or a party that the ad speaks for, where nothing of it names the one who ordered it.

    A party speaks for its candidates and a candidate for the party: only one of the same kind is somebody else.
    """
    customers = [value for value in laid.near if value.path.endswith(".name") and part_of(value.path) == "customer"]
    if not customers:
        return
    people = all(is_person(value.leaf.raw) or _is_candidate(laid, value) for value in customers)
    parties = all(any(laid.window.within(value.start, value.end, "customer_kind")) for value in customers)
    if people:
        found = list(_candidates(laid))
    elif parties and all(QUOTED.search(laid.window.text, value.start, value.end) for value in customers):
        found = list(_parties(laid))
    else:
        return
    if found and not _speaks_for(laid, found, people):
        yield found[0]


def _is_candidate(laid: Laid, value: Value) -> bool:
    return bool(laid.window.within(value.start, value.end, "status"))


def _outside(laid: Laid, term: Term) -> bool:
    """Tell whether a word stands in a sentence of the ad's own story, before the imprint."""
    return term.end <= laid.start and not laid.covered(term.start, term.end)


def _candidates(laid: Laid) -> Iterator[Place]:
    """Yield the persons named beside a word for a candidate, or as the one who speaks."""
    window = laid.window
    kinds = [term for term in window.within(0, laid.start, "customer_kind", "status") if term.entry.key in _CANDIDATE]
    for term in kinds:
        if not _outside(laid, term):
            continue
        for start, end in (
            (term.end, min(window.sentence_end(term.end, laid.start), term.end + _NAME)),
            (max(0, term.start - _NAME), term.start),
        ):
            named = person(window, start, end)
            if named and _beside(window, named, term) and not laid.covered(*named):
                yield named
    for term in window.within(0, laid.start, "in_person"):
        named = person(window, term.end, min(laid.start, term.end + _NAME))
        if named and named[0] - term.end <= _BESIDE and _outside(laid, term):
            yield named
    yield from _headlines(laid)


def _headlines(laid: Laid) -> Iterator[Place]:
    """Yield the persons whose name has a line of its own in the ad's story, as on a poster: «САДЫРОВ МАРАТ»."""
    window = laid.window
    for line in _LINE.finditer(window.text, max(0, laid.start - REACH), laid.start):
        named = person(window, *line.span(1)) if line[1][0].isupper() else None
        whole = named is not None and window.trim(*line.span(1)) == named and len(_WORD.findall(line[1])) > 1
        if named and whole and not (laid.covered(*named) or window.within(*named, *_NO_NAME)):
            yield named


def _beside(window: Window, named: Place, term: Term) -> bool:
    """Tell whether a name stands right behind a word for what it is, or before it and a mark: «Асанов — кандидат»."""
    if named[0] >= term.end:
        return named[0] - term.end <= _BESIDE
    between = window.text[named[1] : term.start]
    return len(between) <= _BESIDE and bool(between.strip())


def _parties(laid: Laid) -> Iterator[Place]:
    """Yield the names in quotation marks that stand beside a word for a party or a bloc."""
    window = laid.window
    kinds = [term for term in window.within(0, laid.start, "customer_kind") if term.entry.key in _BODIES]
    for quoted in QUOTED.finditer(window.text, 0, laid.start) if kinds else ():
        beside = any(
            0 <= quoted.start() - term.end <= _BESIDE or 0 <= term.start - quoted.end() <= _BESIDE for term in kinds
        )
        if beside and not laid.covered(*quoted.span()):
            yield quoted.span()


_NO_NAME = ("label", "legal_form", "lead", "cue", "address", "paid", "made")  # words of a line that is no name
_CANDIDATE, _BODIES = ("candidate", "status"), ("party", "bloc")


def _speaks_for(laid: Laid, found: list[Place], people: bool) -> bool:
    """Tell whether a word of a name of the imprint stands in the story of the ad, apart from names of others."""
    window = laid.window
    names = [
        value
        for value in laid.near
        if value.path.endswith((".name", ".owner")) and part_of(value.path) in ("customer", FUND)
    ]
    story = _story(laid)
    for start, end in found:
        if all(compared(window.text[start:end], value.leaf.raw) == "other" for value in names):
            story = story.replace(window.folded[start:end], " ")
    for value in names:
        quoted = QUOTED.search(window.text, value.start, value.end)
        place = quoted.span() if quoted and not people else (value.start, value.end)
        kinds = [(term.start, term.end) for term in window.within(*place, "customer_kind", "status", "legal_form")]
        words = [
            window.folded[word.start() : min(word.end(), word.start() + _STEM)] in story
            for word in _WORD.finditer(window.text, *place)
            if not any(start <= word.start() < end for start, end in kinds)
        ]
        if any(words) if people else all(words):
            return True
    return False


def _story(laid: Laid) -> str:
    """Return the ad before and behind its imprint, folded, as far as an imprint can be from what it belongs to."""
    source = laid.window.clean.source
    first, last = laid.source(laid.start, max((value.end for value in laid.near), default=laid.start))
    before, behind = source[max(0, first - REACH) : first], source[last : last + REACH]
    return (fold(before) + b" " + fold(behind)).decode("latin-1")
