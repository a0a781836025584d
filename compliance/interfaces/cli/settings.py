"""What a run of `compliance check` was asked for: options come before variables, those before configuration files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from click.core import ParameterSource

from compliance.interfaces.cli.config_keys import ABOUT_ADS, ABOUT_RUNS, Key
from compliance.interfaces.cli.configuration import Configuration, texts

if TYPE_CHECKING:
    from datetime import date, datetime

    import click


class Asked(NamedTuple):
    """The parameters of `compliance check`."""

    paths: tuple[str, ...]
    files_from: str | None
    exclude: tuple[str, ...]
    stdin_name: str
    allow_empty: bool
    config: str | None
    isolated: bool
    jurisdiction: str
    rules_dir: str | None
    election: str | None
    election_date: date | None
    published: date | datetime | None
    on: date | None
    medium: str | None
    strict: bool
    fail_level: str
    exit_zero: bool
    min_severity: str
    trace: bool
    waivers: str | None
    today: date | None
    baseline: str | None
    write_baseline: bool
    form: str
    outputs: tuple[str, ...]
    languages: tuple[str, ...]
    color: str
    jobs: int
    fix: bool
    elections_file: str | None


class Setting(NamedTuple):
    """One value that holds, and where it came from: an option, a variable, a line of a file, or `default`."""

    key: Key
    value: Any
    origin: str


def given(context: click.Context, param: str) -> str:
    """Return the option or the variable that states a parameter, "" if neither does."""
    source = context.get_parameter_source(param)
    parameter = next(found for found in context.command.params if found.name == param)
    if source is ParameterSource.COMMANDLINE:
        return max(parameter.opts, key=len)
    if source is ParameterSource.ENVIRONMENT:
        own = parameter.envvar if isinstance(parameter.envvar, str) else f"COMPLIANCE_{param.upper()}"
        return own
    return ""


def settled(context: click.Context, asked: Asked, configuration: Configuration) -> Asked:
    """Return what was asked for, completed from the configuration of the run."""
    changed = {}
    for key in ABOUT_RUNS:
        if key.name in configuration.values and key.param != "exclude" and not given(context, key.param):
            changed[key.param] = _value(key, configuration)
    return asked._replace(**changed)


def settings(context: click.Context, asked: Asked, configuration: Configuration, path: str) -> list[Setting]:
    """Return every setting with its origin, as it holds for the ads in `path`."""
    scope = configuration.scope(path)
    said: dict[str, Any] = {key: getattr(scope, key) for key in ("jurisdiction", "medium", "language")}
    day = configuration.election_day(path)
    said["election-date" if day else "election"] = day or scope.election
    found = []
    for key in (*ABOUT_ADS, *ABOUT_RUNS):
        origin = given(context, key.param) if key.param else ""
        value = getattr(asked, key.param) if key.param else None
        if origin:
            found.append(Setting(key, value, origin))
        elif key in ABOUT_ADS and said.get(key.name) is not None:
            found.append(Setting(key, said[key.name], configuration.origin(key.name, path)))
        elif key in ABOUT_RUNS and key.name in configuration.values:
            found.append(Setting(key, _value(key, configuration), configuration.place(key.name)))
        else:
            found.append(Setting(key, value, "default"))
    return found


def _value(key: Key, configuration: Configuration) -> Any:
    value = configuration.values[key.name]
    if key.kind == "texts":
        separate = [part.strip() for text in texts(value) for part in text.split(",")] if key.name == "lang" else value
        return tuple(texts(separate))
    if key.kind == "file":
        return os.path.normpath(os.path.join(configuration.folder, value))
    return value
