"""What stands in a value, or right beside it, and leaves open what it states: a question mark, a cut, another unit.

Each search yields places in clean text; what is found makes the verdict `unclear` and is shown (`unweighed`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compliance.extraction.laid import Laid, Value
from compliance.extraction.odd_counts import ODD, Search
from compliance.extraction.pieces.persons import Place, person
from compliance.model.fields import FUND, part_of, unindexed
from compliance.text.folding import QUOTES
from compliance.text.late import late
from compliance.text.names import compared

_MARK = late(r"[ \t]?[»”\"']?(?:\?|…|\.\.\.(?!\.))")
_ASIDE = late(r"[ \t]?\(([^\W\d_]{4,30})\)")
_YEAR = late(r"(?<![\d.])(?<!\d[ \t])(?:19|20)\d\d(?![ \t]?\d)")
_NEXT_WORD = late(r"[ \t]{1,3}([^\W\d_][\w.-]{0,29})")
_LABEL_MARK = late(r"[:|=\t]|\s[–—-]\s")
_BRACKET = late(r"\(([^()\n]{3,60})\)")
_PARTING = late(r"\s[•·●|]\s")
_WORD = late(r"[^\W\d_]{2,}")
_OPENING = "«„“"
_OF_A_FUND = (  # words that may follow a fund: whatever has a list of its own
    "fund", "tails", "modifiers", "agent", "paid", "made", "active", "habit", "role", "role_tail", "label", "lead",
    "prepositions", "conjunctions", "status", "unit", "stop", "cue", "month", "legal_form", "customer_kind", "nothing",
)  # fmt: skip
_WORD_BEFORE = late(r"(?<![\w-])([^\W\d_]{4,30})\s\Z")
_WHOSE = (
    "customer_kind",
    "status",
    "role",
    "role_tail",
    "modifiers",
    "tails",
    "fund",
    "sought",
    "particles",
    "legal_form",
)
_WHO_PAYS = ("payer.name", f"{FUND}.owner")
_UNIT_REACH, _NAMED_REACH = 24, 40
_JOINT = 2  # customers of a joint ad
_SURNAME = 4  # letters by which a surname is known in any case


def questioned(laid: Laid) -> Iterator[Place]:
    """Yield the places that leave open what the values laid over a window state."""
    for value in laid.near:
        if value.leaf.value is None or value.end <= value.start:
            continue
        for search in _SEARCHES.get(part_of(value.path), ()):
            yield from search(laid, value)
        yield from _marked(laid, value)


def _marked(laid: Laid, value: Value) -> Iterator[Place]:
    """A question mark or dots behind a value: «партия «Нур»?», «кандидат Тага…»; a quotation that never closes."""
    text = laid.window.text
    if value.path.endswith((".kind", ".legal_form", ".place", ".street", ".house")):
        return
    match = _MARK.match(text, value.end)
    if match and text[value.end : value.end + 1] != "\n":
        yield match.span()
    if value.path.endswith(".name"):  # «Медсервис» ЖЧК бекер: who made it for nothing
        yield from (
            (term.start, term.end)
            for term in laid.window.within(value.start, value.end, "doubt")
            if term.entry.key == "free"
        )
    opened = value.path.endswith(".name") and any(mark in value.leaf.raw for mark in _OPENING)
    if opened and sum(mark in QUOTES for mark in value.leaf.raw) == 1 and "\n" in text[value.end : value.end + 2]:
        yield value.start, value.end


def _one_more(laid: Laid, value: Value) -> Iterator[Place]:
    """One more of a part that has a name already, where it may be another and not the same again."""
    if "[" in value.path and value.path.endswith(".name") and _is_another(laid, value):
        yield value.start, value.end


def _is_another(laid: Laid, value: Value) -> bool:
    """Tell whether a further name is another: a payer beside one customer; a maker or a customer behind a label of its
    own («Изготовитель: … Изготовитель: …», «Аткаруучу: … Даярдоочу: …»), the customer not named with the payment."""
    part = part_of(value.path)
    if part == "payer":
        names = [one for one in laid.near if one.path.endswith(".name") and part_of(one.path) == "customer"]
        return len(names) < _JOINT
    first = next((one.start for one in laid.near if one.path == unindexed(value.path)), value.start)
    ours, theirs = _label_of(laid, value.start), _label_of(laid, first)
    if not (ours and theirs):
        return False
    if part == "executor" or laid.window.folded[slice(*ours)] == laid.window.folded[slice(*theirs)]:
        return True
    return not _is_named(value.leaf.raw, [one.leaf.raw for one in laid.near if unindexed(one.path) in _WHO_PAYS])


def _is_named(name: str, others: list[str]) -> bool:
    return any(compared(name, other) == "same" for other in others)


def _label_of(laid: Laid, place: int) -> Place | None:
    window = laid.window
    labels = [term for term in window.within(max(0, place - _UNIT_REACH), place, "label") if term.entry.form != "after"]
    marked = [term for term in labels if _LABEL_MARK.search(window.text, term.end, place)]
    return (marked[0].start, marked[0].end) if marked else None


def _fund(laid: Laid, value: Value) -> Iterator[Place]:
    """A word behind the fund that no list has, its owner perhaps; a verb that says what is done, not what was."""
    window = laid.window
    if value.path != FUND:
        return
    match = _NEXT_WORD.match(window.text, value.end)
    small = match is not None and match[1].isalpha() and match[1].islower() and len(match[1]) > 3
    if match and not small and not laid.covered(*match.span(1)):
        first, last = match.span(1)
        known = window.within(first, min(len(window.text), last + _UNIT_REACH), *_OF_A_FUND)
        if not any(term.start == first for term in known):
            yield first, last
    start, end = laid.sentence_of(value)
    somebody = person(window, value.end, min(end, value.end + _NAMED_REACH))
    if somebody and not laid.covered(*somebody) and not window.within(*somebody, "label", "bank"):  # «Кент Банк»
        yield somebody
    days = [one.leaf.value.year for one in laid.near if isinstance(one.leaf.value, date)]
    line = window.text.find("\n", value.end, value.end + _UNIT_REACH)
    reach = line if line >= 0 else min(len(window.text), value.end + _UNIT_REACH)  # behind «Т.А.» a sentence may end
    for year in _YEAR.finditer(window.text, value.start, reach):
        if days and int(year[0]) not in days and not _dated(laid, year.start()):
            yield year.span()
    if not window.within(start, end, "paid", "active"):
        yield from ((term.start, term.end) for term in window.within(start, end, "habit"))


def _dated(laid: Laid, place: int) -> bool:
    """Tell whether a value other than a fund covers a place, or a day begins right before it."""
    before = laid.window.text[max(0, place - 1) : place]
    return before in (".", "-", "/") or any(
        one.start <= place < one.end for one in laid.near if one.path != FUND and not one.path.startswith(FUND)
    )


def _customer(laid: Laid, value: Value) -> Iterator[Place]:
    """One word in brackets behind a customer, where that is from perhaps: «партия «Нур» (Казахстан)»; a firm beside
    somebody else; another customer behind the same label."""
    window = laid.window
    if not value.path.endswith(".name"):
        return
    parted = _PARTING.search(window.text, value.start, value.end)
    another = person(window, parted.end(), value.end) if parted else None
    if parted and another and person(window, value.start, parted.start()):
        first = window.text[value.start : parted.start()]
        if compared(first, window.text[slice(*another)]) == "other":  # «Асанов Т. • Кандидат Садыров К.»
            yield another
    match = _ASIDE.match(window.text, value.end)
    if match and not window.within(*match.span(1), "status", "customer_kind", "role", "label"):
        yield match.span(1)
    yield from _of_no_kind(laid, value)
    for term in window.within(value.start, value.end, "legal_form"):
        joined = window.within(value.start, term.start, "conjunctions", "prepositions")
        if joined and person(window, value.start, joined[0].start):
            yield term.start, value.end


def _of_no_kind(laid: Laid, value: Value) -> Iterator[Place]:
    """A word behind a quoted name that says that it is no party: «Төр» мектеби."""
    window = laid.window
    closing = max(window.text.rfind(mark, value.start, value.end) for mark in '»”"')
    if closing < 0 or window.within(value.start, value.end, "customer_kind", "legal_form", "status", "role"):
        return
    for word in _WORD.finditer(window.text, closing, value.end):
        if word[0].islower() and len(word[0]) >= _SURNAME:
            yield word.span()


def _payer(laid: Laid, value: Value) -> Iterator[Place]:
    """Somebody else in brackets with the payer; a name that is that of the one the payer acts for."""
    window = laid.window
    if not value.path.endswith(".name"):
        return
    opening = window.text.find("(", value.start, value.end + 2)
    closing = window.text.find(")", opening, opening + _NAMED_REACH) if opening >= 0 else -1
    if closing > 0 and _names_somebody(laid, opening, closing):
        yield opening, closing + 1
    for role in laid.near:
        if role.path == value.path.replace(".name", ".role"):
            bodies = window.within(max(0, role.start - _NAMED_REACH), role.end, "legal_form")
            before = [
                term for term in bodies if window.text[term.end : role.start].isspace() or term.start >= role.start
            ]
            yield from ((term.start, term.end) for term in before)  # «жарнамалык агенттиктин өкүлү»
            yield from _of_a_body(laid, role)
            yield from _of_another(laid, role)
            if role.end <= value.start:
                yield from _of_whom(laid, role, value)


def _names_somebody(laid: Laid, start: int, end: int) -> bool:
    window = laid.window
    if window.within(start, end, "legal_form"):
        return True
    capital = any(window.text[match.start()].isupper() for match in _WORD.finditer(window.text, start, end))
    return capital and bool(window.within(start, end, "status", "customer_kind"))


def _of_a_body(laid: Laid, role: Value) -> Iterator[Place]:
    """A word before a capacity that says whose it is, and is none of a candidate's or party's: «агенттиктин өкүлү»."""
    window = laid.window
    before = _WORD_BEFORE.search(window.text, max(0, role.start - _NAMED_REACH), role.start)
    if before is None or not before[1].islower() or laid.covered(*before.span(1)):
        return
    if window.folded[: before.end(1)].endswith(window.lexicon.genitive) and not window.within(*before.span(1), *_WHOSE):
        yield before.span(1)


def _of_another(laid: Laid, role: Value) -> Iterator[Place]:
    """A name in a capacity that neither customer nor fund has: «талапкер Осоровдун … өкүлү»."""
    window = laid.window
    names = [
        window.folded[one.start : one.end]
        for one in laid.near
        if one.path.endswith((".name", ".owner")) and part_of(one.path) in ("customer", FUND)
    ]
    for status in window.within(role.start, role.end, "status"):
        match = _NEXT_WORD.match(window.text, status.end, role.end)
        if match and match[1][0].isupper() and len(match[1]) > _SURNAME and names:
            known = window.folded[match.start(1) : match.start(1) + _SURNAME]
            if not any(known in name for name in names):
                yield match.span(1)


def _of_whom(laid: Laid, role: Value, name: Value) -> Iterator[Place]:
    """A capacity that ends in whom it is for, and a name that is not of one who acts: «… кандидата Осорова»."""
    window = laid.window
    first = next(iter(window.within(role.start, role.end, "role")), None)
    ends = [term for term in window.within(role.start, role.end, "status", "role_tail") if term.end == role.end]
    endings = window.lexicon.acting
    if first is None or first.entry.form != "first" or not endings or window.text[role.end : name.start].strip():
        return
    whose = any(term.entry.category == "status" for term in ends)
    surname = _WORD.search(window.text, name.start, name.end)
    if whose and surname and not window.folded[surname.start() : surname.end()].endswith(endings):
        yield name.start, name.end


def _makers(laid: Laid, value: Value) -> Iterator[Place]:
    """Two bodies in one value, of which one made the ad: «ОсОО «А» или ЗАО «Б», г. Ош»."""
    window = laid.window
    if not value.path.endswith(".name"):
        return
    for term in window.within(value.start, min(len(window.text), value.end + _NAMED_REACH), "conjunctions"):
        before = window.within(value.start, term.start, "legal_form")
        if before and term.start <= value.end + 1 and window.within(term.end, term.end + _NAMED_REACH, "legal_form"):
            yield term.start, max(term.end, value.end)
            return


def _tells_otherwise(laid: Laid, start: int, end: int) -> bool:
    """Tell whether a bracket beside an address speaks of making, or of a year: «(цех в Алматы)», «(закрыта в 2019)»."""
    window = laid.window
    year = _YEAR.search(window.text, start, end)
    others = [one for one in laid.near if ".address" not in one.path]
    unread = year and not any(one.start <= year.start() < one.end for one in others)
    return bool(unread or window.within(start, end, "made", "legal_form"))


def _address(laid: Laid, value: Value) -> Iterator[Place]:
    """A town or a house alone: «г. Ош», «оф. 12»; a word for a street with no street behind it: «г. Бишкек, ул.»."""
    window = laid.window
    if not value.path.endswith(".address"):
        return
    aside = _BRACKET.search(window.text, value.start, min(len(window.text), value.end + _NAMED_REACH))
    if aside and aside.start() <= value.end + 1 and _tells_otherwise(laid, *aside.span(1)):
        yield aside.span(1)
    terms = window.within(value.start, value.end, "address")
    houses_alone = terms and all(term.entry.key in ("house", "building") for term in terms)
    no_street = not any(map(str.isdigit, value.leaf.raw)) and not any("street" in term.entry.key for term in terms)
    if houses_alone or no_street:
        yield value.start, value.end
        return
    for term in terms:
        if term.entry.key == "street_before" and not window.text[term.end : value.end].strip(" ."):
            yield term.start, term.end


_SEARCHES: dict[str, tuple[Search, ...]] = {
    **ODD,
    FUND: (_fund,),
    "payer": (_payer, _one_more),
    "customer": (_customer, _one_more),
    "executor": (_address, _makers, _one_more),
}
