"""Addresses in phrases: what is plainly one, and its house, street, place and postcode as far as they show."""

from __future__ import annotations

import re
import unicodedata

from compliance.extraction.phrased.vocabulary import Vocabulary

Place = tuple[int, int]
NUMBER = re.compile(r"(?<![\w.])\d+[A-Za-z]?(?:[-–/]\d+[A-Za-z]?)?(?!\w)")
LED = re.compile(r"(?:(?:No\.?|[#№]) ?)?\d+[A-Za-z]?(?:[-–/]\d+[A-Za-z]?)?(?!\w)")
_EDGE = " \t\n\u00a0।,;:.|•·–—-*_=\"“”«»'()[]<>"


def begins_name(letters: str) -> bool:
    """Tell whether letters begin as names do: with a capital, or in a script that has none."""
    first = letters[:1]
    return first.isupper() or (first.isalpha() and first.upper() == first.lower())


def trimmed(text: str, start: int, end: int) -> Place:
    """Return a stretch without blanks and marks at its ends; the stop of an initial or an abbreviation stays."""
    while start < end and (text[start] in _EDGE or _pictured(text[start])):
        start += 1
    while end > start and (text[end - 1] in _EDGE or _pictured(text[end - 1])):
        stop = text[end - 1] == "." and re.search(
            r"(?:^|[\s.])(?:\w|Inc|Co|Jr|Sr|e\.V|V)$", text[start : end - 1], re.IGNORECASE
        )
        if stop or (text[end - 1] == ")" and "(" in text[start:end]):
            break
        end -= 1
    return start, end


def _pictured(sign: str) -> bool:
    """Tell whether a sign is an emoji, an arrow or what selects how one looks."""
    return sign > "\u218f" and not sign.isalnum() and unicodedata.category(sign) in ("So", "Sm", "Sk", "Mn", "Cf")


def address_like(text: str, start: int, end: int, words: Vocabulary) -> bool:
    """Tell whether a part is plainly one of an address: led by a number, or with a word or a code of addresses."""
    return (
        LED.match(text, start, end) is not None
        or words.address.search(text, start, end) is not None
        or words.postcode.search(text, start, end) is not None
        or words.places.search(text, start, end) is not None
    )


def address_end(text: str, start: int, stop: int, words: Vocabulary) -> int:
    """Return where an address from `start` ends: with a line that a postcode ends, or before words that end a party."""
    over = words.ends.search(text, start + 1, stop)
    stop = over.start() if over else stop
    for code in words.postcode.finditer(text, start + 1, stop):
        if text[code.end() : stop].lstrip(" .,").startswith("\n"):
            return code.end()
    return stop


def address_parts(text: str, place: Place, words: Vocabulary) -> dict[str, Place]:
    """Return house, street, place and postcode of an address, as far as they show."""
    start, end = place
    found: dict[str, Place] = {}
    codes = list(words.postcode.finditer(text, start, end))
    code = codes[-1] if codes and (codes[-1].start() > start or len(codes) > 1) else None
    if code is not None:
        found["postcode"] = code.span()
    parts = [trimmed(text, *one) for one in _split(text, start, end)]
    street = None
    for index, (begin, stop) in enumerate(parts):
        if (led := NUMBER.search(text, begin, stop)) and (code is None or led.start() < code.start() or index == 0):
            behind = trimmed(text, led.end(), stop)
            if led.span() == (begin, stop) and index + 1 < len(parts) and words.address.search(text, *parts[index + 1]):
                found["house"], found["street"] = led.span(), parts[index + 1]  # «410, rue Saint-Paul»
                street = index + 1
            elif led.start() == begin and behind[0] < behind[1]:
                found["house"], found["street"] = led.span(), behind
                street = index
            elif led.start() > begin and words.address.search(text, begin, stop):
                found["street"], found["house"] = trimmed(text, begin, led.start()), led.span()
                street = index
            break
        if words.address.search(text, begin, stop):
            found["street"], street = (begin, stop), index
            break
    if street is not None and code is not None and found["street"][1] > code.start():
        found["street"] = trimmed(text, found["street"][0], code.start())
    for begin, last in parts[(street + 1 if street is not None else 0) :]:
        stop = code.start() if code is not None and begin <= code.start() < last else last
        begin, stop = trimmed(text, begin, stop)
        if code is not None and begin == code.start() and "place" not in found:  # «Ring 5, 04109 Leipzig»
            begin, stop = trimmed(text, code.end(), max(code.end(), last))
        if begin < stop and not NUMBER.search(text, begin, stop):
            found["place"] = (begin, stop)
            if words.places.search(text, begin, stop):
                break
    return {name: one for name, one in found.items() if one[0] < one[1]}


def _split(text: str, start: int, end: int) -> list[Place]:
    cuts = [match.span() for match in re.finditer(r"[,;|\n]|\s[–—-]\s", text[start:end])]
    edges = [0, *(edge for cut in cuts for edge in cut), end - start]
    return [(start + a, start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
