"""Changes of form as the page shows them: line by line, with the verdict before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.authoring.fix import Edit, apply, form_fixes
from compliance.model.document import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.border import report_wire as wire
    from compliance.checker import Checker
    from compliance.model.known import Known


def mended(text: str, checker: Checker) -> str:
    """Return the text with its changes of form made."""
    return apply(text, form_fixes(Document(text), checker))


def changes(
    document: Document, checker: Checker, known: Known
) -> tuple[list[list[tuple[str, str]]], wire.AdResult] | None:
    """Return the lines that change, in pieces, and the result of the changed text; None where nothing is to change.

    A piece is a kind (`same`, `del`, `ins`) and its words.
    """
    edits = form_fixes(document, checker)
    if not edits:
        return None
    after = checker.result(Document(apply(document.text, edits)), known)
    return _lines(document.text, edits), after


def _lines(text: str, edits: Sequence[Edit]) -> list[list[tuple[str, str]]]:
    """Return each line with a change, in pieces.

    >>> _lines("a\\nНуска:1\\n", [Edit(2, "Нуска", "Нускасы"), Edit(8, "", " ")])
    [[('del', 'Нуска'), ('ins', 'Нускасы'), ('same', ':'), ('ins', ' '), ('same', '1')]]
    """
    found: list[list[tuple[str, str]]] = []
    at = last = -1
    for start, before, after in edits:
        if start > last:
            if found:
                found[-1].append(("same", text[at:last]))
            at, last = text.rfind("\n", 0, start) + 1, _end(text, start)
            found.append([])
        found[-1] += [("same", text[at:start]), ("del", before), ("ins", after)]
        at = start + len(before)
    if found:
        found[-1].append(("same", text[at:last]))
    return [[piece for piece in line if piece[1]] for line in found]


def _end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def shown(result: wire.AdResult, tally: str) -> dict[str, Any]:
    """Return how a result is told in a word and a count."""
    return {"verdict": result["verdict"], "tally": tally}
