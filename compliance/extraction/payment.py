"""Who paid, in which capacity, and from which fund: labelled or as a sentence, in either word order."""

from __future__ import annotations

from compliance.extraction.find.lexicon import Term
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.pieces.roles import behind_lead, over, split_role
from compliance.extraction.window import Window
from compliance.model.tuples import NamedTuple
from compliance.text.late import late

_WORD = late(r"[^\W\d_]+")
_BEFORE = 20  # characters before a payer in which «төлөгөн:» stands
_OPENS = 12  # characters before a fund in which a preposition of two words opens


class Payment(NamedTuple):
    """The places of a payment statement in clean text."""

    name: Place | None = None
    role: Place | None = None
    role_code: str = ""
    fund: Place | None = None
    fund_code: str = ""
    owner: Place | None = None


def read_payment(window: Window, start: int, end: int, labelled: bool, source: bool = False) -> Payment:
    """Read a payment statement in `start`–`end` that is not denied.

    `labelled` tells that a label or a verb such as «оплачено» opens it, so that a name needs no sign of agency;
    `source` that the label asks for the fund, so that a name before the fund is its owner in whatever case.
    """
    fund = _fund_term(window, start, end)
    agent = next(iter(window.within(start, end, "agent")), None)
    if agent is not None:
        return _with_agent(window, start, end, fund, agent)
    place, owner = _fund_place(window, start, end, fund, source) if fund else (None, None)
    payment = Payment(fund=place, fund_code=fund.entry.key if fund else "", owner=owner)
    active = bool(window.within(start, end, "active"))
    for begin, stop in _payer_places(window, start, end, place, fund):
        begin = over(window, begin, stop, "active")  # «Оплатил из фонда …» names nobody before the fund
        role, code, name = split_role(window, begin, _before_verb(window, begin, stop))
        if (name or role) and (
            labelled or active or (role and window.within(begin, stop, "role")[0].entry.form == "first")
        ):
            return payment._replace(name=name, role=role, role_code=code)
    return payment


_REACH, _JOINED = 40, 3  # characters before a payment in which a word of denial may begin, and between the two


def denied(window: Window, start: int, end: int) -> bool:
    """Tell whether a payment at `start`–`end` is denied: at it, right before it, or further on in its sentence."""
    stop = window.sentence_end(end, len(window.text))
    fund = _fund_term(window, start, stop)
    if fund is not None and _set_against(window, start, stop, fund):
        return False
    near = window.within(max(0, start - _REACH), stop, "denied")
    if any(term.end >= start - _JOINED for term in near):
        return True
    verb = window.lexicon.denial and window.lexicon.denial.search(window.text, start, stop)
    return verb is not None and not _of_others(window, start, verb.start())


def _of_others(window: Window, start: int, place: int) -> bool:
    """Tell whether a clause that is denied speaks of others: «фонддон төлөдү, башка эч кимдин акчасы жумшалган жок»."""
    comma = window.text.rfind(",", start, place)
    return comma >= 0 and bool(window.within(comma, place, "others"))


def _set_against(window: Window, start: int, end: int, fund: Term) -> bool:
    """Tell whether what is denied is set against the fund: «не из бюджета, а из фонда», or the reverse."""
    if window.lexicon.set_against is None:
        return False
    before, behind = window.lexicon.set_against
    if before.search(window.text, start, fund.start):
        return True
    denied_before = window.within(start, fund.start, "denied") or window.within(start, fund.start, "nothing")
    return behind.search(window.text, fund.end, end) is not None and not denied_before


def _before_verb(window: Window, start: int, end: int) -> int:
    """Return where the words before a verb of payment end."""
    verbs = [term.start for term in window.within(start, end, "active", "paid", "habit") if term.start > start]
    return min(verbs, default=end)


def _fund_term(window: Window, start: int, end: int) -> Term | None:
    """Return the fund that is named, an election fund or special account before anybody's own money."""
    funds = window.within(start, end, "fund")
    proper = [term for term in funds if term.entry.key != "own_money"]
    return next(iter(proper or funds), None)


