"""What a rule names and nobody declares: facts, groups of words, fields it has not, codes none takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from compliance.model.answer import SEVERITIES
from compliance.model.fields import LEAVES, PARTY_KINDS, part_of
from compliance.model.tuples import NamedTuple
from compliance.rulebook.contract import Param, check

if TYPE_CHECKING:
    from compliance.errors import Fault
    from compliance.rulebook.files.lines import Path
    from compliance.rulebook.files.parse import Source


class Names(NamedTuple):
    """What the files of a rulebook, and of those it builds on, declare: what a rule may name. None: not readable.

    `below` are the rules of those it builds on with their severities, `rules` its own by id as they
    are written, faulty ones too.
    """

    languages: tuple[str, ...]
    laws: set[str] | None
    elections: set[str] | None
    groups: set[str] | None
    facts: dict[str, dict[str, Any]] | None
    parts: set[str]
    below: dict[str, str]
    rules: dict[str, dict[str, Any]]


def near_name(name: str, known: Iterable[str]) -> str:
    """Return the hint at the nearest name there is, or ""."""
    near = get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def reference_faults(source: Source, known: Names) -> Iterator[Fault]:
    """Yield a fault for each name in a rule's parameters and conditions that leads nowhere."""
    rule = source.content
    for key, param in check(rule["check"]).params.items():
        if key in rule:
            for path, name in _named((key,), rule[key]):
                yield from _one(source, path, name, param, known)
    yield from _code_faults(source, known)
    yield from _order_faults(source, known)
    for table in ("when", "if_known", "when_any"):
        for name, values in rule.get(table, {}).items():
            wanted = values if isinstance(values, list) else [values]
            yield from condition_faults(source, (table, name), name, wanted, known)


def _order_faults(source: Source, known: Names) -> Iterator[Fault]:
    """Yield a fault for each rule in `after` that is none, weighs less, or comes after this one itself."""
    rule = source.content
    severities = known.below | {name: other.get("severity") for name, other in known.rules.items()}
    for index, name in enumerate(rule.get("after", ())):
        if name not in severities:
            yield source.fault(("after", index), f"no rule {name!r}{near_name(name, severities)}")
        elif severities[name] in SEVERITIES[SEVERITIES.index(rule["severity"]) + 1 :]:
            yield source.fault(("after", index), f"{name!r} weighs less than {rule['severity']!r}")
        elif rule["id"] in _before(name, known):
            yield source.fault(("after", index), f"{name!r} comes after this rule itself")


def _before(name: str, known: Names) -> set[str]:
    """Return a rule and all that it yields to, however far."""
    found, open_ = set[str](), [name]
    while open_:
        one = open_.pop()
        if one not in found:
            found.add(one)
            open_ += known.rules.get(one, {}).get("after", ())
    return found


def _named(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield (*path, index), item
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), item
    else:
        yield path, value


def _one(source: Source, path: Path, name: Any, param: Param, known: Names) -> Iterator[Fault]:
    if param.kind in ("fact", "facts"):
        yield from _fact(source, path, name, known)
    elif param.kind in ("group", "groups"):
        if known.groups is not None and name not in known.groups:
            yield source.fault(path, f"{name!r} is no group of content_words.toml{near_name(name, known.groups)}")
    elif param.kind in ("leaf", "leaves", "party", "parties"):
        yield from _field(source, path, name, known)


def _fact(source: Source, path: Path, name: str, known: Names) -> Iterator[Fault]:
    if known.facts is not None and name not in known.facts:
        yield source.fault(path, f"no fact {name!r}{near_name(name, known.facts)}")


def _field(source: Source, path: Path, name: str, known: Names) -> Iterator[Fault]:
    if known.parts and part_of(name) not in known.parts:
        yield source.fault(path, f"the jurisdiction has no field {part_of(name)!r} ([fields] of jurisdiction.toml)")


def _code_faults(source: Source, known: Names) -> Iterator[Fault]:
    """Yield a fault for each code that what it is compared with never takes."""
    rule = source.content
    taken = _codes_of(rule, known)
    for key, param in check(rule["check"]).params.items():
        if param.kind == "codes" and taken:
            for index, code in enumerate(rule.get(key, ())):
                if code not in taken:
                    yield source.fault((key, index), f"no such code {code!r}{near_name(code, taken)}")
        if param.kind == "groups" and taken:
            for code in rule.get(key, {}):
                if code not in taken:
                    yield source.fault((key, code), f"no such code {code!r}{near_name(code, taken)}")


def _codes_of(rule: dict[str, Any], known: Names) -> tuple[str, ...]:
    params = check(rule["check"]).params
    if "party" in params or "parties" in params:
        return PARTY_KINDS
    coded = rule.get("kind") or rule.get("field")
    if coded in LEAVES and LEAVES[coded].codes:
        return LEAVES[coded].codes
    fact = (known.facts or {}).get(rule.get("fact", ""))
    return tuple(fact.get("codes", ())) if fact else ()


def condition_faults(source: Source, path: Path, name: str, wanted: list[Any], known: Names) -> Iterator[Fault]:
    """Yield what is wrong with a condition: a field or fact that there is not, or values it cannot have."""
    leaf = LEAVES.get(name)
    if leaf is not None:
        yield from _field(source, path, name, known)
        codes = leaf.codes
    elif known.facts is None or name not in known.facts:
        yield from _fact(source, path, name, known)
        return
    else:
        fact = known.facts[name]
        codes = tuple(fact.get("codes", ()))
        if (fact["kind"] == "bool") != all(isinstance(value, bool) for value in wanted):
            yield source.fault(path, f"{name} is of the kind {fact['kind']}")
            return
        if (fact["kind"] == "number") != all(isinstance(value, dict) for value in wanted):
            yield source.fault(path, "a number, and nothing else, has bounds: { least = 1 } or { most = 1 }")
            return
    for value in wanted:
        if codes and not isinstance(value, bool) and value not in codes:
            yield source.fault(path, f"no such code {value!r}{near_name(str(value), codes)}")
