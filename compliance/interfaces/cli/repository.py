"""The repository that a run is in: what paths are counted from in the formats that CI reads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compliance.render.addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def addresses(environ: Mapping[str, str], prefix: str = "") -> Addresses:
    """Return how files are named from here; `prefix` is what stands before each path, such as `site/`."""
    folder = os.path.realpath(os.getcwd())
    before = prefix.replace(os.sep, "/").rstrip("/") + "/" if prefix.strip("/.") else ""
    return Addresses(_slashed(folder), _slashed(root(folder, environ)), before)


def root(folder: str, environ: Mapping[str, str]) -> str:
    """Return the folder that the repository of `folder` starts in, `folder` itself if there is none.

    What the CI names comes first where it is a repository: the nearest `.git` may be that of a submodule, which GitHub
    and GitLab do not look into. A checkout further down (`actions/checkout` with `path`) has its own.
    """
    stated = [os.path.realpath(environ[name]) for name in VARIABLES if environ.get(name)]
    stated = [path for path in stated if os.path.isdir(path) and _below(folder, path)]
    for path in stated:
        if _has_git(path):
            return path
    nearest = folder
    while not _has_git(nearest):
        above = os.path.dirname(nearest)
        if above == nearest:
            return stated[0] if stated else folder
        nearest = above
    return nearest


def _has_git(folder: str) -> bool:
    """Return whether a repository, a worktree or a submodule starts here: `.git` may be a file."""
    return os.path.exists(os.path.join(folder, ".git"))


def _below(folder: str, above: str) -> bool:
    return folder == above or folder.startswith(above.rstrip(os.sep) + os.sep)


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
