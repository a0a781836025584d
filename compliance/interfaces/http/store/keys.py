"""API keys: made once, shown once, kept as a digest.

A key reads `imprint_ID_SECRET`. Once a store has had a key, the service asks for one for good: that the last is revoked
opens nothing.
"""

from __future__ import annotations

import secrets
import time
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, insert, select, update

from compliance.errors import UsageError
from compliance.interfaces.http.store.tables import KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine, Row

SCOPES = ("check", "register", "admin")
_PREFIX = "imprint"
_LONGEST = 200


class Key(NamedTuple):
    """Who may do what; `revoked` is when that ended, None while it holds."""

    id: str
    name: str
    scopes: tuple[str, ...]
    created: int
    revoked: int | None = None

    def may(self, scope: str) -> bool:
        """Tell whether the key reaches that far; `admin` is for all."""
        return scope in self.scopes or "admin" in self.scopes


def add(store: Engine, name: str, scopes: Sequence[str]) -> tuple[Key, str]:
    """Return a new key and its text, which is not kept and cannot be shown again."""
    wrong = [scope for scope in scopes if scope not in SCOPES]
    if wrong or not scopes:
        raise UsageError(f"scopes are {', '.join(SCOPES)}, not {', '.join(wrong) or 'none'}")
    if not name.strip() or len(name) > _LONGEST:
        raise UsageError(f"a key has a name of 1 to {_LONGEST} characters")
    key = Key(secrets.token_hex(6), name.strip(), tuple(dict.fromkeys(scopes)), int(time.time()))
    secret = secrets.token_urlsafe(32)
    with store.begin() as connection:
        connection.execute(
            insert(KEYS).values(
                id=key.id, name=key.name, digest=_digest(secret), scopes=" ".join(key.scopes), created=key.created
            )
        )
    return key, f"{_PREFIX}_{key.id}_{secret}"


def found(store: Engine, text: str) -> Key | None:
    """Return the key that a text is, None if it is none or was revoked."""
    prefix, _, rest = text.partition("_")
    name, _, secret = rest.partition("_")
    if prefix != _PREFIX or not name or not secret or len(text) > _LONGEST:
        return None
    with store.connect() as connection:
        row = connection.execute(select(KEYS).where(KEYS.c.id == name)).first()
    if row is None or not compare_digest(row.digest, _digest(secret)) or row.revoked is not None:
        return None
    return _key(row)


def every(store: Engine) -> list[Key]:
    """Return all keys in the order they were made, revoked ones among them."""
    with store.connect() as connection:
        return [_key(row) for row in connection.execute(select(KEYS).order_by(KEYS.c.created, KEYS.c.id))]


def any_made(store: Engine) -> bool:
    """Tell whether the store has ever had a key."""
    with store.connect() as connection:
        return bool(connection.execute(select(func.count()).select_from(KEYS)).scalar())


def revoke(store: Engine, name: str) -> None:
    """End a key; its sessions end with it. `UsageError` if there is none of that id."""
    with store.begin() as connection:
        made = update(KEYS).where(KEYS.c.id == name, KEYS.c.revoked.is_(None)).values(revoked=int(time.time()))
        if not connection.execute(made).rowcount:
            raise UsageError(f"no key {name!r} that holds (see: compliance serve keys list)")


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _key(row: Row[tuple[object, ...]]) -> Key:
    return Key(row.id, row.name, tuple(row.scopes.split()), row.created, row.revoked)
