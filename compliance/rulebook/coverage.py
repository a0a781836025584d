"""Which duties of the law a rulebook encodes, which no machine can check, and which were skipped for want of facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any

from compliance.rulebook.reasons import WANTING

if TYPE_CHECKING:
    from compliance.engine.case import Evaluation
    from compliance.errors import Fault
    from compliance.rulebook.book import Rulebook
    from compliance.rulebook.lines import Path
    from compliance.rulebook.parse import Source


def coverage_summary(rulebook: Rulebook, evaluations: Iterable[Evaluation]) -> dict[str, Any]:
    """Return, as plain JSON values, what a clean report does not say.

    `encoded` counts the duties that have a rule, `needs_facts` and `not_machine_checkable` are the ids of those that
    need a caller or a person, and `skipped` names each rule that could not be decided on this ad because a fact was
    wanting.
    """
    by_status: dict[str, list[str]] = {}
    for row in rulebook.coverage:
        by_status.setdefault(row["status"], []).append(row["id"])
    skipped = dict.fromkeys((e.rule.id, e.answer.reason) for e in evaluations if e.answer.reason in WANTING)
    return {
        "encoded": len(by_status.get("rule", ())) + len(by_status.get("needs_facts", ())),
        "needs_facts": by_status.get("needs_facts", []),
        "not_machine_checkable": by_status.get("not_machine_checkable", []),
        "skipped": [{"rule": rule, "reason": reason} for rule, reason in skipped],
    }


def coverage_faults(source: Source, languages: tuple[str, ...], rules: Set[str]) -> Iterator[Fault]:
    """Yield what is wrong with coverage.toml: texts that are missing, rules that do not exist or that no row names."""
    rows, reasons = source.content["row"], source.content["reason"]
    yield from repeated(source, "row", [row["id"] for row in rows])
    for reason, texts in reasons.items():
        yield from untranslated(source, ("reason", reason), texts, languages)
    for index, row in enumerate(rows):
        here: Path = ("row", index)
        yield from untranslated(source, (*here, "duty"), row["duty"], languages)
        if (row["status"] in ("rule", "needs_facts")) != bool(row.get("rules")):
            yield source.fault((*here, "rules"), f"does not fit the status {row['status']!r}")
        if row["status"] != "rule" and row.get("because") not in reasons:
            yield source.fault((*here, "because"), "says no reason of [reason]")
        for rule in row.get("rules", ()):
            if rule not in rules:
                yield source.fault((*here, "rules"), f"no rule {rule!r}")
    for rule in sorted(rules - {rule for row in rows for rule in row.get("rules", ())}):
        yield source.fault(("row",), f"{rule} is named by no row")


def untranslated(source: Source, path: Path, texts: Any, languages: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each language in which a text is missing."""
    if not isinstance(texts, dict):
        yield source.fault(path, "is not a table of texts by language")
        return
    for language in languages:
        if not str(texts.get(language, "")).strip():
            yield source.fault(path, f"no text in {language!r}")


def repeated(source: Source, table: str, names: list[str], key: str = "id") -> Iterator[Fault]:
    """Yield a fault for each name that an item before it has."""
    for index, name in enumerate(names):
        if name in names[:index]:
            yield source.fault((table, index, key), f"{name!r} is used twice")
