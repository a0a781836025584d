"""Generated ads without imprint, and what resembles them: two pools of sentences, so that one can be held out."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Example(NamedTuple):
    """A text without imprint, whether it is a campaign ad, its language, and where it comes from."""

    name: str
    text: str
    is_ad: bool
    language: str
    hand: str


def generated(pool: str, count: int, seed: int = 7) -> list[Example]:
    """Return so many ads and as many other texts of a pool (`fit` or `held_out`), half of them in each language."""
    chance = random.Random(f"{pool}-{seed}")
    content = tomllib.loads((HERE / "sentences.toml").read_text(encoding="utf-8"))
    found = []
    for number in range(2 * count):
        language, is_ad = ("ky", "ru")[number % 2], number // 2 % 2 == 0
        words = content["words"][language]
        kinds = ["ad"] if is_ad else sorted(set(content[pool][language]) - {"ad"})
        sentences = content[pool][language][chance.choice(kinds)]
        chosen = chance.sample(sentences, min(len(sentences), chance.randint(2, 5)))
        text = (" ", "\n")[chance.random() < 0.5].join(chosen)
        for key, options in words.items():
            while "{" + key + "}" in text:
                text = text.replace("{" + key + "}", chance.choice(options), 1)
        text = text.replace("{n}", str(chance.randint(1, 30))).replace(
            "{pct}", f"{chance.randint(3, 70)},{chance.randint(0, 9)}"
        )
        found.append(Example(f"{pool}-{number}", text, is_ad, language, f"generated {pool}"))
    return found
