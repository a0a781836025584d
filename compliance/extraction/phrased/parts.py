"""The parts of what stands behind a phrase: what marks and line ends separate, and the ways to reach somebody."""

from __future__ import annotations

import re

from compliance.extraction.phrased.addresses import LED, NUMBER, Place, address_like, begins_name, trimmed
from compliance.extraction.phrased.vocabulary import Vocabulary

_EMAIL = r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
_LINK = (
    r"(?:https?://|www\.)[^\s,;()\[\]<>\"”]{3,200}|"
    r"(?<![\w@.])(?:[a-z0-9][a-z0-9-]{1,62}\.){1,3}[a-z]{2,8}(?:/[^\s,;()\[\]<>\"”]{0,200})?(?![\w@])|"
    r"(?<![\w@.])(?:WWW\.)?[A-Z0-9][A-Z0-9-]{2,62}\.[A-Z]{2,8}(?:/[A-Z0-9/_-]{1,80})?(?![\w@]|\.\w)"
)
_TELEPHONE = (
    r"(?<![\w/])(?:\+?\d{1,3}[ \u00a0.-]?)?(?:\(\d{1,5}\)[ \u00a0.-]?)?\d{2,5}(?:[ \u00a0.-]?\d{2,5}){1,4}(?![\w/])"
)
CONTACT = re.compile(f"(?P<email>{_EMAIL})|(?P<link>{_LINK})|(?P<telephone>{_TELEPHONE})")
LINK = re.compile(_LINK)
_BREAK = re.compile(r"[,;|•·()\t\n\[\]*_<>©]|\s[–—/-]\s|\.(?=\s)")
_DAY = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_LABELLED = re.compile(r"[^\W\d_][\w ’'-]{1,24}:\s")
_FEWEST_DIGITS = 7


def contacts_of(text: str, start: int, end: int, words: Vocabulary) -> list[Place]:
    """Return the telephones, mail addresses and links in `start`–`end`."""
    found: list[Place] = []
    for match in CONTACT.finditer(text, start, end):
        begin, stop = match.span()
        if match["link"]:
            stop = begin + len(match[0].rstrip(".,;:!?'’"))
        if match["telephone"]:
            code = words.postcode.match(text, begin, stop)
            if code is not None and len(code[0]) > 4 and sum(map(str.isdigit, text[code.end() : stop])) > 6:
                begin = trimmed(text, code.end(), stop)[0]  # «DC 20005 202-555-0100»
            if _DAY.fullmatch(text, begin, stop):
                continue
            digits = sum(map(str.isdigit, text[begin:stop]))
            if digits < _FEWEST_DIGITS or digits > 15 or words.postcode.fullmatch(match[0]):
                continue
        found.append((begin, stop))
    return found


def parts_of(text: str, start: int, end: int, contacts: list[Place], words: Vocabulary) -> list[Place]:
    """Split at marks and contacts; a line end parts only where a new part plainly begins."""
    cuts: list[Place] = []
    whole = [*contacts, *_on_two_lines(text, start, end, words)]
    for match in _BREAK.finditer(text, start, end):
        begin, stop = match.span()
        if any(one[0] <= begin < one[1] for one in whole):
            continue
        if match[0] in "()" and _short_bracket(text, begin):
            continue
        last = cuts[-1][1] if cuts else start
        if match[0] in "()" and (
            _bracketed_place(text, last, begin, words) or _bracketed_firm(text, last, begin, words)
        ):
            continue
        if match[0] == "." and _abbreviated(text, last, begin, words):
            continue
        if match[0] == "\n" and _runs_on(text, last, begin, end, words, first=last == start):
            continue
        if " " in match[0] and (words.halves.match(text, stop, end) or words.halves.match(text, last, begin)):
            continue  # a name in two halves: «Neighbors for Parks – Yes on 9»
        cuts.append((begin, stop))
    edges = sorted([*cuts, *contacts])
    found, begin = [], start
    for cut, stop in edges:
        if cut >= begin:
            found.append(trimmed(text, begin, cut))
        begin = max(begin, stop)
    found.append(trimmed(text, begin, end))
    return found


