"""The doors of a checker: what people hand in is loaded, and what was found is given to them typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from compliance.errors import SourceError, UsageError
from compliance.model.known import NOTHING, Known
from compliance.sources import given

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from typing import TypedDict

    from compliance.border import report_wire as wire
    from compliance.border.ad import Ad
    from compliance.border.imprint import Extracted
    from compliance.border.report import AdResult
    from compliance.extraction import Extraction
    from compliance.sources import Loaded
    from compliance.sources.formats import Asked, TableMap

    class Options(TypedDict, total=False):
        """What a checker is made with, besides its jurisdiction."""

        election: str | None
        election_date: date | str | None
        on: date | str | None
        languages: Sequence[str]
        rules: str | Path | None
        elections: str | Path | None


class Doors:
    """What a `Checker` does for those who call it; what it finds comes from the pipeline, which is below."""

    if TYPE_CHECKING:

        @property
        def each(self) -> tuple[Doors, ...]: ...

        def judge(self, loaded: Loaded, *, option: Known = NOTHING, otherwise: Known = NOTHING) -> wire.AdResult: ...

        def read_with_declared(self, loaded: Loaded, explain: bool = False) -> Extraction: ...

        def unreadable(self, error: SourceError) -> wire.AdResult: ...

    def check(
        self,
        ad: Ad | str | bytes | Path,
        *,
        medium: str | None = None,
        published: date | datetime | str | None = None,
        table_map: TableMap = "",
    ) -> AdResult:
        """Return what the rules say of one ad: a text (`str`), the bytes of one, a file (`Path`) or an `Ad`.

        `medium` and `published` come before what the ad itself says; `table_map` says what the columns of a table hold.
        `SourceError` if it cannot be read, or if the file holds several ads (`check_many` takes those).
        `UsageError` if the checker has several jurisdictions: each has a result of its own.
        """
        if len(self.each) > 1:
            raise UsageError("several jurisdictions give several results: take check_many(), or the function check()")
        option = given.option(medium, published)
        return _shown(self.judge(_only(ad, "check_many() takes them one by one", table_map), option=option))

    def check_many(
        self,
        ads: Iterable[Ad | str | bytes | Path],
        *,
        medium: str | None = None,
        published: date | datetime | str | None = None,
        table_map: TableMap = "",
    ) -> Iterator[AdResult]:
        """Return an iterator over the results, made as they are asked for, in the order of the ads.

        Of several jurisdictions each gives its result, one after the other. An ad that cannot be read has the verdict
        `unreadable`; `medium`, `published` and `table_map` hold for all.
        """
        if isinstance(ads, (str, bytes, Mapping)) or hasattr(ads, "model_dump") or not hasattr(ads, "__iter__"):
            raise TypeError(f"check_many() takes several ads, such as a list of texts, not {type(ads).__name__}")
        return self._each(ads, given.option(medium, published), given.wishes(table_map))

    def extract(self, ad: Ad | str | bytes | Path, *, table_map: TableMap = "") -> Extracted:
        """Return the imprints of one ad and its language, without judging it; errors as those of `check`.

        An imprint that several jurisdictions read alike is there once.
        """
        from compliance.border.imprint import Extracted, Imprint

        loaded = _only(ad, "give them one by one, each as a text", table_map)
        document, found = loaded.document, [checker.read_with_declared(loaded) for checker in self.each]
        imprints: list[Imprint] = []
        for read in (read for one in found for read in one.imprints):
            imprint = Imprint.from_reading(read, document)
            if imprint not in imprints:
                imprints.append(imprint)
        truncated = any(one.truncated for one in found)
        return Extracted(imprints=imprints, language=found[0].language, truncated=truncated)

    def _each(self, ads: Iterable[Ad | str | bytes | Path], option: Known, asked: Asked) -> Iterator[AdResult]:
        for ad in ads:
            try:
                loaded = given.ads_in(ad, asked)
            except SourceError as error:
                yield from (_shown(checker.unreadable(error)) for checker in self.each)
                continue
            yield from (_shown(checker.answer(one, option)) for one in loaded for checker in self.each)

    def answer(self, loaded: Loaded, option: Known = NOTHING) -> wire.AdResult:
        """Return the report's entry for a loaded ad, also where it cannot be read: the rest of a batch goes on."""
        try:
            return self.judge(loaded, option=option)
        except SourceError as error:
            return self.unreadable(error)


def _shown(result: wire.AdResult) -> AdResult:
    from compliance.border.report import AdResult

    return AdResult.of(result)


def _only(ad: Ad | str | bytes | Path, advice: str, table_map: TableMap) -> Loaded:
    loaded = given.ads_in(ad, given.wishes(table_map))
    if len(loaded) > 1:
        raise SourceError(loaded[0].document.path, f"holds {len(loaded)} ads; {advice}")
    if loaded[0].fault:
        raise SourceError(loaded[0].document.path, loaded[0].fault, loaded[0].document.pointer)
    return loaded[0]
