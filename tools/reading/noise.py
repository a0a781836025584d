"""Five styles of sloppiness, done to marked texts: what happens to a text happens to its values."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tools.reading.grammar import words
from tools.reading.marks import MARK

Noise = Callable[[str, random.Random], str]


def _table(name: str) -> dict[str, str]:
    return dict(words("damage")[name])


def _swapped(text: str, rng: random.Random, table: dict[str, str], share: float) -> str:
    return "".join(table[sign] if sign in table and rng.random() < share else sign for sign in text)


def capitals(text: str, rng: random.Random) -> str:
    """All in capitals."""
    return text.upper()


def lower_case(text: str, rng: random.Random) -> str:
    """All in small letters."""
    return text.lower()


def keyboard(text: str, rng: random.Random) -> str:
    """Typed without the letters a foreign keyboard lacks."""
    return _swapped(text, rng, _table("keyboard"), 1.0)


def latin(text: str, rng: random.Random) -> str:
    """Written in Latin letters."""
    return _swapped(text, rng, _table("latin"), 1.0)


def look_alikes(text: str, rng: random.Random) -> str:
    """Some letters replaced by their Latin look-alikes."""
    return _swapped(text, rng, _table("look_alikes"), rng.choice([0.08, 0.3, 0.9]))


def scanned(text: str, rng: random.Random) -> str:
    """Misread by a machine, dates and runs only now and then."""
    share, table = rng.choice([0.02, 0.06, 0.15]), _table("scan")
    return "".join(_swapped(part, rng, table, share) for part in re.split(r"(\s+)", text))


def shouted(text: str, rng: random.Random) -> str:
    """Stops replaced by repeated signs, in capitals."""
    return re.sub(r"\. ", rng.choice(["!!! ", "!!!!!! ", "... ", " // "]), text).upper()


def spaced(text: str, rng: random.Random) -> str:
    """Dots for blanks, as a leader goes through a whole line."""
    return re.sub(" ", rng.choice([".", "  ", " . "]), text) if rng.random() < 0.5 else re.sub(": ", "...", text)


def letters_apart(text: str, rng: random.Random) -> str:
    """Set wide: a blank between the letters of every word."""
    return re.sub(r"(?<=[^\W_])(?=[^\W_])", " ", text.replace(" ", "   "))


def truncated(text: str, rng: random.Random) -> str:
    """Cut off by the trimmer or the edge of a picture; a value that is cut is none."""
    return text[: rng.randint(len(text) // 2, len(text))]


def struck_out(text: str, rng: random.Random) -> str:
    """A number or date corrected by hand, the old one struck out before it."""
    spots = [found.start() for found in re.finditer(r"(?<=[ \ue000-\ue0ff])\d[\d.]*\d", text)]
    if not spots:
        return text
    at = rng.choice(spots)
    before = at - 1 if "\ue000" <= text[at - 1] <= "\ue0ff" else at
    return f"{text[:before]}~~{rng.randint(2, 9)}{rng.choice(['0', '00', '000'])}~~ {text[before:]}"


def no_marks(text: str, rng: random.Random) -> str:
    """Without colons, and mostly without commas and stops too."""
    text = text.replace(":", "")
    if rng.random() < 0.6:
        text = re.sub(r"[.,;](?=[\ue000-\ue1ff]*(\s|$))", "", text)
    return text


def glued(text: str, rng: random.Random) -> str:
    """Without the blanks behind punctuation."""
    return re.sub(r"(?<=[.:,;])([\ue000-\ue1ff]*) (?=[\ue000-\ue1ff]*\S)", r"\1", text)


def blanks_lost(text: str, rng: random.Random) -> str:
    """Some blanks lost between words."""
    share = rng.choice([0.05, 0.15])
    return "".join("" if sign == " " and rng.random() < share else sign for sign in text)


def wide_marks(text: str, rng: random.Random) -> str:
    """Blanks before punctuation."""
    return re.sub(r"(?<=[^\s.\d])([,:;])", r" \1", text)


def typos(text: str, rng: random.Random) -> str:
    """Letters dropped, doubled and swapped in long words."""

    def slip(found: re.Match[str]) -> str:
        word = found.group()
        if rng.random() > 0.12:
            return word
        at = rng.randint(1, len(word) - 2)
        return rng.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )

    return re.sub(r"[^\W\d_\ue000-\ue1ff]{5,}", slip, text)


def vowels(text: str, rng: random.Random) -> str:
    """Unstressed vowels written as they are heard."""
    return _swapped(text, rng, _table("heard"), 0.07)


def soft_hyphens(text: str, rng: random.Random) -> str:
    """Invisible hyphens inside words."""
    return re.sub(r"(?<=\w\w)(?=\w\w)", lambda _: "\u00ad" if rng.random() < 0.2 else "", text)


def hard_blanks(text: str, rng: random.Random) -> str:
    """Blanks that do not break."""
    return "".join(rng.choice("\u00a0\u00a0\u202f") if sign == " " and rng.random() < 0.3 else sign for sign in text)


def entities(text: str, rng: random.Random) -> str:
    """Signs as entities, as in the source of a page."""
    for sign, name in _table("entities").items():
        text = text.replace(sign, name)
    return re.sub(" ", lambda _: "&nbsp;" if rng.random() < 0.12 else " ", text)


def narrow(text: str, rng: random.Random) -> str:
    """Set in a narrow column, words divided at line ends."""
    width, out, line = rng.randint(16, 34), "", 0
    hyphens = rng.random() < 0.6
    for word in re.split(r" +", text):
        size = len(MARK.sub("", word))
        if line and line + size > width:
            plain = MARK.search(word) is None and size > 7 and word.isalpha() and hyphens
            if plain and width - line > 3:
                at = min(size - 3, max(2, width - line - 1))
                out, word = f"{out} {word[:at]}-\n", word[at:]
                line = 0
            else:
                out, line = out + "\n", 0
        elif line:
            out, line = out + " ", line + 1
        out, line = out + word, line + len(MARK.sub("", word))
    return out


def broken_lines(text: str, rng: random.Random) -> str:
    """Some blanks become line ends."""
    return "".join("\n" if sign == " " and rng.random() < 0.08 else sign for sign in text)


STYLES: list[tuple[str, float, list[list[Noise]]]] = [
    ("clean", 0.46, [[]]),
    (
        "hurried",
        0.20,
        [
            [lower_case],
            [no_marks],
            [glued],
            [wide_marks],
            [lower_case, no_marks],
            [capitals],
            [broken_lines],
            [hard_blanks],
            [no_marks, capitals],
            [shouted],
            [spaced],
            [struck_out],
            [truncated],
        ],
    ),
    (
        "misspelt",
        0.13,
        [
            [typos],
            [vowels],
            [keyboard],
            [keyboard, lower_case],
            [typos, lower_case],
            [keyboard, no_marks],
            [blanks_lost],
        ],
    ),
    (
        "set",
        0.10,
        [
            [narrow],
            [soft_hyphens],
            [capitals],
            [entities],
            [narrow, capitals],
            [soft_hyphens, hard_blanks],
            [letters_apart],
        ],
    ),
    (
        "damaged",
        0.11,
        [
            [look_alikes],
            [scanned],
            [latin],
            [scanned, no_marks],
            [look_alikes, keyboard],
            [latin, lower_case, no_marks],
            [scanned, capitals],
        ],
    ),
]


def style(rng: random.Random) -> tuple[str, list[Noise]]:
    """A style by its share, and what it does."""
    name, _, ways = rng.choices(STYLES, [share for _, share, _ in STYLES])[0]
    return name, rng.choice(ways)
