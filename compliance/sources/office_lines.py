"""Lines of a word processor's document, each of pieces with their places: a row of a table, and into a document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from compliance.model.document import Place
from compliance.sources.gathering import Gatherer


class Piece(NamedTuple):
    """A stretch of text and where it stands. `kind`: why it is not seen; "" if it is, `unread` if it is a picture."""

    text: str
    where: str
    kind: str = ""


def write(line: list[Piece], gatherer: Gatherer, kind: str) -> None:
    """Hand the pieces of a line to `gatherer`, and end it, unless the end of its paragraph was deleted."""
    for text, where, own in line:
        place = Place(where)
        if own == "unread":
            gatherer.miss("picture", place)
        elif kind or own not in ("", "merged"):
            gatherer.hide(kind or own, text, place)
        elif text in ("\t", "\n"):
            gatherer.between(text)
        else:
            gatherer.add(text, place)
    gatherer.between("" if line and line[-1].kind == "merged" else "\n")


def in_a_row(cells: list[list[list[Piece]]]) -> Iterator[list[Piece]]:
    """Yield a table's row as one line with tabs between its cells; as one after the other where a cell has several.

    A cell of labels beside one of as many values is read label by label.
    """
    if pairs := _labelled(cells):
        for label, value in pairs:
            yield [*label, Piece("\t", label[-1].where), *value]
        return
    if any(len([line for line in cell if any(piece.text for piece in line)]) > 1 for cell in cells):
        for cell in cells:
            yield from cell
        return
    row: list[Piece] = []
    for cell in cells:
        if row and cell:
            row.append(Piece("\t", row[-1].where))
        row += [piece for line in cell for piece in line]
    yield row


def _labelled(cells: list[list[list[Piece]]]) -> list[tuple[list[Piece], list[Piece]]]:
    """Return the lines of two cells side by side, where each of the first, and of several, is a label with a colon."""
    if len(cells) != 2 or any(piece.kind == "unread" for cell in cells for line in cell for piece in line):
        return []
    labels, said = ([part for line in cell for part in _parts(line)] for cell in cells)
    if len(labels) != len(said) or len(labels) < 2:
        return []
    each = ["".join(piece.text for piece in line).rstrip() for line in labels]
    return list(zip(labels, said, strict=True)) if all(one.endswith(":") for one in each) else []


def _parts(line: list[Piece]) -> Iterator[list[Piece]]:
    """Yield what stands between the breaks of a line, if it says something."""
    for is_break, pieces in groupby(line, key=lambda piece: piece.text == "\n"):
        part = list(pieces)
        if not is_break and any(piece.text.strip() for piece in part):
            yield part
