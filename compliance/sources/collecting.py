"""The files that arguments name: files, folders and globs, less what is excluded, in a fixed order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compliance.sources.loading import STANDARD_INPUT, Source, display_path

if TYPE_CHECKING:
    from compliance.sources.patterns import Excludes

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".json")
DEFAULT_EXCLUDES = (".*", "node_modules/", "__pycache__/", "venv/", "site-packages/")


def collect(arguments: tuple[str, ...] | list[str], exclude: tuple[str, ...] | list[str] = ()) -> list[Source]:
    """Return the inputs that `arguments` name, each once, sorted by the path shown; `-` is standard input.

    Of a folder every text, Markdown and JSON file below it is taken, hidden ones and tool folders left out. `exclude`
    holds `.gitignore`-style patterns, anchored to the folder named or to the current one, and holds for files named
    outright too. What does not exist is an input with a fault, so that the others still go on.
    """
    if len(arguments) == 1 and not exclude and _is_plain_file(arguments[0]):
        return [Source(arguments[0], display_path(arguments[0]))]
    from compliance.sources.patterns import Excludes

    excludes = Excludes(list(exclude))
    found: dict[str, Source] = {}
    for argument in arguments:
        for source in _expand(argument, excludes):
            if source.path == STANDARD_INPUT or not excludes.excludes(source.shown):
                found.setdefault(source.shown, source)
    return sorted(found.values(), key=lambda source: source.shown)


def _is_plain_file(argument: str) -> bool:
    return argument == STANDARD_INPUT or os.path.isfile(argument)


def _expand(argument: str, excludes: Excludes) -> list[Source]:
    if _is_plain_file(argument):
        return [Source(argument, STANDARD_INPUT if argument == STANDARD_INPUT else display_path(argument))]
    if os.path.isdir(argument):
        return _walk(argument, excludes)
    if os.path.lexists(argument):
        return [Source(argument, display_path(argument), _odd(argument))]
    if any(sign in argument for sign in "*?["):
        return _glob(argument, excludes)
    return [Source(argument, display_path(argument), "no such file or directory")]


def _odd(path: str) -> str:
    return "is a link to nothing" if os.path.islink(path) else ""


def _glob(pattern: str, excludes: Excludes) -> list[Source]:
    import glob

    found: list[Source] = []
    for path in sorted(glob.glob(pattern, recursive=True)):
        found += _expand(path, excludes) if not os.path.isdir(path) or "**" not in pattern else []
    return found or [Source(pattern, display_path(pattern), "matches no file")]


def _walk(root: str, excludes: Excludes) -> list[Source]:
    """Return the ads below `root`. Links to folders are not followed, so a loop of links ends."""
    from compliance.sources.patterns import Excludes

    defaults = Excludes(DEFAULT_EXCLUDES)
    found: list[Source] = []

    def unreadable(error: OSError) -> None:
        name = error.filename if isinstance(error.filename, str) else root
        found.append(Source(name, display_path(name), "permission denied"))

    def kept(folder: str, name: str, is_folder: bool) -> bool:
        inner = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
        return not defaults.excludes(name, is_folder) and not excludes.excludes(inner, is_folder)

    for folder, folders, files in os.walk(root, onerror=unreadable):
        folders[:] = sorted(name for name in folders if kept(folder, name, True))
        for name in files:
            if name.lower().endswith(SUFFIXES) and kept(folder, name, False):
                path = os.path.join(folder, name)
                found.append(Source(path, display_path(path), _odd(path) if not os.path.exists(path) else ""))
    return found
