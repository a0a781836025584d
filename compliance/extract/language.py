"""The language of a text from its letters and commonest words, without a model: ky, ru, mixed, other or und."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = 12  # a score that letters and common words reach in any text of a few lines
_SAMPLE = 1_600  # characters looked at: enough to be sure, little enough to be free


class Language(NamedTuple):
    """A language and the evidence: words and letters counted for each language."""

    code: str
    evidence: dict[str, int]


def identify(text: str, languages: dict[str, Any]) -> Language:
    """Return the language of `text`; `languages` is the `[language]` table of labels.toml.

    A long text is judged by its beginning and its end.
    """
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + " " + text[-_SAMPLE // 2 :]
    words = _WORD.findall(sample.lower())
    scores = {code: _score(sample, words, table) for code, table in languages.items()}
    known = {code: score for code, score in scores.items() if code != "other"}
    if max(known.values(), default=0) < _PLAIN:
        for code in known:
            known[code] = scores[code] = scores[code] + _by_endings(words, languages[code])
    best = max(known, key=lambda code: known[code], default="und")
    if scores.get("other", 0) > max(known.values(), default=0):
        return Language("other", scores)
    if not known or known[best] < 2:
        return Language("other" if len(words) > 12 and known.get(best, 0) == 0 else "und", scores)
    second = max((score for code, score in known.items() if code != best), default=0)
    return Language("mixed" if second * 3 > known[best] and second >= 8 else best, scores)


def _score(sample: str, words: list[str], table: dict[str, Any]) -> int:
    letters = sum(map(sample.count, table["letters"].lower()))
    return 2 * letters + 2 * sum(map(frozenset(table["words"]).__contains__, words))


def _by_endings(words: list[str], table: dict[str, Any]) -> int:
    endings = tuple(table["endings"])
    return sum([word.endswith(endings) for word in words if len(word) > 4]) if endings else 0
