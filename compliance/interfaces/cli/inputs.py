"""What a command line names to be read: ads, one by one, and single files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.errors import SourceError, UsageError
from compliance.interfaces.cli.console import standard_input, tell
from compliance.sources import STANDARD_INPUT, collect, load_source, read_limited

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.sources import Loaded


def ads(
    paths: Sequence[str], exclude: Sequence[str], stdin_name: str, allow_empty: bool
) -> Iterator[Loaded | SourceError]:
    """Yield every ad that the arguments name, and an error for each source that cannot be read (said at once too).

    `UsageError` where they name no file at all, unless that is allowed.
    """
    sources = collect(tuple(paths), tuple(exclude))
    if not sources and not allow_empty:
        raise UsageError(
            f"nothing to read: {', '.join(paths)} holds no text, Markdown or JSON file that is not excluded"
        )
    for source in sources:
        try:
            yield from load_source(source, standard_input(), stdin_name)
        except SourceError as error:
            tell(str(error))
            yield error


def content_of(path: str, shown: str | None = None) -> bytes:
    """Return what is in a file (`-`: on standard input); `UsageError` if it cannot be read.

    Endless input ends at the limit that ads have: `SourceError`.
    """
    if path == STANDARD_INPUT:
        return read_limited(standard_input(), shown or path)
    try:
        with open(path, "rb") as file:
            return read_limited(file, shown or path)
    except OSError as error:
        raise UsageError(f"{shown or path}: cannot be read: {(error.strerror or str(error)).lower()}") from error
