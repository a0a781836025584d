"""The JSON Schemas: generated from the models, committed in `schemas/`, shipped in the wheel.

`python -m compliance.interfaces.schemas [DIR]` writes them anew.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from compliance.errors import UsageError

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from pydantic import BaseModel

NAMES = (
    "ad.v1", "imprint.v1", "report.v1", "rule.v1", "jurisdiction.v1", "law.v1", "elections.v1",
    "config.v1", "waivers.v1",
)  # fmt: skip
_OUTPUTS = ("imprint.v1", "report.v1")
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_MOST_SHOWN = 20


def folder() -> str:
    """Return where the schemas lie: in an installed wheel its own copy, in a checkout the folder beside the package."""
    shipped = os.path.join(_PACKAGE, "_data", "schemas")
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(_PACKAGE), "schemas")


def read(name: str) -> str:
    """Return the text of a schema; `.json` may stand at the end of its name."""
    name = name.removesuffix(".json")
    if name not in NAMES:
        raise UsageError(f"no schema {name!r}; there is: {', '.join(NAMES)}")
    with open(os.path.join(folder(), f"{name}.json"), encoding="utf-8") as file:
        return file.read()


def violations(schema: str, path: str, content: bytes) -> list[str]:
    """Return what is wrong with a JSON or TOML file by a schema, one line each, with the JSON Pointer."""
    from jsonschema import Draft202012Validator, FormatChecker

    validator = Draft202012Validator(json.loads(schema), format_checker=FormatChecker())
    found = sorted(map(_deepest, validator.iter_errors(_parsed(path, content))), key=lambda error: error.json_path)
    lines = [f"{path}#/{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in found[:_MOST_SHOWN]]
    return lines + ([f"{path}: and {len(found) - _MOST_SHOWN} more"] if len(found) > _MOST_SHOWN else [])


def _deepest(error: ValidationError) -> ValidationError:
    """Return what is wrong inside the alternative that was most likely meant, rather than that none of them fits."""
    while error.context:
        meant = [inner for inner in error.context if inner.validator_value != "null"] or error.context
        error = max(meant, key=lambda inner: len(inner.absolute_path))
    return error


def _parsed(path: str, content: bytes) -> Any:
    try:
        text = content.decode("utf-8-sig")
        if not path.endswith(".toml"):
            return json.loads(text)
        import tomllib

        return _plain(tomllib.loads(text))
    except ValueError as error:
        raise UsageError(f"{path}: cannot be parsed: {error}") from error


def _plain(value: Any) -> Any:
    """Return TOML values as JSON has them: days and times as ISO text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def generate(name: str) -> str:
    """Return a schema made from its model.

    What comes in (an ad, a rulebook's files) is closed: an unknown key is an error. What goes out (imprint, report) is
    open, so that a reader written for today's reports accepts those of a later version that say more.
    """
    if name in _OUTPUTS:
        schema = _opened(_output(name).model_json_schema(mode="serialization"))
    elif name == "ad.v1":
        from compliance.ad import Ad

        schema = Ad.model_json_schema()
    elif name == "config.v1":
        from compliance.interfaces.config_keys import schema as config_schema

        schema = config_schema()
    elif name == "waivers.v1":
        from compliance.waivers import schema as waivers_schema

        schema = waivers_schema()
    else:
        from compliance.rulebook import model

        schema = model.schemas()[name]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:compliance:schema:{name}",
        "title": name,
    }
    return json.dumps({**schema, **head}, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def _output(name: str) -> type[BaseModel]:
    from compliance.report_model import Extraction, Report

    return Extraction if name == "imprint.v1" else Report


def _opened(schema: Any) -> Any:
    if isinstance(schema, dict):
        closed = schema.get("additionalProperties") is False
        return {key: _opened(part) for key, part in schema.items() if not (closed and key == "additionalProperties")}
    return [_opened(part) for part in schema] if isinstance(schema, list) else schema


def write(directory: str) -> None:
    """Write all schemas into `directory`."""
    os.makedirs(directory, exist_ok=True)
    for name in NAMES:
        with open(os.path.join(directory, f"{name}.json"), "w", encoding="utf-8", newline="\n") as file:
            file.write(generate(name))


if __name__ == "__main__":
    write(sys.argv[1] if len(sys.argv) > 1 else folder())
