"""What the formats for CI share: a language, the rulebooks, how files are named there, and what fails a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.addresses import HERE, Addresses
from compliance.render.books import Books
from compliance.render.words import words
from compliance.report.gate import GATE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from compliance.render import Wanted
    from compliance.report.gate import Gate
    from compliance.rulebook import Rulebook


class ForCi:
    """A renderer of a format that CI reads; paths in it are counted from the root of the repository."""

    def __init__(
        self,
        language: str = "en",
        rulebooks: Iterable[Rulebook] = (),
        addresses: Addresses = HERE,
        gate: Gate = GATE,
    ) -> None:
        self._language, self._addresses, self._gate = language, addresses, gate
        self._say = words(language)
        self._rulebooks, self._books = rulebooks, Books(rulebooks)
        self._prepare()

    @classmethod
    def wanted(cls, wanted: Wanted) -> Self:
        """Return the renderer of the report that is wanted."""
        return cls(wanted.language, wanted.rulebooks, wanted.addresses, wanted.gate)

    def _prepare(self) -> None:
        """Make ready what the format itself keeps."""
