"""The pipeline, in order: read the ad, find its imprint, resolve its election, evaluate the rules, make the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.engine.evaluate import evaluate
from compliance.errors import SourceError, UsageError
from compliance.model.case import Case
from compliance.model.document import Document
from compliance.report import build as report
from compliance.rulebook import load as load_rulebook
from compliance.rulebook.facts import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from compliance.border.ad import Ad
    from compliance.border.imprint import Extracted
    from compliance.border.report import AdResult
    from compliance.extraction import Extraction
    from compliance.model.election import Election, Resolution
    from compliance.model.imprint import Imprint
    from compliance.sources import Loaded


class Metadata(NamedTuple):
    """What is known of an ad besides its text; `imprints` are its imprints where they were given as fields.

    `limit` is then where the text ends and the words of those fields begin.
    """

    medium: str | None = None
    published: date | datetime | None = None
    language: str | None = None
    election: str | None = None
    imprints: tuple[Imprint, ...] | None = None
    limit: int | None = None
    facts: Mapping[str, Any] = {}


_NOTHING_KNOWN = Metadata()


class Checker:
    """A jurisdiction's rules, loaded once; safe to share between threads.

    `election` (an id) or `election_date` says which election the ads are about, where they do not say so themselves;
    `on` overrides the day whose law is applied; `languages` are those of messages; `rules` is the folder of rules of
    your own, `elections` a file of elections of your own. `UsageError` for a jurisdiction, election or language that
    does not exist, `RulebookError` for rules that are wrong.
    """

    def __init__(
        self,
        jurisdiction: str = "kg",
        *,
        election: str | None = None,
        election_date: date | None = None,
        on: date | None = None,
        languages: Sequence[str] = ("en",),
        rules: str | Path | None = None,
        elections: str | Path | None = None,
    ) -> None:
        own, calendar = (None if path is None else str(path) for path in (rules, elections))
        self.rulebook = load_rulebook(jurisdiction, own, calendar)
        known = ("en", *self.rulebook.languages)
        wrong = [language for language in languages if language not in known]
        if wrong or not languages or isinstance(languages, str):
            raise UsageError(f"messages are in {', '.join(dict.fromkeys(known))}, not in {wrong or languages!r}")
        if election is not None and election_date is not None:
            raise UsageError("give the election or its polling day, not both")
        self.languages = tuple(dict.fromkeys(languages))
        self._option_id, self._option_date, self._on = election, election_date, on
        if election is not None or election_date is not None:
            self._resolve("", (), None, None)

    def for_day(self, on: date) -> Checker:
        """Return the same checker applying the law of that day, whatever an ad says; the rules are shared."""
        from copy import copy

        other = copy(self)
        other._on = on
        return other

    def check(self, ad: Ad | str | Path) -> AdResult:
        """Return what the rules say of one ad: a text (`str`), a file (`Path`) or an `Ad`.

        `SourceError` if it cannot be read, or if the file holds several ads (`check_many` takes those).
        """
        loaded = load(ad)
        if len(loaded) > 1:
            raise SourceError(loaded[0].document.path, f"holds {len(loaded)} ads; check_many() takes them one by one")
        return self._validated(self.judge(loaded[0]))

    def check_many(self, ads: Iterable[Ad | str | Path]) -> Iterator[AdResult]:
        """Yield a result for each ad, lazily and in order; one that cannot be read has the verdict `unreadable`."""
        for ad in ads:
            try:
                loaded = load(ad)
            except SourceError as error:
                yield self._validated(self.unreadable(error))
                continue
            for one in loaded:
                yield self._validated(self.judge(one))

    def extract(self, ad: Ad | str | Path) -> Extracted:
        """Return the imprints of one ad and its language, without judging it."""
        from compliance.border.imprint import Extracted, Imprint

        document = load(ad)[0].document
        found = self.read(document)
        imprints = [Imprint.from_reading(read, document) for read in found.imprints]
        return Extracted(imprints=imprints, language=found.language, truncated=found.truncated)

    def extracted(self, loaded: Loaded, explain: bool = False) -> dict[str, Any]:
        """Return what was read of a loaded ad, without judging it, as plain JSON values (`schemas/imprint.v1.json`).

        `explain` adds `steps`: the stretches looked at, the labels found, and why each block was accepted or rejected.
        """
        found = self.read(loaded.document, explain)
        return report.extracted(loaded.document, found, self.rulebook.id)

    def judge(
        self,
        loaded: Loaded,
        *,
        medium: str | None = None,
        published: date | datetime | None = None,
        otherwise: Metadata = _NOTHING_KNOWN,
    ) -> dict[str, Any]:
        """Return the report's entry for a loaded ad, as plain JSON values.

        The caller's words come before the ad's, and the ad's before what is `otherwise` known of it.
        """
        document, ad = loaded
        if ad is None:
            medium = medium or otherwise.medium
            return self.result(document, Metadata(medium, published, otherwise.language, otherwise.election))
        imprints, limit = None, None
        if ad.imprint is not None:
            limit = len(document.text)
            read, text = ad.imprint.to_reading(document.text)
            imprints = (read,)
            document = _copy(document, text)
        election = ad.election or (ad.election_date.isoformat() if ad.election_date else otherwise.election)
        medium, published = medium or ad.medium or otherwise.medium, published or ad.published
        language = ad.language or otherwise.language
        return self.result(document, Metadata(medium, published, language, election, imprints, limit, ad.facts))

    def result(self, document: Document, metadata: Metadata = _NOTHING_KNOWN) -> dict[str, Any]:
        """Return the report's entry for one document, as plain JSON values."""
        published = self._local(metadata.published)
        language, truncated = metadata.language, False
        if metadata.imprints is None:
            found = self.read(document)
            imprints, truncated = found.imprints, found.truncated
            language = language or found.language
        else:
            imprints = metadata.imprints
        on, on_from = self._day(imprints, published)
        text = document.text if metadata.limit is None else document.text[: metadata.limit]
        resolution = self._resolve(text, imprints, on, metadata.election)
        if on is None and len({election.date for election in resolution.elections}) == 1:
            on, on_from = resolution.elections[0].date, "election"
        case = Case(
            imprints=imprints,
            imprint=imprints[0] if imprints else None,
            elections=resolution.elections,
            resolved_by=resolution.resolved_by,
            on=on,
            published=published,
            medium=metadata.medium,
            language=language or "und",
            metadata=typed(metadata.facts, self.rulebook.facts, self.rulebook.time_zone) if metadata.facts else {},
            text_length=len(text),
            text=text,
        )
        evaluations = evaluate(case, self.rulebook)
        judged = report.Judged(document, case, evaluations, resolution, on_from, truncated, metadata.limit)
        return report.ad_result(judged, self.rulebook, self.languages)

    def read(self, document: Document, explain: bool = False) -> Extraction:
        """Return what extraction finds in a document: `imprints`, `language`, `truncated`, and `trace` if asked for."""
        from compliance.extraction import read

        return read(document, self.rulebook, explain)

    def unreadable(self, error: SourceError) -> dict[str, Any]:
        """Return the report's entry for an ad that could not be read."""
        return report.unreadable(error.path, error.reason, self.rulebook.id, error.pointer)

    def verify_election(self, election: str) -> None:
        """Raise `UsageError` if there is no election of this id, or for this polling day (ISO 8601)."""
        self._resolve("", (), None, election)

    def elections(self) -> tuple[Election, ...]:
        """Return the calendar of the jurisdiction, in order of polling day."""
        return tuple(sorted(self.rulebook.elections, key=lambda election: (election.date, election.id)))

    def _day(self, imprints: Sequence[Imprint], published: date | datetime | None) -> tuple[date | None, str]:
        """Return the day whose law decides and where it was found: option, imprint, publication."""
        from datetime import date, datetime

        if self._on is not None:
            return self._on, "option"
        for read in imprints:
            leaf = read.leaves.get("publication_date")
            if leaf is not None and isinstance(leaf.value, date):
                return leaf.value, "imprint"
        if published is not None:
            return (published.date() if isinstance(published, datetime) else published), "published"
        return None, "unknown"

    def _resolve(self, text: str, imprints: Sequence[Imprint], on: date | None, metadata: str | None) -> Resolution:
        from compliance.engine.election_words import words_of
        from compliance.engine.resolve import resolve

        return resolve(
            self.rulebook.elections,
            text=text,
            imprints=imprints,
            on=on,
            option_id=self._option_id,
            option_date=self._option_date,
            metadata=metadata,
            lexicon=words_of(self.rulebook),
        )

    def _local(self, published: date | datetime | None) -> date | datetime | None:
        if published is None:
            return None
        from compliance.text.moment import local

        return local(published, self.rulebook.time_zone)

    def _validated(self, result: dict[str, Any]) -> AdResult:
        from compliance.border.report import AdResult

        return AdResult.model_validate(result)


def load(ad: Ad | str | Path) -> list[Loaded]:
    """Return the ads that a text, a file or an `Ad` holds, with their documents."""
    from compliance.sources import Loaded, load_file

    if isinstance(ad, str):
        return [Loaded(_text_document(ad))]
    if hasattr(ad, "__fspath__"):
        return load_file(str(ad))
    path = ad.path or "-"
    pointer = "" if ad.text is not None else "/imprint"
    return [Loaded(_text_document(ad.text or "", path, pointer, empty=ad.text is None), ad)]


def _text_document(text: str, path: str = "-", pointer: str = "", empty: bool = False) -> Document:
    """Return a document for a text handed in; `SourceError` if it is empty or no Unicode text."""
    if not empty and not text.strip("\ufeff \t\r\n"):
        raise SourceError(path, "is empty")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(path, f"holds a lone surrogate at {error.start}, which is no character") from error
    return Document(text, path, pointer=pointer)


def _copy(document: Document, text: str) -> Document:
    return Document(text, document.path, document.encoding, document.size, document.sha256, document.pointer)
