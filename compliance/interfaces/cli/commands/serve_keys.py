"""`compliance serve keys`: who may ask the service."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from compliance.errors import UsageError
from compliance.interfaces.cli import console
from compliance.interfaces.cli.options import store

if TYPE_CHECKING:
    from sqlalchemy import Engine

SCOPES = ("check", "register", "admin")


@click.group("keys")
def command() -> None:
    """Make, list and revoke the keys that the service asks for. Once there was one, it asks for good."""


@command.command("add")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    default=("check",),
    type=click.Choice(SCOPES),
    help="What the key is for; repeatable. Nothing asks for register yet.",
)
@store
def add(name: str, scopes: tuple[str, ...], state: str | None, database: str) -> int:
    """Make a key and print it; it is shown this once, and only its digest is kept."""
    made = _opened(state, database)
    from compliance.interfaces.http.store import keys

    key, text = keys.add(made, name, scopes)
    console.tell(f"key {key.id} may: {', '.join(key.scopes)}; it is shown this once")
    console.put(f"{text}\n")
    return 0


@command.command("list")
@store
def every(state: str | None, database: str) -> int:
    """List the keys: id, name, scopes, day made, and whether it was revoked."""
    made = _opened(state, database)
    from compliance.interfaces.http.store import keys
    from compliance.render.display import visible

    for key in keys.every(made):
        day = datetime.fromtimestamp(key.created, UTC).date()
        ended = "  (revoked)" if key.revoked is not None else ""
        console.put(f"{key.id}  {day}  {','.join(key.scopes)}  {visible(key.name)}{ended}\n")
    return 0


@command.command("revoke")
@click.argument("name", metavar="ID")
@store
def revoke(name: str, state: str | None, database: str) -> int:
    """End a key, and the sessions that were begun with it, within five seconds."""
    made = _opened(state, database)
    from compliance.interfaces.http.store import keys

    keys.revoke(made, name)
    return 0


def _opened(state: str | None, database: str) -> Engine:
    """Return the store that options name."""
    try:
        from compliance.interfaces.http.settings import Settings, usual_state
        from compliance.interfaces.http.store.opening import opened
    except ImportError as error:
        raise UsageError(f"the service needs more packages ({error.name}): pip install '.[serve]'") from error
    return opened(Settings(state=state or usual_state(), database=database).store())
