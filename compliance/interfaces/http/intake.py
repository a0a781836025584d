"""Takes batches in: onto the disk first, into the store when all of it is there."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from compliance.errors import UsageError
from compliance.interfaces.http import webhooks
from compliance.interfaces.http.batching import TASKS
from compliance.interfaces.http.content import FORM, JSON, LINES, media_of
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.store import batches as rows

if TYPE_CHECKING:
    from starlette.requests import Request

    from compliance.interfaces.http.batching import Batching
    from compliance.interfaces.http.options import Options
    from compliance.interfaces.http.settings import Settings
    from compliance.interfaces.http.store.batches import Batch
    from compliance.interfaces.http.work import Work

_BODY = "body"
_NAMES = {JSON: "ads.json", FORM: "", **dict.fromkeys(LINES, "ads.jsonl")}
_FULL = (errno.ENOSPC, errno.EDQUOT)


class Intake:
    """Makes batches of requests."""

    def __init__(self, work: Work, batching: Batching, settings: Settings) -> None:
        self._work, self._batching, self._settings = work, batching, settings
        self._adding = asyncio.Lock()

    async def take(self, request: Request, owner: str, options: Options, webhook: str, key: str | None) -> Batch:
        """Return the batch that a request makes, or that the same request with this idempotency key made before."""
        if media_of(request) not in _NAMES:
            raise Problem(415, "media", f"send {JSON}, {LINES[0]} or {FORM}")
        self._refuse_foreign(webhook)
        batch = rows.made(self._batching.home, owner, key, options.model_dump(exclude_defaults=True), webhook)
        try:
            kept = await self._kept(request, batch)
        except OSError as error:
            await self._drop(batch)
            if error.errno in _FULL:
                raise Problem(507, "disk", "there is no room on the disk", after=60) from error
            raise
        except BaseException:
            await self._drop(batch)
            raise
        if kept.id != batch.id:
            await self._drop(batch)
        self._batching.wake()
        return kept

    async def _kept(self, request: Request, batch: Batch) -> Batch:
        store, folder = self._batching.store, self._batching.folder(batch.id)
        os.makedirs(folder, mode=0o700)
        path = os.path.join(folder, _BODY)
        with open(path, "wb") as file:
            async for piece in request.stream():
                file.write(piece)
        media = media_of(request)
        form = request.headers["content-type"] if media == FORM else ""
        more = {"path": path, "folder": folder, "form": form, "name": _NAMES[media]}
        files = json.loads(await self._work.call(f"{TASKS}:unpack", b"", batch.options, **more))
        told = json.dumps([batch.options, batch.webhook, files], sort_keys=True)
        batch = batch._replace(sources=[name for name, _ in files], digest=sha256(told.encode()).hexdigest())
        before = None
        if batch.idempotency_key is not None:
            before = await run_in_threadpool(rows.by_key, store, batch.owner, batch.idempotency_key)
        if before is None:
            async with self._adding:  # who sends many at once has no more of them waiting than who does not
                await self._refuse_many(batch.owner)
                before = await run_in_threadpool(rows.add, store, batch)
        if before.digest != batch.digest:
            raise Problem(409, "idempotency", "the key was used before, for another request")
        return before

    async def _refuse_many(self, owner: str) -> None:
        if await run_in_threadpool(rows.open_of, self._batching.store, owner) >= self._settings.batches:
            raise Problem(429, "batches", "too many batches are waiting", after=10)

    def _refuse_foreign(self, webhook: str) -> None:
        if not webhook:
            return
        try:
            known = webhooks.origin(webhook) in self._settings.webhooks
        except UsageError as error:
            raise Problem(422, "webhook", str(error)) from error
        if not known:
            raise Problem(422, "webhook", "the service does not know this host (see --webhooks)")

    async def _drop(self, batch: Batch) -> None:
        await run_in_threadpool(shutil.rmtree, self._batching.folder(batch.id), True)
