"""What changed between two days, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render.display import visible, wrap
from compliance.render.rule import in_language, law_line
from compliance.render.words import words
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from compliance.rulebook import Rulebook
    from compliance.rulebook.changes import Change

_MARKS = {"began": "+", "ended": "-"}


def rules_between(
    found: Sequence[Change], rulebook: Rulebook, days: tuple[date, date], language: str, columns: int
) -> str:
    """Return the rules that changed: `+` began, `-` ended, `~` rests on other sources; their law below them."""
    return "".join(f"{line}\n" for line in _rules(found, rulebook, days, language, columns))


def _rules(
    found: Sequence[Change], rulebook: Rulebook, days: tuple[date, date], language: str, columns: int
) -> Iterator[str]:
    say = words(language)
    first, second = (fill("{day}", {"day": day.isoformat()}, rulebook, language) for day in sorted(days))
    yield fill(say["rules_compared"], {"first": first, "second": second})
    for change in found:
        day = {"day": change.day.isoformat()}
        what = "; ".join(fill(say[f"rule_{kind}"], day, rulebook, language) for kind in change.kinds)
        yield f"{_MARKS.get(change.kinds[0], '~')} {change.rule.id}: {what}"
        summary = fill(in_language(change.rule.summary, language), change.rule.params, rulebook, language)
        yield from (f"    {line}" for line in wrap(summary, columns - 4))
        for kind in ("law", "penalty"):
            yield from _sources(change, kind, rulebook, say, language, columns)
    yield fill(say["rules_changed"], {"count": len(found)})


def _sources(
    change: Change, kind: str, rulebook: Rulebook, say: Mapping[str, str], language: str, columns: int
) -> Iterator[str]:
    """Yield the sources that left and came; those that stayed are not told again."""
    before: Iterable[str] = getattr(change.before, kind, ())
    after: Iterable[str] = getattr(change.after, kind, ())
    for mark, names in (("-", sorted(set(before) - set(after))), ("+", sorted(set(after) - set(before)))):
        for cited in dict.fromkeys(law_line(rulebook.sources[name], say, language) for name in names):
            head, *rest = wrap(f"{say[kind]}: {cited}", columns - 6)
            yield f"    {mark} {head}"
            yield from (f"      {line}" for line in rest)


def ads_between(entries: Iterable[dict[str, Any]], language: str) -> Iterator[str]:
    """Yield, as they come, each ad's verdict on both days with the rules that answer otherwise, and then the tally."""
    say = words(language)
    documents = changed = 0
    for entry in entries:
        documents += 1
        changed += entry["before"] != entry["after"]
        place = visible(entry["path"]) + (f"#{visible(entry['pointer'])}" if entry["pointer"] else "")
        verdict = say[entry["after"]]
        same = entry["before"] == entry["after"]
        lines = [
            f"{place}: " + (f"{verdict} ({say['same_verdict']})" if same else f"{say[entry['before']]} → {verdict}")
        ]
        lines += [f"    {rule['rule']}: {say[rule['before']]} → {say[rule['after']]}" for rule in entry["rules"]]
        yield "\n".join(lines) + "\n"
    yield fill(say["ads_compared"], {"documents": documents, "changed": changed}) + "\n"
