"""From tagged texts to weights: a conditional random field for labelling, a logistic regression for evidence."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import get_context
from random import Random
from typing import Any, NamedTuple, TypeAlias

from compliance.extraction.assign.evidence import evidence
from compliance.extraction.assign.features import features
from compliance.extraction.assign.lattice import SCALE
from compliance.extraction.assign.model import Model, packed, parted
from compliance.extraction.blocks import anchors_of
from compliance.extraction.labelled import by_labels
from tools.learn_reading.texts import Text
from tools.learn_reading.variants import pool_of, variants

SEED = 20261126
SMALLEST = 0.11  # weights below this are left out
SLIGHT = 0.15  # weights of evidence below this, of which a word at a text's beginning is most
# The share of all labellings from which a value that no label gives is read with high confidence, by field, chosen on
# twelve hands that the weights were learned without: below these shares 4 to 11 values of 100 were wrong, above them
# one or two; of days none was wrong from 0.85 on, of addresses one of 55 below 0.95. Of makers and customers
# between 0.9 and 0.95 six of 73 were wrong, but from 0.93 on, one lawful ad in 40 would be asked about.
SURE = {
    "": 0.95, "customer.name": 0.9, "executor.address": 0.85, "executor.name": 0.9, "funding_source": 0.9,
    "payer.name": 0.9, "payer.role": 0.95, "print_run": 0.9, "publication_date": 0.85,
}  # fmt: skip
OWN, KNOWN, GENERATED = "own", "known", "generated"
WITHHELD = 0.3
WORKERS = 2

Sequences: TypeAlias = list[tuple[list[list[str]], list[str]]]
Amounts: TypeAlias = list[tuple[dict[str, float], bool]]
Content: TypeAlias = dict[str, Any]


class Settings(NamedTuple):
    """How much is learned: variants of each text, the two penalties on weights, the rounds, hands left out at once."""

    variants: int = 2
    sparse: float = 1.0
    small: float = 0.3
    rounds: int = 60
    together: int = 4


class Learner:
    """Texts by the hand that wrote them, made ready once, and what is learned without one hand or from all."""

    def __init__(self, hands: dict[str, list[Text]], settings: Settings) -> None:
        self.hands = hands
        self.settings = settings
        pool = self._pool = pool_of([text for name in (OWN, GENERATED) for text in hands[name]])
        self._sequences = {
            name: [_sequences(text, pool, settings, name) for text in texts] for name, texts in hands.items()
        }

    def apart(self, whole: bool) -> Iterator[tuple[str, Content, Amounts]]:
        """Yield each hand with a labelling learned without it, and the evidence that it then finds in its texts.

        With `whole`, the labelling learned from all of them comes first, without a name and without evidence.
        """
        names = [name for name in self.hands if name != GENERATED]
        size = self.settings.together
        groups = [()] * whole + [tuple(names[place : place + size]) for place in range(0, len(names), size)]
        global _LEARNER
        _LEARNER = self
        with get_context("fork").Pool(WORKERS) as pool:
            for group, (content, amounts) in zip(groups, pool.imap(_without, enumerate(groups)), strict=True):
                for name, found in zip(group or ("",), amounts or [[]], strict=True):
                    yield name, content, found

    def labelling(self, left_out: Sequence[str] = (), half: int = -1) -> Content:
        """Return tags, moves and weights, learned without some hands and without one half of the generated texts."""
        chosen: Sequences = []
        for name, texts in self._sequences.items():
            for place, text in enumerate(texts):
                if name not in left_out and not (name == GENERATED and place % 2 == half):
                    chosen += text
        return _labelling(chosen, self.settings)

    def amounts(self, name: str, content: Content, half: int, generated: bool) -> Amounts:
        """Return the evidence in the texts of a hand, and in that half of the generated ones, under a labelling.

        In a version of each text of the hand as well, so that thin imprints and thin other papers are among them.
        """
        model = Model(content | {"evidence": {}, "sure": SURE})
        extra = self.hands[GENERATED][half::2] if generated else []
        for text in self.hands[name]:
            extra += variants(text, self._pool, Random(f"{SEED}:{text.record['id']}:seen"), 1)
        return [_evidence(text, model) for text in (*self.hands[name], *extra)]


_LEARNER: Learner


def _without(task: tuple[int, tuple[str, ...]]) -> tuple[Content, list[Amounts]]:
    number, names = task
    if not names:
        return _LEARNER.labelling(), []
    content = _LEARNER.labelling(names, number % 2)
    halves = [0 < number <= 2 and name == names[0] for name in names]  # each half of the generated texts once
    return content, [
        _LEARNER.amounts(name, content, number % 2, generated) for name, generated in zip(names, halves, strict=True)
    ]


def _evidence(text: Text, model: Model) -> tuple[dict[str, float], bool]:
    labels = by_labels(text.window, anchors_of(text.window))
    labelling = model.label(model.scores(features(text.window, text.units, labels.said)))
    return evidence(text.window, text.units, labelling, labels.verdict), text.has_imprint


def _sequences(text: Text, pool: Any, settings: Settings, hand: str) -> Sequences:
    """Return what is seen of a text and of its variants; nothing where it states nothing.

    On texts that the reading of labels was tried with, labels are righter than they will be anywhere else: some of
    what they give is withheld there, so that they are trusted as far as other texts bear them out. Known kinds are
    seen as they will be met, and their variants so.
    """
    if all(tag == "O" for tag in text.tags):
        return []
    count = 0 if text.record.get("origin") == "generated" else settings.variants
    chance = Random(f"{SEED}:{text.record['id']}")
    found = []
    for one in (text, *variants(text, pool, chance, count)):
        said = by_labels(one.window, anchors_of(one.window)).said
        if hand == OWN or (hand == KNOWN and one is not text):
            said = tuple(value for value in said if chance.random() >= WITHHELD)
        sights = features(one.window, one.units, said)
        found.append(([list(map(sys.intern, sights.names(unit))) for unit in range(len(sights.looks))], one.tags))
    return found


def _labelling(sequences: Sequences, settings: Settings) -> Content:
    """Return tags, moves and the weights of what is seen, learned from the texts that state something."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {
            "c1": settings.sparse,
            "c2": settings.small,
            "max_iterations": settings.rounds,
            "feature.possible_transitions": 1,
        }
    )
    for seen, tags in sequences:
        trainer.append(seen, tags)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "weights")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return _plain(tagger.info())


