"""Patterns as in `.gitignore`, for choosing files."""

from __future__ import annotations

import re


class Excludes:
    """A list of `.gitignore`-style patterns; the last one that matches decides, and `!pattern` takes a file back.

    A pattern with a slash at its start or inside is anchored to the folder, one without matches at any depth; a slash
    at its end means folders only; `*`, `?` and `[...]` stop at slashes, `**` does not. As in Git, a file below an
    excluded folder cannot be taken back.
    """

    __slots__ = ("_patterns",)

    def __init__(self, patterns: tuple[str, ...] | list[str] = ()) -> None:
        self._patterns = [parsed for parsed in map(_parse, patterns) if parsed]

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def excludes(self, path: str, folder: bool = False) -> bool:
        """Return whether `path` (relative, with `/`) or a folder above it is excluded.

        >>> Excludes(["drafts/", "*.bak"]).excludes("ads/drafts/one.txt")
        True
        """
        parts = path.split("/")
        above = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
        return any(self._decide(place, True) for place in above) or self._decide(path, folder)

    def _decide(self, path: str, folder: bool) -> bool:
        verdict = False
        for regex, negated, folders_only in self._patterns:
            if verdict is negated and (folder or not folders_only) and regex.fullmatch(path):
                verdict = not negated
        return verdict


def _parse(pattern: str) -> tuple[re.Pattern[str], bool, bool] | None:
    pattern = pattern.rstrip("\r\n")
    stripped = pattern.rstrip(" ")
    pattern = stripped + " " if stripped.endswith("\\") and stripped != pattern else stripped
    if not pattern or pattern.startswith("#"):
        return None
    negated = pattern.startswith("!")
    pattern = pattern[1:] if negated else pattern
    folders_only = pattern.endswith("/")
    body = pattern.strip("/") if folders_only else pattern.lstrip("/")
    if not body:
        return None
    anchored = pattern.startswith("/") or "/" in body
    body = body.removeprefix("./")
    return re.compile(("" if anchored else "(?:.*/)?") + _translate(body), re.DOTALL), negated, folders_only


def _translate(body: str) -> str:
    out = []
    at = 0
    while at < len(body):
        if body.startswith("**/", at) and (at == 0 or body[at - 1] == "/"):
            out.append("(?:.*/)?")
            at += 3
        elif body[at:] == "**" and (at == 0 or body[at - 1] == "/"):
            out.append(".*")
            at += 2
        elif body[at] == "*":
            while body.startswith("*", at):
                at += 1
            out.append("[^/]*")
        elif body[at] == "?":
            out.append("[^/]")
            at += 1
        elif body[at] == "[":
            piece, at = _character_class(body, at)
            out.append(piece)
        else:
            at += body[at] == "\\" and at + 1 < len(body)
            out.append(re.escape(body[at]))
            at += 1
    return "".join(out)


def _character_class(body: str, at: int) -> tuple[str, int]:
    start = at + 1
    start += body.startswith(("!", "^"), start)
    end = body.find("]", start + 1)
    if end < 0:
        return re.escape("["), at + 1
    inside = body[start:end].replace("\\", r"\\").replace("[", r"\[").replace("&&", r"&\&").replace("^", r"\^")
    negated = "^" if start == at + 2 else ""
    try:
        re.compile(f"[{inside}]")
    except re.error:  # a range that runs backwards: it matches nothing
        return "(?!)", end + 1
    return f"(?!/)[{negated}{inside}]", end + 1
