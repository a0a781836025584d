"""The day whose law decides: that of an option, of the imprint, of the publication; else nobody knows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from compliance.engine.resolve import FARTHEST

if TYPE_CHECKING:
    from compliance.model.election import Resolution
    from compliance.model.imprint import Imprint

_NAMED = ("option", "metadata", "text")  # what says outright which election an ad is about


def deciding_day(
    imprints: Sequence[Imprint], published: date | datetime | None, option: date | None, first_day: date
) -> tuple[date | None, str]:
    """Return the day whose law decides and where it was found.

    A day in an imprint before `first_day`, from which there are elections at all, is taken for a slip.
    """
    if option is not None:
        return option, "option"
    for read in imprints:
        leaf = read.leaves.get("publication_date")
        if leaf is not None and isinstance(leaf.value, date) and leaf.value >= first_day:
            return leaf.value, "imprint"
    if published is not None:
        return (published.date() if isinstance(published, datetime) else published), "published"
    return None, "unknown"


def misses(on: date | None, on_from: str, resolution: Resolution) -> bool:
    """Tell whether the imprint's day lies far from the election that is named: then the day is wrong."""
    named = resolution.resolved_by in _NAMED and bool(resolution.elections)
    far = all(on is not None and abs((one.date - on).days) > FARTHEST for one in resolution.elections)
    return on_from == "imprint" and named and far
