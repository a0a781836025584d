"""What is wrong between the files of a rulebook: names that lead nowhere, languages and cases that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from compliance.model.facts import FACTS, POLL_FACTS
from compliance.rulebook.checked.coverage import coverage_faults, repeated, untranslated
from compliance.rulebook.checked.files import RULE_KEYS
from compliance.rulebook.checked.reasons import REASONS, failing_values
from compliance.rulebook.texts import slots

if TYPE_CHECKING:
    from compliance.errors import Fault
    from compliance.rulebook.files.lines import Path
    from compliance.rulebook.files.parse import Files, Source

GROUP_KEYS = ("words", "fund", "abroad", "home")  # parameters of checks that name a group of words
FORMATS = {"date": {"year", "month", "day"}, "moment": {"year", "month", "day", "time"}}


def faults_between(jurisdiction: str, files: Files, broken: Set[str]) -> list[Fault]:
    """Return every fault that shows only when the files are laid side by side; `broken` ones are left out."""
    sound = {name: source for name, source in files.single.items() if source.name not in broken}
    languages: tuple[str, ...] = ("en",)
    faults: list[Fault] = []
    laws: set[str] | None = None
    elections: set[str] | None = None
    if head := sound.get("jurisdiction"):
        languages = ("en", *(language for language in head.content["languages"] if language != "en"))
        faults += _head_faults(head, jurisdiction, languages)
    if law := sound.get("law"):
        laws = {source["id"] for source in law.content["source"]}
        faults += _law_faults(law, languages)
    if calendar := sound.get("elections"):
        elections = {election["id"] for election in calendar.content["election"]}
        words = sound.get("elections_words")
        levels = set(words.content.get("levels", {})) if words else None
        faults += calendar_faults(calendar, languages, levels)
    groups = set(sound["content_words"].content["group"]) if "content_words" in sound else set()
    if coverage := sound.get("coverage"):
        faults += coverage_faults(coverage, languages, set(files.rules))
    if files.messages.name not in broken:
        faults += _message_faults(files.messages, languages)
    rules = {name: source for name, source in files.rules.items() if source.name not in broken}
    for name, source in rules.items():
        faults += _rule_faults(name, source, languages, laws)
        faults += _group_faults(source, groups)
        faults += _case_faults(source, elections)
    return [*faults, *_alias_faults(rules)]


def _head_faults(head: Source, jurisdiction: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    if head.content["id"] != jurisdiction:
        yield head.fault(("id",), f"is {head.content['id']!r}, asked for was {jurisdiction!r}")
    yield from untranslated(head, ("name",), head.content["name"], languages)
    for term, texts in head.content["terms"].items():
        yield from untranslated(head, ("terms", term), texts, languages)


def _law_faults(law: Source, languages: tuple[str, ...]) -> Iterator[Fault]:
    sources = law.content["source"]
    yield from repeated(law, "source", [source["id"] for source in sources])
    for index, source in enumerate(sources):
        for part in ("act", "title"):
            yield from untranslated(law, ("source", index, part), source[part], languages)
        if bool(source["quote"]) != (source["quote_language"] != ""):
            yield law.fault(("source", index, "quote_language"), "goes with a quote")
        if source["status"] == "unconfirmed" and source["quote"]:
            yield law.fault(("source", index, "quote"), "what is unconfirmed has no quotation")


def calendar_faults(calendar: Source, languages: tuple[str, ...], levels: set[str] | None) -> Iterator[Fault]:
    """Yield what is wrong in a calendar that its shape allows."""
    elections = calendar.content["election"]
    yield from repeated(calendar, "election", [election["id"] for election in elections])
    for index, election in enumerate(elections):
        here: Path = ("election", index)
        yield from untranslated(calendar, (*here, "name"), election["name"], languages)
        if levels is not None and election["level"] not in levels:
            known = ", ".join(sorted(levels))
            yield calendar.fault(
                (*here, "level"), f"{election['level']!r} has no words in elections_words.toml ({known})"
            )
        for part in ("start", "end"):
            if (part in election) == (election[f"{part}_status"] == "unknown"):
                yield calendar.fault(
                    (*here, f"{part}_status"), f"is {election[f'{part}_status']!r}, which does not fit {part}"
                )
        if "start" in election and election["start"] >= election["date"]:
            yield calendar.fault((*here, "start"), "is not before polling day")
        if "end" in election and election["end"].date() > election["date"]:
            yield calendar.fault((*here, "end"), "is after polling day")


def _message_faults(messages: Source, languages: tuple[str, ...]) -> Iterator[Fault]:
    reasons = messages.content.get("reason", {})
    for reason, texts in reasons.items():
        here = ("reason", reason)
        if reason not in REASONS:
            yield messages.fault(here, f"no check gives this reason{_near(reason, REASONS)}")
            continue
        yield from untranslated(messages, here, texts, languages)
        yield from _empty_slots(messages, here, texts, REASONS[reason])
    for reason in REASONS.keys() - reasons.keys():
        yield messages.fault(("reason",), f"{reason} is missing")
    facts = messages.content.get("fact", {})
    for name in (*FACTS, *POLL_FACTS):
        yield from untranslated(messages, ("fact", name), facts.get(name, {}), languages)
    for name in facts.keys() - FACTS.keys() - set(POLL_FACTS):
        yield messages.fault(("fact", name), f"no such fact{_near(name, FACTS)}")
    for name, known in FORMATS.items():
        texts = messages.content.get("formats", {}).get(name, {})
        yield from untranslated(messages, ("formats", name), texts, languages)
        yield from _empty_slots(messages, ("formats", name), texts, known)


def _rule_faults(name: str, source: Source, languages: tuple[str, ...], laws: set[str] | None) -> Iterator[Fault]:
    rule = source.content
    if rule["id"] != name:
        yield source.fault(("id",), f"is {rule['id']!r}, its file says {name!r}")
    params = {key for key in rule if key not in RULE_KEYS}
    for part in ("summary", "message", "fix", *(["why"] if "why" in rule else [])):
        yield from untranslated(source, (part,), rule[part], languages)
        known = failing_values(rule["check"]) | params if part in ("message", "fix") else set()
        yield from _empty_slots(source, (part,), rule[part], known)
    firsts = [version["from"] for version in rule["version"]]
    if not rule["version"][0]["law"]:
        yield source.fault(("version", 0, "law"), "the first version rests on no law")
    for index, version in enumerate(rule["version"]):
        if index and firsts[index] <= firsts[index - 1]:
            yield source.fault(("version", index, "from"), "versions must ascend by first day")
        for law in (*version["law"], *version.get("penalty", ())):
            if laws is not None and law not in laws:
                yield source.fault(("version", index, "law"), f"{law!r} is not in law.toml{_near(law, laws)}")


def _group_faults(source: Source, groups: Set[str]) -> Iterator[Fault]:
    for key in GROUP_KEYS:
        if key in source.content and source.content[key] not in groups:
            name = source.content[key]
            yield source.fault((key,), f"{name!r} is no group of content_words.toml{_near(name, groups)}")


def _case_faults(source: Source, elections: set[str] | None) -> Iterator[Fault]:
    cases = source.content["case"]
    for outcome, word in (("pass", "passing"), ("fail", "failing")):
        if not any(case["expect"] == outcome for case in cases):
            yield source.fault(("case",), f"no {word} case")
    yield from repeated(source, "case", [case["name"] for case in cases], "name")
    for index, case in enumerate(cases):
        given = [key for key in ("text", "imprint", "imprints") if key in case]
        if len(given) != 1:
            yield source.fault(("case", index), "needs one of text, imprint, imprints")
        if "reason" in case and case["reason"] not in REASONS:
            yield source.fault(("case", index, "reason"), f"no check gives this reason{_near(case['reason'], REASONS)}")
        election = case.get("election")
        if elections is not None and election is not None and election not in elections and not _is_day(election):
            yield source.fault(
                ("case", index, "election"), f"{election!r} is not in elections.toml{_near(election, elections)}"
            )


def _alias_faults(rules: dict[str, Source]) -> Iterator[Fault]:
    taken = set(rules)
    for source in rules.values():
        for index, alias in enumerate(source.content.get("aliases", ())):
            if alias in taken:
                yield source.fault(("aliases", index), f"{alias!r} names another rule")
            taken.add(alias)


def _empty_slots(source: Source, path: Path, texts: Any, known: Iterable[str]) -> Iterator[Fault]:
    names = set(known)
    for language, text in texts.items() if isinstance(texts, dict) else ():
        for slot in sorted(slots(str(text)) - names):
            shown = ", ".join(sorted(names)) or "none"
            yield source.fault((*path, language), f"{{{slot}}} is never filled (there is: {shown})")


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
