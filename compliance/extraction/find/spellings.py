"""What a word before a colon is: a label with a slip, another form of a label, or a word of its own.

A slip leaves the word what it is: the nearest form of the same word in the same language is what was meant. Plurals,
feminine and case forms are no slips, nor are ordinary words that happen to look like a label. Which endings make forms
and which words are ordinary is data (`[spelling]` of labels.toml).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.extraction.find.vocabulary import Meant
from compliance.model.tuples import NamedTuple
from compliance.text.folding import fold, fold_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.extraction.find.vocabulary import Entry

_FEWEST_LETTERS = 7  # of a label that is looked for by distance; words shorter than that are near to too many others
_FEWEST_OF_ADDRESS = 5
_STEM = 3  # letters that forms of one word share at least
_LONG = 8  # letters of a word that may have two slips
_JOINED = 10  # letters of a label whose blank may be lost along with a slip


class Spelling(NamedTuple):
    """A label as it is rightly spelt, folded and as it is written, with its entry."""

    folded: str
    words: tuple[str, ...]
    letters: frozenset[str]
    written: str
    entry: Entry


class _Forms(NamedTuple):
    """Endings that a word may exchange and stay the same, behind a last letter and a last vowel (none: any)."""

    after: frozenset[str]
    vowels: frozenset[str]
    endings: tuple[str, ...]


class Spellings:
    """The labels of a jurisdiction by their right spellings, with the endings and ordinary words of its languages."""

    __slots__ = (
        "_begun",
        "_forms",
        "_near",
        "_of_field",
        "_ordinary",
        "_ordinary_stems",
        "_spellings",
        "_vowels",
    )

    def __init__(self, entries: Iterable[tuple[str, Entry]], spelling: dict[str, Any]) -> None:
        labels = [
            (phrase, entry)
            for phrase, entry in entries
            if entry.category == "label" and entry.form == "words" and not phrase.endswith("*") and not entry.misspelt
        ]
        folded = fold_all(phrase for phrase, _ in labels)
        known = [_spelling(*label, one.decode("latin-1")) for label, one in zip(labels, folded, strict=True)]
        self._spellings = [one for one in known if len(one.folded) >= _fewest(one.entry)]
        self._begun: dict[str, list[Spelling]] = {}  # by the letters that forms of a word share at least
        for one in self._spellings:
            self._begun.setdefault(one.folded[:_STEM], []).append(one)
        self._near: dict[int, list[Spelling]] = {}  # those that words of a length may be slips of
        self._of_field: dict[tuple[str, str], list[Spelling]] = {}
        for one in known:
            self._of_field.setdefault((one.entry.key, one.entry.language), []).append(one)
        listed = fold_all(word for words in spelling.get("ordinary", {}).values() for word in words)
        ordinary = [word.decode("latin-1") for word in listed]
        self._ordinary = frozenset(word for word in ordinary if not word.endswith("*"))
        self._ordinary_stems = tuple(word[:-1] for word in ordinary if word.endswith("*"))
        self._forms: dict[str, list[_Forms]] = {}
        for form in spelling.get("forms", ()):
            endings = tuple(dict.fromkeys(_folded(ending) for ending in form["endings"]))
            after, vowels = (frozenset(_folded(form.get(key, ""))) for key in ("after", "vowels"))
            self._forms.setdefault(form["language"], []).append(_Forms(after, vowels, endings))
        self._vowels = frozenset(vowel for forms in self._forms.values() for form in forms for vowel in form.vowels)

    def meant(self, words: str, language: str) -> Meant | None:
        """Return what folded `words` were meant to be in a text of `language`; None if they are no label."""
        if any(word in self._ordinary or word.startswith(self._ordinary_stems) for word in words.split(" ")):
            return None
        for one in self._begun.get(words[:_STEM], ()):
            if self._is_form(words, one):
                return Meant(one.entry, slip=False)
        found: list[tuple[int, Spelling]] = []
        letters, allowed = frozenset(words), _allowed(len(words))
        for one in self._of_length(len(words)):
            if len(letters ^ one.letters) <= 2 * allowed:
                distance = _slips(words, one, allowed)
                if distance <= allowed:
                    found.append((distance, one))
        return self._nearest(words, found, language) if found else None

    def _of_length(self, length: int) -> list[Spelling]:
        found = self._near.get(length)
        if found is None:
            most = _allowed(length)
            found = self._near[length] = [one for one in self._spellings if abs(len(one.folded) - length) <= most]
        return found

    def corrected(self, words: str, entry: Entry, language: str) -> Meant:
        """Return what a slip that the rulebook lists was meant to be: the same word, in the language it is one of."""
        own = self._of_field.get((entry.key, entry.language), [])
        there = self._of_field.get((entry.key, language), []) if language != entry.language else []
        for one in there:
            if one.folded == words or self._is_form(words, one):
                return Meant(one.entry, slip=False)
        ranked = [
            (edit_distance(words, one.folded, 4), one)
            for one in own
            if len(one.folded) > 4 and one.entry.form == "words"
        ]
        near = [(distance, one) for distance, one in ranked if distance <= 4]
        return self._nearest(words, near, entry.language) if near else Meant(entry, slip=True)

    def _nearest(self, words: str, found: list[tuple[int, Spelling]], language: str) -> Meant:
        """Return the nearest label, in the text's language before another; no spelling where two words are as near."""
        here = [one for one in found if one[1].entry.language == language] or found
        least = min(distance for distance, _ in here)
        nearest = [one for distance, one in here if distance == least]
        best = min(nearest, key=lambda one: abs(len(one.folded) - len(words)))
        certain = all(_plain(one.folded) == _plain(best.folded) or self._same_word(one, best) for one in nearest)
        foreign = best.entry.language != language and self._has_kin(words, best, language)
        return Meant(best.entry, True, best.written if certain and not foreign else "")

    def _has_kin(self, words: str, best: Spelling, language: str) -> bool:
        """Tell whether the text's own language has a label of the same field that is nearly as near."""
        return any(
            edit_distance(words, one.folded, 3) <= 3 for one in self._of_field.get((best.entry.key, language), [])
        )

    def _same_word(self, one: Spelling, other: Spelling) -> bool:
        return one.entry.language == other.entry.language and self._is_form(one.folded, other)

    def _is_form(self, words: str, one: Spelling) -> bool:
        """Tell whether `words` are `one` in another number, case or gender, word by word."""
        if words[:_STEM] != one.folded[:_STEM]:
            return False
        given = words.split(" ")
        return len(given) == len(one.words) and all(
            word.rstrip(".") == right.rstrip(".") or self._inflected(word, right, one.entry.language)
            for word, right in zip(given, one.words, strict=True)
        )

    def _inflected(self, word: str, right: str, language: str) -> bool:
        shared = _common(word, right)
        for form in self._forms.get(language, ()):
            for ending in form.endings:
                stem = right[: len(right) - len(ending)]
                exchanged = right.endswith(ending) and word[len(stem) :] in form.endings
                if _STEM <= len(stem) <= shared and exchanged and self._takes(stem, form):
                    return True
        return False

    def _takes(self, stem: str, form: _Forms) -> bool:
        """Tell whether endings of this kind are put to a stem."""
        vowel = next((letter for letter in reversed(stem) if letter in self._vowels), "")
        return (not form.after or stem[-1] in form.after) and (not form.vowels or vowel in form.vowels)


