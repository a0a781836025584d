"""One ad as the page shows it: verdict, question, findings, the text with its marks, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.authoring.deciding import question
from compliance.checker import Checker
from compliance.errors import SourceError, UsageError
from compliance.interfaces.http.page.changes import changes
from compliance.interfaces.http.page.known import asked, known
from compliance.interfaces.http.page.rendering import render
from compliance.interfaces.http.page.words import page_words
from compliance.model.known import NOTHING, Known
from compliance.render import FORMATS
from compliance.render.books import Books
from compliance.render.circumstances import tallied
from compliance.render.html.ad import AdSection
from compliance.render.html.marks import Mark, Window
from compliance.render.html.pictures import pages_of, pictures
from compliance.render.spoken import spoken
from compliance.rulebook.shelf import rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compliance.border import report_wire as wire
    from compliance.interfaces.http.page.told import Told
    from compliance.sources import Loaded

MAIN = ("html", "json")


class Judging(NamedTuple):
    """A checker for what an editor tells, what that is to it, and what is wrong with it ("" where nothing is)."""

    checker: Checker
    known: Known
    fault: str


def judging(told: Told) -> Judging:
    """Return who judges by what is told; what cannot be is named, and left out."""
    language, fault = told.language, ""
    try:
        book = rulebook(told.jurisdiction)
    except UsageError as error:
        told, fault = told._replace(jurisdiction=type(told)().jurisdiction), str(error)
        book = rulebook(told.jurisdiction)
    checker = Checker(told.jurisdiction, languages=(language if language in book.languages else "en",))
    try:
        return Judging(checker, told.known(book), spoken(fault, language))
    except UsageError as error:
        return Judging(checker, NOTHING, spoken(str(error), language))


class Sheet:
    """What the templates say of one ad, or of none yet (`loaded` is None).

    `typed`: it stands in the field of the page, so that it can be changed there. `drawn` are its pages as pictures,
    `base` is the address of the page below which it is saved.
    """

    def __init__(
        self,
        loaded: Loaded | SourceError | None,
        told: Told,
        typed: bool,
        drawn: Sequence[Mapping[str, Any]] = (),
        base: str = "",
    ) -> None:
        self.told, self.typed, self.base, self.say = told, typed, base, page_words(told.language)
        self._judging = judging(told)
        self._checker = self._judging.checker
        self.language = self._checker.languages[0]
        self.known = known(told, self._checker.rulebook, self.say, self._judging.fault)
        self.formats = [name for name in FORMATS if name not in MAIN]
        self.ad: AdSection | None = None
        self.question: dict[str, Any] | None = None
        self.mend: dict[str, Any] | None = None
        self.pictures: list[dict[str, Any]] = []
        self.text = ""
        if loaded is not None:
            self._show(loaded, drawn)

    def html(self) -> str:
        """Return the part of the page that is about the ad."""
        return render("sheet.html", sheet=self, say=self.say, ad=self.ad)

    def known_html(self) -> str:
        """Return the part of the page with what is known of it."""
        return render("known.html", known=self.known, say=self.say)

    def _show(self, loaded: Loaded | SourceError, drawn: Sequence[Mapping[str, Any]]) -> None:
        checker, book = self._checker, self._checker.rulebook
        document = None
        try:
            if isinstance(loaded, SourceError):
                raise loaded
            self.result = checker.judge(loaded, option=self._judging.known)
            document = loaded.document
        except SourceError as error:
            self.result = checker.unreadable(error)
        ad = self.ad = AdSection(self.result, document, 1, self.language, self.say, Books([book]))
        self.marked = {mark.label for part in ad.text if isinstance(part, Window) for mark in _marks(part)}
        if document is None or isinstance(loaded, SourceError):
            return
        self.spans = [finding.get("span") for finding in self.result["findings"]]
        asking = question(loaded, checker, self._judging.known, self.told.later)
        if asking is not None:
            day = self.told.day or self.result.get("on", "")
            self.question = asked(asking, book, self.told.language, self.say, day)
        if document.format == "text" and loaded.ad is None and not document.pointer:
            self.text = document.text
            self._mend(loaded)
        self.pictures = pictures(self.result, drawn, book.terms, ad._names)

    def _mend(self, loaded: Loaded) -> None:
        found = changes(loaded.document, self._checker, self._judging.known)
        if found is not None:
            lines, after = found
            self.mend = {
                "lines": lines,
                "before": (self.result["verdict"], tallied(self.result["findings"], self.say)),
                "after": (after["verdict"], tallied(after["findings"], self.say)),
            }


def row(loaded: Loaded | SourceError, told: Told) -> dict[str, Any]:
    """Return what a list of results says of an ad: where it is, its verdict, its findings in a word, pages to show."""
    checker, known, _ = judging(told)
    try:
        if isinstance(loaded, SourceError):
            raise loaded
        result: wire.AdResult = checker.judge(loaded, option=known)
    except SourceError as error:
        result = checker.unreadable(error)
    say = page_words(told.language)
    section = AdSection(result, None, 1, checker.languages[0], say, Books([checker.rulebook]))
    return {
        "location": section.location,
        "verdict": result["verdict"],
        "tally": section.fault or section.tally,
        "pages": pages_of(result) if result.get("format") in ("pdf", "picture") else [],
        "format": result.get("format", "text"),
    }


def _marks(window: Window) -> list[Mark]:
    return [mark for piece in window.pieces for mark in (*piece.points, *piece.hits)]
