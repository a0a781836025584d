"""How scans are read, as data (rules/scans.json), and the words that a program takes for others."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from typing import NamedTuple

from compliance.rulebook.files.load import RULES

_INITIALS = re.compile(r"(?<!\w)([^\W\d_])\.(\d)\.[,;:)»]*\Z")
_STEM = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"([^\W\d_])(-[^\W\d_]{3,})")


class Scans(NamedTuple):
    """How scans are read: the languages, what to install for them, and how sure a reading must be, of 100."""

    languages: list[str]
    packages: list[str]
    least_confidence: float
    least_confidence_of_a_line: float
    letters_for_digits: dict[str, str]  # what a digit among initials really is
    misread_before_numbers: dict[str, str]  # words in an address that are often taken for another
    letters_by_frequency: list[str]  # of each language, the commonest first


@cache
def scans() -> Scans:
    """Return how scans are read."""
    with open(os.path.join(RULES, "scans.json"), encoding="utf-8") as file:
        return Scans(**json.load(file))


def with_initials(text: str) -> str:
    """Return a word in which no initial was taken for a digit: a digit with a full stop behind one is a letter.

    >>> with_initials("М.3.,"), with_initials("ул.3."), with_initials("3.5")
    ('М.З.,', 'ул.3.', '3.5')
    """
    match = _INITIALS.search(text)
    if match is None or not match[1].isupper():
        return text
    return text[: match.start(2)] + scans().letters_for_digits.get(match[2], match[2]) + text[match.end(2) :]


def corrected(text: str, following: str) -> str:
    """Return a word that was not taken for another: the street before its number, the digit of a day before its month.

    >>> corrected("кеч.,", "18"), corrected("кеч.", "Эртең"), corrected("З-ноябры", "")
    ('көч.,', 'кеч.', '3-ноябры')
    """
    if day := _DAY.fullmatch(text):
        digits = {letter: digit for digit, letter in scans().letters_for_digits.items() if digit != "0"}
        return digits.get(day[1], day[1]) + day[2]
    stem = _STEM.match(text)
    if stem and following[:1].isdigit():
        return scans().misread_before_numbers.get(stem[0], stem[0]) + text[stem.end() :]
    return text
