"""What stands behind a phrase, split into a name, a capacity, an address, contacts and further bodies."""

from __future__ import annotations

import re

from compliance.extraction.phrased.addresses import Place, address_like, trimmed
from compliance.extraction.phrased.parts import contacts_of, parts_of
from compliance.extraction.phrased.reader import Party, Reader
from compliance.extraction.phrased.vocabulary import Vocabulary

_LINKED = re.compile(r"\[([^\[\]\n]{1,140})\]\((https?://[^()\s]{3,200})\)")
_BLANK = re.compile(r"_{2,}|\.{4,}|…{2,}|\[[^\]]{0,60}\]?|\{[^}]{0,60}\}?|<[^>]{1,60}>|[xX]{3,}")
_IDENTIFIER = re.compile(r"[\s:#№.-]{0,4}(?P<number>[A-Z]{0,3}\d{5,14})(?!\w)")


def read_party(text: str, start: int, end: int, words: Vocabulary) -> Party:
    """Return what `start`–`end` says of one party."""
    if linked := _LINKED.match(text, start, end):  # Markdown
        return Party(linked.span(1), contacts=(linked.span(2),), end=linked.end())
    if blank := _BLANK.match(text, start, end):
        return Party(blank=blank.span(), end=blank.end())
    if over := words.ends.search(text, start + 1, end):
        end = over.start()
    if same := words.same.search(text, start + 1, end):
        party = read_party(text, start, same.start(), words)
        return party if party.address else party._replace(same=True, end=same.end())
    number = numbered(text, start, end, words)
    contacts = contacts_of(text, start, end if number is None else number[0][0], words)
    contacts += [] if number is None else contacts_of(text, number[1][1], end, words)
    cuts = contacts if number is None else sorted([*contacts, (number[0][0], number[1][1])])
    if contacts and trimmed(text, start, end)[0] == contacts[0][0] and (named := _by_link(text, contacts, end, words)):
        return named
    cuts = sorted([*cuts, *(insert.span() for insert in words.inserts.finditer(text, start, end))])
    parts = [one for one in parts_of(text, start, end, cuts, words) if one[0] < one[1]]
    party = Reader(text, words, contacts).read(parts, start)
    if number is None or party.name is None or number[0][0] > party.end + 60:
        return party
    return party._replace(number=number[1], end=max(party.end, number[1][1]))


def _by_link(text: str, contacts: list[Place], end: int, words: Vocabulary) -> Party | None:
    """Return a firm that goes by the name of its site: «Druck: flyer.example, Ring 5, 04109 Leipzig»."""
    link, rest = contacts[0], trimmed(text, contacts[0][1], end)
    if "@" in text[slice(*link)] or not text[link[0]].isalpha() or not address_like(text, *rest, words):
        return None
    edge = text.find("\n", *rest)
    place = trimmed(text, rest[0], edge if edge >= 0 else rest[1])
    return Party(link, address=place, contacts=tuple(contacts[1:]), end=place[1])


def numbered(text: str, start: int, end: int, words: Vocabulary) -> tuple[Place, Place] | None:
    """Return the first number in a register, of a known shape or behind words: the place of these, and its own."""
    for lead in words.ids.finditer(text, start, end):
        if number := _IDENTIFIER.match(text, lead.end(), end):
            return lead.span(), number.span("number")
    number = words.numbers.search(text, start, end)
    return None if number is None else (number.span(), number.span())
