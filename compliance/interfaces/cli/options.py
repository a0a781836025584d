"""Options that several commands share, and what their values may be."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance.rulebook.book import HOME

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

T = TypeVar("T")
COLORS = ("auto", "always", "never")


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option's ISO 8601 text states."""
    from compliance.text.moment import parse_day

    return _parsed(parse_day, value, ctx, param)


def moment(ctx: click.Context, param: click.Parameter, value: str | None) -> date | datetime | None:
    """Return the day, or the day and hour, that an option's ISO 8601 text states."""
    from compliance.text.moment import parse_moment

    return _parsed(parse_moment, value, ctx, param)


def codes(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """Return the language codes of a text with commas between them."""
    found = tuple(code.strip() for code in value.split(",") if code.strip())
    if not found:
        raise click.BadParameter("name at least one language, such as en, ky or ru", ctx, param)
    return found


def table_map(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the map of columns that was asked for, once it is known to be one."""
    from compliance.errors import UsageError
    from compliance.sources.column_map import parse_map

    try:
        if value:
            parse_map(value)
    except UsageError as error:
        raise click.BadParameter(str(error).removeprefix("--map: "), ctx, param) from error
    return value


def columns(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that says what the columns of a table hold."""
    text = "Which columns hold what: text=body,customer=payer, or a ready map, as meta-api."
    return click.option("--map", "table_map", default="", metavar="MAP", callback=table_map, help=text)(command)


def _parsed(parse: Callable[[str], T], value: str | None, ctx: click.Context, param: click.Parameter) -> T | None:
    try:
        return None if value is None else parse(value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def jurisdiction(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose a rulebook."""
    return _whose_law("Whose law.", _single)(own_rules(command))


def jurisdictions(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose a rulebook, or several."""
    return _whose_law("Whose law; several with commas (gb,eu), and auto proposes.")(own_rules(command))


def own_rules(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that takes rules of one's own."""
    return click.option(
        "--rules", "rules_dir", envvar="COMPLIANCE_RULES", metavar="DIR",
        help="Rules of your own: on top of the built-in ones, or a whole rulebook (with jurisdiction.toml).",
    )(command)  # fmt: skip


def _whose_law(
    text: str, callback: Callable[..., str] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "-j", "--jurisdiction", default=HOME, show_default=True, envvar="COMPLIANCE_JURISDICTION", metavar="ID",
        callback=callback, help=text,
    )  # fmt: skip


def _single(ctx: click.Context, param: click.Parameter, value: str) -> str:
    from compliance.rulebook.several import single

    return single(value)


class Number(click.FloatRange):
    """A number within bounds; one that is none (`nan`) or has no end is refused as a word is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number."""
        found = float(super().convert(value, param, ctx))
        if not math.isfinite(found):
            self.fail(f"{value!r} is not a valid {self.name}.", param, ctx)
        return found


def calendar(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that adds elections to the calendar."""
    text = "Elections of your own, in the form of elections.toml, added to the calendar."
    return click.option("--elections", "elections_file", envvar="COMPLIANCE_ELECTIONS", metavar="FILE", help=text)(
        command
    )


def languages(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that chooses the languages of messages."""
    text = "Languages of messages, such as en, ky or ru,en; text is shown in the first."
    return click.option(
        "--lang",
        "languages",
        callback=codes,
        metavar="CODES",
        default="en",
        show_default=True,
        envvar="COMPLIANCE_LANG",
        help=text,
    )(command)


def color(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that overrules the environment on colours."""
    text = "Colours; auto: on a terminal, unless NO_COLOR says otherwise."
    choice = click.Choice(COLORS)
    return click.option("--color", type=choice, default="auto", show_default=True, help=text)(command)


def inputs(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the arguments and options that choose what is read."""
    paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
    exclude = click.option(
        "--exclude", multiple=True, metavar="PATTERN", help="Leave out what matches, as in .gitignore; repeatable."
    )
    name = click.option(
        "--stdin-name", default="-", metavar="NAME", help="What to call standard input; NAME.json is read as JSON."
    )
    empty = click.option("--allow-empty", is_flag=True, help="No ads at all is no error.")
    return paths(exclude(name(columns(empty(command)))))


def store(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say where a service keeps what it keeps."""
    folder = click.option(
        "--state", envvar="COMPLIANCE_SERVE_STATE", metavar="DIR",
        help="Where the store and batches lie (~/.local/state/compliance).",
    )  # fmt: skip
    url = click.option(
        "--database", default="", envvar="COMPLIANCE_SERVE_DATABASE", metavar="URL",
        help="Another store than SQLite in that folder: postgresql://…",
    )  # fmt: skip
    return folder(url(command))
