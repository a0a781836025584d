"""Configuration files: `compliance.toml`, or `[tool.compliance]` in pyproject.toml.

What they say of ads (`Scope`) is taken from the file nearest to each ad; what they say of the run as a whole, from the
file nearest to the current folder.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from compliance.errors import UsageError
from compliance.interfaces.cli.upward import Upward, folder_of
from compliance.model.tuples import NamedTuple
from compliance.sources.loading import display_path

if TYPE_CHECKING:
    from datetime import date

    from compliance.sources.patterns import Excludes


_ABOUT_ADS = ("jurisdiction", "medium", "election", "election-date", "language", "map")


class Scope(NamedTuple):
    """What a configuration says of an ad, None where it says nothing."""

    jurisdiction: str | None = None
    medium: str | None = None
    election: str | None = None
    language: str | None = None
    table_map: str | None = None


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

    def excluded(self) -> tuple[str, ...]:
        """Return the patterns that the file leaves out."""
        return tuple(texts(self.values.get("exclude", [])))

    def excludes(self, path: str) -> bool:
        """Return whether the file's own `exclude` leaves `path` out."""
        if "exclude" not in self.values or path == "-":
            return False
        below = self.inside(path)
        return bool(below) and _excludes(self.excluded()).excludes(below)

    def scope(self, path: str) -> Scope:
        """Return what is said of the ads in `path`: by the last section that matches, else by the file as a whole."""
        values = self._about(path)
        day = values.get("election-date")
        election = values.get("election") or (day.isoformat() if day else None)
        return Scope(
            values.get("jurisdiction"), values.get("medium"), election, values.get("language"), values.get("map")
        )

    def election_day(self, path: str) -> date | None:
        """Return the polling day by which the election of the ads in `path` is named, if it is."""
        day: date | None = self._about(path).get("election-date")
        return day

    def _about(self, path: str) -> dict[str, Any]:
        values = {key: self.values[key] for key in _ABOUT_ADS if key in self.values}
        for number in self._matching(path):
            section = self.sections[number]
            if "election" in section or "election-date" in section:
                values.pop("election", None)
                values.pop("election-date", None)
            values.update(section)
        return values

    def defaults(self) -> dict[str, Any]:
        """Return what the file says of the run as a whole, by parameter: click's `default_map`.

        `exclude` is not among it: each file's own holds for what lies below that file.
        """
        if not self.values:
            return {}
        from compliance.interfaces.cli.config_keys import ABOUT_RUNS

        stated = (key for key in ABOUT_RUNS if key.name in self.values and key.name != "exclude")
        return {key.param: self._default(key.kind, self.values[key.name]) for key in stated}

    def _default(self, kind: str, value: Any) -> Any:
        if kind == "texts":
            return ",".join(texts(value))
        return os.path.normpath(os.path.join(self.folder, value)) if kind == "file" else value

    def origin(self, key: str, path: str) -> str:
        """Return file and line of what holds for the ads in `path`."""
        sections = [n for n in self._matching(path) if key in self.sections[n]]
        return self.place(f"paths/{sections[-1]}/{key}" if sections else key)

    def _matching(self, path: str) -> list[int]:
        below = self.inside(path) if self.sections and path != "-" else ""
        if not below:
            return []
        matches = [_excludes(tuple(texts(section["match"]))) for section in self.sections]
        return [number for number, match in enumerate(matches) if match.excludes(below)]


NOTHING = Configuration()


class Configurations:
    """The configuration of each file: the one named (`--config`), none at all (`--isolated`), or the nearest."""

    def __init__(self, named: str | None = None, isolated: bool = False) -> None:
        if named and isolated:
            raise UsageError("give --config or --isolated, not both")
        self._named = _read(named) if named else NOTHING
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
            self._read[found] = _read(found)
        return self._read[found]


def texts(value: str | list[str]) -> list[str]:
    """Return one text or several as a list."""
    return [value] if isinstance(value, str) else value


@lru_cache(maxsize=1024)
def _excludes(patterns: tuple[str, ...]) -> Excludes:
    """Return the patterns of one key, taken apart once a run and not once an ad."""
    from compliance.sources.patterns import Excludes

    return Excludes(patterns)


def _read(path: str) -> Configuration:
    from compliance.interfaces.cli.config_file import read  # most runs have none, and need no TOML

    return read(path)
