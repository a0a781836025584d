"""Text folded for matching: one byte a character, so that places stay what they are.

Case, look-alike letters (Latin in Cyrillic and back), the Kyrgyz letters that keyboards and old code pages lack
(ө/ѳ/о, ү/у, ң/ӊ/н), every kind of space, dash and quotation mark, and the digits that optical recognition takes for
letters (3/з, 0/о, 4/ч, 6/б) fall together. Nothing is removed: `fold(text)[i]` is the class of `text[i]`.
The two passes run in C (a character map and a byte table), which is what makes an imprint-free article cheap.

A byte has room for the letters of the commonest texts. Those it has no room for (Latin with diacritics, ә, and the
letters of other Cyrillic alphabets) are put down to their plain letter first, in texts that have any.
"""

from __future__ import annotations

import codecs
import re
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from compliance.text.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable

# Folding is about letters as shapes; which words they form is the rulebook's business.
_SAME_LETTER = (
    "аАaA", "бБ6", "вВbB", "гГғҒ", "дД", "еЕёЁeE", "жЖ", "зЗ3", "иИйЙ", "кКkKқҚ", "лЛ", "мМmM", "нНңҢӊӉhH",
    "оОөӨѳѲoOöÖ0", "пП", "рРpP", "сСcC", "тТtT", "уУүҮyYұҰ", "фФ", "хХxX", "цЦ", "чЧ4", "шШ", "щЩ", "ъЪ", "ыЫ",
    "ьЬ", "эЭ", "юЮ", "яЯ", "iIіІ", "dD", "fF", "gG", "jJ", "lL", "nN", "qQ", "rR", "sS", "uUüÜ", "vV", "wW", "zZ",
)  # fmt: skip
SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
COMBINING = "\u0300\u0301\u0304\u0306\u0307\u0308\u030c"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
QUOTES = "\"«»“”„‟‘’‚‹›ʼ`'″"
COLONS = ":\uff1a\u2236\ua789\u02d0"
# Letters that optical recognition puts for digits; they count only inside a number that has real digits.
LOOK_ALIKE_DIGITS = {
    "O": "0", "О": "0", "o": "0", "о": "0", "l": "1", "I": "1", "З": "3", "з": "3", "б": "6", "S": "5", "В": "8",
    "B": "8",
}  # fmt: skip
ROMAN_LETTERS = {"І": "I", "Х": "X"}  # Cyrillic letters that stand in Roman numerals
_OTHER = "125789\n\r\t !#$%&()*+,./;<=>?@[\\]^_{|}~№…•·●▪■"
_DROPPED = 0x02  # the byte of every character that a reader does not see

_groups = [*_SAME_LETTER, " \t\n\r\u0085\u2028\u2029" + SPACES, DASHES, QUOTES, COLONS]
_characters = "".join(dict.fromkeys("".join(_groups) + _OTHER))
_hidden = INVISIBLE + COMBINING
_free = [code for code in range(1, 256) if code != _DROPPED]
if len(_characters) + len(_hidden) > len(_free):
    raise AssertionError("the folding alphabet no longer fits into one byte")
# ASCII keeps its own codes (so that folded bytes can be read in a debugger); the rest takes what is left.
_code = {character: ord(character) for character in _characters if ord(character) < 128}
# Codes that `str` takes for blanks go last, to hidden characters: folded text may then be split and stripped as text.
_taken = frozenset(_code.values())
_rest = iter(sorted((code for code in _free if code not in _taken), key=lambda code: chr(code).isspace()))
for _character in _characters + _hidden:
    if _character not in _code:
        _code[_character] = next(_rest)
_decoding = [
    "\0",
    *["\ufffe"] * 255,
]  # with NUL at 0 CPython builds its fast three-level map, else a dict (20 times slower)
for _character, _byte in _code.items():
    _decoding[_byte] = _character
_MAP = codecs.charmap_build("".join(_decoding))
_table = bytearray(range(256))
for _group in _groups:
    for _character in _group:
        _table[_code[_character]] = _code[_group[0]]
for _character in _hidden:
    _table[_code[_character]] = _DROPPED
_TABLE = bytes(_table)
ALPHABET = frozenset(_code)  # the characters that have a byte of their own
_PLAIN = {ord(letter): group[0] for group in _SAME_LETTER for letter in group if not letter.isdigit()}
_PLAINLY = tuple(
    (letter, _PLAIN[ord(letter)])
    for letter in map(chr, _PLAIN)
    if letter == letter.casefold() and letter != _PLAIN[ord(letter)]
) + tuple((letter, "") for letter in _hidden)
_WORD = late(r"[^\W\d_]+")
LETTERS = bytes(sorted({_code[group[0]] for group in _SAME_LETTER}))  # the folded letters
_HIDDEN_BYTE = bytes([_DROPPED])
# Letters that Unicode does not take apart, with the plain letter they are read and mistyped as.
_PLAIN_LETTERS = {
    "ә": "а", "Ә": "А", "ӕ": "а", "Ӕ": "А", "ӊ": "н", "ҥ": "н", "Ҥ": "Н", "ҡ": "к", "Ҡ": "К", "ҝ": "к", "Ҝ": "К",
    "ҳ": "х", "Ҳ": "Х", "ҷ": "ч", "Ҷ": "Ч", "ҹ": "ч", "Ҹ": "Ч", "ҫ": "с", "Ҫ": "С", "ҙ": "з", "Ҙ": "З", "һ": "h",
    "є": "е", "Є": "Е", "ґ": "г", "Ґ": "Г", "ј": "j", "Ј": "J", "љ": "л", "њ": "н", "ћ": "h", "ђ": "h", "џ": "ц",
    "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d",
    "Ð": "D", "þ": "t", "Þ": "T", "ß": "s", "ẞ": "S", "ı": "i", "ə": "a", "Ə": "A", "ŋ": "n", "Ŋ": "N", "ħ": "h",
    "Ħ": "H", "ĸ": "k", "ſ": "s",
}  # fmt: skip
_tail: dict[str, str] = {}  # those met so far
_RARE = map(chr, (*range(0xC0, 0x250), *range(0x400, 0x530), *range(0x1E00, 0x1F00)))
_IN_TAIL = late(f"[{''.join(letter for letter in _RARE if letter not in _code)}]")
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_MIXED = late(rf"[{_LATIN}][\u0400-\u04ff]|[\u0400-\u04ff][{_LATIN}]|[\u0472\u0473\u04c9\u04ca]")
_MIXING = frozenset(map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250)))) | frozenset("ѲѳӉӊ")
_HIDDEN_RUN = late(re.escape(_HIDDEN_BYTE) + b"+")
_REMEMBERED = 1 << 16  # characters of a text that is worth remembering
_last: tuple[str, bytes] = ("", b"")


