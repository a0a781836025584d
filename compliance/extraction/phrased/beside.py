"""What stands beside the name of a party: a longer name, a capacity, a body, somebody else, an address."""

from __future__ import annotations

import re

from compliance.extraction.phrased.addresses import NUMBER, Place, address_like, begins_name, trimmed
from compliance.extraction.phrased.vocabulary import Vocabulary

_INITIALS = re.compile(r"(?:[^\W\d_a-z]\. ?){1,3}")
_INITIALLED = re.compile(r"(?:[A-Z]\.? ?){1,2} [A-Z][\w'’-]{1,30}")


class Beside:
    """Takes the parts behind a name, each for what it is."""

    text: str
    words: Vocabulary
    name: Place | None
    role: Place | None
    address: Place | None
    bodies: list[Place]
    principal: Place | None
    officer: bool
    others: list[Place]
    listed: int  # where a list of names ends

    def _further(self, part: Place, rest: list[Place]) -> bool:
        """Take a part behind the name for what it is; False where it says nothing more of the party."""
        if self.name is not None and self.name == self.principal and self._person(part):
            self.name = part  # «the official agent for the Fox Campaign, Ann Roe»
            return True
        if self.words.asides.match(self.text, *part):
            return True  # the party or the office of a candidate: «Ann Roe, Independent, for Mayor»
        plain = address_like(self.text, *part, self.words)
        return (
            self._listed(part, rest)
            or self._longer_name(part)
            or self._another(part, rest, plain)
            or self._capacity(part)
            or self._body(part, plain)
            or self._officer(part, rest, plain)
            or self._place(part, rest, plain)
        )

    def _person(self, part: Place) -> bool:
        """Tell whether a part is two or three capitalised words and nothing of an address, a body or a capacity."""
        words, text = self.words, self.text
        letters = text[slice(*part)].split()
        named = 1 < len(letters) < 4 and all(begins_name(word) and word[-1].isalpha() for word in letters)
        known = (words.bodies, words.roles, words.places, words.asides, words.form)
        return named and not address_like(text, *part, words) and not any(word.search(text, *part) for word in known)

    def _listed(self, part: Place, rest: list[Place]) -> bool:
        """Take the others of a list whose last is joined: «N. Rahman, K. Poole and S. Blythe»."""
        if part[0] < self.listed:
            return True
        if self.name is None or self.address is not None or not self._one_of_several(self.name):
            return False
        others: list[Place] = []
        for one in (part, *rest):
            joint = self.words.joint.search(self.text, *one)
            halves = [one] if joint is None else [(one[0], joint.start()), (joint.end(), one[1])]
            halves = [half for half in halves if half[0] < half[1]]
            if not all(self._one_of_several(half) for half in halves):
                return False
            others += halves
            if joint is not None:
                self.others, self.listed = others, one[1]
                return True
        return False

    def _one_of_several(self, place: Place) -> bool:
        return _INITIALLED.fullmatch(self.text, *place) is not None or self._person(place)

    def _longer_name(self, part: Place) -> bool:
        """A legal form behind a comma, the initials of a surname, or the other half of a name."""
        if self.name is None or self.address is not None:
            return False
        words, text = self.words, self.text
        half = not self.bodies and words.halves.match(text, *part) is not None
        first = words.halves.match(text, *self.name) is not None and "," not in text[slice(*self.name)]
        half = half or (first and not address_like(text, *part, words) and text[self.name[1]] == ",")
        initials = _INITIALS.fullmatch(text, *part) and text[slice(*self.name)].isalpha()  # «Farrow, K.»
        if half or initials or words.form.fullmatch(text, *part):
            self.name = (self.name[0], part[1])
            return True
        return False

    def _another(self, part: Place, rest: list[Place], plain: bool) -> bool:
        """Somebody else beside the party: a person in front of a street, initials, what stands in brackets."""
        text, words = self.text, self.words
        early = self.address is None and not plain and bool(rest)
        if early and _INITIALLED.fullmatch(text, *part) and not words.roles.fullmatch(text, *rest[0]):
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
        single = " " not in self.text[slice(*place)]  # «Director of Elections»
        if not self._names(*place) or single:
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
        officer = bool(rest) and words.roles.fullmatch(text, *rest[0]) is not None
        if officer and not plain and self.address is not None:
            return False  # «…, Duluth, MN 55801, Jo Reed, Treasurer»
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
        letters = text[trimmed(text, self._behind_lead(*part), part[1])[0] : part[1]].split()
        capital = bool(letters) and (
            len(letters) <= 4
            and all(begins_name(word.lstrip("(")) or len(word) <= 3 for word in letters)
            and begins_name(letters[0])
        )
        if not capital or self.words.election.search(text, *part):
            return False
        near = text[max(0, part[0] - 3) : part[0]]
        return (bool(rest) and address_like(text, *rest[0], self.words)) or "\n" not in near

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
