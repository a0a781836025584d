"""What is said to people: templates filled with the values an answer turned on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from compliance.text.late import late

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.answer import Answer
    from compliance.rulebook.book import Rule, Rulebook

_SLOT = late(r"\{([a-z_]+)\}")
_INNER = str.maketrans("«»", "„“")  # quotation marks inside quotation marks
_DATE = late(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?\Z")


def slots(template: str) -> frozenset[str]:
    """Return the names that a template asks for.

    >>> sorted(slots("{date} is before {start}"))
    ['date', 'start']
    """
    return frozenset(_SLOT.findall(template))


def fill(template: str, params: Mapping[str, Any], rulebook: Rulebook | None = None, language: str = "en") -> str:
    """Return the template with its slots filled once, so that braces in an ad's own words stay what they are.

    A slot without a value stays as it stands. With a rulebook, ISO days and moments are written as its `formats`
    say for the language, a field is named by the law's term for it, and a fact as facts.toml calls it.

    >>> fill("found “{value}” {other}", {"value": "{other}"})
    'found “{other}” {other}'
    """

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name not in params:
            return match[0]
        shown = _shown(name, params[name], rulebook, language)
        return shown.translate(_INNER) if template[match.start() - 1 : match.start()] == "«" else shown

    return _SLOT.sub(put, template)


def message(rulebook: Rulebook, rule: Rule, answer: Answer, language: str) -> str:
    """Return what to tell about an answer: the rule's own message where it fails, else what its reason means."""
    texts = rule.message if answer.outcome == "fail" else rulebook.messages.get(answer.reason, {})
    template = texts.get(language) or texts.get("en") or answer.reason
    return fill(template, {**rule.params, **answer.params}, rulebook, language)


def _shown(name: str, value: Any, rulebook: Rulebook | None, language: str) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(name, part, rulebook, language) for part in value)
    shown = str(value)
    if rulebook is None or name == "example":  # what people write themselves, as the program reads it
        return shown
    if name == "field":
        terms = rulebook.terms.get(shown) or rulebook.terms.get(shown.partition(".")[0]) or {}
        return terms.get(language) or terms.get("en") or shown
    if name in ("fact", "missing"):
        called = rulebook.derived.get("names of facts") or _names(rulebook)
        texts = called.get(shown) or rulebook.terms.get(shown.partition(".")[0]) or {}
        return texts.get(language) or texts.get("en") or shown
    match = _DATE.match(shown)
    if match is None:
        return shown
    year, month, day, clock = match.groups()
    forms = rulebook.formats["moment" if clock else "date"]
    template = forms.get(language) or forms["en"]
    return fill(template, {"year": year, "month": month, "day": day, "time": clock or ""})


def _names(rulebook: Rulebook) -> dict[str, dict[str, str]]:
    """Return what facts and their codes are called; a fact goes before a code of the same name."""
    found: dict[str, dict[str, str]] = {}
    for fact in rulebook.facts.values():
        found |= fact.code_names
    found |= {name: fact.name for name, fact in rulebook.facts.items()}
    rulebook.derived["names of facts"] = found
    return found
