"""The fields of an ad's imprints, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.model.document import LINED
from compliance.model.fields import LEAVES, PARTS, part_of, walk
from compliance.render.display import inert, visible
from compliance.render.said import said
from compliance.render.spoken import spoken
from compliance.render.words import words
from compliance.text.late import late

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.border import report_wire as wire
    from compliance.border import stated_wire
    from compliance.border.imprint import ImprintWire
    from compliance.model.document import Document
    from compliance.rulebook import Rulebook

_LONGEST_STEP = 60
_INDEX = late(r"\[\d+\]")


def fields(entry: wire.Extracted, source: Document, book: Rulebook, language: str, whose: bool = False) -> str:
    """Return what one ad states, a line a value: the law's term for it, its words, their place, and what was odd.

    `whose` names the jurisdiction, where an ad is read by the words of several.
    """
    say, terms = words(language), book.terms
    read_in = entry.get("language", "und")
    law = f"{visible(said(book.name, language))} · " if whose else ""
    lines = [f"{inert(visible(entry['path']))}: {law}{say['imprints']}: {len(entry['imprints'])} ({read_in})"]
    for imprint in entry["imprints"]:
        for path, leaf in walk(imprint):
            term = terms.get(part_of(path), {}).get(language) or path
            row = _INDEX.sub("", path)
            rest = ": ".join(say.get(f"part_{name}", name) for name in row.split(".")[1:])
            is_code = row in LEAVES and LEAVES[row].kind == "code"
            told = _shown(leaf, say, is_code, _at(leaf, entry, language))
            lines.append(f"  {visible(term)}{f' ({rest})' if rest else ''}: {told}")
        lines += [
            f"  {visible(terms[p].get(language, p))}: {say['not_stated']}" for p in _absent(imprint) if p in terms
        ]
    lines += [_step(step, source, terms, language) for step in entry.get("steps", ())]
    lines += [_layer(layer, say, language) for layer in entry.get("layers", ())]
    lines += [
        f"  {say.get('unread_' + one['what'], one['what'])} [{_place(one['place'], language)}]"
        for one in entry.get("unread", ())
    ]
    return "\n".join(lines) + "\n"


def _layer(layer: wire.Layer, say: dict[str, str], language: str) -> str:
    """Return one hidden text: that it is hidden, what it is, where, and how it begins."""
    kind, found = say.get("layer_" + layer["kind"], layer["kind"]), " ".join(visible(layer["raw"]).split())
    shown = found if len(found) <= _LONGEST_STEP else found[: _LONGEST_STEP - 1] + "…"
    return f"  {say['not_seen']}: {visible(kind)} [{_place(layer['place'], language)}]: “{shown}”"


def _place(place: stated_wire.Place, language: str) -> str:
    return visible(", ".join(spoken(part, language) for part in place["where"].split(", ")))


def _step(step: wire.Step, source: Document, terms: Mapping[str, Mapping[str, str]], language: str) -> str:
    say, span = words(language), step["span"]
    found = " ".join(visible(step["raw"]).split())
    shown = found if len(found) <= _LONGEST_STEP else found[: _LONGEST_STEP - 1] + "…"
    line, column = source.end_position(span["end"])
    kind = say.get(f"step_{step['kind']}", step["kind"])
    reason = _label(step["reason"], terms, language) if step["kind"] == "label" else spoken(step["reason"], language)
    return f"  {kind} [{span['line']}:{span['column']}–{line}:{column}] {visible(reason)}: “{shown}”"


def _label(reason: str, terms: Mapping[str, Mapping[str, str]], language: str) -> str:
    """Return the law's word for the field that a label introduces, and the sign behind it."""
    field, _, mark = reason.partition(" (")
    term = terms.get(part_of(field), {}).get(language, field)
    return f"{term} ({words(language).get('mark_' + mark.rstrip(')'), mark.rstrip(')'))})"


def _absent(imprint: ImprintWire) -> list[str]:
    return [part for part in PARTS if part not in imprint]


def _at(leaf: dict[str, Any], entry: wire.Extracted, language: str) -> str:
    """Return where a value stands: line and column where the file has them, else its place."""
    span = leaf.get("span")
    if span and "place" in span and entry.get("format") not in LINED:
        return f" [{_place(span['place'], language)}]"
    return f" [{span['line']}:{span['column']}]" if span else ""


def _shown(leaf: dict[str, Any], say: dict[str, str], code: bool, place: str) -> str:
    raw = visible(leaf.get("raw", ""))
    value = leaf.get("value", leaf.get("raw"))
    told = ", ".join(say.get(f"note_{note}", note) for note in leaf.get("notes", ()))
    notes = f" ({told})" if told else ""
    if value is None:
        return f"{say['unreadable_value'] if raw else say['not_stated']}{f' “{raw}”' if raw else ''}{place}{notes}"
    said = say.get(f"code_{value}", visible(str(value))) if code else visible(str(value))
    return said + (f" “{raw}”" if raw and said != raw else "") + place + notes
