"""Report → text, one file per format."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
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

_FORMATS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "formats")


class Wanted(NamedTuple):
    """What a report is written for: the parameters of `renderer`, from which each format takes what it tells."""

    language: str
    languages: Sequence[str]
    color: bool
    columns: int
    rulebooks: Iterable[Rulebook]
    addresses: Addresses
    gate: Gate


class Format(NamedTuple):
    """A format, as its file declares it (`FORMAT`): what it is called on the wire, how its files end, what makes it."""

    media: str
    ending: str
    made: Callable[[Wanted], Renderer]


def _named() -> tuple[str, ...]:
    """Return the name of every format there is: a file of `formats` is one, and its name is that of the file."""
    files = (name.partition(".")[0] for name in os.listdir(_FORMATS) if name.endswith((".py", ".so", ".pyd")))
    return tuple(sorted({name for name in files if not name.startswith("_")}, key=lambda name: (name != "text", name)))


FORMATS = _named()


@cache
def form(name: str) -> Format:
    """Return the format of a name, one of `FORMATS`."""
    found: Format = import_module(f"compliance.render.formats.{name}").FORMAT
    return found


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
    return form(name).made(
        Wanted(language, tuple(languages) or (language,), color, columns, rulebooks, addresses, gate)
    )
