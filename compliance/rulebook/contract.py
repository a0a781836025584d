"""What a rulebook may ask of a check: its scope, parameters and reasons, as the check's own file declares them.

A check is one file of `compliance/engine/checks`. The files are plug-ins: they are found by listing the folder and
imported when a rule names them, so that nothing keeps a list of them. This module knows their shape, never their names;
it stands in the layer of the rulebook because faulty parameters are faults of a rulebook.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Literal

from compliance.model.answer import Answer
from compliance.model.case import Case
from compliance.model.tuples import NamedTuple
from compliance.rulebook.book import Rulebook

Ask = Callable[[Case], Answer]
Kind = Literal[
    "leaf", "leaves", "party", "parties", "group", "groups", "fact", "facts", "codes", "count", "number", "flag",
    "languages", "choice", "bound",
]  # fmt: skip
_PLUGINS = "compliance.engine.checks"


class Param(NamedTuple):
    """A parameter of a check: its kind, what it means, whether it may be left out, and the choices there are.

    `leaf` is the path of a value (`payer.name`), `party` a part that is one; `group` names words of content_words.toml,
    `groups` one for each code; `bound` is an end of a window of time.
    """

    kind: Kind
    meaning: str
    optional: bool = False
    choices: tuple[str, ...] = ()


class Check(NamedTuple):
    """A kind of check: what it looks at, what it takes, what it answers, and how it is made from a rule's parameters.

    Scope `ad` asks once, `imprint` once for each distinct imprint, `moment` likewise, and without an imprint by the day
    the ad was published, if that is known. `reasons` maps each reason code to the values that every such answer has;
    `fails` are those it fails with, `absent` those of them that say that something was not found, `wanting` those that
    say a fact was wanting. Of the parameters named in `one_of` a
    rule gives exactly one. `idle` names the parameter whose fact, when nobody gave it, leaves nothing to ask.
    """

    scope: Literal["ad", "imprint", "moment"]
    build: Callable[[Mapping[str, Any], Rulebook], Ask]
    reasons: Mapping[str, tuple[str, ...]]
    fails: tuple[str, ...]
    params: Mapping[str, Param] = {}
    wanting: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    idle: str = ""
    absent: tuple[str, ...] = ()


# Reasons that any rule may be answered with, whatever its check.
COMMON: dict[str, tuple[str, ...]] = {
    "not_in_force": (), "other_medium": (), "medium_unknown": (), "no_imprint": (), "condition_not_met": ("fact",),
    "fact_not_given": ("fact",), "fact_missing": ("fact",), "not_stated": ("field",), "reading_unsure": ("value",),
    "part_unread": (), "read_from_picture": (), "not_disclosed": (), "told_by": ("rule",), "exempt": ("exception",),
    "exempt_unread": ("exception",), "duty_doubtful": (),
}  # fmt: skip
_WANTING = ("fact_missing", "fact_not_given", "medium_unknown")


@cache
def names() -> tuple[str, ...]:
    """Return the name of every check there is, in order."""
    folder = os.path.dirname(str(import_module(_PLUGINS).__file__))
    files = (name.partition(".")[0] for name in os.listdir(folder) if name.endswith((".py", ".so", ".pyd")))
    return tuple(sorted({name for name in files if not name.startswith("_")}))


@cache
def check(name: str) -> Check:
    """Return the check of a name that `names` lists."""
    found: Check = import_module(f"{_PLUGINS}.{name}").CHECK
    return found


@cache
def wanting(name: str, reason: str) -> bool:
    """Tell whether a check says with a reason that a fact was wanting: what a caller or a calendar can supply.

    A common reason is answered for it where nothing is asked, and the check need not be there for that.
    """
    return reason in (_WANTING if reason in COMMON else check(name).wanting)


@cache
def reasons() -> dict[str, frozenset[str]]:
    """Return every reason code, with the values that all answers of that reason carry: what its text may use."""
    found = {reason: frozenset(values) for reason, values in COMMON.items()}
    for name in names():
        for reason, values in check(name).reasons.items():
            found[reason] = found.get(reason, frozenset(values)) & frozenset(values)
    return found


def failing_values(name: str) -> frozenset[str]:
    """Return the names that a rule's message may use for this check: those that all its failures carry.

    >>> sorted(failing_values("within_campaign"))
    ['date', 'polling_day', 'start']
    """
    mine = check(name)
    return frozenset.intersection(*(frozenset(mine.reasons[reason]) for reason in mine.fails))
