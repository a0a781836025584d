"""JSON lines: the entries of the report, one a line, and a last line with the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render import Format
from compliance.render.machine import dumps
from compliance.report.build import Foot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.rulebook import Rulebook


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


FORMAT = Format("application/jsonl", "jsonl", lambda wanted: JsonLinesRenderer(wanted.languages, wanted.rulebooks))
