"""What the sentences of an imprint say of money and who paid it, and no value covers."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extraction.find.lexicon import LONG_STEM, STEM, Term
from compliance.extraction.laid import Laid
from compliance.extraction.payers import PAYING
from compliance.extraction.payment import denied
from compliance.extraction.pieces.persons import Place, person
from compliance.model.fields import PAYMENT, part_of
from compliance.text.late import late

QUOTED = late(r"[«„][^»”“\n]{2,60}[»”“]|\"[^\"\n]{2,60}\"|“[^”\n]{2,60}”")
_SMALL = late(r"(?<![\w-])[^\W\d_]{4,}(?![\w-])")
_OF_OTHERS = ("doubt", "paper")  # words that speak for something else than an imprint, and explain none of its own
_OPENS = 16  # characters from a sentence's start to its verb
_BLANKS = 8  # characters before a word in which the number that it belongs to ends
_AGAIN = 16  # characters between the languages of a fund said in two: «кандидата / талапкердин шайлоо фонду»


class OfPayments(Laid):
    """Values over a window, and what is left of the sentences that speak of payments."""

    any_label = True  # whether labels of days and runs say something of the ad as well

    def denied(self) -> Place | None:
        """Return the place of a payment that is denied, from its verb to the end of its sentence."""
        for start, end in self.sentences:
            said = self.window.within(start, end, *PAYING)
            if said and end > self.start and denied(self.window, said[0].start, end):
                begin = start if said[0].start - start <= _OPENS else said[0].start
                return self.source(*self.window.trim(begin, end))
        return None

    def money(self, start: int, end: int) -> Iterator[Place]:
        """Yield a sentence that says who paid or from what, and none of it is a value; another payer in one that is."""
        window = self.window
        backing = [term for term in window.within(start, end, "doubt") if term.entry.key == "backing"]
        labels = [term for term in window.within(start, end, "label") if part_of(term.entry.key) in PAYMENT]
        if not (backing or labels or window.within(start, end, "paid", "active", "fund")):
            return
        if not any(part in PAYMENT for part in self.parts(start, end)):
            of_it = window.within(start, end, "active", "paid") and window.within(start, end, "lead", "unit")
            if backing or of_it or self._names_somebody(start, end):
                yield window.trim(start, end)
            return
        yield from ((term.start, term.end) for term in backing)
        funds = window.within(start, end, "fund")
        read = {term.entry.key for term in funds if self.covered(term.start, term.end)}
        for term in funds:
            again = term.entry.key in read and "/" in window.text[max(start, term.start - _AGAIN) : term.start]
            if not self.covered(term.start, term.end) and not again:
                yield term.start, term.end

    def is_paid(self, start: int, end: int) -> bool:
        """Tell whether a sentence of the story says that something is paid, and does not deny it."""
        window = self.window
        said, denied_or_not_yet = ("paid", "active"), ("nothing", "denied", "habit")
        return bool(window.within(start, end, *said)) and not window.within(start, end, *denied_or_not_yet)

    def strange(self, start: int, end: int) -> Iterator[Place]:
        """Yield words of a payment that are neither values nor words of payments: «минуя», «следует», «взамен»."""
        window = self.window
        if not (any(part in PAYMENT for part in self.parts(start, end)) and window.within(start, end, *PAYING)):
            return
        paid = min(begin for begin, stop, part in self.used if part in PAYMENT and begin < end and start < stop)
        for begin, stop, part in self.used:  # the clause of the payment, between other values
            if part not in PAYMENT and start <= begin < end:
                start, end = (max(start, stop), end) if begin < paid else (start, min(end, begin))
        labels = [term.start for term in window.within(start, end, "label") if term.start > start]
        end = min([label for label in labels if not self.mask.find(1, label, end) >= 0], default=end)
        yield from self.unknown(start, end, self.beside_fund)

    def asked(self, start: int, end: int) -> Iterator[Place]:
        """Yield a statement that is put as a question, or that a word of denial or a share follows."""
        window = self.window
        if not any(part in PAYMENT for part in self.parts(start, end)):
            return
        if window.text[end : end + 1] == "?":
            yield window.trim(start, end)
        for term in window.within(start, end, "nothing"):
            if not self.covered(term.start, term.end):
                yield term.start, term.end
        share = window.text.find("%", start, end)
        if share >= 0:
            yield share, share + 1
        funds = window.within(start, end, "fund")
        if len({term.entry.key == "own_money" for term in funds}) > 1:
            yield funds[-1].start, funds[-1].end

    def _names_somebody(self, start: int, end: int) -> bool:
        """Tell whether words that are no value name a body, a person or a fund, unlike «материал оплачен»."""
        window = self.window
        terms = window.within(start, end, "fund", "legal_form", "role")
        terms += [term for term in window.within(start, end, "doubt") if term.entry.key == "money"]
        named = person(window, start, end)
        places = [(term.start, term.end) for term in terms] + [
            match.span() for match in QUOTED.finditer(window.text, start, end)
        ]
        return any(not self.covered(*place) for place in (*places, *([named] if named else [])))

    def unknown(self, start: int, end: int, mask: bytearray, capitals: bool = False) -> Iterator[Place]:
        """Yield the small words of a stretch that no list of the rulebook has and no value in `mask` covers."""
        window = self.window
        terms: list[Term] | None = None
        quoted: list[Place] | None = None
        for match in _SMALL.finditer(window.text, start, end):
            first, last = match.span()
            if mask.find(1, first, last) >= 0 or not (match[0].islower() or capitals):
                continue
            word = window.folded[first:last]
            if word[:STEM] in window.lexicon.role_stems or any(
                word[:size] in window.lexicon.label_stems for size in range(STEM, LONG_STEM + 1)
            ):
                continue
            if window.text[max(0, first - _BLANKS) : first].rstrip()[-1:].isdigit():  # «2025 года»
                continue
            if terms is None:
                terms = [term for term in window.between(start, end) if term.entry.category not in _OF_OTHERS]
            if any(term.start <= first and last <= term.end for term in terms):
                continue
            if quoted is None:  # hardly any word comes so far
                quoted = [found.span() for found in QUOTED.finditer(window.text, start, end)]
            if not any(begin <= first and last <= stop for begin, stop in quoted):
                yield first, last
