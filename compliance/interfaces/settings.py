"""What a run of `compliance check` was asked for: options, then the environment, then configuration files, then defaults."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from click.core import ParameterSource

from compliance.interfaces.config_keys import ABOUT_ADS, ABOUT_RUNS, Key
from compliance.interfaces.configuration import Configuration, texts

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
    scope = configuration.scope(path)._asdict()
    found = []
    for key in (*ABOUT_ADS, *ABOUT_RUNS):
        origin = given(context, key.param) if key.param else ""
        said = scope.get(key.name)
        if origin:
            found.append(Setting(key, getattr(asked, key.param), origin))
        elif key in ABOUT_ADS and said is not None:
            found.append(Setting(key, said, _origin(key, said, configuration)))
        elif key.name in configuration.values and key not in ABOUT_ADS:
            found.append(Setting(key, _value(key, configuration), configuration.place(key.name)))
        elif key.param:
            found.append(Setting(key, getattr(asked, key.param), "default"))
    return found


def _origin(key: Key, said: str, configuration: Configuration) -> str:
    if str(configuration.values.get(key.name)) == said:
        return configuration.place(key.name)
    return configuration.place("paths")


def _value(key: Key, configuration: Configuration) -> Any:
    value = configuration.values[key.name]
    if key.kind == "texts":
        return tuple(texts(value))
    if key.kind == "file":
        return os.path.normpath(os.path.join(configuration.folder, value))
    return value
