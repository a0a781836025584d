"""Why each rule answered as it did, also those that hold or do not apply: the values and words they turned on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render.display import visible, wrap
from compliance.render.words import words
from compliance.rulebook.texts import fill, slots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.model.document import Document
    from compliance.rulebook import Rulebook

ORDER = ("fail", "unclear", "pass", "not_applicable")
_LONGEST = 60


class Tracer:
    """Tells of one ad after the other what every rule says, by outcome and then by rule."""

    def __init__(self, rulebook: Rulebook, language: str, columns: int) -> None:
        self._rulebook = rulebook
        self._language = language
        self._columns = max(40, columns)
        self._say = words(language)

    def document(self, result: dict[str, Any], source: Document) -> str:
        """Return the trace of one entry of a report; `source` has its text."""
        lines = [f"  {self._say['trace']}:"]
        entries = sorted(result["evaluated"], key=lambda entry: ORDER.index(entry["outcome"]))
        several = len(result["imprints"]) > 1
        for entry in entries:
            lines += self._entry(entry, source, several)
        return "\n".join(lines) + "\n\n"

    def _entry(self, entry: Mapping[str, Any], source: Document, several: bool) -> Iterator[str]:
        about = ""
        if several and entry["imprint"] is not None:
            about = " " + fill(self._say["trace_imprint"], {"number": entry["imprint"] + 1})
        yield f"    {self._say[entry['outcome']]}: {entry['rule']}{about}"
        template = self._template(entry)
        reason = fill(template, entry["params"], self._rulebook, self._language)
        for line in wrap(f"{reason} [{entry['reason']}]", self._columns - 8):
            yield f"        {line}"
        values = [name for name in entry["params"] if name not in slots(template)]
        if values:
            yield from (f"        {line}" for line in wrap(self._values(entry["params"], values), self._columns - 8))
        span = entry["span"]
        if span is not None:
            yield f"        {span['line']}:{span['column']} “{_shortened(source.text[span['start'] : span['end']])}”"

    def _template(self, entry: Mapping[str, Any]) -> str:
        texts = self._rulebook.messages.get(entry["reason"], {})
        return texts.get(self._language) or texts.get("en") or str(entry["reason"])

    def _values(self, params: Mapping[str, Any], names: list[str]) -> str:
        shown = [fill(f"{name} = {{{name}}}", {name: params[name]}, self._rulebook, self._language) for name in names]
        return "; ".join(shown)


def _shortened(text: str) -> str:
    plain = visible(text)
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
