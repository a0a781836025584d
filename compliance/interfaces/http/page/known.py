"""What is known of an ad beside its text, and what is asked of an editor: what the templates say of it."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from compliance.authoring.deciding import Question
from compliance.interfaces.http.page.told import NONE, Told
from compliance.render.display import visible
from compliance.render.html.pieces import capital
from compliance.rulebook import MEDIA, available
from compliance.rulebook.files.load import RULES
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.rulebook import Rulebook
    from compliance.rulebook.facts import Fact

Choices = list[tuple[str, str]]
_FEW = 8  # answers that stand side by side as buttons


def known(told: Told, book: Rulebook, say: Mapping[str, str], fault: str = "") -> dict[str, Any]:
    """Return what the block of known things shows: choices, what was told, and what is wrong with it."""
    language = told.language
    facts = [(name, book.facts[name], said) for name, said in told.facts.items() if name in book.facts]
    return {
        "fault": visible(fault),
        "told": told,
        "jurisdictions": [(name, _named(name, language)) for name in available()],
        "media": media(say),
        "elections": elections(book, language),
        "facts": [
            {
                "name": name,
                "label": capital(_called(fact, language)),
                "kind": fact.kind,
                "said": said,
                "choices": _choices(name, fact, language, say),
            }
            for name, fact, said in facts
        ],
        "later": [
            (name, fill(say["known_put_off"], {"fact": _topic(name, book, language, say)})) for name in told.later
        ],
    }


def asked(question: Question, book: Rulebook, language: str, say: Mapping[str, str], day: str) -> dict[str, Any]:
    """Return what the card of one question shows; `day` is the day of publication as far as it is known."""
    name, fact = question.name, book.facts.get(question.name)
    field = name if name in ("medium", "election", "published") else f"fact.{name}"
    if field == name:
        text, kind = say[f"question_{name}"], question.kind
        choices = {"medium": media(say), "election": elections(book, language, question.codes)}.get(name, [])
    else:
        assert fact is not None
        called, kind = _called(fact, language), fact.kind
        text = fill(say["question_bool" if kind == "bool" else "question_open"], {"fact": called})
        choices = _choices(name, fact, language, say)
    return {
        "name": name,
        "field": field,
        "text": capital(text),
        "kind": "published" if name == "published" else kind,
        "choices": choices,
        "as_buttons": kind in ("bool", "code") and len(choices) <= _FEW,
        "day": day,
        "none": NONE,
    }


def media(say: Mapping[str, str]) -> Choices:
    """Return the media with their names."""
    return [(medium, capital(say[f"medium_{medium}"])) for medium in MEDIA]


def elections(book: Rulebook, language: str, only: tuple[str, ...] = ()) -> Choices:
    """Return the elections of the calendar with their names, the newest first."""
    found = sorted((one for one in book.elections if not only or one.id in only), key=lambda one: one.date)
    return [(one.id, one.name.get(language) or one.name.get("en") or one.id) for one in reversed(found)]


def _topic(name: str, book: Rulebook, language: str, say: Mapping[str, str]) -> str:
    fact = book.facts.get(name)
    if fact is not None:
        return _called(fact, language)
    return visible({"published": say["known_day"]}.get(name) or say.get(f"known_{name}", name)).lower()


def _called(fact: Fact, language: str) -> str:
    return fact.name.get(language) or fact.name.get("en") or fact.meaning


def _choices(name: str, fact: Fact, language: str, say: Mapping[str, str]) -> Choices:
    """Return the answers that a fact may have with their names; none where they cannot be listed."""
    if fact.kind == "bool":
        return [("yes", say["question_yes"]), ("no", say["question_no"])]
    return [(code, _code(name, code, fact, language, say)) for code in fact.codes]


def _code(name: str, code: str, fact: Fact, language: str, say: Mapping[str, str]) -> str:
    told = fact.code_names.get(code, {})
    known = told.get(language) or say.get(f"{name}_{code}") or told.get("en") or say.get(f"code_{code}")
    return capital(known or code.replace("_", " "))


@cache
def _named(jurisdiction: str, language: str) -> str:
    with open(os.path.join(RULES, jurisdiction, "jurisdiction.toml"), "rb") as file:
        names = tomllib.load(file).get("name", {})
    return str(names.get(language) or names.get("en") or jurisdiction)
