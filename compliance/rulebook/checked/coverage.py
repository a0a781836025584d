"""What is wrong with coverage.toml, the list of a law's duties; and faults of the kinds that every file may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compliance.errors import Fault
    from compliance.rulebook.files.lines import Path
    from compliance.rulebook.files.parse import Source


def coverage_faults(
    source: Source, languages: tuple[str, ...], rules: Set[str], below: Set[str] = frozenset()
) -> Iterator[Fault]:
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
            if rule not in rules and rule not in below:
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
