"""The worker processes of a service, and who has which: a request waits for one, has it to itself, and gives it back.

A worker that ends, or is not done in time, is replaced; only the request that had it is told so.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.interfaces.http import wire
from compliance.interfaces.http.problems import Problem
from compliance.rulebook import HOME

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from compliance.interfaces.http.options import Options, Reading
    from compliance.interfaces.http.settings import Settings

_TASKS = "compliance.interfaces.http.tasks"
_PACKAGES = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
_START = 60  # seconds that a worker may take to be ready
_STATUS = {"usage": 422, "source": 422, "memory": 503, "internal": 500}


class Given(NamedTuple):
    """An ad as it was sent: its bytes and the name that reports show; `ad`: it is one ad in JSON, and must be.

    `form` is the Content-Type of a form that holds it as its field `file`, which then has the name.
    """

    content: bytes
    name: str = "-"
    ad: bool = False
    form: str = ""


class Work:
    """Hands tasks to workers. `start` it before, `stop` it after; in between any number of requests may ask."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._workers: set[_Worker] = set()
        self._running: set[asyncio.Task[Any]] = set()
        self._stopping = False
        self.waiting = 0
        self.replaced = 0

    @property
    def ready(self) -> int:
        """How many workers there are that can take a task, now or when they are done."""
        return len(self._workers)

    def processes(self) -> list[int]:
        """Return the ids of the worker processes."""
        return [worker.process.pid for worker in self._workers]

    async def start(self) -> None:
        """Start all workers; an `OSError` if not even one comes up."""
        await asyncio.gather(*(self._add() for _ in range(self._settings.how_many_workers())))

    async def stop(self) -> None:
        """Let what runs come to its end, then end all workers."""
        self._stopping = True
        if self._running:
            await asyncio.wait(self._running, timeout=self._settings.time)
        await asyncio.gather(*(worker.end() for worker in self._workers))

    async def check(self, given: Given, options: Options, output: str = "json") -> bytes:
        """Return the report on an ad, byte for byte as the command line writes it."""
        return await self.call(f"{_TASKS}:check", given.content, _said(options), output=output, **_of(given))

    async def extract(self, given: Given, options: Options, explain: bool = False) -> bytes:
        """Return what an ad states, without judging it, as the command line writes it."""
        return await self.call(f"{_TASKS}:extract", given.content, _said(options), explain=explain, **_of(given))

    async def fix(self, given: Given, options: Reading) -> bytes:
        """Return JSON with the text as mended (`text`) and the changes (`edits`: start, before, after)."""
        return await self.call(f"{_TASKS}:fix", given.content, _said(options), name=given.name, form=given.form)

    async def compose(self, request: dict[str, Any], options: Reading) -> bytes:
        """Return JSON with the imprint (`text`), what is `missing` for it, and what the rules say (`result`)."""
        return await self.call(f"{_TASKS}:compose", b"", _said(options), request=request)

    async def call(self, task: str, content: bytes, options: dict[str, Any], /, **more: Any) -> bytes:
        """Return what a worker's `module:function` of this package makes of `content`; `Problem` where it cannot."""
        worker = await self._free()
        run = asyncio.create_task(self._served(worker, {"task": task, "given": {"options": options, **more}}, content))
        self._running.add(run)
        run.add_done_callback(self._running.discard)
        head, body = await asyncio.shield(run)
        if kind := head.get("kind"):
            pointer = head.get("pointer", "")
            errors = [{"pointer": pointer, "message": head["detail"]}] if pointer else []
            raise Problem(_STATUS[kind], kind, head["detail"], errors=errors)
        return body

    async def _free(self) -> _Worker:
        settings = self._settings
        if self._stopping:
            raise Problem(503, "stopping", "the service is about to stop", after=10)
        if self.waiting >= settings.waiting:
            raise Problem(503, "overloaded", "too many requests are waiting", after=1)
        self.waiting += 1
        try:
            while True:
                worker = await asyncio.wait_for(self._idle.get(), settings.wait)
                if worker in self._workers:
                    return worker
        except TimeoutError:
            raise Problem(503, "overloaded", "no worker came free in time", after=2) from None
        finally:
            self.waiting -= 1

    async def _served(self, worker: _Worker, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        try:
            answer = await asyncio.wait_for(worker.ask(head, body), self._settings.time)
        except TimeoutError:
            worker.kill()
            limit = self._settings.time
            return {"kind": "memory", "detail": f"the ad was not done in {limit:g} seconds, and was given up"}, b""
        except (OSError, asyncio.IncompleteReadError):
            worker.kill()
            return {"kind": "memory", "detail": "the worker that had this request ended early"}, b""
        self._idle.put_nowait(worker)
        return answer

    async def _add(self) -> None:
        worker = await _started(self._settings)
        self._workers.add(worker)
        self._idle.put_nowait(worker)
        watch = asyncio.create_task(self._watch(worker))
        worker.watch = watch

    async def _watch(self, worker: _Worker) -> None:
        """Replace a worker when it has ended; where none can be started, try again, ever more seldom."""
        await worker.process.wait()
        self._workers.discard(worker)
        pause = 0.5
        while not self._stopping:
            self.replaced += 1
            try:
                return await self._add()
            except (OSError, EOFError, TimeoutError):
                await asyncio.sleep(pause)
                pause = min(2 * pause, 30)


class _Worker:
    """One worker process; it has one task at a time."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.watch: asyncio.Task[None] | None = None

    async def ask(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """Return the answer to a task."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(wire.frame(head, body))
        self.process.stdin.write(body)
        await self.process.stdin.drain()
        return await wire.received(self.process.stdout)

    def kill(self) -> None:
        """End the process at once."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def end(self) -> None:
        """End the process by closing its input; by force where that does not do."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            await asyncio.wait_for(self.process.wait(), 2)
        except TimeoutError:
            self.kill()
            await self.process.wait()


async def _started(settings: Settings) -> _Worker:
    limits = (str(settings.memory), str(settings.time), HOME)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "compliance.interfaces.http.worker", *limits,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 20,
        env={**os.environ, "PYTHONPATH": _PACKAGES},
    )  # fmt: skip
    worker = _Worker(process)
    assert process.stdout is not None
    try:
        await asyncio.wait_for(wire.received(process.stdout), _START)
    except BaseException:
        worker.kill()
        raise
    return worker


def _said(options: Reading) -> dict[str, Any]:
    return options.model_dump(exclude_defaults=True)


def _of(given: Given) -> dict[str, Any]:
    return {"name": given.name, "ad": given.ad, "form": given.form}
