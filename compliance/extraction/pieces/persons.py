"""Persons' names: surname with initials, or a run of capitalised words."""

from __future__ import annotations

import re

from compliance.extraction.window import Window
from compliance.text.late import late

Place = tuple[int, int]

_LETTER = r"[^\W\d_]"
_INITIAL = rf"{_LETTER}\.(?:\s?-?{_LETTER}\.|{_LETTER}(?![\w.-]))?"  # the last stop may be left out: «Асанов О.А»
_WORD = rf"{_LETTER}+(?:[-’'`]{_LETTER}+)*"
# Surname and initials, initials and surname; capitals are tested afterwards, so that «к. Ош» is no initial.
_WITH_INITIALS = late(rf"(?P<a>{_WORD})\s{{0,2}}(?P<ai>{_INITIAL})|(?P<bi>{_INITIAL})\s{{0,2}}(?P<b>{_WORD})")
_TOKEN = late(rf"{_WORD}")


def person(window: Window, start: int, end: int) -> Place | None:
    """Return the place of a person's name in `start`–`end`: surname with initials, or a run of capitalised words."""
    text = window.text
    for match in _WITH_INITIALS.finditer(text, start, end) if text.find(".", start, end) >= 0 else ():
        word, initials = (match["a"], match["ai"]) if match["a"] else (match["b"], match["bi"])
        if len(word) > 1 and word[0].isupper() and all(letter.isupper() for letter in initials if letter.isalpha()):
            places = [term.entry.key for term in window.within(match.start(), match.end(), "address")]
            if places and len(initials) <= 2 and not (match["b"] and {"place_before"}.issuperset(places)):
                continue  # «Ш. Бишкек»; but «Г. Исакова»: capitals of which the second is no town
            begin = match.start()
            return begin, match.end()
    return _capitalised(window, start, end)


def _capitalised(window: Window, start: int, end: int) -> Place | None:
    """Return the last run of two to four capitalised words («Сыдыкова Айнура», «Осмонов Нурлан Бакыт уулу»)."""
    text = window.text
    run: list[re.Match[str]] = []
    best: list[re.Match[str]] = []
    particles = {term.start for term in window.within(start, end, "particles")}
    for match in _TOKEN.finditer(text, start, end):
        joined = bool(run) and not text[run[-1].end() : match.start()].strip()
        if (match.start() in particles and joined) or (match[0][0].isupper() and (joined or not run)):
            run.append(match)
        else:
            run = [match] if match[0][0].isupper() else []
        if len(run) >= 2 and len(run) >= len(best):
            best = list(run)
    return (best[0].start(), best[-1].end()) if 2 <= len(best) <= 5 else None
