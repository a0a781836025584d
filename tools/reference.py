"""The reference pages in docs/ that are made from the program: commands, configuration keys and JSON Schemas.

`python -m tools.reference [DIR]` writes them anew; they are committed, and a test says when they are
stale. What they say is taken from click's options and from `schemas/`, never from click's own layout, which changes
from version to version.
"""

from __future__ import annotations

import inspect
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from compliance.border import schemas
from compliance.interfaces.cli import group as cli
from compliance.interfaces.cli.config_keys import ABOUT_ADS, ABOUT_RUNS, MATCH, wanted
from compliance.interfaces.cli.leaving import PROGRAM
from compliance.rulebook.contract import check, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.interfaces.cli.config_keys import Key
    from compliance.rulebook.contract import Param

_NOTE = "<!-- Made by `python -m tools.reference` from the program. Do not edit. -->\n\n"


def generated() -> dict[str, str]:
    """Return the text of every page by its path below docs/."""
    pages = {
        "reference/commands.md": commands_page(),
        "reference/configuration.md": configuration_page(),
        "reference/checks.md": checks_page(),
    }
    for name in schemas.NAMES:
        pages[f"reference/schemas/{name}.md"] = schema_page(name)
    pages["reference/schemas/index.md"] = _index()
    return {path: _NOTE + text for path, text in pages.items()}


def commands_page() -> str:
    """Return every command with its arguments, options, examples and exit codes."""
    parts = ["# Commands\n"]
    context = click.Context(cli.cli, info_name=PROGRAM)
    for name, command in _walk(cli.cli, context, ()):
        parts.append("\n".join(_command(name, command)))
    return "\n".join(parts)


def _walk(group: click.Group, context: click.Context, above: Sequence[str]) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        path = (*above, name)
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield " ".join(path), command
            yield from _walk(command, click.Context(command, parent=context, info_name=name), path)
        else:
            yield " ".join(path), command


def _command(name: str, command: click.Command) -> list[str]:
    given = [param for param in command.params if isinstance(param, click.Argument)]
    usage = " ".join([PROGRAM, name, "[OPTIONS]", *(_argument(param) for param in given)])
    lines = [f"## {name}", "", f"`{usage}`", "", _flat(command.help or ""), ""]
    context = click.Context(command, info_name=name)
    with suppress(click.UsageError):  # what is not given changes no option; some depend on the jurisdiction
        command.parse_args(context, [])
    options = [
        param
        for param in command.get_params(context)
        if isinstance(param, click.Option) and not param.hidden and "--help" not in param.opts
    ]
    if options:
        lines += ["| option | what it does |", "| --- | --- |", *map(_option, options), ""]
    if command.epilog:
        lines += [*_epilog(command.epilog), ""]
    return lines


def _argument(param: click.Argument) -> str:
    name = param.metavar or (param.name or "").upper()
    return name if param.required or name.startswith("[") else f"[{name}]"


def _option(param: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))
    value = "" if param.is_flag or param.count else " " + _value(param)
    default = f" Default: `{param.default}`." if param.show_default and not param.is_flag else ""
    again = " Repeatable." if param.multiple and "epeatable" not in (param.help or "") else ""
    return f"| {names}{value} | {_cell(_flat(param.help or ''))}{again}{default} |"


def _value(param: click.Option) -> str:
    if isinstance(param.type, click.Choice):
        return ", ".join(f"`{choice}`" for choice in param.type.choices)
    return f"`{param.metavar or param.type.name.upper()}`"


def _epilog(epilog: str) -> list[str]:
    """Return the text under a command's help: what is indented in it is shown as a shell would have it."""
    lines: list[str] = []
    inside = False
    for line in (line for line in epilog.splitlines() if line.strip() != "\b"):
        if line.startswith("  ") != inside:
            lines += ["```"] if inside else ["", "```console"]
            inside = not inside
        lines.append(line.removeprefix("  ") if inside else line)
    return [*lines, "```"] if inside else lines


def configuration_page() -> str:
    """Return every key of a configuration file."""
    parts = [
        "# Configuration keys\n",
        "In `compliance.toml`, or under `[tool.compliance]` in pyproject.toml. An option comes before a variable"
        " (`COMPLIANCE_` and the option's name), a variable before the file, the file before the default. An unknown"
        " key is an error. No key changes what counts as compliant.\n",
        "## What is said of ads\n",
        "Taken from the file nearest to each ad.\n",
        _keys(ABOUT_ADS),
        "## What is said of a run\n",
        "Taken from the file nearest to the current folder.\n",
        _keys(ABOUT_RUNS),
        "## Sections by path\n",
        "Under `[[paths]]` (`[[tool.compliance.paths]]`): `match`, and any key about ads. The last section that matches"
        " decides.\n",
        _keys((MATCH,)),
    ]
    return "\n".join(parts)


