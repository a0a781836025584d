"""What a report says once for all its ads: which rules judged, their law, and the duties that stay with people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.rulebook.contract import wanting
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.border import report_wire as wire
    from compliance.engine.check import Evaluation
    from compliance.rulebook.book import Rule, Rulebook


def texts_in(texts: dict[str, str], languages: Sequence[str]) -> dict[str, str]:
    """Return the texts in the languages asked for; English, or whatever there is, for a language that is missing."""
    if not texts:
        return {}
    default = texts.get("en") or next(iter(texts.values()))
    return {language: texts.get(language) or default for language in languages}


def law_entry(source: dict[str, Any], languages: Sequence[str]) -> wire.Law:
    """Return a source of law as the report has it; what it does not say is left out."""
    entry: wire.Law = {"act": texts_in(source["act"], languages), "status": source["status"]}
    if title := texts_in(source.get("title") or {}, languages):
        entry["title"] = title
    for key in ("article", "url", "quote", "quote_language"):
        if source.get(key):
            entry[key] = source[key]
    return entry


def numbers(rulebook: Rulebook) -> dict[str, int]:
    """Return the place of each rule among those of its rulebook: how an entry names what passed."""
    kept = rulebook.derived.get("numbers")
    if kept is None:
        kept = rulebook.derived["numbers"] = {rule.id: number for number, rule in enumerate(rulebook.rules)}
    found: dict[str, int] = kept
    return found


def answers(evaluations: Iterable[Evaluation], rulebook: Rulebook) -> tuple[list[int], dict[str, list[int]]]:
    """Return, as numbers, the rules that hold on every imprint they were put to, and those that were skipped.

    A rule is skipped where something is wanting to decide it: named by the fact, else by the reason.
    """
    number = numbers(rulebook)
    held: dict[int, bool] = {}
    skipped: dict[str, list[int]] = {}
    for rule, _, _, answer in evaluations:
        at = number[rule.id]
        if answer.outcome == "pass":
            held.setdefault(at, True)
        elif answer.outcome != "not_applicable":
            held[at] = False
        if wanting(rule.check, answer.reason):
            rules = skipped.setdefault(str(answer.params.get("fact") or answer.reason), [])
            if at not in rules:
                rules.append(at)
    return sorted(at for at, holds in held.items() if holds), skipped


class Referred:
    """Collects what entries refer to, so that it is said once, in the order of jurisdiction and version."""

    __slots__ = ("_elections", "_exempt", "_law", "_rules", "_skipped")

    def __init__(self) -> None:
        self._elections: dict[str, set[str]] = {}
        self._law: dict[str, set[str]] = {}
        self._exempt: dict[str, set[str]] = {}
        self._rules: dict[str, set[str]] = {}
        self._skipped: dict[str, set[int]] = {}

    def add(self, result: wire.AdResult) -> None:
        """Take in one entry."""
        name = result.get("rulebook")
        if name is None:
            return
        election = result.get("election", {}).get("id")
        if election:
            self._elections.setdefault(name, set()).add(election)
        self._exempt.setdefault(name, set()).update(result.get("exempt", ()))
        law, rules = self._law.setdefault(name, set()), self._rules.setdefault(name, set())
        for finding in result["findings"]:
            law.update(finding.get("law", ()), finding.get("penalty", ()))
            rules.add(finding["rule"])
        self._skipped.setdefault(name, set()).update(*result.get("skipped", {}).values())

    def rulebooks(self, books: Iterable[Rulebook], languages: Sequence[str]) -> list[wire.Rulebook]:
        """Return those of `books` that judged, with the texts that were referred to."""
        judged = [book for book in books if book.sha256 in self._law]
        judged.sort(key=lambda book: (book.id, book.version, book.sha256))
        return [self._entry(book, languages) for book in judged]

    def _entry(self, book: Rulebook, languages: Sequence[str]) -> wire.Rulebook:
        covered = coverage_summary(book)
        names, law = self._rules[book.sha256], self._law[book.sha256]
        free = [one for one in book.exceptions if one.id in self._exempt[book.sha256]]
        law |= {name for one in free for name in one.law}
        entry: wire.Rulebook = {
            "jurisdiction": book.id,
            "version": book.version,
            "sha256": book.sha256,
            "encoded": covered["encoded"],
            "needs_facts": covered["needs_facts"],
            "duties": {
                row["id"]: texts_in(row["duty"], languages)
                for row in book.coverage
                if row["status"] == "not_machine_checkable"
            },
            "elections": {
                election.id: texts_in(election.name, languages)
                for election in sorted(book.elections, key=lambda election: election.id)
                if election.id in self._elections.get(book.sha256, ())
            },
            "law": {name: law_entry(book.sources[name], languages) for name in sorted(law)},
            "rules": [
                _rule(book, rule, languages, rule.id in names or number in self._skipped[book.sha256])
                for number, rule in enumerate(book.rules)
            ],
        }
        if free:
            entry["exceptions"] = {
                one.id: {"law": list(one.law), "summary": texts_in(one.summary, languages)} for one in free
            }
        if book.standing == "draft":
            entry["standing"] = "draft"
        return entry


def _rule(book: Rulebook, rule: Rule, languages: Sequence[str], told: bool) -> wire.RuleText:
    entry: wire.RuleText = {"id": rule.id, "severity": rule.severity}
    if rule.id in book.not_asked:
        entry["asked"] = False
    if told:
        entry["summary"] = {
            name: fill(text, rule.params, book, name) for name, text in texts_in(rule.summary, languages).items()
        }
    return entry


def coverage_summary(rulebook: Rulebook) -> dict[str, Any]:
    """Return the reach of a rulebook.

    `encoded` counts the duties that have a rule, `needs_facts` and `not_machine_checkable` are the ids of those that
    need a caller or a person.
    """
    by_status: dict[str, list[str]] = {}
    for row in rulebook.coverage:
        by_status.setdefault(row["status"], []).append(row["id"])
    return {
        "encoded": len(by_status.get("rule", ())) + len(by_status.get("needs_facts", ())),
        "needs_facts": by_status.get("needs_facts", []),
        "not_machine_checkable": by_status.get("not_machine_checkable", []),
    }
