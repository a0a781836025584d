"""The pages in docs/ that are made from the rulebook: one for each rule, their index, and what the rules cover.

`python -m tools.pages [DIR]` writes them anew; they are committed, and a test says when they are stale.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from compliance.render.coverage import coverage_page
from compliance.render.rule import in_language, marked, page
from compliance.render.words import words
from compliance.rulebook import HOME, available, load
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from compliance.rulebook import Rulebook

_NOTE = "<!-- Made by `python -m tools.pages` from rules/. Do not edit. -->\n"


def generated(rulebook: Rulebook, language: str = "en") -> dict[str, str]:
    """Return the text of every page by its path below docs/."""
    pages = {f"rules/{_path(rule.id)}": _NOTE + "\n" + page(rule, rulebook, language) for rule in rulebook.rules}
    pages["rules/index.md"] = _NOTE + "\n" + _index(rulebook, language)
    pages["coverage.md"] = _NOTE + "\n" + coverage_page(rulebook, language)
    return pages


def overview(rulebook: Rulebook, language: str = "en") -> str:
    """Return the one page of a jurisdiction beside the home one: how sure it is, its rules, and what it leaves out."""
    say = words(language)
    lines = [f"# {in_language(rulebook.name, language)} ({rulebook.id} {rulebook.version})", ""]
    if rulebook.standing == "draft":
        lines += ["A draft: its findings are for a person, and no verdict rests on them.", ""]
    if rulebook.review_by:
        lines += [f"To be read again by {rulebook.review_by.isoformat()}.", ""]
    lines += ["## Rules", ""]
    for rule in rulebook.rules:
        summary = fill(in_language(rule.summary, language), rule.params, rulebook, language)
        since = fill(say["since"], {"day": rule.versions[0].first.isoformat()})
        law = "; ".join(_cited(rulebook, name, language) for name in rule.versions[-1].law)
        lines.append(f"- `{rule.id}`: {marked(summary)} ({say[rule.severity]}, {since}; {marked(law)})")
    lines += ["", "## What the law leaves free", ""]
    for one in rulebook.exceptions:
        law = "; ".join(_cited(rulebook, name, language) for name in one.law)
        lines.append(f"- {marked(in_language(one.summary, language))} ({marked(law)})")
    lines += ["", "## Duties without a rule, and why", ""]
    for row in rulebook.coverage:
        if row["reason"]:
            duty, why = in_language(row["duty"], language), in_language(row["reason"], language)
            lines.append(f"- {row['id']}: {marked(duty)}. {marked(why)}")
    return _NOTE + "\n" + "\n".join(lines) + "\n"


def _cited(rulebook: Rulebook, name: str, language: str) -> str:
    source = rulebook.sources[name]
    parts = (in_language(source["act"], language), source["article"])
    return " ".join(filter(None, parts)) + f" [{source['status']}]"


def others() -> dict[str, str]:
    """Return the pages of the other jurisdictions by their path below docs/."""
    books = [load(name) for name in available() if name != HOME]
    rows = (f"- [{book.name['en']}]({book.id}.md)" + (" (draft)" if book.standing == "draft" else "") for book in books)
    index = _NOTE + "\n" + "\n".join(["# Other jurisdictions", "", *sorted(rows), ""])
    return {"jurisdictions/index.md": index} | {f"jurisdictions/{book.id}.md": overview(book) for book in books}


def write(directory: str, rulebook: Rulebook) -> None:
    """Write the pages below a folder, and remove those of rules that are no more."""
    pages = {**generated(rulebook), **others()}
    for path, text in pages.items():
        full = os.path.join(directory, *path.split("/"))
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    for path in stale(directory, pages):
        os.remove(os.path.join(directory, *path.split("/")))


def stale(directory: str, pages: dict[str, str]) -> list[str]:
    """Return the pages of rules below a folder that no rule has."""
    top = os.path.join(directory, "rules")
    found = [os.path.join(parent, name) for parent, _, names in os.walk(top) for name in names if name.endswith(".md")]
    below = sorted(os.path.relpath(path, directory).replace(os.sep, "/") for path in found)
    return [path for path in below if path not in pages]


def _path(rule: str) -> str:
    return rule.partition("/")[2] + ".md"


def _index(rulebook: Rulebook, language: str) -> str:
    say = words(language)
    lines = [f"# {in_language(rulebook.name, language)} ({rulebook.id} {rulebook.version})", ""]
    topic = ""
    for rule in rulebook.rules:
        here = rule.id.split("/")[1]
        if here != topic:
            topic = here
            lines += ["", f"## {topic}", ""]
        summary = fill(in_language(rule.summary, language), rule.params, rulebook, language)
        since = fill(say["since"], {"day": rule.versions[0].first.isoformat()})
        lines.append(f"- [{rule.id}]({_path(rule.id)}): {marked(summary)} ({say[rule.severity]}, {since})")
    return "\n".join(line for index, line in enumerate(lines) if line or lines[index - 1]) + "\n"


def main(arguments: list[str]) -> None:
    """Write the pages of the shipped rulebook into docs/, or into the folder named."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    write(arguments[0] if arguments else os.path.join(root, "docs"), load(HOME))


if __name__ == "__main__":
    main(sys.argv[1:])