def _keys(keys: Iterable[Key]) -> str:
    rows = [f"| `{key.name}` | {_cell(wanted(key))} | {_cell(key.help)} |\n" for key in keys]
    return "| key | takes | what it does |\n| --- | --- | --- |\n" + "".join(rows)


_SCOPES = {
    "ad": "asked once of an ad",
    "imprint": "asked of each imprint",
    "moment": "asked of each imprint, and without one by the day of publication",
}


def checks_page() -> str:
    """Return every check that a rule can name: what it decides, its parameters and its reasons."""
    parts = ["# Checks\n\nWhat a rule can ask (`check = …`), as each check says of itself.\n"]
    for name in names():
        found = check(name)
        about = inspect.cleandoc(found.build.__doc__ or "")
        parts.append(f"## {name}\n\n{about}\n\nIt is {_SCOPES[found.scope]}.\n")
        if found.params:
            rows = "".join(_parameter(*item) for item in found.params.items())
            parts.append(f"| parameter | means |\n| --- | --- |\n{rows}")
        reasons = (f"`{reason}`" + (" (fails)" if reason in found.fails else "") for reason in found.reasons)
        parts.append(f"Reasons: {', '.join(reasons)}.\n")
    return "\n".join(parts)


def _parameter(name: str, param: Param) -> str:
    choices = f" One of {', '.join(param.choices)}." if param.choices else ""
    optional = " (optional)" if param.optional else ""
    return f"| `{name}`{optional} | {_cell(param.meaning + choices)} |\n"


def _index() -> str:
    rows = "".join(
        f"| [{name}]({name}.md) | {_cell(_first(json.loads(schemas.read(name)).get('description', '')))} |\n"
        for name in schemas.NAMES
    )
    return (
        "# JSON Schemas\n\nWhat goes in is closed: an unknown field is an error. What comes out (report, imprint) is"
        " open: a later version may say more, and a reader should pass over what it does not know.\n\n"
        f"| schema | of what |\n| --- | --- |\n{rows}\n`compliance schema NAME` prints one.\n"
    )


def schema_page(name: str) -> str:
    """Return one schema as tables: a section for each kind of object, a row for each field."""
    schema = json.loads(schemas.read(name))
    parts = [f"# {name}\n", _object(schema, "")]
    for title, part in sorted(schema.get("$defs", {}).items()):
        parts.append(f"## {title}\n\n" + _object(part, title))
    return "\n".join(parts)


def _object(part: dict[str, Any], title: str) -> str:
    text = _text(_first(part.get("description", "")))
    head = f"{text}\n\n" if text else ""
    if "properties" not in part:
        return f"{head}{_type(part)}\n"
    required = part.get("required", [])
    rows = []
    for field, shape in part["properties"].items():
        needed = "yes" if field in required else ""
        about = _cell(_first(shape.get("description", "")))
        rows.append(f"| `{field}` | {_cell(_type(shape))} | {needed} | {about} |\n")
    return f"{head}| field | type | always | what |\n| --- | --- | --- | --- |\n{''.join(rows)}"


def _type(shape: dict[str, Any]) -> str:
    """Return in words what a value of this shape is."""
    if "$ref" in shape:
        name = shape["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    for key in ("anyOf", "oneOf", "allOf"):
        if key in shape:
            return " or ".join(dict.fromkeys(_type(option) for option in shape[key]))
    if "const" in shape:
        return f"`{json.dumps(shape['const'], ensure_ascii=False)}`"
    if "enum" in shape:
        return ", ".join(f"`{json.dumps(value, ensure_ascii=False)}`" for value in shape["enum"])
    kind = shape.get("type", "anything")
    if kind == "array":
        items = shape.get("items") or (shape.get("prefixItems") or [{}])[0]
        return f"list of {_type(items)}"
    if kind == "object" and isinstance(shape.get("additionalProperties"), dict):
        return f"object of {_type(shape['additionalProperties'])}"
    shown = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return shown + (f" ({shape['format']})" if "format" in shape else "")


def _first(text: str) -> str:
    return _flat(text.split("\n\n", 1)[0])


def _flat(text: str) -> str:
    return " ".join(text.replace("\b", "").split())


def _text(text: str) -> str:
    return text.replace("<", "&lt;").replace("[", "\\[")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def write(directory: str) -> None:
    """Write the pages below a folder, and remove those of schemas that are no more."""
    pages = generated()
    for path, text in pages.items():
        full = os.path.join(directory, *path.split("/"))
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    folder = os.path.join(directory, "reference", "schemas")
    for name in os.listdir(folder):
        if f"reference/schemas/{name}" not in pages:
            os.remove(os.path.join(folder, name))


def main(arguments: Sequence[str]) -> None:
    """Write the pages into docs/, or into the folder named."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    write(arguments[0] if arguments else os.path.join(root, "docs"))


if __name__ == "__main__":
    main(sys.argv[1:])
