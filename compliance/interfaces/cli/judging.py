"""Ads into results, one after the other or in several processes: the same results in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.checker import Checker
from compliance.errors import SourceError, UsageError
from compliance.interfaces.cli.console import standard_input_of
from compliance.model.known import Known
from compliance.model.tuples import NamedTuple
from compliance.rulebook.book import HOME
from compliance.rulebook.selection import chosen
from compliance.rulebook.several import several
from compliance.sources import STANDARD_INPUT, NoAd, load_source
from compliance.sources.formats import Asked as Wishes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from datetime import date, datetime

    from compliance.border import report_wire as wire
    from compliance.interfaces.cli.configuration import Scope
    from compliance.model.document import Document
    from compliance.report import build as report
    from compliance.rulebook import Rulebook
    from compliance.sources import Source

FEWEST_FOR_PROCESSES = 200
_CHUNK = 16


class Job(NamedTuple):
    """One input and what its configuration says of the ads in it."""

    source: Source
    scope: Scope


class Judged(NamedTuple):
    """The report's entry for one ad, its text (None: it could not be read), and what to say of that ("" nothing).

    `trace` tells how each rule was decided, where that was asked for.
    """

    result: wire.AdResult
    document: Document | None
    fault: str = ""
    trace: str = ""


class PassedOne(NamedTuple):
    """A file of a folder that is no ad, and that nobody named as one."""

    path: str


class Shared(NamedTuple):
    """What holds for all ads of a run: the options that come before anything an ad or a configuration says."""

    jurisdiction: str | None = None
    election: str | None = None
    election_date: date | None = None
    on: date | None = None
    languages: tuple[str, ...] = ("en",)
    rules: str | None = None
    elections: str | None = None
    medium: str | None = None
    published: date | datetime | None = None
    stdin_name: str = STANDARD_INPUT
    table_map: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    usual: str = HOME  # whose law, where nothing names another
    trace: int = 0  # columns of the trace, 0 for none


class Judge:
    """Judges the ads of one input after the other, with a checker for each jurisdiction they name."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self._checkers: dict[str, Checker] = {}

    def checker(self, jurisdiction: str | None = None) -> Checker:
        """Return the checker of a jurisdiction, of several that of the first."""
        return self.checkers(jurisdiction)[0]

    def checkers(self, jurisdiction: str | None = None) -> list[Checker]:
        """Return the checkers of the jurisdictions, loaded once; the option comes before what is asked for here."""
        names = several(self.shared.jurisdiction or jurisdiction or self.shared.usual)
        if any(name not in self._checkers for name in names):
            self._make(names)
        return [self._checkers[name] for name in names]

    def _make(self, names: tuple[str, ...]) -> None:
        """Make the checkers of jurisdictions together: a language that one of them speaks may be asked for."""
        shared = self.shared
        made = Checker(
            names,
            election=shared.election,
            election_date=shared.election_date,
            on=shared.on,
            languages=shared.languages,
            rules=shared.rules,
            elections=shared.elections,
        )
        for name, checker in zip(names, made.each, strict=True):
            checker.rulebook = chosen(checker.rulebook, shared.select, shared.ignore)
            self._checkers.setdefault(name, checker)

    def rulebooks(self) -> list[Rulebook]:
        """Return the rulebooks loaded so far."""
        return [checker.rulebook for checker in self._checkers.values()]

    def judge(self, job: Job) -> Iterator[Judged | PassedOne]:
        """Yield what each jurisdiction says of each ad in one input, or that it cannot be read, or is none."""
        shared, scope = self.shared, job.scope
        checkers = self.checkers(scope.jurisdiction)
        option = Known(shared.medium, shared.published)
        configured = Known(scope.medium, None, scope.language, scope.election)
        try:
            wishes = Wishes(shared.table_map or scope.table_map or "")
            for ad in load_source(job.source, standard_input_of(job.source.path), shared.stdin_name, wishes):
                for checker in checkers:
                    try:
                        found = checker.judged(ad, option=option, otherwise=configured)
                    except SourceError as error:
                        yield Judged(checker.unreadable(error), None, str(error))
                        continue
                    yield Judged(checker.entry(found), ad.document, trace=self._traced(checker, found))
        except NoAd as error:
            yield PassedOne(error.path)
        except SourceError as error:
            for checker in checkers:
                yield Judged(checker.unreadable(error), None, str(error))

    def _traced(self, checker: Checker, found: report.Judged) -> str:
        if not self.shared.trace:
            return ""
        from compliance.render.trace import Tracer

        return Tracer(checker.rulebook, checker.languages[0], self.shared.trace).trace(found)


