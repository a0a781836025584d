"""Report → text, one file per format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from compliance.model.tuples import NamedTuple
from compliance.render.addresses import HERE
from compliance.report.gate import GATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.render.addresses import Addresses
    from compliance.report.gate import Gate
    from compliance.rulebook import Rulebook


class Format(NamedTuple):
    """A format: the module and class that write it, what it is called on the wire, how its files end."""

    module: str
    maker: str
    media: str
    ending: str


_TEXT = "text/plain; charset=utf-8"
# All that is known of a format beside its renderer: command line, configuration, service and page take it from here.
TABLE = {
    "text": Format("formats.text", "TextRenderer", _TEXT, "txt"),
    "concise": Format("formats.concise", "ConciseRenderer", _TEXT, "txt"),
    "json": Format("formats.machine", "JsonRenderer", "application/json", "json"),
    "jsonl": Format("formats.machine", "JsonLinesRenderer", "application/jsonl", "jsonl"),
    "sarif": Format("formats.sarif", "SarifRenderer", "application/sarif+json", "sarif"),
    "junit": Format("formats.junit", "JunitRenderer", "application/xml", "xml"),
    "github": Format("formats.github", "GithubRenderer", _TEXT, "txt"),
    "gitlab": Format("formats.gitlab", "GitlabRenderer", "application/json", "json"),
    "rdjson": Format("formats.rdjson", "RdjsonRenderer", "application/json", "json"),
    "rdjsonl": Format("formats.rdjson", "RdjsonLinesRenderer", "application/jsonl", "jsonl"),
    "markdown": Format("formats.markdown", "MarkdownRenderer", "text/markdown; charset=utf-8", "md"),
    "html": Format("html.page", "HtmlRenderer", "text/html; charset=utf-8", "html"),
}
FORMATS = tuple(TABLE)
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
    from importlib import import_module

    made: Callable[..., Renderer] = getattr(import_module(f"compliance.render.{TABLE[name].module}"), TABLE[name].maker)
    if name == "text":
        return made(language, color, columns, rulebooks, gate)
    if name == "concise":
        return made(language, color, gate)
    if name in ("json", "jsonl"):
        return made(languages or (language,), rulebooks)
    if name in _FOR_CI:
        return made(language, rulebooks, addresses=addresses, gate=gate)
    return made(language, rulebooks, gate=gate) if name == "markdown" else made(language, rulebooks)
