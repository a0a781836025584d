"""The tool that looks for mistakes no test would notice: what it makes wrong, and how it tells what survived."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.mutate import plan
from tools.mutate.__main__ import main
from tools.mutate.mutations import function_at, mutants

SOURCE = '''"""Ages."""

from __future__ import annotations

LEAST: int = 18


class Gate:
    """Lets pass."""

    def opens(self, age: int, known: bool = False) -> bool:
        """Return whether it opens."""
        if not known and age < LEAST:
            return False
        return "ä" in str(age) or age + 1 > LEAST
'''


def changes(source: str) -> list[str]:
    return [mutant.change for mutant in mutants("m.py", source)]


def test_every_mutant_is_one_change_that_parses() -> None:
    found = mutants("m.py", SOURCE)
    assert len({mutant.apply(SOURCE) for mutant in found}) == len(found) > 15
    for mutant in found:
        compile(mutant.apply(SOURCE), "m.py", "exec")
        assert mutant.before == SOURCE.split("\n")[mutant.line - 1].strip()


def test_comparisons_guards_constants_and_returns_are_made_wrong() -> None:
    found = changes(SOURCE)
    assert "age < LEAST → age <= LEAST" in found
    assert "not known and age < LEAST → False" in found
    assert "not known and age < LEAST → ((not known) or (age < LEAST))" in found
    assert "18 → 19" in found
    assert "False → True" in found
    assert "age + 1 → (age - 1)" in found  # behind a letter of two bytes
    assert '"ä" in str(age) → "ä" not in str(age)' in found


def test_what_only_readers_see_is_left_alone() -> None:
    assert changes('"""Words."""\nimport re\n__slots__ = ("a",)\nassert re\nx: "int"\n') == []
    assert changes("def f(a: int) -> str:\n    raise ValueError(f'{a + 1} is wrong')\n") == [
        "raise ValueError(f'{a + 1} is wrong') → pass"
    ]


def test_a_mutant_is_named_by_its_function_and_line() -> None:
    (mutant,) = [mutant for mutant in mutants("m.py", SOURCE) if mutant.change == "age < LEAST → age <= LEAST"]
    assert mutant.key == ("m.py", "Gate.opens", "if not known and age < LEAST:", "age < LEAST → age <= LEAST")
    assert function_at(SOURCE, mutant.line) == "Gate.opens"
    assert function_at(SOURCE, 5) == ""


def test_equal_seeds_draw_equal_samples() -> None:
    pool = mutants("m.py", SOURCE)
    assert plan.sample(pool, 5, 1) == plan.sample(pool, 5, 1) != plan.sample(pool, 5, 2)
    assert plan.sample(pool, 0, 1) == pool


def test_a_sample_of_each_file_has_as_many_of_the_small_as_of_the_large() -> None:
    large, small = mutants("a.py", SOURCE), mutants("b.py", "def f(a):\n    return a < 3\n")
    drawn = plan.of_each([*large, *small], 4, 1)
    assert [mutant.module for mutant in drawn] == ["a.py"] * 4 + ["b.py"] * 4
    assert drawn[:4] == plan.sample(large, 4, 1)
    assert plan.of_each([*large, *small], 0, 1) == [*large, *small]


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A project with one function, one test that looks at one side of it, and the tool's data."""
    project = tmp_path / "project"
    (project / "compliance").mkdir(parents=True)
    (project / "tests").mkdir()
    (project / "data").mkdir()
    (project / "compliance" / "__init__.py").write_text('"""Toy."""\n')
    (project / "compliance" / "age.py").write_text("def adult(age: int) -> bool:\n    return age >= 18\n")
    (project / "tests" / "test_age.py").write_text(
        "from compliance.age import adult\n\n\ndef test_adult():\n    assert adult(30) and not adult(17)\n"
    )
    (project / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["."]\n')
    (project / "data" / "guards.toml").write_text(
        '[[guard]]\npackage = "toy"\nmodules = ["compliance/age.py"]\ntests = ["tests"]\n'
    )
    return project


def test_what_is_noticed_and_what_is_not(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The boundary is tested from below only; once the survivor is accepted, nothing is left to do."""
    target = tmp_path / "result.json"
    assert main(["--package", "toy", "--json", str(target)], toy, toy / "data") == 1
    outcomes = {row["change"]: row["outcome"] for row in json.loads(target.read_text(encoding="utf-8"))}
    assert outcomes == {
        "age >= 18 → None": "killed",
        "age >= 18 → age > 18": "survived",
        "age >= 18 → age < 18": "killed",
        "18 → 19": "survived",
        "18 → 17": "killed",
    }
    told = capsys.readouterr().out
    assert "compliance/age.py:2 in adult (comparison)\n    return age >= 18\n    age >= 18 → age > 18" in told
    assert "toy: 3 of 5 killed (60 %), 0 of them by time, 0 accepted" in told
    assert (toy / "compliance" / "age.py").read_text() == "def adult(age: int) -> bool:\n    return age >= 18\n"
    (toy / "data" / "accepted.toml").write_text(
        "".join(
            '[[accepted]]\nmodule = "compliance/age.py"\nfunction = "adult"\nline = "return age >= 18"\n'
            f'change = "{change}"\nwhy = "nobody is eighteen here"\n'
            for change in ("age >= 18 → age > 18", "18 → 19")
        )
    )
    assert main(["--package", "toy", "--thorough"], toy, toy / "data") == 0


def test_a_mistake_made_by_hand_must_find_its_words(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (toy / "data" / "kinds.toml").write_text(
        '[[kind]]\nname = "children"\nfile = "compliance/age.py"\nfind = "age >= 18"\nreplace = "age >= 8"\n'
    )
    assert main(["--kinds"], toy, toy / "data") == 0
    (toy / "compliance" / "age.py").write_text("def adult(age: int) -> bool:\n    return age > 17\n")
    assert main(["--kinds"], toy, toy / "data") == 1
    assert "compliance/age.py has 'age >= 18' 0 times: 'children'" in capsys.readouterr().out
