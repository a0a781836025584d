"""The fields of an ad's imprints, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.model.fields import PARTS, part_of, walk
from compliance.render.display import visible
from compliance.render.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.border import report_wire as wire
    from compliance.model.document import Document

_LONGEST_STEP = 60


def fields(entry: wire.Extracted, source: Document, terms: Mapping[str, Mapping[str, str]], language: str) -> str:
    """Return what one ad states, a line a value: the law's term for it, its words, their place, and what was odd."""
    say = words(language)
    spoken = entry.get("language", "und")
    lines = [f"{visible(entry['path'])}: {say['imprints']}: {len(entry['imprints'])} ({spoken})"]
    for imprint in entry["imprints"]:
        for path, leaf in walk(imprint):
            term = terms.get(part_of(path), {}).get(language) or path
            rest = path.partition(".")[2]
            lines.append(f"  {visible(term)}{f' ({rest})' if rest else ''}: {_shown(leaf, say)}")
        lines += [
            f"  {visible(terms[p].get(language, p))}: {say['not_stated']}" for p in _absent(imprint) if p in terms
        ]
    lines += [_step(step, source) for step in entry.get("steps", ())]
    return "\n".join(lines) + "\n"


def _step(step: wire.Step, source: Document) -> str:
    span, found = step["span"], " ".join(visible(step["raw"]).split())
    shown = found if len(found) <= _LONGEST_STEP else found[: _LONGEST_STEP - 1] + "…"
    line, column = source.position(span["end"])
    return f"  {step['kind']} [{span['line']}:{span['column']}–{line}:{column}] {step['reason']}: “{shown}”"


def _absent(imprint: wire.Imprint) -> list[str]:
    return [part for part in PARTS if part not in imprint]


def _shown(leaf: dict[str, Any], say: dict[str, str]) -> str:
    raw, span = visible(leaf.get("raw", "")), leaf.get("span")
    value = leaf.get("value", leaf.get("raw"))
    place = f" [{span['line']}:{span['column']}]" if span else ""
    notes = f" ({', '.join(leaf['notes'])})" if leaf.get("notes") else ""
    if value is None:
        return f"{say['unreadable_value'] if raw else say['not_stated']}{f' “{raw}”' if raw else ''}{place}{notes}"
    said = visible(str(value))
    return said + (f" “{raw}”" if raw and said != raw else "") + place + notes
