"""What is weighed of a text: the signs in it, how its words begin and end, whom it names, and what shape it has.

Ads, news and notices share their words; they differ in who speaks (endings of verbs, questions, quotations), in whether
one name is said again and again or many are listed, and in what stands last: an ad ends by asking for something.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from string import digits

from compliance.engine.words import Found, Place
from compliance.text.folding import plain, plain_words
from compliance.text.late import late

STEM, ENDING = 5, 3  # letters of a word's beginning and of its end
NAMED = "named"  # the sign of the user's list of candidates and parties
_MOST_COUNTED, _MOST_SAID = 4, 6
_ENDS = ".!?…"
_LAST, _LEAST_LAST = 4, 80  # the last part of a text: a quarter, and this many characters at least
_SAID = late(r"[«“\"„]([^«»“”\"„]{25,400})[»”\"“]")  # longer than the name of a party
_CALLED = late(r"[«“\"„]([^«»“”\"„\n]{2,30})[»”\"“]")
_NUMBER = late(r"№\s?\d{1,2}(?!\d)")
_LONGEST = 25
_INSIDE = late(r" (?<=[\w,] )([^\W\d_]{3,25})")  # a word that begins no sentence
_INITIALS = late(r" [^\W\d_]\. ?[^\W\d_]\.")
_BEFORE = late(r"[^\W\d_]{3,25}\Z")


def signs_in(text: str, found: Found) -> dict[str, float]:
    """Return how often each sign is met, a few times at most, and whether a number as on a ballot is."""
    counts = _counted(found, 0)
    if _NUMBER.search(text):
        counts["shape:numbered"] = 1.0
    return counts


def features(text: str, found: Found) -> dict[str, float]:
    """Return all that is weighed of a text beside its words."""
    last = len(text) - max(_LEAST_LAST, len(text) // _LAST)
    in_last = {f"last:{sign}": count for sign, count in _counted(found, last).items()}
    return signs_in(text, found) | in_last | _shape(text) | _voices(text) | _names(text)


def _counted(found: Found, since: int) -> dict[str, float]:
    """Return how often each sign is met from a place on; somebody on the user's list is as a candidate."""
    counts: dict[str, float] = {}
    for name, places in found.items():
        if met := _met(places, since):
            sign = "candidate" if name == NAMED else name
            counts[sign] = max(counts.get(sign, 0.0), math.log2(1 + min(met, _MOST_COUNTED)))
    return counts


def _met(places: list[Place], since: int) -> int:
    return len(places) if since <= 0 else sum(start >= since for start, _ in places)


def _shape(text: str) -> dict[str, float]:
    sentences, words = max(1, sum(map(text.count, _ENDS))), max(1, len(text.split()))
    return {
        "shape:exclaims": min(1.0, text.count("!") / sentences),
        "shape:hashtags": 1.0 if "#" in text else 0.0,
        "shape:short": max(0.0, math.log2(40 / words)),
        "shape:long": max(0.0, math.log2(words / 60)),
        "shape:short_sentences": 1.0 if words / sentences < 7 else 0.0,
        "shape:digits": min(1.0, 10 * sum(map(text.count, digits)) / max(1, len(text))),
    }


def _voices(text: str) -> dict[str, float]:
    """Return what tells who speaks: lines, questions, answers to them, and how much of the text is quoted."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    asked = sum(line[0] in "—–-" and line[-1] == "?" for line in lines)
    quoted = sum(len(said[1]) for said in _SAID.finditer(text))
    return {
        "shape:asked": min(1.0, asked / 2),
        "shape:asks": min(1.0, text.count("?") / 3),
        "shape:quoted": min(1.0, 2 * quoted / max(1, len(text))),
        "shape:lines": min(1.0, 5 * len(lines) / max(1, len(text.split()))),
    }


def _names(text: str) -> dict[str, float]:
    """Return whether names are said (words in capitals inside sentences, short quotations), how many, how often one."""
    said = Counter(_key(word) for word in _INSIDE.findall(text) if _is_name(word))
    said.update(_key(word) for word in _with_initials(text) if _is_name(word))
    called = {_key(name) for name in _CALLED.findall(text) if name[0].isupper() and name[-1] not in _ENDS}
    kinds = said.keys() | called
    if not kinds:
        return {"shape:nobody": 1.0}
    count, most = sum(said.values()) + len(called), max(said.values(), default=1)
    return {
        "shape:names": math.log2(1 + len(kinds)),
        "shape:called": math.log2(1 + len(called)),
        "shape:one_name": most / count,
        "shape:name_again": math.log2(1 + min(most, _MOST_SAID)),
        "shape:name_dense": min(1.0, 10 * count / max(1, len(text.split()))),
    }


def _with_initials(text: str) -> Iterator[str]:
    for initials in _INITIALS.finditer(text):
        at = initials.start()
        if word := _BEFORE.search(text[max(0, at - _LONGEST) : at]):
            yield word[0]


def _key(name: str) -> str:
    return plain(name)[:STEM]


def _is_name(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


def stems(text: str) -> dict[str, float]:
    """Return how the words of a text begin and end, each once; the longer the text, the less each counts.

    Letters that look alike, or that keyboards lack, are one.

    >>> list(stems("Город городу: голосуй! Дом"))
    ['город', 'голос', 'дом', '-род', '-оду', '-суи']
    """
    words = dict.fromkeys(plain_words(text))
    begun = dict.fromkeys(word[:STEM] for word in words)
    ended = dict.fromkeys("-" + word[-ENDING:] for word in words if len(word) > ENDING + 1)
    return _shared(begun) | _shared(ended)


def _shared(met: dict[str, None]) -> dict[str, float]:
    return dict.fromkeys(met, 3 / math.sqrt(len(met) or 1))
