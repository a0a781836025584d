"""What was found in a document: its imprints, its language, and how the search went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.extraction.find.lexicon import Lexicon
from compliance.extraction.labelled import Step
from compliance.model.document import Layer
from compliance.model.imprint import Imprint
from compliance.text.folding import INVISIBLE
from compliance.text.language import Language

if TYPE_CHECKING:
    from compliance.extraction.phrased import Vocabulary


class Extraction:
    """All imprints of a document, its language, whether a cap cut the search off, and how it went.

    `visible` is the text as readers see it, `hidden` the places of imprints that stand where they do not, `layers`
    imprints in layers of the source that nobody sees.
    """

    __slots__ = ("_damage", "_language", "_lexicon", "hidden", "imprints", "layers", "trace", "truncated", "visible")

    def __init__(
        self,
        imprints: tuple[Imprint, ...],
        truncated: bool,
        trace: tuple[Step, ...],
        visible: str,
        lexicon: Lexicon | Vocabulary,
        hidden: tuple[tuple[int, int], ...] = (),
        damage: tuple[tuple[int, int], ...] | None = None,
        layers: tuple[Layer, ...] = (),
    ) -> None:
        self.imprints = imprints
        self.truncated = truncated
        self.trace = trace
        self.visible = visible
        self.hidden = hidden
        self.layers = layers
        self._damage = damage
        self._lexicon = lexicon
        self._language: Language | None = None

    @property
    def damage(self) -> tuple[tuple[int, int], ...]:
        """The places of words that lost letters; looked for when it is asked for."""
        if self._damage is None:
            self._damage = self._lexicon.losses.places(self.visible)
        return self._damage

    @property
    def language(self) -> str:
        """The language of the text: ky, ru, mixed, other or und; found when it is asked for."""
        return self._identified().code

    @property
    def language_evidence(self) -> dict[str, int]:
        """What speaks for each language: its letters and commonest words, counted."""
        return self._identified().evidence

    def _identified(self) -> Language:
        if self._language is None:
            self._language = self._lexicon.identifier.identify(self.visible)
        return self._language


def merge_repeated(imprints: list[Imprint]) -> list[Imprint]:
    """Join imprints that state the same words into one with all its places."""
    if len(imprints) < 2:
        return imprints
    known: dict[Any, int] = {}
    merged: list[Imprint] = []
    for reading in imprints:
        key = tuple(sorted((path, _comparable(leaf.raw)) for path, leaf in reading.leaves.items()))
        if key in known:
            first = merged[known[key]]
            merged[known[key]] = first._replace(occurrences=(*first.occurrences, reading.place))
        else:
            known[key] = len(merged)
            merged.append(reading)
    return merged


def _comparable(raw: str) -> str:
    for character in INVISIBLE:
        if character in raw:
            raw = raw.replace(character, "")
    return " ".join(raw.split())