def _plain(info: Any) -> Content:
    tags = sorted(info.labels)
    place = {tag: index for index, tag in enumerate(tags)}
    moves = [[0.0] * len(tags) for _ in tags]
    for (one, other), weight in info.transitions.items():
        moves[place[one]][place[other]] = round(weight, 2)
    seen: dict[str, dict[int, int]] = {}
    for (name, tag), weight in info.state_features.items():
        if abs(weight) >= SMALLEST:
            seen.setdefault(name, {})[place[tag]] = round(weight * SCALE)
    written: dict[str, dict[str, str]] = {}
    for name, weights in sorted(seen.items()):
        head, rest = parted(name)
        written.setdefault(head, {})[rest] = packed(weights)
    return {"tags": tags, "moves": moves, "seen": written}


def weighed(known: Iterable[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Return the weights of the evidence: a logistic regression, its weights held close to nothing."""
    import numpy as np

    rows: Sequence[tuple[dict[str, float], bool]] = list(known)
    counts: dict[str, int] = {}
    for one, _ in rows:
        for name, value in one.items():
            counts[name] = counts.get(name, 0) + (value != 0)
    names = sorted(name for name, count in counts.items() if count >= 3)
    place = {name: index for index, name in enumerate(names)}
    cells = [[(place[name], amount) for name, amount in one.items() if name in place] for one, _ in rows]
    column = np.array([index for row in cells for index, _ in row])
    amount = np.array([value for row in cells for _, value in row], float)
    line = np.repeat(np.arange(len(rows)), [len(row) for row in cells])
    penalty = np.array(
        [0.8 if name.startswith(("w:", "o:")) else 0.3 if name.startswith("paper:") else 1.0 for name in names]
    )
    goal, weights = np.array([truth for _, truth in rows], float), np.zeros(len(names))
    first, second = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, 401):
        total = np.bincount(line, weights=amount * weights[column], minlength=len(rows))
        off = 1 / (1 + np.exp(-total)) - goal
        slope = np.bincount(column, weights=amount * off[line], minlength=len(names)) + penalty * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    pairs = zip(names, weights, strict=True)
    rounded = {name: round(float(weight), 2) for name, weight in pairs}
    return {name: weight for name, weight in rounded.items() if abs(weight) >= SLIGHT}
