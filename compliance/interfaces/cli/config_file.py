"""A configuration file as read; what is wrong in it is said with file and line."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any

from compliance.errors import UsageError
from compliance.interfaces.cli.config_keys import ALL, IN_SECTION, SECTION, Key, fits, wanted
from compliance.interfaces.cli.configuration import Configuration
from compliance.interfaces.cli.inputs import content_of
from compliance.interfaces.cli.upward import PROJECT_FILE
from compliance.rulebook.files.lines import line_of, lines_of
from compliance.sources.loading import display_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def read(path: str) -> Configuration:
    """Return the configuration in a file; `UsageError` with file and line for everything wrong in it, a line each."""
    shown = display_path(path)
    try:
        text = content_of(path, shown).decode("utf-8-sig").replace("\r\n", "\n")
        content = tomllib.loads(text)
    except RecursionError as error:
        raise UsageError(f"{shown}: is nested too deeply") from error
    except ValueError as error:
        raise UsageError(f"{shown}: is not TOML: {error}") from error
    lines = lines_of(text)
    within: tuple[str | int, ...] = ()
    if os.path.basename(path) == PROJECT_FILE:
        content, within = _section(content, shown), ("tool", "compliance")

    def place(*keys: str | int) -> str:
        return f"{shown}:{line_of(lines, (*within, *keys))}"

    sections = content.pop(SECTION, [])
    faults = [*_faults(content, {**ALL, SECTION: ALL["exclude"]}, place)]
    if not isinstance(sections, list) or not all(isinstance(section, dict) for section in sections):
        faults.append(f"{place(SECTION)}: write sections by path as [[{'.'.join(map(str, (*within, SECTION)))}]]")
        sections = []
    for number, section in enumerate(sections):
        faults += _faults(section, IN_SECTION, lambda *keys, number=number: place(SECTION, number, *keys))
        if "match" not in section:
            faults.append(f'{place(SECTION, number)}: which paths is this section about? match = "…" is missing')
    if faults:
        raise UsageError("\n".join(faults))
    known = {"/".join(map(str, path[len(within) :])): line for path, line in lines.items()}
    return Configuration(path, os.path.dirname(os.path.abspath(path)), content, known, tuple(sections))


def _section(content: dict[str, Any], shown: str) -> dict[str, Any]:
    tools = content.get("tool", {})
    section = tools.get("compliance", {}) if isinstance(tools, dict) else {}
    if not isinstance(section, dict):
        raise UsageError(f"{shown}: [tool.compliance] is a table")
    return dict(section)


def _faults(table: dict[str, Any], keys: dict[str, Key], place: Callable[..., str]) -> Iterator[str]:
    for name, value in table.items():
        key = keys.get(name)
        if key is None:
            yield f"{place(name)}: there is no key {name!r}{_nearest(name, keys)}"
        elif not fits(key, value):
            yield f"{place(name)}: {name} takes {wanted(key)}, not {value!r}"
    if "election" in table and "election-date" in table:
        yield f"{place('election')}: give the election or its polling day, not both"


def _nearest(name: str, keys: dict[str, Key]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.replace("_", "-"), keys, 1)
    return f"; did you mean {near[0]!r}?" if near else f"; there is: {', '.join(keys)}"
