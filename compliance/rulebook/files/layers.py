"""A user's own files on top of a rulebook: rules, sources and elections by id, other files as a whole."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any

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
        tables = {**base.content, **own.content}
        return own._replace(content={key: {**base.content.get(key, {}), **own.content.get(key, {})} for key in tables})
    table = _BY_ID.get(name)
    if table is None:
        return own
    entries = own.content.get(table, [])
    ids = {entry.get("id") for entry in entries}
    below = [entry for entry in base.content.get(table, []) if entry.get("id") not in ids]
    merged = {**base.content, **own.content, table: [*entries, *below]}
    if name == "coverage":
        merged["reason"] = {**base.content.get("reason", {}), **own.content.get("reason", {})}
    return own._replace(content=merged)


def _with_own_duties(coverage: Source, rules: dict[str, Source]) -> Source:
    """Return the coverage with a row for each of the user's rules that no row names."""
    named = {rule for row in coverage.content.get("row", []) for rule in row.get("rules", ())}
    languages = [language for row in coverage.content.get("row", [])[:1] for language in row["duty"]]
    added: list[dict[str, Any]] = []
    for number, name in enumerate(sorted(rules.keys() - named), 1):
        said = rules[name].content.get("summary", {})
        duty = {language: said.get(language) or name for language in languages}
        added.append({"id": f"OWN{number}", "status": "rule", "rules": [name], "duty": duty})
    return coverage._replace(content={**coverage.content, "row": [*coverage.content.get("row", []), *added]})


def has_rules(directory: str) -> bool:
    """Return whether a folder holds TOML files, itself or in the folders below it."""
    return any(name.endswith(".toml") for _, _, names in os.walk(directory) for name in names)
