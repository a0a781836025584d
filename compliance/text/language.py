"""The language of a text from its letters and commonest words, without a model: ky, ru, mixed, other or und."""

from __future__ import annotations

from typing import Any

from compliance.model.tuples import NamedTuple

_PLAIN = 12  # a score that letters and common words reach in any text of a few lines
_SAMPLE = 1_200  # characters looked at: enough to be sure, little enough to be free


class Language(NamedTuple):
    """A language and the evidence: words and letters counted for each language."""

    code: str
    evidence: dict[str, int]


class Identifier:
    """Tells the language of texts; made once from `[language]` of labels.toml, safe to share between threads."""

    __slots__ = ("_tables", "_words")

    def __init__(self, languages: dict[str, Any]) -> None:
        self._tables = {
            code: (table["letters"].lower(), frozenset(table["words"]), tuple(table["endings"]))
            for code, table in languages.items()
        }
        self._words = frozenset().union(*(common for _, common, _ in self._tables.values()))

    def identify(self, text: str) -> Language:
        """Return the language of `text`; a long one is judged by its beginning and its end."""
        sample = (text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + " " + text[-_SAMPLE // 2 :]).lower()
        words = sample.split()
        telling = list(filter(self._words.__contains__, words))
        scores = {
            code: 2
            * (sum(map(sample.count, filter(sample.__contains__, letters))) + sum(map(common.__contains__, telling)))
            for code, (letters, common, _) in self._tables.items()
        }
        known = {code: score for code, score in scores.items() if code != "other"}
        if max(known.values(), default=0) < _PLAIN:
            for code in known:
                known[code] = scores[code] = scores[code] + _by_endings(words, self._tables[code][2])
        return _judged(scores, known, len(words))


def _judged(scores: dict[str, int], known: dict[str, int], words: int) -> Language:
    best = max(known, key=lambda code: known[code], default="und")
    if scores.get("other", 0) > max(known.values(), default=0):
        return Language("other", scores)
    if not known or known[best] < 2:
        return Language("other" if words > 12 and known.get(best, 0) == 0 else "und", scores)
    second = max((score for code, score in known.items() if code != best), default=0)
    return Language("mixed" if second * 3 > known[best] and second >= 8 else best, scores)


def _by_endings(words: list[str], endings: tuple[str, ...]) -> int:
    return sum([word.endswith(endings) for word in words if len(word) > 4]) if endings else 0
