"""Reports that no change of the rules changes: an invented jurisdiction, its small rulebook, and ads judged by it."""

from __future__ import annotations

import hashlib
from datetime import date, time
from typing import Any, cast

from compliance.border import report_wire as wire
from compliance.border import stated_wire
from compliance.border.imprint import ImprintWire
from compliance.border.wire import wire_span
from compliance.model.document import Document
from compliance.render import renderer
from compliance.report.build import summarize, unreadable
from compliance.rulebook import Rule, Rulebook, Version
from compliance.version import VERSION

Ad = tuple[wire.AdResult, Document | None]

HOSTILE = (
    "::error::x %0A ]]> <script>alert(1)</script> <img src=x onerror=y> \x1b[31m\x9b2J\u202e\x00\n::error::y\r\n"
    "```\n# [x](http://x.example) @team www.x.example | a |\n"
)
_ACT = {"en": "Act on elections of Xanadu", "ru": "Закон о выборах"}
_SOURCES: dict[str, dict[str, Any]] = {
    "act#1": {
        "id": "act#1",
        "act": _ACT,
        "article": "1",
        "title": {"en": "What an imprint states."},
        "url": "https://law.example/act#1",
        "quote": "An imprint states the run <b>always</b>.",
        "quote_language": "en",
        "status": "quoted",
    },
    "act#2": {"id": "act#2", "act": _ACT, "status": "unconfirmed"},
    "hostile": {
        "id": "hostile",
        "act": {"en": "An act"},
        "title": {},
        "url": 'javascript:"><script>',
        "quote": HOSTILE,
        "quote_language": '"x',
        "status": "reported",
    },
    "press": {"id": "press", "act": {"en": "A newspaper"}, "url": "https://press.example/", "status": "reported"},
}


def _rule(name: str, severity: Any, summary: str, law: tuple[str, ...]) -> Rule:
    texts = {"en": summary}
    versions = (Version(date(2011, 7, 2), law), Version(date(2030, 1, 1), ()))
    fix = {"en": "Add it: “{example}”."}
    return Rule(f"xx/{name}", severity, "x", {"example": "Run: 5"}, (), (), texts, texts, fix, {}, versions)


RULEBOOK = Rulebook(
    id="xx", version="1.0", sha256="ab" * 32, directory="", name={"en": "Xanadu"}, languages=("en",), time_zone="UTC",
    silence_starts=time(8), sources=_SOURCES, elections=(), election_words={}, labels={}, messages={}, facts={},
    content_words={},
    coverage=(
        {"id": "d0", "status": "rule", "duty": {"en": "An imprint."}, "rules": [], "reason": {}},
        {
            **{"id": "d1", "status": "not_machine_checkable", "rules": [], "reason": {}},
            "duty": {"en": "A copy goes to the <commission>."},
        },
    ),
    formats={"date": {"en": "{year}-{month}-{day}"}, "moment": {"en": "{year}-{month}-{day} {time}"}},
    terms={"executor": {"en": "producer"}, "print_run": {"en": "print run"}},
    rules=(
        _rule("form/spelling", "note", "Labels are spelt as usual.", ("act#2",)),
        _rule("imprint/run-positive", "error", "The run is above zero.", ("press", "act#1", "act#2")),
        _rule("imprint/run-stated", "error", "The run is stated.", ("act#1",)),
        _rule("timing/in-time", "warning", "It appears in time.", ("press",)),
    ),
)  # fmt: skip


