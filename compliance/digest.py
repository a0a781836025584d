"""SHA-256 without `hashlib`, whose import (OpenSSL) costs a quarter of the start of Python."""

from __future__ import annotations

try:
    from _sha2 import sha256  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found, unused-ignore]
    except ImportError:  # an interpreter with other parts: the long way
        from hashlib import sha256

# Above this, OpenSSL's speed is worth its import.
_LARGE = 1 << 20


def hexdigest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal.

    >>> hexdigest(b"")[:8]
    'e3b0c442'
    """
    if len(content) > _LARGE:
        from hashlib import sha256 as fast

        return fast(content).hexdigest()
    digest: str = sha256(content).hexdigest()
    return digest
