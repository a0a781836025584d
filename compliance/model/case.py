"""All that the rules may look at: the facts of one ad. No clock, no file, no network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from compliance.model.document import Layer, Unread
from compliance.model.election import Election
from compliance.model.imprint import Imprint
from compliance.model.tuples import NamedTuple


class Case(NamedTuple):
    """One ad to be judged.

    `imprint` is the imprint a check is to look at (None where the ad has none), `imprints` are all of them.
    `elections` are the ones the ad may belong to (none: unknown). `on` decides which wording of a rule binds.
    `published` is local to the jurisdiction, without a zone. `metadata` holds what the caller knows beyond the ad, by
    the keys and types of `compliance.model.facts`; `text` is the ad's own text as readers see it, which checks of its
    content search; `hidden` are the places of imprints that stand where readers do not see them, `damage` those
    of words that lost letters. `layers` are imprints in layers of the source that nobody sees, `unread` the parts of it
    that could not be read.
    """

    imprints: tuple[Imprint, ...]
    imprint: Imprint | None
    elections: tuple[Election, ...]
    resolved_by: str
    on: date | None
    published: datetime | date | None
    medium: str | None
    language: str
    metadata: Mapping[str, Any]
    text: str = ""
    hidden: tuple[tuple[int, int], ...] = ()
    damage: tuple[tuple[int, int], ...] = ()
    layers: tuple[Layer, ...] = ()
    unread: tuple[Unread, ...] = ()
