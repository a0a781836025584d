"""JSON, version 1 of the report, and JSON lines: the same bytes for the same ads, whatever the machine."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from compliance.report.build import Foot
from compliance.text.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.rulebook import Rulebook

# Legal in JSON strings, but able to steer a terminal or to turn writing round: C1 controls, line and direction marks.
# Lone surrogates, which have no bytes in UTF-8, are among them.
_RISKY = late("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def dumps(content: Any, indent: int | None = 2) -> str:
    """Return JSON with sorted keys that is safe to print; lone surrogates and direction marks are escaped."""
    return _RISKY.sub(_escaped, json.dumps(content, ensure_ascii=False, sort_keys=True, indent=indent)) + "\n"


def indented(content: Any, columns: int) -> str:
    """Return JSON that stands `columns` deep inside other JSON, without a line end behind it."""
    return dumps(content)[:-1].replace("\n", "\n" + " " * columns)


class Items:
    """The items of a JSON array, each written as soon as it is there, and the array's end."""

    __slots__ = ("_columns", "_head", "_none")

    def __init__(self, head: str, columns: int) -> None:
        self._head, self._columns, self._none = head, columns, True

    def item(self, content: Any) -> str:
        """Return the next item, led by the array's head or a comma."""
        lead = self._head if self._none else ","
        self._none = False
        return f"{lead}\n{' ' * self._columns}{indented(content, self._columns)}"

    def end(self) -> str:
        """Return the closing bracket; of an array without items, all of it."""
        return f"{self._head}]" if self._none else f"\n{' ' * (self._columns - 2)}]"


class JsonRenderer:
    """Renders each entry as soon as it is there, and at the end what they refer to and the tally."""

    def __init__(self, languages: Sequence[str] = ("en",), rulebooks: Iterable[Rulebook] = ()) -> None:
        self._languages, self._rulebooks = languages, rulebooks
        self._foot = Foot()
        self._documents = Items('{\n  "documents": [', 4)

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Return one entry."""
        self._foot.add(result)
        return self._documents.item(result)

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the rest of the report."""
        foot = self._foot.foot(self._rulebooks, self._languages)
        yield self._documents.end() + "," + dumps(foot).removeprefix("{")


class JsonLinesRenderer:
    """Renders each entry as one line of JSON as soon as it is there; the last line is the report without them."""

    def __init__(self, languages: Sequence[str] = ("en",), rulebooks: Iterable[Rulebook] = ()) -> None:
        self._languages, self._rulebooks = languages, rulebooks
        self._foot = Foot()

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Return one entry as one line."""
        self._foot.add(result)
        return dumps(result, indent=None)

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the last line: which rules judged, what the entries refer to, and the tally."""
        yield dumps(self._foot.foot(self._rulebooks, self._languages), indent=None)
