"""One block of labels → the leaves of one imprint, each cut from the source."""

from __future__ import annotations

from compliance.extraction.anchor import Anchor
from compliance.extraction.blocks import sentence_start, value_place
from compliance.extraction.marks import opens_clause
from compliance.extraction.named import Named
from compliance.extraction.payment import Payment, denied, read_payment
from compliance.extraction.pieces.dates import read_date, read_dates
from compliance.extraction.pieces.names import before_foreign, named_before
from compliance.extraction.pieces.numbers import placeholder, read_number
from compliance.extraction.window import Window
from compliance.model.fields import FUND, PAYMENT
from compliance.model.imprint import Label
from compliance.text.folding import QUOTES, mixes_scripts
from compliance.text.names import compared


class Fields(Named):
    """The leaves, labels and used places of one block; `empty` names the labels that no value follows."""

    def __init__(self, window: Window, block: list[Anchor], anchors: list[Anchor]) -> None:
        super().__init__(window, block)
        self.labels: list[Label] = []
        self.blank: set[str] = set()
        self.denied = False
        self.fund_code = ""
        self.fund_labelled = self.fund_explicit = False
        for anchor in block:
            self._label(anchor)
            self._read(anchor, *value_place(window, anchor, anchors))
        self.start = min(
            [anchor.start for anchor in block if anchor.mark != "after"] + [start for start, _ in self.used],
            default=block[0].start,
        )
        self.end = max([anchor.end for anchor in block] + [end for _, end in self.used])

    def _label(self, anchor: Anchor) -> None:
        if anchor.mark == "sentence":
            return
        clean, window = self.window.clean, self.window
        start, end = clean.begin(anchor.start), clean.end(anchor.end)
        standard = ""
        if anchor.entry.standard and "misspelt_label" in anchor.notes:
            standard = anchor.entry.standard
        raw = window.clean.source[start:end]
        if mixes_scripts(raw):
            anchor.notes = (*anchor.notes, "look_alike_label")
        self.labels.append(Label(anchor.field, raw, start, end, anchor.entry.language, standard))

    def _read(self, anchor: Anchor, start: int, end: int) -> None:
        window = self.window
        blank = placeholder(window, start, end)
        field = anchor.field
        if blank and field not in ("print_run", "publication_date"):
            self.blank.add(field)
            return
        first, last = window.trim(start, end)
        if first >= last:
            self.empty.add(field)
            return
        if any(first == term.start or last == term.end for term in window.within(first, last, "nothing")):
            self.blank.add(field)
            return
        if field in ("executor", "customer") and not anchor.also:
            self._party(anchor, start, before_foreign(self.window, start, end))
        elif field == "executor.address":
            place = self._address(start, end)
            self._put("executor.address", place, anchor)
            self.address_parts(place)
        elif field in PAYMENT or anchor.also:
            self._payment(anchor, start, end)
        elif field == "publication_date":
            self._date(anchor, start, end)
        elif field == "print_run":
            self._run(anchor, start, end)

    def _payment(self, anchor: Anchor, start: int, end: int) -> None:
        if anchor.mark == "after":
            end = self.window.sentence_end(anchor.end, anchor.limit or end)
        labelled = anchor.mark != "sentence"
        if denied(self.window, min(anchor.start, start), end):
            self.denied = True
            self.used.append((start, end))
            return
        payment = read_payment(self.window, start, end, labelled, source=anchor.field == FUND)
        if payment.role and not payment.name and anchor.mark == "none":  # «Асанов Т. төлөгөн (каржы өкүлү)»
            payment = payment._replace(name=named_before(self.window, anchor.start))
        if payment.fund:
            self._fund(payment, anchor)
        elif anchor.field == FUND:
            place = self.window.trim(start, end)
            self._put(FUND, place, anchor)
        if anchor.field != FUND:
            # somebody else who is said to have paid: neither takes the capacity of the other
            self._payer(payment, anchor, self.further("payer") if self._is_another_payer(payment) else "payer")
        if anchor.also and payment.name:
            self._put("customer.name", payment.name, anchor)
            kind = {"candidate": "candidate"}.get(payment.role_code)
            if kind and payment.role:
                self.store("customer.kind", payment.role, kind)
        if not (payment.fund or payment.name or payment.role) and labelled:
            self.empty.add(anchor.field)

    def _payer(self, payment: Payment, anchor: Anchor, part: str) -> None:
        if payment.name:
            self._put(f"{part}.name", payment.name, anchor)
        if payment.role:
            self._put(f"{part}.role", payment.role, anchor)
            if payment.role_code:
                self.store(f"{part}.kind", payment.role, payment.role_code)
        elif payment.name:
            self.payer_kind(payment.name, part)

    def _is_another_payer(self, payment: Payment) -> bool:
        """Tell whether a payment names somebody else than the payer whom an earlier statement named."""
        known = self.leaves.get("payer.name")
        if known is None or payment.name is None:
            return False
        named, words = str(known.value), self.window.text[slice(*payment.name)]
        body_and_person = any(mark in named for mark in QUOTES) != any(mark in words for mark in QUOTES)
        likeness = compared(named, words)
        return likeness == "other" or (likeness == "unsure" and body_and_person)

    def _fund(self, payment: Payment, anchor: Anchor) -> None:
        assert payment.fund is not None
        if FUND in self.leaves:
            paid = "payer.name" in self.leaves or "payer.role" in self.leaves
            pays = not (paid or self.fund_explicit) and (payment.name or payment.role)  # the first to say who paid
            if not pays and (anchor.mark == "sentence" or self.fund_labelled):
                self._another_fund(payment)
                return
            self.drop(FUND, f"{FUND}.owner")  # a fund that a sentence only spoke of gives way to one said to have paid
        self.fund_labelled, self.fund_explicit = anchor.mark != "sentence", anchor.explicit
        self._put(FUND, payment.fund, anchor)
        self.fund_code = payment.fund_code
        self.store(f"{FUND}.kind", payment.fund, payment.fund_code)
        if payment.owner:
            self.store(f"{FUND}.owner", payment.owner, None)

    def _another_fund(self, payment: Payment) -> None:
        """Keep a fund that is said to have paid as well, where it is another's or of another kind."""
        assert payment.fund is not None
        known = self.leaves.get(f"{FUND}.owner")
        owner = self.window.text[slice(*payment.owner)] if payment.owner else ""
        other = known is not None and bool(owner) and compared(str(known.value), owner) == "other"
        if not (other or payment.fund_code != self.fund_code):
            return
        fund = self.further(FUND)
        self.store(fund, payment.fund, None)
        self.store(f"{fund}.kind", payment.fund, payment.fund_code)
        if payment.owner:
            self.store(f"{fund}.owner", payment.owner, None)

    def _date(self, anchor: Anchor, start: int, end: int) -> None:
        limit = max(end, min(anchor.limit or end, start + 60))
        stated = read_date(self.window, start, limit)
        if stated is None:
            blank = placeholder(self.window, start, end)
            place = blank or self.window.trim(start, end)
            (self.blank if blank else self.empty).add("publication_date")
            if not any(character.isdigit() for character in self.window.text[place[0] : place[1]]) and not blank:
                return
            notes = ("placeholder",) if blank else ("unreadable_date",)
            self.store("publication_date", place, None, notes, unread=True)
            return
        self.stated_date(stated, anchor.notes, self._same_label(anchor), anchor.entry.made)
        for other in read_dates(self.window, stated.end, end):  # «17.11.2025, 30.11.2025»: a list, and no period
            if other.value and self._listed(stated.end, other.start):
                self.stated_date(other, again=True, made=self.made)

    def _listed(self, start: int, end: int) -> bool:
        """Tell whether what stands between two days makes them a list: a comma, «и», «же»."""
        between = self.window.text[start:end].strip()
        return between[:1] in (",", "/", ";", "(") or any(
            between == self.window.text[term.start : term.end]
            for term in self.window.within(start, end, "conjunctions")
        )

    def _same_label(self, anchor: Anchor) -> bool:
        """Tell whether the words of a label introduced an earlier value of the block as well."""
        folded = self.window.folded
        words = folded[anchor.start : anchor.end]
        before = (other for other in self.block if other.field == anchor.field and other.start < anchor.start)
        return any(folded[other.start : other.end] == words for other in before)

    def _run(self, anchor: Anchor, start: int, end: int) -> None:
        number = read_number(self.window, start, min(end if end > start else start + 30, start + 60))
        if number is None:
            self.empty.add("print_run")
            return
        if "placeholder" in number.notes:
            self.blank.add("print_run")
        self.state_run(number, (*anchor.notes, "vague") if self._in_prose(anchor) else anchor.notes)

    def _in_prose(self, anchor: Anchor) -> bool:
        """Tell whether a label word stands amid a sentence that speaks of nothing else an imprint states."""
        window = self.window
        if anchor.mark != "none" or opens_clause(window, anchor.start):
            return False
        start = sentence_start(window, 0, anchor.start)
        end = window.sentence_end(anchor.end, len(window.text))
        others = (other for other in self.block if other is not anchor and start <= other.start < end)
        return next(others, None) is None and not window.within(start, end, "made", "paid", "agent")
