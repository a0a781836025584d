"""The JSON Schemas, generated from the models: `python -m tools.schemas [DIR]` writes those of `schemas/` anew.

With them goes the description of the service's API (OpenAPI).
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from compliance.border.schemas import NAMES, folder

if TYPE_CHECKING:
    from pydantic import BaseModel

_OUTPUTS = ("imprint.v1", "report.v1", "archive.v1")


def generate(name: str) -> str:
    """Return a schema made from its model.

    What comes in (an ad, a rulebook's files) is closed: an unknown key is an error. What goes out (imprint, report) is
    open, so that a reader written for today's reports accepts those of a later version that say more.
    """
    if name in _OUTPUTS:
        schema = _opened(_output(name).model_json_schema(mode="serialization"))
    elif name == "ad.v1":
        from compliance.border.ad import Ad

        schema = Ad.model_json_schema()
    elif name == "config.v1":
        from compliance.interfaces.cli.config_keys import schema as config_schema

        schema = config_schema()
    elif name == "waivers.v1":
        from compliance.report.waivers import schema as waivers_schema

        schema = waivers_schema()
    elif name == "baseline.v1":
        from compliance.report.baseline import schema as baseline_schema

        schema = baseline_schema()
    else:
        from compliance.rulebook.checked import files

        schema = files.schemas()[name]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:compliance:schema:{name}",
        "title": name,
    }
    return json.dumps({**schema, **head}, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def openapi() -> str:
    """Return the description of the service's API, made from its routes; no worker is started and no store kept."""
    from compliance.interfaces.http.app import create_app
    from compliance.interfaces.http.settings import Settings

    document = create_app(Settings(database="sqlite://")).openapi()
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def _output(name: str) -> type[BaseModel]:
    from compliance.border.archive import Row
    from compliance.border.extracted import Extraction
    from compliance.border.report import Report

    models: dict[str, type[BaseModel]] = {"imprint.v1": Extraction, "report.v1": Report, "archive.v1": Row}
    return models[name]


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
    with open(os.path.join(directory, "openapi.v1.json"), "w", encoding="utf-8", newline="\n") as file:
        file.write(openapi())


if __name__ == "__main__":
    write(sys.argv[1] if len(sys.argv) > 1 else folder())
