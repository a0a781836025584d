"""Does an address name a place that is known, and none that is barred?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from compliance.engine.leaves import doubtful, failed, gravest, not_stated, vacancy
from compliance.engine.words import Place, index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.fields import unindexed
from compliance.model.imprint import Leaf, Where
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param
from compliance.text.folding import QUOTES


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where `address` names a place of the group `barred`, and none of the group `known`.

    Streets are left out of the search: they bear the names of places. An address that names a settlement of neither
    group decides nothing.
    """
    field: str = params["address"]
    known, barred = _finder(rulebook, params["known"]), _finder(rulebook, params["barred"])

    def judged(leaf: Leaf, parts: Mapping[str, Leaf]) -> Answer:
        words = _without(leaf.raw, parts.get("street"))
        values = {"field": field, "value": leaf.raw, "name": leaf.raw}
        here, elsewhere = known(words), barred(words)
        if here is not None and elsewhere is not None and not _quoted(words, elsewhere):
            return Answer(
                "unclear", "place_unknown", {**values, "value": words[slice(*elsewhere)]}, *_at(leaf, elsewhere)
            )
        if here is not None:
            return Answer("pass", "place_known", values, *_at(leaf, here))
        if elsewhere is not None:
            values = {**values, "value": leaf.raw[slice(*elsewhere)]}
            sure = leaf._replace(confidence="high") if doubtful(leaf) else leaf  # a place abroad is named, in any case
            start, end = _at(leaf, elsewhere)
            return failed(sure, "place_barred", values)._replace(start=start, end=end)
        behind = _behind_name(parts.get("name"))
        if barred(behind) is not None and known(behind) is None:
            return failed(leaf, "place_barred", {**values, "value": behind.strip(" ,")})
        if "place" in parts:
            return Answer("unclear", "place_unknown", {**values, "value": parts["place"].raw}, leaf.start, leaf.end)
        return Answer("pass", "no_place_named", values, leaf.start, leaf.end)

    def ask(case: Case) -> Answer:
        leaves = {} if case.imprint is None else case.imprint.leaves
        found = [
            judged(leaf, _beside(leaves, path))
            for path, leaf in leaves.items()
            if unindexed(path) == field and not vacancy(leaf)
        ]
        return gravest(found) if found else not_stated(field)

    return ask


def _beside(leaves: Mapping[str, Leaf], path: str) -> dict[str, Leaf]:
    """Return the parts of an address that are told apart, and the name of the party that it is the address of."""
    keys = {"place": f"{path}.place", "street": f"{path}.street", "name": f"{path.rpartition('.')[0]}.name"}
    return {name: leaves[key] for name, key in keys.items() if key in leaves}


def _behind_name(name: Leaf | None) -> str:
    """Return what stands behind the quotation marks of a name: a town without a word for it may be read with them."""
    if name is None:
        return ""
    quoted = max(name.raw.rfind(mark) for mark in QUOTES)
    return name.raw[quoted + 1 :] if quoted >= 0 else name.raw.partition(",")[2]


def _quoted(words: str, place: Place) -> bool:
    """Tell whether a place stands in quotation marks, as the name of a house does: «Ош, БЦ «Россия»»."""
    return sum(mark in QUOTES for mark in words[: place[0]]) % 2 == 1


def _finder(rulebook: Rulebook, group: str) -> Callable[[str], Place | None]:
    index = index_of(rulebook, group)

    def find(words: str) -> Place | None:
        return next(iter(index.search(words).get(group, ())), None)

    return find


def _without(words: str, street: Leaf | None) -> str:
    """Return an address with blanks for its street, so that places in it stay where they are."""
    return words if street is None or not street.raw else words.replace(street.raw, " " * len(street.raw), 1)


def _at(leaf: Leaf, place: Place) -> tuple[Where | None, Where | None]:
    """Return a place in an address as one in the ad; of a field that has no place in a text, the field itself."""
    return (leaf.start + place[0], leaf.start + place[1]) if isinstance(leaf.start, int) else (leaf.start, leaf.end)


CHECK = Check(
    "imprint", build,
    params={
        "address": Param("leaf", "The address that is judged."),
        "known": Param("group", "The places that are known."),
        "barred": Param("group", "The places that are barred."),
    },
    reasons={
        "place_known": ("field", "name", "value"), "place_barred": ("field", "name", "value"),
        "place_unknown": ("field", "name", "value"), "no_place_named": ("field",), "not_stated": ("field",),
    },
    fails=("place_barred",),
)  # fmt: skip
