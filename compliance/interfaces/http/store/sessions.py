"""Sessions of the page: a random token in a cookie, of which the store has only the digest."""

from __future__ import annotations

import secrets
import time
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select

from compliance.interfaces.http.store.keys import Key
from compliance.interfaces.http.store.tables import KEYS, SESSIONS

if TYPE_CHECKING:
    from sqlalchemy import Engine

LASTS = 12 * 3600  # seconds


class Session(NamedTuple):
    """Somebody who gave a key to the page; `csrf` is what their forms must carry."""

    key: Key
    csrf: str


def begin(store: Engine, key: Key) -> tuple[Session, str]:
    """Return a new session and its token, which is always made here: one that a browser brings is never taken on."""
    token, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(24), int(time.time())
    with store.begin() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.ends < now))
        connection.execute(
            insert(SESSIONS).values(digest=_digest(token), key_id=key.id, csrf=csrf, created=now, ends=now + LASTS)
        )
    return Session(key, csrf), token


def found(store: Engine, token: str) -> Session | None:
    """Return the session of a token, None if there is none, or it or its key has ended.

    One that seems to begin in the future was begun before the clock was set back: it has ended too.
    """
    now = int(time.time())
    joined = SESSIONS.join(KEYS, SESSIONS.c.key_id == KEYS.c.id)
    wanted = select(SESSIONS.c.csrf, SESSIONS.c.created.label("begun"), SESSIONS.c.ends, KEYS).select_from(joined)
    with store.connect() as connection:
        row = connection.execute(wanted.where(SESSIONS.c.digest == _digest(token))).first()
    if row is None or row.revoked is not None or not row.begun - 60 <= now < row.ends:
        return None
    return Session(Key(row.id, row.name, tuple(row.scopes.split()), row.created), row.csrf)


def end(store: Engine, token: str) -> None:
    """End a session, if it is one."""
    with store.begin() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == _digest(token)))


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
