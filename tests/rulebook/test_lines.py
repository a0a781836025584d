"""Finding the line of a value in a TOML file."""

from __future__ import annotations

import json
import sys
import time
import tomllib
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.rulebook.files.lines import line_of, lines_of
from compliance.rulebook.files.load import RULES

TEXT = '''\
# a comment = 1
id = "a"   # more
list = [
    1,
    "]", # [ not open
    2,
]
long = """
key = 1
[table]
"""
[table."with dot.s"]
a.b = { c = 1 }
[[row]]
name = "x"
[[row.cell]]
v = 1
[[row.cell]]
v = 2
[[row]]
name = 'y'
[row.end]
z = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 2),
        (("list",), 3),
        (("long",), 8),
        (("table", "with dot.s"), 12),
        (("table", "with dot.s", "a", "b"), 13),
        (("row", 0, "name"), 15),
        (("row", 0, "cell", 1, "v"), 19),
        (("row", 1, "name"), 21),
        (("row", 1, "end", "z"), 23),
    ],
)
def test_lines(path: tuple[str | int, ...], line: int) -> None:
    """Keys are found through tables, arrays of tables, dotted keys and values over several lines."""
    tomllib.loads(TEXT)
    assert lines_of(TEXT)[path] == line


def test_the_nearest_table_around() -> None:
    """What has no line of its own is shown at the table it is missing from; what is nowhere belongs to the file."""
    lines = lines_of(TEXT)
    assert line_of(lines, ("row", 1, "missing")) == 20
    assert line_of(lines, ("table", "with dot.s", "a", "b", "c")) == 13
    assert line_of(lines, ("elsewhere",)) == 1


def test_a_table_that_only_its_parts_open_is_where_the_first_of_them_is() -> None:
    """`[fields.promoter]` is of `fields` as well, and `imprint.payer.name = …` of `imprint`."""
    lines = lines_of('id = "a"\n[fields.promoter]\nen = "x"\n[fields.payer]\n[[case]]\nimprint.payer.name = "y"\n')
    assert line_of(lines, ("fields",)) == 2
    assert line_of(lines, ("fields", "payer")) == 4
    assert line_of(lines, ("case", 0, "imprint", "payer")) == 6


def test_no_key_of_a_real_file_is_lost() -> None:
    """Every key of the shipped calendar has a line, and it is the line that names it."""
    with open(f"{RULES}/kg/elections.toml", encoding="utf-8") as file:
        text = file.read()
    lines, rows = lines_of(text), text.split("\n")
    for index, election in enumerate(tomllib.loads(text)["election"]):
        for key in election:
            line = line_of(lines, ("election", index, key))
            assert key in rows[line - 1]


TABLES = st.recursive(
    st.one_of(st.text("ab\"\\'#[]{}=\n .", max_size=6), st.integers(0, 9)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("pqr"), inner, max_size=2)),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from("abcdef"), TABLES, max_size=5), st.randoms())
def test_every_key_is_found_where_it_was_written(tree: dict[str, Any], chance: Random) -> None:
    text, places = "", {}
    for key, value in tree.items():
        places[key] = text.count("\n") + 1
        text += f"{key} = {_toml(value, chance)}  # ]\n"
    assert tomllib.loads(text).keys() == tree.keys()
    lines = lines_of(text)
    assert {key: lines[key,] for key in tree} == places


def _toml(value: Any, chance: Random) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(item, chance)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + "".join(f"  {_toml(item, chance)}, # [\n" for item in value) + "]"
    if isinstance(value, str) and "\n" in value:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"""\n{escaped}"""' if "'" in value or chance.random() < 0.5 else f"'''{value}'''"
    return json.dumps(value)


@pytest.mark.parametrize(
    "text",
    [
        "x = [\n" + '"a",\n' * 8_000 + "]\n",
        'x = """\n' + 'a "" \\" b\n' * 8_000 + '"""\n',
        "[[a]]\nb = 1\n" * 8_000,
        "x = [\n" + "[\n" * 8_000,
        ("a." * 40 + "b = 1\n") * 200,
        '"' * 8_000 + " = [\n",
        "x = '''" + "'' " * 8_000,
    ],
)
def test_a_file_twice_as_long_takes_twice_the_work(text: str) -> None:
    """An array of 8,000 lines took 9 s; what Python code is entered is counted, so that no slow machine fails."""
    assert _work(text) <= 2.5 * _work(text[: len(text) // 2]) + 100
    started = time.process_time()
    lines_of(text)
    assert time.process_time() - started < 1


def _work(text: str) -> int:
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        lines_of(text)
    finally:
        sys.setprofile(None)
    return count
