"""`compliance notice`: a transparency notice from its points, as JSON and as a page."""

from __future__ import annotations

import click

from compliance.authoring.notices import write_notice
from compliance.checker import Checker
from compliance.interfaces.cli import console, options
from compliance.interfaces.cli.inputs import content_of
from compliance.sources.json_ad import parse_notice


@click.command(
    epilog="""\b
Examples:
  compliance notice -j eu --language en --json notice.json                 in order, put to the rules
  compliance notice -j eu --language de --json notice.json --form html     the same as a page

\b
Exit codes: 0 written, 1 a point is missing or a rule is broken, 2 wrong use.""",
)
@click.option("--language", required=True, metavar="CODE", help="The language of the notice, such as en or de.")
@click.option(
    "--json", "file", required=True, metavar="FILE", help="An ad with its notice (schema ad.v1); - reads stdin."
)
@click.option("--form", type=click.Choice(("json", "html")), default="json", show_default=True, help="As what.")
@options.jurisdiction
@options.languages
def command(
    language: str, file: str, form: str, jurisdiction: str, rules_dir: str | None, languages: tuple[str, ...]
) -> int:
    """Write a transparency notice from its points. What is not given is named, never made up."""
    checker = Checker(jurisdiction, languages=languages, rules=rules_dir)
    notice = write_notice(parse_notice(content_of(file), file), checker, language)
    for code in notice.missing:
        console.tell(f"{notice.titles[code]} ({code})")
    failed = [finding for finding in notice.result["findings"] if finding["outcome"] == "fail"]
    for finding in failed:
        console.tell(f"{finding['message'][checker.languages[0]]} [{finding['rule']}]")
    if notice.missing or failed:
        return 1
    console.put(notice.as_json() if form == "json" else notice.as_html())
    return 0
