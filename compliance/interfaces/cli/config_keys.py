"""The keys of a configuration file: one table, from which reading, `config show` and the JSON Schema are made.

Only scope and display can be configured, and a gate that is stricter than the default: nothing here changes what counts
as compliant.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from compliance.render import FORMATS
from compliance.report.build import SEVERITIES
from compliance.rulebook.book import MEDIA


class Key(NamedTuple):
    """One key: how it is called, the option it stands for, what it may be, and what it does.

    `kind` is text, choice, texts (one or several), flag, number, day or file (from the folder of the configuration).
    """

    name: str
    param: str
    kind: str
    help: str
    choices: tuple[str, ...] = ()


COLORS = ("auto", "always", "never")
ABOUT_ADS = (
    Key("jurisdiction", "jurisdiction", "text", "Whose law the ads are judged by."),
    Key("medium", "medium", "choice", "Where the ads appear, if they do not say so.", MEDIA),
    Key("election", "election", "text", "The election the ads are about, if they do not say so."),
    Key("election-date", "election_date", "day", "The same by its polling day."),
    Key("language", "", "text", "The language the ads are in, if they do not say so: ky, ru, mixed, other."),
)
ABOUT_RUNS = (
    Key("exclude", "exclude", "texts", "What to leave out, as in .gitignore, from the folder of this file."),
    Key("allow-empty", "allow_empty", "flag", "No ads at all is no error."),
    Key("rules", "rules_dir", "file", "The folder of rules of your own."),
    Key("elections", "elections_file", "file", "Elections of your own, added to the calendar."),
    Key("format", "form", "choice", "What to print.", FORMATS),
    Key("lang", "languages", "texts", "Languages of messages; text is shown in the first."),
    Key("color", "color", "choice", "Colours.", COLORS),
    Key("min-severity", "min_severity", "choice", "The least severity that is shown.", SEVERITIES),
    Key("fail-level", "fail_level", "choice", "The least severity that fails a run.", SEVERITIES),
    Key("strict", "strict", "flag", "Fail on what is unclear too."),
    Key("jobs", "jobs", "number", "How many processes judge many files; 0: one a processor."),
    Key("waivers", "waivers", "file", "The waivers file."),
    Key("baseline", "baseline", "file", "A former JSON report, whose findings are known."),
)
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
