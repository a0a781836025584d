"""What is wrong between exceptions.toml and the other files: facts, sources and languages that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.rulebook.checked.coverage import repeated, untranslated
from compliance.rulebook.checked.references import Names, condition_faults, near_name

if TYPE_CHECKING:
    from compliance.errors import Fault
    from compliance.rulebook.files.lines import Path
    from compliance.rulebook.files.parse import Source


def exception_faults(exceptions: Source, known: Names) -> Iterator[Fault]:
    """Yield what is wrong with the exceptions of a rulebook that their shape allows."""
    rows = exceptions.content["exception"]
    yield from repeated(exceptions, "exception", [row["id"] for row in rows])
    for index, row in enumerate(rows):
        here: Path = ("exception", index)
        yield from untranslated(exceptions, (*here, "summary"), row["summary"], known.languages)
        for number, law in enumerate(row["law"]):
            if known.laws is not None and law not in known.laws:
                yield exceptions.fault(
                    (*here, "law", number), f"{law!r} is not in law.toml{near_name(law, known.laws)}"
                )
        for name, values in row["when"].items():
            wanted = values if isinstance(values, list) else [values]
            yield from condition_faults(exceptions, (*here, "when", name), name, wanted, known)


def implied_faults(facts: Source, known: Names) -> Iterator[Fault]:
    """Yield what is wrong with the facts that follow from others: names, values and groups that lead nowhere."""
    for index, row in enumerate(facts.content.get("implied", ())):
        here: Path = ("implied", index)
        yield from condition_faults(facts, (*here, "fact"), row["fact"], [row["value"]], known)
        for name, values in row.get("when", {}).items():
            wanted = values if isinstance(values, list) else [values]
            yield from condition_faults(facts, (*here, "when", name), name, wanted, known)
        if known.groups is not None and row.get("words", "") not in {"", *known.groups}:
            yield facts.fault(
                (*here, "words"), f"is no group of content_words.toml{near_name(row['words'], known.groups)}"
            )
        if known.parts and row.get("name_of", "") not in {"", *known.parts}:
            yield facts.fault((*here, "name_of"), "is no field of the jurisdiction")
