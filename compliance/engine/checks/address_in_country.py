"""Is the producer's address inside the country, as far as its words tell?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.check import Ask
from compliance.engine.checks.leaves import failed, not_stated, stated
from compliance.engine.words import index_of
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook

FIELD = "executor.address"


def build(params: Mapping[str, Any], rulebook: Rulebook) -> Ask:
    """Fail where the address names a place of the group `abroad` and none of the group `home`.

    An address that names no place at all passes: nothing speaks against it.
    """
    abroad: str = params["abroad"]
    home: str = params["home"]
    index, home_index = index_of(rulebook, abroad), index_of(rulebook, home)

    def ask(case: Case) -> Answer:
        leaf = stated(case.imprint, FIELD)
        if leaf is None:
            return not_stated(FIELD)
        values = {"value": leaf.raw}
        place = index.in_leaf(case, leaf, abroad)
        if place is None or home_index.in_leaf(case, leaf, home) is not None:
            return Answer("pass", "address_not_abroad", values, leaf.start, leaf.end)
        answer = failed(leaf, "address_abroad", values)
        return answer._replace(start=place[0], end=place[1])

    return ask
