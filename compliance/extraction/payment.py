"""Who paid, in which capacity, and from which fund: labelled or as a sentence, in either word order."""

from __future__ import annotations

from typing import NamedTuple

from compliance.extraction.find.lexicon import Term
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.text.late import late


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
        role, code, name = split_role(window, begin, _before_verb(window, begin, stop))
        if (name or role) and (
            labelled or active or (role and window.within(begin, stop, "role")[0].entry.form == "first")
        ):
            return payment._replace(name=name, role=role, role_code=code)
    return payment


_LETTERS = late(r"[^\W\d_]+")
_SHORTEST = 2  # letters of the first word of a capacity that is cut short
_REACH, _JOINED = 40, 3  # characters before a payment in which a word of denial may begin, and between the two


def denied(window: Window, start: int, end: int) -> bool:
    """Tell whether a payment at `start`–`end` is denied: at it, right before it, or further on in its sentence."""
    stop = window.sentence_end(end, len(window.text))
    near = window.within(max(0, start - _REACH), stop, "denied")
    if any(term.end >= start - _JOINED for term in near):
        return True
    verb = window.lexicon.denial and window.lexicon.denial.search(window.text, start, stop)
    return verb is not None


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
        begin = _behind_lead(window, _behind_verb(window, begin, fund.start), fund.start)
        stop = _over(window, fund.end, end, "tails", "modifiers", "fund")
        head = _back_over(window, fund.start, begin, "modifiers")
        owner = window.trim(begin, head)
        owns = window.folded[: owner[1]].endswith(window.lexicon.genitive) or (
            source and _names_somebody(window, *owner)
        )
        if owner[0] >= owner[1] or not owns:
            return window.trim(head, stop), None
        return window.trim(begin, stop), owner
    begin = _back_over(window, fund.start, start, "modifiers")
    named = _over(window, fund.end, end, "fund", "tails")
    stop = _owner_end(window, named, end)
    owner = window.trim(named, stop)
    if owner[0] < owner[1] and _names_somebody(window, *owner):
        return window.trim(begin, stop), owner
    return window.trim(begin, named), None


def _names_somebody(window: Window, start: int, end: int) -> bool:
    """Tell whether words behind a fund name its owner: a party, a candidate, a person, a quoted name."""
    quoted = any(mark in window.text[start:end] for mark in '«"„“')
    return (
        quoted
        or bool(window.within(start, end, "customer_kind", "status", "legal_form"))
        or person(window, start, end) is not None
    )


def _behind_lead(window: Window, start: int, end: int) -> int:
    """Skip words that open a sentence without belonging to it: «Акысы …», «Бул материал …»."""
    return _over(window, start, end, "lead")


def _behind_verb(window: Window, start: int, end: int) -> int:
    verbs = window.within(start, end, "paid", "made", "agent")
    return verbs[-1].end if verbs else start


def _commas(window: Window, start: int, end: int) -> list[int]:
    cuts = window.parts(start, end, ",;:(")
    return [stop for _, stop in cuts[:-1]]


def _over(window: Window, place: int, end: int, *categories: str) -> int:
    """Return the end of the terms of these categories that follow `place` one after another."""
    for term in window.within(place, end, *categories):
        if term.start < place:
            continue
        if window.text[place : term.start].strip():
            break
        place = term.end
    return place


def _back_over(window: Window, place: int, start: int, category: str) -> int:
    """Return the start of the terms of `category` that stand before `place` one after another."""
    for term in reversed(window.within(start, place, category)):
        if term.end <= place and not window.text[term.end : place].strip(" \n"):
            place = term.start
    return place


def _owner_end(window: Window, place: int, end: int) -> int:
    """Return where the owner of a fund that follows it ends: at a verb, at one who acts, at a comma or bracket."""
    stops = [term.start for term in window.within(place, end, "paid", "made", "active", "habit", "label")]
    stops += [term.start for term in window.within(place, end, "role") if term.entry.form == "first"]
    stops += _commas(window, place, end)
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
    comma = window.text[fund[1] : end].lstrip()[:1] in (",", "(", ";")
    if not roles and term is not None and (term.entry.form == "before" or comma):
        behind = (fund[1], end)
    return [before, behind]


def _before_preposition(window: Window, start: int, end: int) -> int:
    for term in reversed(window.within(start, end, "prepositions")):
        if not window.text[term.end : end].strip():
            end = term.start
    return end


def split_role(window: Window, start: int, end: int) -> tuple[Place | None, str, Place | None]:
    """Split «ыйгарым укуктуу өкүлү Асанова Г.Т.» or its Russian like into capacity, its code and name."""
    role, code, name = _split_role(window, start, end)
    if role and code == "representative" and window.within(*role, "finance"):
        code = "finance_representative"
    return role, code, name


