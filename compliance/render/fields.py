"""The fields of an ad's imprints, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.border.wire import LONE, PARTS, SUBLEAVES
from compliance.model.fields import LEAVES
from compliance.render.display import visible
from compliance.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.border import report_wire as wire
    from compliance.model.document import Document

_LONGEST_STEP = 60


def fields(entry: wire.Extracted, source: Document, terms: Mapping[str, Mapping[str, str]], language: str) -> str:
    """Return what one ad states, a line a value: the law's term for it, its words, their place, and what was odd."""
    say = words(language)
    spoken = entry.get("language", "und")
    lines = [f"{visible(entry['path'])}: {say['imprints']}: {len(entry['imprints'])} ({spoken})"]
    for imprint in entry["imprints"]:
        for path, leaf in _leaves(imprint):
            term = terms.get(path.partition(".")[0], {}).get(language) or path
            rest = ": ".join(say.get(f"part_{name}", name) for name in path.split(".")[1:])
            lines.append(f"  {visible(term)}{f' ({rest})' if rest else ''}: {_shown(leaf, say, _is_code(path))}")
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


def _leaves(imprint: wire.Imprint) -> Iterator[tuple[str, dict[str, Any]]]:
    for part, names in PARTS.items():
        for name in names:
            if leaf := imprint.get(part, {}).get(name):
                yield from _with_parts(f"{part}.{name}", leaf)
    for part in LONE:
        if part in imprint:
            yield from _with_parts(part, imprint[part])


def _with_parts(path: str, leaf: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if leaf.get("raw") != "" or not any(leaf.get(name) for name in SUBLEAVES.get(path, ())):
        yield path, leaf
    for name in SUBLEAVES.get(path, ()):
        if leaf.get(name):
            yield f"{path}.{name}", leaf[name]


def _is_code(path: str) -> bool:
    return path in LEAVES and LEAVES[path].kind == "code"


def _absent(imprint: wire.Imprint) -> list[str]:
    return [part for part in (*PARTS, *LONE) if part not in imprint]


def _shown(leaf: dict[str, Any], say: dict[str, str], code: bool) -> str:
    raw, span = visible(leaf.get("raw", "")), leaf.get("span")
    value = leaf.get("value", leaf.get("raw"))
    place = f" [{span['line']}:{span['column']}]" if span else ""
    told = ", ".join(say.get(f"note_{note}", note) for note in leaf.get("notes", ()))
    notes = f" ({told})" if told else ""
    if value is None:
        return f"{say['unreadable_value'] if raw else say['not_stated']}{f' “{raw}”' if raw else ''}{place}{notes}"
    said = say.get(f"code_{value}", visible(str(value))) if code else visible(str(value))
    return said + (f" “{raw}”" if raw and said != raw else "") + place + notes
