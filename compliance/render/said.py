"""What every format says of a finding: its weight, its words, its law, and an id that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.model.digest import digest_of
from compliance.render.addresses import is_outside
from compliance.render.display import visible
from compliance.render.spoken import spoken
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.border import report_wire as wire
    from compliance.render.books import Books

LEVELS = ("error", "warning", "note")
UNREADABLE = "unreadable"
_SOURCED = ("quoted", "reported", "unconfirmed")


def said(texts: Mapping[str, str] | None, language: str) -> str:
    """Return a text in `language`, else in whatever language there is, on one line and unable to steer a terminal."""
    if not texts:
        return ""
    return visible(texts.get(language) or texts.get("en") or next(iter(texts.values())))


def level(finding: wire.Finding) -> str:
    """Return how loudly a format without "unclear" and "waived" tells a finding: error, warning or note.

    What fails has its severity; what is unclear is a step less, since nothing was found wrong; what is waived, or known
    from the baseline, is a note. The report itself keeps the severity.
    """
    if excused(finding):
        return "note"
    if finding["outcome"] == "fail":
        return str(finding["severity"])
    return "warning" if finding["severity"] == "error" else "note"


def excused(finding: wire.Finding) -> str:
    """Return the word for what keeps a finding from failing a run: `waived`, `known_before`, or ""."""
    return "waived" if finding.get("waived") else "known_before" if finding.get("baseline") == "known" else ""


def waiver(finding: wire.Finding, say: Mapping[str, str]) -> str:
    """Return who waived a finding, until when and why; "" where nobody did."""
    waived = finding.get("waived")
    if not waived:
        return ""
    parts = {"by": waived["by"], "until": waived["until"], "reason": waived["reason"]}
    return fill(say["waived_by"], {key: visible(text or "…") for key, text in parts.items()})


def message(finding: wire.Finding, language: str, say: Mapping[str, str]) -> str:
    """Return one line: what is wrong, led by `waived`, `known` or `unclear` where it is that."""
    kinds = [excused(finding), "unclear" if finding["outcome"] == "unclear" else ""]
    return ": ".join([*(say[kind] for kind in kinds if kind), said(finding["message"], language)])


def details(
    result: wire.AdResult, finding: wire.Finding, books: Books, language: str, say: Mapping[str, str]
) -> list[str]:
    """Return the lines below the message: the waiver, the fix, the best sourced law, and what a violation costs."""
    lines = [waiver(finding, say)]
    if finding.get("fix"):
        lines.append(f"{say['fix']}: {said(finding['fix'], language)}")
    for kind, found in (("law", books.laws(result, finding)), ("penalty", books.penalties(result, finding))):
        lines += [f"{say[kind]}: {citation(law, language, say)}" for law in sourced(found)[:1]]
    return [line for line in lines if line]


def sourced(law: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return sources of law, the best attested first."""
    return sorted(law, key=lambda source: _SOURCED.index(source["status"]))


def citation(law: dict[str, Any], language: str, say: Mapping[str, str]) -> str:
    """Return act, article and how well it is sourced."""
    return f"{act(law, language, say)} ({say[law['status']]})"


def act(law: dict[str, Any], language: str, say: Mapping[str, str]) -> str:
    """Return act and article."""
    article = ", " + fill(say["article"], {"number": visible(law["article"])}) if law["article"] else ""
    return said(law["act"], language) + article


def location(result: wire.AdResult) -> str:
    """Return what an ad is called: its path, and the JSON Pointer in it."""
    return visible(result["path"]) + (f"#{visible(result['pointer'])}" if result.get("pointer") else "")


def fault(result: wire.AdResult, language: str) -> str:
    """Return why an ad could not be read, in the language of the report; "" for one that was read."""
    return visible(spoken(result["error"]["message"], language)) if "error" in result else ""


def outside(result: wire.AdResult, say: Mapping[str, str]) -> list[str]:
    """Return the note on a file that no CI can attach a finding to, since it is not in the repository."""
    return [say["outside_repository"]] if is_outside(result["path"]) else []


class Fingerprints:
    """Gives each finding an id that is unique in the report and stays when lines are inserted above it.

    It is made from path, pointer and the finding's own id, which is unique in its ad; the same ad read twice is told
    apart by an ordinal.
    """

    __slots__ = ("_here", "_seen")

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._here: tuple[str, ...] = ()

    def begin(self, result: wire.AdResult) -> None:
        """Say that the findings of another ad follow."""
        place = (result["path"], result.get("pointer", ""))
        # paths are not kept: they are many
        short = digest_of("\0".join(place).encode("utf-8", "surrogatepass"))[:24]
        self._seen[short] = self._seen.get(short, 0) + 1
        self._here = (*place, str(self._seen[short]))

    def of(self, name: str, key: str) -> str:
        """Return the id of what `key` names among the findings of kind `name` in that ad."""
        path, pointer, ordinal = self._here
        content = "\0".join((path, pointer, name, key, ordinal))
        return digest_of(content.encode("utf-8", "surrogatepass"))[:32]
