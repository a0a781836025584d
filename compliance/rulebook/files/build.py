"""The tables of a rulebook's files, in which no fault was found, to its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from compliance.model.election import Election, Place
from compliance.rulebook.book import Exempting, Implied, Rule, Rulebook, Version
from compliance.rulebook.checked.files import RULE_KEYS
from compliance.rulebook.facts import Fact

if TYPE_CHECKING:
    from compliance.rulebook.files.parse import Files


def built(files: Files, directory: str, own: str) -> Rulebook:
    """Return the rulebook of files in which no fault was found."""

    def of(name: str) -> dict[str, Any]:
        return files.single[name].content if name in files.single else {}

    head, shared, mine = of("jurisdiction"), files.messages.content, of("messages")
    return Rulebook(
        id=head["id"],
        version=head["version"],
        sha256=files.sha256,
        directory=directory,
        directories=(),
        own=own,
        name=head["name"],
        languages=tuple(head["languages"]),
        time_zone=head["time_zone"],
        silence_starts=head.get("silence_starts"),
        polls_close=head.get("polls_close"),
        fields=tuple(head.get("fields", {})),
        rules=tuple(_rule(files.rules[name].content) for name in sorted(files.rules)),
        sources={source["id"]: source for source in of("law").get("source", ())},
        elections=tuple(map(built_election, of("elections").get("election", ()))),
        election_words=of("elections_words"),
        labels=_labels(of("labels")) or of("phrases"),
        content_words=of("content_words").get("group", {}),
        coverage=tuple(_coverage(of("coverage"))),
        compose=of("compose"),
        exceptions=tuple(map(_exception, of("exceptions").get("exception", ()))),
        implied=tuple(map(_implied, (*of("facts").get("implied", ()), *files.facts.content.get("implied", ())))),
        standing=head.get("standing", "shipped"),
        review_by=head.get("review_by"),
        facts={
            name: _fact(row) for name, row in {**files.facts.content["fact"], **of("facts").get("fact", {})}.items()
        },
        terms={**head.get("fields", {}), **head.get("terms", {})},
        messages={**shared["reason"], **mine.get("reason", {})},
        checks={**shared["check"], **mine.get("check", {})},
        formats={**shared["formats"], **mine.get("formats", {})},
    )


def _labels(table: dict[str, Any]) -> dict[str, Any]:
    from compliance.rulebook.checked.labels import completed

    return completed(table) if table else {}


def _fact(table: dict[str, Any]) -> Fact:
    return Fact(
        table["kind"], table["meaning"], tuple(table.get("codes", ())), table["name"], table.get("code_names", {}),
        table.get("tells_ads", False),
    )  # fmt: skip


def _exception(table: dict[str, Any]) -> Exempting:
    return Exempting(
        table["id"], tuple(table["law"]), table.get("from"), table.get("until"), tuple(table.get("media", ())),
        _conditions(table["when"]), tuple(table.get("topics", ())), table["summary"],
    )  # fmt: skip


def _implied(table: dict[str, Any]) -> Implied:
    when = _conditions(table.get("when", {}))
    return Implied(table["fact"], table["value"], when, table.get("name_of", ""), table.get("words", ""))


def _rule(table: dict[str, Any]) -> Rule:
    return Rule(
        id=table["id"],
        severity=table["severity"],
        check=table["check"],
        params={key: value for key, value in table.items() if key not in RULE_KEYS},
        media=tuple(table.get("media", ())),
        aliases=tuple(table.get("aliases", ())),
        summary=table["summary"],
        message=table["message"],
        fix=table["fix"],
        why=table.get("why", {}),
        versions=tuple(
            Version(
                version["from"],
                tuple(version["law"]),
                tuple(version.get("penalty", ())),
                version.get("doubtful", False),
            )
            for version in table["version"]
        ),
        medium_known=table.get("medium_known", False),
        when=_conditions(table.get("when", {})),
        if_known=_conditions(table.get("if_known", {})),
        after=tuple(table.get("after", ())),
        when_any=_conditions(table.get("when_any", {})),
    )


def _conditions(table: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    return {name: tuple(values) if isinstance(values, list) else (values,) for name, values in table.items()}


def _coverage(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of coverage.toml, each with the text of its reason."""
    for row in table.get("row", ()):
        reason = table["reason"][row["because"]] if "because" in row else {}
        yield {
            "id": row["id"], "status": row["status"], "rules": row.get("rules", []), "reason": reason,
            "duty": row["duty"],
        }  # fmt: skip


def built_election(table: dict[str, Any]) -> Election:
    """Return a row of a calendar."""
    return Election(
        id=table["id"],
        date=table["date"],
        kind=table["kind"],
        level=table["level"],
        nationwide=table["nationwide"],
        start=table.get("start"),
        start_status=table["start_status"],
        end=table.get("end"),
        end_status=table["end_status"],
        status=table["status"],
        sources=tuple(table["sources"]),
        note=table["note"],
        name=table["name"],
        places=tuple(Place(place["name"], tuple(place["forms"])) for place in table.get("place", ())),
        close=table.get("close"),
    )
