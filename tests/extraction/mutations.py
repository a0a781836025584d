"""What happens to an imprint on its way to the reader: each mutation changes the text, never what it says."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable

from hypothesis import strategies as st

LOOK_ALIKES = {
    "а": "a",
    "е": "e",
    "о": "o",
    "р": "p",
    "с": "c",
    "х": "x",
    "у": "y",
    "А": "A",
    "В": "B",
    "Е": "E",
    "К": "K",
    "М": "M",
    "Н": "H",
    "О": "O",
    "Р": "P",
    "С": "C",
    "Т": "T",
    "Х": "X",
}
KEYBOARD = {"ө": "о", "ү": "у", "ң": "н", "Ө": "О", "Ү": "У", "Ң": "Н"}  # what a keyboard without Kyrgyz letters gives
OCR_DIGITS = {"0": "О", "1": "l", "3": "З", "5": "S", "6": "б", "8": "В"}
INVISIBLE = ("\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff")
BLANKS = ("\u00a0", "\u2009", "\u202f", "\u3000")
EMOJI = ("👍", "🗳️", "👩‍⚖️", "🇰🇬")
Mutation = Callable[[st.DrawFn, str], str]

_LETTERS = {look: letter for letter, look in LOOK_ALIKES.items()} | KEYBOARD
_UNDONE = str.maketrans({look.upper(): letter.upper() for look, letter in _LETTERS.items()})
_DIGITS = str.maketrans({letter.upper(): digit for digit, letter in OCR_DIGITS.items()})
_UNSEEN = str.maketrans(dict.fromkeys(INVISIBLE))


def plain(words: str) -> str:
    """Return words with every mutation of this module undone, so that two writings of the same words are equal.

    >>> plain("Н\u0443\u200bcкa\\u00a0ө") == plain("НУСКА Ө")
    True
    """
    seen = unicodedata.normalize("NFC", words.translate(_UNSEEN)).upper().translate(_UNDONE).translate(_DIGITS)
    return " ".join(seen.split())


def some_places(draw: st.DrawFn, text: str, wanted: Callable[[str], bool]) -> list[int]:
    """Draw a few places of the characters that `wanted` accepts."""
    places = [place for place, character in enumerate(text) if wanted(character)]
    return sorted(draw(st.sets(st.sampled_from(places), max_size=6))) if places else []


def changed(text: str, places: list[int], change: Callable[[str], str]) -> str:
    """Return the text with the characters at these places changed."""
    characters = list(text)
    for place in places:
        characters[place] = change(characters[place])
    return "".join(characters)


def look_alikes(draw: st.DrawFn, text: str) -> str:
    return changed(text, some_places(draw, text, LOOK_ALIKES.__contains__), LOOK_ALIKES.__getitem__)


def keyboard(draw: st.DrawFn, text: str) -> str:
    return changed(text, some_places(draw, text, KEYBOARD.__contains__), KEYBOARD.__getitem__)


def invisible(draw: st.DrawFn, text: str) -> str:
    """Put a hidden character behind letters, but no soft hyphen at a line end, where it would join two words."""
    character = draw(st.sampled_from(INVISIBLE))
    places = [place for place in some_places(draw, text, str.isalpha) if text[place + 1 : place + 2].isalpha()]
    return changed(text, places, lambda letter: letter + character)


def blanks(draw: st.DrawFn, text: str) -> str:
    blank = draw(st.sampled_from(BLANKS))
    return changed(text, some_places(draw, text, " ".__eq__), lambda _: blank)


def decomposed(draw: st.DrawFn, text: str) -> str:
    return unicodedata.normalize("NFD", text)


def crlf(draw: st.DrawFn, text: str) -> str:
    return text.replace("\n", "\r\n")


def byte_order_mark(draw: st.DrawFn, text: str) -> str:
    return "\ufeff" + text


def emoji(draw: st.DrawFn, text: str) -> str:
    picture = draw(st.sampled_from(EMOJI))
    return draw(st.sampled_from((f"{picture} {text}", f"{text} {picture}", f"{picture}\n{text}\n{picture}")))


def ocr_digits(draw: st.DrawFn, text: str) -> str:
    places = some_places(draw, text, OCR_DIGITS.__contains__)
    return changed(text, places[:1], OCR_DIGITS.__getitem__)


def slip(draw: st.DrawFn, text: str) -> str:
    """Drop, double, swap or change one letter of a long label, which is a word before a colon."""
    labels = list(re.finditer(r"[^\W\d_]{7,}(?=:)", text))
    if not labels:
        return text
    label = draw(st.sampled_from(labels))
    place = draw(st.integers(label.start() + 1, label.end() - 2))
    one, two = text[place], text[place + 1]
    wrong = draw(st.sampled_from((two, one * 2 + two, two + one, "э" + two, one + "ж")))
    return text[:place] + wrong + text[place + 2 :]


def wrapped(draw: st.DrawFn, text: str) -> str:
    """Break the lines between words, as text from a PDF has them."""
    width = draw(st.integers(30, 90))
    whole = textwrap.TextWrapper(width, expand_tabs=False, break_on_hyphens=False, break_long_words=False)
    broken = (whole.wrap(line) for line in text.split("\n"))
    return "\n".join("\n".join(part) for part in broken)


def shouted(draw: st.DrawFn, text: str) -> str:
    """Set the whole text in capitals."""
    return text.upper()


# A reader of the page does not even see these: all facts must come back.
UNSEEN: tuple[Mutation, ...] = (look_alikes, keyboard, invisible, blanks, decomposed, crlf, byte_order_mark, emoji)
# A reader sees these: a fact may be lost or doubted, but no wrong one may be stated with confidence.
SEEN: tuple[Mutation, ...] = (slip, shouted)
# The extraction does not bear these yet (misreadings.py): whoever mends it moves them up.
NOT_YET: tuple[Mutation, ...] = (ocr_digits, wrapped)
