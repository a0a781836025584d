"""Report → text, one file per format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.document import Document
    from compliance.rulebook import Rulebook

# The formats for other programs and for pages: module and class, and whether they need the rules' own texts.
_OTHERS = {
    "sarif": ("sarif", "SarifRenderer", True),
    "junit": ("junit", "JunitRenderer", False),
    "github": ("github", "GithubRenderer", False),
    "gitlab": ("gitlab", "GitlabRenderer", False),
    "rdjson": ("rdjson", "RdjsonRenderer", False),
    "rdjsonl": ("rdjson", "RdjsonLinesRenderer", False),
    "markdown": ("markdown", "MarkdownRenderer", False),
}
FORMATS = ("text", "json", "jsonl", *_OTHERS, "html")


class Renderer(Protocol):
    """What every format does: something for each ad, in order, and something at the end."""

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Return what is to be written for one ad."""

    def end(self, summary: dict[str, Any]) -> str:
        """Return what is to be written when all ads are done."""


def renderer(
    name: str,
    *,
    language: str = "en",
    color: bool = False,
    columns: int = 100,
    rulebooks: Iterable[Rulebook] = (),
) -> Renderer:
    """Return the renderer of a format, one of `FORMATS`.

    `rulebooks` are those that judge: SARIF and HTML take the rules' own texts from them. They are read again for each
    ad and at the end, so a view of what is loaded on the way will do.
    """
    if name == "text":
        from compliance.render.formats.text import TextRenderer

        return TextRenderer(language, color, columns)
    if name == "html":
        from compliance.render.html.page import HtmlRenderer

        return HtmlRenderer(language, rulebooks)
    if name in _OTHERS:
        from importlib import import_module

        module, kind, reads_rules = _OTHERS[name]
        made = getattr(import_module(f"compliance.render.formats.{module}"), kind)
        found: Renderer = made(language, rulebooks) if reads_rules else made(language)
        return found
    from compliance.render.formats.machine import JsonLinesRenderer, JsonRenderer

    return JsonRenderer() if name == "json" else JsonLinesRenderer()
