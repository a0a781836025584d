"""JSON: version 1 of the report (`schemas/report.v1.json`)."""

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


class JsonRenderer:
    """Renders each entry as one line as soon as it is there, and at the end what they refer to and the tally."""

    def __init__(self, languages: Sequence[str] = ("en",), rulebooks: Iterable[Rulebook] = ()) -> None:
        self._languages, self._rulebooks = languages, rulebooks
        self._foot = Foot()
        self._lead = '{\n  "documents": ['

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Return one entry."""
        self._foot.add(result)
        lead, self._lead = self._lead, ","
        return f"{lead}\n    {dumps(result, indent=None)[:-1]}"

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the rest of the report."""
        foot = self._foot.foot(self._rulebooks, self._languages)
        end = "\n  ]" if self._lead == "," else f"{self._lead}]"
        yield end + "," + dumps(foot).removeprefix("{")


FORMAT = Format("application/json", "json", lambda wanted: JsonRenderer(wanted.languages, wanted.rulebooks))
