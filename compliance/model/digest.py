"""SHA-256 of a content. For a short one OpenSSL would take longer to load than to use: the standard library has a small
module for such (its `random` does the same).
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

_LONG = 1 << 18  # bytes from which OpenSSL is worth its loading


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of `content` in small hexadecimal digits.

    >>> digest_of(b"")[:8]
    'e3b0c442'
    """
    if len(content) < _LONG:
        return str(_short(content).hexdigest())
    from hashlib import sha256

    return sha256(content).hexdigest()


def _small() -> Callable[[bytes], Any]:
    """Return the small module's function, hashlib's where this Python has no such module."""
    for name in ("_sha2", "_sha256", "hashlib"):
        try:
            found: Callable[[bytes], Any] = import_module(name).sha256
        except ImportError:
            continue
        return found
    raise ImportError("this Python has no SHA-256")


_short = _small()
