"""What workers do: a task takes the bytes of an ad and the options of a request, and returns the bytes of an answer."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from compliance.checker import Checker
from compliance.errors import SourceError
from compliance.interfaces.http.options import Options, Reading
from compliance.interfaces.http.parcels import files_in
from compliance.interfaces.http.reporting import report
from compliance.render.machine import Items, dumps
from compliance.report.build import TOOL, unextracted
from compliance.sources import given as stated
from compliance.sources.formats import Asked
from compliance.sources.json_ad import parse_ad
from compliance.sources.loading import STANDARD_INPUT, Loaded, load_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator


def warm(home: str) -> None:
    """Load what the first ad would have to wait for."""
    check(b"1", options={"jurisdiction": home})


def check(
    content: bytes,
    *,
    options: dict[str, Any],
    name: str = STANDARD_INPUT,
    ad: bool = False,
    form: str = "",
    output: str = "json",
) -> bytes:
    """Return the report on what `content` holds, as the command line writes it.

    `ad`: it must be one ad in JSON; what is wrong with it is then a `SourceError`, and not told in the report. `form`
    is the Content-Type of a form with the file in it.
    """
    asked = options_of(options)
    name, content = _unpacked(content, name, form)
    option = stated.option(asked.medium, asked.published)
    return report(checker_of(asked), ads(content, name, asked.map, strict=ad), option, output, strict=ad)


def extract(
    content: bytes,
    *,
    options: dict[str, Any],
    name: str = STANDARD_INPUT,
    ad: bool = False,
    form: str = "",
    explain: bool = False,
) -> bytes:
    """Return what the ads in `content` state, as the command line writes it; as `check`."""
    asked = options_of(options)
    name, content = _unpacked(content, name, form)
    checker = checker_of(asked)
    items, pieces = Items('{\n  "documents": [', 4), []
    for loaded in ads(content, name, asked.map, strict=ad):
        for one in checker.each:
            if isinstance(loaded, SourceError):
                entry = unextracted(loaded.path, loaded.reason, one.rulebook.id, loaded.pointer)
            else:
                entry = one.extracted(loaded, explain)
            pieces.append(items.item(entry))
    foot = dumps({"schema": "imprint.v1", "tool": TOOL}).removeprefix("{")
    return ("".join(pieces) + items.end() + "," + foot).encode("utf-8", "backslashreplace")


def fix(content: bytes, *, options: dict[str, Any], name: str = STANDARD_INPUT, form: str = "") -> bytes:
    """Return a text with its safe changes of form made, and the list of them; nothing in it asserts a fact."""
    from compliance.authoring.fix import apply, form_fixes

    checker = checker_of(Reading(**options))
    name, content = _unpacked(content, name, form)
    loaded = load_bytes(content, name)
    document = loaded[0].document
    if len(loaded) > 1 or loaded[0].ad is not None or document.format != "text":
        raise SourceError(name, "is no plain text: only those are mended")
    edits = form_fixes(document, checker)
    return dumps({"edits": [edit._asdict() for edit in edits], "text": apply(document.text, edits)}).encode()


def compose(content: bytes, *, options: dict[str, Any], request: dict[str, Any]) -> bytes:
    """Return an imprint from facts, what is missing for it, and what the rules say of it."""
    from compliance.authoring.composer import compose as composed

    checker = checker_of(Reading(**options))
    if request["election"]:
        checker.verify_election(request["election"])
    made = composed(
        request["facts"], checker, request["language"], medium=request["medium"], election=request["election"]
    )
    return dumps({"text": made.text, "missing": made.missing, "result": made.result}).encode("utf-8")


def ads(content: bytes, name: str, table_map: str = "", *, strict: bool = False) -> Iterator[Loaded | SourceError]:
    """Yield the ads in `content`, and an error for each that cannot be read; `strict`: it is raised instead."""
    try:
        if strict:
            _is_one(content, name)
        found = load_bytes(content, name, asked=Asked(table_map))
    except SourceError as error:
        if strict:
            raise
        yield error
        return
    for loaded in found:
        fault = SourceError(loaded.document.path, loaded.fault, loaded.document.pointer) if loaded.fault else None
        if fault and strict:
            raise fault
        yield fault or loaded


def _unpacked(content: bytes, name: str, form: str) -> tuple[str, bytes]:
    """Return name and content of the one file that was sent."""
    if not form:
        return name, content
    files = files_in(content, form)
    if len(files) > 1:
        raise SourceError("the form", "holds several files: POST /v1/batches takes those")
    return files[0]


def _is_one(content: bytes, name: str) -> None:
    """Raise `SourceError` where JSON is not one ad."""
    try:
        parsed = json.loads(content)
    except RecursionError as error:
        raise SourceError(name, "is nested too deeply") from error
    except ValueError as error:  # no JSON, or not in UTF-8
        raise SourceError(name, "is not JSON that can be read") from error
    parse_ad(parsed, name)


def options_of(options: dict[str, Any]) -> Options:
    """Return the options of a request; `UsageError` where they cannot be."""
    asked = Options(**options)
    if asked.map:
        from compliance.sources.column_map import parse_map

        parse_map(asked.map)
    stated.option(asked.medium, asked.published)
    return asked


def checker_of(asked: Reading) -> Checker:
    """Return the checker that a request asks for; made once for equal requests."""
    if isinstance(asked, Options):
        return _checker(asked.jurisdiction, asked.languages(), asked.election, asked.election_date, asked.on)
    return _checker(asked.jurisdiction, asked.languages(), None, None, None)


@lru_cache(maxsize=64)
def _checker(
    jurisdiction: str, languages: tuple[str, ...], election: str | None, election_date: str | None, on: str | None
) -> Checker:
    return Checker(jurisdiction, languages=languages, election=election, election_date=election_date, on=on)
