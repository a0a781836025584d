"""Report → text, one file per format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from compliance.document import Document

FORMATS = ("text", "json", "jsonl")


class Renderer(Protocol):
    """What every format does: something for each ad, in order, and something at the end."""

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Return what is to be written for one ad."""

    def end(self, summary: dict[str, Any]) -> str:
        """Return what is to be written when all ads are done."""


def renderer(name: str, *, language: str = "en", color: bool = False, columns: int = 100) -> Renderer:
    """Return the renderer of a format: `text`, `json` or `jsonl`."""
    if name == "text":
        from compliance.render.text import TextRenderer

        return TextRenderer(language, color, columns)
    from compliance.render.machine import JsonLinesRenderer, JsonRenderer

    return JsonRenderer() if name == "json" else JsonLinesRenderer()
