"""The file of a rule as it is written, and the cases in it: what people are shown as examples."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.rulebook.book import Rule, Rulebook


def file_of(rule: Rule, rulebook: Rulebook) -> str:
    """Return the path of a rule's file: in the user's own folder if it is there, else in that of its rulebook."""
    jurisdiction, *parts = rule.id.split("/")
    below = [folder for folder in rulebook.directories if os.path.basename(folder) == jurisdiction]
    folders = (rulebook.own, *(below or [rulebook.directory]))
    paths = [os.path.join(folder, *parts) + ".toml" for folder in folders if folder]
    return next((path for path in paths if os.path.isfile(path)), paths[-1])


def source_of(rule: Rule, rulebook: Rulebook) -> str:
    """Return the text of a rule's file; `UsageError` if it is gone."""
    path = file_of(rule, rulebook)
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def cases_of(rule: Rule, rulebook: Rulebook) -> list[dict[str, Any]]:
    """Return the cases of a rule, as its file has them."""
    import tomllib

    return list(tomllib.loads(source_of(rule, rulebook)).get("case", ()))


def example(cases: list[dict[str, Any]], expect: str, language: str, rulebook: Rulebook) -> dict[str, Any] | None:
    """Return the case that best shows an outcome: a text in the reader's language, else a text, else fields."""
    fitting = [case for case in cases if case["expect"] == expect]
    return max(fitting, key=lambda case: _clarity(case, language, rulebook), default=None)


def _clarity(case: dict[str, Any], language: str, rulebook: Rulebook) -> int:
    if "text" not in case:
        return 0
    text = case["text"].lower()
    tables = rulebook.labels.get("language", {})
    scores = {code: sum(map(text.count, table["letters"].lower())) for code, table in tables.items()}
    for code, table in tables.items():
        scores[code] += sum(map(set(table["words"]).__contains__, text.split()))
    return 2 if scores and max(scores, key=lambda code: scores[code]) == language else 1
