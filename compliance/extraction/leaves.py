"""The leaves of one imprint as they are found, each cut from the source."""

from __future__ import annotations

from datetime import date

from compliance.extraction.pieces.addresses import split_address
from compliance.extraction.pieces.dates import Stated
from compliance.extraction.pieces.numbers import Number, unit_end
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.plausible import doubted
from compliance.extraction.window import Window
from compliance.model.imprint import Leaf
from compliance.model.tuples import NamedTuple
from compliance.text.folding import mixes_scripts

_UNSURE = frozenset(("vague", "ocr", "look_alike", "no_label", "range", "placeholder"))


class Said(NamedTuple):
    """A value as labels give it: its field, its place in clean text, and whether nothing makes it doubtful."""

    field: str
    start: int
    end: int
    sure: bool


class Leaves:
    """The leaves of one imprint by path, their places in clean text, and every place that was used."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.leaves: dict[str, Leaf] = {}
        self.used: list[Place] = []
        self.places: dict[str, Place] = {}
        self.made = False  # the day that is stored is the one on which the ad was made

    def address_parts(self, place: Place, maker: str = "executor") -> None:
        address = f"{maker}.address"
        if f"{address}.place" in self.leaves or f"{address}.street" in self.leaves:
            return
        for name, part in split_address(self.window, *place).items():
            self.store(f"{address}.{name}", part, None)

    def customer_kind(self, place: Place) -> None:
        terms = self.window.within(*place, "customer_kind")
        person_named = person(self.window, *place) is not None
        order = {"bloc": 0, "candidate": 1 if person_named else 2, "party": 2 if person_named else 1}
        terms.sort(key=lambda term: (order[term.entry.key], term.start))
        code = terms[0].entry.key if terms else "organisation"
        terms = terms or self.window.within(*place, "legal_form")
        if terms:
            self.store("customer.kind", (terms[0].start, terms[0].end), code)

    def payer_kind(self, name: Place, part: str = "payer") -> None:
        """Store that a payer named with a legal form is an organisation, where no capacity is said."""
        forms = self.window.within(*name, "legal_form")
        if forms and f"{part}.kind" not in self.leaves:
            self.store(f"{part}.kind", (forms[0].start, forms[0].end), "organisation")

    def stated_date(self, stated: Stated, notes: tuple[str, ...] = (), again: bool = False, made: bool = False) -> None:
        """Store a day; another one is another statement where it stands `again` behind the same label.

        Of the day on which the ad was `made` and the one on which it appears, the second counts, in whatever order.
        """
        path, place = "publication_date", (stated.start, stated.end)
        known = self.leaves.get(path)
        if known is None or known.value is None:
            self.store(path, place, stated.value, (*stated.notes, *notes), unread=True)
            self.made = made
        elif stated.value and made != self.made:
            earlier, later = (place, self.places[path]) if made else (self.places[path], place)
            if not made:
                self.store(path, later, stated.value, (*stated.notes, *notes), unread=True)
            self.store(self.further(path), earlier, stated.value if made else known.value, ("day_made",))
            self.made = False
        elif again and stated.value:
            self.stated_twice(path, place, stated.value)
        self.used.append(place)

    def state_run(self, number: Number, notes: tuple[str, ...] = ()) -> None:
        if "print_run" in self.leaves:
            if not notes:
                self.stated_twice("print_run", (number.start, number.end), number.value)
            return
        end = unit_end(self.window, number.end, len(self.window.text))
        self.store("print_run", (number.start, number.end), number.value, (*number.notes, *notes), unread=True)
        self.used.append((number.start, end))

    def stated_twice(self, path: str, place: Place, value: str | int | date | None) -> None:
        """Keep what the block states otherwise a second time beside the first, and lower the confidence of both."""
        leaf = self.leaves[path]
        if value is None or leaf.value == (" ".join(value.split()) if isinstance(value, str) else value):
            return
        if "stated_twice" not in leaf.notes:
            self.leaves[path] = leaf._replace(confidence="low", notes=(*leaf.notes, "stated_twice"))
        part, dot, rest = path.partition(".")
        self.store(self.further(part) + dot + rest, place, value)

    def further(self, part: str) -> str:
        """Return the path of the next further statement of a part: `customer[1]`, then `customer[2]`."""
        stated = {path.partition(".")[0] for path in self.leaves if path.startswith(f"{part}[")}
        return f"{part}[{len(stated) + 1}]"

    def store(
        self, path: str, place: Place, value: str | int | date | None, notes: tuple[str, ...] = (), unread: bool = False
    ) -> None:
        """Store a leaf cut from the source; the text itself is its value unless one is given."""
        clean = self.window.clean
        start, end = clean.begin(place[0]), clean.end(place[1])
        raw = clean.source[start:end]
        if value is None and not unread:
            value = " ".join(self.window.text[place[0] : place[1]].split())
            if mixes_scripts(raw):
                notes = (*notes, "look_alike")
        unsure = (notes and not _UNSURE.isdisjoint(notes)) or doubted(self.window, path, *place)
        self.leaves[path] = Leaf(value, raw, start, end, "low" if unsure else "high", notes)
        self.places[path] = place
        self.used.append(place)

    def free(self, start: int, end: int) -> bool:
        """Tell whether no value was read from `start`–`end` yet."""
        return not any(start < used_end and used_start < end for used_start, used_end in self.used)

    def said(self) -> list[Said]:
        """Return what was stated, and where in clean text."""
        return [Said(path, *self.places[path], leaf.confidence == "high") for path, leaf in self.leaves.items()]
