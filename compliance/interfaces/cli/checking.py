"""The run of `compliance check`: inputs, judgement, waivers, baseline, gate and outputs, in this order."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from compliance.errors import UsageError
from compliance.interfaces.cli import console, garbage
from compliance.interfaces.cli.baselines import BaselineFile, known_before
from compliance.interfaces.cli.configuration import Configurations, Scope
from compliance.interfaces.cli.inputs import PassedOver, content_of
from compliance.interfaces.cli.judging import Job, Judge, Judged, PassedOne, Shared, judged, texts
from compliance.interfaces.cli.outputs import Outputs, parse_outputs
from compliance.interfaces.cli.progress import Ending, Interrupt, Progress
from compliance.interfaces.cli.proposing import AUTO, proposed
from compliance.interfaces.cli.purposes import Purposes
from compliance.interfaces.cli.repository import addresses
from compliance.interfaces.cli.waiving import Waiving
from compliance.report.build import Tally
from compliance.report.gate import Gate, shown
from compliance.rulebook import selection
from compliance.rulebook.book import HOME
from compliance.rulebook.several import several
from compliance.sources import STANDARD_INPUT, collect
from compliance.sources.loading import display_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.border import report_wire as wire
    from compliance.interfaces.cli.settings import Asked
    from compliance.model.document import Document
    from compliance.report.baseline import Baseline

FINE, FAILS, COULD_NOT_JUDGE, INTERRUPTED = 0, 1, 2, 130


class Run:
    """One run: takes results, keeps count, and knows its exit code."""

    def __init__(
        self,
        asked: Asked,
        outputs: Outputs,
        waiving: Waiving,
        gate: Gate,
        new_baseline: BaselineFile | None,
        passed: PassedOver,
    ) -> None:
        self._asked, self._outputs, self._waiving = asked, outputs, waiving
        self._gate = gate
        self._tally = Tally()
        self._fails = False
        self._new_baseline, self._passed = new_baseline, passed
        self._baseline: Baseline | None = None
        if asked.baseline and not asked.write_baseline:
            self._baseline = known_before(asked.baseline)

    def take(self, one: Judged | PassedOne) -> None:
        """Count one ad and write what is to be said of it."""
        if isinstance(one, PassedOne):
            return self._passed.add(one.path)
        if one.fault:
            self._outputs.clear()
            console.tell(one.fault)
        self._waiving.apply(one.result, one.result["path"])
        return self._report(one.result, one.document, one.trace)

    def end(self, complete: bool) -> int:
        """Write what comes last, waivers files with faults among it, and return the exit code."""
        for entry, document in self._waiving.entries(self._asked.paths) if complete else ():
            self._report(entry, document)
        summary = self._tally.summary()
        self._outputs.end(summary)
        self._passed.tell(self._asked.languages[0])
        if not complete:
            return INTERRUPTED
        if self._new_baseline:
            self._new_baseline.end()
        nothing = self._passed.count and not summary["documents"] and not self._asked.allow_empty
        if nothing:
            console.tell("nothing to read: none of the files holds an ad")
        if summary["unreadable"] or nothing:
            return COULD_NOT_JUDGE
        return FAILS if self._fails else FINE

    def _report(self, result: wire.AdResult, document: Document | None, trace: str = "") -> None:
        if self._baseline:
            self._baseline.mark(result)
        if self._new_baseline:
            self._new_baseline.document(result)
        self._fails = self._fails or self._gate.fails(result)
        result = shown(result, self._asked.min_severity, self._gate)
        self._tally.add(result)
        self._outputs.document(result, document, trace)


def check(asked: Asked, configurations: Configurations, chosen: str | None, exclude_is_given: bool) -> int:
    """Check ads and return the exit code; `chosen` is the jurisdiction that an option or a variable names."""
    files = parse_outputs(asked.outputs)
    if asked.write_baseline and not asked.baseline:
        raise UsageError("--write-baseline needs --baseline FILE: the file to write")
    purposes = Purposes(asked, files)
    if AUTO in several(chosen or configurations.of_run().scope(STANDARD_INPUT).jurisdiction or HOME):
        all_of_them = collected(asked, configurations, exclude_is_given, purposes, PassedOver())
        raise proposed(texts(all_of_them, asked.stdin_name))
    judge = made_judge(asked, configurations, chosen)
    passed = PassedOver()
    jobs = collected(asked, configurations, exclude_is_given, purposes, passed)
    verify(jobs, configurations, judge)
    if asked.select or asked.ignore:
        selection.verify((*asked.select, *asked.ignore), judge.rulebooks())
    with Ending():
        if asked.fix or asked.diff:
            from compliance.interfaces.cli.mending import Mending

            Mending(judge, asked.paths, show_only=asked.diff).mend(jobs)
        return _written(asked, configurations, files, judge, jobs, passed)


def _written(
    asked: Asked,
    configurations: Configurations,
    files: Sequence[tuple[str, str]],
    judge: Judge,
    jobs: Sequence[Job],
    passed: PassedOver,
) -> int:
    """Judge the ads into all outputs, of which none is left half-written, and return the exit code."""
    upward = None if configurations.isolated else configurations.upward
    waiving = Waiving(asked.waivers, upward, asked.today, judge)
    progress = Progress(len(jobs))
    green = asked.exit_zero or asked.write_baseline
    gate = Gate("never") if green else Gate(asked.fail_level, asked.strict)
    outputs = Outputs(
        asked.form,
        files,
        languages=judge.checker().languages,
        color=console.wants_color(asked.color, os.environ, sys.stdout.isatty()),
        rulebooks=judge.rulebooks(),
        gate=gate,
        addresses=addresses(os.environ, asked.path_prefix),
        before_writing=progress.clear,
    )
    kept = None
    try:
        kept = BaselineFile(asked.baseline) if asked.write_baseline and asked.baseline else None
        return _judge_all(Run(asked, outputs, waiving, gate, kept, passed), judge, jobs, progress, asked.jobs)
    finally:
        progress.clear()
        outputs.drop()
        if kept:
            kept.drop()


def _judge_all(run: Run, judge: Judge, jobs: Sequence[Job], progress: Progress, processes: int) -> int:
    done = 0
    garbage.resume()
    try:
        with Interrupt(len(jobs) > 1) as interrupt:
            for one in judged(judge, jobs, processes):
                run.take(one)
                done += isinstance(one, Judged)
                progress.step(done)
                if interrupt.asked:
                    break
            progress.clear()
            code = run.end(complete=not interrupt.asked)
    except KeyboardInterrupt:
        progress.clear()
        console.tell("interrupted: what was not finished was not written")
        raise
    if interrupt.asked:
        console.tell(f"interrupted: ads that were done, and are in the report: {done}")
    return code


def made_judge(asked: Asked, configurations: Configurations, chosen: str | None) -> Judge:
    """Return the judge of a run with the usual rules loaded: those chosen, or those of the configuration."""
    configuration = configurations.of_run()
    usual = configuration.scope(STANDARD_INPUT).jurisdiction
    judge = Judge(_shared(asked, chosen, usual or HOME))
    try:
        judge.checker()
    except UsageError as error:
        if usual and not chosen and "jurisdiction" in str(error):
            raise UsageError(f"{configuration.place('jurisdiction')}: {error}") from error
        raise
    return judge


def _shared(asked: Asked, chosen: str | None, usual: str) -> Shared:
    return Shared(
        jurisdiction=chosen,
        election=asked.election,
        election_date=asked.election_date,
        on=asked.on,
        languages=asked.languages,
        rules=asked.rules_dir,
        elections=asked.elections_file,
        medium=asked.medium,
        published=asked.published,
        stdin_name=asked.stdin_name,
        table_map=asked.table_map,
        select=asked.select,
        ignore=asked.ignore,
        usual=usual,
        trace=console.columns() if asked.trace and asked.form == "text" else 0,
    )


def collected(
    asked: Asked, configurations: Configurations, exclude_is_given: bool, purposes: Purposes, passed: PassedOver
) -> list[Job]:
    """Return the inputs with what their configuration says; `UsageError` where there are none, unless allowed.

    A file named outright is judged though its configuration excludes it: who names it wants it judged. Programs that
    name files for somebody, as pre-commit does, say `--force-exclude`.
    """
    arguments = (*asked.paths, *listed(asked.files_from))
    outright = set() if asked.force_exclude else {display_path(path) for path in arguments if os.path.isfile(path)}
    jobs = []
    found, own = purposes.ads(collect(arguments, asked.exclude))
    for source in own:
        passed.add(source.shown)
    for source in found:
        path = asked.stdin_name if source.path == STANDARD_INPUT else source.path
        configuration = configurations.of(path)
        if exclude_is_given or source.shown in outright or not configuration.excludes(path):
            jobs.append(Job(source, configuration.scope(path)))
    if not jobs and not asked.allow_empty:
        named = ", ".join(arguments) or f"{asked.files_from} names no file, so it"
        raise UsageError(f"nothing to read: {named} holds no file of a kind that is read and not excluded")
    return jobs


def listed(path: str | None) -> list[str]:
    """Return the paths that a file (`-`: standard input) lists, a line each or with NUL between them."""
    if path is None:
        return []
    content = content_of(path).removeprefix(b"\xef\xbb\xbf")
    names = content.split(b"\0") if b"\0" in content else content.splitlines()
    return [os.fsdecode(name) for name in names if name.strip()]


def verify(jobs: Iterable[Job], configurations: Configurations, judge: Judge) -> None:
    """Raise `UsageError`, with file and line, for what a configuration names that does not exist."""
    from compliance.sources.column_map import parse_map

    seen: set[Scope] = {Scope()}
    for job in jobs:
        if job.scope in seen:
            continue
        seen.add(job.scope)
        try:
            checker = judge.checker(job.scope.jurisdiction)
            if job.scope.election:
                checker.verify_election(job.scope.election)
            if job.scope.table_map:
                parse_map(job.scope.table_map)
        except UsageError as error:
            configuration, said = configurations.of(job.source.path), str(error)
            key = "map" if "--map" in said else "election" if "election" in said else "jurisdiction"
            raise UsageError(f"{configuration.place(key)}: {said.removeprefix('--map: ')}") from error
