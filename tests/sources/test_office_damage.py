"""Damaged office files and PDF are read as far as they go, or refused with a reason; nothing else comes of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from office_files import docx as docx_file
from office_files import paragraph, run, zipped
from pdf_files import IMPRINT, by_hand, drawn, written

from compliance.errors import SourceError
from compliance.sources import docx, ocr, odt, pdf, rtf
from compliance.sources.gathering import Gathering

_ODT = (
    '<d xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>Тираж'
    '<text:s text:c="3"/>500<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note></text:p>'
    "</office:text></office:body></d>"
)


def _damaged(content: bytes, times: int) -> Iterator[bytes]:
    """Yield the content with bytes changed, left out, doubled or cut off, in ways that are the same every time."""
    chance = random.Random(len(content))
    for _ in range(times):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 4, 20))):
            at = chance.randrange(max(len(damaged), 1))
            kind = chance.randrange(4)
            if kind == 0:
                damaged[at : at + 1] = bytes([chance.randrange(256)])
            elif kind == 1:
                del damaged[at : at + chance.randrange(1, 40)]
            elif kind == 2:
                damaged[at:at] = damaged[at : at + chance.randrange(1, 60)]
            elif chance.random() < 0.1:
                del damaged[at:]
        yield bytes(damaged)


def _check(content: bytes, gather: Callable[[bytes, str], Gathering], times: int) -> None:
    assert gather(content, "ad").text
    for damaged in _damaged(content, times):
        try:
            found = gather(damaged, "ad")
        except SourceError:
            continue
        ends = [0, *(segment.end for segment in found.segments)]
        assert ends == sorted(ends)
        assert ends[-1] == len(found.text)


def test_damaged_xml_of_a_docx() -> None:
    body = (paragraph(run("Тираж: 500", "<w:vanish w:val='0'/>"), "<w:ins>" + run("да") + "</w:ins>") * 3).encode()
    _check(body, lambda content, shown: docx.gather(docx_file(content.decode("utf-8", "replace")), shown), 150)


def test_damaged_archives_of_odt() -> None:
    _check(zipped({"content.xml": _ODT}), odt.gather, 150)


def test_damaged_xml_of_odt() -> None:
    _check(_ODT.encode(), lambda content, shown: odt.gather(zipped({"content.xml": content}), shown), 150)


def test_damaged_rtf() -> None:
    text = rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}}{\colortbl;\red255\green255\blue255;}"
    text += rb"{\footer\f0 \'d2\u1257?\par}\trowd a\cell b\cell\row{\v c}{\*\annotation d}\bin2 xx end}"
    _check(text, rtf.gather, 300)


def test_damaged_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    ocr.command.cache_clear()
    monkeypatch.setattr("shutil.which", lambda _name: None)  # pages that lost their text are not recognised
    pytest.importorskip("pypdfium2", reason="the extra [documents] is not installed")
    _check(by_hand("BT /F 12 Tf 30 400 Td (Vote for the first candidate in July) Tj ET"), pdf.gather, 60)
    _check(drawn(written(*IMPRINT)), pdf.gather, 40)
    ocr.command.cache_clear()
