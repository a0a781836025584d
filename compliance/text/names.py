"""Whether two wordings name the same party or person, as far as can be told without knowing the language.

Two persons of one surname with other initials or given names are two; so are quoted names of which no word agrees, and
quoted names that differ by an ending or a letter may be either: «Ак Булак», «Ак Булут».

Names are compared folded (case, look-alike letters, quotation marks) and by their stems, since endings change with the
sentence: «Ак Жол» партиясынын, политической партии «Ак Жол». What stands in quotation marks is the name; without marks
the words with a capital letter are.
"""

from __future__ import annotations

from typing import Literal

from compliance.text.folding import QUOTES, fold
from compliance.text.late import late

Likeness = Literal["same", "other", "unsure"]

_QUOTED = late(f"[{QUOTES}]([^{QUOTES}]+)[{QUOTES}]")
_WORD = late(r"[^\W\d_]{2,}")
_TOKEN = late(r"\s{0,3}([^\W\d_]{1,40})\.?")  # «Т.», «Тимур»
_BEFORE = late(r"(?:[^\W\d_]\.\s?){1,3}\s?\Z")
_INITIAL = late(r"(?<![^\W\d_])([^\W\d_])\.")
_BEFORE_NAME = late(r"(?<![^\W\d_])[^\W\d_]\.")  # initials make a wording without quotation marks a person's
_LONGEST_ENDING = 4


def compared(first: str, second: str) -> Likeness:
    """Tell whether two wordings name the same: `other` only where both have a name and the names clearly differ.

    >>> compared("«Тоолор» партиясынын", "саясий партия «Тоолор»"), compared("«Ак Жол»", "«Көк Асман»")
    ('same', 'other')
    >>> compared("Сатаровой Г.Т.", "талапкер Сатарова Гүлзат"), compared("талапкердин", "Сатарова Гүлзат")
    ('same', 'unsure')
    >>> compared("партии", "политическая партия «Ак Жол»"), compared("партии", "кандидат Сатарова Гүлзат")
    ('same', 'unsure')
    """
    if first == second:
        return "same"
    quoted = _QUOTED.findall(first)
    if quoted and quoted == _QUOTED.findall(second):
        return "same"
    if _only_says_what(first, second) or _only_says_what(second, first):
        return "same"
    (name, words, is_quoted), (other, other_words, other_is_quoted) = _name(first), _name(second)
    if not name or not other:
        alike = len(words) == len(other_words) and all(map(_alike, words, other_words))
        return "same" if alike and words else "unsure"
    if is_quoted != other_is_quoted:
        covered = _covers(other_words, name) if is_quoted else _covers(words, other)
        plain = second if is_quoted else first
        return "same" if covered and not _BEFORE_NAME.search(plain) else "unsure"
    if is_quoted:
        ours, theirs = _outside(words, name), _outside(other_words, other)
        if _named_in(name, other, theirs) and _named_in(other, name, ours) and _digits(first) == _digits(second):
            return "same"
        return "unsure" if _shared(name, other) else "other"
    if _given_differ(first, second):
        return "other"
    if _covers(other_words, name) and _covers(words, other):
        return "same"
    if _shared(name, other):
        return "same" if _covers(name, other) or _covers(other, name) else "unsure"
    return "other" if is_person(first) and is_person(second) else "unsure"


def _only_says_what(wording: str, named: str) -> bool:
    """Tell whether a wording is one common word that the other has beside its name: «партии», «партия "Ак Жол"»."""
    if not wording.islower() or not wording.isalpha():
        return False
    outside = _QUOTED.sub(" ", named)
    return outside != wording and any(
        _alike(fold(wording), fold(word)) for word in _WORD.findall(outside) if word.islower()
    )


def _outside(words: list[bytes], name: list[bytes]) -> list[bytes]:
    return [word for word in words if word not in name]


def _named_in(name: list[bytes], other: list[bytes], beside: list[bytes]) -> bool:
    """Tell whether every word of a quoted name is one of the other's, or one that stands beside that: «… партиясы»."""
    return all(word in other or any(_alike(word, known) for known in beside) for word in name)


def _digits(wording: str) -> list[str]:
    return [character for character in "".join(_QUOTED.findall(wording)) if character.isdigit()]


def _given_differ(first: str, second: str) -> bool:
    """Tell whether two persons of one surname have given names, or initials, that cannot be the same."""
    ours, theirs = _WORD.findall(first), _WORD.findall(second)
    surname = next(
        ((one, other) for one in ours for other in theirs if one[0].isupper() and _alike(fold(one), fold(other))), None
    )
    if surname is None:
        return False
    given, others = _given(first, surname[0]), _given(second, surname[1])
    first_words, second_words = list(map(fold, ours)), list(map(fold, theirs))
    if not given or not others:
        return False
    for one, other in zip(given, others, strict=False):
        if min(len(one), len(other)) == 1:
            if one[0] != other[0]:
                return True
        elif not any(_alike(one, word) for word in second_words) and not any(
            _alike(other, word) for word in first_words
        ):
            return True
    return False


def _given(wording: str, surname: str) -> list[bytes]:
    """Return the given names or initials that stand behind a surname, or the initials right before it, folded."""
    before, _, behind = wording.partition(surname)
    found = []
    place = 0
    while (token := _TOKEN.match(behind, place)) and token[1][0].isupper():
        found.append(fold(token[1]))
        place = token.end()
    if found:
        return found
    initials = _BEFORE.search(before)
    return [fold(letter) for letter in _INITIAL.findall(initials[0])] if initials else []


def _shared(name: list[bytes], other: list[bytes]) -> bool:
    return any(_alike(word, known) for word in name for known in other)


def _covers(words: list[bytes], name: list[bytes]) -> bool:
    return all(any(_alike(word, known) for known in words) for word in name)


def _name(wording: str) -> tuple[list[bytes], list[bytes], bool]:
    """Return the words of the name proper, all words, and whether quotation marks set the name off."""
    words = _WORD.findall(wording)
    folded = [fold(word) for word in words]
    quoted = _QUOTED.findall(wording)
    if quoted:
        return [fold(word) for part in quoted for word in _WORD.findall(part)], folded, True
    return [fold(word) for word in words if word[0].isupper() and len(word) > 2], folded, False


def _alike(word: bytes, other: bytes) -> bool:
    """Tell whether two words share their stem: all but an ending, and at least three letters."""
    shorter, longer = sorted((len(word), len(other)))
    shared = 0
    while shared < shorter and word[shared] == other[shared]:
        shared += 1
    return shared >= max(min(3, shorter), shorter - 2) and longer - shared <= _LONGEST_ENDING


def is_person(wording: str) -> bool:
    """Tell whether a wording looks like a person's name: two words with a capital, or one with initials."""
    if _QUOTED.search(wording):
        return False
    words = [word for word in _WORD.findall(wording) if word[0].isupper()]
    return len(words) >= 2 or (len(words) == 1 and "." in wording)
