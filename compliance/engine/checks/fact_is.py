"""Is a yes-or-no fact that only the caller knows as it must be?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.model.answer import Answer, Outcome
from compliance.model.case import Case
from compliance.rulebook.book import Rulebook
from compliance.rulebook.contract import Ask, Check, Param


def build(params: Mapping[str, Any], _rulebook: Rulebook) -> Ask:
    """Fail where the yes-or-no `fact` is known and not as `expected`.

    Not known, it is asked for only where the duty plainly applies: the medium is known and so are all facts of `given`.
    """
    fact: str = params["fact"]
    expected: bool = params["expected"]
    given: tuple[str, ...] = tuple(params.get("given", ()))
    not_given = Answer("not_applicable", "fact_not_given", {"fact": fact})
    missing = Answer("unclear", "fact_missing", {"fact": fact})

    def ask(case: Case) -> Answer:
        known = case.metadata.get(fact)
        if known is None:
            plain = bool(given) and case.medium is not None and all(name in case.metadata for name in given)
            return missing if plain else not_given
        outcome: Outcome = "pass" if known is expected else "fail"
        return Answer(outcome, "fact_known", {"fact": fact, "value": str(known).lower()})

    return ask


CHECK = Check(
    "ad", build,
    params={
        "fact": Param("fact", "The yes-or-no fact that is judged."),
        "expected": Param("flag", "What it must be."),
        "given": Param("facts", "With these facts and the medium known, the duty plainly applies.", optional=True),
    },
    reasons={"fact_known": ("fact", "value")},
    fails=("fact_known",),
)  # fmt: skip
