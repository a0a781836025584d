"""Invented people: names put together from syllables, in every shape a name is written in, and their cases."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from tools.reading.grammar import words

_SHARES = {"SIO": 6, "SI": 3, "SG": 5, "SGP": 2, "S_I_O": 2, "IOS": 2, "IS": 1, "GS": 1, "S": 1, "SgP": 1}
SHAPES = [shape for shape, share in _SHARES.items() for _ in range(share)]


def agreeing(word: str, pattern: str, endings: dict[str, Any]) -> str:
    """`pattern` with its vowels I and A put in harmony with the last vowel of `word`."""
    low, high = endings["low"], endings["high"]
    last = next((sign for sign in reversed(word.lower()) if sign in low), next(iter(low)))
    return pattern.replace("I", high[last]).replace("A", low[last])


def ended(word: str, case: str, endings: dict[str, Any], possessive: bool = False) -> str:
    """`word` with the ending of `case`; a word without a letter at its end is left alone."""
    core = word.rstrip('»"”“.)')
    if case not in endings["vowel"] or not core or not core[-1].isalpha():
        return word
    kind = "vowel" if core[-1].lower() in endings["low"] else "voiced"
    kind = "possessive" if possessive and kind == "vowel" else kind
    if core[-1].lower() in endings["voiceless_letters"]:
        kind = "voiceless"
    return word + agreeing(core, endings[kind][case], endings)


def declined(word: str, at: int, table: list[list[str]]) -> str:
    """`word` in the case that stands at `at` of the table's rows; the first row whose ending fits decides."""
    for old, *new in table:
        if word.endswith(old):
            return word[: len(word) - len(old)] + new[at]
    return word


@dataclass(frozen=True)
class Person:
    """A person as parts: what is before the given name, the given name, the father's name."""

    surname: str
    given: str
    father: str
    woman: bool
    son_of: str = ""

    def parts(self, shape: str) -> list[str]:
        """The words of the name in the shape's order, I and O as initials."""
        if self.son_of:
            return [self.given, *self.son_of.split()] if shape in ("GS", "SGP") else [*self.son_of.split(), self.given]
        first, second = f"{self.given[0]}.", f"{self.father[0]}."
        table = {
            "SIO": [self.surname, first + second],
            "S_I_O": [self.surname, first, second],
            "SI": [self.surname, first],
            "SG": [self.surname, self.given],
            "SGP": [self.surname, self.given, self.father],
            "S": [self.surname],
            "IOS": [first + second, self.surname],
            "IS": [first, self.surname],
            "GS": [self.given, self.surname],
            "SgP": [self.surname, self.given, second],
        }
        return table[shape]

    def written(self, shape: str, case: str = "nom", language: str = "ru") -> str:
        """The name in a case; where no table of the language declines, the ending goes to the last whole word."""
        data = words(language)
        parts = self.parts(shape)
        if case == "nom":
            return " ".join(parts)
        if "endings" in data:
            return ended(" ".join(parts), case, data["endings"])
        row = data["decline"]["woman" if self.woman else "man"]
        at = ["gen", "dat", "ins", "loc"].index("gen" if case == "acc" else case)
        fixed = set(self.son_of.split())
        return " ".join(
            part
            if part.endswith(".") or part in fixed
            else "-".join(declined(piece, at, row) for piece in part.split("-"))
            for part in parts
        )


def invented(rng: random.Random, language: str) -> Person:
    """A person who does not exist."""
    stems, data = words("stems"), words(language)
    woman = rng.random() < 0.4
    slavic = rng.random() < (0.3 if language == "ru" else 0.08)
    if slavic:
        surname = rng.choice(stems["slavic_first"]) + rng.choice(stems["slavic_second"])
    else:
        surname = (
            rng.choice(stems["surname_first"])
            + rng.choice(stems["surname_second"])
            + rng.choice(stems["surname_ending"])
        )
    if woman:
        old, new = next(((a, b) for a, b in data["decline"]["feminine"] if surname.endswith(a)), ("", ""))
        surname = surname[: len(surname) - len(old)] + new
    if rng.random() < 0.04:
        surname += "-" + rng.choice(stems["stem"])
    given = rng.choice(
        stems[("slavic_" if slavic else "given_") + ("woman" if woman else "man")]
        if slavic
        else stems["given_woman" if woman else "given_man"]
    )
    father = rng.choice(stems["slavic_patronym" if slavic else "patronym"]) + data["decline"]["sonship"][woman]
    son_of = ""
    if not slavic and rng.random() < 0.13:
        link = rng.choice(stems["daughter_of"]) if woman else stems["son_of"]
        son_of = f"{rng.choice(stems['fathers'])} {link}"
    return Person(surname, given, father, woman, son_of)
