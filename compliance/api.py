"""The library in three calls, for one ad or few; many ads are cheaper through one `Checker`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.border.imprint import Extracted
from compliance.border.report import AdResult, Report
from compliance.checker import Checker, load
from compliance.errors import SourceError
from compliance.report import build as report
from compliance.sources import collect, load_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from compliance.border import report_wire as wire
    from compliance.border.ad import Ad
    from compliance.sources import Loaded


def check(ad: Ad | str | Path, jurisdiction: str = "kg", **options: Any) -> Report:
    """Return the report on one ad: a text (`str`), a file (`Path`) or an `Ad`; `options` are those of `Checker`.

    A file may hold several ads, and a folder gives a report on every ad below it. `SourceError` if a single source
    cannot be read.
    """
    checker = Checker(jurisdiction, **options)
    entries = [entry for loaded in _sources(ad) for entry in _entries(loaded, checker)]
    return Report.model_validate(report.report(entries, [checker.rulebook], checker.languages))


def check_many(ads: Iterable[Ad | str | Path], jurisdiction: str = "kg", **options: Any) -> Iterator[AdResult]:
    """Yield a result for each ad, lazily and in order; one that cannot be read has the verdict `unreadable`."""
    return Checker(jurisdiction, **options).check_many(ads)


def extract(ad: Ad | str | Path, jurisdiction: str = "kg", **options: Any) -> Extracted:
    """Return the imprints in one ad, without judging them."""
    return Checker(jurisdiction, **options).extract(ad)


def _sources(ad: Ad | str | Path) -> Iterator[list[Loaded] | SourceError]:
    if isinstance(ad, str) or not hasattr(ad, "is_dir") or not ad.is_dir():
        yield load(ad)
        return
    for source in collect([str(ad)]):
        try:
            yield load_source(source)
        except SourceError as error:
            yield error


def _entries(loaded: list[Loaded] | SourceError, checker: Checker) -> list[wire.AdResult]:
    if isinstance(loaded, SourceError):
        return [checker.unreadable(loaded)]
    return [checker.judge(one) for one in loaded]
