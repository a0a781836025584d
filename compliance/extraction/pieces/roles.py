"""Capacities: «ыйгарым укуктуу өкүлү Асанова Г.Т.», «уп. пр. по фин.», before or behind a name, whole or cut short."""

from __future__ import annotations

from compliance.extraction.find.lexicon import STEM, Term
from compliance.extraction.find.shortened import Word, begins
from compliance.extraction.pieces.persons import Place, person
from compliance.extraction.window import Window
from compliance.text.late import late

_LETTERS = late(r"[^\W\d_]+")
_QUOTED = late(r"[«„“\"][^»”“\"\n]{1,80}[»”“\"]")
_WORDS_OF_ROLES = (
    "role", "role_tail", "customer_kind", "status", "finance", "agent", "lead", "conjunctions", "particles",
    "modifiers", "prepositions", "denied",
)  # fmt: skip
_SHORT = 3  # letters of a word that may be an abbreviation
_SHORTEST = 2  # letters of the first word of a capacity that is cut short


def behind_lead(window: Window, start: int, end: int) -> int:
    """Skip words that open a sentence without belonging to it: «Акысы …», «Бул материал …»."""
    return over(window, start, end, "lead")


def over(window: Window, place: int, end: int, *categories: str) -> int:
    """Return the end of the terms of these categories that follow `place` one after another."""
    for term in window.within(place, end, *categories):
        if term.start < place:
            continue
        if window.text[place : term.start].strip():
            break
        place = term.end
    return place


def split_role(window: Window, start: int, end: int) -> tuple[Place | None, str, Place | None]:
    """Split «ыйгарым укуктуу өкүлү Асанова Г.Т.» or its Russian like into capacity, its code and name."""
    role, code, name = _split_role(window, start, end)
    if role and code == "representative" and window.within(*role, "finance"):
        code = "finance_representative"
    if role and not _known(window, *role):
        code = ""
    if role and code in ("", "other") and window.within(*role, "legal_form"):  # who heads a body pays for it
        code = "organisation"
    return role, code, name


def _known(window: Window, start: int, end: int) -> bool:
    """Tell whether every word of a capacity is one of capacities: «брат кандидата» is none that is known."""
    terms = window.within(start, end, *_WORDS_OF_ROLES)
    quoted = [match.span() for match in _QUOTED.finditer(window.text, start, end)]
    stems = window.lexicon.role_stems
    covered = [*((term.start, term.end) for term in terms), *quoted]
    return all(
        match[0][0].isupper()
        or len(match[0]) < _SHORT
        or window.folded[match.start() : match.start() + STEM] in stems
        or any(a <= match.start() and match.end() <= b for a, b in covered)
        for match in _LETTERS.finditer(window.text, start, end)
    )


def _split_role(window: Window, start: int, end: int) -> tuple[Place | None, str, Place | None]:
    start, end = window.trim(behind_lead(window, start, end), end)
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
    first = min(term.start for term in roles)
    named = person(window, start, first)
    if (
        named
        and named[0] == start
        and not window.text[named[1] : first].strip(" \n,-–—(")
        and not person(window, *rest)
    ):
        return window.trim(first, last.end), code, named  # «Токбураев М. – талапкер өзү»
    if window.text[rest[0] : rest[1]].strip("()") and window.text[last.end : last.end + 2].strip()[:1] not in (
        ",",
        ")",
    ):
        return window.trim(start, last.end), code, _name(window, *rest)
    if named:
        role_start = window.trim(named[1], last.end)[0]
        role_start += window.text[role_start : role_start + 1] == "("
        return (role_start, last.end), code, named
    return window.trim(start, last.end), code, None


def _code(roles: list[Term]) -> str:
    """Return the code of a capacity; the word that the others depend on decides where it is no office of the law."""
    first = [term for term in roles if term.entry.form == "first"]
    head = min(first, key=lambda term: term.start) if first else max(roles, key=lambda term: term.end)
    if head.entry.key == "other":
        return "other"
    for code in ("finance_representative", "representative", "candidate"):
        if any(term.entry.key == code for term in roles):
            return code
    return "other"


_CUT_SHORT = late(r"([^\W\d_]{2,8})\.[ \u00a0]{0,2}\Z")  # «упол. », «уп. »


def _with_short(window: Window, start: int, head: Term) -> Term:
    """Return a capacity's first word with one cut short before it: «упол. представитель»."""
    short = _CUT_SHORT.search(window.text, start, head.start)
    if short is None or not any(
        role[0].startswith(window.folded[slice(*short.span(1))]) for _, role in window.lexicon.roles
    ):
        return head
    return head._replace(start=short.start())


_NEW_LINE = late(r"\n[ \t]?(\w)")
_MARKS = {"«": "»", '"': '"', "„": "“", "“": "”"}


def _behind_body(window: Window, start: int, end: int) -> int:
    """Return the end of a body named in quotation marks at `start`, with a legal form only where somebody follows."""
    quoted = window.trim(start, end)[0]
    forms = [term for term in window.within(start, end, "legal_form") if term.start == quoted]
    if forms:
        quoted = window.trim(forms[0].end, end)[0]
    if window.text[quoted : quoted + 1] not in _MARKS:
        return start
    close = window.text.find(_MARKS[window.text[quoted]], quoted + 1, end)
    if close < 0 or (forms and person(window, close + 1, end) is None):
        return start
    return close + 1


def _head_first(window: Window, start: int, end: int, head: Term, code: str) -> tuple[Place | None, str, Place | None]:
    head = _with_short(window, start, head)
    before = window.trim(start, head.start)
    if person(window, *before) or (before[0] < before[1] and window.text[before[0]] in '«"„'):
        ends = [cut for mark in (")", " / ") if (cut := window.text.find(mark, head.start, end)) > 0]
        lines = (line for line in _NEW_LINE.finditer(window.text, head.end, end) if line[1].isupper())
        line = next(lines, None)  # «… по финансовым вопросам⏎Из чего: …»
        stop = min(ends, default=window.parts(head.start, line.start() if line else end, "|\t;")[0][1])
        return window.trim(head.start, stop), code, _name(window, *before)
    stop = head.end
    while True:
        further = over(window, stop, end, "role_tail")
        for role in window.within(further, end, "role"):
            if not window.text[further : role.start].strip(" ,"):
                further = role.end
        further = _behind_body(window, further, end)
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
    first = window.trim(*window.parts(start, end, ",;(|\t")[0])
    if first[0] >= first[1]:
        return None
    start, end = first
    if window.within(start, end, "bank"):
        return None
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
    """Return the code of the capacity that the words at `start`–`end` name; "" for one that no list knows."""
    roles = window.within(start, end, "role")
    code = _code(roles) if roles else _shortened(window, start, end)
    finance = code in ("representative", "other", "") and window.within(start, end, "finance")
    return "finance_representative" if finance else code if not roles or _known(window, start, end) else ""


def _shortened(window: Window, start: int, end: int) -> str:
    """Return the code of a capacity whose words are cut short («уп. пр. по фин.»); "" where none begins so."""
    words = [Word(window.folded[slice(*match.span())]) for match in _LETTERS.finditer(window.text, start, end)]
    if not words or len(words[0].letters) < _SHORTEST:
        return ""
    return next((code for code, phrase in window.lexicon.roles if begins(words, phrase)), "")
