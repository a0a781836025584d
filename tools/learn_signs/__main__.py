"""Fits the weights of rules/signs.json and measures them on texts that were not used for it.

python -m tools.learn_signs ../corpora/*.jsonl                       fit, measure, write
python -m tools.learn_signs --measure ../corpora/*.jsonl             fit and measure only

Every corpus is a hand. Those named by --held-out, the held-out texts of the project (kg-heldout, regions, newsrooms;
whole texts in held_out.toml and unseen.toml) and the generated pool `held_out` are only measured on; both thresholds
are set on the others, each hand weighed by what was learned without it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import articles
from compliance.archive.find import Finder, Weights, signs_of
from tools.learn_signs.examples import from_corpus, own_texts
from tools.learn_signs.fit import apart, fitted, thresholds, weighed
from tools.learn_signs.generated import Example, generated
from tools.learn_signs.measure import prevalence, table

ROOT = Path(__file__).resolve().parents[2]
HERE, OWN = Path(__file__).parent, ROOT / "tests" / "corpus"
HELD_OUT = ("kg-heldout", "regions", "newsrooms")
TARGET = ROOT / "rules" / "signs.json"
JURISDICTION = "kg"
COUNT = 150
ARTICLES, FITTED, SET = 20_000, 500, 5_000
NEEDS = (
    ("election", "candidate", "ballot_number", "polling", "shape:numbered"),
    ("appeal", "ballot_number", "self", "promise", "praise", "attack", "candidate", "we", "you"),
)
AGAINST = ("reporting", "authority", "law", "result", "trade")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print what was measured, and write the weights; 0 when done."""
    parser = argparse.ArgumentParser(prog="python -m tools.learn_signs", description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="*", type=Path, help="labelled texts, JSON lines, beside those of the project")
    parser.add_argument("--held-out", nargs="*", default=[], help="names of corpora to measure on only")
    parser.add_argument("--measure", action="store_true", help="write nothing")
    parser.add_argument("--errors", type=int, default=0, help="how many confident errors to print")
    chosen = parser.parse_args(arguments)
    fit = [*from_corpus(OWN / "kg.jsonl"), *generated("fit", COUNT), *own_texts(HERE / "texts.toml")]
    held = [one for name in HELD_OUT for one in from_corpus(OWN / f"{name}.jsonl")]
    for path in chosen.corpora:
        (held if path.stem in chosen.held_out else fit).extend(from_corpus(path))
    plain = [
        Example(f"article-{n}", one.text, False, "ky" if "ө" in one.text else "ru", f"articles {n % 2}")
        for n, one in enumerate(articles(ARTICLES, 5))
    ]
    finder = Finder(signs_of(JURISDICTION).groups, None)
    weights = _learned(finder, fit + plain[:FITTED], plain[FITTED:SET])
    _tell(finder, weights, held, plain[SET:], chosen.errors)
    if not chosen.measure:
        content = {JURISDICTION: weights._asdict()}
        TARGET.write_text(json.dumps(content, sort_keys=True, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


def _learned(finder: Finder, texts: Sequence[Example], plain: Sequence[Example]) -> Weights:
    """Return the weights and thresholds; an ad without a word of campaigning can teach nothing, and is left out."""
    known = Weights(0.0, {}, 0.0, -1.0, NEEDS)
    fit = [one for one in texts if not one.is_ad or all(known.met(finder.features(one.text)))]
    names = sorted({*signs_of(JURISDICTION).groups, *finder.features("№ 1")})
    weights = fitted(finder, fit, names)._replace(needs=NEEDS, against=AGAINST)
    weights = thresholds(apart(finder, fit, names), weighed(finder, weights, plain), weights)
    print(
        f"{len(fit)} texts fitted, of which {sum(one.is_ad for one in fit)} ads; ad from {weights.ad} "
        f"(with a sign against it {weights.wary}), editorial to {weights.editorial}"
    )
    return weights


def _tell(finder: Finder, weights: Weights, held: Sequence[Example], plain: Sequence[Example], errors: int) -> None:
    table("texts of hands that were held out", finder, weights, held, errors)
    for name in ("held_out", "unseen"):
        table(f"whole texts, {name}", finder, weights, own_texts(HERE / f"{name}.toml"), errors)
    table("generated texts, sentences held out", finder, weights, generated("held_out", COUNT), errors)
    table("articles of the benchmarks", finder, weights, plain, errors)
    prevalence(finder, weights, [one for one in held if one.is_ad], plain)
    for name, weight in sorted(weights.signs.items(), key=lambda pair: -pair[1]):
        print(f"{name:24} {weight:+.2f}")


if __name__ == "__main__":
    raise SystemExit(main())
