"""The form in which an editor states who made, ordered and paid for an ad, and the imprint that is written from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.authoring.composer import Composed, compose, facts_of, languages_of, optional_in
from compliance.errors import UsageError
from compliance.interfaces.http.page.known import known
from compliance.interfaces.http.page.rendering import render
from compliance.interfaces.http.page.sheet import judging
from compliance.interfaces.http.page.told import LANGUAGES
from compliance.interfaces.http.page.words import NAMES, page_words
from compliance.model.document import Document
from compliance.model.fields import part_of
from compliance.render.html.pieces import capital
from compliance.render.said import said
from compliance.render.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from compliance.authoring.composer import Fact
    from compliance.interfaces.http.page.told import Told
    from compliance.model.imprint import Imprint


class ImprintForm:
    """What the template says of it: groups of fields by part, and what came of them.

    `given` are the fields by path as they were filled in; where nobody did yet, they are taken from the imprint in the
    text, if there is one. `put` is the text with the new imprint, in place of its own or under it.
    """

    def __init__(self, text: str, told: Told, given: Mapping[str, str], language: str, asked: bool) -> None:
        self.text, self.told, self.say, self.asked = text, told, page_words(told.language), asked
        self._checker, self._told, self.fault = judging(told)
        self.put, self.made, self.findings = "", "", list[str]()
        self.medium, self.known = told.medium, known(told, self._checker.rulebook, self.say)
        try:
            facts = facts_of(self._checker.rulebook)
        except UsageError:
            self.languages, self.groups = list[tuple[str, str]](), list[dict[str, Any]]()
            return
        codes = languages_of(self._checker.rulebook)
        self.language = language if language in codes else told.language if told.language in codes else codes[0]
        self.languages = [(code, NAMES.get(code, code)) for code in sorted(codes, key=_order)]
        filled = bool(given) or asked
        imprints = [] if not text.strip() or filled else list(self._checker.read(Document(text)).imprints)
        self.prefilled = bool(imprints)
        values = given if filled else _stated(facts, imprints[0] if imprints else None, told)
        missing = self._write(values) if asked else ()
        self.groups = self._grouped(facts, values, missing)

    def html(self) -> str:
        """Return the part of the page with the form and what came of it."""
        return render("imprint_form.html", form=self, say=self.say)

    def _write(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Write the imprint, or return the facts that are missing for it."""
        checker, medium, election = self._checker, self._told.medium, self._told.election
        try:
            made = compose(values, checker, self.language, medium=medium, election=election)
        except UsageError as error:
            self.fault = spoken(str(error), self.told.language)
            return ()
        if not made.missing:
            self._take(made)
        return made.missing

    def _take(self, made: Composed) -> None:
        assert made.result is not None
        language = self._checker.languages[0]
        self.made, self.verdict = made.text, made.result["verdict"]
        self.findings = [said(finding["message"], language) for finding in made.result["findings"]]
        self.put, self.replaces = self._within(made.text)

    def _within(self, imprint: str) -> tuple[str, bool]:
        """Return the ad with the imprint, and whether that stands in place of another."""
        text = self.text
        found = self._checker.read(Document(text)).imprints if text.strip() else ()
        if len(found) == 1 and len(found[0].occurrences) == 1:
            start, end = found[0].place
            return text[:start].rstrip() + "\n\n" + imprint.rstrip() + text[end:], True
        return f"{text.rstrip()}\n\n{imprint}".lstrip(), False

    def _grouped(
        self, facts: tuple[Fact, ...], values: Mapping[str, str], missing: tuple[str, ...]
    ) -> list[dict[str, Any]]:
        book, language, say = self._checker.rulebook, self.told.language, self.say
        spared = optional_in(book, self.told.medium or None)
        groups: dict[str, dict[str, Any]] = {}
        for fact in facts:
            part = part_of(fact.path)
            name = fact.path.partition(".")[2]
            term = capital(said(book.terms.get(part), language) or part)
            called = say["write_name"] if name == "name" else say.get(f"part_{name}", name)
            group = groups.setdefault(part, {"term": term, "fields": []})
            group["fields"].append(
                {
                    "path": fact.path,
                    "label": capital(called) if name else term,
                    "kind": fact.field.kind,
                    "choices": [(code, capital(say.get(f"code_{code}", code))) for code in fact.codes],
                    "value": values.get(fact.path, ""),
                    "missing": fact.path in missing,
                    "optional": fact.path in spared,
                }
            )
        return list(groups.values())


def _order(code: str) -> int:
    return LANGUAGES.index(code) if code in LANGUAGES else len(LANGUAGES)


def _stated(facts: tuple[Fact, ...], imprint: Imprint | None, told: Told) -> dict[str, str]:
    """Return what an imprint states of the facts, and what alone is possible."""
    found = {fact.path: fact.codes[0] for fact in facts if len(fact.codes) == 1}
    if told.day:
        found |= {fact.path: told.day for fact in facts if fact.path == "publication_date"}
    for fact in facts:
        leaf = imprint.leaves.get(fact.path) if imprint is not None else None
        if leaf is None or leaf.value is None or (fact.codes and leaf.value not in fact.codes):
            continue
        value: str | int | date = leaf.value
        found[fact.path] = str(value)
    return found
