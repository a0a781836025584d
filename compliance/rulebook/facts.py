"""What a caller may tell of an ad that the ad cannot show: declared as data, typed by what is declared.

`rules/facts.toml` has the facts that every jurisdiction shares, `rules/<id>/facts.toml` those of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from compliance.errors import UsageError
from compliance.model.tuples import NamedTuple
from compliance.text.moment import local, parse_moment

Kind = Literal["bool", "text", "country", "number", "moment", "code", "codes"]


class Fact(NamedTuple):
    """A fact: its type, what it means, the codes it takes, what it is called by language, and what its codes are.

    One that `tells_ads` says of a text, where it is true, that it is an ad: words of an imprint in it then are one.
    """

    kind: Kind
    meaning: str
    codes: tuple[str, ...]
    name: dict[str, str]
    code_names: dict[str, dict[str, str]]
    tells_ads: bool = False


def typed(given: Mapping[str, Any], facts: Mapping[str, Fact], time_zone: str = "") -> dict[str, Any]:
    """Return what a caller gave with every value in its type; a moment with a zone as clocks in `time_zone` show it.

    Null is not known. `UsageError` names every key that no fact has, or whose value is of another type.

    >>> facts = {"made_in": Fact("country", "where it was made", (), {}, {})}
    >>> typed({"made_in": "nz"}, facts)
    {'made_in': 'NZ'}
    """
    found: dict[str, Any] = {}
    faults: list[str] = []
    for name, value in given.items():
        fact = facts.get(name)
        if fact is None:
            faults.append(_unknown(name, facts))
        elif value is not None:
            try:
                found[name] = _value(name, fact, value, time_zone)
            except (UsageError, ValueError) as error:
                faults.append(str(error))
    if faults:
        raise UsageError("; ".join(faults))
    return found


def _unknown(name: str, facts: Mapping[str, Fact]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, facts, 1)
    if near:
        return f"no fact {name!r}; did you mean {near[0]!r}?"
    return f"no fact {name!r} (there is: {', '.join(sorted(facts))})"


def told_ad(given: Mapping[str, Any], facts: Mapping[str, Fact]) -> bool:
    """Tell whether a caller says that the text is an ad."""
    return any(given[name] is True and name in facts and facts[name].tells_ads for name in given)


def _value(name: str, fact: Fact, value: Any, time_zone: str) -> Any:
    if fact.kind == "bool" and isinstance(value, bool):
        return value
    if fact.kind == "number" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if fact.kind == "moment":
        return _moment(name, value, time_zone)
    if fact.kind == "codes" and isinstance(value, (list, tuple)):
        wrong = [code for code in value if code not in fact.codes]
        if wrong:
            raise UsageError(f"{name}: {wrong[0]!r} is none of {', '.join(fact.codes)}")
        return tuple(value)
    if isinstance(value, str) and value.strip():
        return _text(name, fact, value.strip())
    raise UsageError(f"{name}: {value!r} is not of the kind {fact.kind}")


def _text(name: str, fact: Fact, value: str) -> str:
    if fact.kind == "text":
        return value
    if fact.kind == "country" and len(value) == 2 and value.isascii() and value.isalpha():
        return value.upper()
    if fact.kind == "code" and value in fact.codes:
        return value
    wanted = ", ".join(fact.codes) if fact.codes else f"the kind {fact.kind}"
    raise UsageError(f"{name}: {value!r} is not of {wanted}")


def _moment(name: str, value: Any, time_zone: str) -> date:
    try:
        moment = value if isinstance(value, date) else parse_moment(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise UsageError(f"{name}: {value!r} is not a local time like 2021-07-10T17:30")
    return local(moment, time_zone)
