"""The pipeline, in order: read the ad, find its imprint, resolve its election, evaluate the rules, make the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.doors import Doors
from compliance.engine.day import deciding_day, misses
from compliance.engine.evaluate import evaluate
from compliance.errors import SourceError, UsageError
from compliance.model.case import Case
from compliance.model.document import Document
from compliance.model.known import NOTHING, Known
from compliance.report import build as report
from compliance.rulebook import HOME
from compliance.rulebook.facts import told_ad, typed
from compliance.rulebook.several import several
from compliance.rulebook.shelf import rulebook
from compliance.sources import given
from compliance.text.damage import heavy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from compliance.border import report_wire as wire
    from compliance.extraction import Extraction
    from compliance.model.document import Layer
    from compliance.model.election import Election, Resolution
    from compliance.model.imprint import Imprint
    from compliance.rulebook import Rulebook
    from compliance.sources import Loaded


class Checker(Doors):
    """A jurisdiction's rules, loaded once a process; safe to share between threads.

    Of several jurisdictions (`"gb,eu"`, or a list) it is the checker of the first and has those of the others beside
    it (`each`): `check_many` gives the results of all, ad by ad, and `extract` what any of them reads.

    `election` (an id) or `election_date` says which election the ads are about, where they do not say so themselves
    (an id that one of several jurisdictions knows is its day for the others);
    `on` overrides the day whose law is applied; `languages` are those of messages (what a rulebook does not say in one
    is English); `rules` is the folder of rules of
    your own, `elections` a file of elections of your own. Days may be ISO 8601 text. `UsageError` for a jurisdiction,
    election or language that does not exist, `TypeError` for what is of another type, `RulebookError` for rules that
    are wrong.
    """

    def __init__(
        self,
        jurisdiction: str | Sequence[str] = HOME,
        *,
        election: str | None = None,
        election_date: date | str | None = None,
        on: date | str | None = None,
        languages: Sequence[str] = ("en",),
        rules: str | Path | None = None,
        elections: str | Path | None = None,
    ) -> None:
        own = given.file("rules", rules), given.file("elections", elections)
        books = [rulebook(name, *own) for name in several(jurisdiction)]
        self.rulebook = books[0]
        self.languages = given.languages(languages, [language for book in books for language in book.spoken])
        if election is not None and election_date is not None:
            raise UsageError("give the election or its polling day, not both")
        self._option_id = given.code("election", election)
        self._option_date, self._on = given.day("election_date", election_date), given.day("on", on)
        self._others: tuple[Checker, ...] = ()
        self._others = tuple(self._of(book) for book in books[1:])
        if election is not None or election_date is not None:
            self._know_election()

    def _of(self, rulebook: Rulebook) -> Checker:
        """Return the same checker with other rules."""
        from copy import copy

        other = copy(self)
        other.rulebook = rulebook
        return other

    def _know_election(self) -> None:
        """Give the election to all jurisdictions: where its id is in no calendar of theirs, as the day of polling."""
        days, lacking = [], []
        for checker in self.each:
            try:
                days += [one.date for one in checker._resolve("", (), None, None).elections]
            except UsageError as error:
                lacking.append((checker, error))
        if not days and lacking:
            raise lacking[0][1]
        for checker, _ in lacking:
            checker._option_id, checker._option_date = None, days[0]

    @property
    def each(self) -> tuple[Checker, ...]:
        """The checkers of all jurisdictions that were named, in their order: itself first."""
        return self, *self._others

    @classmethod
    def of(cls, rulebook: Rulebook, on: date | None = None) -> Checker:
        """Return a checker of rules that are at hand."""
        made = cls.__new__(cls)
        made.rulebook, made.languages, made._on = rulebook, ("en",), on
        made._option_id = made._option_date = None
        made._others = ()
        return made

    def for_day(self, on: date) -> Checker:
        """Return the same checker applying the law of that day, whatever an ad says; the rules are shared."""
        from copy import copy

        other = copy(self)
        other._on = on
        other._others = tuple(one.for_day(on) for one in self._others)
        return other

    def extracted(self, loaded: Loaded, explain: bool = False) -> wire.Extracted:
        """Return what was read of a loaded ad, without judging it, as plain JSON values (`schemas/imprint.v1.json`).

        `explain` adds `steps`: the stretches looked at, the labels found, and why each block was accepted or rejected.
        """
        found = self.read_with_declared(loaded, explain)
        return report.extracted(loaded.document, found, self.rulebook.id)

    def judge(self, loaded: Loaded, *, option: Known = NOTHING, otherwise: Known = NOTHING) -> wire.AdResult:
        """Return the report's entry for a loaded ad, as plain JSON values; see `judged`."""
        return self.entry(self.judged(loaded, option=option, otherwise=otherwise))

    def judged(self, loaded: Loaded, *, option: Known = NOTHING, otherwise: Known = NOTHING) -> report.Judged:
        """Return everything found about a loaded ad, with the answer of every rule.

        What the caller says as an `option` comes before what the ad says of itself, and that before what is `otherwise`
        known of it. `SourceError` if what an ad says of itself cannot be: an election that does not exist, a fact of
        another type.
        """
        document, ad, known, fault = loaded
        if fault:
            raise SourceError(document.path, fault, document.pointer)
        if ad is None and known is NOTHING and document.format == "text":
            return self.weighed(document, option.over(otherwise))
        try:
            said = option.over(known if ad is None else ad.known()).over(otherwise)
            if document.format != "text" and said.medium is None:
                return self._by_format(document, said)
            return self.weighed(document, said)
        except (UsageError, ValueError) as error:  # what the ad says of itself cannot be: the rest of a batch goes on
            raise SourceError(document.path, str(error), document.pointer) from error

    def _by_format(self, document: Document, known: Known) -> report.Judged:
        """Weigh an ad of which nobody says where it appears: what its format is usual for is taken, and told."""
        from compliance.sources.formats import usual_medium

        medium = usual_medium(document.format)
        found = self.weighed(document, known._replace(medium=medium))
        return found._replace(medium_from="format") if medium else found

    def entry(self, judged: report.Judged) -> wire.AdResult:
        """Return the report's entry for what was found about an ad."""
        return report.ad_result(judged, self.rulebook, self.languages)

    def result(self, document: Document, known: Known = NOTHING) -> wire.AdResult:
        """Return the report's entry for one document, as plain JSON values."""
        return self.entry(self.weighed(document, known))

    def weighed(self, document: Document, known: Known) -> report.Judged:
        """Return everything found about a document of which that is known, with the answer of every rule."""
        published = self._local(known.published)
        language, truncated = known.language, False
        text = document.text
        hidden: tuple[tuple[int, int], ...] = ()
        damage: tuple[tuple[int, int], ...] = ()
        layers: tuple[Layer, ...] = ()
        if known.imprints is None:
            found = self.read(document, told=told_ad(known.facts, self.rulebook.facts))
            imprints, truncated, text, hidden = found.imprints, found.truncated, found.visible, found.hidden
            damage, layers = found.damage, found.layers
            if heavy(damage):
                raise SourceError(document.path, _damage_said(document, damage), document.pointer)
            if known.declared:
                from compliance.engine.declared import declared_in

                imprints = declared_in(imprints, known.declared)
            language = language or found.language
        else:
            imprints = known.imprints
        on, on_from = deciding_day(imprints, published, self._on, self.rulebook.first_day)
        resolution = self._resolve(text, imprints, on, known.election)
        if misses(on, on_from, resolution):
            on, on_from = deciding_day((), published, self._on, self.rulebook.first_day)
        if on is None and len({election.date for election in resolution.elections}) == 1:
            on, on_from = resolution.elections[0].date, "election"
        case = Case(
            imprints=imprints,
            imprint=imprints[0] if imprints else None,
            elections=resolution.elections,
            resolved_by=resolution.resolved_by,
            on=on,
            published=published,
            medium=known.medium,
            language=language or "und",
            metadata=typed(known.facts, self.rulebook.facts, self.rulebook.time_zone) if known.facts else {},
            text=text,
            hidden=hidden,
            damage=damage,
            layers=layers,
            unread=tuple(document.unread),
        )
        evaluations = evaluate(case, self.rulebook)
        return report.Judged(document, case, evaluations, resolution, on_from, truncated, known.imprints is not None)

    def read(self, document: Document, explain: bool = False, told: bool = False) -> Extraction:
        """Return what extraction finds in a document: `imprints`, `language`, `truncated`, and `trace` if asked for.

        Where somebody has `told` that it is an ad, less must speak for an imprint.
        """
        from compliance.extraction import read

        return read(document, self.rulebook, explain, told)

    def read_with_declared(self, loaded: Loaded, explain: bool = False) -> Extraction:
        """Return what is read of a loaded ad, with what its table declares; of an ad by its fields alone, those."""
        known = loaded.known if loaded.ad is None else loaded.ad.known()
        found = self.read(loaded.document, explain, told_ad(known.facts, self.rulebook.facts))
        if loaded.known.declared:
            from compliance.engine.declared import declared_in

            found.imprints = declared_in(found.imprints, loaded.known.declared)
        if known.imprints is not None and not loaded.document.text:
            found.imprints = known.imprints
        return found

    def unreadable(self, error: SourceError) -> wire.AdResult:
        """Return the report's entry for an ad that could not be read."""
        return report.unreadable(error.path, error.reason, self.rulebook.id, error.pointer)

    def verify_election(self, election: str) -> None:
        """Raise `UsageError` if there is no election of this id, or for this polling day (ISO 8601)."""
        self._resolve("", (), None, election)

    def elections(self) -> tuple[Election, ...]:
        """Return the calendar of the jurisdiction, in order of polling day."""
        return tuple(sorted(self.rulebook.elections, key=lambda election: (election.date, election.id)))

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

        try:
            return local(published, self.rulebook.time_zone)
        except ValueError as error:
            raise UsageError(f"published: {error}") from error


def _damage_said(document: Document, damage: tuple[tuple[int, int], ...]) -> str:
    line, column = document.position(damage[0][0])
    word = document.text[damage[0][0] : damage[0][1]]
    return f"has lost letters in {len(damage)} words (the first is {word!r} at line {line}, column {column})"
