"""The token baseline: a linear-chain CRF over words with lexicon, shape and nearness features."""

from __future__ import annotations

import math
import re
import tempfile
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from tools.reading.aligned import Tokens, targets, tokens
from tools.reading.decision import Decision, Verdict
from tools.reading.finders import dates, runs
from tools.reading.lexicon import kinds, skeleton
from tools.reading.marks import PATHS, normal
from tools.reading.scoring import Extract, Leaf, Reading, Record

LABELS = ("executor", "customer", "payer", "fund", "date", "run", "role", "place")
SURNAME = re.compile("(ov|ev|in|sk|nk)[aioume]*$")
UNSURE = "~≈"
FORMS = {"firm", "party", "executor", "customer"}
QUOTES_OPEN, QUOTES_CLOSE = set('«“„‹"'), set('»”›"')
SURE = 0.985


def shape(word: str) -> str:
    """A word's outline: capitals, small letters, digits, script."""
    if word.isdigit():
        return f"9{min(len(word), 9)}"
    if not word[0].isalpha():
        return word if len(word) < 3 else word[0]
    latin = "L" if word[0].isascii() else ""
    case = "X" if word.isupper() else "Xx" if word[0].isupper() else "x"
    return f"{latin}{case}{min(len(word), 4) if len(word) < 4 else ''}"


def evidence(found: Tokens) -> list[list[str]]:
    """The features of every token."""
    size = len(found.words)
    typed = [""] * size
    for kind, places in (("run", runs(found.text)), ("date", dates(found.text))):
        for begin, end, _ in places:
            inside = [at for at in range(bisect_right(found.begins, begin - 1), size) if found.begins[at] < end]
            for at in inside:
                typed[at] = f"{kind}-{'b' if at == inside[0] else 'i'}"
    classes = [
        kinds(word, at + 1 < size and found.words[at + 1] == ".") if word[0].isalpha() else frozenset()
        for at, word in enumerate(found.words)
    ]
    own = [_own(word, classes[at], typed[at]) for at, word in enumerate(found.words)]
    near = _nearness(found, classes)
    for at, names in enumerate(_names(found, classes)):
        own[at] += names
    out = []
    for at in range(size):
        line = [f"0:{each}" for each in own[at]] + near[at]
        for step in (-4, -3, -2, -1, 1, 2, 3, 4):
            if not 0 <= at + step < size:
                line.append(f"{step}:edge")
            elif abs(step) == 1:
                line += [f"{step}:{each}" for each in own[at + step]]
            else:
                line += [
                    f"{step}:{each}"
                    for each in own[at + step]
                    if each[:2] in (("k=", "t=", "w=", "s=") if abs(step) == 2 else ("k=", "t="))
                ]
        if at + 1 < size:
            line.append(f"s0+1={shape(found.words[at])}{shape(found.words[at + 1])}")
        if at:
            line.append(f"s-1+0={shape(found.words[at - 1])}{shape(found.words[at])}")
        out.append(line)
    return out


def _own(word: str, classes: frozenset[str], typed: str) -> list[str]:
    plain = skeleton(word) if word[0].isalpha() else ""
    out = [f"s={shape(word)}", f"w={plain or word[:4]}"]
    out += [f"k={kind}" for kind in sorted(classes)]
    if typed:
        out.append(f"t={typed}")
    if len(plain) > 3:
        out += [f"end={plain[-2:]}", f"end={plain[-3:]}", f"beg={plain[:4]}"]
    return out


def _names(found: Tokens, classes: list[frozenset[str]]) -> list[list[str]]:
    """Words that look like part of a person's or a quoted name, and what form or kind stands beside the quotes."""
    words, size = found.words, len(found.words)
    out: list[list[str]] = [[] for _ in words]
    for at, word in enumerate(words):
        if len(word) == 1 and word.isalpha() and at + 1 < size and words[at + 1] == "." and "place" not in classes[at]:
            for near in range(max(0, at - 2), min(size, at + 4)):
                out[near].append("initials")
        if len(word) > 4 and SURNAME.search(skeleton(word)):
            out[at].append("surname")
    for first, last in _quotations(words):
        sides = [side for side in (first - 2, first - 1, last + 1, last + 2) if 0 <= side < size]
        beside = {kind.rstrip(UNSURE) for side in sides for kind in classes[side]} & FORMS
        for at in range(first, last + 1):
            out[at] += [f"q={kind}" for kind in sorted(beside)] or ["q=none"]
    return out


