"""Is a fact that only the caller knows among those allowed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where `fact` is known and is none of `allowed`, or one of `forbidden`; of a list, each of its codes."""
    fact: str = params["fact"]
    allowed, forbidden = frozenset(params.get("allowed", ())), frozenset(params.get("forbidden", ()))
    not_given = Answer("not_applicable", "fact_not_given", {"fact": fact})

    def ask(case: Case) -> Answer:
        known = case.metadata.get(fact)
        if known is None:
            return not_given
        codes = known if isinstance(known, tuple) else (known,)
        wrong = [code for code in codes if code in forbidden or (allowed and code not in allowed)]
        shown = ", ".join(map(str, wrong or codes))
        return Answer("fail" if wrong else "pass", "fact_known", {"fact": fact, "value": shown})

    return ask


CHECK = Check(
    "ad", build,
    params={
        "fact": Param("fact", "The fact that is judged."),
        "allowed": Param("codes", "What it may be.", optional=True),
        "forbidden": Param("codes", "What it may not be.", optional=True),
    },
    one_of=("allowed", "forbidden"),
    reasons={"fact_known": ("fact", "value")},
    fails=("fact_known",),
    idle="fact",
)  # fmt: skip
