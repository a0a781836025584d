"""What workers tell of rules: jurisdictions, rules, elections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.checker import Checker
from compliance.errors import UsageError
from compliance.interfaces.http.options import Reading
from compliance.interfaces.http.tasks import checker_of
from compliance.render.machine import dumps
from compliance.rulebook import available
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from compliance.model.election import Election
    from compliance.rulebook import Rule, Rulebook


def jurisdictions(content: bytes, *, options: dict[str, Any]) -> bytes:
    """Return the jurisdictions that there are: id, names, version, standing and languages."""
    return dumps({"jurisdictions": [_book(Checker(name).rulebook) for name in available()]}).encode()


def rules(content: bytes, *, options: dict[str, Any], name: str = "") -> bytes:
    """Return the rules of a jurisdiction, or one by its id or former id, with what holds when it passes."""
    checker = checker_of(Reading(**options))
    book = checker.rulebook
    if not name:
        shown = [_rule(rule, book, checker.languages) for rule in book.rules]
        return dumps({"jurisdiction": book.id, "sha256": book.sha256, "rules": shown}).encode()
    for rule in book.rules:
        if rule.id == name or name in rule.aliases:
            return dumps(_rule(rule, book, checker.languages)).encode()
    raise UsageError(f"no rule {name!r} in {book.id}")


def elections(content: bytes, *, options: dict[str, Any]) -> bytes:
    """Return the calendar of a jurisdiction in order of polling day."""
    checker = checker_of(Reading(**options))
    return dumps({"elections": [_election(one) for one in checker.elections()]}).encode()


def _book(book: Rulebook) -> dict[str, Any]:
    return {
        "id": book.id, "version": book.version, "sha256": book.sha256, "standing": book.standing,
        "languages": list(book.languages), "rules": len(book.rules),
    }  # fmt: skip


def _rule(rule: Rule, book: Rulebook, languages: tuple[str, ...]) -> dict[str, Any]:
    summary = {code: fill(rule.summary[code], rule.params, book, code) for code in languages if code in rule.summary}
    return {
        "id": rule.id, "severity": rule.severity, "check": rule.check, "summary": summary,
        "versions": [{"from": one.first.isoformat(), "law": list(one.law)} for one in rule.versions],
    }  # fmt: skip


def _election(election: Election) -> dict[str, Any]:
    campaign = {
        "start": election.start.isoformat() if election.start else None, "start_status": election.start_status,
        "end": election.end.isoformat() if election.end else None, "end_status": election.end_status,
    }  # fmt: skip
    day = election.date.isoformat()
    return {
        "id": election.id,
        "date": day,
        "name": dict(election.name),
        "status": election.status,
        "campaign": campaign,
    }
