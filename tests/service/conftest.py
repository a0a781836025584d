"""A service for tests: in this process over ASGI, or as a server of its own on a free port."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from service.desks import Desk, Server


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Desk]:
    def make(**settings: Any) -> Desk:
        return Desk(**{"state": str(tmp_path / "state"), **settings})

    return make


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    made: list[Server] = []

    def make(*options: str, state: Path = tmp_path / "state") -> Server:
        made.append(Server(state, *options))
        return made[-1]

    yield make
    for one in made:
        one.end()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that leave nothing behind in it."""
    made = Server(tmp_path_factory.mktemp("shared") / "state", "--workers", "1", "--rate", "0")
    yield made
    made.end()
