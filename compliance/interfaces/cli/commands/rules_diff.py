"""`compliance rules diff`: what changed in the law between two days, and for which ads that matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from compliance.authoring.compare import compared
from compliance.checker import Checker
from compliance.errors import SourceError
from compliance.interfaces.cli import console, options
from compliance.interfaces.cli.inputs import ads
from compliance.model.known import Known
from compliance.rulebook import MEDIA
from compliance.rulebook.changes import Change, changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date


@click.command(
    "diff",
    epilog="""\b
Examples:
  compliance rules diff 2020-12-31 2026-02-01
  compliance rules diff 2021-07-06 2026-02-01 ads/    whose verdict changes

\b
Exit codes: 0 both days were compared, 2 something could not be judged.""",
)
@click.argument("first", callback=options.day, metavar="DATE1")
@click.argument("second", callback=options.day, metavar="DATE2")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.jurisdiction
@options.calendar
@click.option("--medium", type=click.Choice(MEDIA), help="Where the ads appear.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.languages
def command(
    first: date,
    second: date,
    paths: tuple[str, ...],
    jurisdiction: str,
    rules_dir: str | None,
    elections_file: str | None,
    medium: str | None,
    form: str,
    languages: tuple[str, ...],
) -> int:
    """Show which rules began, ended or rest on other law; with files, judge each by the law of both days."""
    days = (min(first, second), max(first, second))
    checker = Checker(jurisdiction, languages=languages, rules=rules_dir, elections=elections_file)
    found = changes(checker.rulebook, *days)
    failed: list[SourceError] = []
    entries = _entries(paths, checker, days, medium, failed)
    if form == "json":
        _put_json(found, checker, days, list(entries))
    else:
        from compliance.render.difference import ads_between, rules_between

        console.put(rules_between(found, checker.rulebook, days, checker.languages[0], console.columns()))
        for piece in ads_between(entries, checker.languages[0]) if paths else ():
            console.put(piece)
    return 2 if failed else 0


def _entries(
    paths: Sequence[str], checker: Checker, days: tuple[date, date], medium: str | None, failed: list[SourceError]
) -> Iterator[dict[str, Any]]:
    both = (checker.for_day(days[0]), checker.for_day(days[1]))
    for loaded in ads(paths, (), "-", False, checker.languages[0]) if paths else ():
        if isinstance(loaded, SourceError):
            failed.append(loaded)
        else:
            yield compared(loaded, both, Known(medium))


def _put_json(
    found: Sequence[Change], checker: Checker, days: tuple[date, date], entries: list[dict[str, Any]]
) -> None:
    from compliance.render.machine import dumps

    rules = [
        {
            "rule": change.rule.id,
            "kinds": change.kinds,
            "since": change.day.isoformat(),
            "law": {
                "before": change.before.law if change.before else (),
                "after": change.after.law if change.after else (),
            },
            "penalty": {
                "before": change.before.penalty if change.before else (),
                "after": change.after.penalty if change.after else (),
            },
        }
        for change in found
    ]
    rulebook = {"version": checker.rulebook.version, "sha256": checker.rulebook.sha256}
    first, second = (day.isoformat() for day in days)
    console.put(dumps({"first": first, "second": second, "rulebook": rulebook, "rules": rules, "documents": entries}))
