"""A notice as data: complete or not, in the order of its points, as JSON and as a page for people."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.errors import UsageError
from compliance.model.document import Document
from compliance.sources.loading import Loaded

if TYPE_CHECKING:
    from compliance.border import report_wire as wire
    from compliance.border.ad import Ad
    from compliance.checker import Checker

POINTS = "notice_points"
_DEEPEST = 6
_NOT_APPLICABLE = {"not_applicable": True}


class Notice(NamedTuple):
    """A notice in order, the points `missing`, what they and the notice are called, and what the rules say of it."""

    content: dict[str, Any]
    missing: tuple[str, ...]
    titles: dict[str, str]
    words: dict[str, str]
    language: str
    result: wire.AdResult

    def as_json(self) -> str:
        """Return the notice as an ad by its fields (`schemas/ad.v1.json`), which `compliance check` judges."""
        return json.dumps(self.content, ensure_ascii=False, indent=2) + "\n"

    def as_html(self) -> str:
        """Return the same as a page: every value escaped, nothing that runs and nothing that is fetched."""
        content, notice = self.content, self.content["notice"]
        heading, not_applicable = self.words["notice"], self.words["not_applicable"]
        link = content.get("imprint", {}).get("notice_url", {}).get("value", "")
        rows = "".join(
            f"<dt>{escape(title)}</dt><dd>{_shown(notice[code], not_applicable)}</dd>\n"
            for code, title in self.titles.items()
            if code in notice
        )
        about = f"<p>{escape(str(link))} · v{escape(str(notice['version']))}</p>\n"
        return (
            f'<!doctype html>\n<html lang="{escape(self.language)}">\n<head><meta charset="utf-8">'
            f"<title>{escape(heading)}</title></head>\n<body>\n<h1>{escape(heading)}</h1>\n{about}<dl>\n{rows}</dl>\n"
            "</body>\n</html>\n"
        )


def write_notice(ad: Ad, checker: Checker, language: str) -> Notice:
    """Return the notice that an ad's `notice` and `imprint` state, with every point in its place.

    A point that is not given is missing, and never made up; one that does not apply says so. `UsageError` for a
    jurisdiction without notices, an ad without one, and a point that the jurisdiction does not know.
    """
    fact = checker.rulebook.facts.get(POINTS)
    if fact is None:
        raise UsageError(f"the rulebook {checker.rulebook.id} has no notices")
    if ad.notice is None:
        raise UsageError("holds no notice: give its points under `notice`")
    if unknown := [code for code in ad.notice if code not in fact.codes and code != "version"]:
        raise UsageError(f"no point {unknown[0]!r} of a notice; there is: {', '.join(fact.codes)}")
    stated = ad.known().facts[POINTS]
    points = {code: ad.notice[code] for code in fact.codes if code in stated}
    given = ad.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    content = {
        "language": language,
        **{name: value for name, value in given.items() if name != "language"},
        "notice": {"version": ad.notice.get("version", 1), **points},
    }
    result = checker.judge(Loaded(Document(ad.text or ""), ad))
    titles = {code: fact.code_names.get(code, {}).get(language) or code for code in fact.codes}
    missing = tuple(code for code in fact.codes if code not in points)
    terms = checker.rulebook.terms
    words = {name: terms.get(name, {}).get(language) or name for name in ("notice", "not_applicable")}
    return Notice(content, missing, titles, words, language, result)


def _shown(value: Any, not_applicable: str, depth: int = 0) -> str:
    if value == _NOT_APPLICABLE:
        return escape(not_applicable)
    if depth >= _DEEPEST:
        return "…"
    if isinstance(value, dict):
        parts = (f"{escape(str(name))}: {_shown(one, not_applicable, depth + 1)}" for name, one in value.items())
        return "<br>".join(parts)
    if isinstance(value, list):
        return "<br>".join(_shown(one, not_applicable, depth + 1) for one in value)
    return escape(str(value))
