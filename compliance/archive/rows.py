"""Rows of a scan as plain values, in the columns of `columns.ROW`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from compliance.archive.columns import ROW
from compliance.archive.sameness import content_digest, imprint_digest, sketch
from compliance.rulebook import available
from compliance.text.moment import parse_moment

if TYPE_CHECKING:
    from datetime import date, datetime

    from compliance.archive.settings import Settings
    from compliance.border import report_wire as wire
    from compliance.model.document import Document
    from compliance.model.imprint import Imprint
    from compliance.model.known import Known
    from compliance.report.build import Judged

_EMPTY: dict[str, Any] = dict.fromkeys(ROW.names) | {
    "pointer": "", "month": "undated", "signs": [], "imprints": [], "findings": [],
}  # fmt: skip


def row_of(one: Mapping[str, Any], document: Document, jurisdiction: str, several: bool) -> dict[str, Any]:
    """Return the row of a text of which nothing is known yet but where it stands.

    Of several texts in one input each has an id of its own: the input's, with the place of the text in it.
    """
    pointer = document.pointer if several or one["kind"] == "file" else ""
    return _EMPTY | {
        "id": f"{one['id']}#{pointer}" if several else one["id"],
        "path": one["path"],
        "pointer": pointer or one["where"],
        "jurisdiction": jurisdiction,
        "outlet": one["outlet"],
    }


def put_aside(one: Mapping[str, Any], settings: Settings, reason: str) -> dict[str, Any]:
    """Return the row of an input that could not be read or finished, with the reason."""
    published = moment_of(one["published"])
    named = one["jurisdiction"]
    return _EMPTY | {
        "id": one["id"], "path": one["path"], "pointer": one["where"], "outlet": one["outlet"],
        "jurisdiction": named if named and named in available() else settings.jurisdiction, "medium": one["medium"],
        "month": published.isoformat()[:7] if published else "undated", "published": one["published"] or None,
        "class": "unreadable", "verdict": "unreadable", "aside": reason,
    }  # fmt: skip


def moment_of(said: str | None) -> date | datetime | None:
    """Return the day, or day and hour, that an archive says; what cannot be is as if it were not said."""
    try:
        return parse_moment(said) if said else None
    except ValueError:
        return None


def judged_row(judged: Judged, entry: wire.AdResult, text: str) -> dict[str, Any]:
    """Return the columns of an ad that was judged; the entry of the report stands in them as it is."""
    case = judged.case
    published = case.published.isoformat() if case.published else None
    day = published or (case.on.isoformat() if case.on and judged.on_from == "imprint" else "")
    return {
        "month": day[:7] or "undated",
        "medium": case.medium,
        "published": published,
        "on": case.on,
        "language": case.language,
        "election": entry.get("election", {}).get("id"),
        "verdict": entry["verdict"],
        "imprints": [_leaves(one) for one in case.imprints],
        "findings": [_finding(one) for one in entry["findings"]],
        "content": content_digest(text),
        "imprint": imprint_digest(case.imprints),
        "sketch": sketch(text),
        "report": json.dumps(entry, ensure_ascii=False, separators=(",", ":")),
    }


def unjudged_row(said: Known, language: str | None, text: str, kind: str) -> dict[str, Any]:
    """Return the columns of a text that is not judged, as it is no ad, or not surely one."""
    published = said.published.isoformat() if said.published else None
    return {
        "month": published[:7] if published else "undated",
        "medium": said.medium,
        "published": published,
        "language": said.language or language,
        "election": said.election,
        "content": content_digest(text),
        "sketch": sketch(text) if kind == "unsure" else None,
    }


def _leaves(imprint: Imprint) -> list[dict[str, Any]]:
    return [
        {
            "field": path,
            "value": "" if leaf.value is None else str(leaf.value),
            "raw": leaf.raw,
            "start": leaf.start if isinstance(leaf.start, int) else None,
            "end": leaf.end if isinstance(leaf.end, int) else None,
            "confidence": leaf.confidence,
        }
        for path, leaf in imprint.leaves.items()
    ]


def _finding(found: wire.Finding) -> dict[str, Any]:
    span: Mapping[str, int] = found.get("span", {})  # type: ignore[assignment]
    return {
        "rule": found["rule"],
        "severity": found["severity"],
        "outcome": found["outcome"],
        "reason": found["message_id"],
        "message": next(iter(found["message"].values())),
        "law": found.get("law", []),
        "start": span.get("start"),
        "end": span.get("end"),
        "line": span.get("line"),
        "column": span.get("column"),
    }
