"""A checker for one ad that is judged again and again: what was read of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.checker import Checker

if TYPE_CHECKING:
    from compliance.extraction import Extraction
    from compliance.model.document import Document


class ReadOnce(Checker):
    """A checker that reads each document once, and a plain text once however many documents hold it.

    It keeps all that it has read: one of these is made for an ad, and goes with it.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._found: dict[object, tuple[Document, Extraction]] = {}

    @classmethod
    def of_checker(cls, checker: Checker) -> ReadOnce:
        """Return one that judges as another checker does; one of these is returned as it is."""
        if isinstance(checker, ReadOnce):
            return checker
        made = cls.__new__(cls)
        made.__dict__.update(checker.__dict__)
        made._found = {}
        return made

    def read(self, document: Document, explain: bool = False, told: bool = False) -> Extraction:
        """Return what extraction finds; with `explain`, anew."""
        if explain:
            return super().read(document, explain, told)
        plain = not (document.segments or document.layers or document.unread)
        key: object = (document.format, document.text, told) if plain else (id(document), told)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = (
                document,
                super().read(document, told=told),
            )  # the document stays, and so its id
        return found[1]
