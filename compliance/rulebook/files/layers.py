"""A user's own files on top of a rulebook: rules, sources and elections by id, other files as a whole."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any, TypeGuard

from compliance.rulebook.files.parse import Files, Source, read

if TYPE_CHECKING:
    from compliance.errors import Fault

_BY_NAME = ("content_words", "facts", "messages")
_BY_ID = {"law": "source", "elections": "election", "coverage": "row"}


def read_layered(jurisdiction: str, directory: str, own: str, faults: list[Fault]) -> Files:
    """Return the files of a rulebook with those of the folder `own` before them; `faults` takes what cannot be read."""
    base = read(jurisdiction, directory, faults)
    wrong: list[Fault] = []
    above = read(jurisdiction, own, wrong)
    faults += [fault for fault in wrong if fault.message != "is missing"]  # what is not here is below
    single = dict(base.single)
    for name, source in above.single.items():
        single[name] = _laid(name, base.single[name], source) if name in base.single else source
    if "coverage" in single:
        single["coverage"] = _with_own_duties(single["coverage"], above.rules)
    digest = hashlib.sha256(f"{base.sha256}\0{above.sha256}".encode()).hexdigest()
    return Files(single, {**base.rules, **above.rules}, base.messages, base.facts, digest)


def _laid(name: str, base: Source, own: Source) -> Source:
    """Return a file with the user's entries first, so that their places in the file stay what they are."""
    if name in _BY_NAME:
        return own._replace(content={**base.content, **own.content, **_joined(base.content, own.content)})
    table = _BY_ID.get(name)
    if table is None:
        return own
    entries = own.content.get(table, [])
    if not _are_tables(entries) or not _are_tables(base.content.get(table)):
        return own  # what is wrong with it is told when it is checked
    ids = {str(entry.get("id")) for entry in entries}
    below = [entry for entry in base.content[table] if entry.get("id") not in ids]
    merged = {**base.content, **own.content, table: [*entries, *below]}
    if name == "coverage":
        merged |= _joined({"reason": {}, **base.content}, own.content)
    return own._replace(content=merged)


def _joined(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return the tables that both files have, each with the entries of both; what is no table is as the own file says.

    >>> _joined({"group": {"a": 1}}, {"group": {"b": 2}, "other": {}}), _joined({"group": {"a": 1}}, {"group": []})
    ({'group': {'a': 1, 'b': 2}}, {})
    """
    both = [key for key in base if isinstance(base[key], dict) and isinstance(own.get(key), dict)]
    return {key: {**base[key], **own[key]} for key in both}


def _with_own_duties(coverage: Source, rules: dict[str, Source]) -> Source:
    """Return the coverage with a row for each of the user's rules that no row names."""
    rows = coverage.content.get("row")
    if not _are_tables(rows) or not all(_is_duty(row) for row in rows):
        return coverage
    named = {rule for row in rows for rule in row.get("rules", ())}
    languages = [language for row in rows[:1] for language in row["duty"]]
    added: list[dict[str, Any]] = []
    for number, name in enumerate(sorted(rules.keys() - named), 1):
        said = rules[name].content.get("summary", {})
        duty = {language: (isinstance(said, dict) and said.get(language)) or name for language in languages}
        added.append({"id": f"OWN{number}", "status": "rule", "rules": [name], "duty": duty})
    return coverage._replace(content={**coverage.content, "row": [*rows, *added]})


def _are_tables(found: Any) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(found, list) and all(isinstance(one, dict) for one in found)


def _is_duty(row: dict[str, Any]) -> bool:
    rules = row.get("rules", [])
    return isinstance(row.get("duty"), dict) and isinstance(rules, list) and all(isinstance(one, str) for one in rules)


def has_rules(directory: str) -> bool:
    """Return whether a folder holds TOML files, itself or in the folders below it."""
    return any(name.endswith(".toml") for _, _, names in os.walk(directory) for name in names)
