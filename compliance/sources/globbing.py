"""The files that a pattern on the command line names, where no shell has expanded it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from compliance.sources.patterns import name_fits

SIGNS = "*?["


def globbed(pattern: str) -> list[str]:
    """Return what a pattern with `*`, `?`, `[…]` and `**` names, sorted; hidden names only where it spells the dot.

    `**` follows no links, so a loop of links ends; a link that the pattern itself goes through is followed.
    """
    drive, path = os.path.splitdrive(pattern)
    parts = [part for part in path.replace(os.sep, "/").split("/") if part]
    start = drive + (os.sep if path.startswith(("/", os.sep)) else "")
    return sorted(set(_below(start, parts)))


def _below(folder: str, parts: list[str]) -> Iterator[str]:
    if not parts:
        yield folder
        return
    first, rest = parts[0], parts[1:]
    if first == "**":
        while rest[:1] == ["**"]:
            rest = rest[1:]
        for inner in _folders(folder):
            yield from _below(inner, rest) if rest else _entries(inner)
    elif any(sign in first for sign in SIGNS):
        for name in _names(folder):
            path = os.path.join(folder, name)
            if (first.startswith(".") or not name.startswith(".")) and name_fits(first, name):
                yield from _below(path, rest) if not rest or os.path.isdir(path) else ()
    elif os.path.lexists(os.path.join(folder, first)):
        yield from _below(os.path.join(folder, first), rest)


def _entries(folder: str) -> Iterator[str]:
    return (os.path.join(folder, name) for name in _names(folder) if not name.startswith("."))


def _folders(folder: str) -> Iterator[str]:
    """Yield a folder and those below it that are neither hidden nor links."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        yield here
        for name in _names(here):
            path = os.path.join(here, name)
            if not name.startswith(".") and os.path.isdir(path) and not os.path.islink(path):
                waiting.append(path)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder or os.curdir)
    except OSError:  # no folder, or none of ours: it holds nothing that can be named
        return []
