"""Which duties of the law the rules cover: a page, and the same for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render.display import visible, wrap
from compliance.render.rule import marked
from compliance.render.rule_parts import in_language
from compliance.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.rulebook import Rulebook

STATUSES = ("rule", "needs_facts", "not_machine_checkable", "information")


def coverage_text(rulebook: Rulebook, language: str, columns: int) -> str:
    """Return every duty by what becomes of it: its id, the duty in short, its rules, or why it has none."""
    say = words(language)
    lines = wrap(say["coverage_means"], columns)
    for status, rows in _grouped(rulebook):
        lines += ["", f"{say[f'coverage_{status}']} ({len(rows)}):"]
        for row in rows:
            lines += [f"  {line}" for line in wrap(f"{row['id']} {in_language(row['duty'], language)}", columns - 2)]
            lines += [f"      {line}" for line in wrap(_why(row, language), columns - 6)]
    return "\n".join(lines if rulebook.coverage else [say["coverage_none"]]) + "\n"


def coverage_page(rulebook: Rulebook, language: str = "en") -> str:
    """Return the same as Markdown, with links to the pages of the rules."""
    say = words(language)
    lines = [f"# {say['coverage_title']}", "", marked(say["coverage_means"])]
    for status, rows in _grouped(rulebook):
        lines += ["", f"## {say[f'coverage_{status}']} ({len(rows)})", ""]
        for row in rows:
            links = ", ".join(f"[{rule}](rules/{rule.partition('/')[2]}.md)" for rule in row["rules"])
            reason = marked(visible(in_language(row["reason"], language))) if row["reason"] else ""
            detail = ". ".join(part.rstrip(".") for part in (links, reason) if part)
            lines.append(
                f"- {row['id']}: {marked(visible(in_language(row['duty'], language)))}"
                + (f" → {detail}" if detail else "")
            )
    return "\n".join(lines if rulebook.coverage else [*lines[:2], say["coverage_none"]]) + "\n"


def _grouped(rulebook: Rulebook) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for status in STATUSES:
        rows = [row for row in rulebook.coverage if row["status"] == status]
        if rows:
            yield status, rows


def _why(row: dict[str, Any], language: str) -> str:
    reason = in_language(row["reason"], language) if row["reason"] else ""
    return " — ".join(part for part in (", ".join(row["rules"]), reason) if part)
