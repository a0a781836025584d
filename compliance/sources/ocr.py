"""Words in a picture of a page, recognised by Tesseract, with their boxes and how sure it is of them.

The program runs beside this one, without a network and with a limit of time; languages and thresholds are data
(rules/scans.json). What is recognised is never sure: each word is marked as scanned.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from statistics import median
from typing import NamedTuple

from compliance.model.document import Box, Place
from compliance.sources.gathering import Gatherer
from compliance.sources.layout import Word, lines_of
from compliance.sources.ocr_words import corrected, scans, with_initials
from compliance.sources.views import (
    Picture,
    View,
    cropped,
    enlarged,
    plain,
    share_left_out,
    straightened,
    turned,
)

DOTS = 300  # per inch, at which pages are drawn for recognition
MOST_DOTS = 24_000_000  # of one picture: A3 at 300 dots per inch
_SECONDS = 120
_ENOUGH = 90.0  # a first reading that is this sure needs no second one
_FEWEST = 6  # letters: less are no text
_LEVEL = 0.02  # of a line's length that it may rise or fall, above which a page is straightened even so
_LEFT_OUT = 0.22  # of what looks like writing that may stand in no word, above which other ways are tried
_AGREE = 1.02  # times the letters of a sure reading that a second one has, from which on a third may say more
_MARGIN = 6  # dots around upright writing that is read once more
_FEWEST_DOTS = 24  # of a line's height, below which it is looked at enlarged
_BY_NEIGHBOURHOOD = ("-c", "thresholding_method=2")  # after Sauvola, for paper that is not lit evenly


class NoEngine(Exception):
    """Tesseract or its data for a language is not installed; `str()` says what to install."""


class Reading(NamedTuple):
    """Words with how sure each of them is, in reading order; boxes in dots of the picture."""

    words: list[tuple[Word, float]]
    confidence: float  # over all letters
    letters: int
    tilt: float = 0.0  # how much its lines fall, as a share of their length

    def boxes(self) -> list[Box]:
        """Return the boxes of its words."""
        return [word.box for word, _ in self.words]


def recognise(picture: Picture, place: Place, gatherer: Gatherer) -> list[Word]:
    """Return the words of a page in a picture; what is not sure enough is told as unread, and that a program read it.

    `NoEngine` where Tesseract or a language is not installed.
    """
    best = _upright(picture, _best(picture))
    if best.letters < _FEWEST or best.confidence < scans().least_confidence:
        if best.letters >= _FEWEST or _has_ink(picture):
            gatherer.miss("scan", place)
        return []
    scale = 72 / picture.dots
    sure: dict[int, float] = {id(word): confidence for word, confidence in best.words}
    words: list[Word] = []
    for line in lines_of([word for word, _ in best.words]):
        mean = sum(sure.get(id(word), 100.0) for word in line.words) / len(line.words)
        if mean < scans().least_confidence_of_a_line and any(one.isalnum() for one in line.text):
            gatherer.miss("scan", place._replace(box=_scaled(line.box, scale)))
        words += [word._replace(box=_scaled(word.box, scale)) for word in line.words]
    gatherer.miss("recognised", place)
    return words


def _best(picture: Picture) -> Reading:
    """Return the surest reading: as it is, turned as Tesseract advises, level, larger, and with another threshold."""
    engine = command()
    view = plain(picture)
    best = _read(engine, view)
    is_whole = _is_whole(picture, best)
    if _is_sure(best) and is_whole and abs(best.tilt) < _LEVEL:
        return best
    changes: list[Callable[[View], View]] = [straightened]
    if not _is_sure(best):
        changes.insert(0, lambda view: turned(view, _turns(engine[0], view.picture)))
        changes.append(lambda view: view if _is_sure(best) or not _is_small(best) else enlarged(view, MOST_DOTS))
    for change in changes:
        changed = change(view)
        if changed is view:
            continue
        view = changed
        again = _read(engine, view)
        agree = _is_sure(best) and _is_sure(again) and again.letters <= best.letters * _AGREE
        best = max(best, again, key=_worth)
        if agree or (_is_sure(best) and _is_whole(picture, best)):
            return best
    return max(best, _read(engine, view, _BY_NEIGHBOURHOOD), key=_worth)


def _is_whole(picture: Picture, reading: Reading) -> bool:
    """Return whether nearly all that looks like writing stands in words."""
    return share_left_out(picture, reading.boxes()) < _LEFT_OUT


def _upright(picture: Picture, reading: Reading) -> Reading:
    """Return a reading in which writing along an edge that was not sure was read once more, turned to either side."""
    least = scans().least_confidence
    for is_right in (False, True):
        doubted = [
            (word, sure) for word, sure in reading.words
            if word.angle % 2 and sure < least and (word.box[0] > picture.width / 2) is is_right
        ]  # fmt: skip
        if sum(len(word.text) for word, _ in doubted) < _FEWEST:
            continue
        left, top, right, bottom = (
            choose(word.box[edge] for word, _ in doubted) for edge, choose in enumerate((min, min, max, max))
        )
        around = left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN
        strip = cropped(plain(picture), around)
        again = _read(command(), turned(strip, 1), block="6")
        if not _is_sure(again):
            again = max(again, _read(command(), turned(strip, 3), block="6"), key=_worth)
        if again.confidence >= least:
            kept = [one for one in reading.words if not _within(one[0].box, around)]
            reading = _reading([*kept, *again.words])
    return reading


def _within(box: Box, other: Box) -> bool:
    return other[0] <= box[0] and other[1] <= box[1] and box[2] <= other[2] and box[3] <= other[3]


def _is_small(reading: Reading) -> bool:
    """Return whether letters are too few dots high to be told apart."""
    boxes = [word.box for word, _ in reading.words if len(word.text) > 2]
    heights = [min(bottom - top, right - left) for left, top, right, bottom in boxes]
    return not heights or median(heights) < _FEWEST_DOTS


def _is_sure(reading: Reading) -> bool:
    return reading.letters >= _FEWEST and reading.confidence >= _ENOUGH


def _worth(reading: Reading) -> float:
    return sum(confidence * len(word.text) for word, confidence in reading.words if confidence > 60)


@cache
def command() -> list[str]:
    """Return how Tesseract is called; `NoEngine` where it or the data for a language is missing."""
    program = shutil.which("tesseract")
    advice = f"install {', '.join(scans().packages)}"
    if program is None:
        raise NoEngine(advice)
    listed = _run([program, "--list-langs"], b"")
    if any(language not in listed.split() for language in scans().languages):
        raise NoEngine(advice)
    return [program, "stdin", "stdout", "-l", "+".join(scans().languages)]


def _run(command: list[str], content: bytes) -> str:
    """Return what a program writes; "" where it fails or takes too long."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=_SECONDS, env=environment, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _read(command: list[str], view: View, options: tuple[str, ...] = (), block: str = "3") -> Reading:
    dots = str(min(max(round(view.picture.dots), 70), 2400))
    told = _run([*command, "--psm", block, "--dpi", dots, *options, "tsv"], _as_pgm(view.picture))
    lines: dict[tuple[str, ...], list[tuple[str, Box, float]]] = {}
    for row in told.splitlines()[1:]:
        cells = row.split("\t", 11)
        if len(cells) == 12 and cells[0] == "5" and (text := cells[11].replace("\u00ad", "").strip()):
            left, top, width, height = (float(cell) for cell in cells[6:10])
            word = text, (left, top, left + width, top + height), float(cells[10])
            lines.setdefault(tuple(cells[1:5]), []).append(word)
    words: list[tuple[Word, float]] = []
    for line in lines.values():
        words += _line(line, words[-1][0].angle if words else 1)
    turned_back = [
        (word._replace(box=view.back(word.box), angle=(word.angle - view.turns) % 4), sure) for word, sure in words
    ]
    tilts = [_fall(line) for line in lines.values() if len(line) > 2]
    return _reading(turned_back, median(tilts) if tilts else 0.0)


