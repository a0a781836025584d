"""A rule's page for people: the duty, the law, how it is checked, examples and the fix; as text and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compliance.render.display import visible, wrap
from compliance.render.rule_parts import checked_how, in_language, law_line, shown_example
from compliance.render.words import words
from compliance.rulebook.examples import cases_of, example
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.rulebook import Rule, Rulebook, Version

__all__ = ["explained", "in_language", "law_line", "page"]


class Block(NamedTuple):
    """A piece of the page: `title`, `heading`, `text`, `item` (of a list), `detail` (of an item), `link`, `ad`."""

    kind: str
    text: str


def explained(rule: Rule, rulebook: Rulebook, language: str, columns: int) -> str:
    """Return what a rule demands, since when and by which law, how it is checked, examples, and what to do."""
    lines: list[str] = []
    for kind, text in _blocks(rule, rulebook, language):
        if kind == "heading":
            lines += ["", f"{text}:"]
        elif kind == "ad":
            lines += [f"    | {line}" for part in text.splitlines() for line in wrap(part, columns - 6) or [""]]
        elif kind == "link":
            lines.append(f"    {visible(text)}")
        else:
            first, rest = {"title": ("", ""), "text": ("  ", "  "), "item": ("  - ", "    ")}.get(
                kind, ("    ", "    ")
            )
            head, *more = wrap(text, columns - len(rest)) or [""]
            lines += [first + head, *(rest + line for line in more)]
    return "\n".join(lines) + "\n"


def page(rule: Rule, rulebook: Rulebook, language: str = "en") -> str:
    """Return the same as Markdown, with the rule's own texts in the jurisdiction's languages at the end."""
    lines: list[str] = []
    for kind, text in [*_blocks(rule, rulebook, language), *_translations(rule, rulebook, language)]:
        if kind in ("title", "heading"):
            lines += ["", f"# {text}" if kind == "title" else f"## {text}", ""]
        elif kind == "ad":
            lines += ["", "```text", *(visible(line) for line in text.splitlines()), "```", ""]
        elif kind == "link":
            lines.append(f"  <{visible(text)}>")
        else:
            start = {"item": "- ", "detail": "  "}.get(kind, "")
            lines += [""] if kind == "text" else []
            lines += [start + marked(visible(text)) + ("\\" if kind in ("item", "detail") else "")]
            lines += [""] if kind == "text" else []
    return _tidied(lines)


def marked(text: str) -> str:
    """Return text in which nothing is Markdown: brackets, stars and the like stand for themselves."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in text)


def _tidied(lines: list[str]) -> str:
    """Return the lines with one empty one between blocks, and hard line breaks only where a list item goes on."""
    kept: list[str] = []
    for line in lines:
        if kept and kept[-1].endswith("\\") and not line.startswith("  "):
            kept[-1] = kept[-1][:-1]
        if line or (kept and kept[-1]):  # never two empty lines in a row
            kept.append(line)
    return "\n".join(kept).rstrip("\\\n") + "\n"


def _blocks(rule: Rule, rulebook: Rulebook, language: str) -> Iterator[Block]:
    say = words(language)

    def said(texts: Mapping[str, str]) -> str:
        return fill(in_language(texts, language), rule.params, rulebook, language)

    yield Block("title", f"{rule.id} ({say[rule.severity]})")
    yield Block("heading", say["duty"])
    yield Block("text", said(rule.summary))
    if rule.why:
        yield Block("text", f"{say['why']}: {said(rule.why)}")
    media = ", ".join(say.get(f"medium_{medium}", medium) for medium in rule.media)
    yield Block("text", f"{say['media']}: {media or say['all_media']}")
    yield Block("heading", say["law_and_versions"])
    for version in rule.versions:
        yield from _version(version, rulebook, say, language)
    yield Block("heading", say["how_checked"])
    for line in checked_how(rule, rulebook, say, language):
        yield Block("text", line)
    cases = cases_of(rule, rulebook)
    for outcome, heading in (("fail", "example_fails"), ("pass", "example_holds")):
        case = example(cases, outcome, language, rulebook)
        if case is not None:
            yield Block("heading", say[heading])
            yield Block("text", case["name"])
            yield Block("ad", "\n".join(shown_example(case, rulebook, say, language)))
    yield Block("heading", say["fix"])
    yield Block("text", said(rule.fix))


def _version(version: Version, rulebook: Rulebook, say: Mapping[str, str], language: str) -> Iterator[Block]:
    ended = "" if version.law else f" {say['ended']}"
    yield Block("text", f"{fill(say['since'], {'day': version.first.isoformat()})}:{ended}")
    for label, names in (("law", version.law), ("penalty", version.penalty)):
        for name in names:
            source = rulebook.sources[name]
            yield Block("item", f"{say[label]}: {law_line(source, say, language)}")
            if source.get("title"):
                yield Block("detail", in_language(source["title"], language))
            if source.get("quote"):
                yield Block("detail", f"«{source['quote']}»")
            if source.get("url"):
                yield Block("link", source["url"])


def _translations(rule: Rule, rulebook: Rulebook, language: str) -> Iterator[Block]:
    for other in rulebook.languages:
        if other == language:
            continue
        yield Block("heading", other)
        for texts in (rule.summary, rule.message, rule.fix):
            yield Block("text", fill(in_language(texts, other), rule.params, rulebook, other))
