"""The `curl` commands of the documentation are run, and answer what the page promises."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from conftest import ROOT

from service.desks import Server

PAGE = (ROOT / "docs" / "how-to" / "serve.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_shown_command_is_answered(shared: Server, command: str) -> None:
    line = command.replace("http://127.0.0.1:8000", shared.base) + " --fail-with-body"
    if " --json " in line:  # curl before 7.82 does not know it
        line = line.replace("--json", "-H 'Content-Type: application/json' --data-binary")
    ran = subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    if "format=concise" in line:
        assert b"kg/" in ran.stdout
    else:
        assert json.loads(ran.stdout)
