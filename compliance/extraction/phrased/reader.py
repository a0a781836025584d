"""A party taken part by part: the name, what belongs to it, then the address up to the first part that is none."""

from __future__ import annotations

import re

from compliance.extraction.phrased.addresses import LED, NUMBER, Place, trimmed
from compliance.extraction.phrased.beside import Beside
from compliance.extraction.phrased.vocabulary import Vocabulary
from compliance.model.tuples import NamedTuple

_PERSON = re.compile(r"(?:[^\W\d_a-z][\w'’.-]{0,30}\s){1,3}[^\W\d_a-z][\w'’-]{1,30}\s[(]?")  # «J. Moss agent»
_NUMBERED = re.compile(r"\s\d")


class Party(NamedTuple):
    """The places of what is said of one party; `blank` where a form was not filled in.

    `principal` is whom it is the agent of: an agent who is not named has no `name`. `same` tells that its address is
    the one before: «of the same address». `others` are named beside it, as the same and at the same address.
    """

    name: Place | None = None
    role: Place | None = None
    address: Place | None = None
    contacts: tuple[Place, ...] = ()
    number: Place | None = None
    bodies: tuple[Place, ...] = ()
    blank: Place | None = None
    end: int = 0
    principal: Place | None = None
    same: bool = False
    others: tuple[Place, ...] = ()


class Reader(Beside):
    """Takes the parts of one party in order."""

    def __init__(self, text: str, words: Vocabulary, contacts: list[Place]) -> None:
        self.text, self.words, self.contacts = text, words, contacts
        self.name: Place | None = None
        self.role: Place | None = None
        self.address: Place | None = None
        self.bodies: list[Place] = []
        self.principal: Place | None = None
        self.others: list[Place] = []
        self.listed = 0
        self.officer = False  # whether somebody was named beside the party, whose capacity follows

    def read(self, parts: list[Place], start: int) -> Party:
        end = start
        for index, part in enumerate(parts):
            if self.address is not None and self._ended(part[0]):
                break
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
        unnamed = self.principal is not None and self.principal == self.name
        if unnamed and self.bodies:  # «the Secretary of the Fern Party, M Tui»
            self.name, unnamed = self.bodies.pop(0), False
        name = None if unnamed else self.name
        return Party(
            name, self.role, self.address, tuple(near), None, tuple(self.bodies), None, stop, self.principal,
            others=tuple(self.others),
        )  # fmt: skip

    def _ended(self, place: int) -> bool:
        """Tell whether an address ended with its postcode, and the next part stands on a line of its own."""
        assert self.address is not None
        start, end = self.address
        coded = any(
            code.end() == end and code.start() > start for code in self.words.postcode.finditer(self.text, start, end)
        )
        return coded and "\n" in self.text[end:place]

    def _role_alone(self, part: Place, rest: list[Place]) -> Place | None:
        """Return a capacity that stands alone, a body behind it: «the Financial Agent, Fox Campaign»."""
        text, words = self.text, self.words
        article = words.articles.match(text, *part)
        place = trimmed(text, article.end() if article else part[0], part[1])
        behind = bool(rest) and words.bodies.search(text, *rest[0]) is not None
        return place if behind and words.roles.fullmatch(text, *place) else None

    def _first(self, part: Place) -> bool:
        """Take the part that holds the name, with a capacity in front of it and an address behind it."""
        text, words = self.text, self.words
        start, end, agent = self._behind_role(*part)
        cut = self._address_inside(start, end)
        for role in words.roles.finditer(text, start + 1, end):  # «John Birch's official agent»
            before = text[start : role.start()]
            owned = re.search(r"['’]s?\s{1,2}$", before) is not None
            if role.end() == end and self.role is None and (owned or _PERSON.fullmatch(before)):
                self.role, agent = role.span(), owned
                end = start + len(re.sub(r"(?:['’]s?)?[\s(]{1,2}$", "", before))
                break
        stop = trimmed(text, start, cut if cut is not None else end)[1]
        if start >= stop or not self._names(start, stop) or self._addressed(start, stop):
            return False
        self.name = self._acting(start, stop)
        if agent and words.agents_of:
            self.principal = self.name
        if cut is not None:
            self.address = trimmed(text, self._behind_lead(cut, end), end)
        return True

    def _behind_role(self, start: int, end: int) -> tuple[int, int, bool]:
        """Return a part without the articles and the capacity in front of a name, and whether that is an agent's."""
        text, words = self.text, self.words
        shouted = text[start:end].isupper()
        while (article := words.articles.match(text, start, end)) and (shouted or not article[0].istitle()):
            start = trimmed(text, article.end(), end)[0]
        led = end
        if (role := words.roles.match(text, start, end)) and role.end() < end:
            self.role = role.span()
            start = led = trimmed(text, role.end(), end)[0]
            while lead := (words.lead.match(text, start, end) or words.articles.match(text, start, end)):
                start = trimmed(text, lead.end(), end)[0]
        return start, end, self.role is not None and start > led

    def _addressed(self, start: int, stop: int) -> bool:
        """Tell whether what stands for a name is an address: «12 High Street», «PO Box 12»."""
        text, words = self.text, self.words
        if LED.match(text, start, stop) and words.address.search(text, start, stop):
            return True
        box = words.address.match(text, start, stop)
        return box is not None and NUMBER.match(text, trimmed(text, box.end(), stop)[0], stop) is not None

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
                and (words.between or words.bodies.search(self.text, *body))
                and not words.bodies.search(self.text, start, joint.start())
            ):
                if words.agents_of:
                    self.principal = body
                else:
                    self.bodies.append(body)
                return trimmed(self.text, start, joint.start())
        return start, stop

    def _address_inside(self, start: int, end: int) -> int | None:
        """Return where an address begins in the part of the name, with the word that leads to it."""
        text, words = self.text, self.words
        openers = [match.start() for match in NUMBER.finditer(text, start + 1, end)]
        openers += [match.start() for match in words.lead.finditer(text, start + 1, end)]
        openers += [  # «Elm Print Unit 11 Mill Park»
            match.start()
            for match in words.address.finditer(text, start + 1, end)
            if _NUMBERED.match(text, match.end()) and not words.tails.match(text, match.start())
        ]
        halves = [half.end() for half in words.halves.finditer(text, start, end)]
        for place in sorted(openers):
            if any(half <= place <= half + 2 for half in halves):  # «Yes on 9 – Safer Roads»
                continue
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
            if (
                found.end() == end
                and text[found.start() - 1] in " \n"
                and self._stands_at(start, found.start(), (found.start(), end))
            ):
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
