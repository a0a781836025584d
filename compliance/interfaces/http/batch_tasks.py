"""What workers do for batches: open what was sent, judge a slice of it, and close its result."""

from __future__ import annotations

import json
import os
import time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from compliance.errors import SourceError
from compliance.interfaces.http.options import Options
from compliance.interfaces.http.parcels import files_in
from compliance.interfaces.http.reporting import judged
from compliance.interfaces.http.tasks import ads, checker_of, options_of
from compliance.render import renderer
from compliance.render.machine import dumps
from compliance.report import build
from compliance.report.build import Foot, Tally
from compliance.sources import given as stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.border import report_wire as wire
    from compliance.sources import Loaded

_SLICE = 0.25  # seconds of judging, after which others may have the worker
_last: tuple[tuple[str, str, str, float], list[Loaded | SourceError]] | None = None


def unpack(content: bytes, *, options: dict[str, Any], path: str, folder: str, form: str, name: str) -> bytes:
    """Put the files of what lies at `path` into `folder`, by number; return their names and digests as JSON.

    An error where the options cannot be, or it is no form though `form` is its Content-Type, or no array of objects
    though it is JSON. What is wrong with a single ad is told in the result.
    """
    checker_of(options_of(options))
    with open(path, "rb") as file:
        whole = file.read()
    if not form and name.endswith(".json"):
        _refuse_no_array(whole, name)
    found = files_in(whole, form) if form else [(name, whole)]
    for number, (_, inner) in enumerate(found):
        with open(os.path.join(folder, str(number)), "wb") as file:
            file.write(inner)
    os.remove(path)
    return json.dumps([(called, sha256(inner).hexdigest()) for called, inner in found]).encode()


def _refuse_no_array(content: bytes, name: str) -> None:
    try:
        parsed = json.loads(content)
    except RecursionError as error:
        raise SourceError(name, "is nested too deeply") from error
    except ValueError as error:
        raise SourceError(name, "is not JSON that can be read") from error
    if not isinstance(parsed, list) or not parsed or not all(isinstance(one, dict) for one in parsed):
        raise SourceError(name, "a batch is an array of ads")


def judge(
    content: bytes, *, options: dict[str, Any], path: str, name: str, first: int, most: int | None = None
) -> bytes:
    """Return lines of a report on the ads of a file from the `first` on, for a while, by each jurisdiction.

    Above them stands how many ads it holds, and how many were judged now.
    """
    asked = Options(**options)
    checker, option = checker_of(asked), stated.option(asked.medium, asked.published)
    found = _opened(path, name, asked.map)
    taken, lines = 0, list[str]()
    began = time.monotonic()
    for loaded in found[first:]:
        if taken == most or (taken and time.monotonic() - began > _SLICE):
            break
        lines += [dumps(judged(one, loaded, option)[0], indent=None) for one in checker.each]
        taken += 1
    return "".join((f"{len(found)} {taken}\n", *lines)).encode("utf-8", "backslashreplace")


def _opened(path: str, name: str, table_map: str) -> list[Loaded | SourceError]:
    """Return the ads in a file; those of the last one are kept, for the next slice."""
    global _last
    key = (path, name, table_map, os.stat(path).st_mtime)
    if _last is None or _last[0] != key:
        _last = None
        with open(path, "rb") as file:
            content = file.read()
        _last = (key, list(ads(content, name, table_map)))
    return _last[1]


def given_up(content: bytes, *, options: dict[str, Any], name: str, pointer: str, reason: str) -> bytes:
    """Return the lines of an ad that no worker survived."""
    fault = SourceError(name, reason, pointer)
    lines = [dumps(one.unreadable(fault), indent=None) for one in checker_of(Options(**options)).each]
    return "".join(lines).encode("utf-8", "backslashreplace")


def close(content: bytes, *, options: dict[str, Any], path: str) -> bytes:
    """Return the last line of a report whose entries lie at `path`."""
    checker, foot = checker_of(Options(**options)), Foot()
    for result in _entries(path):
        foot.add(result)
    books = [one.rulebook for one in checker.each]
    return dumps(foot.foot(books, checker.languages), indent=None).encode("utf-8", "backslashreplace")


def render(content: bytes, *, options: dict[str, Any], path: str, output: str) -> bytes:
    """Return a finished result in another format; what a format shows of an ad's own text is not there any more."""
    checker, tally, pieces = checker_of(Options(**options)), Tally(), []
    books = [one.rulebook for one in checker.each]
    made = renderer(output, language=checker.languages[0], languages=checker.languages, rulebooks=books)
    for result in _entries(path):
        tally.add(result)
        pieces.append(made.document(result))
    pieces += made.end(tally.summary())
    return "".join(pieces).encode("utf-8", "backslashreplace")


def _entries(path: str) -> Iterator[wire.AdResult]:
    with open(path, encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            if entry.get("schema") != build.SCHEMA:
                yield entry
