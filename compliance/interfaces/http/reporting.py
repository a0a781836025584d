"""A report on ads that a request brought, in the format it asks for; one loop for the API, its batches and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.errors import SourceError
from compliance.render import renderer
from compliance.report.build import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.border import report_wire as wire
    from compliance.checker import Checker
    from compliance.model.document import Document
    from compliance.model.known import Known
    from compliance.sources import Loaded

    Ad = Loaded | SourceError


def report(checker: Checker, ads: Iterable[Ad], option: Known, output: str, *, strict: bool = False) -> bytes:
    """Return the report on ads, each judged by every jurisdiction of the checker.

    `strict`: one that cannot be read is a `SourceError`, and not told in the report.
    """
    languages = checker.languages
    books = [one.rulebook for one in checker.each]
    render = renderer(output, language=languages[0], languages=languages, rulebooks=books)
    tally, pieces = Tally(), []
    for ad in ads:
        for one in checker.each:
            result, document = judged(one, ad, option, strict=strict)
            tally.add(result)
            pieces.append(render.document(result, document))
    return "".join([*pieces, *render.end(tally.summary())]).encode("utf-8", "backslashreplace")


def judged(checker: Checker, ad: Ad, option: Known, *, strict: bool = False) -> tuple[wire.AdResult, Document | None]:
    """Return the entry of a report on an ad, and the document it is about, None where it could not be read."""
    try:
        if isinstance(ad, SourceError):
            raise ad
        return checker.judge(ad, option=option), ad.document
    except SourceError as error:
        if strict:
            raise
        return checker.unreadable(error), None
