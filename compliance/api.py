"""The library in three calls: for one ad or many; a `Checker` is the same with the options given once.

The rulebook is loaded by the first call of a process that needs it and shared by all later ones, in every thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.border.report import AdResult, Report
from compliance.checker import Checker
from compliance.errors import SourceError
from compliance.report import build as report
from compliance.rulebook import HOME
from compliance.sources import collect, given, load_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from typing import Unpack

    from compliance.border.ad import Ad
    from compliance.border.imprint import Extracted
    from compliance.doors import Options
    from compliance.sources import Loaded
    from compliance.sources.formats import Asked, TableMap


def check(
    ad: Ad | str | bytes | Path,
    jurisdiction: str | Sequence[str] = HOME,
    *,
    medium: str | None = None,
    published: date | datetime | str | None = None,
    table_map: TableMap = "",
    **options: Unpack[Options],
) -> Report:
    """Return the report on one ad: a text (`str`), the bytes of one, a file (`Path`) or an `Ad`.

    A file may hold several ads, and a folder gives a report on every ad below it. `medium` and `published` come before
    what an ad says of itself; `table_map` tells what the columns of a table hold, as `--map` does (`text=body`, or a
    dict of them); the other options are those of `Checker`, and so are the errors. Several jurisdictions
    (`"gb,eu"`, or a list) judge each ad one after the other, an entry each. `SourceError` if a single source cannot be
    read.
    """
    checkers = Checker(jurisdiction, **options).each
    option = given.option(medium, published)
    entries = []
    for loaded in _sources(ad, given.wishes(table_map)):
        if isinstance(loaded, SourceError):
            entries += [checker.unreadable(loaded) for checker in checkers]
        else:
            entries += [checker.judge(one, option=option) for one in loaded for checker in checkers]
    made = report.report(entries, [checker.rulebook for checker in checkers], checkers[0].languages)
    return Report.model_validate({**made, "documents": [AdResult.of(entry) for entry in made["documents"]]})


def check_many(
    ads: Iterable[Ad | str | bytes | Path],
    jurisdiction: str | Sequence[str] = HOME,
    *,
    medium: str | None = None,
    published: date | datetime | str | None = None,
    table_map: TableMap = "",
    **options: Unpack[Options],
) -> Iterator[AdResult]:
    """Return an iterator over the results, made as they are asked for, in the order of the ads; options as `check`.

    An ad that cannot be read has the verdict `unreadable`; of a file with several ads each has its own result, and so
    has each of several jurisdictions.
    """
    return Checker(jurisdiction, **options).check_many(ads, medium=medium, published=published, table_map=table_map)


def extract(
    ad: Ad | str | bytes | Path,
    jurisdiction: str | Sequence[str] = HOME,
    *,
    medium: str | None = None,
    published: date | datetime | str | None = None,
    table_map: TableMap = "",
    **options: Unpack[Options],
) -> Extracted:
    """Return the imprints in one ad and its language, without judging them; options as `check`.

    What only judging asks for (`medium`, the days, the election) is checked and changes nothing. An imprint that
    several jurisdictions read alike is there once. `SourceError` for a file that holds several ads: each of them has
    imprints of its own.
    """
    given.option(medium, published)
    return Checker(jurisdiction, **options).extract(ad, table_map=table_map)


def _sources(ad: Ad | str | bytes | Path, asked: Asked) -> Iterator[list[Loaded] | SourceError]:
    if isinstance(ad, (str, bytes)) or not hasattr(ad, "is_dir") or not ad.is_dir():
        yield given.ads_in(ad, asked)
        return
    for source in collect([str(ad)]):
        try:
            yield load_source(source, asked=asked)
        except SourceError as error:
            yield error
