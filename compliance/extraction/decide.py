"""Is a block an imprint? Evidence for and against, said in words that `extract --explain` can print."""

from __future__ import annotations

from compliance.extraction.blocks import sentence_start
from compliance.extraction.fields import Fields
from compliance.extraction.window import Window
from compliance.model.fields import FUND, PAYMENT
from compliance.model.tuples import NamedTuple

_MARKED = frozenset(
    ("executor", "customer", "publication_date", "print_run")
)  # labels of no contract but of an imprint
_SPELLED_OUT = 3  # fields with labels and their marks that, with an election fund, are an imprint whatever is around
_WHOLE = frozenset(("executor", "customer", "payer", "publication_date", "print_run"))
_NEAR = 110  # characters around a block in which a misleading word counts


class Decision(NamedTuple):
    """Whether a block is an imprint, how sure that is, and why."""

    accepted: bool
    sure: bool
    reason: str


def decide(fields: Fields) -> Decision:
    """Judge a block by what it states, by how it is marked, and by the words around it."""
    window = fields.window
    stated = {path.split(".")[0] for path, leaf in fields.leaves.items()}
    marked = {anchor.field for anchor in fields.block if anchor.explicit}
    fund = fields.fund_code not in ("", "own_money")
    political = fund or _stands(fields) or bool(_cues(window, fields, "election", 600))
    guided = bool(_cues(window, fields, "guidance", _NEAR))
    if not stated or (fields.blank and stated <= {FUND, "print_run", "publication_date"}):
        return _blank_form(fields, marked, guided)
    if guided and _quoted(window, fields):
        return Decision(False, True, "a form of words is quoted by a text about imprints")
    if stated == {FUND} or (fields.denied and stated <= {"print_run", "publication_date"}):
        return _fund_alone(fields, guided, fund)
    if stated <= PAYMENT:
        if (guided and "payer.name" not in fields.leaves) or not (marked or _statement(fields, anywhere=True)):
            return Decision(False, True, "payment is spoken of, not stated")
        return Decision(
            fund, False, "payment from an election fund is stated" if fund else "payment without an election fund"
        )
    if stated <= {"print_run", "publication_date"}:
        return Decision(False, True, "only a print run or a date")
    return _named(fields, stated, marked, fund, political, guided)


def _blank_form(fields: Fields, marked: set[str], guided: bool) -> Decision:
    if (
        len(fields.blank) >= 2
        and not (guided and _quoted(fields.window, fields))
        and not _cues(fields.window, fields, "colophon", _NEAR)
    ):
        return Decision(True, True, "a form whose blanks nobody filled")
    return Decision(False, True, "labels without any value")


def _fund_alone(fields: Fields, guided: bool, fund: bool) -> Decision:
    paid = any(anchor.field in PAYMENT for anchor in fields.block)
    if not (fund and paid) or guided or not _statement(fields):
        return Decision(False, not guided, "an election fund is mentioned, but no payment from it is stated")
    return Decision(True, False, "payment from an election fund is stated, and nothing else")


def _statement(fields: Fields, anywhere: bool = False) -> bool:
    """Tell whether a payment sentence is short enough, and stands by itself, to be a statement on the item."""
    window = fields.window
    fund = fields.places.get(FUND, (fields.start, 0))[0]
    start = sentence_start(window, 0, fund) if anywhere else fields.start
    sentence = window.sentence_end(start, len(window.text)) - start
    verbs = window.within(start, start + sentence, "paid")
    begins = sentence_start(window, 0, start)
    led = next(iter(window.within(begins, start, "lead")), None)  # «Материал оплачен из средств …»
    start = begins if led and led.start == begins and not window.text[led.end : start].strip() else start
    opens = not window.text[:start].rstrip(" \t") or window.text[:start].rstrip(" \t")[-1] in '.!?\n»)"…'
    return bool(verbs) and sentence < 260 and (opens or anywhere)


def _named(fields: Fields, stated: set[str], marked: set[str], fund: bool, political: bool, guided: bool) -> Decision:
    window = fields.window
    colophon = _cues(window, fields, "colophon", _NEAR)
    spelled_out = fund and len(marked) >= _SPELLED_OUT  # what stands around such a block makes it no contract
    contract = _cues(window, fields, "contract", 0 if spelled_out else 60)
    parties = stated & {"customer", "payer", FUND}
    if (
        stated <= {FUND, "print_run", "publication_date"}
        and not marked & PAYMENT
        and not _statement(fields, anywhere=True)
    ):
        return Decision(False, True, "an election fund is mentioned, but no payment from it is stated")
    if contract and stated <= {FUND, "print_run", "publication_date"}:
        return Decision(False, True, f"prices, orders or contracts: «{contract[0]}»")
    if not parties and colophon:
        return Decision(False, True, f"a publication's own colophon: «{colophon[0]}»")
    if contract and not (_stands(fields) or (fund and (marked >= _MARKED or _statement(fields, anywhere=True)))):
        return Decision(False, True, f"an order or a contract: «{contract[0]}»")
    weak = not marked and not fund
    if len(stated) == 1:
        lone = "customer" in stated and _stands(fields) and bool(marked) and not (guided or contract)
        return Decision(lone, False, "a single label" + (" that names a party or candidate" if lone else ""))
    if weak and len(stated) < 3:
        return Decision(False, False, "label words in running text")
    if guided and not fund and len(stated) < 3 and len(marked) < 3:
        return Decision(False, False, "label words in a text about imprints")
    if not political:
        complete = not (colophon or contract) and (stated >= _WHOLE or _of_the_maker(fields, stated))
        return Decision(
            complete,
            False,
            "labels and values of an imprint" if complete else "nothing in it speaks of an election",
        )
    return Decision(True, True, f"{len(stated)} fields stated")


def _of_the_maker(fields: Fields, stated: set[str]) -> bool:
    """Tell whether maker, address, and a day or a run are stated, and no customer."""
    counted = not stated.isdisjoint(("print_run", "publication_date"))
    return "executor.address" in fields.leaves and "customer" not in stated and counted


def _quoted(window: Window, fields: Fields) -> bool:
    """Tell whether the block begins inside a quotation that text before it opened."""
    start = max(0, fields.start - 160)
    line = window.text.rfind("\n", 0, start) + 1 if start else 0
    opened = window.text[start : fields.start].rstrip()
    return opened.endswith(("«", '"', "„", "“", "`", "'")) or window.open_quote(max(start, line), fields.start)


def _cues(window: Window, fields: Fields, key: str, reach: int) -> list[str]:
    """Return the words of one kind of cue in and around a block, outside the names it states.

    What names a party in doubt may have taken prices along: «Лист» предлагает: плакат от 3 сом».
    """
    start, end = max(0, fields.start - reach), min(len(window.text), fields.end + reach)
    names = [
        place
        for path, place in fields.places.items()
        if path.endswith((".name", ".owner", ".address"))
        and (key != "contract" or (path in fields.leaves and fields.leaves[path].confidence == "high"))
    ]
    return [
        window.text[term.start : term.end]
        for term in window.within(start, end, "cue")
        if term.entry.key == key
        and (key == "election" or not any(begin <= term.start < stop for begin, stop in names))
        and not any(anchor.start <= term.start < anchor.end for anchor in fields.block if anchor.mark != "sentence")
    ]


def _stands(fields: Fields) -> bool:
    """Tell whether the customer is said to be a party or a candidate, not a firm."""
    kind = fields.leaves.get("customer.kind")
    return kind is not None and kind.value != "organisation"
