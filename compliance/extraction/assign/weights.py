"""The learned weights of a jurisdiction, read when they are first needed and kept with its rulebook."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compliance.rulebook.files.load import RULES

if TYPE_CHECKING:
    from compliance.extraction.assign.model import Model
    from compliance.rulebook.book import Rulebook

FILE = "reading.json"


def of(rulebook: Rulebook) -> Model | None:
    """Return a jurisdiction's own weights, else the common ones; None where there are none at all."""
    if "reading" not in rulebook.derived:
        rulebook.derived["reading"] = _read(rulebook)
    found: Model | None = rulebook.derived["reading"]
    return found


def _read(rulebook: Rulebook) -> Model | None:
    for folder in (rulebook.own, rulebook.directory, RULES):
        path = os.path.join(folder, FILE)
        if folder and os.path.isfile(path):
            import json

            from compliance.extraction.assign.model import Model  # most ads that come alone need no weighing

            with open(path, encoding="utf-8") as file:
                return Model(json.load(file))
    return None