def _on_two_lines(text: str, start: int, end: int, words: Vocabulary) -> list[Place]:
    """Return the capacities, towns and codes that a line end stands in: «Official», «Agent»."""
    if "\n" not in text[start:end]:
        return []
    known = (words.roles, words.places, words.postcode)
    return [one.span() for word in known for one in word.finditer(text, start, end) if "\n" in one[0]]


def _short_bracket(text: str, place: int) -> bool:
    """Tell whether a bracket holds but a few letters that belong to the name: «(WA)»."""
    opening = place if text[place] == "(" else text.rfind("(", max(0, place - 6), place)
    closing = text.find(")", opening, opening + 7) if opening >= 0 else -1
    letters = text[opening + 1 : closing].replace(".", "") if closing > 0 else ""
    if letters.isalnum() and text[opening - 1 : opening].strip():  # «501(c)(4)»
        return True
    if letters and " " not in letters and begins_name(letters) and not letters[0].isupper():
        return True  # a script without capitals: «भोपाल (मप्र)»
    return letters.isalpha() and (letters.isupper() or (len(letters) < 5 and letters[0].isupper()))


def _bracketed_place(text: str, last: int, place: int, words: Vocabulary) -> bool:
    """Tell whether a bracket holds one word that tells a town from others of its name: «17192 Waren (Müritz)»."""
    opening = place if text[place] == "(" else text.rfind("(", last, place)
    if opening < 0 or words.postcode.search(text, last, opening) is None:
        return False
    return re.match(r"\([^\W\d_]{3,20}\)", text[opening : opening + 22]) is not None


def _bracketed_firm(text: str, last: int, place: int, words: Vocabulary) -> bool:
    """Tell whether a legal form follows a bracket, which is then of the name: «Ribble Press (Preston) Ltd»."""
    opening = place if text[place] == "(" else text.rfind("(", last, place)
    closing = text.find(")", opening, opening + 40) if opening >= 0 else -1
    return closing > 0 and words.form.match(text, closing + 1 + (text[closing + 1 : closing + 2] == " ")) is not None


def _abbreviated(text: str, start: int, stop: int, words: Vocabulary) -> bool:
    word = re.search(r"[\w.'’-]{1,30}$", text[start:stop])
    last = word[0].lower() if word else ""
    return len(last.rpartition(".")[2]) == 1 or last in words.abbreviations


def _runs_on(text: str, start: int, newline: int, end: int, words: Vocabulary, first: bool) -> bool:
    before, after = text[start:newline].strip(), text[newline + 1 : end].lstrip(" \t")
    if not before or not after:
        return False
    place = newline + 1 + len(text[newline + 1 : end]) - len(after)
    if _LABELLED.match(after):
        return False
    word = before.split()[-1]
    if word[0].islower() or before[-1] in "&-–/" or after[0].islower() or after[0] == "&":
        return not LED.match(text, place, end)
    if before[-1] in '”"' and " " not in before.partition("“")[0].strip():  # «William “Bill”», and his surname
        return True
    if words.form.match(text, place, end) or (first and words.tails.match(text, place, end)):
        return True
    head = words.address.match(text, place, end)
    dated = first and _YEAR.search(before) is not None  # «Reyes for City Council 2024»
    if head is not None and not LED.match(text, place, end) and NUMBER.search(before) and not dated:
        return True
    stop = min((cut for mark in ",;\n" if (cut := text.find(mark, place, end)) >= 0), default=end)
    if not first or NUMBER.search(before) or address_like(text, place, stop, words):
        return False
    led = LED.match(text, stop + 2, end) if text[stop : stop + 1] == "," else None
    coded = led is not None and words.postcode.match(text, led.start(), end) is not None
    return " " not in before or (led is not None and not coded and not words.months.match(text, led.end() + 1, end))
