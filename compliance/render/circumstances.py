"""By what an ad was judged, in words: its imprints, the day whose law decides, the election; and what rules reach.

Text, Markdown and HTML tell it the same way, each in its own escapes: what comes from an ad or a file is made visible
here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.display import visible
from compliance.render.said import said
from compliance.report.parts import coverage_summary, texts_in
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.border import report_wire as wire
    from compliance.render.books import Books
    from compliance.rulebook import Rulebook

_PLURAL = {"error": "errors", "warning": "warnings", "note": "notes"}
_NAMED = 5
KINDS = (*_PLURAL.values(), "undecided")


def circumstances(result: wire.AdResult, books: Books, say: Mapping[str, str], language: str) -> list[str]:
    """Return short phrases on what was found and what decided; none where no law judged, as of a waivers file."""
    book = books.of(result)
    if "rulebook" not in result:
        return []
    parts = [_imprints(result, say)]
    if book and books.several:
        parts.insert(0, said(book.name, language))
    if "on" in result:
        parts.append(f"{fill(say['by_law_of'], {'day': result['on']})} ({say['from_' + result['on_from']]})")
    else:
        parts.append(say["day_unknown"])
    parts.append(_election(result.get("election"), book, say, language))
    if "medium_from" in result and "medium" in result:
        medium = say.get(f"medium_{result['medium']}", result["medium"])
        parts.append(fill(say["medium_is"], {"medium": fill(say["medium_by_format"], {"medium": medium})}))
    if free := result.get("exempt"):
        known = {one.id: said(one.summary, language) for one in book.exceptions} if book else {}
        told = " ".join(known.get(name) or visible(name) for name in free)
        parts.append(fill(say["exempt" if "basis" in result else "partly_exempt"], {"summary": told}))
    if "encoding" in result:
        parts.append(visible(result["encoding"]))
    if result.get("truncated"):
        parts.append(say["truncated"])
    return parts


def _imprints(result: wire.AdResult, say: Mapping[str, str]) -> str:
    count = len(result["imprints"])
    if not count:
        return say["no_imprint"]
    places = sum(max(1, len(imprint.get("occurrences", ()))) for imprint in result["imprints"])
    return f"{say['imprints']}: {count}" + (f" ({say['places']}: {places})" if places > count else "")


def _election(election: wire.Election | None, book: Rulebook | None, say: Mapping[str, str], language: str) -> str:
    if election is None:
        return say["election_unknown"]
    if "id" not in election:
        return fill(say["several_elections"], {"ids": visible(", ".join(election.get("candidates", ())))})
    known = next((one.name for one in book.elections if one.id == election["id"]), {}) if book else {}
    name = said(known, language) or visible(election["id"])
    return f"{say['election']} {election.get('date')}, {name} ({say[election['resolved_by']]})"


def counted(findings: Iterable[wire.Finding]) -> dict[str, int]:
    """Return how many errors, warnings and notes failed and how many are undecided; none that is zero."""
    found = dict.fromkeys(KINDS, 0)
    for finding in findings:
        found["undecided" if finding["outcome"] == "unclear" else _PLURAL[finding["severity"]]] += 1
    return {kind: count for kind, count in found.items() if count}


def in_words(counts: Mapping[str, int], say: Mapping[str, str]) -> str:
    """Return counts of findings by kind in words, "" for none."""
    return ", ".join(f"{say[kind]}: {counts[kind]}" for kind in KINDS if counts.get(kind))


def tallied(findings: Iterable[wire.Finding], say: Mapping[str, str]) -> str:
    """Return the counts of an ad's findings in words."""
    return in_words(counted(findings), say)


def named(book: Rulebook) -> str:
    """Return which rules judged: jurisdiction, version and the beginning of their digest."""
    return visible(f"{book.id} {book.version} ({book.sha256[:12]})")


class Covered:
    """What all ads of a report together tell of its reach: duties with a rule, duties for people, rules not decided.

    Of ads judged by several rulebooks it is all of theirs.
    """

    __slots__ = ("_books", "_skipped")

    def __init__(self, books: Books) -> None:
        self._books = books
        self._skipped: set[str] = set()

    def add(self, result: wire.AdResult) -> None:
        """Take in which rules were not decided on one ad; the rulebook that judged it counts from then on."""
        for numbers in [[], *result.get("skipped", {}).values()]:
            self._skipped.update(rule.id for rule in self._books.rules(result, numbers))

    def duties(self, language: str) -> list[str]:
        """Return the duties that stay with people."""
        rows = (row for book in self._books.used() for row in book.coverage)
        people = (row for row in rows if row["status"] == "not_machine_checkable")
        return [said(texts_in(row["duty"], (language,)), language) for row in people]

    def line(self, say: Mapping[str, str]) -> str:
        """Return the counts in one line, "" where no rulebook makes a statement."""
        encoded = sum(coverage_summary(book)["encoded"] for book in self._books.used())
        if not encoded:
            return ""
        counts = {"encoded": encoded, "people": len(self.duties("en")), "skipped": len(self._skipped)}
        return fill(say["coverage_line"], counts)

    def not_asked(self, say: Mapping[str, str]) -> str:
        """Return how many rules the run did not ask and the first of them, "" where it asked all."""
        names = sorted({name for book in self._books.used() for name in book.not_asked})
        shown = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        return fill(say["not_asked"], {"count": len(names), "names": shown}) if names else ""
