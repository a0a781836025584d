"""What many tests share: one checker, the command line in process, and the real ad where it is at hand."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from compliance.checker import Checker

ROOT = Path(__file__).resolve().parent.parent
settings.register_profile("plain", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("plain")


class Ran(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker("kg")


@pytest.fixture(scope="session")
def real_ad() -> Path:
    path = ROOT.parent / "shared" / "seed" / "ad-kg-2021-07-06.txt"
    if not path.is_file():
        pytest.skip(reason="the real ad is not part of the project and is not beside it")
    return path


@pytest.fixture(autouse=True)
def outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what a CI says of its own repository: tests make theirs."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process, with bytes in and text out."""

    def call(*arguments: str, stdin: bytes = b"") -> Ran:
        from compliance.interfaces.cli import run as cli

        streams = [io.TextIOWrapper(io.BytesIO(content)) for content in (stdin, b"", b"")]
        with monkeypatch.context() as patch:
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            code = cli.run(arguments)
        written = []
        for stream in streams[1:]:
            stream.flush()
            content = stream.buffer
            assert isinstance(content, io.BytesIO)
            written.append(content.getvalue().decode("utf-8"))
        return Ran(code, *written)

    return call


@pytest.fixture
def example() -> Callable[[str], str]:
    """Return the text of an example ad."""
    return lambda name: (ROOT / "examples" / "ads" / name).read_text(encoding="utf-8")
