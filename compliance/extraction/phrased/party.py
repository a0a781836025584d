"""What stands behind a phrase, split into a name, a capacity, an address, contacts and further bodies."""

from __future__ import annotations

import re
from typing import NamedTuple

from compliance.extraction.phrased.addresses import LED, NUMBER, Place, address_like, trimmed
from compliance.extraction.phrased.parts import contacts_of, parts_of
from compliance.extraction.phrased.vocabulary import Vocabulary

_LINKED = re.compile(r"\[([^\[\]\n]{1,140})\]\((https?://[^()\s]{3,200})\)")
_BLANK = re.compile(r"_{2,}|\.{4,}|…{2,}|\[[^\]]{0,60}\]?|\{[^}]{0,60}\}?|<[^>]{1,60}>|[xX]{3,}")
_INITIALLED = re.compile(r"(?:[A-Z]\.? ?){1,2} [A-Z][\w'’-]{1,30}")
_IDENTIFIER = re.compile(r"[\s:#№.-]{0,4}(?P<number>[A-Z]{0,3}\d{5,14})(?!\w)")


class Party(NamedTuple):
    """The places of what is said of one party; `blank` where a form was not filled in."""

    name: Place | None = None
    role: Place | None = None
    address: Place | None = None
    contacts: tuple[Place, ...] = ()
    number: Place | None = None
    bodies: tuple[Place, ...] = ()
    blank: Place | None = None
    end: int = 0


def read_party(text: str, start: int, end: int, words: Vocabulary) -> Party:
    """Return what `start`–`end` says of one party."""
    if linked := _LINKED.match(text, start, end):  # Markdown
        return Party(linked.span(1), contacts=(linked.span(2),), end=linked.end())
    if blank := _BLANK.match(text, start, end):
        return Party(blank=blank.span(), end=blank.end())
    if over := words.ends.search(text, start + 1, end):
        end = over.start()
    number = _number(text, start, end, words)
    contacts = contacts_of(text, start, end if number is None else number[0][0], words)
    contacts += [] if number is None else contacts_of(text, number[1][1], end, words)
    cuts = contacts if number is None else sorted([*contacts, (number[0][0], number[1][1])])
    cuts = sorted([*cuts, *(insert.span() for insert in words.inserts.finditer(text, start, end))])
    parts = [one for one in parts_of(text, start, end, cuts, words) if one[0] < one[1]]
    party = _Reader(text, words, contacts).read(parts, start)
    if number is None or party.name is None or number[0][0] > party.end + 60:
        return party
    return party._replace(number=number[1], end=max(party.end, number[1][1]))


def _number(text: str, start: int, end: int, words: Vocabulary) -> tuple[Place, Place] | None:
    """Return the first number in a register: the place of the words that lead to it, and its own."""
    for lead in words.ids.finditer(text, start, end):
        if number := _IDENTIFIER.match(text, lead.end(), end):
            return lead.span(), number.span("number")
    number = words.numbers.search(text, start, end)
    return None if number is None else (number.span(), number.span())


