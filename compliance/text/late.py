"""Patterns that are compiled when they are first used: most runs of the command line use a third of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what behaves as `re.compile(pattern, flags)` and compiles when a method of it is first asked for.

    A match names the compiled pattern as its `re`, which is another object: tell patterns apart by `pattern`.

    >>> late(r"\\d+").findall("5 000 экз.")
    ['5', '000']
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    """A pattern not yet compiled; once it is, its methods are those of the compiled one, at no further cost."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
