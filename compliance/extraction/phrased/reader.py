"""A party taken part by part: the name, what belongs to it, then the address up to the first part that is none."""

from __future__ import annotations

import re
from typing import NamedTuple

from compliance.extraction.phrased.addresses import LED, NUMBER, Place, address_like, begins_name, trimmed
from compliance.extraction.phrased.vocabulary import Vocabulary

_NUMBERED = re.compile(r"\s\d")
_INITIALLED = re.compile(r"(?:[A-Z]\.? ?){1,2} [A-Z][\w'’-]{1,30}")


class Party(NamedTuple):
    """The places of what is said of one party; `blank` where a form was not filled in.

    `principal` is whom it is the agent of: an agent who is not named has no `name`.
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


class Reader:
    """Takes the parts of one party in order."""

    def __init__(self, text: str, words: Vocabulary, contacts: list[Place]) -> None:
        self.text, self.words, self.contacts = text, words, contacts
        self.name: Place | None = None
        self.role: Place | None = None
        self.address: Place | None = None
        self.bodies: list[Place] = []
        self.principal: Place | None = None
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
        return Party(name, self.role, self.address, tuple(near), None, tuple(self.bodies), None, stop, self.principal)

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
        text, words = self.text, self.words
        start, end = part
        led = end
        while (article := words.articles.match(text, start, end)) and (not article[0].istitle() or self.text[start:end].isupper()):
            start = trimmed(text, article.end(), end)[0]
        if (role := words.roles.match(text, start, end)) and role.end() < end:
            self.role = role.span()
            start = led = trimmed(text, role.end(), end)[0]
            while lead := (words.lead.match(text, start, end) or words.articles.match(text, start, end)):
                start = trimmed(text, lead.end(), end)[0]
        agent = self.role is not None and start > led
        cut = self._address_inside(start, end)
        for role in words.roles.finditer(text, start + 1, end):  # «John Birch's official agent»
            if role.end() == end and self.role is None and re.search(r"['’]s?\s{1,2}$", text[start : role.start()]):
                self.role = role.span()
                end = start + len(re.sub(r"['’]s?\s{1,2}$", "", text[start : role.start()]))
                agent = True
                break
        stop = trimmed(text, start, cut if cut is not None else end)[1]
        if start >= stop or not self._names(start, stop):
            return False
        if LED.match(text, start, stop) and words.address.search(text, start, stop):
            return False
        if (box := words.address.match(text, start, stop)) and NUMBER.match(text, trimmed(text, box.end(), stop)[0], stop):
            return False  # «PO Box 12»
        self.name = self._acting(start, stop)
        if agent and words.agents_of:
            self.principal = self.name
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
                and (words.between or words.bodies.search(self.text, *body))
                and not words.bodies.search(self.text, start, joint.start())
            ):
                if words.agents_of:
                    self.principal = body
                else:
                    self.bodies.append(body)
                return trimmed(self.text, start, joint.start())
        return start, stop

    def _names(self, start: int, end: int) -> bool:
        """Tell whether words are a name: they begin with a capital letter or a figure, and are not too many."""
        letters = self.text[start:end]
        capital = begins_name(letters) or letters[0].isdigit() or letters[0] == "@" or self.text.islower()
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
        """Take a part behind the name for what it is; False where it says nothing more of the party."""
        if self.words.asides.match(self.text, *part):
            return True  # the party or the office of a candidate: «Ann Roe, Independent, for Mayor»
        plain = address_like(self.text, *part, self.words)
        return (
            self._longer_name(part)
            or self._another(part, rest, plain)
            or self._capacity(part)
            or self._body(part, plain)
            or self._officer(part, rest, plain)
            or self._place(part, rest, plain)
        )

    def _longer_name(self, part: Place) -> bool:
        """A legal form behind a comma, or the other half of a name."""
        if self.name is None or self.address is not None:
            return False
        words, text = self.words, self.text
        half = not self.bodies and words.halves.match(text, *part) is not None
        first = words.halves.match(text, *self.name) is not None and "," not in text[slice(*self.name)]
        half = half or (first and not address_like(text, *part, words) and text[self.name[1]] == ",")
        if half or words.form.fullmatch(text, *part):
            self.name = (self.name[0], part[1])
            return True
        return False

    def _another(self, part: Place, rest: list[Place], plain: bool) -> bool:
        """Somebody else beside the party: a person in front of a street, initials, what stands in brackets."""
        text, words = self.text, self.words
        early = self.address is None and not plain and bool(rest)
        if early and _INITIALLED.fullmatch(text, *part):
            self.bodies.append(part)
            return True
        if early and words.between and self._person_like(part, rest[0]):
            self._beside(part)
            return True
        if text[part[0] - 1 : part[0]] == "(" and not plain and (self.role or not words.roles.search(text, *part)):
            if words.bodies.search(text, *part) and " " in text[slice(*part)]:
                self._beside(part)
            self.officer = self.officer or (bool(rest) and words.roles.match(text, *rest[0]) is not None)
            return True
        return False

    def _capacity(self, part: Place) -> bool:
        role = self.words.roles.search(self.text, *part)
        if role is None or self.role is not None or NUMBER.search(self.text, *part) or role.start() - part[0] > 40:
            return False
        if not self.officer and not (role.span() != part and self._campaigns()):
            self.role = self._with_principal(part, role.end())
        return True

    def _with_principal(self, part: Place, stop: int) -> Place:
        """Return a capacity without whom it is for, who is kept: «official agent for John Birch»."""
        lead = self.words.lead.match(self.text, *trimmed(self.text, stop, part[1]))
        if not self.words.agents_of or lead is None:
            return part
        place = trimmed(self.text, lead.end(), part[1])
        while article := self.words.articles.match(self.text, *place):
            place = trimmed(self.text, article.end(), part[1])
        if not self._names(*place):
            return part
        self.principal = place
        return part[0], stop

    def _body(self, part: Place, plain: bool) -> bool:
        text, words = self.text, self.words
        letters = text[slice(*part)]
        short = letters.isalpha() and letters.isupper() and 2 < len(letters) < 7 and not plain
        body = short or words.bodies.search(text, *part) is not None or words.form.search(text, *part) is not None
        street = any(found.end() == part[1] for found in words.address.finditer(text, *part))  # «Congress House»
        named = body and not street and begins_name(text[part[0]]) and not NUMBER.search(text, *part)
        if named and self.address is None:
            self._beside(part)
            return True
        return False

    def _beside(self, part: Place) -> None:
        """Keep a body beside a name: that of a person tells in what capacity they act, and is no party of its own."""
        assert self.name is not None
        person = not any(
            word.search(self.text, *self.name) for word in (self.words.bodies, self.words.form, self.words.campaigns)
        )
        if not person:
            self.bodies.append(part)
        elif self.role is None:
            self.role = part

    def _officer(self, part: Place, rest: list[Place], plain: bool) -> bool:
        """Somebody who acts for the body that is named: «Voters United, Jane Poe, Treasurer»."""
        acts = not plain and bool(rest) and self.words.roles.fullmatch(self.text, *rest[0]) is not None
        self.officer = self.officer or (acts and self.address is None)
        return acts and self.address is None

    def _place(self, part: Place, rest: list[Place], plain: bool) -> bool:
        text, words = self.text, self.words
        if not (plain or self._settles(part, rest)) or (words.election.search(text, *part) and not plain):
            return False
        begin, end = trimmed(text, self._behind_lead(*part), part[1])[0], part[1]
        codes = [code.end() for code in words.postcode.finditer(text, begin + 1, end)]
        if codes and re.match(r"\s[a-z]", text[codes[-1] : end]):  # «…, Leeds LS1 4AB on recycled paper»
            end = codes[-1]
        self.address = (self.address[0] if self.address else begin, end)
        return True

    def _person_like(self, part: Place, behind: Place) -> bool:
        """Tell whether a part is two or three capitalised words, and a street or a box with a number follows."""
        text, words = self.text, self.words
        letters = text[slice(*part)].split()
        named = 1 < len(letters) < 5 and all(begins_name(word) and word[-1].isalpha() for word in letters)
        street = NUMBER.search(text, *behind) or words.address.match(text, *behind)
        quoted = text[part[0] - 1] in "'‘“\"„"  # a house with a name
        return named and not quoted and street is not None and words.roles.search(text, *part) is None

    def _campaigns(self) -> bool:
        """Tell whether the name is that of a body that campaigns, so that a person behind it is another."""
        return self.name is not None and self.words.campaigns.search(self.text, *self.name) is not None

    def _settles(self, part: Place, rest: list[Place]) -> bool:
        """Tell whether a few capitalised words are a town or a house: an address goes on or ends in them."""
        text = self.text
        letters = text[slice(*part)].split()
        capital = (
            len(letters) <= 4
            and all(begins_name(word.lstrip("(")) or len(word) <= 3 for word in letters)
            and begins_name(letters[0])
        )
        if not capital or self.words.election.search(text, *part):
            return False
        near = text[max(0, part[0] - 3) : part[0]]
        return (bool(rest) and address_like(text, *rest[0], self.words)) or "\n" not in near