def _quotations(words: list[str]) -> list[tuple[int, int]]:
    """First and last token of short quotations."""
    out, at = [], 0
    while at < len(words):
        if words[at] in QUOTES_OPEN:
            end = next((to for to in range(at + 1, min(len(words), at + 14)) if words[to] in QUOTES_CLOSE), 0)
            if end:
                out.append((at, end))
                at = end
        at += 1
    return out


def _nearness(found: Tokens, classes: list[frozenset[str]]) -> list[list[str]]:
    """For each token, the last label words before it and how far, and the quotes and brackets it is in."""
    out: list[list[str]] = []
    last: list[tuple[int, str]] = []
    quoted = bracket = line = 0
    for at, word in enumerate(found.words):
        inside = ("q" if quoted else "") + ("b" if bracket else "")
        out.append([*_behind(found, at, last, classes[at], inside), f"line={min(line, 4)}", f"in={inside}"])
        kind = next((kind for each in sorted(classes[at]) if (kind := each.rstrip(UNSURE)) in LABELS), "")
        if kind:
            last = [*(last[:-1] if last and last[-1][1] == kind else last[-1:]), (at, kind)]
        quoted = 1 if word in "«“„‹" else 0 if word in "»”›" else (1 - quoted) if word == '"' else quoted
        bracket = 1 if word == "(" else 0 if word == ")" else bracket
        line = 0 if word == "\n" else line + 1
    return out


def _behind(found: Tokens, at: int, last: list[tuple[int, str]], classes: frozenset[str], inside: str) -> list[str]:
    """How a token stands to the last two label words: how far, what mark follows them, how many commas lie between."""
    features = []
    for rank, (place, kind) in enumerate(last[::-1]):
        gap, between = at - place, found.words[place + 1 : at]
        mark = next((sign for sign in between if sign in ":-–—→|;.\n,"), "")
        far = str(gap) if gap < 8 else "far" if gap > 20 else "mid"
        features += [f"near{rank}={kind}", f"near{rank}={kind}/{far}", f"near{rank}={kind}{mark}"]
        if rank == 0:
            word = found.words[at]
            commas, stops = sum(sign in ",;(" for sign in between), sum(sign in ".\n|/" for sign in between)
            features += [f"n0={kind}/c{min(commas, 3)}s{min(stops, 3)}", f"n0={kind}/{inside}c{min(commas, 2)}"]
            features += [f"n0={kind}/{'9' if word.isdigit() else shape(word)[:2]}"]
            features += [f"n0={kind}/k={each.rstrip(UNSURE)}" for each in sorted(classes)]
    return features


@dataclass
class Model:
    """A tagger of words and a decision on the whole; the model's bytes must outlive the tagger."""

    tagger: pycrfsuite.Tagger
    decision: Decision
    kept: bytes

    def tagged(self, found: Tokens) -> list[str]:
        """The labels of the words; the tagger then knows their chances."""
        self.tagger.set([dict.fromkeys(line, 1.0) for line in evidence(found)])
        return [str(label) for label in self.tagger.tag()]

    def row(self, found: Tokens) -> list[float]:
        """What speaks for an imprint: which fields are found and how surely, and what the words say."""
        score = min(max(self.decision.score(found.words), 1e-6), 1 - 1e-6)
        labels = self.tagged(found)
        best = dict.fromkeys(PATHS, 0.0)
        for code, first, last in grouped(labels):
            best[code] = max(best[code], min(self.tagger.marginal(labels[at], at) for at in range(first, last + 1)))
        there = sum(chance > 0.3 for chance in best.values())
        together = best["E"] * best["C"], best["C"] * best["F"], best["E"] * best["F"], best["F"] * best["P"]
        return [*best.values(), *together, float(there), math.log(score / (1 - score))]


