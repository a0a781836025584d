"""Finding the line of a value in a TOML file."""

from __future__ import annotations

import tomllib

import pytest

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
    """What has no line of its own is shown at the table it is missing from; what is nowhere has line 0."""
    lines = lines_of(TEXT)
    assert line_of(lines, ("row", 1, "missing")) == 20
    assert line_of(lines, ("table", "with dot.s", "a", "b", "c")) == 13
    assert line_of(lines, ("elsewhere",)) == 0


def test_no_key_of_a_real_file_is_lost() -> None:
    """Every key of the shipped calendar has a line, and it is the line that names it."""
    with open(f"{RULES}/kg/elections.toml", encoding="utf-8") as file:
        text = file.read()
    lines, rows = lines_of(text), text.split("\n")
    for index, election in enumerate(tomllib.loads(text)["election"]):
        for key in election:
            line = line_of(lines, ("election", index, key))
            assert key in rows[line - 1]
