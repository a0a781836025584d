"""The wheel, built and installed as a user would: it carries its rules and schemas, and checks without Pydantic."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

HEAVY = (
    "pydantic", "pydantic_core", "typer", "rich", "jsonschema", "dateutil", "importlib.metadata", "tomllib", "zoneinfo",
    "asyncio", "logging", "yaml", "pathlib", "dataclasses", "typing_extensions", "click", "hashlib", "threading",
)  # fmt: skip
RUN = "from compliance.interfaces.cli.run import run"
pytestmark = pytest.mark.slow


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build with the tools at hand (hatchling is in the `dev` extra), so that no index need be asked."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, env=environment(), check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel as `pip install --target` would; the dependencies are those of this interpreter."""
    folder = tmp_path_factory.mktemp("site")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(folder),
        str(wheel),
    ]
    subprocess.run(install, env=environment(), check=True, capture_output=True)
    return folder


def python(installed: Path, code: str) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=installed, env={**environment(), "PYTHONPATH": str(installed)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran


def test_the_wheel_carries_rules_schemas_and_the_compiled_rulebook(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "schemas"):
        for path in (ROOT / folder).rglob("*.*"):
            assert f"compliance/_data/{folder}/{path.relative_to(ROOT / folder).as_posix()}" in names
    assert {"compliance/_data/compiled/kg.json", "compliance/py.typed"} <= names
    assert not [name for name in names if name.startswith(("tests", "examples", "benchmarks", "rules", "schemas"))]


def test_the_installed_program_says_what_the_checkout_says(installed: Path) -> None:
    arguments = ["check", str(ROOT / "examples" / "ads"), "--format", "json"]
    code = f"import os; os.chdir({str(ROOT)!r}); {RUN}; raise SystemExit(run({arguments!r}))"
    there = python(installed, code)
    here = subprocess.run(
        [sys.executable, "-m", "compliance", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (there.returncode, there.stderr) == (here.returncode, here.stderr) == (1, "")
    assert json.loads(there.stdout) == json.loads(here.stdout)
    assert there.stdout == here.stdout


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_plain_check_loads_nothing_heavy(installed: Path, form: str) -> None:
    ad = str(ROOT / "examples" / "ads" / "lawful" / "ky-leaflet.txt")
    code = f"""
import sys
from compliance.interfaces.cli.run import run
code = run(["check", {ad!r}, "--format", {form!r}])
heavy = set({HEAVY!r}) & set(sys.modules)
print(sorted(heavy), code, file=sys.stderr)
"""
    ran = python(installed, code)
    assert ran.stderr.strip() == "[] 0"


def test_schemas_and_rules_are_read_from_the_wheel(installed: Path) -> None:
    code = f"{RUN}; raise SystemExit(run(['schema', 'ad.v1']) or run(['rules', 'test']))"
    ran = python(installed, code)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.startswith((ROOT / "schemas" / "ad.v1.json").read_text(encoding="utf-8"))


def test_the_library_works_from_the_wheel(installed: Path) -> None:
    code = "from compliance import check; print(check('Нускасы: 0.').documents[0].verdict)"
    ran = python(installed, code)
    assert (ran.stdout, ran.stderr) == ("non_compliant\n", "")