def _reading(words: list[tuple[Word, float]], tilt: float = 0.0) -> Reading:
    letters = sum(len(word.text) for word, _ in words)
    confidence = sum(sure * len(word.text) for word, sure in words) / letters if letters else 0.0
    return Reading(words, confidence, sum(one.isalnum() for word, _ in words for one in word.text), tilt)


def _fall(line: list[tuple[str, Box, float]]) -> float:
    """Return how much lower the last word of a line stands than the first one, as a share of the way; 0 upright."""
    first, last = line[0][1], line[-1][1]
    across = last[0] + last[2] - first[0] - first[2]
    down = last[1] + last[3] - first[1] - first[3]
    return down / across if across > 0 and abs(down) < across / 4 else 0.0


def _line(line: list[tuple[str, Box, float]], before: int) -> list[tuple[Word, float]]:
    """Return the words of a line with boxes of its height; it may run along an edge, down or up the page.

    `before` is the angle of the line before it: a single word does not tell whether it runs down or up.
    """
    boxes = [box for _, box, _ in line]
    first, last = boxes[0], boxes[-1]
    angle = 0
    if len(line) > 1:
        across, down = last[0] + last[2] - first[0] - first[2], last[1] + last[3] - first[1] - first[3]
        angle = 0 if abs(across) >= abs(down) else 1 if down > 0 else 3
    elif len(line[0][0]) > 2 and first[3] - first[1] > 1.5 * (first[2] - first[0]):
        angle = before if before in (1, 3) else 1
    least = [min(box[edge] for box in boxes) for edge in (0, 1)]
    most = [max(box[edge] for box in boxes) for edge in (2, 3)]
    found = []
    following = [text for text, _, _ in line[1:]] + [""]
    for number, (text, box, sure) in enumerate(line, 1):
        whole = (least[0], box[1], most[0], box[3]) if angle else (box[0], least[1], box[2], most[1])
        text = corrected(with_initials(text), following[number - 1])
        found.append((Word(text, whole, "\n" if number == len(line) else " ", angle, True), sure))
    return found


def _as_pgm(picture: Picture) -> bytes:
    return b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.rows


def _turns(program: str, picture: Picture) -> int:
    """Return by how many quarter turns clockwise a picture must be turned to be upright, as far as Tesseract sees."""
    told = _run([program, "stdin", "stdout", "--psm", "0", "--dpi", "300"], _as_pgm(picture))
    for line in told.splitlines():
        name, _, value = line.partition(":")
        if name == "Rotate" and value.strip().isdecimal():
            return int(value) // 90 % 4
    return 0


def _has_ink(picture: Picture) -> bool:
    """Return whether there is anything on a page but paper."""
    sample = picture.rows[:: max(1, len(picture.rows) // 500_000)]
    return max(sample, default=255) - min(sample, default=255) > 60


def _scaled(box: Box, scale: float) -> Box:
    return box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale
