"""A rulebook on top of others: what it does not say itself comes from those it builds on, rules by id."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Set
from typing import Any

from compliance.rulebook.book import Rulebook

_TABLES = ("sources", "content_words", "facts", "terms", "messages", "checks", "formats")
_WHOLE = ("labels", "election_words", "compose")


def base_folder(name: str, directory: str) -> str | None:
    """Return the folder of a rulebook to build on: beside the one that builds on it, or with the program."""
    from compliance.rulebook.files.load import RULES

    for around in (os.path.dirname(os.path.abspath(directory)), RULES):
        folder = os.path.join(around, name)
        if os.path.isfile(os.path.join(folder, "jurisdiction.toml")):
            return folder
    return None


def laid(book: Rulebook, bases: Iterable[Rulebook], replaced: Set[str]) -> Rulebook:
    """Return `book` with what `bases` have and it has not; rules that it `replaced` are left out.

    Entries go by id, the book's own first and then those of the nearest base. Its head (languages, zone, hours) stays
    its own, and its digest takes the bases in.
    """
    for base in bases:
        for name in _TABLES:
            setattr(book, name, {**getattr(base, name), **getattr(book, name)})
        for name in _WHOLE:
            setattr(book, name, getattr(book, name) or getattr(base, name))
        if book.labels is not base.labels and "phrase" in book.labels and "phrase" in base.labels:
            book.labels = _joined(book.labels, base.labels)
        rules = {rule.id: rule for rule in (*base.rules, *book.rules) if rule.id not in replaced}
        book.rules = tuple(rules[name] for name in sorted(rules))
        known = {one.id for one in book.exceptions}
        book.exceptions = (*book.exceptions, *(one for one in base.exceptions if one.id not in known))
        book.implied = (*book.implied, *base.implied)
        book.fields = tuple(dict.fromkeys((*book.fields, *base.fields)))
        book.elections = (*book.elections, *_without(base.elections, book.elections))
        book.coverage = (*book.coverage, *_rows(base.coverage, replaced, {row["id"] for row in book.coverage}))
        book.directories = tuple(dict.fromkeys((*book.directories, base.directory, *base.directories)))
        book.sha256 = hashlib.sha256(f"{base.sha256}\0{book.sha256}".encode()).hexdigest()
    return book


def _joined(own: Any, below: Any) -> Any:
    """Return two tables of words as one: lists one after the other, tables key by key, the book's own first."""
    if isinstance(own, dict):
        return {key: _joined(own[key], below[key]) if key in own and key in below else {**below, **own}[key]
                for key in {**own, **below}}  # fmt: skip
    return [*own, *(one for one in below if one not in own)] if isinstance(own, list) else own


def _without(elections: Iterable[Any], known: Iterable[Any]) -> list[Any]:
    ids = {election.id for election in known}
    return [election for election in elections if election.id not in ids]


def _rows(rows: Iterable[dict[str, Any]], replaced: Set[str], known: Set[str]) -> Iterable[dict[str, Any]]:
    """Yield the duties of a base without those the book lists itself, or whose every rule it replaces."""
    for row in rows:
        left = [rule for rule in row["rules"] if rule not in replaced]
        if row["id"] not in known and (left or not row["rules"]):
            yield {**row, "rules": left}