def texts(jobs: Iterable[Job], stdin_name: str) -> Iterator[str]:
    """Yield the text of each ad that can be read, for those who look at ads without judging them."""
    for job in jobs:
        try:
            for ad in load_source(job.source, standard_input_of(job.source.path), stdin_name):
                yield ad.document.text
        except (NoAd, SourceError):
            continue


def judged(judge: Judge, jobs: Sequence[Job], processes: int) -> Iterator[Judged | PassedOne]:
    """Yield the results of all inputs in order; in several processes where there are many and that was asked for."""
    if processes == 0:
        import os

        processes = os.cpu_count() or 1
    if processes > 1 and len(jobs) >= FEWEST_FOR_PROCESSES:
        yield from _in_processes(judge, jobs, processes)
        return
    for job in jobs:
        yield from judge.judge(job)


_here: Judge | None = None  # in a worker process, or just before one is forked: the judge it uses


def _start(shared: Shared) -> None:
    """Make a worker ready; an interrupt is the parent's to answer, and the parent's end is its own."""
    import signal
    from threading import Thread

    global _here
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):  # whatever the parent does on them is not done here
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    _here = _here or Judge(shared)


def _end_with_parent() -> None:
    """End this process when its parent has, however that came about."""
    import os
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _chunk(jobs: Sequence[Job]) -> list[Judged | PassedOne]:
    assert _here is not None
    return [result for job in jobs for result in _here.judge(job)]


def _in_processes(judge: Judge, jobs: Sequence[Job], processes: int) -> Iterator[Judged | PassedOne]:
    """Hand out chunks in order, a few ahead of what is taken, so that no more than those are held.

    The first chunk is judged here: what is made of a rulebook when it is first used is then there for every process
    forked from this one, and not made again in each.
    """
    global _here
    _here = judge
    try:
        yield from _chunk(jobs[:_CHUNK])
        yield from _handed_out(judge, jobs[_CHUNK:], processes)
    finally:
        _here = None


def _handed_out(judge: Judge, jobs: Sequence[Job], processes: int) -> Iterator[Judged | PassedOne]:
    from collections import deque
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunks = iter([jobs[start : start + _CHUNK] for start in range(0, len(jobs), _CHUNK)])
    ahead: deque[Future[list[Judged | PassedOne]] | Sequence[Job]] = deque()
    processes = min(processes, -(-len(jobs) // _CHUNK))
    pool = ProcessPoolExecutor(processes, initializer=_start, initargs=(judge.shared,))
    done = False
    try:
        while True:
            while len(ahead) < 4 * processes and (chunk := next(chunks, None)) is not None:
                ours = any(job.source.path == STANDARD_INPUT for job in chunk)
                ahead.append(chunk if ours else pool.submit(_chunk, chunk))
            if not ahead:
                done = True
                return
            first = ahead.popleft()
            yield from (_chunk(first) if isinstance(first, (list, tuple)) else first.result())  # type: ignore[union-attr]
    except BrokenProcessPool as error:
        raise UsageError("a process that judged ads ended early (out of memory?); try --jobs 1") from error
    finally:
        pool.shutdown(wait=done, cancel_futures=True)  # who stops early does not wait; workers end with us
