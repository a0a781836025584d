"""The report for people: the line of the ad, a marker under the evidence, what the law wants, and the fix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render.display import excerpt, visible, wrap
from compliance.render.paint import painter
from compliance.render.said import waiver
from compliance.render.words import words
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from compliance.model.document import Document

_SOURCED = ("quoted", "reported", "unconfirmed")
_MOST_LAWS = 2
_PLURAL = {"error": "errors", "warning": "warnings", "note": "notes"}
_KINDS = (*_PLURAL.values(), "undecided")


class TextRenderer:
    """Renders one ad after the other; the law is quoted in full where it is named first."""

    def __init__(self, language: str = "en", color: bool = False, columns: int = 100) -> None:
        self._language = language
        self._columns = max(40, columns)
        self._paint = painter(color)
        self._words = words(language)
        self._quoted: set[str] = set()
        self._total: dict[str, int] = {}
        self._coverage: dict[str, Any] | None = None
        self._skipped: set[str] = set()

    def document(self, result: dict[str, Any], source: Document | None = None) -> str:
        """Return what is to be said of one ad; `source` has its text."""
        path = visible(result["path"])
        place = path + (f"#{visible(result['pointer'])}" if result["pointer"] else "")
        heading = f"{self._paint('path', place)}: {self._paint(result['verdict'], self._words[result['verdict']])}"
        if result["error"]:
            return f"{heading}: {visible(result['error']['message'])}\n"
        self._cover(result["coverage"])
        counts = self._counts(result["findings"])
        lines = [heading + (f" ({counts})" if counts else "")]
        lines += self._circumstances(result) if result["rulebook"] else []  # a waivers file is judged by no law
        for finding in result["findings"]:
            lines += ["", *self._finding(finding, path, source)]
        return "\n".join(lines) + "\n" + ("\n" if result["findings"] else "")

    def end(self, summary: dict[str, Any]) -> str:
        """Return the closing lines: the tally, and what a clean report does not say."""
        verdicts = [
            f"{self._words[v]}: {summary[v]}"
            for v in ("compliant", "non_compliant", "unclear", "unreadable")
            if summary[v]
        ]
        tally = ", ".join([*verdicts, *self._tallied(self._total)])
        return (
            self._paint("heading", f"{self._words['ads']}: {summary['documents']}")
            + (f" ({tally})\n" if tally else "\n")
            + self._covered()
        )

    def _cover(self, coverage: dict[str, Any] | None) -> None:
        if coverage:
            self._coverage = coverage
            self._skipped.update(entry["rule"] for entry in coverage["skipped"])

    def _covered(self) -> str:
        if not self._coverage or not self._coverage["encoded"]:
            return ""
        people = len(self._coverage["not_machine_checkable"])
        counts = {"encoded": self._coverage["encoded"], "people": people, "skipped": len(self._skipped)}
        lines = wrap(fill(self._words["coverage_line"], counts), self._columns)
        return "".join(self._paint("faint", line) + "\n" for line in lines)

    def _counts(self, findings: list[dict[str, Any]]) -> str:
        found: dict[str, int] = {}
        for finding in findings:
            kind = "undecided" if finding["outcome"] == "unclear" else _PLURAL[finding["severity"]]
            found[kind] = found.get(kind, 0) + 1
            self._total[kind] = self._total.get(kind, 0) + 1
        return ", ".join(self._tallied(found))

    def _tallied(self, found: dict[str, int]) -> list[str]:
        return [f"{self._words[kind]}: {found[kind]}" for kind in _KINDS if kind in found]

    def _circumstances(self, result: dict[str, Any]) -> list[str]:
        say = self._words
        parts = []
        if result["imprints"]:
            places = sum(max(1, len(imprint["occurrences"])) for imprint in result["imprints"])
            count = len(result["imprints"])
            parts.append(f"{say['imprints']}: {count}" + (f" ({say['places']}: {places})" if places > count else ""))
        else:
            parts.append(say["no_imprint"])
        if result["on"]:
            parts.append(f"{fill(say['by_law_of'], {'day': result['on']})} ({say['from_' + result['on_from']]})")
        else:
            parts.append(say["day_unknown"])
        parts.append(self._election(result["election"]))
        if result["encoding"] not in ("utf-8", None):
            parts.append(result["encoding"])
        if result["truncated"]:
            parts.append(say["truncated"])
        return ["  " + self._paint("faint", line) for line in wrap(" · ".join(parts), self._columns - 2)]

    def _election(self, election: dict[str, Any] | None) -> str:
        say = self._words
        if election is None:
            return say["election_unknown"]
        if election["id"] is None:
            return fill(say["several_elections"], {"ids": ", ".join(election["candidates"])})
        name = election["name"].get(self._language) or next(iter(election["name"].values()), election["id"])
        return f"{say['election']} {election['date']}, {name} ({say[election['resolved_by']]})"

    def _finding(self, finding: dict[str, Any], path: str, source: Document | None) -> list[str]:
        span = finding["span"]
        unclear = finding["outcome"] == "unclear"
        kind = self._words["unclear" if unclear else finding["severity"]]
        if finding["waived"]:
            kind = f"{self._words['waived']}, {kind}"
        elif finding["baseline"] == "known":
            kind = f"{self._words['known_before']}, {kind}"
        place = f"{path}:{span['line']}:{span['column']}" if span else path
        if not span and finding["pointer"]:
            place += f"#{visible(finding['pointer'])}"
        message = visible(self._said(finding["message"]))
        role = "unclear" if unclear else finding["severity"]
        lines = [f"{place}: {self._paint(role, kind)}: {self._paint('heading', message)} [{finding['rule']}]"]
        lines += self._evidence(finding, source)
        if finding["waived"]:
            lines += [f"    {line}" for line in wrap(waiver(finding, self._words), self._columns - 4)]
        lines += self._laws(finding["law"], finding["rule"])
        lines += self._penalty(finding["penalty"])
        if finding["fix"]:
            lines += self._labelled("fix", self._said(finding["fix"]))
        return lines

    def _said(self, texts: dict[str, str]) -> str:
        return texts.get(self._language) or next(iter(texts.values()), "")

    def _evidence(self, finding: dict[str, Any], source: Document | None) -> list[str]:
        span = finding["span"]
        role = "unclear" if finding["outcome"] == "unclear" else finding["severity"]
        if span is None or source is None:
            words = wrap(finding["evidence"], self._columns - 6) if finding["evidence"] and span is None else []
            return [f"    > {line}" for line in words[:3]]
        gutter = f"{span['line']:>5} | "
        shown = excerpt(source.text, span["start"], span["end"], self._columns - len(gutter))
        marker = self._paint(role, "^" * shown.under)
        return [f"{gutter}{shown.line}", f"{' ' * 5} | {' ' * shown.before}{marker}"]

    def _laws(self, law: list[dict[str, Any]], rule: str) -> list[str]:
        """Return the best sourced laws, and how many more there are."""
        best = sorted(law, key=lambda source: _SOURCED.index(source["status"]))
        lines = [line for source in best[:_MOST_LAWS] for line in self._law(source)]
        more = len(law) - _MOST_LAWS
        if more > 0:
            text = fill(self._words["more_law"], {"count": more, "command": f"compliance explain {rule}"})
            lines.append(f"         {self._paint('faint', text)}")
        return lines

    def _penalty(self, penalty: list[dict[str, Any]]) -> list[str]:
        """Return the best sourced place that says what a violation costs."""
        best = sorted(penalty, key=lambda source: _SOURCED.index(source["status"]))
        return self._labelled("penalty", self._cited(best[0])) if best else []

    def _cited(self, law: dict[str, Any]) -> str:
        say = self._words
        article = ", " + fill(say["article"], {"number": law["article"]}) if law["article"] else ""
        return f"{self._said(law['act'])}{article} ({say[law['status']]})"

    def _law(self, law: dict[str, Any]) -> list[str]:
        lines = self._labelled("law", self._cited(law))
        if law["id"] in self._quoted:
            return lines
        self._quoted.add(law["id"])
        detail = f"«{law['quote']}»" if law["quote"] else self._said(law["title"])
        lines += [f"         {line}" for line in wrap(detail, self._columns - 9)]
        return [*lines, f"         {self._paint('faint', visible(law['url']))}"] if law["url"] else lines

    def _labelled(self, key: str, text: str) -> list[str]:
        label = self._words[key]
        first, *rest = wrap(text, self._columns - max(9, len(label) + 6)) or [""]
        return [f"    {self._paint('heading', label)}: {first}", *(f"         {line}" for line in rest)]
