"""Help in the language of a person: what click writes passes through one formatter, which says it in that language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from compliance.interfaces.cli.tongue import language, speak
from compliance.render.spoken import spoken
from compliance.text.late import late

LANG = "COMPLIANCE_LANG"
_EXTRA = late(r"  \[([^\[\]]+)\]$")
_EXAMPLE = late(r"^(\s*)((?:git [^|]*\| )?compliance .*?)(\s{3,})(\S.*)$")


@contextmanager
def speaking(arguments: Sequence[str]) -> Iterator[list[str]]:
    """Say help and errors in the language that arguments or COMPLIANCE_LANG name; yield the arguments of the command.

    `--lang` before the command holds for that command as if it stood behind it.
    """
    stated = stated_language(arguments)
    before, rest = _leading(arguments)
    environment = os.environ.get(LANG)
    usual = click.Context.formatter_class
    speak((stated or environment or "en").split(",")[0].strip())
    if before:
        os.environ[LANG] = before
    if language() != "en":
        click.Context.formatter_class = SpokenFormatter
    try:
        yield rest
    finally:
        click.Context.formatter_class = usual
        speak("en")
        if before and environment is None:
            del os.environ[LANG]
        elif before and environment is not None:
            os.environ[LANG] = environment


def stated_language(arguments: Sequence[str]) -> str:
    """Return the value of the last `--lang` before `--`, "" if there is none.

    >>> stated_language(["--lang", "ru", "check", "--lang=ky", "--", "--lang", "en"])
    'ky'
    """
    found = ""
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            found = argument.partition("=")[2]
        elif argument == "--lang" and number + 1 < len(arguments):
            found = arguments[number + 1]
    return found


def _leading(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Return the language that is named before the command, and the arguments without it."""
    if arguments and arguments[0].startswith("--lang="):
        return arguments[0].partition("=")[2], list(arguments[1:])
    if len(arguments) > 1 and arguments[0] == "--lang":
        return arguments[1], list(arguments[2:])
    return "", list(arguments)


class SpokenFormatter(click.HelpFormatter):
    """Writes help in the language of `language()`."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _say(prefix or "Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(_say(heading))

    def write_text(self, text: str) -> None:
        super().write_text("\n\n".join(map(_paragraph, text.split("\n\n"))))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(first, _described(second)) for first, second in rows], col_max, col_spacing)


def _say(text: str) -> str:
    return spoken(text, language())


def _paragraph(text: str) -> str:
    """Return a paragraph; one whose lines are kept, as of examples, is said line by line."""
    if not text.startswith("\b"):
        return _say(" ".join(text.split()))
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    if example := _EXAMPLE.match(line):
        indent, command, blanks, about = example.groups()
        return f"{indent}{command}{blanks}{_say(about)}"
    return line[: len(line) - len(line.lstrip())] + _say(line.strip()) if line.strip() != "\b" else line


def _described(text: str) -> str:
    """Return the text of an option, and what click tells of it in square brackets."""
    extra = _EXTRA.search(text)
    if extra is None:
        return _say(text)
    return f"{_say(text[: extra.start()])}  [{'; '.join(map(_say, extra[1].split('; ')))}]"
