"""The store: SQLite always, PostgreSQL where it is on the machine; both laid out alike, both holding what was kept."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from compliance.errors import UsageError
from compliance.interfaces.http.store import batches as rows
from compliance.interfaces.http.store import keys, opening, sessions
from compliance.interfaces.http.store.opening import migrations
from compliance.interfaces.http.store.tables import TABLES
from service.desks import Desk

Open = Callable[[str], Engine]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Open stores, and let go of them in the end."""
    made: list[Engine] = []

    def open_one(url: str) -> Engine:
        made.append(opening.opened(url))
        return made[-1]

    yield open_one
    for store in made:
        store.dispose()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of a PostgreSQL server that is there for these tests alone."""
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    program = shutil.which("pg_ctl") or next(map(str, Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")), "")
    if not program:
        pytest.skip(reason="PostgreSQL is not on this machine")
    folder = tmp_path_factory.mktemp("postgres")
    owner = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    if owner:  # PostgreSQL does not run as root
        for path in (folder, *folder.parents):
            if path.owner() == "root" and path.is_relative_to("/tmp") and path != Path("/tmp"):
                path.chmod(0o755)
        os.chown(folder, 65534, 65534)
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    run = [*owner, program, "-D", str(data)]
    subprocess.run([*run, "initdb", "-o", "--auth=trust --username=test -E UTF8"], check=True, capture_output=True)
    subprocess.run(
        [*run, "-o", options, "-l", str(folder / "log"), "-w", "start"], check=True, stdout=subprocess.DEVNULL
    )
    try:
        yield f"postgresql://test@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*run, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'made' / 'store.sqlite3'}"
    return str(request.getfixturevalue("postgres"))


def test_migrations_lead_to_the_tables_and_back(url: str, opened: Open) -> None:
    store = opened(url)
    with store.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), TABLES) == []
        command.downgrade(migrations(connection), "base")
        connection.commit()
    assert set(inspect(store).get_table_names()) <= {"alembic_version"}
    assert set(TABLES.tables) <= set(inspect(opened(url)).get_table_names())


def test_services_that_start_together_migrate_once(url: str, opened: Open) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(opened, [url] * 4))
    assert [keys.any_made(store) for store in stores] == [False] * 4
    keys.add(stores[0], "any", ["check"])
    assert [keys.any_made(store) for store in stores] == [True] * 4  # they are one


def test_keys_and_sessions_are_kept(url: str, opened: Open) -> None:
    store = opened(url)
    key, text = keys.add(store, "Редакция «Таң»", ["check", "admin"])
    assert keys.found(store, text) == key
    assert key in keys.every(store)
    session, token = sessions.begin(store, key)
    assert sessions.found(opened(url), token) == session
    sessions.end(store, token)
    assert sessions.found(store, token) is None
    keys.revoke(store, key.id)
    assert keys.found(store, text) is None


def test_a_batch_is_kept_once_for_its_key(url: str, opened: Open) -> None:
    store = opened(url)
    made = rows.made("home", "owner", "monday", {"lang": "ky"}, "")._replace(digest="d", sources=["а.txt"])
    again = rows.made("home", "owner", "monday", {}, "")
    assert rows.add(store, made) == made
    assert rows.add(store, again) == made
    assert rows.put(store, made.id, (rows.QUEUED,), state=rows.RUNNING)
    assert not rows.put(store, made.id, (rows.QUEUED,), state=rows.RUNNING)
    rows.requeue(store, "another home")
    assert rows.following(store, "home") is None
    rows.requeue(store, "home")
    assert rows.following(store, "home") == made
    rows.forget(store, made.id)


def test_the_service_runs_on_either(url: str, tmp_path: Path, opened: Open) -> None:
    made = Desk(state=str(tmp_path / "state"), database=url)
    store = opened(url)
    _, text = keys.add(store, "any", ["check"])
    answer = made.one("GET", "/v1/batches", headers={"Authorization": f"Bearer {text}"})
    assert answer.json() == {"batches": []}
    assert made.one("GET", "/readyz").status_code == 200


def test_an_sqlite_store_is_for_its_owner_alone(tmp_path: Path, opened: Open) -> None:
    opened(f"sqlite:///{tmp_path / 'made' / 'store.sqlite3'}")
    assert stat.S_IMODE((tmp_path / "made").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "made" / "store.sqlite3").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://x/y", "oracle://x", "sqlite:////proc/none/store.sqlite3", "postgresql://127.0.0.1:1/x"]
)
def test_a_store_that_cannot_be_opened_is_told_in_a_line(url: str, opened: Open) -> None:
    with pytest.raises(UsageError) as caught:
        opened(url)
    assert "\n" not in str(caught.value)


def test_no_password_of_a_store_is_told(opened: Open) -> None:
    with pytest.raises(UsageError) as caught:
        opened("postgresql://desk:hunter2@127.0.0.1:1/x")
    assert "hunter2" not in str(caught.value)
