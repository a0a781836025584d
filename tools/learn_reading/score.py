"""How well a reader reads labelled texts, by the rules of tests/corpus/README.md, and how far it can be trusted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from compliance.model.imprint import Imprint, Leaf
from tools.learn_reading.texts import FIELDS, dig

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_EDGES = " .,;:\"'«»„“”()"
Reader = Callable[[str], "Imprint | None"]


class Score(NamedTuple):
    """Counts over one corpus; `sure` are the values read with high confidence, `sure_wrong` the wrong ones of them."""

    texts: int = 0
    exact: int = 0
    missed: int = 0
    alarms: int = 0
    without: int = 0
    right: int = 0
    invented: int = 0
    lost: int = 0
    sure: int = 0
    sure_wrong: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall over all fields."""
        return 2 * self.right / max(1, 2 * self.right + self.invented + self.lost)

    @property
    def precision(self) -> float:
        """Of the values read, the share that is right."""
        return self.right / max(1, self.right + self.invented)

    @property
    def recall(self) -> float:
        """Of the values labelled, the share that was read right."""
        return self.right / max(1, self.right + self.lost)

    def line(self, name: str) -> str:
        """Return one row of the table."""
        wrong = self.sure_wrong / max(1, self.sure)
        return (
            f"{name:<12} {self.texts:>5} {self.f1:.3f} {self.precision:.3f} {self.recall:.3f} {self.exact:>5} "
            f"{self.missed:>6} {self.alarms:>4}/{self.without:<3} {wrong:>8.2%}"
        )


HEAD = f"{'corpus':<12} texts    F1  prec.   rec. exact missed alarms   sure but wrong"


def score(records: Iterable[dict[str, Any]], reader: Reader) -> Score:
    """Return the counts of reading every record."""
    total = [0] * len(Score._fields)
    for record in records:
        total = [one + other for one, other in zip(total, _one(record, reader(record["text"])), strict=True)]
    return Score(*total)


def _one(record: dict[str, Any], imprint: Imprint | None) -> Score:
    expected = record["expected"]
    if not expected["has_imprint"]:
        alarm = imprint is not None
        return Score(texts=1, without=1, alarms=alarm, exact=not alarm)
    right = invented = lost = sure = sure_wrong = 0
    exact = imprint is not None
    for field in FIELDS:
        leaf = imprint.leaves.get(field) if imprint else None
        want, got = dig(expected["fields"], field), _value(field, leaf)
        good = any(_same(field, choice, got) for choice in (want, *record.get("accept", {}).get(field, ())))
        exact = exact and good
        right += good and want is not None
        lost += not good and want is not None
        invented += not good and got is not None
        if leaf is not None and got is not None and leaf.confidence == "high":
            sure += 1
            sure_wrong += not good
    return Score(1, exact, imprint is None, 0, 0, right, invented, lost, sure, sure_wrong)


def _value(field: str, leaf: Leaf | None) -> Any:
    if leaf is None:
        return None
    if field == "publication_date":
        return leaf.value.isoformat() if isinstance(leaf.value, date) else leaf.value
    return leaf.value if field == "print_run" else leaf.raw


def _same(field: str, want: Any, got: Any) -> bool:
    want, got = (_spoken(one) if isinstance(one, str) else one for one in (want, got))
    if want == got or not isinstance(want, str) or not isinstance(got, str):
        return bool(want == got)
    if field == "funding_source" and want in got:
        return True
    return field.endswith(("name", "address", "role")) and want.strip(_EDGES) == got.strip(_EDGES)


def _spoken(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", text).split())
