"""`compliance check`: the main job."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from compliance.checker import Checker
from compliance.errors import SourceError
from compliance.interfaces import console, options
from compliance.interfaces.reading import ads
from compliance.render import FORMATS, renderer
from compliance.report import Tally

if TYPE_CHECKING:
    from datetime import date, datetime


@click.command(
    epilog="""\b
Examples:
  compliance check ads/ --exclude 'drafts/'
  compliance check leaflet.txt --published 2021-07-10T07:30
  compliance check post.json --format json --lang ky,ru
  compliance check - --election kg-2021-07-11 < leaflet.txt

\b
Exit codes: 0 no ad fails, 1 an ad fails (or is unclear, with --strict), 2 something could not be judged.""",
)
@options.inputs
@options.jurisdiction
@click.option("--election", metavar="ID", help="The election the ads are about (see: compliance elections).")
@click.option("--election-date", callback=options.day, metavar="DATE", help="The same by its polling day.")
@click.option(
    "--published",
    callback=options.moment,
    metavar="WHEN",
    help="When it was published: 2021-07-10 or 2021-07-10T07:30.",
)
@click.option("--on", callback=options.day, metavar="DATE", help="Apply the law of this day, whatever the ad says.")
@click.option("--medium", type=click.Choice(options.MEDIA), help="Where it appears; some rules speak of some media.")
@click.option("--strict", is_flag=True, help="Fail on what is unclear too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@options.languages
@options.color
def command(
    paths: tuple[str, ...],
    exclude: tuple[str, ...],
    stdin_name: str,
    allow_empty: bool,
    jurisdiction: str,
    rules_dir: str | None,
    election: str | None,
    election_date: date | None,
    published: date | datetime | None,
    on: date | None,
    medium: str | None,
    strict: bool,
    form: str,
    languages: tuple[str, ...],
    color: str,
) -> int:
    """Check ads: text, Markdown or JSON files, folders, globs, or - for standard input."""
    checker = Checker(
        jurisdiction, election=election, election_date=election_date, on=on, languages=languages, rules=rules_dir
    )
    colored = console.wants_color(color, os.environ, sys.stdout.isatty())
    render = renderer(form, language=checker.languages[0], color=colored, columns=console.columns())
    tally = Tally()
    judged = False
    for ad in ads(paths, exclude, stdin_name, allow_empty):
        if isinstance(ad, SourceError):
            result = checker.unreadable(ad)
            piece = render.document(result) if form != "text" else ""  # people read it on standard error
        else:
            result = checker.judge(ad, medium=medium, published=published)
            piece = render.document(result, ad.document)
            judged = True
        tally.add(result)
        console.put(piece)
    summary = tally.summary()
    if judged or form != "text":
        console.put(render.end(summary))
    return exit_code(summary, strict)


def exit_code(summary: dict[str, Any], strict: bool) -> int:
    """Return 2 if something could not be read, else 1 if an ad fails, else 0."""
    if summary["unreadable"]:
        return 2
    return 1 if summary["non_compliant"] or (strict and summary["unclear"]) else 0
