"""The options of `compliance check`: what is read, how it is judged, what fails a run, and what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from compliance.interfaces.cli import options
from compliance.interfaces.cli.asked import Asked
from compliance.interfaces.cli.settings import configured
from compliance.model.answer import SEVERITIES
from compliance.render import FORMATS
from compliance.report.gate import LEVELS
from compliance.rulebook import MEDIA

if TYPE_CHECKING:
    from collections.abc import Callable

# The environment has a variable for each option: COMPLIANCE_FORMAT for --format.
ENVIRONMENT = {"auto_envvar_prefix": "COMPLIANCE"}
_ELSE = Asked._field_defaults  # what holds where an option is not given
_PATTERN = "Leave out what matches, as in .gitignore; repeatable."
_WHEN = "When it was published: 2021-07-10 or 2021-07-10T07:30."
_SELECT = "Ask only this rule, or these: kg/timing, kg/imprint/*; repeatable. An ad is then at best partial."
_LANG = "Languages of messages, such as en, ky or ru,en; text is shown in the first."

_INPUTS = (
    click.argument("paths", nargs=-1, metavar="PATH..."),
    click.option("--files-from", metavar="FILE", help="Also check the paths in FILE, by lines or NUL; - reads them."),
    click.option("--exclude", multiple=True, metavar="PATTERN", help=_PATTERN),
    click.option("--force-exclude", is_flag=True, help="Leave out what the configuration excludes, though named."),
    click.option(
        "--stdin-name",
        default=_ELSE["stdin_name"],
        metavar="NAME",
        help="Name of standard input; its ending says what it is, as x.json.",
    ),
    options.columns,
    click.option("--allow-empty", is_flag=True, help="No ads at all is no error."),
    click.option(
        "--config",
        is_eager=True,
        callback=configured,
        metavar="FILE",
        help="Take the configuration from FILE, not from above each ad.",
    ),
    click.option(
        "--isolated", is_eager=True, callback=configured, is_flag=True, help="Look for no configuration and no waivers."
    ),
)
_JUDGEMENT = (
    options.jurisdictions,
    options.calendar,
    click.option("--election", metavar="ID", help="The election the ads are about (see: compliance elections)."),
    click.option("--election-date", callback=options.day, metavar="DATE", help="The same by its polling day."),
    click.option("--published", callback=options.moment, metavar="WHEN", help=_WHEN),
    click.option("--on", callback=options.day, metavar="DATE", help="Apply the law of this day, whatever the ad says."),
    click.option("--medium", type=click.Choice(MEDIA), help="Where it appears; not all rules speak of all."),
    click.option("--select", multiple=True, metavar="RULE", help=_SELECT),
    click.option("--ignore", multiple=True, metavar="RULE", help="Ask all rules but this one or these; repeatable."),
    click.option("--fix", is_flag=True, help="First mend the form of text files in place: spelling of labels, blanks."),
    click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing."),
    click.option(
        "--jobs",
        type=click.IntRange(0),
        default=_ELSE["jobs"],
        metavar="N",
        help="Processes, for 200 files and more; 0: all.",
    ),
)
_GATE = (
    click.option(
        "--fail-level", type=click.Choice(LEVELS), default=_ELSE["fail_level"], show_default=True,
        help="The least severity that fails the run.",
    ),
    click.option("--strict", is_flag=True, help="Fail on ads that are undecided too."),
    click.option("--exit-zero", is_flag=True, help="0 where findings would give 1; what cannot be judged stays 2."),
    click.option("--waivers", metavar="FILE", help="Waivers, instead of the nearest compliance-waivers.toml."),
    click.option("--today", callback=options.day, metavar="DATE", help="The day by which waivers expire."),
    click.option("--baseline", metavar="FILE", help="Findings of a former run: known, they do not fail."),
    click.option("--write-baseline", is_flag=True, help="Write all findings to the --baseline file, and fail on none."),
)  # fmt: skip
_DISPLAY = (
    click.option(
        "--format", "form", type=click.Choice(FORMATS), default=_ELSE["form"], show_default=True,
        envvar="COMPLIANCE_FORMAT", help="What to print.",
    ),
    click.option(
        "-o", "--output", "outputs", multiple=True, metavar="FORMAT=FILE", envvar="COMPLIANCE_OUTPUT",
        help="Write a report to FILE as well; repeatable.",
    ),
    click.option(
        "--min-severity", type=click.Choice(SEVERITIES), default=_ELSE["min_severity"], show_default=True,
        help="The least severity that is shown; the exit code does not turn on it.",
    ),
    click.option("--trace", is_flag=True, help="Tell of every rule why it answered so (text; JSON always does)."),
    click.option(
        "--lang", "languages", callback=options.codes, metavar="CODES", default=",".join(_ELSE["languages"]),
        show_default=True, envvar="COMPLIANCE_LANG", help=_LANG,
    ),
    click.option(
        "--color", type=click.Choice(options.COLORS), default=_ELSE["color"], show_default=True,
        help="Colours; auto: on a terminal, unless NO_COLOR says otherwise.",
    ),
    click.option(
        "--path-prefix", metavar="FOLDER", default=_ELSE["path_prefix"],
        help="Put FOLDER before each path in the formats for CI, which are counted from the repository's root.",
    ),
)  # fmt: skip


def check_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add all options of `compliance check`."""
    for option in reversed((*_INPUTS, *_JUDGEMENT, *_GATE, *_DISPLAY)):
        command = option(command)
    return command
