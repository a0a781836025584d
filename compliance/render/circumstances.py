"""By what an ad was judged, in words: its imprints, the day whose law decides, the election."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render.display import visible
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLURAL = {"error": "errors", "warning": "warnings", "note": "notes"}
KINDS = (*_PLURAL.values(), "undecided")


def circumstances(result: dict[str, Any], say: Mapping[str, str], language: str) -> list[str]:
    """Return short phrases on what was found and what decided."""
    imprints = len(result["imprints"])
    parts = [f"{say['imprints']}: {imprints}" if imprints else say["no_imprint"]]
    if result["on"]:
        parts.append(f"{fill(say['by_law_of'], {'day': result['on']})} ({say['from_' + result['on_from']]})")
    else:
        parts.append(say["day_unknown"])
    parts.append(_election(result["election"], say, language))
    if result["truncated"]:
        parts.append(say["truncated"])
    return parts


def _election(election: dict[str, Any] | None, say: Mapping[str, str], language: str) -> str:
    if election is None:
        return say["election_unknown"]
    if election["id"] is None:
        return fill(say["several_elections"], {"ids": visible(", ".join(election["candidates"]))})
    name = election["name"].get(language) or next(iter(election["name"].values()), election["id"])
    return f"{say['election']} {election['date']}, {visible(name)} ({say[election['resolved_by']]})"


def counted(findings: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many errors, warnings and notes failed and how many are undecided; none that is zero."""
    found = dict.fromkeys(KINDS, 0)
    for finding in findings:
        found["undecided" if finding["outcome"] == "unclear" else _PLURAL[finding["severity"]]] += 1
    return {kind: count for kind, count in found.items() if count}


def tallied(findings: list[dict[str, Any]], say: Mapping[str, str]) -> str:
    """Return the same in words, "" for none."""
    return ", ".join(f"{say[kind]}: {count}" for kind, count in counted(findings).items())


def rulebook_of(result: dict[str, Any]) -> str:
    """Return which rules judged: jurisdiction, version and the beginning of their digest."""
    rules = result["rulebook"]
    return visible(f"{result['jurisdiction']} {rules['version']} ({rules['sha256'][:12]})") if rules else ""


class Covered:
    """What all ads of a report together tell of its reach: duties with a rule, duties for people, rules not decided."""

    __slots__ = ("_encoded", "_skipped", "duties")

    def __init__(self) -> None:
        self._encoded = 0
        self._skipped: set[str] = set()
        self.duties: dict[str, dict[str, str]] = {}

    def add(self, result: dict[str, Any]) -> None:
        """Take in the coverage statement of one ad, if it has one."""
        coverage = result.get("coverage")
        if coverage:
            self._encoded = max(self._encoded, coverage["encoded"])
            self._skipped.update(entry["rule"] for entry in coverage["skipped"])
            self.duties.update((entry["id"], entry["duty"]) for entry in coverage["not_machine_checkable"])

    def line(self, say: Mapping[str, str]) -> str:
        """Return the counts in one line, "" where no rulebook makes a statement."""
        if not self._encoded:
            return ""
        counts = {"encoded": self._encoded, "people": len(self.duties), "skipped": len(self._skipped)}
        return fill(say["coverage_line"], counts)
