"""One block of phrases: the leaves it states, and the evidence for and against its being an imprint."""

from __future__ import annotations

import re

from compliance.extraction.phrased.addresses import Place, address_end, address_parts, trimmed
from compliance.extraction.phrased.heads import Found
from compliance.extraction.phrased.party import read_party
from compliance.extraction.phrased.reader import Party
from compliance.extraction.phrased.stated import Stated
from compliance.extraction.phrased.vocabulary import Vocabulary
from compliance.model.fields import part_of
from compliance.model.imprint import Imprint, Label, Leaf

_PEOPLE = frozenset(("promoter", "on_behalf_of", "publisher", "authorised_by"))
_HEADED = 300  # characters above an imprint in which its party may stand with an address
_AT = re.compile(r"\sat\s(?=[A-Z])")
_NOBODY: tuple[Place, None, tuple[str, ...]] = ((0, 0), None, ())  # stands before every name


class Block(Stated):
    """What a group of phrases states, by path, with the places it was read from."""

    def __init__(self, text: str, heads: list[Found], words: Vocabulary, told: bool = False) -> None:
        self.text, self.words, self.told = text, words, told
        self.values: dict[str, tuple[Place, str | int | None, tuple[str, ...]]] = {}
        self.labels: list[Found] = []
        self.stated: dict[str, int] = {}  # how many further statements of a part there are
        self.waiting: list[str] = []  # parties whose address was not yet stated
        self.addressed: Place | None = None  # the address stated last, which «of the same address» speaks of
        self.firm, self.alone, self.spoken = False, False, told
        self.start, self.end = heads[0].start, heads[0].end
        for found in heads:
            self._take(found)
        self._number_behind()
        self._unsaid()
        self.places: list[Place] = [(self.start, self.end)]

    # ------------------------------------------------------------------------------------------------ what is stated

    def _take(self, found: Found) -> None:
        head = found.head
        if head.shared:
            self._shared(found)
        elif not head.fields:
            self._statement(found)
        else:
            party = read_party(self.text, found.end, found.stop, self.words)
            if party.name is None and party.blank is None and party.principal is None:
                return
            if "executor" in head.fields[:-1] and (works := self._works(found)):
                self._take(found._replace(head=head._replace(fields=("executor",)), end=works[1]))
                head = head._replace(fields=head.fields[1:])
                party = read_party(self.text, found.end, works[0], self.words)
            self.labels.append(found)
            self.firm = self.firm or not head.weak
            self.spoken = self.spoken or head.political
            if head.statement:
                said = trimmed(self.text, found.start, party.end)
                self.values.setdefault(head.statement, (said, head.code, ()))
            party = self._two(head.fields, party)
            for field in head.fields:
                self._party(self._part(field, party), party)
            for other in party.others:
                for field in head.fields:
                    self._party(self._further(field), Party(other, None, party.address, same=party.same))
            self.end = max(self.end, party.end)
            if party.address and "executor" in head.fields:
                self._another_printer(*party.address, found.stop)

    def _works(self, found: Found) -> Place | None:
        """Return the «at» behind which a printing house is named: «printed and published by Ann Lund at Elm Press»."""
        for at in _AT.finditer(self.text, found.end, found.stop):
            comma = self.text.find(",", at.end(), found.stop)
            if self.words.works.search(self.text, at.end(), comma if comma >= 0 else found.stop):
                return at.span()
        return None

    def _two(self, fields: tuple[str, ...], party: Party) -> Party:
        """Part two who are named together, both at one address: «on behalf of Ann Lund and Bo Thorne»."""
        if party.name is None or not _PEOPLE.issuperset(fields):
            return party
        text, (start, end) = self.text, party.name
        for joint in self.words.joint.finditer(text, start, end):
            both = (text[start : joint.start()], text[joint.end() : end])
            body = self.words.bodies.search(text, start, end) or self.words.places.search(text, start, end)
            if all(1 < len(one.split()) < 4 for one in both) and body is None:
                return party._replace(name=(start, joint.start()), others=((joint.end(), end), *party.others))
        return party

    def _another_printer(self, start: int, end: int, stop: int) -> None:
        """Part an address that runs on into a second firm: «…, Diss IP22 4AB and Rook Print, 8 Dock Road»."""
        for joint in self.words.joint.finditer(self.text, start, end):
            whole = self.words.postcode.search(self.text, start, joint.start())
            party = read_party(self.text, joint.end(), stop, self.words) if whole else Party()
            if party.name and party.address:
                self.values["executor.address"] = (trimmed(self.text, start, joint.start()), None, ())
                for path in [path for path in self.values if path.startswith("executor.address.")]:
                    del self.values[path]
                for name, one in address_parts(self.text, self.values["executor.address"][0], self.words).items():
                    self.values[f"executor.address.{name}"] = (one, None, ())
                self._party(self._further("executor"), party)
                return

    def _part(self, field: str, party: Party) -> str:
        """Return the path of a party: a further one where another was named as the same part."""
        known = self.values.get(f"{field}.name")
        if known is None and party.name is None and f"{field}.role" in self.values:
            return self._further(field)
        if known is None or party.name is None:
            return field
        if _same(self.text[slice(*known[0])], self.text[slice(*party.name)]):
            return field
        return self._further(field)

    def _further(self, field: str) -> str:
        self.stated[field] = self.stated.get(field, 0) + 1
        return f"{field}[{self.stated[field]}]"

    def _party(self, part: str, party: Party) -> None:
        if party.blank is not None:
            self.values.setdefault(f"{part}.name", (party.blank, None, ("placeholder",)))
            return
        if party.name is not None:
            self.values.setdefault(f"{part}.name", (party.name, None, ()))
        if party.principal is not None:
            principal = self._part(self.words.agents_of, Party(party.principal))
            self.values.setdefault(f"{principal}.name", (party.principal, None, ()))
        if party.role:
            self.values.setdefault(f"{part}.role", (party.role, None, ()))
        if party.number:
            self.values.setdefault(f"{part}.id", (party.number, None, ()))
        address = party.address or (self.addressed if party.same else None)
        if address:
            self._address(part, address)
        else:
            self.waiting.append(part)
        for index, contact in enumerate(party.contacts):
            self.values.setdefault(f"{part}.contacts" + (f"[{index}]" if index else ""), (contact, None, ()))
        for body in party.bodies:
            self.values[f"{self._further(part_of(part))}.name"] = (body, None, ())

    def _address(self, part: str, place: Place, notes: tuple[str, ...] = ()) -> None:
        if f"{part}.address" in self.values:
            return
        self.addressed = max(place, self.addressed or place)
        self.values[f"{part}.address"] = (place, None, notes)
        for name, one in address_parts(self.text, place, self.words).items():
            self.values[f"{part}.address.{name}"] = (one, None, notes)

    def _shared(self, found: Found) -> None:
        """Give the address behind «both of» to the parties before it that have none."""
        stop = address_end(self.text, found.end, found.stop, self.words)
        place = trimmed(self.text, found.end, stop)
        party = read_party(self.text, found.end, stop, self.words)
        contacts = party.contacts
        if party.address is not None and party.name is not None:
            place = (place[0], max(party.address[1], party.name[1]))
        elif contacts and contacts[0][0] > place[0]:
            place = trimmed(self.text, place[0], contacts[0][0])
        if not any(map(str.isalnum, self.text[slice(*place)])):  # «y ddau o / both of …»
            return
        for part in self._last_two() if found.head.pair else self.waiting:
            self._address(part, place)
            for index, contact in enumerate(contacts):
                self.values.setdefault(f"{part}.contacts" + (f"[{index}]" if index else ""), (contact, None, ()))
        self.waiting = []
        self.end = max(self.end, place[1], *(one[1] for one in contacts)) if contacts else max(self.end, place[1])

    def _last_two(self) -> list[str]:
        """Return the parts without an address that the last two parties are; one party may be several."""
        named = {part: self.values.get(f"{part}.name", _NOBODY)[0] for part in self.waiting}
        last = sorted(set(named.values()))[-2:]
        return [part for part in self.waiting if named[part] in last]

    def _guess(self, field: str) -> None:
        """Take whom words name as another part that they may mean as well, in doubt: «p&p» is printed, or published."""
        of = next(found.head.fields[0] for found in self.labels if field in found.head.guess)
        if f"{field}.name" in self.values:
            return
        for path in [path for path in self.values if path.startswith((f"{of}.name", f"{of}.address"))]:
            place, value, notes = self.values[path]
            self.values[field + path.removeprefix(of)] = (place, value, (*notes, "vague"))

    # ---------------------------------------------------------------------------------------------------- joining

    def takes(self, other: Block) -> bool:
        """Tell whether another block says what this one does not: both are then one imprint."""
        mine, theirs = ({part_of(path) for path in one.values} for one in (self, other))
        if not mine & theirs:
            return True
        return (
            all(
                _same(self.text[slice(*self.values[path][0])], self.text[slice(*other.values[path][0])])
                for path in other.values
                if path in self.values and path.endswith(".name")
            )
            and theirs <= mine
        )

    def join(self, other: Block) -> None:
        """Take in what another block states."""
        repeats = {part_of(path) for path in other.values} <= {part_of(path) for path in self.values}
        for path, value in other.values.items():
            self.values.setdefault(path, value)
        self.labels += other.labels
        self.firm, self.alone = self.firm or other.firm, self.alone or other.alone
        if repeats:
            self.places += other.places

    def imprint(self, source: str) -> Imprint:
        """Return what was read, its values cut from the source."""
        self._lend()
        for field in [one for found in self.labels for one in found.head.guess]:
            self._guess(field)
        for part in self.waiting:
            self._above(part)
        leaves = {path: self._leaf(source, path) for path in sorted(self.values)}
        labels = tuple(
            Label((*one.head.fields, one.head.statement)[0], source[one.start : one.end].strip(), one.start,
                  one.start + len(source[one.start : one.end].rstrip()), one.head.language)
            for one in self.labels
        )  # fmt: skip
        languages = [label.language for label in labels if label.language]
        language = max(sorted(set(languages)), key=languages.count) if languages else "und"
        named = {part_of(path) for path in leaves if path.endswith(".name")}
        sure = self.firm or self.alone or self._political() or (len(named) > 1 and self._spoken())
        return Imprint(leaves, labels, self.start, self.end, tuple(self.places), language, "high" if sure else "low")

    def _lend(self) -> None:
        """An address behind the last of two parties may be that of both: it is lent to the first, in doubt."""
        for part in [one for one in self.waiting if "[" not in one]:
            own = next(
                (path for path in self.values if path.startswith(f"{part}[") and path.endswith("].address")), None
            )
            if own:  # somebody for a body: the address behind it is that of both
                self._address(part, self.values[own][0])
        behalf = self.values.get("on_behalf_of.address")
        for part in self.waiting:
            if behalf is not None and part_of(part) not in ("on_behalf_of", "executor"):
                self._address(part, behalf[0], () if self.words.agents_of else ("vague",))

    def _above(self, part: str) -> None:
        """Take the address that stands with the same name right above the imprint, as letter-heads have it."""
        if f"{part}.address" in self.values or f"{part}.name" not in self.values or self.start == 0:
            return
        name = self.text[slice(*self.values[f"{part}.name"][0])]
        place = self.text.rfind(name, max(0, self.start - _HEADED), self.start)
        stop = place + len(name)
        if place >= 0 and self.text[:place].rstrip(" \t")[-1:] in ("", "\n") and self.text[stop : self.start].strip():
            party = read_party(self.text, place, self.start, self.words)
            if party.name == (place, stop) and party.address and not self.text[party.end : self.start].strip():
                self._address(part, party.address)

    def _leaf(self, source: str, path: str) -> Leaf:
        (start, end), value, notes = self.values[path]
        raw = source[start:end]
        if "placeholder" in notes:
            return Leaf(None, raw, start, end, "low", notes)
        value = value if value is not None else " ".join(self.text[start:end].split())
        return Leaf(value, raw, start, end, "low" if "vague" in notes else "high", notes)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
