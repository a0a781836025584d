"""Files that editors gave, kept for an hour in a folder of their own, and what was found in them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import shutil
import tempfile
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.interfaces.http.page.forms import MOST_FILES, TooLarge, name_of
from compliance.interfaces.http.problems import Problem

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile

    from compliance.interfaces.http.page.told import Told
    from compliance.interfaces.http.work import Work

KEPT = 3600  # seconds
_MOST_BYTES = 512 << 20  # of all files together
_TRIES = 60
_TASKS = "compliance.interfaces.http.page.tasks"
WAITING, READING, DONE, STOPPED, FAILED = "waiting", "reading", "done", "stopped", "failed"


class Found(NamedTuple):
    """Where an ad is: its file, its number among the ads of it, and its row in the list."""

    item: Item
    number: int
    row: dict[str, Any]


class Item:
    """One file: its name, where it is kept, how far it is, and a row for each ad in it."""

    def __init__(self, name: str, path: str) -> None:
        self.name, self.path, self.state, self.fault = name, path, WAITING, ""
        self.rows: list[dict[str, Any]] = []
        self.pages: list[dict[str, Any]] | None = None

    def content(self) -> bytes:
        """Return the bytes of the file."""
        with open(self.path, "rb") as file:
            return file.read()

    def ads(self) -> bytes:
        """Return the ads in it, as a worker wrote them."""
        with open(self.path + ".ads", "rb") as file:
            return file.read()


class Upload:
    """The files that were given at once; nobody finds it who was not told its random name."""

    def __init__(self, folder: str, told: Told) -> None:
        self.id, self.told, self.made = secrets.token_urlsafe(24), told, time.monotonic()
        self.folder = os.path.join(folder, self.id)
        self.items: list[Item] = []
        self.size = 0
        self.cancelled = False
        self.task: asyncio.Task[None] | None = None

    @property
    def done(self) -> bool:
        """Whether nothing of it waits or is being read."""
        return all(item.state not in (WAITING, READING) for item in self.items)

    def found(self) -> list[Found]:
        """Return all ads found so far, in order."""
        return [Found(item, number, row) for item in self.items for number, row in enumerate(item.rows)]

    def cancel(self) -> None:
        """Stop what waits; what a worker reads just now is left out when it is done."""
        self.cancelled = True
        if self.task is not None:
            self.task.cancel()
        for item in self.items:
            if item.state in (WAITING, READING):
                item.state = STOPPED


class Uploads:
    """All uploads of this process, the oldest first; they go after an hour, or when others need their room."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._kept: dict[str, Upload] = {}

    async def take(self, files: list[UploadFile], told: Told) -> Upload:
        """Keep files and begin to read them; `TooLarge` for too many."""
        if len(files) > MOST_FILES:
            raise TooLarge
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="compliance-desk-")
        upload = Upload(self._folder.name, told)
        os.mkdir(upload.folder, 0o700)
        for number, file in enumerate(files):
            item = Item(name_of(file), os.path.join(upload.folder, str(number)))
            upload.size += await asyncio.to_thread(_keep, file, item.path)
            upload.items.append(item)
        self._kept[upload.id] = upload
        self._forget()
        upload.task = asyncio.create_task(self._read(upload))
        asyncio.get_running_loop().call_later(KEPT + 1, self._forget)
        return upload

    def find(self, name: str) -> Upload | None:
        """Return the upload of that name while it is kept."""
        self._forget()
        return self._kept.get(name)

    async def pages(self, found: Found) -> list[dict[str, Any]]:
        """Return the pages of an ad that were drawn, for the first time now, with their sizes."""
        item, row = found.item, found.row
        if item.pages is None and row["pages"]:
            options = {"format": row["format"], "pages": row["pages"]}
            with contextlib.suppress(Problem):  # the ad is shown without them
                made = await self._work.call(f"{_TASKS}:drawn", item.content(), {}, **options)
                item.pages = _cut(made, item.path)
        return item.pages or []

    def _forget(self) -> None:
        """Forget what is old, and the oldest while all together are too much."""
        now, total = time.monotonic(), sum(upload.size for upload in self._kept.values())
        for upload in list(self._kept.values()):
            newest = upload.id == next(reversed(self._kept))
            if now - upload.made >= KEPT or (total > _MOST_BYTES and not newest):
                upload.cancel()
                total -= upload.size
                del self._kept[upload.id]
                shutil.rmtree(upload.folder, ignore_errors=True)

    async def _read(self, upload: Upload) -> None:
        """Read the files one after the other, so that who types is not kept waiting."""
        for item in upload.items:
            if upload.cancelled:
                return
            item.state = READING
            try:
                made = await self._opened(item, upload)
                head, _, ads = made.partition(b"\n")
                await asyncio.to_thread(_write, item.path + ".ads", ads)
                item.rows, item.state = json.loads(head), DONE
            except (Problem, OSError) as error:
                item.state = FAILED
                item.fault = error.detail if isinstance(error, Problem) else (error.strerror or "")

    async def _opened(self, item: Item, upload: Upload) -> bytes:
        """Return what a worker finds in a file; a full house is waited for."""
        for _ in range(_TRIES):
            try:
                content = await asyncio.to_thread(item.content)
                return await self._work.call(f"{_TASKS}:opened", content, upload.told._asdict(), name=item.name)
            except Problem as problem:
                if problem.kind != "overloaded":
                    raise
                await asyncio.sleep(problem.after or 1)
        raise Problem(503, "overloaded", "no worker came free in time", after=10)


def _keep(file: UploadFile, path: str) -> int:
    """Write what was sent to a file of our own, and return how many bytes it has."""
    file.file.seek(0)
    with open(path, "xb") as kept:
        shutil.copyfileobj(file.file, kept)
        return kept.tell()


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


def _cut(made: bytes, path: str) -> list[dict[str, Any]]:
    """Write the pictures that a worker drew to files of their own, and return what they are."""
    head, _, rest = made.partition(b"\n")
    pages: list[dict[str, Any]] = json.loads(head)
    for page in pages:
        size = page.pop("content")
        page["path"] = f"{path}.{page['page']}"
        _write(page["path"], rest[:size])
        rest = rest[size:]
    return pages
