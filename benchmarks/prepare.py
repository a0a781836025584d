"""A fresh virtual environment with the wheel and its peers, and a copy of these benchmarks that sees only the wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import environment

HERE = Path(__file__).resolve().parent
PEERS = ("proselint", "yamllint")
_PACKAGES = "import sysconfig; print(sysconfig.get_path('purelib'))"


def fresh_environment(folder: Path) -> Path:
    """Build a virtual environment in `folder`, install the wheel of this checkout and the peers; return its Python."""
    home = folder / "venv"
    _run([sys.executable, "-m", "venv", str(home)])
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    _run([*pip, str(HERE.parent), *PEERS])
    return python


def compile_all(python: Path) -> None:
    """Byte-compile everything installed beside `python`: otherwise the first run pays for it, or every one."""
    packages = subprocess.run([str(python), "-c", _PACKAGES], check=True, capture_output=True, text=True).stdout.strip()
    subprocess.run([str(python), "-m", "compileall", "-q", packages], env=environment(), stdout=subprocess.DEVNULL)


def has_wheel(python: Path, folder: Path) -> bool:
    """Tell whether `python` finds an installed compliance with a compiled rulebook."""
    code = "import compliance, os; print(os.path.isdir(os.path.dirname(compliance.__file__) + '/_data/compiled'))"
    if not os.access(python, os.X_OK):
        return False
    ran = subprocess.run([str(python), "-c", code], cwd=folder, env=environment(), capture_output=True, text=True)
    return ran.stdout.strip() == "True"


def run_in(python: Path, folder: Path, arguments: list[str]) -> int:
    """Run a copy of these benchmarks under `python`, with no checkout in reach; return the exit code."""
    stage = folder / "stage"
    shutil.copytree(HERE, stage / "benchmarks", ignore=shutil.ignore_patterns("__pycache__"))
    command = [str(python), "-m", "benchmarks", "--inside", *arguments]
    return subprocess.run(command, cwd=stage, env=environment()).returncode


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, env=environment(), capture_output=True, text=True)