def _with_agent(window: Window, start: int, end: int, fund: Term | None, agent: Term) -> Payment:
    """Read «… өкүлү Асанова Г.Т. тарабынан … фондунун каражатынан төлөндү», agent and fund in either order."""
    if fund is None:
        role, code, name = split_role(window, start, agent.start)
        return Payment(name=name, role=role, role_code=code)
    if fund.start > agent.end:
        place, owner = _fund_place(window, agent.end, end, fund)
        begin = start
    else:
        place, owner = _fund_place(window, start, agent.start, fund)
        begin = place[1]
    role, code, name = split_role(window, begin, agent.start)
    return Payment(name, role, code, place, fund.entry.key, owner)


def _fund_place(window: Window, start: int, end: int, fund: Term, source: bool = False) -> tuple[Place, Place | None]:
    """Return the words that name the fund (with its owner) and the owner's own words."""
    if fund.entry.form == "before":
        begin = max([start, *(place + 1 for place in _commas(window, start, fund.start))])
        begin = behind_lead(window, _behind_verb(window, begin, fund.start), fund.start)
        begin = _behind_payer(window, begin, fund.start)
        stop = over(window, fund.end, end, "tails", "modifiers", "fund")
        stop = min([stop, *(role.start for role in window.within(fund.end, end, "role"))])  # «… талапкердин өзү төлөдү»
        head = _back_over(window, fund.start, begin, "modifiers")
        owner = window.trim(begin, head)
        owns = (
            window.folded[: owner[1]].endswith(window.lexicon.genitive)
            or (source and _names_somebody(window, *owner))
            or _names_a_candidate(window, *owner, (fund.end, end))
        )
        if owner[0] >= owner[1] or not owns:
            return window.trim(head, stop), None
        return window.trim(begin, stop), owner
    begin = _back_over(window, fund.start, start, "modifiers")
    for term in window.within(max(0, begin - _OPENS), fund.start, "prepositions"):
        begin = term.end if term.start < begin < term.end else begin  # «за счёт средств …»: «счёт» is no modifier
    named = over(window, fund.end, end, "fund", "tails")
    if _preposition_at(window, named, end):  # «избирательный фонд через Асанову Г. Т.»: who acts, not whose it is
        return window.trim(begin, named), None
    stop = _owner_end(window, named, end)
    owner = window.trim(named, stop)
    owner = window.trim(
        named, _back_over(window, owner[1], named, "modifiers", "lead")
    )  # «кандидата | его представителем»
    stop = owner[1] if owner[0] < owner[1] else stop
    if owner[0] < owner[1] and _names_somebody(window, *owner) and not _acts(window, *owner):
        return window.trim(begin, stop), owner
    return window.trim(begin, named), None


def _acts(window: Window, start: int, end: int) -> bool:
    """Tell whether words behind a fund name one who acts: «из избирательного фонда кандидата Асановым Н.»."""
    named = person(window, start, end)
    word = _WORD.match(window.text, named[0], end) if named else None
    return word is not None and window.folded[: word.end()].endswith(window.lexicon.acting_alone)


def _preposition_at(window: Window, start: int, end: int) -> Term | None:
    """Return the preposition that follows `start`, if one does."""
    first = window.trim(start, end)[0]
    return next((term for term in window.within(first, end, "prepositions") if term.start == first), None)


def _names_a_candidate(window: Window, start: int, end: int, behind: Place) -> bool:
    """Tell whether words before a fund are a candidate whose fund it is, and not who has paid: «… фондунан төлөдү»."""
    paid = window.within(*behind, "active") or window.within(max(0, start - _BEFORE), start, "active")
    if paid or not window.within(start, end, "status"):
        return False
    named = person(window, start, end)
    return named is not None and named[1] == end


def _behind_payer(window: Window, start: int, end: int) -> int:
    """Skip a capacity and a name that stand before the owner of a fund: «… өкүлү Асанова Нур | «Тоо» партиясынын …»."""
    roles = window.within(start, end, "role")
    if not roles:
        return start
    named = max(role.end for role in roles)
    owners = [place for mark in '«"„“' if (place := window.text.find(mark, named, end)) >= 0]
    owners += [term.start for term in window.within(named, end, "customer_kind", "status")]
    owner = min(owners, default=start)
    name = window.trim(named, owner)
    return owner if name[0] < name[1] and person(window, *name) == name else start


