"""A scratch repository of ads for tests of configuration, waivers and gates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conftest import ROOT, Ran

ADS = ROOT / "examples" / "ads"
POLLING = "kg/timing/before-polling-day"
RUN_STATED = "kg/imprint/print-run-stated"
SPELLING = "kg/form/label-spelling"


def repository(folder: Path) -> Path:
    """Make a repository with one lawful and one unlawful ad, and return its folder."""
    (folder / ".git").mkdir(parents=True)
    (folder / "ads").mkdir()
    for name, origin in (("good.txt", "lawful/ru-newspaper.txt"), ("bad.txt", "unlawful/ky-leaflet.txt")):
        (folder / "ads" / name).write_bytes((ADS / origin).read_bytes())
    return folder


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def documents(ran: Ran) -> dict[str, dict[str, Any]]:
    """Return the entries of a JSON report by path."""
    return {entry["path"]: entry for entry in json.loads(ran.out)["documents"]}


def findings(ran: Ran, path: str) -> dict[str, dict[str, Any]]:
    """Return the findings of one ad by rule."""
    return {finding["rule"]: finding for finding in documents(ran)[path]["findings"]}
