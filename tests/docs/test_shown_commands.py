"""Every command and every option value that `--help` or the README shows is run, and is what it claims to be."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from conftest import ROOT, Run

from compliance.interfaces.cli.group import COMMANDS, cli

ADS = ROOT / "examples" / "ads"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with its name, subcommands among them."""
    yield path, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))


def shown(text: str) -> list[str]:
    """Return the commands in a text, a line each; what stands behind several blanks or `#` tells about them."""
    joined = re.sub(r"\\\n\s*", "", text.replace("\b", ""))
    lines = [line.strip() for line in joined.splitlines()]
    found = [line for line in lines if re.match(r"(git [^|]*\| )?compliance ", line)]
    return [re.split(r"\s{3,}|\s+#", line)[0].strip() for line in found]


EPILOGS = {" ".join(path): command.epilog or "" for path, command in commands(cli)}
SHOWN = sorted({line for text in EPILOGS.values() for line in shown(text)})
OF_README = [line for block in re.findall(r"```(?:text|sh)\n(.*?)```", README, re.DOTALL) for line in shown(block)]
IN_SENTENCES = re.findall(r"`(compliance [^`]+)`", README.partition("Set up")[0])
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><html><body>Bridge closed.</body></html>"
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0c0ffee0-0000-4000-8000-000000000001>\r\n"
    b"WARC-Date: 2021-07-06T10:00:00Z\r\nWARC-Target-URI: https://tan.example/1\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(ANSWER), ANSWER)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with the files that the commands name."""
    work = tmp_path / "work"
    for name in ("ads", "drafts", "archive", "pages"):
        (work / name).mkdir(parents=True)
        (work / name / "ky-leaflet.txt").write_bytes((ADS / "lawful" / "ky-leaflet.txt").read_bytes())
    (work / "leaflet.txt").write_bytes((ADS / "lawful" / "ky-leaflet.txt").read_bytes())
    (work / "ads" / "poster.txt").write_bytes((ADS / "lawful" / "ru-newspaper.txt").read_bytes())
    line = json.dumps({"body": "Мост закрыт на ремонт.", "day": "2021-07-06", "site": "tan.example"})
    (work / "articles.jsonl").write_text(line + "\n", encoding="utf-8")
    (work / "crawl.warc.gz").write_bytes(gzip.compress(WARC))
    ad = (ADS / "lawful" / "fields.json").read_text(encoding="utf-8")
    (work / "notice.json").write_bytes((ROOT / "examples" / "notices" / "eu.json").read_bytes())
    (work / "post.json").write_text(ad, encoding="utf-8")
    (work / "facts.json").write_text(json.dumps(json.loads(ad)["imprint"]), encoding="utf-8")
    own = (ROOT / "docs" / "how-to" / "own-elections.md").read_text(encoding="utf-8")
    (work / "ours.toml").write_text(own.split('title="elections.toml"\n', 1)[1].split("```", 1)[0], encoding="utf-8")
    for command in ("git init -q .", "git add .", "git -c user.name=a -c user.email=a@b.example commit -qm a"):
        subprocess.run(shlex.split(command), cwd=work, check=True, capture_output=True)
    subprocess.run(["git", "branch", "-M", "main"], cwd=work, check=True, capture_output=True)
    return work


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which `compliance` is this one, and a home of its own holds what it keeps."""
    tools = folder.parent / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "compliance").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m compliance "$@"\n', encoding="utf-8")
    (tools / "compliance").chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMPLIANCE_", "GITHUB_", "CI"))}
    home = {name: str(folder.parent) for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    return {**kept, **home, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


def ran(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip


def served(command: str, folder: Path) -> tuple[int, str]:
    """Return how a service ended that was asked to stop once it serves, and what it said first."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    service = subprocess.Popen(
        ["bash", "-c", f"exec {command} --port {port}"],
        cwd=folder, env=environment(folder), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert service.stderr is not None
    ends = threading.Timer(60, service.kill)
    ends.start()
    try:
        said = []
        for line in service.stderr:
            said.append(line)
            if "startup complete" in line.lower():
                service.terminate()
        return service.wait(30), "".join(said)
    finally:
        ends.cancel()
        service.kill()
        service.stderr.close()


