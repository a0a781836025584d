"""The language in which help and errors are said now."""

from __future__ import annotations

_now = ["en"]


def language() -> str:
    """Return the language that help and errors are said in now."""
    return _now[0]


def speak(code: str) -> None:
    """Say what follows in this language: what a configuration file chose is known only once it is read."""
    _now[0] = code
