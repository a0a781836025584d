"""`--jurisdiction auto`: says which jurisdictions the ads may be of and why; a person names them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from compliance.errors import UsageError
from compliance.render.display import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.authoring.proposals import Proposal

_MOST = 20  # ads that are looked at
_SHOWN = 5


def proposed(texts: Iterable[str]) -> UsageError:
    """Return the error that says what `auto` proposes for the first ads, by the weight of all of them together."""
    from compliance.authoring.proposals import propose

    best: dict[str, Proposal] = {}
    for text in islice(texts, _MOST):
        for one in propose(text):
            if one.jurisdiction not in best or one.weight > best[one.jurisdiction].weight:
                best[one.jurisdiction] = one
    found = sorted(best.values(), key=lambda one: (-one.weight, one.jurisdiction))[:_SHOWN]
    if not found:
        return UsageError("auto finds nothing that speaks for a jurisdiction; name it with --jurisdiction")
    told = "; ".join(f"{one.jurisdiction} ({_reasons(one)})" for one in found)
    return UsageError(f"auto decides nothing, it proposes: {told}. Name one or several: --jurisdiction {_names(found)}")


def _reasons(one: Proposal) -> str:
    return ", ".join(f"{reason.kind}: {visible(' '.join(' / '.join(reason.words).split()))}" for reason in one.reasons)


def _names(found: list[Proposal]) -> str:
    return ",".join(one.jurisdiction for one in found if one.weight == found[0].weight)
