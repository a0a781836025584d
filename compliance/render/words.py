"""The words of the text report, by language: data in `rules/interface.json`, like every other word people read."""

from __future__ import annotations

import os

from compliance.rulebook.files.load import RULES


def words(language: str) -> dict[str, str]:
    """Return the interface's words in `language`, in English where there are none."""
    return table("interface.json", language)


def table(name: str, language: str) -> dict[str, str]:
    """Return the words in a file of `rules/` in `language`, in English where there are none."""
    import json

    with open(os.path.join(RULES, name), encoding="utf-8") as file:
        table = json.load(file)
    return {key: texts.get(language) or texts["en"] for key, texts in table.items()}
