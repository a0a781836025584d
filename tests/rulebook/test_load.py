"""Loading a rulebook: from TOML, compiled, from a user's own folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from datetime import date, datetime, time
from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.rulebook import Rulebook, available, load
from compliance.rulebook.examples import cases_of
from compliance.rulebook.files.compile import compile_rulebook, dumped, restored
from compliance.rulebook.files.load import RULES

PARTS = [name for name in Rulebook.__slots__ if name != "derived"]


def test_the_shipped_jurisdictions_load() -> None:
    """Each jurisdiction that comes with the program has rules and sources; the one at home also a calendar."""
    assert "kg" in available()
    for name in available():
        rulebook = load(name)
        assert rulebook.id == name
        assert rulebook.rules == tuple(sorted(rulebook.rules, key=lambda rule: rule.id))
        assert rulebook.sources
        assert rulebook.elections or name != "kg"


def test_what_was_read_has_its_types() -> None:
    """Days and times come as such, not as text."""
    rulebook = load("kg")
    july = next(election for election in rulebook.elections if election.id == "kg-2021-07-11-city-repeat")
    assert (july.date, july.start) == (date(2021, 7, 11), date(2021, 6, 21))
    assert july.end == datetime(2021, 7, 10, 8)
    assert rulebook.silence_starts == time(8)
    assert isinstance(rulebook.sources["law-98"]["read"], date)
    assert rulebook.rule("kg/form/print-run-positive") is not None
    assert rulebook.rule("kg/form/no-such-rule") is None


@pytest.mark.parametrize("name", available())
def test_compiling_loses_nothing(name: str) -> None:
    """The compiled rulebook is the rulebook, part by part, and compiling it again gives the same text."""
    rulebook = load(name)
    text = dumped(rulebook)
    again = restored(text, rulebook.directory)
    for part in PARTS:
        assert getattr(again, part) == getattr(rulebook, part), part
    assert dumped(again) == text == compile_rulebook(name, RULES)


def test_what_has_an_order_keeps_it_when_it_is_compiled() -> None:
    rulebook = load("kg")
    again = restored(dumped(rulebook), rulebook.directory)
    assert [list(part) for part in again.compose["part"]] == [list(part) for part in rulebook.compose["part"]]
    assert list(again.facts) == list(rulebook.facts)
    assert list(again.sources) == list(rulebook.sources)


def test_another_format_is_not_restored() -> None:
    """A file compiled by another version of the program is refused rather than misread."""
    with pytest.raises(ValueError, match="another version"):
        restored('{"format":0}', "")


@pytest.mark.parametrize("name", ["xx", "", "..", "../rules/kg", "kg/imprint"])
def test_an_unknown_jurisdiction_names_the_known(name: str) -> None:
    """Neither a slip nor a path leads out of the folder of jurisdictions."""
    with pytest.raises(UsageError, match=r"there is: .*\bkg\b"):
        load(name)


def test_a_folder_of_jurisdictions_or_one_of_them(tmp_path: Path) -> None:
    """A user's own rules may be given either way, and are the same rulebook."""
    shutil.copytree(RULES, tmp_path / "rules")
    outer, inner = load("kg", str(tmp_path / "rules")), load("kg", str(tmp_path / "rules" / "kg"))
    assert outer.sha256 == inner.sha256 == load("kg").sha256


def test_a_folder_that_is_not_there_or_holds_no_rules_is_named(tmp_path: Path) -> None:
    """A slip in the name of a folder is not told as a jurisdiction that does not exist."""
    with pytest.raises(UsageError, match="nowhere: no such folder"):
        load("kg", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match="holds no rules"):
        load("kg", str(tmp_path))


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Some editors write one in front of every file."""
    shutil.copytree(RULES, tmp_path / "rules")
    for path in (tmp_path / "rules" / "kg").rglob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    marked = load("kg", str(tmp_path / "rules"))
    assert [rule.id for rule in marked.rules] == [rule.id for rule in load("kg").rules]
    assert cases_of(marked.rules[0], marked)


def test_the_digest_is_over_the_words_not_the_line_ends(tmp_path: Path) -> None:
    """A checkout with CRLF has the same digest; a changed letter has another."""
    shutil.copytree(RULES, tmp_path / "rules")
    path = tmp_path / "rules" / "kg" / "form" / "print-run-positive.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load("kg", str(tmp_path / "rules")).sha256 == load("kg").sha256
    path.write_bytes(path.read_bytes().replace(b"a run of one", b"one copy"))
    assert load("kg", str(tmp_path / "rules")).sha256 != load("kg").sha256


def test_a_compiled_rulebook_needs_no_pydantic_and_no_toml(tmp_path: Path) -> None:
    """What the command line of an installed wheel does costs neither library."""
    compiled = tmp_path / "kg.json"
    compiled.write_text(dumped(load("kg")), encoding="utf-8")
    code = (
        "import sys; from compliance.rulebook.files.compile import restored; import compliance.engine\n"
        f"restored(open({str(compiled)!r}, encoding='utf-8').read(), '')\n"
        "heavy = {'pydantic', 'typing_extensions', 'tomllib', 'dataclasses', 'pathlib', 'zoneinfo', 'logging'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    libraries = {**os.environ, "PYTHONPATH": sysconfig.get_path("platlib")}  # -S leaves out what site would load
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=Path(RULES).parent,
        env=libraries,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
