"""What was filled into a PDF's form or typed on top of its pages, as words with boxes; notes are not seen."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

from compliance.model.document import Place
from compliance.sources.gathering import Gatherer
from compliance.sources.layout import Word
from compliance.sources.pdfium import Frame

_MOST = 5_000
_LONGEST = 200_000  # bytes of one value
_TEXTUAL = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW | raw.FPDF_ANNOT_FLAG_INVISIBLE
_SPOKEN = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)
_NOTES = (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_SQUARE)


def among(words: list[Word], values: list[list[Word]]) -> list[Word]:
    """Return words with each value behind the word on its left, as it is seen; one that has none goes to the end."""
    found = list(words)
    for value in values:
        left, top, _, bottom = value[0].box
        before = [
            (word.box[2], number)
            for number, word in enumerate(found)
            if word.box[2] <= left + 5 and top <= (word.box[1] + word.box[3]) / 2 <= bottom
        ]
        if before:
            at = max(before)[1]
            value[-1] = value[-1]._replace(ends=found[at].ends)
            found[at] = found[at]._replace(ends=" ")
            found[at + 1 : at + 1] = value
        else:
            found += value
    return found


def values(page: Any, form: Any, frame: Frame, place: Place, gatherer: Gatherer) -> list[list[Word]]:
    """Return the words of form fields and of text typed on a page; hidden ones and notes go to `gatherer`."""
    found: list[list[Word]] = []
    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        try:
            if words := _words(annotation, form, frame, place, gatherer):
                found.append(words)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return found


def _words(annotation: Any, form: Any, frame: Frame, place: Place, gatherer: Gatherer) -> list[Word]:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    edges = raw.FS_RECTF()
    if kind not in _SPOKEN + _NOTES or not raw.FPDFAnnot_GetRect(annotation, edges):
        return []
    box = frame.box(edges.left, edges.bottom, edges.right, edges.top)
    text = _value(annotation, kind, form).replace("\r", "\n").strip()
    if not text:
        return []
    hidden = raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN or not frame.holds(box)
    if kind in _NOTES or hidden:
        gatherer.hide("comment" if kind in _NOTES else "not_displayed", text, place._replace(box=box))
        return []
    lines = [line.split() for line in text.splitlines() if line.strip()]
    return [
        Word(word, box, "\n" if last == len(line) else " ", 0, False)
        for line in lines
        for last, word in enumerate(line, 1)
    ]


def _value(annotation: Any, kind: int, form: Any) -> str:
    if kind != raw.FPDF_ANNOT_WIDGET:
        return _string(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))
    if form is None or raw.FPDFAnnot_GetFormFieldType(form.raw, annotation) not in _TEXTUAL:
        return ""
    return _string(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form.raw, annotation, buffer, size))


def _string(ask: Callable[[Any, int], int]) -> str:
    """Return what PDFium writes into a buffer of the size it asks for, in UTF-16."""
    size = min(ask(None, 0), _LONGEST)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
