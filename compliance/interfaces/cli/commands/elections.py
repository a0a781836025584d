"""`compliance elections`: the calendar that ads are dated by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compliance.checker import Checker
from compliance.interfaces.cli import console, options

if TYPE_CHECKING:
    from datetime import date

    from compliance.model.election import Election


@click.command(
    epilog="""\b
Examples:
  compliance elections
  compliance elections --on 2021-07-06      whose campaign holds this day""",
)
@options.jurisdiction
@options.calendar
@click.option("--on", callback=options.day, metavar="DATE", help="Only elections whose campaign holds this day.")
@options.languages
def command(
    jurisdiction: str,
    rules_dir: str | None,
    elections_file: str | None,
    on: date | None,
    languages: tuple[str, ...],
) -> int:
    """List the elections known: id, polling day, campaign, and how sure the campaign's dates are."""
    from compliance.render.display import visible

    checker = Checker(jurisdiction, languages=languages, rules=rules_dir, elections=elections_file)
    for election in checker.elections():
        if on is not None and not _holds(election, on):
            continue
        name = election.name.get(checker.languages[0]) or next(iter(election.name.values()), "")
        console.put(f"{election.id}\n  {election.date}  {visible(name)}\n  {_campaign(election)}\n")
    return 0


def _holds(election: Election, day: date) -> bool:
    return election.start is not None and election.start <= day <= election.date


def _campaign(election: Election) -> str:
    start = str(election.start) if election.start else "?"
    end = election.end.isoformat(" ", "minutes") if election.end else "?"
    return f"campaign {start} ({election.start_status}) – {end} ({election.end_status}); {election.status}"
