"""Inputs to rows: read, classify, judge. The one function that every engine carries is `Scanner.batch`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from compliance.archive import columns
from compliance.archive.find import Finder
from compliance.archive.limit import Limit, OutOfTime
from compliance.archive.mapping import divided, overlaid, page_in
from compliance.archive.rows import judged_row, moment_of, put_aside, row_of, unjudged_row
from compliance.archive.settings import ReadsOnce, Settings, checker_of, finder_of
from compliance.errors import ComplianceError, SourceError
from compliance.model.document import Document
from compliance.model.known import NOTHING, Known
from compliance.rulebook.book import MEDIA
from compliance.sources.assembling import Origin
from compliance.sources.column_map import known_by, parse_map
from compliance.sources.formats import Asked
from compliance.sources.loading import Loaded, load_bytes
from compliance.sources.records import Record, ads_of, known_of

if TYPE_CHECKING:
    from collections.abc import Callable

Input = Mapping[str, Any]
# the keys of an ad of ours (`schemas/ad.v1.json`): a record of these alone is one, and no row of a table
_OF_AN_AD = frozenset(
    ("text", "imprint", "medium", "published", "language", "election", "election_date", "facts", "path")
)


class Scanner:
    """Scans inputs by one set of settings; what it makes of each depends on nothing but the input and the settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._checkers: dict[str, ReadsOnce] = {}
        self._finders: dict[str, Finder] = {}
        self._limit = Limit(settings.seconds)

    def batch(
        self,
        batch: pa.RecordBatch,
        before: Callable[[int], None] | None = None,
        aside: Mapping[int, str] | None = None,
    ) -> pa.RecordBatch:
        """Return the rows of a batch of inputs (`columns.INPUT`), in their order, as `columns.ROW`.

        `before` is told which input is next; those in `aside` are put aside for the reason given, without being read.
        """
        rows: list[dict[str, Any]] = []
        for at, one in enumerate(batch.to_pylist()):
            if before:
                before(at)
            reason = (aside or {}).get(at)
            rows += [self._aside(one, reason)] if reason else self.rows(one)
        return columns.batch_of(rows, columns.ROW)

    def rows(self, one: Input) -> list[dict[str, Any]]:
        """Return the rows of one input: one a text in it, or one that says why it was put aside."""
        try:
            with self._limit:
                made = list(self._rows(one))
        except OutOfTime:
            return [self._aside(one, f"took longer than {self.settings.seconds:g} seconds")]
        except ComplianceError as error:
            return [self._aside(one, error.reason if isinstance(error, SourceError) else str(error))]
        except (MemoryError, RecursionError, Exception) as error:
            return [self._aside(one, f"failed: {type(error).__name__}: {error}"[:500])]
        return made

    def _aside(self, one: Input, reason: str) -> dict[str, Any]:
        """Return the row of an input that was put aside, under the id that it gives itself."""
        if one["kind"] == columns.RECORD:
            with suppress(SourceError):
                one = overlaid(one, _record(one), self.settings.table_map)
        return put_aside(one, self.settings, reason)

    def _rows(self, one: Input) -> Iterator[dict[str, Any]]:
        if one["kind"] == columns.FAULT:
            raise SourceError(one["path"], one["name"])
        record: Mapping[str, Any] = {}
        if one["kind"] == columns.RECORD:
            record = _record(one)
            one = overlaid(one, record, self.settings.table_map)
        checker, finder = self._of(one["jurisdiction"] or self.settings.jurisdiction)
        loaded = self._loaded(one, record)
        for ad in loaded:
            ad.document.path = one["path"]
            yield self._row(one, ad, checker, finder, several=len(loaded) > 1)

    def _row(self, one: Input, ad: Loaded, checker: ReadsOnce, finder: Finder, several: bool) -> dict[str, Any]:
        row = row_of(one, ad.document, checker.rulebook.id, several)
        if ad.fault:
            return row | {"class": "unreadable", "verdict": "unreadable", "aside": ad.fault}
        try:
            return row | self._found(one, ad, checker, finder)
        except SourceError as error:  # one of several texts of an input: the others go on
            return row | {"class": "unreadable", "verdict": "unreadable", "aside": error.reason}

    def _found(self, one: Input, ad: Loaded, checker: ReadsOnce, finder: Finder) -> dict[str, Any]:
        option, otherwise = Known(self.settings.medium), _told(one)
        said = ad.known if ad.ad is None else ad.ad.known()
        found = checker.read(ad.document)
        if not (found.imprints or found.hidden or found.layers or said.imprints or said.declared):
            weighed = finder.weigh(found.visible)
            if weighed.kind != "ad_without_imprint":
                said = option.over(said).over(otherwise)
                return weighed.columns() | unjudged_row(said, found.language, found.visible, weighed.kind)
            told = weighed.columns()
        else:
            told = {"class": "imprint"}
        judged = checker.judged(ad, option=option, otherwise=otherwise)
        return told | judged_row(judged, checker.entry(judged), found.visible)

    def _of(self, jurisdiction: str) -> tuple[ReadsOnce, Finder]:
        if jurisdiction not in self._checkers:
            self._checkers[jurisdiction] = checker_of(self.settings, jurisdiction)
            self._finders[jurisdiction] = finder_of(self.settings, jurisdiction)
        return self._checkers[jurisdiction], self._finders[jurisdiction]

    def _loaded(self, one: Input, record: Mapping[str, Any]) -> list[Loaded]:
        content, path = one["content"], one["path"]
        if one["kind"] == columns.FILE:
            return load_bytes(content, one["name"], True, Asked(divided(self.settings.table_map)[1]))
        if one["kind"] == columns.TEXT:
            text = content.decode("utf-8")
            if not text.strip():
                raise SourceError(path, "is empty")
            return [Loaded(Document(text, path))]
        return self._of_record(one, record)

    def _of_record(self, one: Input, record: Mapping[str, Any]) -> list[Loaded]:
        """Return the ads of a record: what the map says of it, a page in it, or JSON of a newsroom or an export."""
        path, content = one["path"], one["content"]
        table_map = divided(self.settings.table_map)[1]
        page = page_in(record, self.settings.table_map)
        if page is not None:
            beside = parse_map(table_map) if table_map else known_by({**record, "text": ""})
            told = known_of(record, beside) if beside else NOTHING
            found = load_bytes(page.encode("utf-8", "replace"), "page.html")
            return [ad._replace(known=ad.known.over(told)) for ad in found]
        fitting = parse_map(table_map) if table_map else known_by(record)
        if fitting is None or (not table_map and record.keys() <= _OF_AN_AD):
            return load_bytes(content, "record.json")
        at = Record(one["where"], "/" + one["where"].rpartition(" ")[2], record)
        return ads_of([at], fitting, Origin(path, "utf-8", len(content), "", "json-lines"))


def _record(one: Input) -> Mapping[str, Any]:
    try:
        record = json.loads(one["content"])
    except (ValueError, RecursionError) as error:
        raise SourceError(one["path"], f"is a record that is no JSON: {error}") from error
    if not isinstance(record, dict):
        raise SourceError(one["path"], "is a record that is no object")
    return record


def _told(one: Input) -> Known:
    """Return what the archive says of an input beside its text; what cannot be is as if it were not said."""
    medium = one["medium"] if one["medium"] in MEDIA else None
    return Known(medium, moment_of(one["published"]), one["language"] or None, one["election"] or None)
