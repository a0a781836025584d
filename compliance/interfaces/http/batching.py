"""Runs batches, a slice at a time, so that who waits for a single ad waits for no batch; tells of their end.

All that a batch needs lies in a folder of its own and in its row of the store. A service that was killed goes on where
the row says, and what was written beyond that is cut off.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import shutil
import time
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from compliance.interfaces.http import webhooks
from compliance.interfaces.http.logs import LOG
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.store import batches as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from sqlalchemy import Engine

    from compliance.interfaces.http.settings import Settings
    from compliance.interfaces.http.store.batches import Batch
    from compliance.interfaces.http.work import Work

TASKS = "compliance.interfaces.http.batch_tasks"
RESULT = "result.jsonl"
_TELLING, _SWEEPING = 1.0, 3600.0  # seconds between two looks


class Batching:
    """The batches of one state folder. `start` it before, `stop` it after."""

    def __init__(self, store: Engine, work: Work, settings: Settings) -> None:
        self.store, self._work, self._settings = store, work, settings
        self._folder = os.path.join(os.path.abspath(settings.state), "batches")
        self._new = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []
        self.home = ""

    async def start(self) -> None:
        """Take up what was not finished, and wait for more."""
        os.makedirs(self._folder, mode=0o700, exist_ok=True)
        self.home = _home(self._folder)
        await run_in_threadpool(rows.requeue, self.store, self.home)
        runners = max(1, self._settings.how_many_workers() - 1)
        loops: list[Callable[[], Coroutine[Any, Any, None]]] = [self._run, self._tell, self._sweep]
        self._new.set()
        self._loops = [asyncio.create_task(_steadily(loop)) for loop in [self._run] * (runners - 1) + loops]

    async def stop(self) -> None:
        """Stop after the slices that run; the batches go on when the service is there again."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)

    def folder(self, name: str) -> str:
        """Return where the files of a batch lie."""
        return os.path.join(self._folder, name)

    def result(self, batch: Batch) -> str:
        """Return where the result of a batch lies."""
        return os.path.join(self.folder(batch.id), RESULT)

    def wake(self) -> None:
        """Say that there is a new batch."""
        self._new.set()

    async def cancel(self, batch: Batch) -> None:
        """End a batch that waits or runs, after its slice; its files go."""
        ended = int(time.time())
        if await run_in_threadpool(rows.put, self.store, batch.id, rows.OPEN, state=rows.CANCELLED, ended=ended):
            await self._due(batch)
            await run_in_threadpool(self._clean, batch, True)

    async def forget(self, batch: Batch) -> None:
        """Take a batch and all its files away."""
        await run_in_threadpool(rows.forget, self.store, batch.id)
        await run_in_threadpool(shutil.rmtree, self.folder(batch.id), True)

    async def _run(self) -> None:
        """Run the batches that wait, then wait for one."""
        self._new.clear()
        while (batch := await run_in_threadpool(rows.following, self.store, self.home)) is not None:
            taken = await run_in_threadpool(rows.put, self.store, batch.id, (rows.QUEUED,), state=rows.RUNNING)
            if taken:
                await self._finish(batch)
        await self._new.wait()

    async def _finish(self, batch: Batch) -> None:
        """Bring a batch to its end, good or bad."""
        state, fault = rows.DONE, ""
        try:
            if not await self._judge(batch):
                return  # cancelled
        except Problem as problem:
            if problem.kind == "stopping":
                return
            state, fault = rows.FAILED, problem.detail
        except OSError as error:
            LOG.error("a batch cannot be written", exc_info=True, extra={"told": {"batch": batch.id}})
            state, fault = rows.FAILED, f"the result cannot be written: {(error.strerror or 'the system').lower()}"
        ended = int(time.time())
        at: dict[str, Any] = {"state": state, "fault": fault, "ended": ended}
        if await run_in_threadpool(rows.put, self.store, batch.id, (rows.RUNNING,), **at):
            await self._due(batch)
        await run_in_threadpool(self._clean, batch, state != rows.DONE)

    async def _judge(self, batch: Batch) -> bool:
        """Judge all that is left of a batch into its result; False if it is cancelled on the way."""
        source, ad, done, total = batch.source, batch.ad, batch.done, batch.total or 0
        if not source and not ad:
            total = 0
        with open(self.result(batch), "ab") as file:
            file.truncate(batch.written)
            while source < len(batch.sources):
                of_source, taken, lines = await self._slice(batch, source, ad)
                file.write(lines)
                file.flush()
                total += of_source if not ad else 0
                ad, done = ad + taken, done + taken
                if ad >= of_source:
                    source, ad = source + 1, 0
                at: dict[str, Any] = {"source": source, "ad": ad, "done": done, "total": total, "written": file.tell()}
                if not await run_in_threadpool(rows.put, self.store, batch.id, (rows.RUNNING,), **at):
                    return False
            file.write(await self._call("close", batch, path=self.result(batch)))
        return True

    async def _slice(self, batch: Batch, source: int, ad: int) -> tuple[int, int, bytes]:
        """Return how many ads a source holds, how many were judged, and their lines.

        An ad that ends workers is given up.
        """
        path, name = os.path.join(self.folder(batch.id), str(source)), batch.sources[source]
        reason, of_source = "", ad + 1  # a file that cannot even be opened is given up with all that may be in it
        for most in (None, 1, 0):
            try:
                body = await self._call("judge", batch, path=path, name=name, first=ad, most=most)
            except Problem as problem:
                if problem.kind != "memory":
                    raise
                reason = problem.detail
                continue
            head, _, lines = body.partition(b"\n")
            of_source, taken = map(int, head.split())
            if most != 0:
                return of_source, taken, lines
        pointer = f"/{ad}" if of_source > 1 else ""
        lines = await self._call("given_up", batch, name=name, pointer=pointer, reason=f"cannot be judged: {reason}")
        return of_source, 1, lines

    async def _call(self, task: str, batch: Batch, **given: Any) -> bytes:
        """Return what a worker answers; where all are busy, wait on."""
        while True:
            try:
                return await self._work.call(f"{TASKS}:{task}", b"", batch.options, **given)
            except Problem as problem:
                if problem.kind != "overloaded":
                    raise
                await asyncio.sleep(problem.after or 1)

    def _clean(self, batch: Batch, entirely: bool) -> None:
        """Take away what was sent, and the result too where it is not whole."""
        folder = self.folder(batch.id)
        with contextlib.suppress(OSError):
            for name in os.listdir(folder):
                if entirely or name != RESULT:
                    os.remove(os.path.join(folder, name))

    async def _due(self, batch: Batch) -> None:
        if batch.webhook:
            when = int(time.time() + self._settings.pauses[0])
            await run_in_threadpool(rows.put, self.store, batch.id, next_try=when)

    async def _tell(self) -> None:
        """Tell of the batches whose turn it is."""
        longest = int(max(self._settings.pauses))
        due = await run_in_threadpool(rows.to_tell, self.store, self.home, int(time.time()), longest)
        await asyncio.gather(*map(self._told, due))
        await asyncio.sleep(_TELLING)

    async def _told(self, batch: Batch) -> None:
        pauses, tries, next_try = self._settings.pauses, batch.tries + 1, None
        secret = self._settings.webhooks.get(webhooks.origin(batch.webhook), "")
        if secret:
            from datetime import UTC, datetime

            body = webhooks.message(described(batch), datetime.fromtimestamp(batch.ended or 0, UTC))
            taken, again = await run_in_threadpool(webhooks.told, batch.webhook, secret, f"msg_{batch.id}", body)
            if not taken and again and tries < len(pauses):
                next_try = int(time.time() + pauses[tries])
            LOG.info("webhook", extra={"told": {"batch": batch.id, "taken": taken, "tries": tries}})
        await run_in_threadpool(rows.put, self.store, batch.id, tries=tries, next_try=next_try)

    async def _sweep(self) -> None:
        """Forget what ended long ago."""
        moment = int(time.time()) - self._settings.kept_days * 86_400
        for name in await run_in_threadpool(rows.ended_before, self.store, self.home, moment):
            await run_in_threadpool(rows.forget, self.store, name)
            await run_in_threadpool(shutil.rmtree, self.folder(name), True)
        await asyncio.sleep(_SWEEPING)


def described(batch: Batch) -> dict[str, Any]:
    """Return what may be told of a batch."""
    told: dict[str, Any] = {"id": batch.id, "state": batch.state, "done": batch.done, "created": batch.created}
    more = {"total": batch.total, "ended": batch.ended, "fault": batch.fault or None}
    return {**told, **{name: value for name, value in more.items() if value is not None}}


async def _steadily(loop: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do one thing over and over; what goes wrong is told, and does not end it."""
    while True:
        try:
            await loop()
        except Exception:
            LOG.error("batches stumble", exc_info=True)
            await asyncio.sleep(2)


def _home(folder: str) -> str:
    """Return the name of a state folder, made when it is first used."""
    path = os.path.join(folder, "home")
    with contextlib.suppress(FileExistsError), open(path, "x", encoding="ascii") as file:
        file.write(secrets.token_hex(12))
    with open(path, encoding="ascii") as file:
        return file.read().strip()