def _spelling(phrase: str, entry: Entry, folded: str) -> Spelling:
    return Spelling(folded, tuple(folded.split(" ")), frozenset(folded), phrase[:1].upper() + phrase[1:], entry)


def _fewest(entry: Entry) -> int:
    return _FEWEST_OF_ADDRESS if entry.key == "executor.address" else _FEWEST_LETTERS


def _folded(text: str) -> str:
    return fold(text).decode("latin-1")


def _allowed(length: int) -> int:
    """Return how many slips words of so many letters may have and still be a label."""
    return 1 if length < 8 else 2 if length < 16 else 3


def _plain(folded: str) -> str:
    return folded.replace(" ", "").replace("-", "")


def _common(left: str, right: str) -> int:
    """Return how many letters two words have in common at their beginnings."""
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _slips(words: str, one: Spelling, allowed: int) -> int:
    """Return how many slips lie between `words` and a label, word by word; `allowed + 1` for what is another word.

    Blanks and hyphens lost or put in count as one.
    """
    given = words.split(" ")
    if len(given) != len(one.words):
        plain, right = _plain(words), _plain(one.folded)
        distance = edit_distance(plain, right, 1) if len(right) >= _JOINED and plain[:2] == right[:2] else 2
        return 1 + distance if distance < 2 else allowed + 1
    total = 0
    for word, right in zip(given, one.words, strict=True):
        if word == right:
            continue
        distance = edit_distance(word, right, 2)
        most = 0 if len(right) < 4 else 1 if len(right) < _LONG else 2
        if distance > most or (word[:1] != right[:1] and distance > 1) or not _begins_alike(word, right):
            return allowed + 1
        total += distance
    return total


def _begins_alike(word: str, right: str) -> bool:
    """Tell whether two words begin with the same letter, or with one lost, doubled, put in or swapped."""
    return word[:1] == right[:1] or word[:1] == right[1:2] or word[1:2] == right[:1]


def edit_distance(left: str, right: str, limit: int) -> int:
    """Return the number of inserted, dropped, changed or swapped letters between two short words, or `limit + 1`.

    >>> edit_distance("буйрутмачы", "буюртмачы", 3)
    2
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    previous: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, previous, row = previous, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(row[-1] + 1, previous[j] + 1, previous[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
