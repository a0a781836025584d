"""Where the report goes: one format on standard output, others into files, and the step summary of GitHub."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from compliance.errors import UsageError
from compliance.interfaces.cli import console
from compliance.render import FORMATS, renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from compliance.border import report_wire as wire
    from compliance.interfaces.cli.atomic import AtomicFile
    from compliance.model.document import Document
    from compliance.render import Renderer
    from compliance.render.addresses import Addresses
    from compliance.report.gate import Gate
    from compliance.rulebook import Rulebook

MOST_SUMMARY = 1 << 20


def parse_outputs(values: Iterable[str]) -> list[tuple[str, str]]:
    """Return format and file of each `FORMAT=FILE`; `UsageError` for what is none."""
    found: list[tuple[str, str]] = []
    for value in values:
        form, sign, path = value.partition("=")
        if not sign or not path:
            raise UsageError(f"--output takes FORMAT=FILE, such as json=report.json, not {value!r}")
        if form not in FORMATS:
            raise UsageError(f"--output {value}: there is no format {form!r}; there is: {', '.join(FORMATS)}")
        found.append((form, path))
    return found


class Outputs:
    """All outputs of one run. Files appear when the run has come to its end, or was interrupted, never half."""

    def __init__(
        self,
        form: str,
        files: Sequence[tuple[str, str]],
        *,
        languages: Sequence[str],
        color: bool,
        rulebooks: Iterable[Rulebook],
        addresses: Addresses,
        gate: Gate,
        before_writing: Callable[[], None],
    ) -> None:
        self._form, self._before = form, before_writing
        language, columns = languages[0], console.columns()
        shared: Any = {
            "language": language, "languages": languages, "rulebooks": rulebooks, "addresses": addresses,
            "gate": gate,
        }  # fmt: skip
        self._screen = renderer(form, color=color, columns=columns, **shared)
        self._files: list[tuple[AtomicFile, Renderer]] = []
        try:
            for name, path in files:
                from compliance.interfaces.cli.atomic import AtomicFile

                made = renderer(name, **shared)
                self._files.append((AtomicFile(path), made))
        except UsageError:
            self.drop()
            raise
        self._forms = {form, *(name for name, _ in files)}
        self._said = False

    def document(self, result: wire.AdResult, source: Document | None, trace: str = "") -> None:
        """Write what there is to say of one ad, and how its rules were decided."""
        for file, render in self._files:
            file.put(render.document(result, source))
        if source is not None or self._form != "text":  # people read on standard error what could not be read
            self._said = True
            self._put(self._screen.document(result, source))
            self._put(trace)

    def end(self, summary: wire.Summary) -> None:
        """Write what comes at the end, and give the files their names."""
        for file, render in self._files:
            for piece in render.end(summary):
                file.put(piece)
        if self._said or self._form != "text":
            for piece in self._screen.end(summary):
                self._put(piece)
        for file, _ in self._files:
            file.keep()
        self._step_summary(summary)

    def clear(self) -> None:
        """Make room on the terminal for a line of another kind."""
        self._before()

    def drop(self) -> None:
        """Leave no file behind that was not finished."""
        for file, _ in self._files:
            file.drop()

    def _put(self, text: str) -> None:
        if text:
            self._before()
            console.put(text)

    def _step_summary(self, summary: wire.Summary) -> None:
        path = os.environ.get("GITHUB_STEP_SUMMARY")
        if not path or "github" not in self._forms:
            return
        renderers = [self._screen, *(render for _, render in self._files)]
        make = next((found for one in renderers if (found := getattr(one, "step_summary", None))), None)
        if make is not None:
            from compliance.interfaces.cli.atomic import append_limited

            append_limited(path, make(summary), MOST_SUMMARY)
