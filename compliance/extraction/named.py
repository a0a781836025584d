"""Who made an ad and who ordered it, as labels of one block tell: names, legal forms, addresses."""

from __future__ import annotations

from compliance.extraction.anchor import Anchor
from compliance.extraction.leaves import Leaves
from compliance.extraction.parties import bracket_behind, last_clause, read_party
from compliance.extraction.pieces.addresses import address_ahead, another_body
from compliance.extraction.pieces.dates import read_date
from compliance.extraction.pieces.names import behind_year, names_somebody, names_the_ad, only_words_of_kind
from compliance.extraction.pieces.persons import Place
from compliance.extraction.window import Window
from compliance.text.folding import DASHES
from compliance.text.names import compared

_MARKS = frozenset((":", *DASHES))


class Named(Leaves):
    """The leaves of one block with what labels say of makers and customers; `empty` are labels without a value."""

    def __init__(self, window: Window, block: list[Anchor]) -> None:
        super().__init__(window)
        self.block = block
        self.empty: set[str] = set()

    def _address(self, start: int, end: int) -> Place:
        party = read_party(self.window, start, end)
        form = party.legal_form  # «по адресу г. Ош, ул. Навои, 5 ОсОО «Лист»»
        if party.name and form and form.entry.key != "outlet" and "executor.name" not in self.leaves:
            self.store("executor.name", party.name, None)
            self.store("executor.legal_form", form[1:], form.entry.key)
        begin, stop = self.window.trim(start, end)
        return (begin, stop) if party.address is None else (begin, max(party.address[1], begin))

    def _party(self, anchor: Anchor, start: int, end: int) -> None:
        field = anchor.field
        if anchor.mark == "after":
            start = last_clause(self.window, start, end)
            marked = self.window.text[anchor.end : anchor.end + 2].lstrip()[:1] in _MARKS
            if field == "executor" and (marked or names_the_ad(self.window, start, end)):  # «Роликти даярдаган «Нур»»
                start, end = anchor.end, self.window.sentence_end(anchor.end, anchor.limit or end)
        elif self.window.text[start : start + 1].isdigit() and anchor.mark in (
            "none",
            "colon",
        ):  # «Отпечатано 28.08.2023 в …»
            dated = read_date(self.window, start, self.window.sentence_end(start, anchor.limit or end))
            if dated and dated.start == start and dated.value:
                self.stated_date(dated, made=True)
                if anchor.mark == "colon":
                    return
                end = max(end, self.window.sentence_end(dated.end, anchor.limit or end))
                start = behind_year(self.window, dated.end, end)
        party = read_party(self.window, start, end)
        loose = anchor.mark in ("none", "dash") or anchor.value - anchor.end > 3
        if loose and party.name and not names_somebody(self.window, party.name):
            return
        if anchor.mark == "after" and field == "executor" and party.address is None:
            ahead = address_ahead(self.window, party.name[0]) if party.name else None
            party = party._replace(address=ahead or bracket_behind(self.window, anchor.end))
        if party.name is None and party.address is None:
            self.empty.add(field)
            return
        part = self._further(party.name, anchor) if field == "executor" else field
        another = another_body(self.window, *party.address) if field == "executor" and party.address else None
        if another and party.address:
            party = party._replace(address=(party.address[0], another[0]))
        if party.name:
            self._put(f"{part}.name", party.name, anchor, vague=only_words_of_kind(self.window, party.name))
            if field == "customer":
                self.customer_kind(party.name)
        if field == "executor":
            if party.legal_form:
                term = party.legal_form
                self._put(f"{part}.legal_form", (term.start, term.end), anchor, term.entry.key)
            if party.address:
                self._put(f"{part}.address", party.address, anchor)
                self.address_parts(party.address, part)
            if another:
                self._second_maker(*another[1])

    def _second_maker(self, start: int, end: int) -> None:
        """Keep the body that one label names behind the first maker's address as a further maker."""
        party, part = read_party(self.window, start, end), self.further("executor")
        if party.name:
            self.store(f"{part}.name", party.name, None)
        if party.address:
            self.store(f"{part}.address", party.address, None)
            self.address_parts(party.address, part)

    def _further(self, name: Place | None, anchor: Anchor) -> str:
        """Return the part that a maker's name belongs to: another printer of the same ad is a further statement."""
        known = self.leaves.get("executor.name")
        if known is None or name is None or (not anchor.explicit and anchor.entry.form != "prose"):
            return "executor"
        words = self.window.text[slice(*name)]
        if compared(str(known.value), words) != "other":
            return "executor"
        return self.further("executor")

    def _put(self, path: str, place: Place, anchor: Anchor, value: str | None = None, vague: bool = False) -> None:
        if place[0] >= place[1]:
            return
        known = self.places.get(path) if path.endswith(".name") else None
        if path not in self.leaves or (known and anchor.explicit and only_words_of_kind(self.window, known)):
            self.store(path, place, value, (*anchor.notes, "vague") if vague else anchor.notes)
        elif path == "customer.name" and anchor.explicit:
            self.stated_twice(path, place, self.window.text[place[0] : place[1]])
