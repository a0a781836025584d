"""Pages of a PDF or a picture as a browser shows them, in the size that boxes of places are measured in."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.sources.picture import MOST_DOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WIDE = 1100  # dots across
_HIGH = 2200
_QUALITY = 78


class Facsimile(NamedTuple):
    """A page from 1, its size in points, and its picture as a file of that type."""

    page: int
    width: float
    height: float
    type: str
    content: bytes


def facsimiles(content: bytes, format: str, pages: Iterable[int]) -> list[Facsimile]:
    """Return the pages of a source that was read as `pdf` or `picture`; those that cannot be drawn are left out."""
    drawn = {"pdf": _of_pdf, "picture": _of_picture}.get(format)
    return [] if drawn is None else list(drawn(content, sorted(set(pages))))


def _of_pdf(content: bytes, pages: list[int]) -> Iterator[Facsimile]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return
    try:
        document.init_forms()
        for number in pages:
            if not 1 <= number <= len(document):
                continue
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(_WIDE / max(width, 1.0), _HIGH / max(height, 1.0))
            yield Facsimile(number, width, height, "image/png", _png(page.render(scale=scale, rev_byteorder=True)))
            page.close()
    finally:
        document.close()


def _png(bitmap: Any) -> bytes:
    """Return a bitmap of PDFium, its colours in the order red, green, blue, as a PNG."""
    width, height, stride, wide = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    content = bytes(bitmap.buffer)
    bitmap.close()
    rows = []
    for row in range(height):
        line = content[row * stride : row * stride + width * wide]
        if wide == 4:
            kept = bytearray(width * 3)
            kept[0::3], kept[1::3], kept[2::3] = line[0::4], line[1::4], line[2::4]
            line = bytes(kept)
        rows.append(b"\0" + line)
    kind = 0 if wide == 1 else 2
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)),
            _chunk(b"IDAT", zlib.compress(b"".join(rows), 6)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _of_picture(content: bytes, pages: list[int]) -> Iterator[Facsimile]:
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Pillow, on large or odd pictures: what was read is within bounds
        try:
            with Image.open(BytesIO(content), formats=("PNG", "JPEG", "TIFF")) as image:
                for number in pages:
                    if not 1 <= number <= getattr(image, "n_frames", 1):
                        continue
                    image.seek(number - 1)
                    if image.width * image.height > MOST_DOTS:
                        continue
                    dots = float(image.info.get("dpi", (72, 72))[0] or 72)
                    yield _jpeg(ImageOps.exif_transpose(image), number, dots if dots >= 1 else 72.0)
        except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError, Image.DecompressionBombError):
            return


def _jpeg(image: Any, number: int, dots: float) -> Facsimile:
    from PIL import Image

    width, height = image.width * 72 / dots, image.height * 72 / dots
    if image.mode.startswith("I"):  # 65,536 levels
        image = image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if image.mode in ("RGBA", "LA", "PA", "P"):
        seen = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    image = image.convert("RGB")
    image.thumbnail((_WIDE, _HIGH))
    file = BytesIO()
    image.save(file, "JPEG", quality=_QUALITY)  # nothing of what the camera wrote goes with it
    return Facsimile(number, width, height, "image/jpeg", file.getvalue())
