"""Text whose letters were lost or taken for others: read in the wrong code page, or saved in a poorer one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from compliance.model.tuples import NamedTuple
from compliance.text.folding import ALPHABET, bytes_of, shapes
from compliance.text.late import late

# The page in which UTF-8 was read: two of its bytes are a letter, of which the first is one of four.
_PAGES = {
    "Latin-1": "latin-1",
    "windows-1252": "cp1252",
    "windows-1251": "cp1251",
    "KOI8-R": "koi8-r",
    "IBM 866": "cp866",
}
_ACCENTED = late("[\u00c0-\u00ff\u00a8\u00b8]{4,}")  # no language writes four letters with accents in a row
# What no damage leaves behind, and what some might: one character of each pair below is of the second kind, or foreign
# to the alphabet, whose byte is that of the question mark.
_SOUND = bytes_of(
    letter for letter in ALPHABET if "А" <= letter <= "я" or ("\u0460" <= letter < "\u0530" and letter not in "Ґґ")
)
_SUSPECT = bytes_of(letter for letter in ALPHABET if not letter.isascii()) + b"?"
_LETTERS = late(r"[^\W\d_]+")
_LATIN = late("[A-Za-z]")
_VOWELS = late("[AEIOUYaeiouy]")
_INSIDE = late(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_WORD = late(r"[^\W\d_?\ufffd]*[?\ufffd](?:[^\W\d_]|[?\ufffd](?=[^\W\d_?\ufffd]))*")
_GARBLED = 0.3  # share of a text that makes all of it unreadable
_FEWEST = 40  # letters by which a text is judged
_FEW_VOWELS = 0.18  # English and Turkic texts in Latin letters have twice as many, Cyrillic typed on Latin keys half
_MANY = 4  # damaged words from which on a text is not read at all
_SAMPLE = 1 << 14


def unreadable(text: str) -> str:
    """Return why a text as a whole cannot be read, naming the damage; "" if it can.

    >>> unreadable("Заказчик: партия".encode().decode("cp1251"))
    'was saved as UTF-8 and read as windows-1251: its letters are not those that were written'
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return _without_cyrillic(sample)
    if _plain(shapes(sample)):
        return ""
    written = sum(not character.isspace() for character in sample)
    for page, pair in _pairs():
        if 2 * len(pair.findall(sample)) >= max(_GARBLED * written, _FEWEST // 2):
            return f"was saved as UTF-8 and read as {page}: its letters are not those that were written"
    if sum(map(len, _ACCENTED.findall(sample))) >= _GARBLED * written:
        return "was saved in a Cyrillic code page and read in a Latin one: its letters are not those that were written"
    return _without_cyrillic(sample)


@cache
def _pairs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what finds a letter that was read as two, for each page."""
    first, second = bytes(range(0xD0, 0xD4)), bytes(range(0x80, 0xC0))
    return tuple(
        (page, re.compile(f"[{re.escape(first.decode(codec))}][{re.escape(second.decode(codec, 'ignore'))}]"))
        for page, codec in _PAGES.items()
    )


def _plain(sample: bytes) -> bool:
    """Tell whether so much of a text are letters, and so little what damage makes, that there can be none of it.

    What is counted below as a pair, an accented letter or a lost one is one of `_SUSPECT` at least, once the sound
    letters are gone; and where a fifth of a text is Cyrillic it was not typed on Latin keys.
    """
    rest = sample.translate(None, _SOUND)
    letters = len(sample) - len(rest)
    suspects = len(rest) - len(rest.translate(None, _SUSPECT))
    return 5 * letters > len(sample) and 2 * suspects < _GARBLED * letters


def _without_cyrillic(sample: str) -> str:
    letters = len(_LATIN.findall(sample))
    lost = sample.count("?") + sample.count("\ufffd")
    known = sum(map(str.isalnum, sample)) if lost or letters < _FEWEST else letters
    if not known and lost < 5:
        return "holds no letters and no digits"
    if lost >= 5 and lost >= _GARBLED * (known + lost):
        return "has lost its letters: question marks stand in their place"
    if letters < _FEWEST or letters < 0.8 * sum(map(str.isalpha, sample)):
        return ""
    few = len(_VOWELS.findall(sample)) < _FEW_VOWELS * letters
    return "was typed on Latin keys: its letters make no words" if few else ""


class _Spoilt(NamedTuple):
    """Words as a poorer code page leaves them: without the letters it lacks, also as written, or with `?` for each."""

    dropped: frozenset[str]
    written: frozenset[str]
    telling: frozenset[str]


def _in_code_page(letter: str) -> bool:
    """Tell whether the common Cyrillic code page has a letter: those it lacks are lost on the way through it."""
    return letter.encode("cp1251", "ignore") != b""


class Losses:
    """Finds words that lost letters, by the words of a language that has letters poorer code pages lack."""

    __slots__ = ("_labels", "_letters", "_own", "_spoilt")

    def __init__(self, labels: dict[str, Any]) -> None:
        languages = [table for code, table in labels["language"].items() if code != "other"]
        self._own = {letter for table in languages for letter in table["letters"] if not _in_code_page(letter)}
        self._letters = "".join(sorted(self._own | {letter.upper() for letter in self._own}))
        self._labels = labels
        self._spoilt: _Spoilt | None = None

    @property
    def _known(self) -> _Spoilt:
        """The words; made when a text first gives cause to look for them."""
        if self._spoilt is None:
            words = {word.rstrip("*") for phrase in _phrases(self._labels) for word in phrase.lower().split()}
            special = {word for word in words if sum(map(word.count, self._own)) > 1 and len(word) > 3}
            lost = str.maketrans("", "", self._letters)
            dropped = frozenset(word.translate(lost) for word in special if len(word.translate(lost)) > 1) - words
            written = dropped.union(*((word.capitalize(), word.upper()) for word in dropped))
            telling = frozenset(re.sub(f"[{self._letters}]", "?", word) for word in special)
            self._spoilt = _Spoilt(dropped, written, telling)
        return self._spoilt

    def places(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the places of damaged words: with U+FFFD, with `?` for a letter, or with letters dropped throughout.

        A question mark inside one word alone is a slip of the pen, unless a name in quotation marks has it.
        """
        found: list[tuple[int, int]] = []
        if "?" in text or "\ufffd" in text:
            found = self._replaced(text)
        suspect = self._letters and not any(map(text.__contains__, self._letters))
        if not found and suspect and not self._known.written.isdisjoint(text.split()):
            words = [match for match in _LETTERS.finditer(text) if match[0].lower() in self._known.dropped]
            if len({match[0].lower() for match in words}) > 1:
                found = [match.span() for match in words]
        return tuple(found)

    def _replaced(self, text: str) -> list[tuple[int, int]]:
        sure: list[tuple[int, int]] = []
        likely: list[tuple[int, int]] = []
        for match in _WORD.finditer(text):
            word = match[0]
            if "\ufffd" in word or word.lower() in self._known.telling:
                sure.append(match.span())
            elif (inside := _INSIDE.search(word)) and not word.isascii() and not _starts_anew(word, inside.start()):
                named = text[: match.start()].rfind("«") > text[: match.start()].rfind("»")
                (sure if named and "»" in text[match.end() : match.end() + 60] else likely).append(match.span())
        return sorted(sure + likely) if sure or len(likely) > 1 else []


def heavy(places: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether so many words are damaged that none of the text can be trusted."""
    return len(places) >= _MANY


def _starts_anew(word: str, mark: int) -> bool:
    """Tell whether a question mark ends a sentence and the blank behind it is missing: «Кто?Мы»."""
    return word[mark + 1].isupper() and word[mark - 1].islower()


def _phrases(labels: dict[str, Any]) -> list[str]:
    phrases = [
        phrase for label in labels["label"] for form in ("words", "prose", "after") for phrase in label.get(form, ())
    ]
    phrases += [word for table in labels["language"].values() for word in table["words"]]
    phrases += [word for words in labels["payment"].values() if isinstance(words, list) for word in words]
    phrases += [word for kind in ("role", "fund") for table in labels.get(kind, ()) for word in table["words"]]
    return phrases + [word for words in labels["address"].values() for word in words]
