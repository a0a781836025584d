"""A rule's page for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.display import visible, wrap
from compliance.render.words import words
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.rulebook import Rule, Rulebook


def explained(rule: Rule, rulebook: Rulebook, language: str, columns: int) -> str:
    """Return what a rule demands, since when and by which law, why, and what to do where it fails."""
    return "\n".join(_lines(rule, rulebook, language, columns)) + "\n"


def _lines(rule: Rule, rulebook: Rulebook, language: str, columns: int) -> Iterator[str]:
    say = words(language)
    yield f"{rule.id} ({say[rule.severity]})"
    for texts in (rule.summary, rule.why):
        if texts:
            yield ""
            yield from wrap(fill(_in(texts, language), rule.params, rulebook, language), columns)
    if rule.fix:
        yield ""
        yield from wrap(f"{say['fix']}: {fill(_in(rule.fix, language), rule.params, rulebook, language)}", columns)
    if rule.media:
        yield ""
        yield f"{say['media']}: {', '.join(rule.media)}"
    for version in rule.versions:
        yield ""
        yield f"{fill(say['since'], {'day': version.first.isoformat()})}:" + ("" if version.law else f" {say['ended']}")
        for name in version.law:
            yield from _law(rulebook, name, language, say, columns)


def _law(rulebook: Rulebook, name: str, language: str, say: Mapping[str, str], columns: int) -> Iterator[str]:
    source = rulebook.sources[name]
    article = ", " + fill(say["article"], {"number": source["article"]}) if source.get("article") else ""
    head = wrap(f"{_in(source['act'], language)}{article} ({say[source['status']]})", columns - 4)
    yield f"  - {head[0]}"
    yield from (f"    {line}" for line in head[1:])
    if source.get("title"):
        yield from (f"    {line}" for line in wrap(_in(source["title"], language), columns - 4))
    if source.get("quote"):
        yield from (f"    {line}" for line in wrap(f"«{source['quote']}»", columns - 4))
    if source.get("url"):
        yield f"    {visible(source['url'])}"


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
