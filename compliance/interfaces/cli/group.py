"""The command line as click knows it: `compliance check|extract|rules|explain|elections|schema`.

Each command is a module of its own that is imported when it is called.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from compliance.interfaces.cli.help import speaking
from compliance.interfaces.cli.leaving import COULD_NOT_JUDGE, INTERRUPTED, PROGRAM, ended, say
from compliance.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "check": "Check ads and report what is wrong.",
    "extract": "Show what ads state, without judging.",
    "rules": "List, show and test the rules.",
    "explain": "Explain one rule, its law and its fix.",
    "compose": "Write an imprint from facts.",
    "notice": "Write a transparency notice from its points.",
    "coverage": "Show which duties of the law the rules cover.",
    "scope": "Ask whether the law binds an ad at all.",
    "scan": "Find and judge the ads of an archive.",
    "archive": "Ask what a scanned archive shows.",
    "elections": "List the elections known.",
    "schema": "Print or apply a JSON Schema.",
    "serve": "Serve the page for editors and the API for systems.",
    "config": "Show the settings that hold, and where each comes from.",
}


class _Commands(click.Group):
    """The commands by name, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"compliance.interfaces.cli.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = f"to check a file: {PROGRAM} check {args[0]}" if os.path.exists(args[0]) else _nearest(args[0])
            ctx.fail(f"no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, 1)
    return f"did you mean {near[0]!r}?" if near else f"there is: {', '.join(COMMANDS)}"


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  compliance check ads/                            every ad in a folder
  compliance check leaflet.txt --lang ky           messages in Kyrgyz
  compliance check - --format json < leaflet.txt   standard input, JSON
  compliance explain kg/imprint/print-run-stated   one rule, its law and its cases

\b
Exit codes: 0 nothing wrong, 1 something wrong, 2 could not be judged.""",
)
@click.version_option(VERSION, prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.option(
    "--lang", metavar="CODE", expose_value=False, help="Language of this help and of messages, such as ky or ru."
)
def cli() -> None:
    """Check election advertising for its imprint: who made, ordered and paid for it, from which fund, and when."""


def called(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; nothing escapes as a traceback."""
    with speaking(arguments) as rest:
        return ended(partial(_invoked, rest))


def _invoked(arguments: list[str]) -> int:
    try:
        with cli.make_context(PROGRAM, arguments) as context:
            result: Any = cli.invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        if "\n" in error.format_message():  # a command without its subcommand: its help
            error.show(sys.stderr)
            return COULD_NOT_JUDGE
        return say(_one_line(error))
    return result if isinstance(result, int) else 0


def _one_line(error: click.ClickException) -> str:
    """Return a mistake in the arguments on one line, with where to read on."""
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    place = f" (see: {context.command_path} --help)" if context is not None else ""
    return message[:1].lower() + message[1:] + place
