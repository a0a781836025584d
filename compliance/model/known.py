"""What is known of an ad beside its text, and which word counts where two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from compliance.model.imprint import Imprint
from compliance.model.tuples import NamedTuple


class Known(NamedTuple):
    """What somebody knows of an ad: the caller, the ad itself, or a configuration. None is not known.

    `published` without a zone is local to the jurisdiction, `election` an id or a polling day as ISO text. `imprints`
    are those of the ad where they are held as fields: they are then not looked for in its text. `facts` are what the ad
    cannot show (`facts.toml`). `declared` are fields that an export states beside the text, by their paths: they stand
    where the text itself states none.
    """

    medium: str | None = None
    published: date | datetime | None = None
    language: str | None = None
    election: str | None = None
    imprints: tuple[Imprint, ...] | None = None
    facts: Mapping[str, Any] = {}
    declared: Mapping[str, str] | None = None

    def over(self, other: Known) -> Known:
        """Return all that both know; where they differ, this comes before the other.

        One order holds everywhere: the options of a call, then what the ad says of itself, then a configuration.

        >>> Known(medium="print").over(Known(medium="online", language="ky"))[:3]
        ('print', None, 'ky')
        """
        if other is NOTHING:
            return self
        first = Known._make(theirs if mine is None else mine for mine, theirs in zip(self, other, strict=True))
        return first._replace(facts={**other.facts, **self.facts})


NOTHING = Known()
