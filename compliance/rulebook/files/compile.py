"""A rulebook as one JSON file and back: what an installed wheel reads instead of its TOML files.

Days and times are written as ISO text in known places (versions, sources, elections, silence) and come back as such.
"""

from __future__ import annotations

import os
from datetime import date, datetime, time
from typing import Any

from compliance.model.election import Election, Place
from compliance.rulebook.book import Exempting, Implied, Rule, Rulebook, Version
from compliance.rulebook.facts import Fact

FORMAT = 7
_VERSIONS = Rule._fields.index("versions")
_AFTER = _VERSIONS + 1
_HOURS = ("silence_starts", "polls_close")
_PLAIN = (
    "id",
    "version",
    "sha256",
    "name",
    "languages",
    "time_zone",
    "labels",
    "election_words",
    "content_words",
    "facts",
    "terms",
    "messages",
    "formats",
    "checks",
    "compose",
    "standing",
)


def dumped(rulebook: Rulebook) -> str:
    """Return the rulebook as JSON text; equal files give equal text, and what has an order in them keeps it."""
    import json

    content: dict[str, Any] = {"format": FORMAT} | {name: getattr(rulebook, name) for name in _PLAIN}
    for name in _HOURS:
        hour = getattr(rulebook, name)
        content[name] = hour and hour.isoformat()
    content["fields"] = list(rulebook.fields)
    content["directories"] = [os.path.basename(folder) for folder in rulebook.directories]
    content["sources"] = {
        name: source | {"read": source["read"].isoformat()} for name, source in rulebook.sources.items()
    }
    content["rules"] = [
        [
            *rule[:_VERSIONS],
            [[v.first.isoformat(), list(v.law), list(v.penalty), v.doubtful] for v in rule.versions],
            *rule[_AFTER:],
        ]
        for rule in rulebook.rules
    ]
    content["coverage"] = rulebook.coverage
    content["exceptions"] = [[_iso(part) for part in one] for one in rulebook.exceptions]
    content["implied"] = [list(one) for one in rulebook.implied]
    content["review_by"] = _iso(rulebook.review_by)
    content["elections"] = [[_iso(part) for part in election] for election in rulebook.elections]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def restored(text: str, directory: str) -> Rulebook:
    """Return the rulebook that `dumped` wrote; `directory` is where its TOML files lie."""
    import json

    content = json.loads(text)
    if content.pop("format", None) != FORMAT:
        raise ValueError("a rulebook compiled by another version of the program")
    day = date.fromisoformat
    for source in content["sources"].values():
        source["read"] = day(source["read"])
    content["languages"] = tuple(content["languages"])
    for name in _HOURS:
        content[name] = content[name] and time.fromisoformat(content[name])
    content["fields"] = tuple(content["fields"])
    around = os.path.dirname(directory)
    content["directories"] = tuple(os.path.join(around, name) for name in content["directories"])
    content["facts"] = {name: Fact(row[0], row[1], tuple(row[2]), *row[3:]) for name, row in content["facts"].items()}
    content["rules"] = tuple(map(_rule, content["rules"]))
    content["coverage"] = tuple(content["coverage"])
    content["exceptions"] = tuple(map(_exception, content["exceptions"]))
    content["implied"] = tuple(map(_implied, content["implied"]))
    content["review_by"] = content["review_by"] and day(content["review_by"])
    content["elections"] = tuple(map(_election, content["elections"]))
    return Rulebook(directory=directory, **content)


def compile_rulebook(jurisdiction: str, directory: str) -> str:
    """Return the compiled form of the rulebook in `directory`; RulebookError with all faults if it has any."""
    from compliance.rulebook.files.load import load

    return dumped(load(jurisdiction, directory))


def _iso(part: Any) -> Any:
    return part.isoformat() if isinstance(part, date) else part


def _implied(row: list[Any]) -> Implied:
    fact, value, when, name_of, words = row
    return Implied(fact, value, {name: tuple(values) for name, values in when.items()}, name_of, words)


def _exception(row: list[Any]) -> Exempting:
    name, law, first, until, media, when, topics, summary = row
    return Exempting(
        name, tuple(law), first and date.fromisoformat(first), until and date.fromisoformat(until), tuple(media),
        {fact: tuple(values) for fact, values in when.items()}, tuple(topics), summary,
    )  # fmt: skip


def _rule(row: list[Any]) -> Rule:
    rule = Rule._make(row)
    return rule._replace(
        media=tuple(rule.media),
        aliases=tuple(rule.aliases),
        versions=tuple(
            Version(date.fromisoformat(first), tuple(law), tuple(cost), doubtful)
            for first, law, cost, doubtful in row[_VERSIONS]
        ),
        when={name: tuple(values) for name, values in rule.when.items()},
        if_known={name: tuple(values) for name, values in rule.if_known.items()},
        after=tuple(rule.after),
        when_any={name: tuple(values) for name, values in rule.when_any.items()},
    )


def _election(row: list[Any]) -> Election:
    election = Election._make(row)
    return election._replace(
        date=date.fromisoformat(row[1]),
        start=None if row[5] is None else date.fromisoformat(row[5]),
        end=None if row[7] is None else datetime.fromisoformat(row[7]),
        sources=tuple(election.sources),
        places=tuple(Place(name, tuple(forms)) for name, forms in row[13]),
        close=None if row[14] is None else datetime.fromisoformat(row[14]),
    )
