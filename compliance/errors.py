"""What stops a run. What is wrong with an ad is a finding, never an exception."""

from __future__ import annotations


class ComplianceError(Exception):
    """Base of every error this package raises on purpose.

    `str()` is fit for a person: one line, and one more for each fault of a rulebook.
    """


_LONGEST = 1_000  # characters of a reason: it may quote what stands in the source, however long that is


class SourceError(ComplianceError):
    """A source could not be read as an ad.

    `path` is the source as the caller named it, `reason` what went wrong, `pointer` the JSON Pointer of the
    faulty value where the source is JSON.
    """

    def __init__(self, path: str, reason: str, pointer: str = "") -> None:
        self.path = path
        self.reason = reason if len(reason) <= _LONGEST else reason[: _LONGEST - 1] + "…"
        self.pointer = pointer
        place = f"{path}{'#' + pointer if pointer else ''}"
        super().__init__(f"{place}: {self.reason}")

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str, str]]:
        """Return what it is made of, so that another process can make it again."""
        return type(self), (self.path, self.reason, self.pointer)


class UsageError(ComplianceError):
    """The caller asked for something that does not exist: a jurisdiction, an election, a rule, an option."""


class Fault:
    """One fault in a rulebook: the file, its line (from 1, 0 if unknown), the TOML path and what is wrong."""

    __slots__ = ("file", "line", "message", "pointer")

    def __init__(self, file: str, line: int, pointer: str, message: str) -> None:
        self.file = file
        self.line = line
        self.pointer = pointer
        self.message = message

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.pointer + ': ' if self.pointer else ''}{self.message}"


class RulebookError(ComplianceError):
    """Rules, laws, labels or calendars are wrong; `faults` holds all of them, never only the first."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        count = f"{len(faults)} fault" + ("" if len(faults) == 1 else "s")
        super().__init__("\n".join([f"rulebook refused: {count}", *map(str, faults)]))

    def __reduce__(self) -> tuple[type[RulebookError], tuple[list[Fault]]]:
        """Return what it is made of, so that another process can make it again."""
        return type(self), (list(self.faults),)
