"""Bodies that a sentence of an imprint names beside its values: another maker, another payer."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.extraction.laid import Laid
from compliance.extraction.of_payments import QUOTED
from compliance.extraction.pieces.persons import Place
from compliance.text.late import late

_SPEAKING = ("paid", "active", "fund", "made", "label")  # words of a sentence that states something of an imprint
_BEFORE = 12  # characters before a bank in which what leads to it stands
_WORDS = late(r"[«„“\"][^«»„“”\"]{1,60}[»”“\"]")
_FEW = 2  # words beside the name of a house: «рекламная мастерская»
_NEAR = 40  # characters from a name to the word that tells what it is of


def bodies(laid: Laid, start: int, end: int) -> Iterator[Place]:
    """Yield the legal forms and quoted names of a sentence that are no value, no bank and no maker's brand."""
    window = laid.window
    value = laid.mask.find(1, start, end)
    if value < 0:
        value = end
        if not window.within(start, end, "label"):
            return
    forms = [
        (term.start, term.end)
        for term in window.within(start, end, "legal_form")
        if laid.named.find(1, term.start, term.end) < 0
        and sum(map(str.isupper, window.text[term.start : term.end])) > 1  # «ОсОО», «ЖЧК»: no common noun
        and not _keeps_account(laid, term.start)
    ]
    unread = [match for match in QUOTED.finditer(window.text, value, end) if not laid.covered(*match.span())]
    known = {quoted for one in laid.near for quoted in QUOTED.findall(one.leaf.raw)} if unread else ()
    quoted = [
        match.span()
        for match in unread
        if not (match[0] in known or _keeps_account(laid, match.start()) or _is_brand(laid, match.start()))
    ]
    if (forms or quoted) and window.within(start, end, *_SPEAKING):
        yield from (*forms, *quoted)


def _keeps_account(laid: Laid, start: int) -> bool:
    """Tell whether a bank is named through which was paid: «через ОАО «Айыл Банк»», «счёт № 12 ОАО «Айыл Банк»»."""
    text = laid.window.text
    before = laid.window.within(max(0, start - _BEFORE), start, "prepositions", "legal_form")
    through = any(text[term.end : start].isspace() for term in before)
    numbered = text[max(0, start - _BEFORE) : start].rstrip()[-1:].isdigit()
    return (through or numbered) and bool(laid.window.within(start, start + _NEAR, "bank"))


def _is_brand(laid: Laid, start: int) -> bool:
    """Tell whether a bracket behind a maker has the name of his house alone: «ИП Семенюк Е. (типография «Гранки»)»."""
    text = laid.window.text
    opened = text.rfind("(", max(0, start - _NEAR), start)
    if opened < 0:
        return False
    closing = text.find(")", start, start + _NEAR)
    maker = len(text[:opened].rstrip())
    named = any(one.end == maker and one.path == "executor.name" for one in laid.near)
    others = laid.window.within(
        opened, max(opened, closing), "paid", "active", "fund", "role", "customer_kind", "address"
    )
    words = _WORDS.sub(" ", text[opened + 1 : closing]).split() if closing > 0 else [""] * (_FEW + 1)
    return named and not others and len(words) <= _FEW
