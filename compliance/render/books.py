"""What entries of a report refer to by id or number, looked up in the rulebooks that judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.border import report_wire as wire
    from compliance.rulebook import Rule, Rulebook

_EMPTY: dict[str, Any] = {"article": None, "title": {}, "url": None, "quote": None, "quote_language": None}


class Books:
    """A view of the rulebooks; they are looked through again for each ad, since they may be loaded on the way."""

    __slots__ = ("_found", "_given")

    def __init__(self, rulebooks: Iterable[Rulebook]) -> None:
        self._given = rulebooks
        self._found: dict[str, Rulebook | None] = {}

    @property
    def several(self) -> bool:
        """Whether more than one rulebook judges the ads of the report."""
        return len({book.id for book in self._given}) > 1

    def of(self, result: wire.AdResult) -> Rulebook | None:
        """Return the rulebook that judged an ad."""
        name = result.get("rulebook")
        if name is None:
            return None
        if self._found.get(name) is None:
            self._found[name] = next((book for book in self._given if book.sha256 == name), None)
        return self._found[name]

    def used(self) -> list[Rulebook]:
        """Return the rulebooks that were asked for, by jurisdiction and version."""
        found = (book for book in self._found.values() if book is not None)
        return sorted(found, key=lambda book: (book.id, book.version, book.sha256))

    def law(self, result: wire.AdResult, names: Iterable[str]) -> list[dict[str, Any]]:
        """Return sources of law, in all languages; of one that is not known only its id."""
        book = self.of(result)
        known = book.sources if book else {}
        bare = {"act": {}, "status": "unconfirmed"}
        return [{**_EMPTY, **({**bare, "act": {"en": name}} | known.get(name, {})), "id": name} for name in names]

    def laws(self, result: wire.AdResult, finding: wire.Finding) -> list[dict[str, Any]]:
        """Return the sources a finding rests on."""
        return self.law(result, finding.get("law", ()))

    def penalties(self, result: wire.AdResult, finding: wire.Finding) -> list[dict[str, Any]]:
        """Return the sources that say what a violation costs."""
        return self.law(result, finding.get("penalty", ()))

    def rules(self, result: wire.AdResult, numbers: Iterable[int]) -> list[Rule]:
        """Return rules by their numbers."""
        book = self.of(result)
        return [book.rules[number] for number in numbers] if book else []