def shapes(text: str) -> bytes:
    """Return one byte per character of `text`, every character of the alphabet its own; all others are `?`.

    The last short text is remembered: it is looked at for damage, folded to be searched, and folded once more for
    the names of elections.
    """
    global _last
    known, found = _last
    if known is not text:
        found = codecs.charmap_encode(text, "replace", _MAP)[0]
        if len(text) <= _REMEMBERED:
            _last = text, found
    return found


def bytes_of(characters: Iterable[str]) -> bytes:
    """Return the bytes that stand in `shapes(…)` for those of the characters that the alphabet has."""
    return bytes(sorted({_code[character] for character in characters if character in _code}))


def fold(text: str) -> bytes:
    """Return one byte per character of `text`; letters of one class share a byte, unknown characters are `?`.

    >>> fold("Нускасы:") == fold("НYCKACЬI:".replace("ЬI", "Ы"))
    True
    >>> len(fold("й\u0306 👍"))
    4
    """
    folded = shapes(text)
    if b"?" in folded and not text.isascii():
        text, found = _IN_TAIL.subn(_plain, text)
        if found:
            folded = codecs.charmap_encode(text, "replace", _MAP)[0]
    return folded.translate(_TABLE)


def fold_all(texts: Iterable[str]) -> list[bytes]:
    """Return what `fold` makes of each text; of many short ones in a fraction of the time.

    >>> fold_all(["Тираж", "экз."]) == [fold("тираж"), fold("ЭКЗ.")]
    True
    """
    listed = list(texts)
    ends = list(accumulate(map(len, listed)))
    folded = fold("".join(listed))
    return [folded[end - len(text) : end] for text, end in zip(listed, ends, strict=True)]


def _plain(match: re.Match[str]) -> str:
    letter = match[0]
    if letter not in _tail:
        from unicodedata import normalize

        base = _PLAIN_LETTERS.get(letter) or normalize("NFD", letter)[0]
        _tail[letter] = base if base in _code and base.isalpha() else letter
    return _tail[letter]


def plain(text: str) -> str:
    """Return a word in the plainest spelling of its class, for people and keys: one letter for all that look alike.

    >>> plain("Өкүлү"), plain("Tирaж"), plain("изб. фонда")
    ('окулу', 'тираж', 'изб.фонда')
    """
    return "".join(text.translate(_PLAIN).split())


def plain_words(text: str) -> list[str]:
    """Return the words of a text, of letters alone, each in the plainest spelling of its class.

    >>> plain_words("Ёлка өсөт: Tираж 30")
    ['елка', 'осот', 'тираж']
    """
    text = text.casefold()
    for letter, same in _PLAINLY:  # far cheaper than to translate every letter: most of these are in no text
        text = text.replace(letter, same)
    return _WORD.findall(text)


def has_hidden(folded: bytes) -> bool:
    """Tell whether folded text holds characters that a reader does not see (soft hyphens, zero width, accents)."""
    return _HIDDEN_BYTE in folded


def without_hidden(folded: bytes) -> bytes:
    """Return folded text without its hidden characters; `HiddenMap` leads back."""
    return folded.translate(None, _HIDDEN_BYTE)


def mixes_scripts(text: str) -> bool:
    """Tell whether a word of `text` mixes Latin and Cyrillic letters, or has letters of neither language here.

    >>> mixes_scripts("Зaказчик"), mixes_scripts("ОсОО «Alpha»")
    (True, False)
    """
    return not (text.isascii() or _MIXING.isdisjoint(text)) and _MIXED.search(text) is not None


class HiddenMap:
    """The way back from a place in `without_hidden(folded)` to its place in `folded`."""

    __slots__ = ("_sources", "_targets")

    def __init__(self, folded: bytes) -> None:
        targets, sources = array("Q", [0]), array("Q", [0])
        dropped = 0
        for match in _HIDDEN_RUN.finditer(folded):
            start, end = match.span()
            targets.append(start - dropped)
            sources.append(end)
            dropped += end - start
        self._targets, self._sources = targets, sources

    def source(self, place: int) -> int:
        """Return the offset in the folded text of what stands at `place` without the hidden characters."""
        index = bisect_right(self._targets, place) - 1
        return self._sources[index] + place - self._targets[index]
