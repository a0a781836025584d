"""rdjson, the format of reviewdog as one object; what its diagnostics are is said in `rdjsonl.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render import Format
from compliance.render.formats.rdjsonl import RdjsonLinesRenderer
from compliance.render.machine import Items, dumps
from compliance.report.build import TOOL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.border import report_wire as wire
    from compliance.model.document import Document


class RdjsonRenderer(RdjsonLinesRenderer):
    """Renders one object, each diagnostic as soon as its ad is judged."""

    def _prepare(self) -> None:
        super()._prepare()
        self._items = Items('{\n  "diagnostics": [', 4)

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Return the diagnostics of one ad."""
        return "".join(map(self._items.item, self._diagnostics(result, source)))

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield the end of the object."""
        yield self._items.end() + "," + dumps({"source": {"name": TOOL["name"]}}).removeprefix("{")


FORMAT = Format("application/json", "json", RdjsonRenderer.wanted)
