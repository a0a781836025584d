"""Phrases whose words are cut short: «упол. предст. по фин. вопр.», «ыйг. ук. өкүлү», «изб. фонд», «полит. партия».

No list can have them all. A run of words is one where each begins a word of a known phrase, in its order, the first of
them the first, and one at least is cut short by a stop or a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compliance.model.tuples import NamedTuple
from compliance.text.folding import LETTERS
from compliance.text.late import late

_WORD = late(r"(?P<word>[^\W\d_]{1,16})(?:-(?P<ending>[^\W\d_]{1,4})(?![^\W\d_]))?(?P<stop>\.?)[ \u00a0]?")
# Blanks alone part a run of words up to the first that is cut short, or has an ending behind a hyphen.
_CUT = late(r"(?:[^\W\d_]{1,16}[ \u00a0]){0,7}[^\W\d_]{1,16}[.-]")
_KNOWN = 5  # letters by which a word is known whatever its ending
_STEM = 4  # letters of a word of a phrase to which an ending may be put
_SHORTEST = 2  # letters of the first word
_LETTERS = LETTERS.decode("latin-1")
_MOST_WORDS = 8
_REMEMBERED = 4_096  # words whose phrases are kept


class Short(NamedTuple):
    """A phrase cut short: its place, the number of the known phrase it begins, and whether it ends with a stop."""

    start: int
    end: int
    phrase: int
    stopped: bool


class Word(NamedTuple):
    """One word as it stands: folded letters, the letters behind a hyphen, whether a stop follows, and its end."""

    letters: str
    ending: str = ""
    stopped: bool = True
    end: int = 0

    def fits(self, one: str) -> bool:
        """Tell whether it is a word of a phrase, cut short or with another ending."""
        if not one.startswith(self.letters[:_KNOWN]):
            return len(one) >= _STEM and self.letters.startswith(one)
        return len(self.letters) >= _KNOWN or one == self.letters or self.cuts(one)

    def cuts(self, one: str) -> bool:
        """Tell whether a word is this one, with letters left out at its end or before its ending."""
        left_out = one[len(self.letters) :] if one.startswith(self.letters) else ""
        return (self.stopped or bool(self.ending)) and len(left_out) > 1 and self.ending[:1] in left_out


class Shortened:
    """Finds phrases, folded word by word, where they are cut short."""

    __slots__ = ("_begun", "_by_first", "_first", "_phrases")

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._phrases = tuple(phrases)
        self._by_first: dict[str, dict[str, list[int]]] = {}  # by how the first word begins, and the whole of it
        for number, phrase in enumerate(self._phrases):
            if len(phrase) > 1:
                alike = self._by_first.setdefault(phrase[0][:_SHORTEST], {})
                alike.setdefault(phrase[0], []).append(number)
        self._begun: dict[tuple[str, str, bool], list[int]] = {}
        # Most words begin no phrase: the search for how one begins passes over them in C.
        begun = "|".join(re.escape(letters) for letters in sorted(self._by_first))
        self._first = late(f"(?<![{re.escape(_LETTERS)}])(?:{begun})") if begun else None

    def find(self, text: str, folded: str) -> Iterator[Short]:
        """Yield the phrases that are cut short, in order of place, without overlaps."""
        end = 0
        endings: set[int] | None = None
        for begun in self._first.finditer(folded) if self._first is not None else ():
            start = begun.start()
            before = text[max(0, start - 1) : start]
            if start < end or before.isalnum() or not _CUT.match(text, start):
                continue
            match = _WORD.match(text, start)
            if match is None or len(match["word"]) < _SHORTEST:
                continue
            if before == "-":
                endings = endings or {word.start("ending") for word in _WORD.finditer(text)}
                if start in endings:
                    continue  # «упол-ный»: the end of a word
            numbers = self._begun_by(_word(match, folded))
            words = list(_words(text, folded, start)) if numbers else []
            if any(word.stopped or word.ending for word in words) and (found := self._longest(words, start, numbers)):
                yield found
                end = found.end

    def _begun_by(self, first: Word) -> list[int]:
        """Return the phrases whose first word that may be, in order; many words come again, and so many are kept."""
        key = first.letters, first.ending, first.stopped
        found = self._begun.get(key)
        if found is None:
            alike = self._by_first.get(first.letters[:_SHORTEST], {})
            found = sorted(number for one, group in alike.items() if first.fits(one) for number in group)
            if len(self._begun) >= _REMEMBERED:
                self._begun.clear()
            self._begun[key] = found
        return found

    def _longest(self, words: list[Word], start: int, numbers: list[int]) -> Short | None:
        """Return the longest phrase of those that the first of the words begins; None if none is cut short."""
        found = None
        begun = dict.fromkeys(numbers, 1)  # how many words of each phrase stand there, or are left out before these
        for count, word in enumerate(words[1:], 2):
            begun = {
                number: further
                for number, before in begun.items()
                if (further := _further(word, self._phrases[number], before))
            }
            if not begun:
                break
            whole = [number for number in begun if word.fits(self._phrases[number][-1])]
            if whole:
                phrase = min(
                    whole, key=lambda number: (len(self._phrases[number]), sum(map(len, self._phrases[number])))
                )
                cut = [any(map(one.cuts, self._phrases[phrase])) for one in words[:count]]
                if any(cut):
                    found = Short(start, word.end + (stop := cut[-1] and word.stopped), phrase, stop)
        return found


def _words(text: str, folded: str, start: int) -> Iterator[Word]:
    """Yield the words from `start` on that blanks, stops and hyphens join, up to somebody's initial."""
    place, capitals = start, text[start + 1 : start + 2].isupper()
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, place)
        if match is None or (match.end("word") - place == 1 and text[place].isupper() and not capitals):
            return
        yield _word(match, folded)
        if match.end() in (match.end("word"), match.end("ending")):
            return
        place = match.end()


def _word(match: re.Match[str], folded: str) -> Word:
    ending = folded[slice(*match.span("ending"))] if match["ending"] else ""
    return Word(folded[slice(*match.span("word"))], ending, bool(match["stop"]), match.start("stop"))


def _further(word: Word, phrase: tuple[str, ...], place: int) -> int:
    """Return the place behind the next word of a phrase, from `place` on, that a word may be; 0 if it is none."""
    return next((at + 1 for at in range(place, len(phrase)) if word.fits(phrase[at])), 0)


def begins(words: list[Word], phrase: tuple[str, ...]) -> bool:
    """Tell whether words are those of a phrase, cut short, in their order, the first of the first."""
    rest = iter(phrase)
    return words[0].fits(phrase[0]) and all(any(map(word.fits, rest)) for word in words)
