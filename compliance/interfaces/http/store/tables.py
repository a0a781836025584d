"""The tables of the store. What changes here needs a migration beside it; a test compares the two.

Times are seconds since 1970 in UTC, as whole numbers: SQLite has no moments, and no zone can get lost.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

TABLES = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

# `digest` is the SHA-256 of the secret: it has 256 random bits, so that nothing slower is needed against guessing
KEYS = Table(
    "api_keys",
    TABLES,
    Column("id", String(16), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("scopes", String(100), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("revoked", BigInteger),
)

SESSIONS = Table(
    "sessions",
    TABLES,
    Column("digest", String(64), primary_key=True),
    Column("key_id", String(16), ForeignKey("api_keys.id"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("ends", BigInteger, nullable=False),
)
Index("ix_sessions_ends", SESSIONS.c.ends)

# `home` is the state folder that holds the batch's files: services that share a store leave each other's alone
BATCHES = Table(
    "batches",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("home", String(32), nullable=False),
    Column("owner", String(16), nullable=False),
    Column("idempotency_key", String(200)),
    Column("digest", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("options", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("source", Integer, nullable=False),
    Column("ad", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer),
    Column("written", BigInteger, nullable=False),
    Column("fault", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("webhook", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try", BigInteger),
)
Index("ix_batches_owner_key", BATCHES.c.owner, BATCHES.c.idempotency_key, unique=True)
Index("ix_batches_state", BATCHES.c.state)
