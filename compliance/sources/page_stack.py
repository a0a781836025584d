"""The open elements of a page, opened and closed as browsers do it, as far as text and style rules turn on it."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from compliance.sources.page_kinds import ENDS, ENDS_P, IN_HEAD, TABLE, WALLS

_DEEPEST_TREE = 512
_NO_ENDS: frozenset[str] = frozenset()


class _Named(Protocol):
    @property
    def name(self) -> str: ...


OpenElement = TypeVar("OpenElement", bound=_Named)


class OpenElements(Generic[OpenElement]):
    """A stack of elements, the page itself first."""

    def __init__(self, page: OpenElement) -> None:
        self.stack = [page]
        self.where: dict[str, list[int]] = {}  # of each name, where it stands among the open elements
        self._walls = [0]

    def push(self, element: OpenElement) -> None:
        """Open an element."""
        name = element.name
        if name in WALLS:
            self._walls.append(len(self.stack))
        self.where.setdefault(name, []).append(len(self.stack))
        self.stack.append(element)

    def pop(self) -> str:
        """Close the last element, and return its name."""
        name = self.stack.pop().name
        self.where[name].pop()
        if name in WALLS:
            self._walls.pop()
        return name

    def close(self, name: str) -> None:
        """Close what an end tag closes."""
        found = self.where.get(name)
        if not found or name in ("html", "body"):  # what comes behind them is shown all the same
            return
        wall = self.where.get("table") or [0] if name in TABLE else self._walls
        if found[-1] < wall[-1]:
            return
        while self.pop() != name:
            pass

    def end_what_ends(self, name: str) -> None:
        """Close what a start tag ends without saying so; where the tree is too deep, the last, as browsers do."""
        stack = self.stack
        if stack[-1].name == "head" and name not in IN_HEAD:
            self.pop()
        while name in ENDS.get(stack[-1].name, _NO_ENDS):
            self.pop()
        open_p = self.where.get("p")
        if open_p and name in ENDS_P and open_p[-1] > self._walls[-1]:
            while self.pop() != "p":
                pass
        while len(stack) >= _DEEPEST_TREE:
            self.pop()
