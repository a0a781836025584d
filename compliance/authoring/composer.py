"""An imprint written from facts and put to the rules; what is not given is named, never made up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.checker import Checker
from compliance.errors import UsageError
from compliance.model.document import Document
from compliance.model.fields import LEAVES, Field, walk
from compliance.model.known import Known
from compliance.rulebook.texts import fill, slots
from compliance.text.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.border import report_wire as wire
    from compliance.rulebook import Rulebook

_CORE = late('[«“„"](.+)[»”“"]')
_BLANKS = late(r"\s+")


class Composed(NamedTuple):
    """The imprint, or the facts that are `missing` for it (by path); `result` is what the rules say of the text.

    A text that fails a rule is not lawful on that day, whatever its form: `result` says why.
    """

    text: str
    missing: tuple[str, ...]
    result: wire.AdResult | None


def compose(
    facts: Mapping[str, Any], checker: Checker, language: str, *, medium: str | None = None, election: str | None = None
) -> Composed:
    """Return the imprint that states these facts in `language`, for a medium and an election (an id or a day).

    `facts` are the fields of `schemas/ad.v1.json` (`{"executor": {"name": …}}`). Raises UsageError for a fact that does
    not exist or has a value that no wording is known for, and for a language without templates.
    """
    given = dict(_flat(facts))
    parts = _parts(checker.rulebook)
    _refuse_unknown(given, facts_of(checker.rulebook))
    if language not in languages_of(checker.rulebook):
        raise UsageError(f"imprints are written in {', '.join(languages_of(checker.rulebook))}, not in {language!r}")
    lines, missing = [], []
    for part in parts:
        lacking = [path for path in part["needs"] if path not in given]
        if lacking and (part.get("optional") or medium in part.get("spared", ())):
            continue
        missing += lacking
        if not lacking:
            text = _text(part, given, language)
            missing += [path for path in _named_by(text) if path not in given]
            lines.append(_line(text, given))
    if missing:
        return Composed("", tuple(dict.fromkeys(missing)), None)
    text = "\n".join(lines) + "\n"
    result = checker.result(Document(text), Known(medium=medium, language=language, election=election))
    _same(result, given)
    return Composed(text, (), result)


class Fact(NamedTuple):
    """A fact that imprints are written from: its path, its row in the table of fields, and the codes it takes."""

    path: str
    field: Field
    codes: tuple[str, ...] = ()


def facts_of(rulebook: Rulebook) -> tuple[Fact, ...]:
    """Return the facts that imprints of a jurisdiction are written from, in the order of its imprint."""
    parts = _parts(rulebook)
    paths = dict.fromkeys(path for part in parts for path in _paths(part))
    return tuple(Fact(path, LEAVES[path], _codes(path, parts)) for path in paths)


def languages_of(rulebook: Rulebook) -> tuple[str, ...]:
    """Return the languages that imprints of a jurisdiction are written in."""
    wordings = [texts for part in _parts(rulebook) for texts in _wordings(part).values()]
    return tuple(sorted({language for texts in wordings for language in texts}))


def optional_in(rulebook: Rulebook, medium: str | None) -> frozenset[str]:
    """Return the facts without which an imprint for that medium is written all the same."""
    parts = _parts(rulebook)
    spared = [part for part in parts if part.get("optional") or medium in part.get("spared", ())]
    needed = {path for part in parts if part not in spared for path in part["needs"]}
    return frozenset(path for part in spared for path in _paths(part)) - needed


def _codes(path: str, parts: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return the values that a fact may have: those that a text is there for, or that alone are allowed."""
    for part in parts:
        if path in part.get("only", ()):
            return tuple(part["only"][path])
        if part.get("of") == path:
            return tuple(_wordings(part))
    return LEAVES[path].codes


def _parts(rulebook: Rulebook) -> list[dict[str, Any]]:
    if not rulebook.compose:
        raise UsageError(f"the rulebook {rulebook.id} has no compose.toml, so no imprint can be written for it")
    return list(rulebook.compose["part"])


def _wordings(part: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {key: texts for key, texts in part.items() if isinstance(texts, dict) and key != "only"}


def _flat(facts: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the stated facts by path, as text on one line; days as ISO text."""
    for name, value in facts.items():
        path = above + name
        if isinstance(value, (list, tuple)) and value and all(isinstance(one, str) for one in value):
            value = ", ".join(value)
        if isinstance(value, Mapping):
            yield from _flat(value, path + ".")
        elif isinstance(value, (date, int, str)) and not isinstance(value, bool):
            shown = value.isoformat() if isinstance(value, date) else _BLANKS.sub(" ", str(value)).strip()
            if shown:
                yield path, shown
        elif value is not None:
            raise UsageError(f"{path}: {value!r} is no text, number or day")


def _refuse_unknown(given: Mapping[str, str], facts: Sequence[Fact]) -> None:
    known = {fact.path: fact for fact in facts}
    for path, value in given.items():
        if path not in known:
            raise UsageError(f"no fact {path!r}; there is: {', '.join(sorted(known))}")
        fact = known[path]
        if fact.codes and value not in fact.codes:
            raise UsageError(f"{path}: {value!r} is none of {', '.join(fact.codes)}")
        if fact.field.kind == "date" and not _is_day(value):
            raise UsageError(f"{path}: {value!r} is not a date like 2021-07-06")
        if fact.field.kind == "count" and not value.isdecimal():
            raise UsageError(f"{path}: {value!r} is not a whole number")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _paths(part: dict[str, Any]) -> Iterator[str]:
    """Yield the facts that a part is written from: those it always needs, and those that one of its texts names."""
    yield from part["needs"]
    for texts in _wordings(part).values():
        yield from (path for text in texts.values() for path in _named_by(text))


def _named_by(text: str) -> list[str]:
    named = slots(text)
    return [path for path in LEAVES if path.replace(".", "_") in named]


def _text(part: dict[str, Any], given: Mapping[str, str], language: str) -> str:
    kind = given[part["of"]] if "of" in part else "text"
    wordings = _wordings(part)
    if kind not in wordings:
        raise UsageError(f"{part['of']}: {kind!r} is none of {', '.join(wordings)}")
    texts = wordings[kind]
    if language not in texts:
        raise UsageError(f"imprints are written in {', '.join(sorted(texts))}, not in {language!r}")
    return texts[language]


def _line(text: str, given: Mapping[str, str]) -> str:
    values = {path.replace(".", "_"): value for path, value in given.items()}
    quoted = _CORE.search(given.get("customer.name", ""))
    values["core"] = quoted[1] if quoted else given.get("customer.name", "")
    if "publication_date" in given:
        values["year"], values["month"], values["day"] = given["publication_date"].split("-")
    return re.sub(r"\.{2,}$", ".", fill(text, values))


def _same(result: wire.AdResult, given: Mapping[str, str]) -> None:
    """Refuse facts that would be read back otherwise: a name that holds another field's label, say."""
    read = dict(walk(result["imprints"][0])) if len(result["imprints"]) == 1 else {}
    for path in ("publication_date", "print_run"):
        leaf = read.get(path) or {}
        stated = leaf.get("value", leaf.get("raw"))
        if path in given and str(stated) != str(int(given[path]) if path == "print_run" else given[path]):
            raise UsageError("these facts cannot be told apart once they are written; are there labels in the names?")
