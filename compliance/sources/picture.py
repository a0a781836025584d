"""Scans and photographs of ads (PNG, JPEG, TIFF) → the words in them, with pages and boxes in points.

A picture that does not say how many dots an inch has is taken to have 72: its boxes are then in dots.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from compliance.errors import SourceError
from compliance.model.document import Place
from compliance.sources import ocr
from compliance.sources.formats import ASKED, Asked
from compliance.sources.gathering import Gatherer, Gathering, loaded
from compliance.sources.layout import lines_of
from compliance.sources.layout_text import write_lines
from compliance.sources.loading import Loaded
from compliance.sources.views import Picture

MOST_PAGES = 200
MOST_DOTS = 120_000_000  # of a picture before it is made smaller: what unpacks to more is refused
_FORMATS = ("PNG", "JPEG", "TIFF")


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the one ad of a picture; `SourceError` where it is damaged, too large, or too poor to read."""
    return loaded(gather(content, shown), content, shown, "picture")


def gather(content: bytes, shown: str) -> Gathering:
    """Return the text in a picture; of a TIFF, in all its pages."""
    gatherer = Gatherer()
    for number, picture in enumerate(_pages(content, shown), 1):
        place = Place(f"page {number}", page=number)
        try:
            words = ocr.recognise(picture, place, gatherer)
        except ocr.NoEngine as error:
            raise SourceError(shown, f"is a picture: to read it, {error}") from error
        write_lines(lines_of(words), number, gatherer)
    return gatherer.gathered()


def _pages(content: bytes, shown: str) -> Iterator[Picture]:
    try:
        from PIL import Image
    except ImportError as error:
        raise SourceError(shown, "is a picture: to read it, install compliance-imprint[ocr]") from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Pillow, on large or odd pictures: bounds are our own
        try:
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                if getattr(image, "n_frames", 1) > MOST_PAGES:
                    raise SourceError(shown, f"has more than {MOST_PAGES:,} pages")
                for number in range(getattr(image, "n_frames", 1)):
                    image.seek(number)
                    if image.width * image.height > MOST_DOTS:
                        raise SourceError(shown, f"is a picture of more than {MOST_DOTS // 1_000_000} million dots")
                    yield _grey(image)
        except SourceError:
            raise
        except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError, MemoryError) as error:
            raise SourceError(shown, "is damaged: no picture that can be opened") from error
        except Image.DecompressionBombError as error:
            raise SourceError(shown, f"is a picture of more than {MOST_DOTS // 1_000_000} million dots") from error


def _grey(image: Any) -> Picture:
    """Return a picture in grey on white paper, upright as its camera says, with the contrast that it can have."""
    from PIL import Image, ImageOps

    dots = float(image.info.get("dpi", (72, 72))[0] or 72)
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        seen = upright.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        upright = Image.alpha_composite(paper, seen)
    if upright.mode.startswith("I"):  # 65,536 levels
        upright = upright.convert("I").point(lambda level: level * (1 / 256))
    grey = upright.convert("L")
    if grey.width * grey.height > ocr.MOST_DOTS:
        share = (ocr.MOST_DOTS / (grey.width * grey.height)) ** 0.5
        grey = grey.resize((max(1, int(grey.width * share)), max(1, int(grey.height * share))))
        dots *= share
    grey = ImageOps.autocontrast(grey, cutoff=(0.05, 1))  # of a page, ink may be less than a hundredth
    return Picture(grey.width, grey.height, grey.tobytes(), dots if dots >= 1 else 72.0)
