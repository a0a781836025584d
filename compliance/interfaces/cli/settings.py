"""Where each setting of a run comes from: options come before variables, those before configuration files.

That order is click's: what the file of the run says is its `default_map`, and it tells where each value came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from click.core import ParameterSource

from compliance.interfaces.cli.configuration import Configurations

if TYPE_CHECKING:
    import click

    from compliance.interfaces.cli.asked import Asked
    from compliance.interfaces.cli.config_keys import Key

_GIVEN = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)


class Setting(NamedTuple):
    """One value that holds, and where it came from: an option, a variable, a line of a file, or `default`."""

    key: Key
    value: Any
    origin: str


def configured(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Make what the file of the run says the defaults, once both options that choose it are known.

    The callback of `--config` and `--isolated`, which are eager: all others are looked at later.
    """
    context.meta[f"compliance.{parameter.name}"] = value
    named, isolated = (context.meta.get(f"compliance.{name}", context) for name in ("config", "isolated"))
    if context not in (named, isolated) and not context.resilient_parsing:
        context.obj = Configurations(named, isolated)
        context.default_map = context.obj.of_run().defaults()
    return value


def given(context: click.Context, param: str) -> str:
    """Return the option or the variable that states a parameter, "" if neither does."""
    source = context.get_parameter_source(param)
    if source not in _GIVEN:
        return ""
    parameter = next(found for found in context.command.params if found.name == param)
    if source is ParameterSource.COMMANDLINE:
        return max(parameter.opts, key=len)
    return parameter.envvar if isinstance(parameter.envvar, str) else f"COMPLIANCE_{param.upper()}"


def settings(context: click.Context, asked: Asked, path: str) -> list[Setting]:
    """Return every setting with its origin, as it holds for the ads in `path`."""
    from compliance.interfaces.cli.config_keys import ABOUT_ADS, ABOUT_RUNS

    configurations: Configurations = context.obj
    configuration, run = configurations.of(path), configurations.of_run()
    said: dict[str, Any] = configuration.scope(path)._asdict()
    said["map"] = said.pop("table_map")
    if day := configuration.election_day(path):
        said |= {"election": None, "election-date": day}
    if "exclude" in configuration.values:
        said["exclude"] = configuration.excluded()
    found = []
    for key in (*ABOUT_ADS, *ABOUT_RUNS):
        value = getattr(asked, key.param) if key.param else None
        value = None if value == "" else value
        if origin := given(context, key.param) if key.param else "":
            found.append(Setting(key, value, origin))
        elif said.get(key.name) is not None:
            found.append(Setting(key, said[key.name], configuration.origin(key.name, path)))
        elif key.param and context.get_parameter_source(key.param) is ParameterSource.DEFAULT_MAP:
            found.append(Setting(key, value, run.place(key.name)))
        else:
            found.append(Setting(key, value, "default"))
    return found
