"""Where phrases stand: each head with the place of its words and of what it introduces."""

from __future__ import annotations

import re
from typing import TypeAlias

from compliance.extraction.phrased.addresses import LED, begins_name
from compliance.extraction.phrased.parts import CONTACT
from compliance.extraction.phrased.vocabulary import Vocabulary
from compliance.extraction.phrased.words import Head, plain
from compliance.model.tuples import NamedTuple

MOST_HEADS = 2_000
FAR = 240  # characters between what one phrase introduces and the next phrase of the same imprint at most
LONGEST = 360  # characters of what a phrase introduces
_OPENERS = frozenset("\n.!?|•;:()[]{}–—\"'“”‘«»/=,-©*।")
_COLONS = (":", "\n", "|", "\t")
_STOP = re.compile(r"[.!?।](?=\s|$|[\"”’»)\]])|\n\s*\n|…|\n(?=[ \t]*\d{1,2}[.)][ \t])")
_WORD = re.compile(r"[\w'’.&-]+$")
_INITIAL = re.compile(r"[^\W\d_a-z]\.? ?[^\W\d_a-z]")
_OFFICER = re.compile(r"[A-Z][\w'’.-]{0,20}(?: [A-Z][\w'’.-]{0,20}){1,3}, ")
_PERSON = re.compile(r"(?:[^\W\d_a-z][\w'’.-]{0,30}\s){1,3}[^\W\d_a-z][\w'’-]{1,30}")
_NAMED = re.compile(r"(?:the )?[^\W\d_a-z]")
_PEOPLE = frozenset(("promoter", "publisher", "authorised_by"))
_SAYS = re.compile(r"[^\W\d_a-z][^\W\d_]{2,20} [^\W\d_]{2,}")  # a sentence of its own: «Diese Anzeige …»
_LISTED = re.compile(r"\s*\d{1,2}[.)]\s")


class Found(NamedTuple):
    """A head at `start`–`end`; what it introduces stands at `end`–`stop`."""

    head: Head
    start: int
    end: int
    stop: int


Kept: TypeAlias = tuple[Head, int, int]


def heads_of(text: str, words: Vocabulary) -> list[Found]:
    """Return the phrases of a text that introduce something, in order of place."""
    kept: list[Kept] = []
    for match in words.head.finditer(text):
        start, end = match.span()
        head = words.introduced(match[0])
        if head is None and text[:start].rstrip(" \t")[-1:] in ("", "\n"):  # a label alone on its line
            head = words.heads.get(plain(match[0]) + ":")
        if head is None:
            continue
        after = kept[-1] if kept and start - kept[-1][2] <= LONGEST else None
        if not _counts(text, Found(head, start, end, _skip(text, end, " \t\u00a0")), after, words):
            continue
        value = _skip(text, end, " \t\u00a0")
        if head.label and head.named and not (_introduces(text, value) or _INITIAL.match(text, value)):
            head = head._replace(weak=True)  # «Authorised Gas Fitter, 5 Bay Road»
        kept.append((head, start, end))
        if len(kept) >= MOST_HEADS:
            break
    return [_bounded(text, words, kept, index) for index in range(len(kept))]


def _counts(text: str, found: Found, after: Kept | None, words: Vocabulary) -> bool:
    """Tell whether words introduce something where they stand; their value begins at `found.stop`."""
    head, start, _, value = found
    if head.weak and after is not None and after[0].fields == head.fields and text[start].isupper():
        between = text[after[2] : start].strip()
        if between and not re.search(r"[^\w\s'’&-]", between):
            return False  # a name that goes on: «Committee for Oakmont Sponsored by Local 22»
    if head.label and not (
        _introduces(text, value) or _listed(text, start, value, after) or (head.named and _names(text, value, words))
    ):
        return False
    if head.shared or head.joined:
        between = "\n\n" if after is None else text[after[2] : start]
        if "\n\n" in between or (head.adjacent and (between.strip() or not begins_name(text[value : value + 1]))):
            return False
        if head.person and not (after and _for_somebody(text, after, start, value, words)):
            return False
    elif (head.fields or not head.statement or head.ends) and not _opens(text, start, words, after):
        return False
    if head.ends and (text[value : value + 1] == "?" or _runs_on(text, value, words)):
        return False
    return not (start and text[start - 1] in "@/." and text[start - 2 : start - 1].isalnum())


def _for_somebody(text: str, after: Kept, start: int, value: int, words: Vocabulary) -> bool:
    """Tell whether «for» stands behind the name of a person and in front of another name."""
    name = text[after[2] : start].strip(" \t\n\u00a0:")
    named = _PERSON.fullmatch(name) and not any(
        known.search(name) for known in (words.bodies, words.campaigns, words.asides, words.form)
    )
    return bool(named and _PEOPLE.issuperset(after[0].fields) and _NAMED.match(text, value))


def _runs_on(text: str, place: int, words: Vocabulary) -> bool:
    """Tell whether a clause goes on with other words than those of imprints, of a name or of an occasion."""
    known = (words.head, words.lead, words.articles, words.subjects)
    return text[place : place + 1].islower() and not any(word.match(text, place) for word in known)


def _introduces(text: str, place: int) -> bool:
    """Tell whether what stands behind a label introduces its value: a colon, a column, a line end, a dash."""
    if text[place - 3 : place] == "   ":
        return True
    return text[place : place + 1] in _COLONS or text[place : place + 2] in ("- ", "– ", "— ")


def _names(text: str, place: int, words: Vocabulary) -> bool:
    """Tell whether somebody is named right behind a label, and a comma follows: «Authorised P. Deegan, Darwin»."""
    name = _OFFICER.match(text, place)
    known = (words.roles, words.bodies, words.form, words.trade, words.places)
    return name is not None and not any(word.search(text, *name.span()) for word in known)


