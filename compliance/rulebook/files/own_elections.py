"""A user's own elections, in the form of elections.toml, added to a calendar or put in the place of the same id."""

from __future__ import annotations

import hashlib
import os
from copy import copy
from typing import TYPE_CHECKING

from compliance.errors import Fault, RulebookError, UsageError
from compliance.rulebook.checked.consistency import calendar_faults
from compliance.rulebook.checked.faults import validated
from compliance.rulebook.checked.files import ElectionsFile
from compliance.rulebook.files.build import built_election
from compliance.rulebook.files.parse import source_file

if TYPE_CHECKING:
    from compliance.rulebook.book import Rulebook


def with_elections(rulebook: Rulebook, path: str) -> Rulebook:
    """Return the rulebook with the elections of a file.

    RulebookError with all faults of the file if it has any, UsageError if there is no such file. The digest of the
    rulebook takes the file in, so that a report tells which calendar dated the ads.
    """
    if not os.path.lexists(path):
        raise UsageError(f"{path}: no such file")
    faults: list[Fault] = []
    digest = hashlib.sha256(rulebook.sha256.encode())
    source = source_file(path, os.path.basename(path), "elections", digest, faults)
    faults += [] if faults else validated(source, ElectionsFile)
    if not faults:
        levels = set(rulebook.election_words.get("levels", {})) or None
        faults += calendar_faults(source, tuple(dict.fromkeys(("en", *rulebook.languages))), levels)
    if faults:
        raise RulebookError(sorted(faults, key=lambda fault: (fault.line, fault.pointer)))
    own = tuple(map(built_election, source.content["election"]))
    ids = {election.id for election in own}
    found = copy(rulebook)
    found.elections = (*own, *(election for election in rulebook.elections if election.id not in ids))
    found.sha256, found.derived = digest.hexdigest(), {}
    return found