def _split_role(window: Window, start: int, end: int) -> tuple[Place | None, str, Place | None]:
    start, end = window.trim(_behind_lead(window, start, end), end)
    if window.text[start : start + 1] == "(":
        start, end = window.trim(start + 1, end - (window.text[end - 1] == ")"))
    roles = window.within(start, end, "role")
    if not roles:
        return None, "", _name(window, start, end)
    code = _code(roles)
    heads = [term for term in roles if term.entry.form == "first"]
    if heads:
        return _head_first(window, start, end, heads[0], code)
    last = max(roles, key=lambda term: term.end)
    rest = window.trim(last.end, end)
    if window.text[rest[0] : rest[1]].strip("()") and window.text[last.end : last.end + 2].strip()[:1] not in (
        ",",
        ")",
    ):
        return window.trim(start, last.end), code, _name(window, *rest)
    named = person(window, start, min(term.start for term in roles))
    if named:
        role_start = window.trim(named[1], last.end)[0]
        role_start += window.text[role_start : role_start + 1] == "("
        return (role_start, last.end), code, named
    return window.trim(start, last.end), code, None


def _code(roles: list[Term]) -> str:
    for code in ("finance_representative", "representative", "candidate"):
        if any(term.entry.key == code for term in roles):
            return code
    return "other"


def _head_first(window: Window, start: int, end: int, head: Term, code: str) -> tuple[Place | None, str, Place | None]:
    before = window.trim(start, head.start)
    if person(window, *before) or (before[0] < before[1] and window.text[before[0]] in '«"„'):
        closing = window.text.find(")", head.start, end)
        return window.trim(head.start, closing if closing > 0 else end), code, _name(window, *before)
    stop = head.end
    while True:
        further = _over(window, stop, end, "role_tail")
        for role in window.within(further, end, "role"):
            if not window.text[further : role.start].strip(" ,"):
                further = role.end
        quoted = window.trim(further, end)[0]
        if window.text[quoted : quoted + 1] in ("«", '"', "„", "“"):
            marks = {"«": "»", '"': '"', "„": "“", "“": "”"}
            close = window.text.find(marks[window.text[quoted]], quoted + 1, end)
            further = close + 1 if close > 0 else further
        if further == stop:
            break
        stop = further
    name = _name(window, stop, end)
    if name is None:
        named = person(window, head.end, end)
        if named:
            return window.trim(head.start, named[0]), code, named
    elif (named := person(window, *name)) and named[0] > name[0] and window.text[name[0]].islower():
        return window.trim(head.start, named[0]), code, named
    return window.trim(head.start, stop), code, name


def _name(window: Window, start: int, end: int) -> Place | None:
    """Return the name of a person or body in `start`–`end`, or None when nothing there looks like one."""
    start, end = window.trim(start, end)
    first = window.trim(*window.parts(start, end, ",;(")[0])
    if first[0] >= first[1]:
        return None
    start, end = first
    letters = window.text[start:end]
    signs = any(mark in letters for mark in '«"„“') or window.within(
        start, end, "legal_form", "customer_kind", "status"
    )
    named = person(window, start, end)
    if named and named[0] == start and named[1] < end and window.text[named[1] : end].strip()[:1].islower():
        return named
    if (
        named
        or signs
        or (letters[:1].isupper() and len(letters.split()) <= 4 and not any(c.isdigit() for c in letters))
    ):
        return start, end
    return None


def role_code(window: Window, start: int, end: int) -> str:
    """Return the code of the capacity that the words at `start`–`end` name; `other` for one that no list knows."""
    roles = window.within(start, end, "role")
    code = _code(roles) if roles else _shortened(window, start, end)
    finance = code in ("representative", "other") and window.within(start, end, "finance")
    return "finance_representative" if finance else code


def _shortened(window: Window, start: int, end: int) -> str:
    """Return the code of a capacity whose words are cut short («уп. пр. по фин.»); `other` where none begins so."""
    words = [window.folded[match.start() : match.end()] for match in _LETTERS.finditer(window.text, start, end)]
    if not words or len(words[0]) < _SHORTEST:
        return "other"
    return next((code for code, phrase in window.lexicon.roles if _begin(words, phrase)), "other")


def _begin(words: list[str], phrase: tuple[str, ...]) -> bool:
    """Tell whether words are beginnings of those of a phrase, in their order, the first of the first."""
    rest = iter(phrase)
    return phrase[0].startswith(words[0]) and all(any(one.startswith(word) for one in rest) for word in words)


_OWNER_REACH = 90  # characters before and behind a fund in which its owner is named


def fund_owner(window: Window, fund: Term) -> Place | None:
    """Return the words that name whose fund it is, where the sentence says it beside the fund."""
    start = max(0, fund.start - _OWNER_REACH)
    start = max(start, window.text.rfind("\n", start, fund.start) + 1)
    while (stop := window.sentence_end(start, fund.start)) < fund.start:
        start = stop + 1
    end = window.sentence_end(fund.end, min(len(window.text), fund.end + _OWNER_REACH))
    return _fund_place(window, start, max(end, fund.end), fund)[1]