def _listed(text: str, start: int, value: int, after: Kept | None) -> bool:
    """Tell whether a label without a colon heads an entry of a list: «• Druck Elbdruck GmbH •»."""
    before = text[max(0, start - 4) : start].rstrip(" \t\u00a0")
    entry = begins_name(text[start]) and begins_name(text[value : value + 1])
    return after is not None and entry and before[-1:] in ("•", "·", "|", "\n", ".", ";", "")


def _bounded(text: str, words: Vocabulary, kept: list[Kept], index: int) -> Found:
    head, start, end = kept[index]
    limit = kept[index + 1][1] if index + 1 < len(kept) else len(text)
    end = _skip(text, end, " \t\u00a0:-–—=")
    article = words.articles.match(text, end, limit)
    line = _skip(text, article.end(), " \t\u00a0") if article else end
    if text[line : line + 1] == "\n":  # the name stands on the next line
        end = _skip(text, line + 1, " \t\u00a0\n" if article else " \t\u00a0")
    end = min(end, limit)
    farthest = min(limit, end + LONGEST)
    stop = sentence_end(text, end, farthest, words)
    if head.reach == "lines" and _LISTED.match(text, end):
        stop = min(place if (place := text.find("\n\n", end)) >= 0 else farthest, farthest)
    while stop < farthest and text[stop] == "." and _contact_follows(text, stop + 1, farthest, words):
        stop = sentence_end(text, stop + 1, farthest, words)
    return Found(head, start, end, _without_joint(text, end, stop, words))


def _contact_follows(text: str, place: int, limit: int, words: Vocabulary) -> bool:
    """Tell whether a sentence goes on with how to reach somebody: «…, Toronto. 1-800-555-0100»."""
    place = _skip(text, place, " \n")
    if (officer := _OFFICER.match(text, place, limit)) and (
        role := words.roles.match(text, officer.end(), limit)
    ):  # «…. Ann Roe, Treasurer. 5 Oak Road»
        place = _skip(text, role.end(), " .\n")
    while place < limit and (lead := words.contact.match(text, place, limit)):
        place = _skip(text, lead.end(), " :.")
    code = words.postcode.match(text, place, limit)
    if words.ids.match(text, place, limit) or (code and not code[0][0].isdigit()):  # «Bristol. BS6 6PP»
        return True
    line = text.find("\n", place, limit)
    if 0 <= line == place + len(text[place:line].rstrip()) and text[place:line].strip().isdigit():
        line = text.find("\n", line + 1, limit)  # a line broken behind the number of a house
    line = limit if line < 0 else line
    return CONTACT.match(text, place, limit) is not None or (
        (LED.match(text, place, line) or words.address.match(text, place, line)) is not None
        and words.postcode.search(text, place, line) is not None
    )


def _without_joint(text: str, start: int, stop: int, words: Vocabulary) -> int:
    """Leave out an «and» at the end, which joins what follows."""
    joint = words.joining.search(text, start, stop)
    return joint.start() if joint else stop


def _skip(text: str, place: int, characters: str) -> int:
    while place < len(text) and text[place] in characters:
        place += 1
    return place


def sentence_end(text: str, start: int, limit: int, words: Vocabulary) -> int:
    """Return where the sentence from `start` ends, at most `limit`; stops of initials and abbreviations end none."""
    for match in _STOP.finditer(text, start, limit):
        place = match.start()
        if text[place] in "!?" and words.form.match(text, _skip(text, place + 1, " \t\n")):  # «StandUp! Limited»
            continue
        if text[place] != ".":
            return place
        if text[place + 1 : place + 2] == ")" and "(" in text[max(start, place - 8) : place]:  # «Jaipur (Raj.)»
            continue
        before = _WORD.search(text, max(start, place - 40), place)
        word = before[0] if before else ""
        following = text[place + 1 : place + 40].lstrip()
        if _SAYS.match(following) and words.subjects.match(following):  # «… e. V. Diese Anzeige …»
            return place
        if word.isdigit() and len(word) < 3 and words.months.match(text, place + 2, place + 22):  # «20. September»
            continue
        last = word.rpartition(".")[2]
        if len(last) == 1 and any(half.end() == place - 2 for half in words.halves.finditer(text, start, place)):
            return place  # «No on K.»
        if (len(last) == 1 and last.isalpha() and not (last.isdigit() or word[:1].isdigit())) or (
            last.lower() in words.abbreviations or word.lower() in words.abbreviations
        ):
            continue
        if following[:1].islower() or following[:1] in (",", ";"):
            continue
        return place
    return limit


def _opens(text: str, start: int, words: Vocabulary, after: Kept | None) -> bool:
    """Tell whether words open a line, a sentence or a clause, or go on with the imprint of the words before them."""
    before = text[max(0, start - 60) : start].rstrip(" \t\u00a0")
    if not before or before[-1] == "\n" or begins_name(text[start]):
        return True
    if before[-1] in _OPENERS and (before[-1] != "," or after is not None):
        return True
    if after is not None and words.joining.search(before):
        return True
    if after is not None and start - after[2] < 20 and not words.subjects.sub("", text[after[2] : start]).strip():
        return True
    place = start
    for _ in range(8):  # «This advertisement is …»
        while place and text[place - 1] in " \t\n":
            place -= 1
        word = re.search(r"[\w'’]{1,30}$", text[max(0, place - 31) : place])
        if word is None:
            break
        if words.subjects.fullmatch(word[0]) is None:
            return False
        place -= len(word[0])
    rest = text[max(0, place - 3) : place].rstrip(" \t")
    return place < start and (not rest or (rest[-1] in _OPENERS and rest[-1] != ","))
