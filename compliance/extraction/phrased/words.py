"""What words introduce, how they are looked up, and the pattern that finds one."""

from __future__ import annotations

import re

from compliance.model.tuples import NamedTuple

_APOSTROPHES = re.compile(r"['’‘]")


class Head(NamedTuple):
    """What words introduce: parts of an imprint (`fields`), or a statement, or an address of several (`shared`)
    or of the two last (`pair`)."""

    fields: tuple[str, ...] = ()
    language: str = ""
    joined: bool = False
    adjacent: bool = False
    person: bool = False
    weak: bool = False
    label: bool = False
    named: bool = False
    statement: str = ""
    code: str = ""
    reach: str = "words"
    alone: bool = False
    ends: bool = False
    shared: bool = False
    pair: bool = False
    guess: tuple[str, ...] = ()
    political: bool = False


def plain(words: str) -> str:
    """Return words as they are looked up: small, single blanks, straight apostrophes.

    >>> plain("On  behalf\\nof")
    'on behalf of'
    """
    return _APOSTROPHES.sub("'", " ".join(words.split()).replace(" :", ":")).lower()


def whole(word: str) -> str:
    """Return the pattern of one word or phrase: blanks may be line ends, «straß*» and «*straße» are parts of words."""
    if word.startswith("*"):  # the end of a word: «*straße»
        return r"\w{1,30}" + re.escape(word[1:]) + r"(?!\w)"
    body = re.escape(word.rstrip("*")).replace(r"\ ", r"[\s\u00a0]{1,24}").replace("'", "['’‘]")
    body = body.replace(":", r"(?:[ \u00a0]?:|[ \t]{0,3}(?=\n)|[ \t]{3,40}(?=\S))")
    if word.endswith("*"):
        return body + r"\w{0,20}"
    return body + (r"(?!\w)" if word[-1].isalnum() else "")
