"""One ad in the HTML report: its text, what its imprint states, what was found, and which rules were put to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.model.fields import LEAVES, part_of
from compliance.render.circumstances import circumstances, named, tallied
from compliance.render.display import visible
from compliance.render.html.marks import SHOWN, Mark, Rest, Window, field_marks, leaves, marked, parts_of
from compliance.render.html.pictures import embedded
from compliance.render.places import place, quoted, where
from compliance.render.said import act, citation, excused, fault, level, location, said, sourced, waiver
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.border import report_wire as wire
    from compliance.border.imprint import ImprintWire
    from compliance.model.document import Document
    from compliance.render.books import Books


class AdSection:
    """What the templates say of one ad; `number` makes its anchors, `books` have law, terms and summaries of rules."""

    def __init__(
        self,
        result: wire.AdResult,
        source: Document | None,
        number: int,
        language: str,
        say: Mapping[str, str],
        books: Books,
    ) -> None:
        self._result, self._language, self._say, self._books = result, language, say, books
        self._rulebook = books.of(result)
        self._terms = self._rulebook.terms if self._rulebook else {}
        self._shades = parts_of(result["imprints"], self._terms)
        self._names = {path: self._name(path) for path in SHOWN}
        self.number, self.verdict, self.location = number, result["verdict"], location(result)
        self.fault = fault(result, language)
        self.tally = tallied(result["findings"], say)
        self.facts = " · ".join(circumstances(result, books, say, language))
        pages = embedded(result, source, self._terms, self._names) if source is not None else []
        self.pages = [
            {**page, "called": fill(say["read_page"], page), "shows": fill(say["read_picture_of"], page)}
            for page in pages
        ]
        self.text = self._text(source) if source is not None and source.text else []
        self.findings = [self._finding(finding, n) for n, finding in enumerate(result["findings"], 1)]
        self.stated = [self._fields(imprint) for imprint in result["imprints"]]
        self.rules = [(outcome, self._summary(rule)) for rule, outcome in self._answers()]
        self.rules_label = fill(say["checked_rules"], {"count": len(self.rules)})
        self.book = named(self._rulebook) if self._rulebook else ""

    def _term(self, part: str) -> str:
        return said(self._terms.get(part), self._language) or part

    def _part(self, path: str) -> str:
        """Return what a leaf of a part is called, "" for the part itself and for its name."""
        name = path.partition(".")[2]
        return "" if name in ("", "name") else self._say.get(f"part_{name}", name)

    def _name(self, path: str) -> str:
        return ": ".join(filter(None, (self._term(part_of(path)), self._part(path))))

    def _text(self, source: Document) -> list[Window | Rest]:
        result = self._result
        hits = []
        for number, finding in enumerate(result["findings"], 1):
            span = finding.get("span")
            if span:
                kind = "unclear" if finding["outcome"] == "unclear" else level(finding)
                whole = place(result, finding).kind == "imprint"
                end = span["start"] if whole else max(span["end"], span["start"] + 1)
                hits.append(Mark(span["start"], end, kind, str(number), f"ad{self.number}-{number}"))
        fields = field_marks(source.text, result["imprints"], self._names, self._shades)
        around = [(mark.start, mark.end) for mark in hits + fields]
        for imprint in result["imprints"]:
            blocks = imprint.get("occurrences") or [imprint["span"]] if "span" in imprint else []
            around += [(span["start"], span["end"]) for span in blocks]
        return marked(source.text, fields, hits, around, self._say)

    def _finding(self, finding: wire.Finding, number: int) -> dict[str, Any]:
        say, unclear = self._say, finding["outcome"] == "unclear"
        kind = "unclear" if unclear else finding["severity"]
        laws = sourced(self._books.laws(self._result, finding))
        penalties = sourced(self._books.penalties(self._result, finding))[:1]
        return {
            "anchor": f"ad{self.number}-{number}",
            "number": number,
            "shade": "waived" if excused(finding) else kind,
            "kind": say[kind],
            "message": said(finding["message"], self._language),
            "waiver": excused(finding) and (waiver(finding, say) or say[excused(finding)]),
            "evidence": quoted(self._result, finding),
            "unclear": unclear,
            "fix": said(finding.get("fix"), self._language),
            "law": [self._law(law) for law in laws],
            "more": fill(say["more_sources"], {"count": len(laws) - 1}),
            "penalty": "".join(citation(law, self._language, say) for law in penalties),
            "where": self._where(finding),
            "rule": finding["rule"],
        }

    def _where(self, finding: wire.Finding) -> str:
        span = place(self._result, finding).span
        if words := where(self._result, finding, self._language):
            return ", ".join(filter(None, (finding.get("pointer"), words)))
        if finding.get("pointer"):
            return finding["pointer"]
        return fill(self._say["line"], {"line": span["line"]}) if span else ""

    def _law(self, law: dict[str, Any]) -> dict[str, Any]:
        url, language = law["url"] or "", law["quote_language"] or ""
        return {
            "cited": act(law, self._language, self._say),
            "link": visible(url) if url.startswith(("https://", "http://")) else "",
            "title": said(law["title"], self._language),
            "quote": law["quote"] or "",
            "language": language if language.isalpha() else "",
            "status": self._say[f"status_{law['status']}"],
        }

    def _fields(self, imprint: ImprintWire) -> list[dict[str, Any]]:
        found: dict[str, list[dict[str, Any]]] = {part: [] for part in self._shades}
        for path, leaf in leaves(imprint):
            said_value = leaf.get("value", leaf["raw"])
            why = self._say["unreadable_value" if leaf["raw"] else "not_stated"]
            word = None if said_value is None else str(said_value)
            if word and LEAVES.get(path) and LEAVES[path].kind == "code":
                word = self._say.get(f"code_{word}", word)
            value = {"said": word, "raw": leaf["raw"], "why": why}
            found[part_of(path)].append({**value, "part": self._part(path)})
        return [
            {"term": self._term(part), "shade": self._shades[part], "values": values} for part, values in found.items()
        ]

    def _answers(self) -> list[tuple[str, str]]:
        """Return each rule that was put to the ad with its outcome, by id."""
        result = self._result
        if self._rulebook is None:
            return []
        found = {rule.id: "pass" for rule in self._books.rules(result, result["passed"])}
        for numbers in result.get("skipped", {}).values():
            found |= {rule.id: "not_applicable" for rule in self._books.rules(result, numbers)}
        for outcome in ("unclear", "fail"):
            found |= {finding["rule"]: outcome for finding in result["findings"] if finding["outcome"] == outcome}
        return sorted(found.items())

    def _summary(self, name: str) -> str:
        rule = self._rulebook.rule(name) if self._rulebook else None
        if rule is None:
            return name
        return fill(said(rule.summary, self._language), rule.params, self._rulebook, self._language)
