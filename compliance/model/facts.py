"""What a caller may tell of an ad that the ad cannot show: the keys of its metadata, their types and what they mean.

This is the one list of them. How each is called in a report is data (`[fact.…]` in rules/messages.toml).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

Kind = Literal["bool", "text", "country", "number", "moment", "code", "codes"]


class Fact(NamedTuple):
    """The type of a fact, what it means, and the codes it takes, if it takes codes."""

    kind: Kind
    meaning: str
    codes: tuple[str, ...] = ()


# What must be published together with the result of an opinion poll.
POLL_FACTS = ("pollster", "date", "sample", "method", "region", "question", "error", "sponsor")
PLACES = (
    "street", "private_building", "public_building", "tree", "commission", "commission_entrance", "polling_room",
)  # fmt: skip
ITEMS = ("printed_material", "badge", "t_shirt", "headgear", "scarf", "flag", "other")

FACTS: dict[str, Fact] = {
    "outlet": Fact("text", "the newspaper, station, site or agency that carries the ad"),
    "outlet_accredited": Fact("bool", "the commission has accredited the outlet for this campaign"),
    "outlet_country": Fact("country", "the country of the outlet: two letters, ISO 3166-1"),
    "source_stated": Fact("bool", "the post itself says on whose behalf it is published"),
    "produced_in": Fact("country", "the country in which the material was made: two letters, ISO 3166-1"),
    "copies_submitted": Fact("bool", "copies of the material were submitted to the commission"),
    "paid_at": Fact("moment", "when the payment left the special account: local time, ISO 8601"),
    "list_candidate": Fact("bool", "the candidate who pays stands on a party list"),
    "poll": Fact("bool", "the ad publishes the result of a poll, a forecast or other research on the election"),
    "poll_facts": Fact("codes", "which facts on the poll are published with it", POLL_FACTS),
    "minors": Fact("bool", "somebody under 18 campaigns in the ad, or issues or distributes it"),
    "foreign_politicians": Fact("bool", "the ad shows politicians or officials of other countries"),
    "religious_references": Fact("bool", "the ad draws on religion or refers to it"),
    "gifts": Fact("bool", "the ad promises voters money, gifts or free goods"),
    "shows": Fact("bool", "the ad invites to a concert, a theatre show or a sport event"),
    "placed_at": Fact("code", "where the material is put up", PLACES),
    "owner_contract": Fact("bool", "there is a contract with the owner of the place"),
    "metres_to_protected_place": Fact("number", "metres to the nearest school, hospital, place of worship, …"),
    "item": Fact("code", "what is given away", ITEMS),
}


def checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return metadata with every value in its type; `ValueError` names the key that is unknown or has another type.

    >>> checked({"produced_in": "kg", "paid_at": "2021-07-10T17:30"})
    {'produced_in': 'KG', 'paid_at': datetime.datetime(2021, 7, 10, 17, 30)}
    """
    found: dict[str, Any] = {}
    for name, value in given.items():
        fact = FACTS.get(name)
        if fact is None:
            raise ValueError(f"no fact {name!r} (there is: {', '.join(FACTS)})")
        if value is not None:
            found[name] = _value(name, fact, value)
    return found


def _value(name: str, fact: Fact, value: Any) -> Any:
    if fact.kind == "bool" and isinstance(value, bool):
        return value
    if fact.kind == "number" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if fact.kind == "moment":
        return _moment(name, value)
    if fact.kind == "codes" and isinstance(value, (list, tuple)):
        wrong = [code for code in value if code not in fact.codes]
        if wrong:
            raise ValueError(f"{name}: {wrong[0]!r} is none of {', '.join(fact.codes)}")
        return tuple(value)
    if isinstance(value, str) and value.strip():
        return _text(name, fact, value.strip())
    raise ValueError(f"{name}: {value!r} is not of the kind {fact.kind}")


def _text(name: str, fact: Fact, value: str) -> str:
    if fact.kind == "text":
        return value
    if fact.kind == "country" and len(value) == 2 and value.isascii() and value.isalpha():
        return value.upper()
    if fact.kind == "code" and value in fact.codes:
        return value
    wanted = ", ".join(fact.codes) if fact.codes else f"the kind {fact.kind}"
    raise ValueError(f"{name}: {value!r} is not of {wanted}")


def _moment(name: str, value: Any) -> date | datetime:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"{name}: {value!r} is not a local time like 2021-07-10T17:30")
