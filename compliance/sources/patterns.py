"""Patterns as in `.gitignore`, for choosing files; matched in a time that grows with pattern times path.

A pattern is taken apart at its slashes, and a part at its stars. What stands between two stars has a fixed length, so
the first place where it fits is as good as any later one: nothing is tried twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Part(NamedTuple):
    """What one name must be: the words themselves, or a pattern of them (None: no signs in it)."""

    words: str
    pattern: re.Pattern[str] | None

    def fits(self, name: str) -> bool:
        return self.pattern.fullmatch(name) is not None if self.pattern else name == self.words


class _Pattern(NamedTuple):
    """One line: runs of names with any number of folders (`**`) between them."""

    runs: tuple[tuple[_Part, ...], ...]
    negated: bool
    folders_only: bool

    def words(self) -> str:
        """Return a path without a sign as it is written, a name that may lie anywhere led by `**/`; else ""."""
        parts = [part for run in self.runs for part in run]
        if any(part.pattern for part in parts) or not parts:
            return ""
        path = "/".join(part.words for part in parts)
        if len(self.runs) == 1:
            return path
        return f"**/{path}" if len(self.runs) == 2 and not self.runs[0] and len(parts) == 1 else ""

    def depths(self, names: list[str]) -> Iterable[int]:
        """Return how many of the names, counted from the first, make a path that the pattern names."""
        first, *rest = self.runs
        at = len(first)
        if not _run_fits(first, names, 0):
            return ()
        if not rest:
            return (at,)
        *middle, last = rest
        for run in middle:
            found = next((place for place in range(at, len(names)) if _run_fits(run, names, place)), None)
            if found is None:
                return ()
            at = found + len(run)
        if not last:  # `a/**` is what lies in a, not a itself
            return range(at + 1, len(names) + 1)
        return [place + len(last) for place in range(at, len(names)) if _run_fits(last, names, place)]


def _run_fits(run: tuple[_Part, ...], names: list[str], at: int) -> bool:
    return at + len(run) <= len(names) and all(part.fits(name) for part, name in zip(run, names[at:], strict=False))


class Excludes:
    """A list of `.gitignore`-style patterns; the last one that matches decides, and `!pattern` takes a file back.

    A pattern with a slash at its start or inside is anchored to the folder, one without matches at any depth; a slash
    at its end means folders only; `*`, `?` and `[...]` stop at slashes, `**` does not. As in Git, a file below an
    excluded folder cannot be taken back.
    """

    __slots__ = ("_looked_up", "_patterns", "_tried")

    def __init__(self, patterns: tuple[str, ...] | list[str] = ()) -> None:
        self._patterns = [parsed for parsed in map(_parse, patterns) if parsed]
        self._looked_up: dict[str, list[int]] = {}  # those without a sign, of which a list may have thousands
        self._tried: list[int] = []
        for number, pattern in enumerate(self._patterns):
            if words := pattern.words():
                self._looked_up.setdefault(words, []).append(number)
            else:
                self._tried.append(number)

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def excludes(self, path: str, folder: bool = False) -> bool:
        """Return whether `path` (relative, with `/`) or a folder above it is excluded.

        >>> Excludes(["drafts/", "*.bak"]).excludes("ads/drafts/one.txt")
        True
        """
        names = path.split("/")
        out = [False] * (len(names) + 1)
        for number in self._candidates(names):
            pattern = self._patterns[number]
            for depth in pattern.depths(names):
                if folder or depth < len(names) or not pattern.folders_only:
                    out[depth] = not pattern.negated
        return any(out)

    def _candidates(self, names: list[str]) -> list[int]:
        """Return the patterns that may name a path, in their order."""
        if not self._looked_up:
            return self._tried
        found = set(self._tried)
        for depth, name in enumerate(names, 1):
            found.update(self._looked_up.get("**/" + name, ()), self._looked_up.get("/".join(names[:depth]), ()))
        return sorted(found)


def name_fits(pattern: str, name: str) -> bool:
    """Return whether one name is what a pattern without slashes says.

    >>> name_fits("*a*b", "xaxxb")
    True
    """
    return _part(pattern).fits(name)


def _parse(pattern: str) -> _Pattern | None:
    pattern = pattern.rstrip("\r\n")
    stripped = pattern.rstrip(" ")
    pattern = stripped + " " if stripped.endswith("\\") and stripped != pattern else stripped
    if not pattern or pattern.startswith("#"):
        return None
    negated = pattern.startswith("!")
    pattern = pattern[1:] if negated else pattern
    folders_only = pattern.endswith("/")
    body = pattern.strip("/") if folders_only else pattern.lstrip("/")
    if not body:
        return None
    anchored = pattern.startswith("/") or "/" in body
    body = body.removeprefix("./")
    return _Pattern(_runs(body if anchored else "**/" + body), negated, folders_only)


def _runs(body: str) -> tuple[tuple[_Part, ...], ...]:
    runs: list[list[_Part]] = [[]]
    for name in body.split("/"):
        if name != "**":
            runs[-1].append(_part(name))
        elif len(runs) == 1 or runs[-1]:  # `**/**` is no more than one
            runs.append([])
    return tuple(map(tuple, runs))


def _part(name: str) -> _Part:
    if not any(sign in name for sign in "*?[\\"):
        return _Part(name, None)
    pieces = _pieces(name)
    first, *rest = pieces
    if not rest:
        return _Part(name, re.compile(first, re.DOTALL))
    *middle, last = rest
    found = first + "".join(f"(?>.*?{piece})" for piece in middle if piece) + ".*" + last
    return _Part(name, re.compile(found, re.DOTALL))


def _pieces(name: str) -> list[str]:
    """Return the regular expressions of what stands between the stars of a name, each of one fixed length."""
    pieces, at = [""], 0
    while at < len(name):
        if name[at] == "*":
            pieces += [""] if pieces[-1] or len(pieces) == 1 else []
            at += 1
        elif name[at] == "?":
            pieces[-1] += "."
            at += 1
        elif name[at] == "[":
            piece, at = _character_class(name, at)
            pieces[-1] += piece
        else:
            at += name[at] == "\\" and at + 1 < len(name)
            pieces[-1] += re.escape(name[at])
            at += 1
    return pieces


def _character_class(body: str, at: int) -> tuple[str, int]:
    start = at + 1
    start += body.startswith(("!", "^"), start)
    end = body.find("]", start + 1)
    if end < 0:
        return re.escape("["), at + 1
    inside = body[start:end].replace("\\", r"\\").replace("[", r"\[").replace("&&", r"&\&").replace("^", r"\^")
    negated = "^" if start == at + 2 else ""
    try:
        re.compile(f"[{inside}]")
    except re.error:  # a range that runs backwards: it matches nothing
        return "(?!)", end + 1
    return f"[{negated}{inside}]", end + 1
