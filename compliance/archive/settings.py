"""What holds for a whole scan, in a form that can be sent to other machines; and the checkers made from it."""

from __future__ import annotations

import hashlib
import json
import os
from collections import OrderedDict
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

from compliance.archive.find import Finder, Signs, signs_of
from compliance.checker import Checker
from compliance.extraction import Extraction
from compliance.model.document import Document
from compliance.rulebook import HOME, Rulebook
from compliance.rulebook.files.compile import dumped, restored
from compliance.rulebook.files.load import RULES
from compliance.rulebook.several import single
from compliance.version import VERSION

SECONDS = 30.0
_REMEMBERED = 1_000  # texts with imprints whose reading is kept: an ad that runs for weeks is read once


class Settings(NamedTuple):
    """What holds for all inputs of a scan.

    `jurisdiction` is whose law it is where an input names none, `book` its rulebook as JSON text, so that a worker on
    another machine judges by these rules and no others; `signs` are its signs of campaigning, likewise, and `shipped`
    is the digest of all rules that come with the program: inputs can name another jurisdiction. `names` are candidates
    and parties of a list of the user's, `seconds` is how long one input may take. Languages are those of messages.
    """

    jurisdiction: str = HOME
    book: str = ""
    languages: tuple[str, ...] = ("en",)
    table_map: str = ""
    medium: str | None = None
    names: tuple[str, ...] = ()
    seconds: float = SECONDS
    signs: str = ""
    shipped: str = ""

    @property
    def sha256(self) -> str:
        """The digest of everything here and of the program's version: equal digests give equal rows."""
        written = json.dumps([VERSION, *self], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()


def settings(
    jurisdiction: str = HOME, *, rules: str | None = None, elections: str | None = None, **others: Any
) -> Settings:
    """Return the settings of a scan, with the rulebook put into them; errors as those of `Checker`."""
    languages = others.pop("languages", ("en",))
    jurisdiction = single(jurisdiction)
    checker = Checker(jurisdiction, languages=languages, rules=rules, elections=elections)
    signs = signs_of(jurisdiction).dumped()
    return Settings(jurisdiction, dumped(checker.rulebook), tuple(languages), signs=signs, shipped=_shipped(), **others)


@cache
def _shipped() -> str:
    """Return the digest of every file of the rules that come with the program, by its name and content."""
    found = hashlib.sha256()
    for parent, folders, names in os.walk(RULES):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                content = hashlib.file_digest(file, "sha256").digest()
            found.update(os.path.relpath(path, RULES).replace(os.sep, "/").encode() + b"\0" + content)
    return found.hexdigest()


class ReadsOnce(Checker):
    """A checker that remembers what it read: a text that is asked for again, or stands in many places, costs once."""

    _read: OrderedDict[tuple[Any, ...], Extraction]

    def read(self, document: Document, explain: bool = False, told: bool = False) -> Extraction:
        """Return what extraction finds; of a text with imprints it is remembered."""
        key = (document.text, document.format, tuple(document.layers), _notes(document), told)
        found = self._read.get(key)
        if found is None:
            found = super().read(document, explain, told)
            self._read[key] = found
            while len(self._read) > _REMEMBERED:
                self._read.popitem(last=False)
        else:
            self._read.move_to_end(key)
        return found


def _notes(document: Document) -> tuple[tuple[int, int, str], ...]:
    return tuple((one.start, one.end, one.note) for one in document.segments if one.note)


_books: dict[str, Rulebook] = {}
_lock = Lock()


def _book(text: str, jurisdiction: str) -> Rulebook:
    """Return a rulebook out of its JSON text; each is made once a process, whatever number of scans it serves."""
    key = hashlib.sha256(text.encode()).hexdigest()
    with _lock:
        if key not in _books:
            _books[key] = restored(text, os.path.join(RULES, jurisdiction))
        return _books[key]


def checker_of(chosen: Settings, jurisdiction: str) -> ReadsOnce:
    """Return the checker of a jurisdiction: of the scan's own by the rules it carries, of another by the shipped ones.

    `UsageError` for a jurisdiction that does not exist.
    """
    if jurisdiction == chosen.jurisdiction and chosen.book:
        made: Checker = ReadsOnce.of(_book(chosen.book, jurisdiction))
        made.languages = chosen.languages
    else:
        made = ReadsOnce(jurisdiction, languages=chosen.languages)
    assert isinstance(made, ReadsOnce)
    made._read = OrderedDict()
    return made


def finder_of(chosen: Settings, jurisdiction: str) -> Finder:
    """Return the finder of a jurisdiction: of the scan's own by the signs it carries, of another by those shipped."""
    own = jurisdiction == chosen.jurisdiction and chosen.signs
    return Finder.of(Signs.restored(chosen.signs) if own else signs_of(jurisdiction), chosen.names)
