"""Waivers: decisions of people that a finding shall not fail a run, kept in a file with reason, name and last day.

A waiver changes neither outcome nor verdict: the finding stays in every report and says who waived it. What is wrong
with the waivers themselves is a finding on their file: `waiver/malformed` (error: it was meant to waive something and
does not), `waiver/expired` (warning) and `waiver/unused` (note).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.model.answer import Severity
from compliance.model.document import Document
from compliance.rulebook.files.lines import line_of, lines_of
from compliance.rulebook.selection import matches
from compliance.text.late import late
from compliance.text.moment import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compliance.border import report_wire as wire
    from compliance.sources.patterns import Excludes

SEVERITY: dict[str, Severity] = {"malformed": "error", "expired": "warning", "unused": "note"}
KEYS = {
    "rule": "The rule whose findings are waived, or a pattern of rules, such as kg/imprint/*.",
    "ad": "The ad: a path or pattern from this folder (JSON Pointer after # for one of several), or its SHA-256.",
    "reason": "Why.",
    "who": "Who decided.",
    "until": "The last day on which it holds, such as 2026-12-31.",
}
_SHA256 = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
_PLAIN = late(r"[^/\s*?\[\\](?:[^*?\[\\\n]*[^/\s*?\[\\])?(?<!//)")  # no sign of a pattern, no end that it would lose
_MOST_ADVISED, _LONGEST_ADVISED = 20, 200
_MOST_TOLD = 8  # things that are wrong with one waiver
BETWEEN = " · "  # stands between them
_LINE = late(r"line (\d+)")


class Waiver(NamedTuple):
    """One decision: findings of `rule` in the ads that `ad` names (pattern or SHA-256) are waived up to `until`."""

    rule: str
    ad: str
    reason: str
    who: str
    until: date
    line: int


class Leftover(NamedTuple):
    """What is wrong with a waiver: `kind` is a key of `SEVERITY`, `params` say what."""

    kind: str
    line: int
    params: dict[str, str]


class Waivers:
    """The waivers of one file. `today` decides which have expired; it is asked for, never looked up here."""

    def __init__(self, document: Document, rules: Mapping[str, str], today: date) -> None:
        self.document = document
        self._today = today
        self._waivers, self._faults = parse(document.text, rules)
        self._ads = _Ads(waiver.ad for waiver in self._waivers)
        self._used: set[int] = set()
        self._named: set[int] = set()

    def apply(self, result: wire.AdResult, place: str) -> None:
        """Mark what is waived in a report's entry; `place` is the ad's path from the folder of the waivers file."""
        found: dict[str, list[wire.Finding]] = {}
        for finding in result["findings"]:
            found.setdefault(finding["rule"], []).append(finding)
        for number in self._ads.naming(result, place):
            waiver = self._waivers[number]
            self._named.add(number)
            if self._holds(waiver) and (waived := _of_rule(waiver.rule, found)):
                self._used.add(number)
                for finding in waived:
                    finding.setdefault("waived", _decision(waiver))

    def leftover(
        self, complete: bool, gone: frozenset[str] = frozenset(), not_asked: frozenset[str] = frozenset()
    ) -> list[Leftover]:
        """Return what is wrong with the waivers, in the order of their lines.

        A waiver is unused if it waived nothing though an ad it names was there, if its ad is `gone`, or if the run was
        `complete`, over all that the file is about. Rules that were `not_asked` leave no waiver of theirs unused.
        """
        found = list(self._faults)
        for number, waiver in enumerate(self._waivers):
            params = {"rule": waiver.rule, "ad": waiver.ad, "who": waiver.who, "until": waiver.until.isoformat()}
            if not self._holds(waiver):
                found.append(Leftover("expired", waiver.line, params))
            elif number not in self._used and (number in self._named or complete or waiver.ad in gone):
                if any(matches(waiver.rule, name) for name in not_asked):
                    continue
                found.append(Leftover("unused", waiver.line, params))
        return sorted(found, key=lambda leftover: leftover.line)

    def paths(self) -> list[str]:
        """Return the ads that are named by a plain path, without a pattern."""
        return [w.ad for w in self._waivers if not _SHA256.fullmatch(w.ad) and not any(sign in w.ad for sign in "*?[")]

    def _holds(self, waiver: Waiver) -> bool:
        return self._today <= waiver.until


def _of_rule(rule: str, found: Mapping[str, list[wire.Finding]]) -> list[wire.Finding]:
    """Return the findings, by rule, that a rule or a pattern of rules names."""
    if "*" not in rule:
        return found.get(rule, [])
    return [finding for name, findings in found.items() if matches(rule, name) for finding in findings]


class _Ads:
    """Which ads each waiver names, so that an ad need not be held against every waiver there is.

    Most name one by its path or its digest, and are looked up; a pattern is tried where its first folder is the ad's.
    """

    def __init__(self, ads: Iterable[str]) -> None:
        self._looked_up: dict[str, list[int]] = {}
        self._tried: dict[str, dict[str, list[int]]] = {}
        self._pointers: dict[int, str] = {}
        self._patterns: dict[str, Excludes] = {}
        for number, ad in enumerate(ads):
            self._take(number, ad)

    def naming(self, result: wire.AdResult, place: str) -> list[int]:
        """Return the waivers that name an ad, in the order of the file."""
        found = list(self._looked_up.get(f"sha256:{result.get('sha256')}", ()))
        if place:
            names = place.split("/")
            for depth in range(len(names)):
                found += self._looked_up.get("/" + "/".join(names[: depth + 1]), ())
            for first in (names[0], ""):
                for pattern, numbers in self._tried.get(first, {}).items():
                    found += numbers if self._patterns[pattern].excludes(place) else ()
        pointer = f"{result.get('pointer', '')}/"
        return sorted(n for n in found if n not in self._pointers or pointer.startswith(f"{self._pointers[n]}/"))

    def _take(self, number: int, ad: str) -> None:
        digest = _SHA256.fullmatch(ad)
        if digest:
            self._looked_up.setdefault(f"sha256:{digest[1]}", []).append(number)
            return
        path, _, pointer = ad.partition("#/")
        if pointer:
            self._pointers[number] = "/" + pointer
        path = path.removeprefix("./")
        if _PLAIN.fullmatch(path):
            self._looked_up.setdefault("/" + path, []).append(number)
            return
        pattern = path if path.startswith(("/", "**")) else "/" + path
        if pattern not in self._patterns:
            from compliance.sources.patterns import Excludes

            self._patterns[pattern] = Excludes([pattern])
        first, slash, _ = pattern.lstrip("/").partition("/")
        known = first if slash and _PLAIN.fullmatch(first) else ""
        self._tried.setdefault(known, {}).setdefault(pattern, []).append(number)


def _decision(waiver: Waiver) -> wire.Waived:
    return {"by": waiver.who, "reason": waiver.reason, "until": waiver.until.isoformat()}


def parse(text: str, rules: Mapping[str, str]) -> tuple[list[Waiver], list[Leftover]]:
    """Return the waivers in a TOML text and what is malformed; `rules` maps every id and alias to the id."""
    import tomllib

    try:
        content = tomllib.loads(text)
    except RecursionError:
        return [], [Leftover("malformed", 1, {"what": "is nested too deeply"})]
    except ValueError as error:  # TOMLDecodeError, and what it lets through, such as a number of 5,000 digits
        found = _LINE.search(str(error))
        return [], [Leftover("malformed", int(found[1]) if found else text.count("\n") or 1, {"what": str(error)})]
    lines = lines_of(text)
    faults = [
        Leftover("malformed", line_of(lines, (key,)), {"what": f"“{key}” is not known; there is: [[waiver]]"})
        for key in content
        if key != "waiver"
    ]
    tables = content.get("waiver", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        return [], [Leftover("malformed", line_of(lines, ("waiver",)), {"what": "write each waiver as [[waiver]]"})]
    waivers = []
    nearest = _Nearest()
    for number, table in enumerate(tables):
        line = line_of(lines, ("waiver", number))
        what = BETWEEN.join(islice(_faults(table, rules, nearest), _MOST_TOLD))
        if what:
            faults.append(Leftover("malformed", line, {"what": what}))
        else:
            waivers.append(_waiver(table, rules, line))
    return waivers, faults


def _faults(table: dict[str, Any], rules: Mapping[str, str], nearest: _Nearest) -> Iterator[str]:
    """Yield everything that is wrong with one waiver: whoever mends it need not come back for the next."""
    stated = {key: table[key] for key in KEYS if key in table and str(table[key]).strip()}
    for key in (key for key in table if key not in KEYS):
        yield f"“{key}” is not known{nearest(key, KEYS)}"
    for key in KEYS:
        if key not in stated:
            yield f"“{key}” is missing"
        elif key == "until" and _day(stated[key]) is None:
            yield f"“until” is no day such as 2026-12-31: {stated[key]}"
        elif key != "until" and not isinstance(stated[key], str):
            yield f"“{key}” is not a text"
    rule = stated.get("rule")
    if isinstance(rule, str) and rule not in rules and not _names_some(rule, rules):
        yield f"there is no rule “{rule}”{nearest(rule, rules)}"


def _names_some(pattern: str, rules: Mapping[str, str]) -> bool:
    return "*" in pattern and any(matches(pattern, name) for name in rules.values())


def _waiver(table: dict[str, Any], rules: Mapping[str, str], line: int) -> Waiver:
    until = _day(table["until"])
    assert until is not None
    return Waiver(
        rules.get(table["rule"], table["rule"]), table["ad"], table["reason"].strip(), table["who"].strip(), until, line
    )


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return parse_day(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def schema() -> dict[str, Any]:
    """Return the JSON Schema of compliance-waivers.toml."""
    properties: dict[str, Any] = {
        name: {"type": "string", "pattern": r"\S", "description": text} for name, text in KEYS.items()
    }
    properties["until"] = {"type": "string", "format": "date", "description": KEYS["until"]}
    closed = {"type": "object", "additionalProperties": False}
    table = {**closed, "properties": properties, "required": list(KEYS)}
    return {**closed, "properties": {"waiver": {"type": "array", "items": table}}, "description": schema.__doc__}


class _Nearest:
    """What may have been meant by a word that is not known; told of the first few, since it takes its time."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, word: str, known: Mapping[str, str]) -> str:
        if word not in self._known and len(self._known) < _MOST_ADVISED and len(word) < _LONGEST_ADVISED:
            from difflib import get_close_matches

            near = get_close_matches(word, list(known), 1)
            self._known[word] = f"; did you mean “{near[0]}”?" if near else ""
        return self._known.get(word, "")
