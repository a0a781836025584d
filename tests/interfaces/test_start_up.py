"""A plain check on an installed wheel loads little, and importing the package next to nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT

HEAVY = (
    "pydantic", "pydantic_core", "typer", "rich", "jsonschema", "dateutil", "importlib.metadata", "tomllib", "zoneinfo",
    "asyncio", "logging", "yaml", "pathlib", "dataclasses", "typing_extensions",
)  # fmt: skip


def modules_after(code: str, *options: str, python: str = sys.executable, cwd: str = str(ROOT)) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after running `code`."""
    tell = "\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    ran = subprocess.run([python, *options, "-c", code + tell], capture_output=True, text=True, cwd=cwd, check=True)
    return set(ran.stderr.split())


def test_importing_the_package_loads_nothing_else() -> None:
    extra = modules_after("import compliance") - modules_after("pass")
    assert {name for name in extra if not name.startswith("compliance")} <= {"__future__"}
    assert {name for name in extra if name.startswith("compliance")} == {"compliance"}


def test_the_command_line_itself_loads_nothing_heavy() -> None:
    code = "from compliance.interfaces.cli.run import run; run(['--help']); run(['schema']); run(['check', '--help'])"
    assert modules_after(code) & set(HEAVY) <= by_click()


def by_click() -> set[str]:
    """Return what click loads itself, which no care of ours keeps out."""
    return modules_after("import click") & set(HEAVY)


def check_command(*arguments: str) -> str:
    return f"from compliance.interfaces.cli.run import run; run({['check', *arguments]!r})"


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_plain_check_loads_nothing_heavy_but_the_toml_of_a_checkout(form: str) -> None:
    """In a checkout the rules are TOML, validated with Pydantic; tests/packaging tests the wheel, which has none."""
    code = check_command("examples/ads/lawful/ky-leaflet.txt", "--format", form)
    loaded = modules_after(code) & set(HEAVY)
    assert loaded & {"jsonschema", "dateutil", "typer", "rich", "yaml"} == set()


def test_what_a_check_loads_has_the_named_tuples_that_are_quick_to_make() -> None:
    """`typing` makes a class whose bases it remembers; `model/tuples.py` takes two thirds of its time."""
    tell = """
import sys
homes = [module for name, module in list(sys.modules.items()) if name.startswith("compliance.")]
ours = [one for home in homes for one in vars(home).values() if isinstance(one, type) and hasattr(one, "_fields")]
sys.modules.update({f"tuple:{one.__module__}.{one.__name__}": one for one in ours if hasattr(one, "__orig_bases__")})
assert len(ours) > 20, ours
"""
    loaded = modules_after(check_command("examples/ads/unlawful/ky-leaflet.txt") + tell)
    assert [name for name in loaded if name.startswith("tuple:")] == []
