"""Whether a text has a sign without which nothing in it is hidden: what most texts are asked, and most have none."""

from __future__ import annotations

_TELLING = (
    ("<", "<"),
    ("~", "~~"),
    ("[", "!["),
    ("]", "]:"),
    ("{", "{#"),
    ("{", "{%"),
    ("{", "{{!"),
    ("*", "/*"),
    ("%", "%%"),
    ("%", "\\documentclass"),
    ("%", "\\begin{document}"),
    ("]", "]("),
)  # nothing is hidden without one of the marks, or a fence; single signs are cheap
_FENCES = ("---", "+++", "\ufeff---", "\ufeff+++")


def may_hide(text: str) -> bool:
    """Tell whether readers may not see something of a text; False is sure.

    >>> may_hide("Тираж: 500"), may_hide("<!-- Тираж: 500 -->")
    (False, True)
    """
    return any(sign in text and mark in text for sign, mark in _TELLING) or text.startswith(_FENCES)
