"""Has a stated identifier the form and the check digits of its scheme?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.engine.leaves import failed, gravest, not_stated, stated_all
from compliance.engine.schemes import SCHEMES
from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.imprint import Leaf
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where an identifier fits none of the `schemes`: wrong length, other characters, wrong check digits."""
    field: str = params["field"]
    fits = [SCHEMES[name] for name in params["schemes"]]

    def judged(leaf: Leaf) -> Answer:
        values = {"field": field, "value": leaf.raw}
        if not isinstance(leaf.value, str):
            return Answer("unclear", "reading_unsure", values, leaf.start, leaf.end)
        number = "".join(character for character in leaf.value if character.isalnum()).upper()
        if any(scheme(number) for scheme in fits):
            return Answer("pass", "identifier_fits", values, leaf.start, leaf.end)
        return failed(leaf, "identifier_wrong", values)

    def ask(case: Case) -> Answer:
        leaves = stated_all(case.imprint, field)
        return gravest(map(judged, leaves)) if leaves else not_stated(field)

    return ask


CHECK = Check(
    "imprint", build,
    params={
        "field": Param("leaf", "The identifier that is judged."),
        "schemes": Param("choice", "The schemes of which one must fit.", choices=tuple(SCHEMES)),
    },
    reasons={
        "identifier_fits": ("field", "value"), "identifier_wrong": ("field", "value"), "not_stated": ("field",),
    },
    fails=("identifier_wrong",),
)  # fmt: skip
