"""What is mutated and by which tests it is guarded, the mistakes made by hand, and the mutants that are accepted."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tools.mutate.mutations import Edit, Mutant, function_at, mutants

HERE = Path(__file__).parent


class Guard(NamedTuple):
    """Modules of one package and the tests over them."""

    package: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def digest(self) -> str:
        """A name for the tests, equal for equal ones."""
        return sha256("\n".join(self.tests).encode()).hexdigest()[:8]


def guards(path: Path = HERE / "guards.toml") -> list[Guard]:
    """Return the table of guards; a file belongs to the first one that names it."""
    return [Guard(row["package"], tuple(row["modules"]), tuple(row["tests"])) for row in _read(path)["guard"]]


def guard_of(module: str, table: Sequence[Guard]) -> Guard | None:
    """Return the guard of a file, None if no one is set over it."""
    path = Path(module)
    return next((guard for guard in table if any(path.match(pattern) for pattern in guard.modules)), None)


def accepted(path: Path = HERE / "accepted.toml") -> dict[tuple[str, str, str, str], str]:
    """Return why a mutant that survives is accepted, by its key."""
    rows = _read(path).get("accepted", []) if path.is_file() else []
    return {(row["module"], row["function"], row["line"], row["change"]): row["why"] for row in rows}


def of_package(project: Path, table: Sequence[Guard], package: str, only: str = "") -> list[Mutant]:
    """Return every mutant of the modules that the guards of a package name, or of `only` one of them."""
    found: list[Mutant] = []
    for path in sorted((project / "compliance").rglob("*.py")):
        module = path.relative_to(project).as_posix()
        guard = guard_of(module, table)
        if guard is not None and guard.package == package and only in ("", module):
            found += mutants(module, path.read_text(encoding="utf-8"))
    return found


def sample(pool: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """Return as many of the mutants, drawn by the seed and in order of place; all of them for a size of 0."""
    if not size or size >= len(pool):
        return list(pool)
    drawn = Random(seed).sample(range(len(pool)), size)
    return [pool[index] for index in sorted(drawn)]


def of_each(pool: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """Return as many of the mutants of each file, drawn by the seed, in the order of the pool; all for a size of 0."""
    modules = dict.fromkeys(mutant.module for mutant in pool)
    return [
        mutant for module in modules for mutant in sample([one for one in pool if one.module == module], size, seed)
    ]


def survivors(path: Path) -> set[tuple[str, str, str, str]]:
    """Return the keys of the mutants that survived in a run, from the file it wrote with `--json`."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {
        (row["module"], row["function"], row["line"], row["change"]) for row in rows if row["outcome"] == "survived"
    }


def kinds(path: Path = HERE / "kinds.toml") -> list[dict[str, Any]]:
    """Return the mistakes made by hand, as they are written."""
    rows: list[dict[str, Any]] = _read(path)["kind"]
    return rows


def by_hand(project: Path, row: dict[str, Any]) -> Mutant:
    """Return a mistake made by hand; `ValueError` where its file does not have the words that it changes, once."""
    source = (project / row["file"]).read_text(encoding="utf-8")
    if source.count(row["find"]) != 1:
        raise ValueError(f"{row['file']} has {row['find']!r} {source.count(row['find'])} times: {row['name']!r}")
    start = source.index(row["find"])
    line = source.count("\n", 0, start) + 1
    before = source.split("\n")[line - 1].strip()
    edit = Edit(start, start + len(row["find"]), row["replace"])
    change = f"{row['find']} → {row['replace']}"
    return Mutant(row["file"], function_at(source, line), line, before, row["name"], change, edit)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
