"""Files above an ad: its configuration and its waivers, looked for from its folder up to the repository's root.

Looking is a few calls of `stat` a folder, and each folder is looked at once; only a file that is there is opened.
"""

from __future__ import annotations

import os

from compliance.model.tuples import NamedTuple
from compliance.rulebook.files.opening import MAX_BYTES, opened

CONFIG_FILE, PROJECT_FILE, WAIVERS_FILE = "compliance.toml", "pyproject.toml", "compliance-waivers.toml"
_SECTION = b"[tool.compliance"
_DOTTED = b"tool.compliance"


class Above(NamedTuple):
    """The nearest configuration and the nearest waivers file above a folder, "" where there is none."""

    config: str
    waivers: str


class Upward:
    """Finds what lies above a folder."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[str, Above] = {}

    def above(self, folder: str) -> Above:
        """Return what is nearest to `folder`, an absolute path."""
        known = self._known.get(folder)
        if known is None:
            known = self._known[folder] = self._look(folder)
        return known

    def _look(self, folder: str) -> Above:
        config = _config_in(folder)
        waivers = os.path.join(folder, WAIVERS_FILE)
        waivers = waivers if os.path.isfile(waivers) else ""
        parent = os.path.dirname(folder)
        if (config and waivers) or parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return Above(config, waivers)
        above = self.above(parent)
        return Above(config or above.config, waivers or above.waivers)


def folder_of(path: str) -> str:
    """Return the absolute folder of an input, that of standard input being the current one."""
    return os.getcwd() if path == "-" else os.path.dirname(os.path.abspath(path))


def _config_in(folder: str) -> str:
    own = os.path.join(folder, CONFIG_FILE)
    if os.path.isfile(own):
        return own
    project = os.path.join(folder, PROJECT_FILE)
    return project if os.path.isfile(project) and _speaks_of_us(project) else ""


def _speaks_of_us(project: str) -> bool:
    """Return whether a pyproject.toml has our section, without the cost of parsing one that has not."""
    try:
        with opened(project) as file:
            content = file.read(MAX_BYTES)
    except OSError:
        return False
    return _SECTION in content or _DOTTED in content
