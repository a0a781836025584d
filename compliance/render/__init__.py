"""Report → text, one file per format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from compliance.render.addresses import HERE
from compliance.report.gate import GATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.render.addresses import Addresses
    from compliance.report.gate import Gate
    from compliance.rulebook import Rulebook

# The formats for other programs and for pages: module and class.
_OTHERS = {
    "sarif": ("formats.sarif", "SarifRenderer"),
    "junit": ("formats.junit", "JunitRenderer"),
    "github": ("formats.github", "GithubRenderer"),
    "gitlab": ("formats.gitlab", "GitlabRenderer"),
    "rdjson": ("formats.rdjson", "RdjsonRenderer"),
    "rdjsonl": ("formats.rdjson", "RdjsonLinesRenderer"),
    "markdown": ("formats.markdown", "MarkdownRenderer"),
    "html": ("html.page", "HtmlRenderer"),
}
FORMATS = ("text", "concise", "json", "jsonl", *_OTHERS)
_FOR_CI = ("sarif", "junit", "github", "gitlab", "rdjson", "rdjsonl")  # these know paths from the root, and the gate


class Renderer(Protocol):
    """What every format does: something for each ad, in order, and something at the end.

    No ad is kept in memory: what must wait for the end lies on disk, and the end comes in pieces.
    """

    def document(self, result: wire.AdResult, source: Document | None = None) -> str:
        """Return what is to be written for one ad."""

    def end(self, summary: wire.Summary) -> Iterator[str]:
        """Yield what is to be written when all ads are done."""


def renderer(
    name: str,
    *,
    language: str = "en",
    languages: Sequence[str] = (),
    color: bool = False,
    columns: int = 100,
    rulebooks: Iterable[Rulebook] = (),
    addresses: Addresses = HERE,
    gate: Gate = GATE,
) -> Renderer:
    """Return the renderer of a format, one of `FORMATS`.

    `rulebooks` are those that judge: law and texts of rules are taken from them. They are read again for each ad and at
    the end, so a view of what is loaded on the way will do. JSON has them in all `languages`, the rest in `language`.
    `addresses` says how formats for CI name files, `gate` what fails the run: by default what is in error.
    """
    if name == "text":
        from compliance.render.formats.text import TextRenderer

        return TextRenderer(language, color, columns, rulebooks, gate)
    if name == "concise":
        from compliance.render.formats.concise import ConciseRenderer

        return ConciseRenderer(language, color, gate)
    if name in _OTHERS:
        from importlib import import_module

        module, kind = _OTHERS[name]
        more: dict[str, Any] = {"addresses": addresses, "gate": gate} if name in _FOR_CI else {}
        if name == "markdown":
            more["gate"] = gate
        found: Renderer = getattr(import_module(f"compliance.render.{module}"), kind)(language, rulebooks, **more)
        return found
    from compliance.render.formats.machine import JsonLinesRenderer, JsonRenderer

    made = JsonRenderer if name == "json" else JsonLinesRenderer
    return made(languages or (language,), rulebooks)
