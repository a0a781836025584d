"""`compliance check`: the main job."""

from __future__ import annotations

from typing import Any

import click

from compliance.interfaces.cli.asked import Asked
from compliance.interfaces.cli.check_options import ENVIRONMENT, check_options
from compliance.interfaces.cli.checking import check
from compliance.interfaces.cli.settings import given
from compliance.interfaces.cli.tongue import speak


@click.command(
    context_settings=ENVIRONMENT,
    epilog="""\b
Examples:
  compliance check ads/ --exclude 'drafts/'
  compliance check leaflet.txt --published 2021-07-10T07:30
  compliance check post.json --format json --lang ky,ru
  compliance check - --election kg-2021-07-11-city-repeat < leaflet.txt
  compliance check ads/ --format github --output json=report.json
  git diff -z --name-only main -- ads/ | compliance check --files-from - --allow-empty

\b
Options come before variables (COMPLIANCE_FORMAT for --format), those before compliance.toml or [tool.compliance]
in pyproject.toml; compliance config show tells what holds. GITHUB_STEP_SUMMARY gets a summary with github.

\b
Exit codes: 0 no ad fails, 1 an ad fails (see --fail-level, --strict), 2 something could not be judged.""",
)
@check_options
@click.pass_context
def command(context: click.Context, /, **values: Any) -> int:
    """Check ads: text, web pages, mail, tables, JSON and other files, folders, globs, or - for standard input."""
    asked = Asked(**values)
    speak(asked.languages[0])
    if not asked.paths and asked.files_from is None:
        raise click.UsageError("Missing argument 'PATH...'.", context)
    chosen = asked.jurisdiction if given(context, "jurisdiction") else None
    return check(asked, context.obj, chosen, bool(given(context, "exclude")))
