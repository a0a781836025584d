"""The token baseline: a linear-chain CRF over words with lexicon, shape and nearness features."""
from __future__ import annotations

import re
import tempfile
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from tools.reading.decision import Decision
from tools.reading.finders import dates, runs
from tools.reading.lexicon import kinds, skeleton
from tools.reading.marks import INVISIBLE, PATHS, normal
from tools.reading.scoring import Extract, Leaf, Reading, Record, dug

TOKEN = re.compile(r"&[a-z#0-9]+;|<[^<>\n]*>|[^\W\d_]+|\d+|\n|[^\w\s]|_+")
LABELS = ("executor", "customer", "payer", "fund", "date", "run")
SURE = 0.985


@dataclass
class Tokens:
    """Words with their places; invisible signs are taken out before, and `back` leads into the text as written."""

    text: str
    back: list[int]
    words: list[str]
    begins: list[int]
    ends: list[int]

    def within(self, start: int, end: int) -> list[int]:
        """The tokens that lie in a span of the text as written."""
        return [at for at in range(len(self.words)) if self.back[self.begins[at]] >= start and self.back[self.ends[at] - 1] < end]


def tokens(text: str) -> Tokens:
    """The words of a text."""
    back = [at for at, sign in enumerate(text) if ord(sign) not in INVISIBLE]
    plain = "".join(text[at] for at in back)
    found = list(TOKEN.finditer(plain))
    return Tokens(plain, back, [each.group() for each in found], [each.start() for each in found], [each.end() for each in found])


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
    classes = [kinds(word, at + 1 < size and found.words[at + 1] == ".") if word[0].isalpha() else frozenset() for at, word in enumerate(found.words)]
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
                line += [f"{step}:{each}" for each in own[at + step] if each[:2] in (("k=", "t=", "w=", "s=") if abs(step) == 2 else ("k=", "t="))]
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
    """Words that look like part of a person's name or of a quoted name, and what form or kind stands beside the quotes."""
    words, size = found.words, len(found.words)
    out: list[list[str]] = [[] for _ in words]
    for at, word in enumerate(words):
        initial = len(word) == 1 and word.isalpha() and at + 1 < size and words[at + 1] == "."
        if initial and not any(kind in classes[at] for kind in ("place",)):
            for near in range(max(0, at - 2), min(size, at + 4)):
                out[near].append("initials")
        if len(word) > 4 and skeleton(word).rstrip("aioumei")[-2:] in ("ov", "ev", "in", "sk", "bek", "nk"):
            out[at].append("surname")
    at = 0
    while at < size:
        if words[at] in "«“„‹\"":
            end = next((j for j in range(at + 1, min(size, at + 14)) if words[j] in "»”›\""), 0)
            if end:
                beside = {kind.rstrip("~≈") for j in (at - 2, at - 1, end + 1, end + 2) if 0 <= j < size for kind in classes[j]} & {"firm", "party", "executor", "customer"}
                for j in range(at, end + 1):
                    out[j] += [f"q={kind}" for kind in beside] or ["q=none"]
                at = end
        at += 1
    return out


def _nearness(found: Tokens, classes: list[frozenset[str]]) -> list[list[str]]:
    """For each token, the last label words before it and how far, and the quotes and brackets it is in."""
    out: list[list[str]] = []
    last: list[tuple[int, str]] = []
    quoted = bracket = 0
    line = 0
    for at, word in enumerate(found.words):
        here = [kind.rstrip("~≈") for kind in classes[at]]
        features = []
        for rank, (place, kind) in enumerate(last[-2:][::-1]):
            gap = at - place
            between = found.words[place + 1:at]
            mark = next((sign for sign in between if sign in ":-–—→|;.\n,"), "")
            features += [f"near{rank}={kind}", f"near{rank}={kind}/{min(gap, 8) if gap < 8 else 'far' if gap > 20 else 'mid'}", f"near{rank}={kind}{mark}"]
        if last:
            place, kind = last[-1]
            between = found.words[place + 1:at]
            commas, stops = sum(sign in ",;(" for sign in between), sum(sign in ".\n|/" for sign in between)
            mine = "9" if word.isdigit() else shape(word)[:2]
            features += [f"n0={kind}/c{min(commas, 3)}s{min(stops, 3)}", f"n0={kind}/{mine}", f"n0={kind}/{'q' if quoted else ''}{'b' if bracket else ''}c{min(commas, 2)}"]
            features += [f"n0={kind}/k={each.rstrip('~≈')}" for each in classes[at]]
        features += ["quoted"] * bool(quoted) + ["bracket"] * bool(bracket) + [f"line={min(line, 4)}"]
        out.append(features)
        for kind in here:
            if kind in LABELS or kind in ("role", "place"):
                if last and last[-1][1] == kind:
                    last.pop()
                last.append((at, kind))
                break
        quoted = 1 if word in "«“„‹" else 0 if word in "»”›" else (1 - quoted) if word == '"' else quoted
        bracket = 1 if word == "(" else 0 if word == ")" else bracket
        line = 0 if word == "\n" else line + 1
    return out


