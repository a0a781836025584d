"""Batches as the store knows them: who asked for what, how far it is, and what is still to be told to whom."""

from __future__ import annotations

import json
import secrets
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from compliance.interfaces.http.store.tables import BATCHES

if TYPE_CHECKING:
    from sqlalchemy import Engine, Row

QUEUED, RUNNING, DONE, CANCELLED, FAILED = STATES = ("queued", "running", "done", "cancelled", "failed")
OPEN = (QUEUED, RUNNING)


class Batch(NamedTuple):
    """One batch. `sources` are the shown names of its files, `source` and `ad` where it goes on, `written` how much of
    its result holds; `total` of its ads is known once all its files were opened.
    """

    id: str
    home: str
    owner: str
    idempotency_key: str | None
    digest: str
    state: str
    options: dict[str, Any]
    sources: list[str]
    source: int
    ad: int
    done: int
    total: int | None
    written: int
    fault: str
    created: int
    ended: int | None
    webhook: str
    tries: int
    next_try: int | None


def add(store: Engine, new: Batch) -> Batch:
    """Keep a new batch and return it; where its owner used its idempotency key before, that batch."""
    values = {**new._asdict(), "options": json.dumps(new.options), "sources": json.dumps(new.sources)}
    try:
        with store.begin() as connection:
            connection.execute(insert(BATCHES).values(**values))
    except IntegrityError:
        before = by_key(store, new.owner, new.idempotency_key or "")
        if before is None:
            raise
        return before
    return new


def made(home: str, owner: str, key: str | None, options: dict[str, Any], webhook: str) -> Batch:
    """Return a batch that has an id, and no files yet."""
    return Batch(
        id=secrets.token_hex(12), home=home, owner=owner, idempotency_key=key, digest="", state=QUEUED,
        options=options, sources=[], source=0, ad=0, done=0, total=None, written=0, fault="", created=int(time.time()),
        ended=None, webhook=webhook, tries=0, next_try=None,
    )  # fmt: skip


def by_key(store: Engine, owner: str, key: str) -> Batch | None:
    """Return the batch that an owner made with an idempotency key."""
    return _one(store, BATCHES.c.owner == owner, BATCHES.c.idempotency_key == key)


def by_id(store: Engine, name: str, owner: str | None = None) -> Batch | None:
    """Return a batch; None where there is none, or it is another owner's."""
    return _one(store, BATCHES.c.id == name, *(() if owner is None else (BATCHES.c.owner == owner,)))


def of_owner(store: Engine, owner: str) -> list[Batch]:
    """Return the batches of an owner, the newest first."""
    wanted = select(BATCHES).where(BATCHES.c.owner == owner).order_by(BATCHES.c.created.desc(), BATCHES.c.id)
    with store.connect() as connection:
        return [_batch(row) for row in connection.execute(wanted.limit(200))]


def open_of(store: Engine, owner: str) -> int:
    """Return how many batches of an owner wait or run."""
    wanted = select(func.count()).select_from(BATCHES).where(BATCHES.c.owner == owner, BATCHES.c.state.in_(OPEN))
    with store.connect() as connection:
        return int(connection.execute(wanted).scalar() or 0)


def following(store: Engine, home: str) -> Batch | None:
    """Return the batch to go on with: the oldest that waits."""
    wanted = select(BATCHES).where(BATCHES.c.home == home, BATCHES.c.state == QUEUED)
    with store.connect() as connection:
        row = connection.execute(wanted.order_by(BATCHES.c.created, BATCHES.c.id).limit(1)).first()
    return None if row is None else _batch(row)


def put(store: Engine, name: str, when: tuple[str, ...] = STATES, **values: Any) -> bool:
    """Change a batch if it is in one of these states; tell whether it was."""
    wanted = update(BATCHES).where(BATCHES.c.id == name, BATCHES.c.state.in_(when)).values(**values)
    with store.begin() as connection:
        return bool(connection.execute(wanted).rowcount)


def requeue(store: Engine, home: str) -> None:
    """Let what ran when the service ended wait again; it goes on where it was."""
    wanted = update(BATCHES).where(BATCHES.c.home == home, BATCHES.c.state == RUNNING).values(state=QUEUED)
    with store.begin() as connection:
        connection.execute(wanted)


def to_tell(store: Engine, home: str, now: int, longest: int) -> list[Batch]:
    """Return the batches whose webhook is due; one further off than any pause is due since the clock was set back."""
    due = or_(BATCHES.c.next_try <= now, BATCHES.c.next_try > now + longest)
    with store.connect() as connection:
        return [_batch(row) for row in connection.execute(select(BATCHES).where(BATCHES.c.home == home, due).limit(20))]


def ended_before(store: Engine, home: str, moment: int) -> list[str]:
    """Return the ids of the batches that ended before a moment."""
    wanted = select(BATCHES.c.id).where(BATCHES.c.home == home, BATCHES.c.ended < moment)
    with store.connect() as connection:
        return [row.id for row in connection.execute(wanted)]


def forget(store: Engine, name: str) -> None:
    """Take a batch out of the store."""
    with store.begin() as connection:
        connection.execute(delete(BATCHES).where(BATCHES.c.id == name))


def _one(store: Engine, *conditions: Any) -> Batch | None:
    with store.connect() as connection:
        row = connection.execute(select(BATCHES).where(*conditions)).first()
    return None if row is None else _batch(row)


def _batch(row: Row[Any]) -> Batch:
    values = dict(row._mapping)
    return Batch(**{**values, "options": json.loads(values["options"]), "sources": json.loads(values["sources"])})