class _Reader:
    """Takes the parts in order: the name, what belongs to it, then the address up to the first part that is none."""

    def __init__(self, text: str, words: Vocabulary, contacts: list[Place]) -> None:
        self.text, self.words, self.contacts = text, words, contacts
        self.name: Place | None = None
        self.role: Place | None = None
        self.address: Place | None = None
        self.bodies: list[Place] = []
        self.officer = False  # whether somebody was named beside the party, whose capacity follows

    def read(self, parts: list[Place], start: int) -> Party:
        end = start
        for index, part in enumerate(parts):
            if self.words.contact.fullmatch(self.text[slice(*part)]):
                continue
            if self.name is None and (role := self._role_alone(part, parts[index + 1 :])):
                self.role = role
                continue
            taken = self._first(part) if self.name is None else self._further(part, parts[index + 1 :])
            if not taken and self.name is None and self.role is not None and index == 0:
                continue  # «the official agent of the candidate, John Birch»
            if not taken:
                break
            end = part[1]
        near = [one for one in self.contacts if one[0] <= end + 60 and (self.name or one[0] == start)]
        stop = max([end, *(one[1] for one in near)])
        return Party(self.name, self.role, self.address, tuple(near), None, tuple(self.bodies), None, stop)

    def _role_alone(self, part: Place, rest: list[Place]) -> Place | None:
        """Return a capacity that stands alone, a body behind it: «the Financial Agent, Fox Campaign»."""
        text, words = self.text, self.words
        article = words.articles.match(text, *part)
        place = trimmed(text, article.end() if article else part[0], part[1])
        behind = bool(rest) and words.bodies.search(text, *rest[0]) is not None
        return place if behind and words.roles.fullmatch(text, *place) else None

    def _first(self, part: Place) -> bool:
        text, words = self.text, self.words
        start, end = part
        while (article := words.articles.match(text, start, end)) and not article[0].istitle():
            start = trimmed(text, article.end(), end)[0]
        if (role := words.roles.match(text, start, end)) and role.end() < end:
            self.role = role.span()
            start = trimmed(text, role.end(), end)[0]
            while lead := (words.lead.match(text, start, end) or words.articles.match(text, start, end)):
                start = trimmed(text, lead.end(), end)[0]
        cut = self._address_inside(start, end)
        for role in words.roles.finditer(text, start + 1, end):  # «John Birch's official agent»
            if role.end() == end and self.role is None and re.search(r"['’]s?\s{1,2}$", text[start : role.start()]):
                self.role = role.span()
                end = start + len(re.sub(r"['’]s?\s{1,2}$", "", text[start : role.start()]))
                break
        stop = trimmed(text, start, cut if cut is not None else end)[1]
        if start >= stop or not self._names(start, stop):
            return False
        if LED.match(text, start, stop) and words.address.search(text, start, stop):
            return False
        self.name = self._acting(start, stop)
        if cut is not None:
            self.address = trimmed(text, self._behind_lead(cut, end), end)
        return True

    def _acting(self, start: int, stop: int) -> Place:
        """Return the name of somebody who is named with the body they act for, which is kept."""
        words = self.words
        for joint in words.acting.finditer(self.text, start + 1, stop):
            body = trimmed(self.text, joint.end(), stop)
            if article := words.articles.match(self.text, *body):
                body = trimmed(self.text, article.end(), stop)
            person = 1 < len(self.text[start : joint.start()].split()) < 4
            if (
                person
                and words.bodies.search(self.text, *body)
                and not words.bodies.search(self.text, start, joint.start())
            ):
                self.bodies.append(body)
                return trimmed(self.text, start, joint.start())
        return start, stop

    def _names(self, start: int, end: int) -> bool:
        """Tell whether words are a name: they begin with a capital letter or a figure, and are not too many."""
        letters = self.text[start:end]
        capital = letters[0].isupper() or letters[0].isdigit() or letters[0] == "@" or self.text.islower()
        known = self.words.campaigns.match(self.text, start, end) or self.words.form.search(self.text, start, end)
        capital = capital or known is not None
        return capital and len(letters) <= 140

    def _behind_lead(self, start: int, end: int) -> int:
        lead = self.words.lead.match(self.text, start, end)
        return lead.end() if lead else start

    def _address_inside(self, start: int, end: int) -> int | None:
        """Return where an address begins in the part of the name, with the word that leads to it."""
        text, words = self.text, self.words
        openers = [match.start() for match in NUMBER.finditer(text, start + 1, end)]
        openers += [match.start() for match in words.lead.finditer(text, start + 1, end)]
        for place in sorted(openers):
            behind = trimmed(text, self._behind_lead(place, end), end)
            if behind[0] >= behind[1]:
                continue
            led = LED.match(text, *behind)
            street = words.address.search(text, *behind) or words.postcode.search(text, *behind)
            if (
                (led and street)
                or (place != behind[0] and self._stands_at(start, place, behind))
                or (street and street.start() == behind[0] and NUMBER.search(text, *behind))
                or (led and self._town_follows(led.end(), end))
            ):
                return place
        for found in words.places.finditer(text, start + 1, end):  # «Noah Carl Canberra»
            if found.end() == end and self._stands_at(start, found.start(), (found.start(), end)):
                return found.start()
        return None

    def _town_follows(self, number: int, end: int) -> bool:
        """Tell whether words behind a number are a street without a word for one: a town with its code follows."""
        text, words = self.text, self.words
        line = text.find("\n", end, end + 50)
        return (
            re.search(r"[^\W\d_]{2}", text[number:end]) is not None
            and words.bodies.search(text, number, end) is None
            and words.postcode.search(text, end, line if line >= 0 else min(len(text), end + 50)) is not None
        )

    def _stands_at(self, start: int, place: int, behind: Place) -> bool:
        """Tell whether a town follows «of»: that of a person, for a body's belongs to its name."""
        named = len(self.text[start:place].split()) > 1 and self.words.bodies.search(self.text, start, place) is None
        return named and self.words.places.match(self.text, *behind) is not None

    def _further(self, part: Place, rest: list[Place]) -> bool:
        text, words = self.text, self.words
        start, end = part
        if words.asides.match(text, start, end):
            return True  # the party or the office of a candidate: «Ann Roe, Independent, for Mayor»
        plain = address_like(text, start, end, words)
        if self.address is None and not plain and _INITIALLED.fullmatch(text, start, end) and rest:
            self.bodies.append(part)
            return True
        if text[start - 1 : start] == "(" and not plain and (self.role or not words.roles.search(text, start, end)):
            if words.bodies.search(text, start, end) and " " in text[start:end]:
                self.bodies.append(part)
            return True
        if self.address is None and words.form.fullmatch(text, start, end) and self.name is not None:
            self.name = (self.name[0], end)
            return True
        if (
            (role := words.roles.search(text, start, end))
            and self.role is None
            and not NUMBER.search(text, start, end)
            and role.start() - start <= 40
        ):
            if not self.officer and not (role.span() != part and self._campaigns()):
                self.role = part
            return True
        body = words.bodies.search(text, start, end) is not None or words.form.search(text, start, end) is not None
        letters = text[start:end]
        short = letters.isalpha() and letters.isupper() and 2 < len(letters) < 7 and not plain
        street = any(found.end() == end for found in words.address.finditer(text, start, end))  # «Congress House»
        if (
            (body or short)
            and not street
            and self.address is None
            and not NUMBER.search(text, start, end)
            and text[start].isupper()
        ):
            self.bodies.append(part)
            return True
        if not plain and rest and words.roles.fullmatch(text, *rest[0]) and self.address is None:
            self.officer = True
            return True  # somebody who acts for the body that is named: «Voters United, Jane Poe, Treasurer»
        if plain or self._settles(part, rest):
            if words.election.search(text, start, end) and not plain:
                return False
            begin = trimmed(text, self._behind_lead(start, end), end)[0]
            self.address = (self.address[0] if self.address else begin, end)
            return True
        return False

    def _campaigns(self) -> bool:
        """Tell whether the name is that of a body that campaigns, so that a person behind it is another."""
        return self.name is not None and self.words.campaigns.search(self.text, *self.name) is not None

    def _settles(self, part: Place, rest: list[Place]) -> bool:
        """Tell whether a few capitalised words are a town or a house: an address goes on or ends in them."""
        text = self.text
        letters = text[slice(*part)].split()
        capital = (
            len(letters) <= 4
            and all(word[0].isupper() or len(word) <= 3 for word in letters)
            and letters[0][0].isupper()
        )
        if not capital or self.words.election.search(text, *part):
            return False
        near = text[max(0, part[0] - 3) : part[0]]
        return (bool(rest) and address_like(text, *rest[0], self.words)) or "\n" not in near