def targets(record: Record, found: Tokens) -> list[str]:
    """The label of every token."""
    out = ["O"] * len(found.words)
    for code, path in PATHS.items():
        for start, end in places(record, path):
            inside = found.within(start, end)
            if code == "F" and inside and inside[0] and skeleton(found.words[inside[0] - 1])[:5] in ("ataii", "speci"):
                inside = [inside[0] - 1, *inside]
            for at in inside:
                if out[at] == "O":
                    out[at] = ("B-" if at == inside[0] else "I-") + code
    return out


def places(record: Record, path: str) -> list[tuple[int, int]]:
    """Where a field's value stands: as marked, or found again in the text, nearest to the other fields."""
    if "spans" in record:
        return [(start, end) for start, end in record["spans"].get(path, [])]
    chosen = _aligned(record)
    if path not in chosen:
        return []
    end = max(span[1] for span in chosen.values())
    again = [span for span in _occurrences(record, path, [dug(record["expected"]["fields"], path), *record.get("accept", {}).get(path, [])]) if span[0] >= end]
    apart: list[tuple[int, int]] = [chosen[path]]
    for span in sorted(again, key=lambda each: each[0] - each[1]):      # a repeated imprint, or the same in another language
        if all(span[1] <= other[0] or span[0] >= other[1] for other in apart):
            apart.append(span)
    return apart


def _occurrences(record: Record, path: str, wanted: list[object]) -> list[tuple[int, int]]:
    text = record["text"]
    if path in ("publication_date", "print_run"):
        found: list[tuple[int, int, object]] = [*dates(text)] if path == "publication_date" else [*runs(text)]
        return [(begin, end) for begin, end, value in found if value in wanted]
    signs = r"[\u00ad\u200b\u200c\u200d\u2060\ufeff]*"
    out = []
    for want in wanted:
        if isinstance(want, str) and (len(want) > 2 or want == wanted[0]):
            pattern = signs.join(r"\s+" if sign.isspace() else re.escape(sign) for sign in normal(want))
            out += [found.span() for found in re.finditer(pattern, text)]
    return out


def _aligned(record: Record) -> dict[str, tuple[int, int]]:
    text, fields = record["text"], record["expected"]["fields"]
    options: dict[str, list[tuple[int, int]]] = {}
    for path in PATHS.values():
        want = dug(fields, path)
        if want is not None and record["expected"]["has_imprint"]:
            options[path] = _occurrences(record, path, [want])
    anchors = [spans[0][0] for spans in options.values() if len(spans) == 1]
    middle = sorted(anchors)[len(anchors) // 2] if anchors else len(text)
    return {path: min(spans, key=lambda span: abs(span[0] - middle)) for path, spans in options.items() if spans}


@dataclass
class Model:
    """A tagger of words and a decision on the whole; the model's bytes must outlive the tagger."""

    tagger: pycrfsuite.Tagger
    decision: Decision
    kept: bytes


def train(records: list[Record], c1: float = 0.5, c2: float = 0.05, rounds: int = 100) -> Extract:
    """A reader made of the records: words are labelled by texts with an imprint, the decision is learned from all."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": rounds, "feature.minfreq": 4})
    texts, answers, weights = [], [], []
    for record in records:
        found = tokens(record["text"])
        if not found.words:
            continue
        texts.append(found.words)
        answers.append(record["expected"]["has_imprint"])
        weights.append(1.0 if record["origin"] == "generated" else 3.0)
        if answers[-1]:
            trainer.append([dict.fromkeys(line, 1.0) for line in evidence(found)], targets(record, found))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        kept = path.read_bytes()
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(kept)
    model = Model(tagger, Decision(texts, answers, weights), kept)
    return lambda text: read(model, text)


def read(model: Model, text: str) -> list[Reading]:
    """The imprint of a text, or none."""
    found = tokens(text)
    if not found.words or (likely := model.decision.score(found.words)) < 0.35:
        return []
    tagger = model.tagger
    tagger.set([dict.fromkeys(line, 1.0) for line in evidence(found)])
    labels = tagger.tag()
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
    return normal(text[found.back[begin]:found.back[end - 1] + 1])
