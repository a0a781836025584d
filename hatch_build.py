"""Build hook: a wheel carries each rulebook compiled, so that an installed program reads one JSON file and no TOML.

A rulebook with faults stops the build and names them all.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts `compliance/_data/compiled/<jurisdiction>.json` into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every rulebook of the checkout; an editable install reads the TOML files themselves."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from compliance.rulebook.files.compile import compile_rulebook

            self._folder = tempfile.TemporaryDirectory()
            rules = os.path.join(self.root, "rules")
            for name in sorted(os.listdir(rules)):
                if os.path.isfile(os.path.join(rules, name, "jurisdiction.toml")):
                    path = os.path.join(self._folder.name, f"{name}.json")
                    with open(path, "w", encoding="utf-8", newline="\n") as file:
                        file.write(compile_rulebook(name, rules))
                    build_data["force_include"][path] = f"compliance/_data/compiled/{name}.json"
        finally:
            sys.path.remove(self.root)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled files that the wheel has taken in."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
