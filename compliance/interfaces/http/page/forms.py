"""What a browser sends: a form read within bounds, and the fields of it that the page knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from compliance.interfaces.http.page.told import LANGUAGES, Told
from compliance.interfaces.http.page.words import preferred

if TYPE_CHECKING:
    from starlette.requests import Request

MOST_LETTERS = 200_000
MOST_FILES = 200
_MOST_FIELDS = 500
_LARGEST_FIELD = 4 * MOST_LETTERS + 1024
_IMPRINT = "imprint."
_LONGEST = 300


class TooLarge(Exception):
    """More was sent than is taken at once."""


class Form(NamedTuple):
    """A form: its fields in order, and the files in it that have a name or something in them."""

    fields: list[tuple[str, str]]
    files: list[UploadFile]
    language: str

    def get(self, name: str) -> str:
        """Return the last value of a field that says something, "" for none."""
        return next((value for key, value in reversed(self.fields) if key == name and value), "")

    def text(self) -> str:
        """Return the ad, with line ends as files have them; `TooLarge` for one that is too long."""
        text = self.get("text").replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > MOST_LETTERS:
            raise TooLarge
        return text

    def content(self) -> bytes:
        """Return the ad as bytes; halves of letters, which are none, become question marks."""
        return self.text().encode("utf-8", "replace")

    def told(self) -> Told:
        """Return what is told of the ad."""
        return Told.of(self.fields, self.language)

    def imprint(self) -> dict[str, str]:
        """Return the fields of an imprint by path."""
        found = {name.removeprefix(_IMPRINT): value for name, value in self.fields if name.startswith(_IMPRINT)}
        return {path: value.strip()[:_LONGEST] for path, value in found.items() if value.strip()}


async def form_of(request: Request) -> Form:
    """Return the form that a request carries; `TooLarge` for more parts, or longer ones, than are taken."""
    try:
        form = await request.form(max_files=MOST_FILES + 2, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD)
    except HTTPException as error:
        raise TooLarge from error
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    files = [
        value for _, value in form.multi_items() if isinstance(value, UploadFile) and (value.filename or value.size)
    ]
    read = Form(fields, files, "")
    return read._replace(language=language_of(request, read.get("to") or read.get("lang")))


def language_of(request: Request, said: str = "") -> str:
    """Return the language of the page: as said, by the address, the cookie of last time, or what the browser likes."""
    for language in (said, request.query_params.get("lang", ""), request.cookies.get("lang", "")):
        if language in LANGUAGES:
            return language
    return preferred(request.headers.get("accept-language", ""))


def name_of(file: UploadFile) -> str:
    """Return the name of a file without the folders that it may claim to be in."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2].strip()
    return "".join(letter for letter in name if letter.isprintable())[:120] or "-"
