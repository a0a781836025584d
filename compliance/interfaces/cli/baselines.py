"""The baseline of a run: the file that is read before it, or written in its course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.errors import UsageError
from compliance.interfaces.cli.atomic import AtomicFile
from compliance.report.baseline import BaselineWriter, read_baseline
from compliance.rulebook.files.opening import opened
from compliance.sources.loading import reason

if TYPE_CHECKING:
    from compliance.border import report_wire as wire
    from compliance.report.baseline import Baseline


class BaselineFile:
    """The fingerprints of all findings, to be the baseline of later runs; written as they come."""

    def __init__(self, path: str) -> None:
        self._file = AtomicFile(path)
        self._writer = BaselineWriter()

    def document(self, result: wire.AdResult) -> None:
        """Write one entry."""
        self._file.put(self._writer.document(result))

    def end(self) -> None:
        """Write the rest, and give the file its name."""
        self._file.put(self._writer.end())
        self._file.keep()

    def drop(self) -> None:
        """Leave no file behind that was not finished."""
        self._file.drop()


def known_before(path: str) -> Baseline:
    """Return the baseline in a file."""
    try:
        with opened(path) as file:
            return read_baseline(file, path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {reason(error)}") from error
