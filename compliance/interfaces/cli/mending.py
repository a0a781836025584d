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
    from collections.abc import Iterable, Sequence

    from compliance.authoring.fix import Edit
    from compliance.interfaces.cli.judging import Job, Judge
    from compliance.model.document import Document

# How Python calls an encoding that reports name otherwise.
_CODECS = {"windows-1251": "cp1251"}


class Mending:
    """Mends the text files among the inputs, or only shows how (`show_only`), and tells of each on standard error.

    A link is followed inside the folder that was named, or that the file stands in; what lies elsewhere, and what may
    not be written, stays.
    """

    def __init__(self, judge: Judge, arguments: Sequence[str], show_only: bool = False) -> None:
        self._judge = judge
        self._say = words(judge.checker().languages[0])
        self._folders = [os.path.abspath(argument) for argument in arguments if os.path.isdir(argument)]
        self._show_only = show_only
        self._seen: set[str] = set()

    def mend(self, jobs: Iterable[Job]) -> None:
        """Change the files in order, each once however many names lead to it."""
        for job in jobs:
            path = job.source.path
            if path == STANDARD_INPUT:
                self._refuse("fix_not_here", self._judge.shared.stdin_name)
            elif os.path.realpath(path) not in self._seen:
                self._seen.add(os.path.realpath(path))
                self._mend(job)

    def _mend(self, job: Job) -> None:
        try:
            loaded = load_source(job.source)
        except SourceError:
            return  # said when it is judged
        document = loaded[0].document
        if len(loaded) > 1 or loaded[0].ad is not None or document.pointer or document.format != "text":
            return self._refuse("fix_not_here", document.path)
        edits = form_fixes(document, self._judge.checker(job.scope.jurisdiction))
        if not edits:
            return None
        if self._show_only:
            return _show(document, edits)
        if not self._is_within(job.source.path):
            return self._refuse("fix_link_outside", document.path)
        if not _may_be_written(job.source.path):
            return self._refuse("fix_read_only", document.path)
        if not _write(job.source.path, document, edits):
            return self._refuse("fix_not_here", document.path)
        return self._tell(document, edits)

    def _tell(self, document: Document, edits: list[Edit]) -> None:
        for edit in edits:
            place = document.span(edit.start, edit.start + len(edit.before))
            around = _around(document.text, edit)
            shown = {"path": document.path, "line": place.line, "column": place.column, **around}
            console.tell(fill(self._say["fixed"], shown))
        console.tell(fill(self._say["fixed_count"], {"path": document.path, "count": len(edits)}))

    def _refuse(self, why: str, path: str) -> None:
        console.tell(fill(self._say[why], {"path": path}))

    def _is_within(self, path: str) -> bool:
        """Tell whether the file itself lies in the folder that was named, or else in the one that its name is in."""
        absolute = os.path.abspath(path)
        named = [folder for folder in self._folders if absolute.startswith(os.path.join(folder, ""))]
        roots = named or [os.path.dirname(absolute)]
        return any(os.path.realpath(path).startswith(os.path.join(os.path.realpath(root), "")) for root in roots)


def _may_be_written(path: str) -> bool:
    """Tell whether anybody may write to the file, and so may we: one kept from all is meant to stay, even for root."""
    return bool(os.stat(path).st_mode & 0o222) and os.access(path, os.W_OK)


def _show(document: Document, edits: list[Edit]) -> None:
    """Show the changes as a unified diff."""
    from difflib import unified_diff

    before, after = document.text.splitlines(), apply(document.text, edits).splitlines()
    for line in unified_diff(before, after, document.path, document.path, lineterm="", n=1):
        console.tell(line)


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
