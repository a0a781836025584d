"""The keys of a configuration file: which options of `compliance check` may be set there, and what each takes.

Reading, `config show` and the JSON Schema are made from this table, the table from the options. Only scope and display
can be configured, and a gate that is stricter than the default: nothing here changes what counts as compliant.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import click

from compliance.interfaces.cli import options
from compliance.interfaces.cli.check_options import check_options
from compliance.model.answer import SEVERITIES


class Key(NamedTuple):
    """One key: how it is called, the parameter it stands for, what it may be, and what it does.

    `kind` is text, choice, texts (one or several), flag, number, day or file (from the folder of the configuration).
    """

    name: str
    param: str
    kind: str
    help: str
    choices: tuple[str, ...] = ()


def _key(option: click.Option) -> Key:
    choices = tuple(option.type.choices) if isinstance(option.type, click.Choice) else ()
    named = max(option.opts, key=len).removeprefix("--")
    return Key(named, option.name or "", _kind(option), (option.help or "").replace("; repeatable", ""), choices)


def _kind(option: click.Option) -> str:
    if option.is_flag:
        return "flag"
    if isinstance(option.type, click.Choice):
        return "choice"
    if option.multiple or option.callback is options.codes:
        return "texts"
    if isinstance(option.type, click.IntRange):
        return "number"
    if option.callback is options.day:
        return "day"
    return "file" if option.metavar in ("FILE", "DIR") else "text"


def _keys() -> dict[str, Key]:
    command = click.command()(check_options(lambda **_: None))
    return {key.name: key for key in (_key(found) for found in command.params if isinstance(found, click.Option))}


_OPTIONS = _keys()
_LANGUAGE = "The language the ads are in, if they do not say so: ky, ru, mixed, other."
ABOUT_ADS = (
    *(_OPTIONS[name] for name in ("jurisdiction", "medium", "election", "election-date")),
    Key("language", "", "text", _LANGUAGE),
    _OPTIONS["map"],
)
ABOUT_RUNS = tuple(
    # a file may ask for more than the default, not switch the gate off
    _OPTIONS[name]._replace(choices=SEVERITIES) if name == "fail-level" else _OPTIONS[name]
    for name in (
        "exclude", "allow-empty", "rules", "elections", "format", "lang", "color", "min-severity",
        "fail-level", "strict", "jobs", "waivers", "baseline",
    )
)  # fmt: skip
SECTION = "paths"
MATCH = Key("match", "", "texts", "The paths this section is about, as in .gitignore, from the folder of this file.")
ALL = {key.name: key for key in (*ABOUT_ADS, *ABOUT_RUNS)}
IN_SECTION = {key.name: key for key in (MATCH, *ABOUT_ADS)}
WANTED = {
    "text": "a text", "choice": "one of", "texts": "a text or a list of texts", "flag": "true or false",
    "number": "a whole number from 0", "day": "a day such as 2026-10-04", "file": "a path",
}  # fmt: skip


def fits(key: Key, value: Any) -> bool:
    """Return whether a TOML value is what `key` takes."""
    from datetime import date, datetime

    if key.kind == "flag":
        return isinstance(value, bool)
    if key.kind == "number":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if key.kind == "day":
        return isinstance(value, date) and not isinstance(value, datetime)
    if key.kind == "texts" and isinstance(value, list):
        return all(isinstance(item, str) and item for item in value) and bool(value)
    return isinstance(value, str) and bool(value) and (not key.choices or value in key.choices)


def wanted(key: Key) -> str:
    """Return in words what `key` takes."""
    return WANTED[key.kind] + (f" {', '.join(key.choices)}" if key.choices else "")


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `compliance.toml` and of `[tool.compliance]`."""
    section = {**_table(IN_SECTION), "required": ["match"]}
    about = "For paths of their own; of several the last decides."
    sections = {"type": "array", "items": section, "description": about}
    table = _table(ALL)
    return {**table, "properties": {**table["properties"], SECTION: sections}, "description": schema.__doc__}


def _table(keys: dict[str, Key]) -> dict[str, Any]:
    properties = {key.name: {**_shape(key), "description": key.help} for key in keys.values()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _shape(key: Key) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    shapes: dict[str, dict[str, Any]] = {
        "flag": {"type": "boolean"},
        "number": {"type": "integer", "minimum": 0},
        "day": {"type": "string", "format": "date"},
        "choice": {"enum": list(key.choices)},
        "texts": {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]},
    }
    return shapes.get(key.kind, text)