def finding(document: Document, rule: str, words: str, **more: Any) -> wire.Finding:
    """Return a finding on `words`, the first place of them in the text; `words` "" has no place."""
    start = document.text.index(words) if words else None
    known = RULEBOOK.rule(rule)
    assert known is not None
    entry: dict[str, Any] = {
        "id": hashlib.sha256(f"{rule}{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "rule": rule,
        "severity": known.severity,
        "outcome": "fail",
        "message_id": "x",
        "message": {"en": f"“{words}” will not do."},
        "fix": {"en": "Write “5”."},
        "law": list(known.versions[0].law),
        "imprint": 0,
        "span": wire_span(document, start, None if start is None else start + len(words)),
        "pointer": document.pointer,
        "evidence": words,
        **more,
    }
    return cast("wire.Finding", {key: value for key, value in entry.items() if value not in (None, "")})


def _leaf(document: Document, words: str, value: Any) -> stated_wire.Stated:
    start = document.text.index(words)
    leaf: stated_wire.Stated = {"raw": words, "span": placed(document, start, start + len(words))}
    return leaf if value == words else {**leaf, "value": value}


def placed(document: Document, start: int, end: int) -> stated_wire.Span:
    """Return the span of a stretch of a document, which there is."""
    span = wire_span(document, start, end)
    assert span is not None
    return span


def _imprint(document: Document, start: int, producer: str, run: str) -> ImprintWire:
    name = _leaf(document, producer, producer)
    imprint: ImprintWire = {"executor": {"name": name}, "language": "ky"}
    if run:
        imprint["print_run"] = _leaf(document, run, 0)
    imprint["span"] = placed(document, start, len(document.text))
    return imprint


def judged(document: Document, imprint: ImprintWire | None, findings: list[wire.Finding]) -> Ad:
    """Return the entry of an ad with these findings; the first rule of the rulebook was skipped, the rest passed."""
    found = {entry["rule"] for entry in findings}
    hard = {entry["outcome"] for entry in findings if entry["severity"] == "error"}
    entry: dict[str, Any] = {
        "path": document.path,
        "jurisdiction": "xx",
        "verdict": "non_compliant" if "fail" in hard else "unclear" if "unclear" in hard else "compliant",
        "on_from": "imprint",
        "imprints": [imprint] if imprint else [],
        "findings": findings,
        "passed": [number for number, rule in enumerate(RULEBOOK.rules) if number and rule.id not in found],
        "sha256": document.sha256,
        "bytes": document.size,
        "language": "ky",
        "rulebook": RULEBOOK.sha256,
        "on": "2021-07-06",
    }
    if document.pointer:
        entry["pointer"] = document.pointer
    if RULEBOOK.rules[0].id not in found:
        entry["skipped"] = {"spelling": [0]}
    return cast("wire.AdResult", entry), document


def compliant(path: str = "ads/good.txt") -> Ad:
    document = Document("Vote!\nAlder Press made it. Run: 5\n", path)
    return judged(document, _imprint(document, 6, "Alder Press", "5"), [])


def failing(path: str = "ads/bad.txt", above: str = "") -> Ad:
    document = Document(f"{above}Vote!\nAlder Press made it.\nRun: 0, rnu: 0\n", path)
    block = _imprint(document, len(above) + 6, "Alder Press", "0")
    missing = finding(document, "xx/imprint/run-stated", document.text[len(above) + 6 :])
    zero = finding(document, "xx/imprint/run-positive", "0")
    return judged(document, block, [missing, zero, finding(document, "xx/form/spelling", "rnu")])


def unclear(path: str = "ads/unclear.txt") -> Ad:
    document = Document("Vote!\nAlder Press made it. Run: O\n", path)
    block = _imprint(document, 6, "Alder Press", "O")
    doubt = {"outcome": "unclear", "fix": None, "confidence": "low"}
    return judged(document, block, [finding(document, "xx/imprint/run-positive", "O", **doubt)])


def unread(path: str = "ads/broken.txt") -> Ad:
    return unreadable(path, "is a binary file, not text", "xx"), None


# Byte order mark, tab, precomposed and decomposed accents, a combining mark, an emoji and CRLF before the finding.
AWKWARD = "\ufeffä😀 Шайлоо\r\nä e\u0301 й й\t😀😀 Аткаруучу: «Ала-Тоо Басма». Нускасы: 0̈😀 жок.\r\nаягы\r\n"


def awkward(path: str = "ads/ө й.txt") -> Ad:
    document = Document(AWKWARD, path)
    block = _imprint(document, AWKWARD.index("Аткаруучу"), "«Ала-Тоо Басма»", "")
    lines = finding(document, "xx/timing/in-time", "жок.\r\nаягы")
    return judged(document, block, [finding(document, "xx/imprint/run-positive", "0̈😀"), lines])


REPORTS: dict[str, list[Ad]] = {
    "compliant": [compliant()],
    "failing": [failing()],
    "unclear": [unclear()],
    "unreadable": [unread()],
    "empty": [],
    "non-latin": [awkward()],
    "mixed": [compliant(), failing(), unclear(), unread(), awkward()],
}


def rendered(name: str, ads: list[Ad], language: str = "en") -> str:
    """Return the report in a format, the version of the program left out."""
    render = renderer(name, language=language, rulebooks=[RULEBOOK])
    pieces = [render.document(result, document) for result, document in ads]
    out = "".join([*pieces, *render.end(summarize(result for result, _ in ads))])
    for blank in ("", " "):
        out = out.replace(f'"version":{blank}"{VERSION}"', f'"version":{blank}"0"')
    return out.replace(f"compliance {VERSION}", "compliance 0")