def fitted(records: list[Record], rounds: int, words: dict[int, Tokens]) -> Model:
    """Words are labelled by texts with an imprint, the decision is learned from all."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.5, "c2": 0.05, "max_iterations": rounds, "feature.minfreq": 4})
    for record in records:
        if record["expected"]["has_imprint"]:
            found = words[id(record)]
            trainer.append([dict.fromkeys(line, 1.0) for line in evidence(found)], targets(record, found))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        kept = path.read_bytes()
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(kept)
    weights = [1.0 if record["origin"] == "generated" else 3.0 for record in records]
    answers = [record["expected"]["has_imprint"] for record in records]
    return Model(tagger, Decision([words[id(record)].words for record in records], answers, weights), kept)


def train(records: list[Record], rounds: int = 90) -> Extract:
    """A reader made of the records; its verdict is learned by halves, each judged by a model of the other."""
    records = [record for record in records if record["text"].strip()]
    words = {id(record): tokens(record["text"]) for record in records}
    written = [record for record in records if record["origin"] != "generated"] or records
    made = [record for record in records if record["origin"] == "generated"][:600]
    rows, answers = [], []
    for half in (0, 1):
        model = fitted([record for at, record in enumerate(written) if at % 2 == half] + made, rounds // 2, words)
        for at, record in enumerate(written):
            if at % 2 != half:
                rows.append(model.row(words[id(record)]))
                answers.append(record["expected"]["has_imprint"])
    verdict = Verdict(rows, answers)
    whole = fitted(records, rounds, words)
    return lambda text: read(whole, verdict, text)


def read(model: Model, verdict: Verdict, text: str, enough: float = 0.5) -> list[Reading]:
    """The imprint of a text, or none."""
    found = tokens(text)
    if not found.words or (likely := verdict.score(model.row(found))) < enough:
        return []
    labels, tagger = model.tagged(found), model.tagger
    reading: Reading = {}
    for code, first, last in grouped(labels):
        path = PATHS[code]
        sure = likely > 0.9 and min(tagger.marginal(labels[at], at) for at in range(first, last + 1)) >= SURE
        sure = sure and edges(tagger, code, first, last, len(labels))
        value = meaning(found, code, first, last, text)
        if value is not None and (path not in reading or (sure and not reading[path].sure)):
            reading[path] = Leaf(value, sure)
    parts = set(reading) & {"executor.name", "customer.name", "funding_source"}
    return [reading] if parts else []


def edges(tagger: pycrfsuite.Tagger, code: str, first: int, last: int, size: int) -> bool:
    """Whether the span surely goes no further than it does."""
    before = first == 0 or tagger.marginal(f"I-{code}", first) < 1 - SURE
    behind = last + 1 >= size or tagger.marginal(f"I-{code}", last + 1) < 1 - SURE
    return before and behind


def grouped(labels: list[str]) -> list[tuple[str, int, int]]:
    """Field code, first and last token of every span."""
    out: list[tuple[str, int, int]] = []
    for at, label in enumerate(labels):
        if label == "O":
            continue
        if label[0] == "I" and out and out[-1][0] == label[2:] and out[-1][2] == at - 1:
            out[-1] = (label[2:], out[-1][1], at)
        else:
            out.append((label[2:], at, at))
    return out


def meaning(found: Tokens, code: str, first: int, last: int, text: str) -> str | int | None:
    """The value of a span; a date or run without a readable value is none."""
    begin, end = found.begins[first], found.ends[last]
    if code == "D":
        inside = [value for a, b, value in dates(found.text) if a < end and b > begin]
        return inside[0] if inside else None
    if code == "N":
        numbers = [value for a, b, value in runs(found.text) if a < end and b > begin]
        return numbers[0] if numbers else None
    return normal(text[found.back[begin] : found.back[end - 1] + 1])
