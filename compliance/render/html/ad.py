"""One ad in the HTML report: its text, what its imprint states, what was found, and which rules were put to it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from compliance.render.circumstances import circumstances, named, tallied
from compliance.render.display import visible
from compliance.render.html.marks import FIELDS, Mark, field_marks, leaves, marked, plain
from compliance.render.places import place, quoted
from compliance.render.said import act, citation, excused, level, location, said, sourced, waiver
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.render.books import Books

_PARTS = ("executor", "customer", "payer", "funding_source", "publication_date", "print_run")


class AdSection:
    """Renders one ad; `number` makes its anchors; `books` have the law's terms and the rules' summaries."""

    def __init__(self, result: wire.AdResult, number: int, language: str, say: Mapping[str, str], books: Books) -> None:
        self._result = result
        self._anchor = f"ad{number}"
        self._language = language
        self._say = say
        self._books = books
        self._rulebook = books.of(result)
        self._names = self._field_names()

    def head(self) -> str:
        """Return the heading: verdict, path, tally, and by what it was judged."""
        result = self._result
        tally = tallied(result["findings"], self._say)
        facts = self._facts()
        return (
            f"<header><h2>{badge(result['verdict'], self._say)} {plain(location(result))}</h2>"
            + (f"<p class=tally>{escape(tally)}</p>" if tally else "")
            + (f"<p class=facts>{escape(facts)}</p>" if facts else "")
            + "</header>"
        )

    def _facts(self) -> str:
        if "rulebook" not in self._result:
            return ""  # a waivers file, or what could not be read, is judged by no law
        return " · ".join(circumstances(self._result, self._rulebook, self._say, self._language))

    def body(self, source: Document | None) -> str:
        """Return the text and, beside it, the findings; below, the fields and the rules."""
        result = self._result
        if "error" in result:
            return f"<p class=fault>{plain(result['error']['message'])}</p>"
        text = self._text(source) if source is not None and source.text else ""
        findings = "".join(self._finding(finding, n) for n, finding in enumerate(result["findings"], 1))
        findings = findings or f"<p class=clean>{self._word('no_findings')}</p>"
        return (
            f'<div class="columns{"" if result["findings"] else " calm"}">{text}'
            f"<div class=side><h3>{self._word('findings')}</h3>{findings}</div>"
            f"<div class=stated>{''.join(map(self._fields, result['imprints']))}{self._rules()}</div>"
            "</div>"
        )

    def _word(self, key: str) -> str:
        word = self._say[key]
        return escape(word[:1].upper() + word[1:])

    def _field_names(self) -> dict[str, str]:
        terms = self._rulebook.terms if self._rulebook else {}
        names = {}
        for path in FIELDS:
            part, _, rest = path.partition(".")
            texts = terms.get(part) or {}
            term = visible(texts.get(self._language) or texts.get("en") or part)
            names[path] = f"{term}: {self._say['part_' + rest]}" if rest and rest != "name" else term
        return names

    def _text(self, source: Document) -> str:
        result = self._result
        hits = []
        for number, finding in enumerate(result["findings"], 1):
            span = finding.get("span")
            if span:
                kind = "unclear" if finding["outcome"] == "unclear" else level(finding)
                end = max(span["end"], span["start"] + 1)
                if place(result, finding).kind == "imprint":
                    end = span["start"]
                hits.append(Mark(span["start"], end, kind, str(number), f"{self._anchor}-{number}"))
        fields = field_marks(source.text, result["imprints"], self._names)
        occurrences = [
            span
            for imprint in result["imprints"]
            for span in (*([imprint["span"]] if "span" in imprint else []), *imprint.get("occurrences", ()))
        ]
        around = [(mark.start, mark.end) for mark in hits + fields] + [(s["start"], s["end"]) for s in occurrences]
        shown = marked(source.text, fields, hits, around, self._say)
        return f"<div class=ad><h3>{self._word('the_text')}</h3>{shown}</div>"

    def _finding(self, finding: wire.Finding, number: int) -> str:
        unclear = finding["outcome"] == "unclear"
        kind = "unclear" if unclear else finding["severity"]
        shade = "waived" if excused(finding) else kind
        return (
            f'<article class="finding {shade}" id={self._anchor}-{number}>'
            f"<h4><span class=number>{number}</span> <span class=kind>{escape(self._say[kind])}</span> "
            f"{escape(said(finding['message'], self._language))}</h4>{''.join(self._parts(finding, unclear))}"
            f"<p class=rule>{self._where(finding)}{plain(finding['rule'])}</p></article>"
        )

    def _parts(self, finding: wire.Finding, unclear: bool) -> Iterator[str]:
        if excused(finding):
            yield f"<p class=waiver>{escape(waiver(finding, self._say) or self._say[excused(finding)])}</p>"
        if quoted(self._result, finding):
            yield f"<p class=evidence><q>{plain(quoted(self._result, finding))}</q></p>"
        if unclear:
            yield f"<p class=explained>{escape(self._say['unclear_means'])}</p>"
        if "fix" in finding:
            yield f"<p class=fix><b>{self._word('fix')}:</b> {escape(said(finding['fix'], self._language))}</p>"
        sources = [self._law(law) for law in sourced(self._books.laws(self._result, finding))]
        yield "".join(sources[:1])
        if sources[1:]:
            more = escape(fill(self._say["more_sources"], {"count": len(sources) - 1}))
            yield f"<details class=more><summary>{more}</summary>{''.join(sources[1:])}</details>"
        for law in sourced(self._books.penalties(self._result, finding))[:1]:
            yield f"<p class=law><b>{self._word('penalty')}:</b> {escape(citation(law, self._language, self._say))}</p>"

    def _where(self, finding: wire.Finding) -> str:
        span = place(self._result, finding).span
        if finding.get("pointer"):
            return plain(finding["pointer"]) + " · "
        return escape(fill(self._say["line"], {"line": span["line"]})) + " · " if span else ""

    def _law(self, law: dict[str, Any]) -> str:
        cited = act(law, self._language, self._say)
        url = law["url"] or ""
        linked = f'<a href="{escape(url)}" rel=noreferrer>{escape(cited)}</a>' if _web(url) else escape(cited)
        detail = said(law["title"], self._language)
        lang = f" lang={law['quote_language']}" if (law["quote_language"] or "").isalpha() else ""
        quote = f"<blockquote{lang}>{plain(law['quote'])}</blockquote>" if law["quote"] else ""
        return (
            f"<div class=law><p><b>{self._word('law')}:</b> {linked}</p>"
            + (f"<p>{escape(detail)}</p>" if detail else "")
            + f"{quote}<p class=status>{escape(self._say['status_' + law['status']])}</p></div>"
        )

    def _fields(self, imprint: dict[str, Any]) -> str:
        found: dict[str, list[str]] = {part: [] for part in _PARTS}
        for path, leaf in leaves(imprint):
            rest = path.partition(".")[2]
            note = f" <small>({escape(self._say['part_' + rest])})</small>" if rest not in ("", "name") else ""
            found[path.partition(".")[0]].append(self._value(leaf) + note)
        absent = f"<i>{escape(self._say['not_stated'])}</i>"
        rows = "".join(
            f"<div><dt><mark class={part}>{escape(self._term(part))}</mark></dt>"
            f"<dd>{'<br>'.join(values) or absent}</dd></div>"
            for part, values in found.items()
        )
        return f"<h3>{self._word('stated_fields')}</h3><dl>{rows}</dl>"

    def _term(self, part: str) -> str:
        return self._names.get(part) or self._names[f"{part}.name"]

    def _value(self, leaf: dict[str, Any]) -> str:
        value = leaf.get("value", leaf["raw"])
        if value is None:
            raw = f" “{plain(leaf['raw'])}”" if leaf["raw"] else ""
            return f"<i>{escape(self._say['unreadable_value' if leaf['raw'] else 'not_stated'])}</i>{raw}"
        return plain(str(value))

    def _rules(self) -> str:
        rows = self._answers()
        if not rows or self._rulebook is None:
            return ""
        shown = "".join(
            f"<tr class={outcome}><td>{escape(self._say[outcome])}</td><td>{plain(self._summary(rule))}</td></tr>"
            for rule, outcome in rows
        )
        label = escape(fill(self._say["checked_rules"], {"count": len(rows)}))
        book = f"<p class=facts>{self._word('rulebook')}: {escape(named(self._rulebook))}</p>"
        return f"<details class=rules><summary>{label}</summary><table>{shown}</table>{book}</details>"

    def _answers(self) -> list[tuple[str, str]]:
        """Return each rule that was put to the ad with its outcome, in the order of the rulebook's ids."""
        result = self._result
        found = {rule.id: "pass" for rule in self._books.rules(result, result["passed"])}
        for numbers in result.get("skipped", {}).values():
            found |= {rule.id: "not_applicable" for rule in self._books.rules(result, numbers)}
        unclear = [finding for finding in result["findings"] if finding["outcome"] == "unclear"]
        failed = [finding for finding in result["findings"] if finding["outcome"] == "fail"]
        found |= {finding["rule"]: finding["outcome"] for finding in (*unclear, *failed)}
        return sorted(found.items())

    def _summary(self, name: str) -> str:
        rule = self._rulebook.rule(name) if self._rulebook else None
        if rule is None:
            return name
        return fill(said(rule.summary, self._language), rule.params, self._rulebook, self._language)


def badge(verdict: str, say: Mapping[str, str]) -> str:
    """Return a verdict as a coloured word."""
    return f'<span class="badge {verdict}">{escape(say[verdict])}</span>'


def _web(url: str) -> bool:
    return url.startswith(("https://", "http://"))
