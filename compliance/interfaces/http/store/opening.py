"""Opens the store, brought to the newest layout."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from compliance.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_MIGRATIONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "migrations")
_BUSY = 5  # seconds to wait for another process that writes
_LOCK = 0x1B9 << 32  # one migration at a time, whichever services start together


def opened(url: str) -> Engine:
    """Return the store at a URL of SQLAlchemy; `UsageError` where it cannot be opened.

    The folder of an SQLite file is made, and is kept from other users, as the file is.
    """
    try:
        engine = _engine(url)
        with engine.connect() as connection:
            _migrate(connection)
    except ModuleNotFoundError as error:
        raise UsageError(f"the store needs one more package ({error.name}): pip install '.[postgres]'") from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise UsageError("--database takes a URL, such as sqlite:////var/lib/x.sqlite3 or postgresql://…") from error
    except (SQLAlchemyError, OSError) as error:
        raise UsageError(f"the store cannot be opened: {_reason(error)}") from error
    return engine


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            _private(parsed.database)
        engine = create_engine(parsed, connect_args={"timeout": _BUSY})
        event.listen(engine, "connect", _steady)
        return engine
    if parsed.get_backend_name() != "postgresql":
        raise ArgumentError("neither SQLite nor PostgreSQL")
    return create_engine(parsed, pool_pre_ping=True, pool_size=5, max_overflow=5, pool_timeout=_BUSY)


def _private(path: str) -> None:
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _steady(connection: Any, record: object) -> None:
    """Let readers go on while one writes, and hold foreign keys."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _migrate(connection: Connection) -> None:
    """Bring the layout up to date, in one transaction that holds off others who start in the same moment."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    command.upgrade(migrations(connection), "head")
    connection.commit()


def migrations(connection: Connection) -> Config:
    """Return what Alembic is to know: where the migrations lie, and the connection they run on."""
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _reason(error: Exception) -> str:
    first = str(getattr(error, "orig", None) or error).strip().splitlines()
    return first[0] if first else type(error).__name__
