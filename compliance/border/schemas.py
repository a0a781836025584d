"""The JSON Schemas as they ship: their names, their texts, and what is wrong with a file by one of them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from compliance.errors import UsageError

if TYPE_CHECKING:
    from jsonschema import ValidationError

NAMES = (
    "ad.v1", "imprint.v1", "report.v1", "rule.v1", "jurisdiction.v1", "law.v1", "elections.v1",
    "content_words.v1", "coverage.v1", "facts.v1", "messages.v1", "config.v1", "waivers.v1", "baseline.v1",
    "archive.v1",
)  # fmt: skip
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
    except RecursionError as error:
        raise UsageError(f"{path}: is nested too deeply") from error
    except ValueError as error:
        raise UsageError(f"{path}: cannot be parsed: {error}") from error


def _plain(value: Any) -> Any:
    """Return TOML values as JSON has them: days and times as ISO text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
