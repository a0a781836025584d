"""What is fuzzed: each target makes a damaged input from a seed and puts it through the door that people use."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from compliance.checker import Checker
from compliance.errors import ComplianceError
from tools.fuzz.damage import damaged_bytes, damaged_text, damaged_tree, nested

ROOT = Path(__file__).resolve().parents[2]
ADS = ROOT / "examples" / "ads"
OPENING = {"json": ("[", "]"), "toml": ("x = [", "]")}


class Target(NamedTuple):
    """A way in: `make` returns a damaged input, `run` puts it in and raises `Wrong` where something is amiss."""

    make: Callable[[Random], bytes]
    run: Callable[[bytes, Path], None]


class Wrong(Exception):
    """Something happened that no input may bring about."""


def targets() -> dict[str, Target]:
    """Return every target by name."""
    return {
        "text": Target(_texts(), _check_text),
        "bytes": Target(_from_files("*/*.txt", damaged_bytes), _command("check", "{file}", "--format", "json")),
        "json-ad": Target(_json_ads(), _command("check", "{file}", "--format", "jsonl", name="ad.json")),
        "fix": Target(_texts(), _command("check", "{file}", "--fix")),
        "rule": Target(
            _rules(), _command("check", str(ADS / "lawful"), "--rules", "{folder}", name="kg/own/rule.toml")
        ),
        "waivers": Target(
            _waivers(), _command("check", str(ADS), "--waivers", "{file}", name="compliance-waivers.toml")
        ),
        "configuration": Target(_configuration(), _command("check", "{folder}", name="compliance.toml")),
        "elections": Target(
            _elections(), _command("check", str(ADS / "lawful"), "--elections", "{file}", name="own.toml")
        ),
        "baseline": Target(
            _baselines(), _command("check", str(ADS / "lawful"), "--baseline", "{file}", name="known.json")
        ),
        "compose": Target(_composed(), _command("compose", "--language", "ru", "--json", "{file}", name="facts.json")),
    }


# ------------------------------------------------------------------------------------------------------------ inputs


def _from_files(pattern: str, damage: Callable[[bytes, Random], bytes]) -> Callable[[Random], bytes]:
    seeds = [path.read_bytes() for path in sorted(ADS.glob(pattern))]
    return lambda chance: damage(chance.choice(seeds), chance)


def _texts() -> Callable[[Random], bytes]:
    seeds = [path.read_text(encoding="utf-8") for path in sorted(ADS.glob("*/*.txt"))]
    words = sorted({word for text in seeds for word in text.split()})
    return lambda chance: damaged_text(chance.choice(seeds), chance, words).encode("utf-8", "surrogatepass")


def _tree(tree: Any, chance: Random, kind: str = "json") -> bytes:
    if chance.random() < 0.02:
        return nested(*OPENING[kind], chance).encode()
    text = json.dumps(damaged_tree(tree, chance), ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.2:
        return damaged_bytes(text.encode("utf-8", "surrogatepass"), chance)
    return text.encode("utf-8", "surrogatepass")


def _json_ads() -> Callable[[Random], bytes]:
    fields = json.loads((ADS / "lawful" / "fields.json").read_text(encoding="utf-8"))
    text = (ADS / "lawful" / "ky-leaflet.txt").read_text(encoding="utf-8")
    facts = {
        "outlet_accredited": True,
        "paid_at": "2021-07-10T17:30+06:00",
        "produced_in": "KG",
        "poll_facts": ["date"],
    }
    seeds = [fields, {"text": text, "published": "2021-07-10T07:30", "facts": facts}, [fields, {"text": text}]]
    return lambda chance: _tree(chance.choice(seeds), chance)


def _toml(text: str, chance: Random) -> bytes:
    """Return a TOML file whose lines were cut, doubled, exchanged or damaged."""
    if chance.random() < 0.02:
        return nested(*OPENING["toml"], chance).encode()
    lines = text.splitlines(keepends=True)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines)) if lines else 0
        kind = chance.randrange(4)
        if not lines or kind == 0:
            lines[at : at + 1] = []
        elif kind == 1:
            lines.insert(at, chance.choice(lines))
        elif kind == 2:
            key, equals, _ = lines[at].partition("=")
            value = chance.choice(
                (
                    '""',
                    "0",
                    "-1",
                    "[]",
                    "{}",
                    "true",
                    "1979-05-27",
                    "inf",
                    '"\\u0000"',
                    "9999-12-31",
                    '"x/../y"',
                    "[[]]",
                )
            )
            lines[at] = f"{key}{equals} {value}\n"
        else:
            lines[at] = damaged_text(lines[at], chance, ("=", "[", "]]", '"'))
    return "".join(lines).encode("utf-8", "surrogatepass")


def _rules() -> Callable[[Random], bytes]:
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "rules" / "kg").glob("*/*.toml"))]
    return lambda chance: _toml(chance.choice(seeds), chance)


def _waivers() -> Callable[[Random], bytes]:
    seed = (
        '[[waiver]]\nrule = "kg/imprint/print-run-stated"\nad = "*/ky-*.txt"\nreason = "known"\nwho = "an editor"\n'
        "until = 2030-12-31\n\n"
    ) * 3
    return lambda chance: _toml(seed, chance)


def _configuration() -> Callable[[Random], bytes]:
    seed = (
        'jobs = 2\nlang = ["ky", "ru"]\nexclude = ["drafts/"]\nformat = "json"\nstrict = true\n\n'
        '[[paths]]\nmatch = "posters/"\nmedium = "outdoor"\n'
    )
    return lambda chance: _toml(seed, chance)


def _elections() -> Callable[[Random], bytes]:
    seed = (ROOT / "rules" / "kg" / "elections.toml").read_text(encoding="utf-8")
    return lambda chance: _toml(seed, chance)


def _baselines() -> Callable[[Random], bytes]:
    """Return a whole report, a baseline laid out anew, or one as it is written, with its lines damaged."""
    from compliance.report.baseline import BaselineWriter

    report = json.loads(_run(["check", str(ADS / "unlawful"), "--format", "json"]).out)
    writer = BaselineWriter()
    text = "".join([*map(writer.document, report["documents"]), writer.end()])
    trees = (report, json.loads(text))

    def make(chance: Random) -> bytes:
        if chance.random() < 0.5:
            return _tree(chance.choice(trees), chance)
        lines = text.splitlines(keepends=True)
        at = chance.randrange(len(lines))
        lines[at] = damaged_text(lines[at], chance, ('"', "]", "}", ","))
        return "".join(lines).encode("utf-8", "surrogatepass")

    return make


def _composed() -> Callable[[Random], bytes]:
    seed = json.loads((ADS / "lawful" / "fields.json").read_text(encoding="utf-8"))["imprint"]
    return lambda chance: _tree(seed, chance)


# ------------------------------------------------------------------------------------------------------------- doors


class Ran(NamedTuple):
    """How a run of the command line ended."""

    code: int
    out: str
    err: str


_CHECKER: list[Checker] = []


def _check_text(content: bytes, folder: Path) -> None:
    """Judge a text through the library; every value must cut its own words out of it."""
    if not _CHECKER:
        _CHECKER.append(Checker("kg"))
    text = content.decode("utf-8", "surrogatepass")
    try:
        result = _CHECKER[0].check(text)
    except ComplianceError:
        return
    for imprint in result.imprints:
        for path, leaf in imprint.stated():
            if leaf.span is not None and text[leaf.span.start : leaf.span.end] != leaf.raw:
                raise Wrong(f"{path}: {leaf.raw!r} does not stand at {leaf.span.start}")
    for finding in result.findings:
        if finding.span is not None and text[finding.span.start : finding.span.end] != finding.evidence:
            raise Wrong(f"{finding.rule}: {finding.evidence!r} does not stand at {finding.span.start}")


def _command(*arguments: str, name: str = "ad.txt") -> Callable[[bytes, Path], None]:
    """Return a run of the command line on the input as a file; it ends with 0, 1 or 2 and is never at a loss."""

    def run(content: bytes, folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        filled = [argument.format(file=path, folder=folder) for argument in arguments]
        ran = _run(filled)
        if ran.code not in (0, 1, 2) or "internal error" in ran.err or "Traceback" in ran.err:
            raise Wrong(f"code {ran.code}: {ran.err.strip()[-500:]}")
        if any(character in ran.out + ran.err for character in "\x1b\u202e\x00"):
            raise Wrong("a character that steers the terminal was printed")

    return run


def _run(arguments: list[str]) -> Ran:
    """Run the command line in this process, away from the folder of whoever fuzzes."""
    from compliance.interfaces.cli.run import run

    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(3)]
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        code = run(arguments)
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    written = []
    for stream in streams[1:]:
        with contextlib.suppress(ValueError):
            stream.flush()
            written.append(stream.buffer.getvalue().decode("utf-8", "replace"))
    return Ran(code, *written)


os.environ.setdefault("NO_COLOR", "1")
