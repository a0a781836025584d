"""Configuration files: `compliance.toml`, or `[tool.compliance]` in pyproject.toml.

What they say of ads (`Scope`) is taken from the file nearest to each ad; what they say of the run as a whole, from the
file nearest to the current folder.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.errors import UsageError
from compliance.interfaces.cli.config_keys import ABOUT_ADS, ALL, IN_SECTION, SECTION, Key, fits, wanted
from compliance.interfaces.cli.upward import PROJECT_FILE, Upward, folder_of
from compliance.sources.loading import display_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


class Scope(NamedTuple):
    """What a configuration says of an ad, None where it says nothing."""

    jurisdiction: str | None = None
    medium: str | None = None
    election: str | None = None
    language: str | None = None


class Configuration(NamedTuple):
    """One file as read: values by key, the line each stands in, and the sections by path."""

    path: str = ""
    folder: str = ""
    values: dict[str, Any] = {}  # noqa: RUF012 - never changed
    lines: dict[str, int] = {}  # noqa: RUF012
    sections: tuple[dict[str, Any], ...] = ()

    def place(self, key: str) -> str:
        """Return file and line of a key, for people."""
        return f"{display_path(self.path)}:{self.lines.get(key, 1)}"

    def inside(self, path: str) -> str:
        """Return `path` from the folder of this file with `/`, "" if it is not below."""
        below = os.path.relpath(os.path.abspath(path), self.folder).replace(os.sep, "/")
        return "" if below.startswith("../") or below == ".." or os.path.isabs(below) else below

    def excludes(self, path: str) -> bool:
        """Return whether the file's own `exclude` leaves `path` out."""
        if "exclude" not in self.values or path == "-":
            return False
        from compliance.sources.patterns import Excludes

        below = self.inside(path)
        return bool(below) and Excludes(texts(self.values["exclude"])).excludes(below)

    def scope(self, path: str) -> Scope:
        """Return what is said of the ads in `path`: by the last section that matches, else by the file as a whole."""
        values = self._about(path)
        day = values.get("election-date")
        election = values.get("election") or (day.isoformat() if day else None)
        return Scope(values.get("jurisdiction"), values.get("medium"), election, values.get("language"))

    def election_day(self, path: str) -> date | None:
        """Return the polling day by which the election of the ads in `path` is named, if it is."""
        day: date | None = self._about(path).get("election-date")
        return day

    def _about(self, path: str) -> dict[str, Any]:
        values = {key.name: self.values[key.name] for key in ABOUT_ADS if key.name in self.values}
        for number in self._matching(path):
            section = self.sections[number]
            if "election" in section or "election-date" in section:
                values.pop("election", None)
                values.pop("election-date", None)
            values.update(section)
        return values

    def origin(self, key: str, path: str) -> str:
        """Return file and line of what holds for the ads in `path`."""
        sections = [n for n in self._matching(path) if key in self.sections[n]]
        return self.place(f"{SECTION}/{sections[-1]}/{key}" if sections else key)

    def _matching(self, path: str) -> list[int]:
        below = self.inside(path) if self.sections and path != "-" else ""
        if not below:
            return []
        from compliance.sources.patterns import Excludes

        return [n for n, section in enumerate(self.sections) if Excludes(texts(section["match"])).excludes(below)]


NOTHING = Configuration()


class Configurations:
    """The configuration of each file: the one named (`--config`), none at all (`--isolated`), or the nearest."""

    def __init__(self, named: str | None = None, isolated: bool = False) -> None:
        if named and isolated:
            raise UsageError("give --config or --isolated, not both")
        self._named = read(named) if named else NOTHING
        self._fixed = bool(named) or isolated
        self.isolated = isolated
        self.upward = Upward()
        self._read: dict[str, Configuration] = {"": NOTHING}

    def of_run(self) -> Configuration:
        """Return the configuration of the run as a whole."""
        return self.of("-")

    def of(self, path: str) -> Configuration:
        """Return the configuration of one input."""
        if self._fixed:
            return self._named
        found = self.upward.above(folder_of(path)).config
        if found not in self._read:
            self._read[found] = read(found)
        return self._read[found]


def texts(value: str | list[str]) -> list[str]:
    """Return one text or several as a list."""
    return [value] if isinstance(value, str) else value


def read(path: str) -> Configuration:
    """Return the configuration in a file; `UsageError` with file and line for the first thing that is wrong in it."""
    import tomllib

    from compliance.rulebook.files.lines import line_of, lines_of

    shown = display_path(path)
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig").replace("\r\n", "\n")
        content = tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{shown}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{shown}: is not TOML: {error}") from error
    lines = lines_of(text)
    within: tuple[str | int, ...] = ()
    if os.path.basename(path) == PROJECT_FILE:
        content, within = _section(content, shown), ("tool", "compliance")

    def place(*keys: str | int) -> str:
        return f"{shown}:{line_of(lines, (*within, *keys)) or 1}"

    sections = content.pop(SECTION, [])
    _check(content, {**ALL, SECTION: ALL["exclude"]}, place)
    if not isinstance(sections, list) or not all(isinstance(section, dict) for section in sections):
        raise UsageError(f"{place(SECTION)}: write sections by path as [[{'.'.join(map(str, (*within, SECTION)))}]]")
    for number, section in enumerate(sections):
        _check(section, IN_SECTION, lambda *keys, number=number: place(SECTION, number, *keys))
        if "match" not in section:
            raise UsageError(f'{place(SECTION, number)}: which paths is this section about? match = "…" is missing')
    known = {"/".join(map(str, path[len(within) :])): line for path, line in lines.items()}
    return Configuration(path, os.path.dirname(os.path.abspath(path)), content, known, tuple(sections))


def _section(content: dict[str, Any], shown: str) -> dict[str, Any]:
    tools = content.get("tool", {})
    section = tools.get("compliance", {}) if isinstance(tools, dict) else {}
    if not isinstance(section, dict):
        raise UsageError(f"{shown}: [tool.compliance] is a table")
    return dict(section)


def _check(table: dict[str, Any], keys: dict[str, Key], place: Callable[..., str]) -> None:
    for name, value in table.items():
        key = keys.get(name)
        if key is None:
            raise UsageError(f"{place(name)}: there is no key {name!r}{_nearest(name, keys)}")
        if not fits(key, value):
            raise UsageError(f"{place(name)}: {name} takes {wanted(key)}, not {value!r}")
    if "election" in table and "election-date" in table:
        raise UsageError(f"{place('election')}: give the election or its polling day, not both")


def _nearest(name: str, keys: dict[str, Key]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.replace("_", "-"), keys, 1)
    return f"; did you mean {near[0]!r}?" if near else f"; there is: {', '.join(keys)}"
