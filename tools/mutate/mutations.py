"""The mutants of a source: one expression or statement made wrong at a time, as an edit of the text.

What is only for readers or type checkers is left alone: docstrings, annotations, `__slots__`, imports, assertions and
sentences. A mutant is named by what a person sees, not by a line number, so that an accepted one is still known when
lines move: module, function, the line as it stands, and the change.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_CODE = re.compile(r"[\w./*-]{1,40}")  # a code, a key, a name: not a sentence, not a pattern
_ORDER: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Lt: ("<=", ">="),
    ast.LtE: ("<", ">"),
    ast.Gt: (">=", "<="),
    ast.GtE: (">", "<"),
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
    ast.In: ("not in",),
    ast.NotIn: ("in",),
    ast.Is: ("is not",),
    ast.IsNot: ("is",),
}
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "-", ast.Sub: "+", ast.Mult: "//", ast.FloorDiv: "*", ast.Div: "*"}
_SPOKEN = ("__slots__", "__all__", "__doc__")


class Edit(NamedTuple):
    """A stretch of the source by code points, and what stands there instead."""

    start: int
    end: int
    text: str


class Mutant(NamedTuple):
    """One change. `line` is where it begins, `before` the line as it stands, `function` the dotted name around it."""

    module: str
    function: str
    line: int
    before: str
    kind: str
    change: str
    edit: Edit

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names it in the list of accepted ones."""
        return self.module, self.function, self.before, self.change

    def apply(self, source: str) -> str:
        """Return the source with the change made."""
        return source[: self.edit.start] + self.edit.text + source[self.edit.end :]


def mutants(module: str, source: str) -> list[Mutant]:
    """Return every mutant of a module, in order of place.

    >>> [mutant.change for mutant in mutants("m.py", "def f(a):\\n    return a < 3\\n")]
    ['a < 3 → None', 'a < 3 → a <= 3', 'a < 3 → a >= 3', '3 → 4', '3 → 2']
    """
    found = _Walk(module, source)
    found.visit(ast.parse(source))
    return sorted(found.mutants, key=lambda mutant: mutant.edit[:2])


def function_at(source: str, line: int) -> str:
    """Return the dotted name of the function or class that a line stands in, "" for the module's own lines."""
    body: list[ast.stmt] = ast.parse(source).body
    names: list[str] = []
    while True:
        around = [node for node in body if node.lineno <= line <= (node.end_lineno or 0)]
        if not around:
            return ".".join(names)
        if isinstance(around[0], (ast.FunctionDef, ast.ClassDef)):
            names.append(around[0].name)
        body = [node for node in ast.iter_child_nodes(around[0]) if isinstance(node, ast.stmt)]


class _Walk(ast.NodeVisitor):
    """Collects mutants, and knows which function it is in."""

    def __init__(self, module: str, source: str) -> None:
        self.mutants: list[Mutant] = []
        self._module, self._source = module, source
        self._lines = source.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self._inside: list[str] = []

    # ------------------------------------------------------------------------------------------------- what is left out

    def visit_Import(self, node: ast.Import) -> None: ...

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None: ...

    def visit_Assert(self, node: ast.Assert) -> None: ...

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None: ...

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None: ...

    def visit_Raise(self, node: ast.Raise) -> None:
        self._add(node, "pass", "statement")

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._within(node.name, node.body)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        defaults = [default for default in (*node.args.defaults, *node.args.kw_defaults) if default is not None]
        self._within(node.name, [*defaults, *node.body])

    def _within(self, name: str, body: Sequence[ast.AST]) -> None:
        self._inside.append(name)
        for statement in body:
            self.visit(statement)
        self._inside.pop()

    # -------------------------------------------------------------------------------------------------- statements

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):
            return
        if not isinstance(node.value, (ast.Yield, ast.YieldFrom)):
            self._add(node, "pass", "statement")
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if any(name in _SPOKEN for name in names):
            return
        if (
            not names
            and not any(isinstance(target, ast.Tuple) for target in node.targets)
            and self._inside[-1:] != ["__init__"]
        ):
            self._add(node, "pass", "statement")
        self.visit(node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._add(node, "pass", "statement")
        self.visit(node.value)

    def visit_Continue(self, node: ast.Continue) -> None:
        self._add(node, "pass", "statement")

    def visit_Break(self, node: ast.Break) -> None:
        self._add(node, "pass", "statement")

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is None:
            return
        if not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, (bool, type(None)))):
            self._add(node.value, "None", "return")
        self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        self._guard(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._guard(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._add(test, "True", "guard")
        self.generic_visit(node)

    def _guard(self, test: ast.expr) -> None:
        self._add(test, "True", "guard")
        self._add(test, "False", "guard")

    # -------------------------------------------------------------------------------------------------- expressions

    def visit_Compare(self, node: ast.Compare) -> None:
        sides = [node.left, *node.comparators]
        for index, operator in enumerate(node.ops):
            _, left_end = self._span(sides[index])
            right_start, _ = self._span(sides[index + 1])
            between = self._source[left_end:right_start]
            for other in _ORDER[type(operator)]:
                swapped = re.sub(r"(not\s+in|is\s+not|in|is|[<>=!]=?)", other, between, count=1)
                start, end = self._span(node)
                text = self._source[start:left_end] + swapped + self._source[right_start:end]
                self._add(node, text, "comparison")
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        word = " or " if isinstance(node.op, ast.And) else " and "
        parts = [f"({self._words(value)})" for value in node.values]
        self._add(node, f"({word.join(parts)})", "boolean")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._add(node, f"({self._words(node.operand)})", "not")
        elif isinstance(node.op, ast.USub):
            self._add(node, f"(+{self._words(node.operand)})", "sign")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        sign = _SIGNS.get(type(node.op))
        joined = any(isinstance(side, (ast.JoinedStr, ast.List, ast.Tuple)) or _is_text(side) for side in _sides(node))
        if sign and not joined:
            self._add(node, f"({self._words(node.left)} {sign} {self._words(node.right)})", "sign")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool):
            self._add(node, str(not value), "constant")
        elif isinstance(value, int):
            self._add(node, str(value + 1), "constant")
            if value > 0:
                self._add(node, str(value - 1), "constant")
        elif isinstance(value, str) and _CODE.fullmatch(value):
            self._add(node, '""', "code")

    # -------------------------------------------------------------------------------------------------- the text

    def _at(self, line: int, column: int) -> int:
        """Return the code-point offset of a place as `ast` counts it, in bytes of UTF-8."""
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._at(node.lineno, node.col_offset), self._at(node.end_lineno, node.end_col_offset)

    def _words(self, node: ast.expr) -> str:
        start, end = self._span(node)
        words = self._source[start:end]
        return f"({words})" if isinstance(node, (ast.IfExp, ast.BoolOp, ast.BinOp, ast.NamedExpr)) else words

    def _add(self, node: ast.expr | ast.stmt, text: str, kind: str) -> None:
        start, end = self._span(node)
        change = f"{_short(self._source[start:end])} → {_short(text)}"
        before = self._lines[node.lineno - 1].strip()
        name = ".".join(self._inside)
        self.mutants.append(Mutant(self._module, name, node.lineno, before, kind, change, Edit(start, end, text)))


def _sides(node: ast.BinOp) -> Iterator[ast.expr]:
    yield node.left
    yield node.right


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 160 else words[:157] + "..."
