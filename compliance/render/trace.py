"""Why each rule answered as it did, also those that hold or do not apply: the values and words they turned on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.border.wire import wire_span
from compliance.render.display import visible, wrap
from compliance.render.words import words
from compliance.report import build as report
from compliance.rulebook.texts import fill, slots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.engine.check import Evaluation
    from compliance.report.build import Judged
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

    def trace(self, judged: Judged) -> str:
        """Return the trace of an ad that was judged."""
        lines = [f"  {self._say['trace']}:"]
        several = len(judged.case.imprints) > 1
        for asked in sorted(
            report.asked(judged.evaluations, self._rulebook), key=lambda asked: ORDER.index(asked.answer.outcome)
        ):
            lines += self._entry(asked, judged, several)
        return "\n".join(lines) + "\n\n"

    def _entry(self, asked: Evaluation, judged: Judged, several: bool) -> Iterator[str]:
        answer, about = asked.answer, ""
        if several and asked.imprint is not None:
            about = " " + fill(self._say["trace_imprint"], {"number": asked.imprint + 1})
        yield f"    {self._say[answer.outcome]}: {asked.rule.id}{about}"
        template = self._template(answer.reason)
        reason = fill(template, answer.params, self._rulebook, self._language)
        for line in wrap(f"{reason} [{answer.reason}]", self._columns - 8):
            yield f"        {line}"
        values = [name for name in answer.params if name not in slots(template)]
        if values:
            yield from (f"        {line}" for line in wrap(self._values(answer.params, values), self._columns - 8))
        span = wire_span(judged.document, answer.start, answer.end)
        if span is not None:
            words = judged.document.text[span["start"] : span["end"]]
            yield f"        {span['line']}:{span['column']} “{_shortened(words)}”"

    def _template(self, reason: str) -> str:
        texts = self._rulebook.messages.get(reason, {})
        return texts.get(self._language) or texts.get("en") or reason

    def _values(self, params: Mapping[str, Any], names: list[str]) -> str:
        shown = [fill(f"{name} = {{{name}}}", {name: params[name]}, self._rulebook, self._language) for name in names]
        return "; ".join(shown)


def _shortened(text: str) -> str:
    plain = visible(text)
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