def _names_somebody(window: Window, start: int, end: int) -> bool:
    """Tell whether words behind a fund name its owner: a party, a candidate, a person, a quoted name."""
    quoted = any(mark in window.text[start:end] for mark in '«"„“')
    return (
        quoted
        or bool(window.within(start, end, "customer_kind", "status", "legal_form"))
        or person(window, start, end) is not None
    )


def _behind_verb(window: Window, start: int, end: int) -> int:
    verbs = window.within(start, end, "paid", "made", "agent")
    return verbs[-1].end if verbs else start


def _commas(window: Window, start: int, end: int) -> list[int]:
    cuts = window.parts(start, end, ",;:(")
    return [stop for _, stop in cuts[:-1]]


def _back_over(window: Window, place: int, start: int, *categories: str) -> int:
    """Return the start of the terms of these categories that stand before `place` one after another."""
    for term in reversed(window.within(start, place, *categories)):
        if term.end <= place and not window.text[term.end : place].strip(" \n"):
            place = term.start
    return place


def _owner_end(window: Window, place: int, end: int) -> int:
    """Return where the owner of a fund that follows it ends: at a verb, at one who acts, at a comma or bracket."""
    stops = [term.start for term in window.within(place, end, "paid", "made", "active", "habit", "label")]
    stops += [term.start for term in window.within(place, end, "role") if term.entry.form == "first"]
    stops += _commas(window, place, end)
    stops += [cut for mark in "()№/" if (cut := window.text.find(mark, place, end)) >= 0]
    stops.append(window.sentence_end(place, end))
    stop = min(stops)
    if window.text[stop : stop + 1] == "." and window.initial_before(stop):
        stop += 1
    for term in window.within(place, stop, "conjunctions"):
        if term.end == window.trim(place, stop)[1]:
            stop = term.start
    return stop


def _payer_places(window: Window, start: int, end: int, fund: Place | None, term: Term | None) -> list[Place]:
    """Return where a payer may stand: before the fund (without its preposition), else behind it."""
    if fund is None:
        return [(start, end)]
    before = (start, _before_preposition(window, start, fund[0]))
    roles = [role.start for role in window.within(fund[1], end, "role")]
    behind = (roles[0], end) if roles else (end, end)
    if through := _preposition_at(window, fund[1], end):
        behind = (through.end, end)
    if not roles and term is not None and term.entry.form != "before" and _acts(window, fund[1], end):
        behind = (over(window, fund[1], end, "status"), end)  # «избирательного фонда кандидата | Асановым Н.»
    comma = window.text[fund[1] : end].lstrip()[:1] in (",", "(", ";")
    if roles and (named := person(window, fund[1], roles[0])) and not window.text[fund[1] : named[0]].strip(" ,;(\n"):
        behind = (fund[1], end)  # «шайлоо фонду, Асанова Г.Т. (каржы өкүлү)»
    if not roles and term is not None and (term.entry.form == "before" or comma):
        behind = (fund[1], end)
    return [before, behind]


def _before_preposition(window: Window, start: int, end: int) -> int:
    for term in reversed(window.within(start, end, "prepositions")):
        if not window.text[term.end : end].strip():
            end = term.start
    return end


_OWNER_REACH = 90  # characters before and behind a fund in which its owner is named


def fund_owner(window: Window, fund: Term) -> Place | None:
    """Return the words that name whose fund it is, where the sentence says it beside the fund."""
    start = max(0, fund.start - _OWNER_REACH)
    start = max(start, window.text.rfind("\n", start, fund.start) + 1)
    while (stop := window.sentence_end(start, fund.start)) < fund.start:
        start = stop + 1
    end = window.sentence_end(fund.end, min(len(window.text), fund.end + _OWNER_REACH))
    return _fund_place(window, start, max(end, fund.end), fund)[1]
