"""A labelled text as other hands would write it: other names, letters, marks and breaks; its labels go along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from compliance.extraction.assign.units import cut
from tools.learn_reading.texts import Text, tags_of, window_of

SWAPPED = ("executor.name", "customer.name", "payer.name", "executor.address", "publication_date")
THIN = 0.2  # the share of versions that keep only some of the values
_FEWEST = 3  # values that a text has at least to be thinned
_COLON = re.compile(r"\s*[:—–]\s*")
_STOP = re.compile(r"\.(\s)")
_STOPS = re.compile(r"[.;](\s|$)")
_LONG_WORD = re.compile(r"[^\W\d_]{8,}")
_PLAIN = str.maketrans("өүңӨҮҢ", "оунОУН")  # as keyboards without these letters write

Piece = tuple[str, str]  # words and their field, "" for what is no value
Pool = dict[tuple[str, str], list[str]]


def pool_of(texts: list[Text]) -> Pool:
    """Return the values of the fields that may be swapped, by language and field."""
    found: Pool = {}
    for text in texts:
        for words, field in pieces(text):
            if field in SWAPPED:
                found.setdefault((text.record["lang"], field), []).append(words)
    return found


def pieces(text: Text) -> list[Piece]:
    """Return the text cut at the values it states."""
    found: list[Piece] = []
    place, index, tags, units = 0, 0, text.tags, text.units
    while index < len(tags):
        if tags[index] == "O":
            index += 1
            continue
        field, last = tags[index][2:], index + 1
        while last < len(tags) and tags[last] == f"I-{field}":
            last += 1
        start, end = units[index].start, units[last - 1].end
        found += [(text.window.text[place:start], ""), (text.window.text[start:end], field)]
        place, index = end, last
    return [*found, (text.window.text[place:], "")]


def variants(text: Text, pool: Pool, chance: Random, count: int) -> Iterator[Text]:
    """Yield versions of a text; one whose cleaning would move its labels is left out."""
    for _ in range(count):
        changed = _swapped(_thinned(pieces(text), chance), text.record["lang"], pool, chance)
        for change in (_case, _colons, _breaks, _quotes, _letters, _shortened, _without_body):
            changed = change(changed, chance)
        whole, spans = "", []
        for words, field in changed:
            if field:
                spans.append((len(whole), len(whole) + len(words), field))
            whole += words
        window = window_of(whole)
        if len(window.text) == len(whole):
            units = cut(window)
            yield Text(text.record, window, units, tags_of(units, spans))


def _swapped(given: list[Piece], language: str, pool: Pool, chance: Random) -> list[Piece]:
    found = []
    for words, field in given:
        others = pool.get((language, field), ())
        found.append((chance.choice(others) if others and chance.random() < 0.6 else words, field))
    return found


def _thinned(given: list[Piece], chance: Random) -> list[Piece]:
    """Leave out some values with the labels before them: «заказчик Темиров Ж.А. тираж 300» and nothing else.

    Only where no label stands behind the last value, so that labels stand before theirs.
    """
    if chance.random() >= THIN or len(given) < 2 * _FEWEST + 1 or window_of(given[-1][0]).every("label"):
        return given
    found = given[:2]
    kept = chance.randrange(2, len(given) - 1, 2)  # two at least
    for place in range(2, len(given) - 1, 2):
        if place == kept or chance.random() < 0.4:
            found += given[place : place + 2]
    if chance.random() < 0.7:
        return [*((_COLON.sub(" ", words) if not field else words, field) for words, field in found), ("", "")]
    return [*found, given[-1]]


def _each(given: list[Piece], change: Callable[[str], str], values: bool = False) -> list[Piece]:
    """Change the words between the values, with `values` those of the values as well."""
    return [(change(words) if values or not field else words, field) for words, field in given]


def _case(given: list[Piece], chance: Random) -> list[Piece]:
    drawn = chance.random()
    change = str.lower if drawn < 0.12 else str.upper if drawn < 0.22 else None
    return _each(given, change, values=True) if change else given


def _colons(given: list[Piece], chance: Random) -> list[Piece]:
    drawn, mark = chance.random(), chance.choice((" –", " -", " =", ";", "."))
    if drawn < 0.25:
        return _each(given, lambda words: _COLON.sub(" ", words))
    return _each(given, lambda words: words.replace(":", mark)) if drawn < 0.35 else given


def _breaks(given: list[Piece], chance: Random) -> list[Piece]:
    drawn, mark = chance.random(), chance.choice((". ", "; ", " / ", " | ", ", "))
    if drawn < 0.12:
        return _each(given, lambda words: words.replace("\n", mark))
    if drawn < 0.22:
        return _each(given, lambda words: words.replace(". ", "\n"))
    if drawn < 0.28:
        return _each(given, lambda words: _STOP.sub(r";\1", words))
    return _each(given, lambda words: _STOPS.sub(r"\1", words)) if drawn < 0.34 else given


def _quotes(given: list[Piece], chance: Random) -> list[Piece]:
    drawn = chance.random()
    if drawn < 0.15:
        return _each(given, lambda words: re.sub('[«»"]', "", words), values=True)
    return _each(given, lambda words: re.sub("[«»]", '"', words), values=True) if drawn < 0.3 else given


def _letters(given: list[Piece], chance: Random) -> list[Piece]:
    return _each(given, lambda words: words.translate(_PLAIN), values=True) if chance.random() < 0.15 else given


def _shortened(given: list[Piece], chance: Random) -> list[Piece]:
    """Shorten some long words between the values to their beginning with a stop."""
    if chance.random() >= 0.25:
        return given

    def shorter(match: re.Match[str]) -> str:
        return f"{match[0][: chance.choice((3, 4, 5))]}." if chance.random() < 0.5 else match[0]

    return _each(given, lambda words: _LONG_WORD.sub(shorter, words) if len(words) < 60 else words)


def _without_body(given: list[Piece], chance: Random) -> list[Piece]:
    """Leave out what stands before the imprint, up to the last sentence or line."""
    words, field = given[0]
    cut_at = max(words.rfind("\n"), words.rfind(". "))
    if chance.random() >= 0.3 or field or cut_at <= 0:
        return given
    return [(words[cut_at + 1 :].lstrip(), ""), *given[1:]]
