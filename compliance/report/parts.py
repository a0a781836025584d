"""Parts of report v1 that more than one of its entries has: texts by language, sources of law, what rules answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.border.wire import wire_span
from compliance.rulebook.contract import wanting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.engine.check import Evaluation
    from compliance.model.document import Document
    from compliance.rulebook.book import Rulebook


def texts_in(texts: dict[str, str], languages: Sequence[str]) -> dict[str, str]:
    """Return the texts in the languages asked for; English, or whatever there is, for a language that is missing."""
    if not texts:
        return {}
    default = texts.get("en") or next(iter(texts.values()))
    return {language: texts.get(language) or default for language in languages}


def sources(names: Iterable[str], rulebook: Rulebook, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Return the sources of law of these ids."""
    return [_source(rulebook.sources[name], languages) for name in names]


def _source(source: dict[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    return {
        "id": source["id"],
        "act": texts_in(source["act"], languages),
        "article": source.get("article") or None,
        "title": texts_in(source.get("title") or {}, languages),
        "url": source.get("url") or None,
        "quote": source.get("quote") or None,
        "quote_language": source.get("quote_language") or None,
        "status": source["status"],
    }


def evaluated(evaluations: Iterable[Evaluation], document: Document, limit: int | None) -> list[dict[str, Any]]:
    """Return every rule's answer, with the values and the place it turned on."""
    return [
        {
            "rule": rule.id,
            "outcome": answer.outcome,
            "reason": answer.reason,
            "imprint": imprint,
            "params": answer.params,
            "span": None if answer.start is None else wire_span(document, answer.start, answer.end, limit),
        }
        for rule, _, imprint, answer in evaluations
    ]


def coverage(evaluations: Sequence[Evaluation], rulebook: Rulebook, languages: Sequence[str]) -> dict[str, Any]:
    """Return what a clean report does not say: duties for a person to check, and rules skipped for want of a fact."""
    summary = coverage_summary(rulebook, evaluations)
    facts = {(e.rule.id, e.answer.reason): e.answer.params.get("fact") for e in evaluations}
    return {
        **summary,
        "not_machine_checkable": _people(rulebook, languages),
        "skipped": [{**entry, "fact": facts[entry["rule"], entry["reason"]]} for entry in summary["skipped"]],
    }


def _people(rulebook: Rulebook, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Return the duties that only a person can check; the same list for every ad."""
    kept = rulebook.derived.setdefault("people", {})
    if tuple(languages) not in kept:
        rows = [row for row in rulebook.coverage if row["status"] == "not_machine_checkable"]
        kept[tuple(languages)] = [{"id": row["id"], "duty": texts_in(row["duty"], languages)} for row in rows]
    found: list[dict[str, Any]] = kept[tuple(languages)]
    return found


def coverage_summary(rulebook: Rulebook, evaluations: Iterable[Evaluation]) -> dict[str, Any]:
    """Return, as plain JSON values, what a clean report does not say.

    `encoded` counts the duties that have a rule, `needs_facts` and `not_machine_checkable` are the ids of those that
    need a caller or a person, and `skipped` names each rule that could not be decided on this ad because a fact was
    wanting.
    """
    by_status: dict[str, list[str]] = {}
    for row in rulebook.coverage:
        by_status.setdefault(row["status"], []).append(row["id"])
    skipped = dict.fromkeys(
        (e.rule.id, e.answer.reason) for e in evaluations if e.answer.reason in wanting(e.rule.check)
    )
    return {
        "encoded": len(by_status.get("rule", ())) + len(by_status.get("needs_facts", ())),
        "needs_facts": by_status.get("needs_facts", []),
        "not_machine_checkable": by_status.get("not_machine_checkable", []),
        "skipped": [{"rule": rule, "reason": reason} for rule, reason in skipped],
    }
