"""The learned weights of a jurisdiction, read when they are first needed and kept with its rulebook."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from compliance.extraction.assign.model import Model
from compliance.rulebook.files.load import RULES

if TYPE_CHECKING:
    from compliance.rulebook.book import Rulebook

FILE = "reading.json"


def of(rulebook: Rulebook) -> Model | None:
    """Return a jurisdiction's own weights, else the common ones; None where there are none at all."""
    if "reading" not in rulebook.derived:
        rulebook.derived["reading"] = _read(rulebook)
    found = rulebook.derived["reading"]
    return found if isinstance(found, Model) else None


def _read(rulebook: Rulebook) -> Model | None:
    for folder in (rulebook.own, rulebook.directory, RULES):
        path = os.path.join(folder, FILE)
        if folder and os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                return Model(json.load(file))
    return None
