"""What a command line names to be read: ads, one by one, and single files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.errors import SourceError, UsageError
from compliance.interfaces.cli.console import standard_input, standard_input_of, tell
from compliance.rulebook.files.opening import is_standard_input, opened
from compliance.sources import NoAd, collect, load_source, read_limited
from compliance.sources.formats import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.sources import Loaded

_MOST_NAMED = 5


def ads(
    paths: Sequence[str],
    exclude: Sequence[str],
    stdin_name: str,
    allow_empty: bool,
    language: str,
    table_map: str = "",
) -> Iterator[Loaded | SourceError]:
    """Yield every ad that the arguments name, and an error for each source that cannot be read (said at once too).

    `UsageError` where they name no file at all, unless that is allowed.
    """
    sources = collect(tuple(paths), tuple(exclude))
    if not sources and not allow_empty:
        raise UsageError(f"nothing to read: {', '.join(paths)} holds no file of a kind that is read and not excluded")
    passed = PassedOver()
    for source in sources:
        try:
            for ad in load_source(source, standard_input_of(source.path), stdin_name, Asked(table_map)):
                if ad.fault:  # one of several: the others go on
                    fault = SourceError(ad.document.path, ad.fault, ad.document.pointer)
                    tell(str(fault))
                yield fault if ad.fault else ad
        except NoAd as error:
            passed.add(error.path)
        except SourceError as error:
            tell(str(error))
            yield error
    passed.tell(language)
    if passed.count == len(sources) and sources and not allow_empty:
        raise UsageError(f"nothing to read: {', '.join(paths)} holds no ad")


class PassedOver:
    """Files of a folder that are no ads: reports and baselines of this program, settings of others."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[str] = []

    def add(self, path: str) -> None:
        """Count one."""
        self.count += 1
        if len(self._first) < _MOST_NAMED:
            self._first.append(path)

    def tell(self, language: str) -> None:
        """Say on standard error how many there were, and name the first."""
        if not self.count:
            return
        from compliance.render.words import words
        from compliance.rulebook.texts import fill

        names = ", ".join(self._first) + (", …" if self.count > len(self._first) else "")
        tell(fill(words(language)["passed_over"], {"count": self.count, "names": names}))


def content_of(path: str, shown: str | None = None) -> bytes:
    """Return what is in a file (`-`: on standard input); `UsageError` if it cannot be read.

    Endless input ends at the limit that ads have: `SourceError`.
    """
    if is_standard_input(path):
        return read_limited(standard_input(), shown or path)
    try:
        with opened(path) as file:
            return read_limited(file, shown or path)
    except OSError as error:
        raise UsageError(f"{shown or path}: cannot be read: {(error.strerror or str(error)).lower()}") from error
