"""The fields of an ad's imprints, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from compliance.border.wire import PARTS, SUBLEAVES
from compliance.render.display import visible
from compliance.render.words import words

_LONGEST_STEP = 60


def fields(entry: dict[str, Any], terms: Mapping[str, Mapping[str, str]], language: str) -> str:
    """Return what one ad states, a line a value: the law's term for it, its words, their place, and what was odd."""
    say = words(language)
    lines = [f"{visible(entry['path'])}: {say['imprints']}: {len(entry['imprints'])} ({entry['language']})"]
    for imprint in entry["imprints"]:
        for path, leaf in _leaves(imprint):
            term = terms.get(path.partition(".")[0], {}).get(language) or path
            rest = path.partition(".")[2]
            lines.append(f"  {visible(term)}{f' ({rest})' if rest else ''}: {_shown(leaf, say)}")
        lines += [
            f"  {visible(terms[p].get(language, p))}: {say['not_stated']}" for p in _absent(imprint) if p in terms
        ]
    lines += [_step(step) for step in entry.get("steps", ())]
    return "\n".join(lines) + "\n"


def _step(step: dict[str, Any]) -> str:
    span, found = step["span"], " ".join(visible(step["raw"]).split())
    shown = found if len(found) <= _LONGEST_STEP else found[: _LONGEST_STEP - 1] + "…"
    place = f"{span['line']}:{span['column']}–{span['end_line']}:{span['end_column']}"
    return f"  {step['kind']} [{place}] {step['reason']}: “{shown}”"


def _leaves(imprint: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part, names in PARTS.items():
        for name in names:
            if imprint[part] and imprint[part][name]:
                yield from _with_parts(f"{part}.{name}", imprint[part][name])
    for part in ("funding_source", "publication_date", "print_run"):
        if imprint[part]:
            yield from _with_parts(part, imprint[part])


def _with_parts(path: str, leaf: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if leaf["raw"] or not any(leaf.get(name) for name in SUBLEAVES.get(path, ())):
        yield path, leaf
    for name in SUBLEAVES.get(path, ()):
        if leaf.get(name):
            yield f"{path}.{name}", leaf[name]


def _absent(imprint: dict[str, Any]) -> list[str]:
    return [part for part in (*PARTS, "funding_source", "publication_date", "print_run") if not imprint[part]]


def _shown(leaf: dict[str, Any], say: dict[str, str]) -> str:
    value, raw, span = leaf["value"], visible(leaf["raw"]), leaf["span"]
    place = f" [{span['line']}:{span['column']}]" if span else ""
    notes = f" ({', '.join(leaf['notes'])})" if leaf["notes"] else ""
    if value is None:
        return f"{say['unreadable_value'] if raw else say['not_stated']}{f' “{raw}”' if raw else ''}{place}{notes}"
    said = visible(str(value))
    return said + (f" “{raw}”" if said != raw else "") + place + notes
