"""From tagged texts to weights: a conditional random field for labelling, a logistic regression for evidence."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from compliance.extraction.assign.evidence import evidence
from compliance.extraction.assign.features import features
from compliance.extraction.assign.model import Model
from compliance.extraction.blocks import anchors_of
from compliance.extraction.reader import by_labels
from tools.learn_reading.texts import Text
from tools.learn_reading.variants import pool_of, variants

SEED = 20261126
SMALLEST = 0.02  # weights below this are left out
FOLDS = 2


class Settings(NamedTuple):
    """How much is learned: variants of each text, the two penalties on weights, and the rounds."""

    variants: int = 4
    sparse: float = 1.0
    small: float = 0.3
    rounds: int = 120


def learn(texts: Sequence[Text], settings: Settings, sure: float) -> dict[str, Any]:
    """Return the content of rules/reading.json but for where it comes from; equal texts give equal weights."""
    chance = Random(SEED)
    order = list(range(len(texts)))
    chance.shuffle(order)
    amounts, truth = [], []
    for fold in range(FOLDS):  # evidence is weighed on texts whose labelling was not learned
        rest = [texts[place] for number, place in enumerate(order) if number % FOLDS != fold]
        model = Model(_labelling(rest, settings._replace(variants=1, rounds=80)) | {"evidence": {}, "sure": sure})
        for number, place in enumerate(order):
            if number % FOLDS == fold:
                text = texts[place]
                labelling = model.label(model.scores(features(text.window, text.units)))
                labels = by_labels(text.window, anchors_of(text.window)).verdict
                amounts.append(evidence(text.window, text.units, labelling, labels))
                truth.append(text.has_imprint)
    return _labelling(texts, settings) | {"evidence": _weighed(amounts, truth), "sure": sure}


def _labelling(texts: Sequence[Text], settings: Settings) -> dict[str, Any]:
    """Return tags, moves and the weights of what is seen, learned from the texts that state something."""
    import pycrfsuite

    stating = [text for text in texts if any(tag != "O" for tag in text.tags)]
    pool, chance = pool_of(stating), Random(SEED)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {
            "c1": settings.sparse,
            "c2": settings.small,
            "max_iterations": settings.rounds,
            "feature.possible_transitions": 1,
        }
    )
    for text in stating:
        count = 0 if text.record.get("origin") == "generated" else settings.variants
        for one in (text, *variants(text, pool, chance, count)):
            trainer.append(features(one.window, one.units), one.tags)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "weights")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return _plain(tagger.info())


def _plain(info: Any) -> dict[str, Any]:
    tags = sorted(info.labels)
    place = {tag: index for index, tag in enumerate(tags)}
    moves = [[0.0] * len(tags) for _ in tags]
    for (one, other), weight in info.transitions.items():
        moves[place[one]][place[other]] = round(weight, 2)
    seen: dict[str, dict[int, float]] = {}
    for (name, tag), weight in info.state_features.items():
        if abs(weight) >= SMALLEST:
            seen.setdefault(name, {})[place[tag]] = round(weight, 2)
    flat = {name: [part for pair in sorted(weights.items()) for part in pair] for name, weights in sorted(seen.items())}
    return {"tags": tags, "moves": moves, "seen": flat}


def _weighed(amounts: list[dict[str, float]], truth: list[bool]) -> dict[str, float]:
    """Return the weights of the evidence: logistic regression, single words held closer to nothing than the rest."""
    import numpy as np

    counts: dict[str, int] = {}
    for one in amounts:
        for name, amount in one.items():
            counts[name] = counts.get(name, 0) + (amount != 0)
    names = sorted(name for name, count in counts.items() if count >= 3)
    place = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(amounts), len(names)))
    for row, one in enumerate(amounts):
        for name, amount in one.items():
            if name in place:
                table[row, place[name]] = amount
    penalty = np.array([1.2 if name.startswith("w:") else 0.3 for name in names])
    goal, weights = np.array(truth, float), np.zeros(len(names))
    first, second = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, 401):
        slope = table.T @ (1 / (1 + np.exp(-table @ weights)) - goal) + penalty * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    pairs = zip(names, weights, strict=True)
    return {name: round(float(weight), 2) for name, weight in pairs if abs(weight) >= SMALLEST}
