"""Is it an imprint at all: a logistic regression over the words of a text, for the token baseline."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tools.reading.lexicon import kinds, skeleton

SIZE = 1 << 16
Marks = Callable[[list[str]], set[str]]


def marks(words: list[str]) -> set[str]:
    """Words, beginnings, pairs, kinds and pairs of kinds that a text has."""
    plain = [skeleton(word) if word[0].isalpha() else "9" if word[0].isdigit() else word[0] for word in words]
    found = [
        kinds(word, at + 1 < len(words) and words[at + 1] == ".") if word[0].isalpha() else frozenset()
        for at, word in enumerate(words)
    ]
    out = {f"w={word[:6]}" for word in plain} | {f"p={a[:5]} {b[:5]}" for a, b in itertools.pairwise(plain)}
    last = ""
    for at, here in enumerate(found):
        for kind in sorted(here):
            kind = kind.rstrip("~≈")
            behind = words[at + 1] if at + 1 < len(words) and not words[at + 1][0].isalnum() else "_"
            out |= {f"k={kind}", f"kb={kind}{behind}", f"kk={last} {kind}"}
            last = kind
    present = {each[2:] for each in out if each.startswith("k=")}
    core = present & {"executor", "customer", "fund", "payer", "run", "date"}
    out |= {
        f"n={len(core)}",
        f"n={len(core)}{'election' in present}{'against' in present}",
        f"len={min(len(words) // 40, 8)}",
    }
    return out


def _indexed(words: list[str]) -> NDArray[np.int64]:
    return np.unique(np.array([zlib.crc32(each.encode()) % SIZE for each in marks(words)], dtype=np.int64))


class Decision:
    """A score between 0 and 1 for a text."""

    def __init__(
        self, texts: list[list[str]], answers: list[bool], weights: list[float], strength: float = 1e-3
    ) -> None:
        rows = [_indexed(words) for words in texts]
        flat = np.concatenate(rows)
        owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        scale = np.array([1 / np.sqrt(len(row) or 1) for row in rows])
        want, weight = np.array(answers, dtype=float), np.array(weights)
        self.weights, self.bias = np.zeros(SIZE), 0.0
        first, second, step = np.zeros(SIZE), np.zeros(SIZE), 0
        for step in range(1, 161):
            score = np.bincount(owner, self.weights[flat], len(rows)) * scale + self.bias
            error = (1 / (1 + np.exp(-score)) - want) * weight / weight.sum()
            slope = np.bincount(flat, (error * scale)[owner], SIZE) + strength * self.weights / len(rows)
            first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
            self.weights -= 0.15 * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
            self.bias -= 0.5 * float(error.sum())

    def score(self, words: list[str]) -> float:
        """How likely the text carries an imprint."""
        row = _indexed(words)
        return float(1 / (1 + np.exp(-(self.weights[row].sum() / np.sqrt(len(row) or 1) + self.bias))))


class Verdict:
    """The last word: what was found in a text, how surely, and what its words say; learned on unseen texts."""

    def __init__(self, rows: list[list[float]], answers: list[bool], strength: float = 0.02) -> None:
        table, want = np.array(rows), np.array(answers, dtype=float)
        self.middle, self.spread = table.mean(0), table.std(0) + 1e-6
        table = (table - self.middle) / self.spread
        self.weights, self.bias = np.zeros(table.shape[1]), 0.0
        for _ in range(800):
            error = (1 / (1 + np.exp(-(table @ self.weights + self.bias))) - want) / len(want)
            self.weights -= 0.5 * (table.T @ error + strength * self.weights / 10)
            self.bias -= 0.5 * float(error.sum())

    def score(self, row: list[float]) -> float:
        """How likely the text carries an imprint."""
        scaled = (np.array(row) - self.middle) / self.spread
        return float(1 / (1 + np.exp(-(scaled @ self.weights + self.bias))))
