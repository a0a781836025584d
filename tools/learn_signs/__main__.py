"""Fits the weights of rules/signs.json and measures them on texts that were not used for it.

python -m tools.learn_signs ../corpora/*.jsonl                       fit, measure, write
python -m tools.learn_signs --measure ../corpora/*.jsonl             fit and measure only

Every corpus is a hand; the whole texts of texts.toml and trades.jsonl are divided in ten parts. The score from which a
text is called an ad is set on scores by weights learned without the text's hand or part, by which each is measured as
well. The whole texts of kept.jsonl, held_out.toml and unseen.toml, and the generated pool `held_out`, are used for
nothing but measuring.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import articles
from compliance.archive.find import Finder, Weights, signs_of
from tools.learn_signs.examples import from_corpus, own_texts
from tools.learn_signs.fit import Learner, Scored, is_whole, thresholds, weighed
from tools.learn_signs.generated import Example, generated
from tools.learn_signs.measure import Called, prevalence, table

ROOT = Path(__file__).resolve().parents[2]
HERE, OWN = Path(__file__).parent, ROOT / "tests" / "corpus"
KEPT = ("kept.jsonl", "held_out.toml", "unseen.toml")
TARGET = ROOT / "rules" / "signs.json"
JURISDICTION = "kg"
COUNT = 150
ARTICLES, FITTED, SET = 20_000, 500, 5_000
NEEDS = (
    ("election", "candidate", "ballot_number", "polling", "shape:numbered"),
    ("appeal", "ballot_number", "self", "promise", "praise", "attack", "candidate", "we", "you"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print what was measured, and write the weights; 0 when done."""
    parser = argparse.ArgumentParser(prog="python -m tools.learn_signs", description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="*", type=Path, help="labelled texts, JSON lines, beside those of the project")
    parser.add_argument("--measure", action="store_true", help="write nothing")
    parser.add_argument("--errors", type=int, default=0, help="how many confident errors to print")
    chosen = parser.parse_args(arguments)
    fit = [one for path in [*sorted(OWN.glob("*.jsonl")), *chosen.corpora] for one in from_corpus(path)]
    fit += [*generated("fit", COUNT), *own_texts(HERE / "texts.toml"), *own_texts(HERE / "trades.jsonl")]
    plain = [
        Example(f"article-{n}", one.text, False, "ky" if "ө" in one.text else "ru", f"articles {n % 2}")
        for n, one in enumerate(articles(ARTICLES, 5))
    ]
    finder = Finder(signs_of(JURISDICTION).groups, None)
    learner = Learner(finder, fit + plain[:FITTED], Weights(0.0, {}, 0.0, -1.0, NEEDS))
    weights, apart = learner.fitted(), learner.apart()
    others = weighed(finder, weights, plain[FITTED:SET])
    weights = thresholds(_texts(apart), others, weights)
    print(f"{len(fit)} texts fitted, of which {sum(one.is_ad for one in fit)} ads")
    print(f"ad from {weights.ad}, editorial to {weights.editorial}")
    _tell_apart(learner, apart, weights, chosen.errors)
    _tell(finder, weights, plain[SET:], chosen.errors)
    if not chosen.measure:
        content = {JURISDICTION: weights._asdict()}
        TARGET.write_text(json.dumps(content, sort_keys=True, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


def _texts(scored: Sequence[Scored]) -> list[Scored]:
    """Return the scores of texts of people: generated ones and chains of words are no evidence."""
    return [one for one in scored if not one.hand.startswith(("generated", "articles"))]


def _tell_apart(learner: Learner, apart: Sequence[Scored], weights: Weights, errors: int) -> None:
    """Print what becomes of each hand, or part of one, by weights that were learned without it."""
    found: dict[str, list[Called]] = {}
    for text, one in zip(sorted(learner.texts, key=lambda one: one.hand), apart, strict=True):
        called = Called(weights.kind(one.score, one.met), one.score, text)
        found.setdefault(one.hand.partition(" ")[0], []).append(called)
    for name, texts in found.items():
        table(f"left out: {name}", texts, 0, brief=True)
    written = {name: texts for name, texts in found.items() if name not in ("generated", "articles")}
    for whole, title in ((False, "hands, each left out"), (True, "whole texts, each part left out")):
        table(title, [one for name, texts in written.items() if is_whole(name) == whole for one in texts], errors)


def _tell(finder: Finder, weights: Weights, plain: Sequence[Example], errors: int) -> None:
    kept: list[Example] = []
    for name in KEPT:
        kept += (texts := own_texts(HERE / name))
        table(f"kept for measuring: {name}", _called(finder, weights, texts), errors)
    table("kept for measuring, all whole texts", _called(finder, weights, kept), 0)
    table("generated texts, sentences held out", _called(finder, weights, generated("held_out", COUNT)), errors)
    table("articles of the benchmarks", _called(finder, weights, plain), errors)
    prevalence(finder, weights, [one for one in kept if one.is_ad], plain)
    for name, weight in sorted(weights.signs.items(), key=lambda pair: -pair[1]):
        print(f"{name:24} {weight:+.2f}")


def _called(finder: Finder, weights: Weights, texts: Sequence[Example]) -> list[Called]:
    scored = weighed(finder, weights, texts)
    return [Called(weights.kind(one.score, one.met), one.score, text) for one, text in zip(scored, texts, strict=True)]


if __name__ == "__main__":
    raise SystemExit(main())
