"""What each file of a run is for: none serves two purposes, and none is destroyed that a person wrote."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compliance.errors import SourceError, UsageError
from compliance.interfaces.cli.upward import CONFIG_FILE, PROJECT_FILE, WAIVERS_FILE
from compliance.model.tuples import NamedTuple
from compliance.rulebook.files.opening import is_standard_input
from compliance.sources import NoAd, load_file
from compliance.sources.loading import display_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.interfaces.cli.asked import Asked
    from compliance.sources import Source

_OURS = (CONFIG_FILE, PROJECT_FILE, WAIVERS_FILE)


class Purpose(NamedTuple):
    """What a file is for, as the option that names it, and whether the run writes it."""

    option: str
    written: bool


class Purposes:
    """The files that the options of a run name. `UsageError` for one named twice: before anything is read."""

    def __init__(self, asked: Asked, outputs: Sequence[tuple[str, str]]) -> None:
        self._known: dict[object, Purpose] = {}
        for option, path, written in _named(asked, outputs):
            self._claim(path, Purpose(option, written))
            if written:
                _refuse_ours(path, option, asked.rules_dir)

    def ads(self, sources: Iterable[Source]) -> tuple[list[Source], list[Source]]:
        """Return what is to be judged, and what a folder holds that is the run's own.

        A report of a former run is written anew; `UsageError` for an ad that lies in its place.
        """
        judged, passed = [], []
        for source in sources:
            purpose = self._of(source.path) if self._known else None
            if purpose is None:
                judged.append(source)
            elif source.named:
                raise UsageError(f"{source.shown}: is named as an ad and by {purpose.option}")
            elif purpose.written and _holds_an_ad(source):
                raise UsageError(f"{source.shown}: holds an ad, and {purpose.option} would write over it")
            else:
                passed.append(source)
        return judged, passed

    def _claim(self, path: str, purpose: Purpose) -> None:
        if _is_a_sink(path):
            return
        for key in _keys(path):
            former = self._known.setdefault(key, purpose)
            if former is not purpose:
                raise UsageError(f"{display_path(path)}: is named by {former.option} and by {purpose.option}")

    def _of(self, path: str) -> Purpose | None:
        return next((self._known[key] for key in _keys(path) if key in self._known), None)


def _named(asked: Asked, outputs: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str, bool]]:
    read = {
        "--config": asked.config,
        "--elections": asked.elections_file,
        "--waivers": asked.waivers,
        "--files-from": asked.files_from,
    }
    yield from ((option, path, False) for option, path in read.items() if path)
    if asked.baseline:
        yield "--baseline", asked.baseline, asked.write_baseline
    yield from ((f"--output {form}=…", path, True) for form, path in outputs)


def _keys(path: str) -> list[object]:
    """Return what the file is known by: where it really lies, and its number on the disk, whatever its name."""
    if is_standard_input(path):
        return ["-"]
    found: list[object] = [os.path.realpath(path)]
    try:
        status = os.stat(path)
    except OSError:
        return found
    return [*found, (status.st_dev, status.st_ino)] if status.st_ino else found


def _is_a_sink(path: str) -> bool:
    """Return whether a path is a device or the like (`/dev/null`): written to, it loses nothing."""
    return not is_standard_input(path) and os.path.exists(path) and not os.path.isfile(path)


def _refuse_ours(path: str, option: str, rules: str | None) -> None:
    real = os.path.realpath(path)
    if os.path.basename(real) in _OURS:
        raise UsageError(f"{display_path(path)}: {option} would write over settings")
    within = os.path.realpath(rules) + os.sep if rules else ""
    if rules and real.startswith(within) and real.endswith(".toml"):
        raise UsageError(f"{display_path(path)}: {option} would write into --rules")


def _holds_an_ad(source: Source) -> bool:
    try:
        load_file(source.path, source.shown, named=False)
    except NoAd:
        return False
    except SourceError as error:
        return error.reason != "is empty"
    return True
