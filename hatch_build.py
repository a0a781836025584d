"""Build hook: a wheel carries each rulebook compiled, so that an installed program reads one JSON file and no TOML.

A rulebook with faults stops the build and names them all. With COMPLIANCE_COMPILE=1 the modules listed in
pyproject.toml are compiled by mypyc as well: the same source, the same answers, sooner (docs/how-to/compiled.md).
"""

from __future__ import annotations

import glob
import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts `compliance/_data/compiled/<jurisdiction>.json` into the wheel."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Return what a build needs besides: the compiler's front end where modules are to be compiled."""
        return ["mypy[mypyc]>=1.11", "setuptools>=65"] if _wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every rulebook of the checkout; an editable install reads the TOML files themselves."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from compliance.rulebook.files.compile import compile_rulebook

            self._folder = tempfile.TemporaryDirectory()
            if _wanted():
                self._compile_modules(build_data)
            rules = os.path.join(self.root, "rules")
            for name in sorted(os.listdir(rules)):
                if os.path.isfile(os.path.join(rules, name, "jurisdiction.toml")):
                    path = os.path.join(self._folder.name, f"{name}.json")
                    with open(path, "w", encoding="utf-8", newline="\n") as file:
                        file.write(compile_rulebook(name, rules))
                    build_data["force_include"][path] = f"compliance/_data/compiled/{name}.json"
        finally:
            sys.path.remove(self.root)

    def _compile_modules(self, build_data: dict[str, Any]) -> None:
        """Compile the hot modules and put them beside their sources; the wheel is then one for this platform."""
        from mypyc.build import mypycify
        from setuptools import Distribution
        from setuptools.command.build_ext import build_ext

        before = os.getcwd()
        os.chdir(self.root)
        try:
            sources = sorted(path for pattern in self.config["compiled"] for path in glob.glob(pattern))
            made = os.path.join(self._folder.name, "made")
            extensions = mypycify(sources, opt_level="2", target_dir=os.path.join(self._folder.name, "c"))
            build = build_ext(Distribution({"name": "compliance", "ext_modules": extensions}))
            build.build_lib, build.build_temp = made, os.path.join(self._folder.name, "objects")
            build.parallel = os.cpu_count()
            build.ensure_finalized()
            build.run()
        finally:
            os.chdir(before)
        for folder, _, names in os.walk(made):
            for name in names:
                path = os.path.join(folder, name)
                build_data["force_include"][path] = os.path.relpath(path, made)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled files that the wheel has taken in."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def _wanted() -> bool:
    """Tell whether modules are to be compiled; off unless asked for, since it takes a C compiler and minutes."""
    return os.environ.get("COMPLIANCE_COMPILE") == "1"
