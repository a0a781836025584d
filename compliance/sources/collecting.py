"""The files that arguments name: files, folders and globs, less what is excluded, in a fixed order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compliance.rulebook.files.opening import held_open, is_standard_input, odd
from compliance.sources.formats import suffixes
from compliance.sources.loading import STANDARD_INPUT, Source, display_path

if TYPE_CHECKING:
    from compliance.sources.patterns import Excludes

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".json", *suffixes())
DEFAULT_EXCLUDES = (".*", "node_modules/", "__pycache__/", "venv/", "site-packages/")


def collect(arguments: tuple[str, ...] | list[str], exclude: tuple[str, ...] | list[str] = ()) -> list[Source]:
    """Return the inputs that `arguments` name, each once, sorted by the path shown; `-` is standard input.

    Of a folder every text, Markdown and JSON file below it is taken, hidden ones and tool folders left out. `exclude`
    holds `.gitignore`-style patterns, anchored to the folder named or to the current one, and holds for files named
    outright too. What does not exist, or is no regular file, is an input with a fault, so that the others still go on.
    """
    if len(arguments) == 1 and not exclude and _is_plain_file(arguments[0]):
        return [_named(arguments[0])]
    from compliance.sources.patterns import Excludes

    excludes = Excludes(list(exclude))
    found: dict[tuple[str, str], Source] = {}
    folders: dict[str, str] = {}
    for argument in arguments:
        for source in _expand(argument, excludes):
            if source.path == STANDARD_INPUT or not excludes.excludes(source.shown):
                key = _identity(source.path, folders)
                if source.named or key not in found:
                    found[key] = source
    return sorted(found.values(), key=lambda source: (source.shown, source.path))


def _identity(path: str, folders: dict[str, str]) -> tuple[str, str]:
    """Return what tells one input from another: its real folder, and its name there as the system keeps it.

    What is shown will not do: two names may look alike, and `link/..` is not where the letters say.
    """
    if path == STANDARD_INPUT:
        return path, path
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder or os.curdir)
    return (folders[folder], name) if name not in ("", ".", "..") else (os.path.realpath(path), "")


def _is_plain_file(argument: str) -> bool:
    return is_standard_input(argument) or held_open(argument) is not None or os.path.isfile(argument)


def _named(argument: str) -> Source:
    if is_standard_input(argument):
        return Source(STANDARD_INPUT, STANDARD_INPUT)
    return Source(argument, argument if held_open(argument) is not None else display_path(argument))


def _expand(argument: str, excludes: Excludes) -> list[Source]:
    if _is_plain_file(argument):
        return [_named(argument)]
    if os.path.isdir(argument):
        return _walk(argument, excludes)
    if os.path.lexists(argument):
        return [Source(argument, display_path(argument), _odd(argument))]
    if any(sign in argument for sign in "*?["):
        return _glob(argument, excludes)
    return [Source(argument, display_path(argument), "no such file or directory")]


def _odd(path: str) -> str:
    """Return why the file at `path` is none that can be read, "" if it is one; asked without opening it."""
    try:
        return odd(os.stat(path).st_mode)
    except OSError as error:
        if not os.path.islink(path):
            return (error.strerror or str(error)).lower()
        return "is a link to nothing" if isinstance(error, FileNotFoundError) else "is a link in a circle of links"


def _glob(pattern: str, excludes: Excludes) -> list[Source]:
    from compliance.sources.globbing import globbed

    found: list[Source] = []
    for path in globbed(pattern):
        if os.path.isdir(path):
            found += _walk(path, excludes) if "**" not in pattern else []
        else:
            found.append(Source(path, display_path(path), _odd(path), named=False))
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
                found.append(Source(path, display_path(path), _odd(path), named=False))
    return found
