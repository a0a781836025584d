"""`compliance rules new`: the skeleton of a rule of one's own."""

from __future__ import annotations

import os
import re
from datetime import date
from typing import Any

import click

from compliance.border.schemas import read as schema_text
from compliance.errors import UsageError
from compliance.interfaces.cli import console
from compliance.rulebook.checked.shapes import RULE_ID

_SCHEMA = "rule.v1.json"
_RULE = """\
#:schema {schema}
# Fill in what is empty; `compliance rules test {folder}` says what is missing, and runs the cases.
id = "{id}"
severity = "warning"      # error, warning or note
check = "{check}"
{params}
[summary]                 # what holds when the rule passes
{texts}
[message]                 # said when it fails
{texts}
[fix]                     # the smallest change that would do
{texts}
[[version]]               # first days only: a version ends where the next begins
from = {today}
law = ["{source}"]        # ids of law.toml

[[case]]
name = "a lawful ad"
text = ""
expect = "pass"

[[case]]
name = "an unlawful ad"
text = ""
expect = "fail"
"""
_LAW = """\
[[source]]
id = "{source}"
article = ""
url = "https://"          # where the text can be read
read = {today}
quote = ""                # verbatim, at most 300 characters; none while the status is unconfirmed
quote_language = ""
status = "unconfirmed"    # quoted, reported or unconfirmed
basis = ""
[source.act]
{texts}
[source.title]
{texts}"""


@click.command(
    "new",
    epilog="""\b
Examples:
  compliance rules new kg/house/print-run-stated --dir my-rules
  compliance rules test my-rules
  compliance check ads/ --rules my-rules""",
)
@click.argument("rule")
@click.option("--dir", "directory", default=".", show_default=True, metavar="DIR", help="Where the rules of yours lie.")
@click.option("--check", "check", default="field_present", show_default=True, metavar="NAME", help="The kind of check.")
def command(rule: str, directory: str, check: str) -> int:
    """Write the skeleton of a rule into DIR, with a source of law and the schema that editors complete from."""
    from compliance.rulebook import available, load

    parts = rule.split("/")
    of_their_own = os.path.isfile(os.path.join(directory, parts[0], "jurisdiction.toml"))
    if len(parts) != 3 or not (of_their_own or parts[0] in available()) or not re.fullmatch(RULE_ID, rule):
        raise UsageError(f"{rule!r} is no id like kg/topic/what-must-hold (jurisdictions: {', '.join(available())})")
    languages = ("en", *load(parts[0], directory if of_their_own else None).languages)
    filled = {
        "id": rule,
        "check": check,
        "params": _params(check),
        "folder": directory,
        "schema": f"../../{_SCHEMA}",
        "source": f"own-{parts[2]}",
        "today": date.today().isoformat(),
        "texts": "".join(f'{language} = ""\n' for language in dict.fromkeys(languages)),
    }
    path = os.path.join(directory, *parts) + ".toml"
    if os.path.exists(path):
        raise UsageError(f"{path}: is there already")
    _write(path, _RULE.format(**filled), "x")
    _write(os.path.join(directory, parts[0], "law.toml"), _LAW.format(**filled), "a")
    _write(os.path.join(directory, _SCHEMA), schema_text("rule.v1"), "w")
    console.put(f"{path}\n")
    return 0


def _params(check: str) -> str:
    """Return lines with an example value for each parameter that a check cannot do without."""
    from compliance.rulebook.checked.rules import rule_shape
    from compliance.rulebook.contract import check as contract
    from compliance.rulebook.contract import names

    if check not in names():
        raise UsageError(f"no check {check!r}; there is: {', '.join(names())}")
    mine = rule_shape(check).model_json_schema()
    chosen = contract(check).one_of[:1]
    base = {"id", "severity", "check", "summary", "message", "fix", "version", "case"}
    wanted = [*chosen, *(name for name in mine["required"] if name not in base)]
    return "".join(f"{name} = {_example(mine['properties'][name])}\n" for name in wanted)


def _example(shape: dict[str, Any]) -> str:
    shape = shape["anyOf"][0] if "anyOf" in shape else shape
    if "enum" in shape:
        return f'"{shape["enum"][0]}"'
    kind = shape.get("type", "string")
    if kind == "array":
        return f"[{_example(shape['items'])}]"
    return {"integer": "1", "boolean": "true", "object": "{}"}.get(kind, '""')


def _write(path: str, text: str, mode: str) -> None:
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, mode, encoding="utf-8", newline="\n") as file:
            file.write("\n" + text if mode == "a" and file.tell() else text)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error
