"""When the reader of the output goes away, every format ends alike: code 141, and nothing is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from workspace import ADS

from compliance.render import FORMATS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("read", "unbuffered"), [(0, False), (1, False), (1, True)])
def test_the_code_is_the_same_in_every_format(tmp_path: Path, form: str, read: int, unbuffered: bool) -> None:
    """Whether the reader is gone before the first byte, or after it with megabytes still to come."""
    for number in range(1 if read == 0 else 150):
        (tmp_path / f"{number}.txt").write_bytes((ADS / "unlawful" / "ky-leaflet.txt").read_bytes())
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    environment = {**kept, "PYTHONPATH": str(ROOT), **({"PYTHONUNBUFFERED": "1"} if unbuffered else {})}
    command = [sys.executable, "-m", "compliance", "check", ".", "--format", form]
    reader, writer = os.pipe()
    if not read:
        os.close(reader)
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=writer, stderr=subprocess.PIPE) as process:
        os.close(writer)
        if read:
            os.read(reader, read)
            os.close(reader)
        _, said = process.communicate()
    assert (process.returncode, said) == (141, b"")
