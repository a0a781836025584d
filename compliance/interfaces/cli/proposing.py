"""`--jurisdiction auto`: says which jurisdictions the ads may be of and why; a person names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.errors import SourceError, UsageError
from compliance.render.display import visible
from compliance.sources import NoAd, load_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.authoring.proposals import Proposal
    from compliance.interfaces.cli.judging import Job

AUTO = "auto"
_MOST = 20  # ads that are looked at
_SHOWN = 5


def proposed(jobs: Iterable[Job], stdin_name: str) -> UsageError:
    """Return the error that says what `auto` proposes for the first ads, by the weight of all of them together."""
    from compliance.authoring.proposals import propose
    from compliance.interfaces.cli.judging import standard_input_of

    best: dict[str, Proposal] = {}
    seen = 0
    for job in jobs:
        try:
            for ad in load_source(job.source, standard_input_of(job.source), stdin_name):
                seen += 1
                for one in propose(ad.document.text):
                    if one.jurisdiction not in best or one.weight > best[one.jurisdiction].weight:
                        best[one.jurisdiction] = one
                if seen >= _MOST:
                    break
        except (NoAd, SourceError):
            continue
        if seen >= _MOST:
            break
    found = sorted(best.values(), key=lambda one: (-one.weight, one.jurisdiction))[:_SHOWN]
    if not found:
        return UsageError("auto finds nothing that speaks for a jurisdiction; name it with --jurisdiction")
    told = "; ".join(f"{one.jurisdiction} ({_reasons(one)})" for one in found)
    return UsageError(f"auto decides nothing, it proposes: {told}. Name one or several: --jurisdiction {_names(found)}")


def _reasons(one: Proposal) -> str:
    return ", ".join(f"{reason.kind}: {visible(' '.join(' / '.join(reason.words).split()))}" for reason in one.reasons)


def _names(found: list[Proposal]) -> str:
    return ",".join(one.jurisdiction for one in found if one.weight == found[0].weight)
