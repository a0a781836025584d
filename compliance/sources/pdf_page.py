"""One page of a PDF: which of its words are seen, which letters say what they show, and what only a picture shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pypdfium2

from compliance.model.document import Place
from compliance.sources.gathering import Gatherer
from compliance.sources.layout import Line, Word
from compliance.sources.layout_text import separator
from compliance.sources.ocr_words import scans
from compliance.sources.pdf_sight import Sight, area, overlap
from compliance.sources.pdf_values import among, values
from compliance.sources.pdfium import Cover, Frame, Glyphs, Letters, Objects
from compliance.text.damage import unreadable

_LEAST_PICTURE = 40.0  # points on the shorter side: smaller ones are signs
_FEW = 10  # letters: a page with less is as good as without text
_LITTLE = 200  # letters: a page with less whose picture fills it may be a scan with a line of its program
_GARBLED = 0.2  # share of words with unknown letters from which on a page says something else than it shows
_EXCHANGED = 10.8  # the mean rank of letters by how common they are: 8 to 9 in a text, 12 to 18 where each is another
_ENOUGH = 60  # letters by which a page is judged
_OF_A_LETTER, _LEAST_LETTER, _OF_A_LINE = 6, 2.0, 600  # strokes of a path, its points high, strokes of a line of them
_FEWEST_OUTLINED = 15  # letters among shapes: less are a sign or a mark of a firm
_PRIVATE = re.compile(
    r"[\ue000-\uf8ff\ufffd\x00-\x1f](?=.)|(?<=.)[\ue000-\uf8ff\ufffd\x00-\x1f]"
)  # but a lone sign of a list
_EDGE = 4  # lines at the top and at the bottom that may be repeated on every page


class Page:
    """A page that is open. `ValueError` where PDFium cannot open it."""

    def __init__(self, document: Any, number: int) -> None:
        self.number = number + 1
        self.place = Place(f"page {self.number}", page=self.number)
        try:
            self._page = document[number]
        except pypdfium2.PdfiumError as error:
            raise ValueError("cannot be opened") from error
        self._form = document.formenv
        self._frame = Frame(self._page)
        try:
            self._letters = Letters(self._page, self._frame)
        except pypdfium2.PdfiumError as error:
            self._page.close()
            raise ValueError("has no text that can be opened") from error
        self._objects = Objects(self._page, self._frame)
        self._sight = Sight(self._page, self._frame, self._objects)

    def close(self) -> None:
        """Let go of the page."""
        self._letters.close()
        self._page.close()

    def words(self, gatherer: Gatherer, recognise: Callable[[Page, Gatherer], list[Word]]) -> list[Word]:
        """Return the words that are seen; what is hidden or cannot be read is told to `gatherer`.

        `recognise` reads the page as a picture where it has no text.
        """
        glyphs = list(self._letters.words())
        hidden = self._sight.hidden(glyphs)
        seen = [one for number, one in enumerate(glyphs) if number not in hidden] if hidden else glyphs
        found = [one.word for one in seen if one.known and not _PRIVATE.search(one.word.text)]
        garbled = len(seen) - len(found) > _GARBLED * len(seen) or is_garbled(" ".join(word.text for word in found))
        if garbled:
            found = []
        elif len(found) < len(seen):
            gatherer.miss("letters", self.place)
        found = among(found, values(self._page, self._form, self._frame, self.place, gatherer))
        if garbled or self._is_scan(found):
            hidden = {number: kind for number, kind in hidden.items() if kind != "invisible"}  # the scan's own text
            recognised = [
                word for word in recognise(self, gatherer) if not any(overlap(word.box, one.box) for one in found)
            ]
            if garbled and not recognised:
                gatherer.miss("letters", self.place)
            found += recognised
        else:
            if self._shapes():
                found += self._outlined(found, gatherer, recognise)
            self._miss_pictures(gatherer)
        self._hide(glyphs, hidden, gatherer)
        return found

    def _is_scan(self, found: list[Word]) -> bool:
        """Return whether a page shows something, but has no text, or next to none beside a picture that fills it."""
        letters = sum(len(word.text) for word in found)
        if letters < _FEW:
            return self._objects.count > len(self._objects.texts)
        return letters < _LITTLE and any(
            cover.is_picture and area(cover.box) > 0.5 * self._frame.width * self._frame.height
            for cover in self._objects.covers
        )

    def _shapes(self) -> list[Cover]:
        """Return what may be letters that were made shapes, where there are enough of them for a line."""
        height = self._frame.height / 4
        shapes = [
            cover for cover in self._objects.covers
            if cover.strokes >= _OF_A_LETTER and _LEAST_LETTER <= cover.box[3] - cover.box[1] < height
        ]  # fmt: skip
        return shapes if sum(shape.strokes for shape in shapes) >= _OF_A_LINE else []

    def _outlined(
        self, found: list[Word], gatherer: Gatherer, recognise: Callable[[Page, Gatherer], list[Word]]
    ) -> list[Word]:
        """Return the words beside the text that a program reads where shapes are drawn; few of them are none."""
        aside, shapes = Gatherer(), self._shapes()
        words = [
            word for word in recognise(self, aside)
            if not any(overlap(word.box, one.box) or overlap(one.box, word.box) for one in found)
            and any(overlap(shape.box, word.box) or overlap(word.box, shape.box) for shape in shapes)
        ]  # fmt: skip
        if any(one.what == "page" for one in aside.gathered().unread):
            gatherer.miss("picture", self.place)
        if sum(one.isalpha() for word in words for one in word.text) < _FEWEST_OUTLINED:
            return []
        gatherer.miss("recognised", self.place)
        return words

    def _miss_pictures(self, gatherer: Gatherer) -> None:
        for picture in self._objects.covers:
            left, top, right, bottom = picture.box
            if picture.is_picture and min(right - left, bottom - top) >= _LEAST_PICTURE:
                gatherer.miss("picture", self.place._replace(box=picture.box))

    def _hide(self, glyphs: list[Glyphs], hidden: dict[int, str], gatherer: Gatherer) -> None:
        for kind in dict.fromkeys(hidden.values()):
            words = [one.word for number, one in enumerate(glyphs) if hidden.get(number) == kind]
            text = "".join(word.text + word.ends for word in words)
            gatherer.hide(kind, text, self.place._replace(box=Line(words, 0).box))

    def picture(self, dots: int, most: int) -> tuple[int, int, bytes, float]:
        """Return the page drawn in grey at `dots` per inch, of at most `most` dots: width, height, rows, dots."""
        area = max(self._frame.width * self._frame.height, 1.0)
        scale = min(dots / 72, (most / area) ** 0.5)
        bitmap = self._page.render(scale=scale, grayscale=True)
        width, height, stride, content = bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
        bitmap.close()
        rows = content if stride == width else b"".join(
            content[row * stride : row * stride + width] for row in range(height)
        )  # fmt: skip
        return width, height, rows, scale * 72


def is_garbled(text: str) -> bool:
    """Return whether the letters of a page make no text: exchanged for others, lost, or of a wrong code page.

    >>> is_garbled("Заказчик: кандидат Омуралиева М.З., исполнитель: ОсОО «Печать плюс», тираж: 500")
    False
    """
    counts = Counter(text.lower())
    ranks = [_mean_rank(counts, order) for order in _orders()]
    if min(rank for rank, _ in ranks) > _EXCHANGED:
        return True
    if max(known for _, known in ranks) > len(text) // 2:
        return False
    return bool(text.strip() and unreadable(text))


@cache
def _orders() -> list[dict[str, int]]:
    return [{letter: rank for rank, letter in enumerate(order)} for order in scans().letters_by_frequency]


def _mean_rank(counts: Counter[str], order: dict[str, int]) -> tuple[float, int]:
    """Return the mean rank of letters in a language, the commonest being 0, and how many there are; 0 of too few."""
    known = sum(counts[letter] for letter in order)
    return (sum(counts[letter] * rank for letter, rank in order.items()) / known if known >= _ENOUGH else 0.0), known


class Repeated:
    """Headers and footers that stand alike on page after page: they are read once."""

    def __init__(self) -> None:
        self._known: set[tuple[str, int]] = set()

    def without(self, lines: list[Line]) -> list[Line]:
        """Return the lines of a page without blocks at its top and bottom that a page before had there."""
        first = self._repeated(lines, False)
        last = len(lines) - self._repeated(lines[::-1], True)
        self._known.update(_keys(lines[:_EDGE] + lines[-_EDGE:]))
        return lines[first:last] if first < last else []

    def _repeated(self, lines: list[Line], upwards: bool) -> int:
        """Return how many of the first lines, or the last ones, are known and stand apart from the rest as a block."""
        keys = _keys(lines[:_EDGE])
        known = next((count for count, key in enumerate(keys) if key not in self._known), len(keys))
        while 0 < known < len(lines):
            pair = lines[known - 1], lines[known]
            if separator(*(pair[::-1] if upwards else pair)) == "\n\n":
                break
            known -= 1
        return known


def _keys(lines: list[Line]) -> list[tuple[str, int]]:
    return [(line.text, round(line.box[1] / 2)) for line in lines]
