"""How well the imprints of a labelled corpus are read: exact documents, alarms, and each field in each language.

    python -m benchmarks.accuracy [--corpus FILE] [--misses] [--write]

Each run is held against the committed figures of the same corpus in benchmarks/accuracy.json: the exit code is 1 when
F1 fell or a false alarm was added. `--write` makes the run the new committed figures. What counts as right is said in
tests/corpus/README.md: text is compared by the source characters, the date and the run by value.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from compliance import extract

Tree: TypeAlias = dict[str, Any]
Value: TypeAlias = str | int | None
Cell: TypeAlias = tuple[str, str]
Figures: TypeAlias = dict[str, int | float]

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "tests" / "corpus" / "kg.jsonl"
COMMITTED = HERE / "accuracy.json"

BY_VALUE = ("publication_date", "print_run")
FUND = "funding_source"
FIELDS = ("executor.name", "executor.address", "customer.name", "payer.name", "payer.role", FUND, *BY_VALUE)
ALL = "all"
COUNTS = ("documents", "exact", "false_alarms", "missed_imprints", "confidently_wrong")
MORE_IS_WORSE = ("false_alarms", "missed_imprints", "confidently_wrong")

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_EDGES = " .,;:\"'«»„“”()"


@dataclass(frozen=True, slots=True)
class Record:
    """One labelled text."""

    name: str
    language: str
    text: str
    has_imprint: bool
    fields: Tree
    accept: dict[str, list[Value]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read for one field: the value to compare, and whether the reader calls it certain."""

    value: Value
    certain: bool


@dataclass(frozen=True, slots=True)
class Miss:
    """One answer that is not the labelled one."""

    record: str
    what: str
    want: Value
    got: Value


@dataclass(slots=True)
class Tally:
    """Right, invented and lost values; a wrong value is invented and lost."""

    right: int = 0
    invented: int = 0
    lost: int = 0

    @property
    def precision(self) -> float:
        """Of the values read, the share that is right."""
        return _share(self.right, self.right + self.invented)

    @property
    def recall(self) -> float:
        """Of the labelled values, the share that was read right."""
        return _share(self.right, self.right + self.lost)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.invented + self.lost)


@dataclass(slots=True)
class Result:
    """Everything counted in one run over a corpus."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    cells: dict[Cell, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def tallies(self, name: str, language: str) -> list[Tally]:
        """The four tallies that one value counts in: its own, its field's, its language's and the total."""
        cells = ((name, language), (name, ALL), (ALL, language), (ALL, ALL))
        return [self.cells.setdefault(cell, Tally()) for cell in cells]


def load(path: Path) -> list[Record]:
    """Return the Kyrgyz records of a corpus, in the order of the file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    trees: list[Tree] = [json.loads(line) for line in lines if line.strip()]
    return [_record(tree) for tree in trees if tree["jurisdiction"] == "KG"]


def measure(records: Sequence[Record]) -> Result:
    """Read every record's text and count what came out right."""
    result = Result()
    for record in records:
        imprints: list[Tree] = [
            found.model_dump(mode="json") for found in extract(record.text, jurisdiction="kg").imprints
        ]
        result.counts["documents"] += 1
        result.counts["exact"] += _judge(record, imprints[0] if imprints else None, result)
    return result


def same(name: str, want: Value, got: Value) -> bool:
    """Whether `got` counts as the labelled value `want` of the field `name`.

    Quotes and stops at the ends of a name are not compared; the fund may be quoted at greater length than labelled.

    >>> same("executor.name", "«Жука» ЖЧК", "«Жука»  ЖЧК."), same("funding_source", "шайлоо фонду", "өз шайлоо фонду")
    (True, True)
    """
    want, got = _plain(want), _plain(got)
    if want == got or not isinstance(want, str) or not isinstance(got, str):
        return want == got
    if name == FUND:
        return want in got
    return name not in BY_VALUE and want.strip(_EDGES) == got.strip(_EDGES)


def figures(result: Result) -> Figures:
    """The run as flat figures, the form in which it is committed and compared."""
    flat: Figures = dict(result.counts)
    total = result.cells.get((ALL, ALL), Tally())
    flat |= {"precision": round(total.precision, 4), "recall": round(total.recall, 4), "f1": round(total.f1, 4)}
    for (name, language), tally in sorted(result.cells.items()):
        place = " ".join(part for part in (language, name) if part != ALL)
        if place:
            flat[f"f1 {place}"] = round(tally.f1, 4)
    return flat


def table(result: Result) -> Iterator[str]:
    """Lines of precision, recall and F1, one line a field, one block of columns a language."""
    languages = [ALL, *sorted({language for _, language in result.cells} - {ALL})]
    yield " " * 18 + "".join(f"| {language:<21}" for language in languages)
    yield " " * 18 + f"| {'P':>6} {'R':>6} {'F1':>6} " * len(languages)
    for name in (*FIELDS, ALL):
        tallies = (result.cells.get((name, language), Tally()) for language in languages)
        yield f"{name:<18}" + "".join(f"| {t.precision:6.3f} {t.recall:6.3f} {t.f1:6.3f} " for t in tallies)