@pytest.mark.skipif(os.name != "posix", reason="shell commands")
@pytest.mark.parametrize("command", sorted({*SHOWN, *OF_README, *IN_SENTENCES}))
def test_a_command_that_is_shown_does_what_it_is_shown_for(command: str, folder: Path) -> None:
    if command.startswith(("compliance scan", "compliance archive")):
        for needed in ("pyarrow", "datasketch", "duckdb", "fastwarc"):
            pytest.importorskip(needed, reason="archives need the extra [archive]")
    if command.startswith("compliance archive"):
        assert ran("compliance scan pages/ --out dataset", folder).returncode == 0
    if command.startswith("compliance serve") and " keys " not in command:
        pytest.importorskip("uvicorn", reason="the service needs the extra [serve]")
        if "--host" in command:  # nobody is let in from elsewhere before there is a key
            assert ran("compliance serve keys add newsroom --scope check", folder).returncode == 0
        code, said = served(command, folder)
        assert code in (0, -signal.SIGTERM), said
        assert "serving at" in said
        return
    if "my-rules" in command and "rules new" not in command:
        made = ran("compliance rules new kg/house/run-stated --dir my-rules", folder)
        assert made.returncode == 0, made.stderr
        for path in (folder / "my-rules").glob("**/*.toml"):  # a new rule has its texts still to be written
            text = re.sub(
                r'^(\s*(?:en|ky|ru) = )""', r'\1"Words."', path.read_text(encoding="utf-8"), flags=re.MULTILINE
            )
            path.write_text(text, encoding="utf-8")
    if "--baseline known.json" in command and "--write-baseline" not in command:
        assert ran("compliance check archive/ --baseline known.json --write-baseline", folder).returncode == 0
    result = ran(command, folder)
    if command.startswith("compliance rules test my-rules"):  # its cases are still to be written, and say so
        assert (result.returncode, result.stdout.splitlines()[-1]) == (1, "2 cases, 2 failed")
        return
    assert result.returncode == 0, f"{command}\n{result.stdout}{result.stderr}"


def test_commands_are_found_in_help_and_readme() -> None:
    assert len(SHOWN) > 20
    assert len(OF_README) > 8
    assert len(IN_SENTENCES) > 4
    assert {name for name in COMMANDS if EPILOGS[name].strip()} >= {"check", "extract", "explain", "compose"}


def test_a_fact_is_not_missing_from_an_example_of_an_ad_by_its_fields(run: Run) -> None:
    fields = str(ADS / "lawful" / "fields.json")
    made = run("compose", "--language", "ru", "--json", fields)
    assert made.code == 0
    assert made.out.startswith("Изготовитель: ОсОО «Полоса»"), "the word that findings advise"
    assert "payer.role" in made.err, "what has no place in the wording is named"
    assert run("check", "-", "--election", "kg-2021-11-28-parliamentary", stdin=made.out.encode()).code == 0


def values(help_text: str) -> list[tuple[str, str]]:
    """Return options with the values that a help text gives as examples: `--published`, `2021-07-10T07:30`."""
    return re.findall(r"(--[a-z-]+)[ =]([0-9a-z][\w:./+-]*)", help_text)


def test_every_value_of_an_option_that_is_shown_is_taken(run: Run, tmp_path: Path) -> None:
    """Dates, languages, elections, media and formats in README and docs are ones that exist."""
    checked = 0
    ad = str(ADS / "lawful" / "ky-leaflet.txt")
    pages = [README, *(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("how-to/*.md"))]
    known = {"--election", "--election-date", "--published", "--on", "--medium", "--lang", "--format", "--fail-level"}
    for text in [*pages, *EPILOGS.values()]:
        for option, value in values(text):
            if option in known and "|" not in value and not value.isupper() and value != "error|warning":
                result = run("check", ad, option, value.rstrip(".,"), "--exit-zero")
                assert result.code == 0, f"{option} {value}: {result.err}"
                checked += 1
    assert checked > 15
