"""`compliance check --fix`: files changed in place, in form alone, before they are judged."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from compliance.authoring.fix import apply, form_fixes
from compliance.errors import SourceError
from compliance.interfaces.cli import console
from compliance.interfaces.cli.atomic import rewrite
from compliance.interfaces.cli.inputs import content_of
from compliance.render.words import words
from compliance.rulebook.texts import fill
from compliance.sources import STANDARD_INPUT, load_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.authoring.fix import Edit
    from compliance.checker import Checker
    from compliance.interfaces.cli.judging import Job, Judge
    from compliance.model.document import Document

# How Python calls an encoding that reports name otherwise.
_CODECS = {"windows-1251": "cp1251"}


def mend(jobs: Iterable[Job], judge: Judge) -> None:
    """Change the text files among the inputs, and say on standard error what was changed and what cannot be."""
    say = words(judge.checker().languages[0])
    seen: set[str] = set()
    for job in jobs:
        path = job.source.path
        if path == STANDARD_INPUT:
            _refuse(judge.shared.stdin_name, say)
        elif os.path.realpath(path) not in seen:
            seen.add(os.path.realpath(path))
            _mend(job, judge.checker(job.scope.jurisdiction), say)


def _mend(job: Job, checker: Checker, say: Mapping[str, str]) -> None:
    try:
        loaded = load_source(job.source)
    except SourceError:
        return  # said when it is judged
    document = loaded[0].document
    if len(loaded) > 1 or loaded[0].ad is not None or document.pointer:
        return _refuse(document.path, say)
    edits = form_fixes(document, checker)
    if not edits:
        return None
    if not _is_ours_to_change(job.source.path):
        return console.tell(fill(say["fix_not_ours"], {"path": document.path}))
    if not _write(job.source.path, document, edits):
        return _refuse(document.path, say)
    for edit in edits:
        place = document.span(edit.start, edit.start + len(edit.before))
        around = _around(document.text, edit)
        shown = {"path": document.path, "line": place.line, "column": place.column, **around}
        console.tell(fill(say["fixed"], shown))
    console.tell(fill(say["fixed_count"], {"path": document.path, "count": len(edits)}))
    return None


def _around(text: str, edit: Edit) -> dict[str, str]:
    """Return what was and what is, with a few letters on both sides where only a blank came in."""
    if edit.before:
        return {"before": edit.before, "after": edit.after}
    left, right = text[max(0, edit.start - 8) : edit.start], text[edit.start : edit.start + 8]
    return {"before": left + right, "after": left + edit.after + right}


def _write(path: str, document: Document, edits: list[Edit]) -> bool:
    """Write the text as changed, in the source's encoding; False if the file is not that text, or cannot hold it."""
    codec = _CODECS.get(document.encoding, document.encoding)
    try:
        content = content_of(path)
        if sha256(content).hexdigest() != document.sha256 or document.text.encode(codec) != content:
            return False
        changed = apply(document.text, edits).encode(codec)
    except (UnicodeError, LookupError):
        return False
    rewrite(path, changed)
    return True


def _is_ours_to_change(path: str) -> bool:
    """Return whether a file may be changed: nobody took the right away, and no link leads out of its folder.

    The mode counts, not what the system lets us do: a run as root in a container may write everything.
    """
    real, folder = os.path.realpath(path), os.path.realpath(os.path.dirname(path) or os.curdir)
    within = real.startswith(folder.rstrip(os.sep) + os.sep)
    try:
        return within and bool(os.stat(real).st_mode & 0o222) and os.access(real, os.W_OK)
    except OSError:
        return False


def _refuse(path: str, say: Mapping[str, str]) -> None:
    console.tell(fill(say["fix_not_here"], {"path": path}))