def differences(before: Figures, now: Figures) -> Iterator[str]:
    """One line for each figure that moved, with a mark when it moved the wrong way."""
    for name in [*now, *(name for name in before if name not in now)]:
        old, new = before.get(name, 0), now.get(name, 0)
        if old != new:
            worse = name != "documents" and (new > old) == (name in MORE_IS_WORSE)
            yield f"  {name}: {old} -> {new} ({new - old:+.4g}){' worse' if worse else ''}"


def fell_back(before: Figures, now: Figures) -> bool:
    """Whether a run is worse than the committed one where it must not be: F1 and false alarms."""
    return now.get("f1", 0) < before.get("f1", 0) or now["false_alarms"] > before["false_alarms"]


def committed(path: Path = COMMITTED) -> dict[str, Figures]:
    """The committed figures, by the name of the corpus file."""
    stored: dict[str, Figures] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return stored


def report(result: Result, *, misses: bool) -> Iterator[str]:
    """The lines that tell one run."""
    if misses:
        yield from (f"{miss.record}\t{miss.what}\twant {miss.want!r}\tgot {miss.got!r}" for miss in result.misses)
    yield ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in result.counts.items())
    yield from table(result)


def compare(before: Figures | None, now: Figures) -> Iterator[str]:
    """The lines that hold one run against the committed one."""
    if before is None:
        yield "no committed figures for this corpus"
        return
    changed = list(differences(before, now))
    yield "against the committed figures:" if changed else "as committed"
    yield from changed


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one run; 1 when it fell behind the committed one and does not replace it."""
    parser = argparse.ArgumentParser(description="Measure the extraction of imprints against a labelled corpus.")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="labelled texts, JSON lines")
    parser.add_argument("--misses", action="store_true", help="list every answer that is not the labelled one")
    parser.add_argument("--write", action="store_true", help="make this run the committed figures")
    options = parser.parse_args(arguments)
    result, stored = measure(load(options.corpus)), committed()
    now, before = figures(result), stored.get(options.corpus.name)
    for line in (*report(result, misses=options.misses), *compare(before, now)):
        print(line)
    if options.write:
        stored[options.corpus.name] = now
        COMMITTED.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    return int(before is not None and fell_back(before, now))


def _record(tree: Tree) -> Record:
    expected = tree["expected"]
    accept = tree.get("accept", {})
    return Record(tree["id"], tree["lang"], tree["text"], expected["has_imprint"], expected["fields"], accept)


def _judge(record: Record, imprint: Tree | None, result: Result) -> bool:
    """Count one record, and return whether all of it is right."""
    if record.has_imprint:
        right = [_weigh(record, name, _answer(imprint, name), result) for name in FIELDS]
        if imprint is None:
            result.counts["missed_imprints"] += 1
            result.misses.append(Miss(record.name, "imprint", "an imprint", None))
        return imprint is not None and all(right)
    if imprint is None:
        return True
    answers = [_answer(imprint, name) for name in FIELDS]
    result.counts["false_alarms"] += 1
    result.counts["confidently_wrong"] += sum(answer.certain for answer in answers)
    read = (f"{name} {answer.value}" for name, answer in zip(FIELDS, answers, strict=True) if answer.value is not None)
    result.misses.append(Miss(record.name, "imprint", None, "; ".join(read)))
    return False


def _weigh(record: Record, name: str, answer: Answer, result: Result) -> bool:
    """Count one field of one record, and return whether it is right."""
    want, got = _dig(record.fields, name), answer.value
    right = any(same(name, choice, got) for choice in (want, *record.accept.get(name, ())))
    for tally in result.tallies(name, record.language):
        tally.right += right and want is not None
        tally.invented += not right and got is not None
        tally.lost += not right and want is not None
    if not right:
        result.counts["confidently_wrong"] += answer.certain
        result.misses.append(Miss(record.name, name, want, got))
    return right


def _answer(imprint: Tree | None, name: str) -> Answer:
    leaf = _dig(imprint or {}, name)
    if leaf is None:
        return Answer(None, certain=False)
    value: Value = leaf.get("value", leaf["raw"]) if name in BY_VALUE else leaf["raw"]
    return Answer(value, certain=value is not None and leaf.get("confidence", "high") == "high")


def _dig(tree: Tree, name: str) -> Any:
    found: Any = tree
    for key in name.split("."):
        found = found.get(key) if found is not None else None
    return found


def _plain(value: Value) -> Value:
    return " ".join(_INVISIBLE.sub("", value).split()) if isinstance(value, str) else value


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


if __name__ == "__main__":
    sys.exit(main())
