"""What is wrong between the files of a rulebook: names that lead nowhere, languages and cases that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from typing import TYPE_CHECKING, Any

from compliance.errors import Fault, UsageError
from compliance.model.fields import LEAVES
from compliance.rulebook.checked.compose import compose_faults
from compliance.rulebook.checked.coverage import coverage_faults, repeated, untranslated
from compliance.rulebook.checked.exceptions import exception_faults, implied_faults
from compliance.rulebook.checked.files import RULE_KEYS
from compliance.rulebook.checked.references import Names, near_name, reference_faults
from compliance.rulebook.contract import check, failing_values, names, reasons
from compliance.rulebook.facts import Fact, typed
from compliance.rulebook.texts import slots

if TYPE_CHECKING:
    from compliance.rulebook.book import Rulebook
    from compliance.rulebook.files.lines import Path
    from compliance.rulebook.files.parse import Files, Source

FORMATS = {"date": {"year", "month", "day"}, "moment": {"year", "month", "day", "time"}}


def faults_between(files: Files, broken: Set[str], bases: Sequence[Rulebook] = ()) -> list[Fault]:
    """Return every fault that shows only when the files are laid side by side; `broken` ones are left out."""
    sound = {name: source for name, source in files.single.items() if source.name not in broken}
    known = _names(sound, files, broken, bases)
    faults: list[Fault] = []
    if head := sound.get("jurisdiction"):
        faults += _head_faults(head, known.languages)
        if not {"labels", "phrases"} & files.single.keys() and not any(book.labels for book in bases):
            lacking = "is missing: neither it nor phrases.toml says how an imprint is worded"
            faults.append(Fault(head.name.replace("jurisdiction", "labels"), 0, "", lacking))
    if law := sound.get("law"):
        faults += _law_faults(law, known.languages)
    if calendar := sound.get("elections"):
        words = sound.get("elections_words")
        levels = set(words.content.get("levels", {})) if words else None
        faults += calendar_faults(calendar, known.languages, levels)
    if coverage := sound.get("coverage"):
        faults += coverage_faults(coverage, known.languages, set(files.rules), known.below.keys())
    if exceptions := sound.get("exceptions"):
        faults += exception_faults(exceptions, known)
    if compose := sound.get("compose"):
        faults += compose_faults(compose)
    if facts := sound.get("facts"):
        faults += implied_faults(facts, known)
    faults += _shared_faults(files, sound, broken, known)
    rules = {name: source for name, source in files.rules.items() if source.name not in broken}
    for name, source in rules.items():
        faults += _rule_faults(name, source, known)
        faults += reference_faults(source, known)
        faults += _case_faults(source, known)
    return [*faults, *_alias_faults(rules)]


def _names(sound: dict[str, Source], files: Files, broken: Set[str], bases: Sequence[Rulebook]) -> Names:
    def entries(name: str, table: str) -> Any:
        source = sound.get(name)
        return source.content.get(table, {}) if source else None if name in files.single else {}

    head, facts = sound.get("jurisdiction"), entries("facts", "fact")
    own, laws, elections = entries("content_words", "group"), entries("law", "source"), entries("elections", "election")
    shared = files.facts.name not in broken
    below = {name: fact._asdict() for book in bases for name, fact in book.facts.items()}
    return Names(
        languages=tuple(dict.fromkeys(("en", *(head.content["languages"] if head else ())))),
        laws=None if laws is None else {row["id"] for row in laws} | {name for book in bases for name in book.sources},
        elections=None
        if elections is None
        else {row["id"] for row in elections} | {row.id for book in bases for row in book.elections},
        groups=None if own is None else set(own) | {name for book in bases for name in book.content_words},
        facts={**below, **files.facts.content["fact"], **facts} if shared and facts is not None else None,
        parts={*(head.content.get("fields", {}) if head else ()), *(name for book in bases for name in book.fields)},
        below={rule.id: rule.severity for book in bases for rule in book.rules},
        rules={name: source.content for name, source in files.rules.items()},
    )


def _head_faults(head: Source, languages: tuple[str, ...]) -> Iterator[Fault]:
    if not _is_zone(head.content["time_zone"]):
        yield head.fault(("time_zone",), f"no time zone {head.content['time_zone']!r}")
    yield from untranslated(head, ("name",), head.content["name"], languages)
    for table in ("fields", "terms"):
        for term, texts in head.content.get(table, {}).items():
            yield from untranslated(head, (table, term), texts, languages)


def _is_zone(name: str) -> bool:
    """Tell whether a time zone is known; so are all of them on a system that has no list."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        try:
            ZoneInfo("Asia/Bishkek")
        except LookupError:
            return True
        return False
    return True


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


def _shared_faults(files: Files, sound: dict[str, Source], broken: Set[str], known: Names) -> Iterator[Fault]:
    """Yield what is wrong with messages and facts; the shared ones need English alone."""
    for source, languages in ((files.messages, ("en",)), (sound.get("messages"), known.languages)):
        if source is not None and source.name not in broken:
            yield from _message_faults(source, languages, is_shared=source is files.messages)
    for source, languages in ((files.facts, ("en",)), (sound.get("facts"), known.languages)):
        if source is not None and source.name not in broken:
            yield from _fact_faults(source, languages)


def _message_faults(messages: Source, languages: tuple[str, ...], *, is_shared: bool) -> Iterator[Fault]:
    given, carried = messages.content.get("reason", {}), reasons()
    for reason, texts in given.items():
        here = ("reason", reason)
        if reason not in carried:
            yield messages.fault(here, f"no check gives this reason{near_name(reason, carried)}")
            continue
        yield from untranslated(messages, here, texts, languages)
        yield from _empty_slots(messages, here, texts, carried[reason])
    told = messages.content.get("check", {})
    for name, texts in told.items():
        if name not in names():
            yield messages.fault(("check", name), f"no such check{near_name(name, names())}")
        else:
            yield from untranslated(messages, ("check", name), texts, languages)
            yield from _empty_slots(messages, ("check", name), texts, check(name).params)
    if is_shared:
        for reason in sorted(carried.keys() - given.keys()):
            yield messages.fault(("reason",), f"{reason} is missing")
        for name in sorted(set(names()) - told.keys()):
            yield messages.fault(("check",), f"{name} is missing")
    for name, slots_known in FORMATS.items():
        texts = messages.content.get("formats", {}).get(name, {})
        if is_shared or texts:
            yield from untranslated(messages, ("formats", name), texts, languages)
            yield from _empty_slots(messages, ("formats", name), texts, slots_known)


def _fact_faults(facts: Source, languages: tuple[str, ...]) -> Iterator[Fault]:
    for name, table in facts.content["fact"].items():
        here: Path = ("fact", name)
        yield from untranslated(facts, (*here, "name"), table["name"], languages)
        if (table["kind"] in ("code", "codes")) != bool(table.get("codes")):
            yield facts.fault((*here, "codes"), f"does not fit the kind {table['kind']!r}")
        for code, texts in table.get("code_names", {}).items():
            yield from untranslated(facts, (*here, "code_names", code), texts, languages)
            if code not in table.get("codes", ()):
                yield facts.fault((*here, "code_names", code), f"is none of the codes of {name}")
        if name in LEAVES:
            yield facts.fault(here, "is the name of a field")


def _rule_faults(name: str, source: Source, known: Names) -> Iterator[Fault]:
    rule = source.content
    if rule["id"] != name:
        yield source.fault(("id",), f"is {rule['id']!r}, its file says {name!r}")
    params = {key for key in rule if key not in RULE_KEYS}
    for part in ("summary", "message", "fix", *(["why"] if "why" in rule else [])):
        yield from untranslated(source, (part,), rule[part], known.languages)
        values = failing_values(rule["check"]) | params if part in ("message", "fix") else set()
        yield from _empty_slots(source, (part,), rule[part], values)
    firsts = [version["from"] for version in rule["version"]]
    if not rule["version"][0]["law"]:
        yield source.fault(("version", 0, "law"), "the first version rests on no law")
    for index, version in enumerate(rule["version"]):
        if index and firsts[index] <= firsts[index - 1]:
            yield source.fault(("version", index, "from"), "versions must ascend by first day")
        for law in (*version["law"], *version.get("penalty", ())):
            if known.laws is not None and law not in known.laws:
                yield source.fault(("version", index, "law"), f"{law!r} is not in law.toml{near_name(law, known.laws)}")
    for index, other in enumerate(rule.get("replaces", ())):
        if other not in known.below:
            yield source.fault(
                ("replaces", index), f"no rule {other!r} in a rulebook below{near_name(other, known.below)}"
            )


def _case_faults(source: Source, known: Names) -> Iterator[Fault]:
    cases = source.content["case"]
    for outcome, word in (("pass", "passing"), ("fail", "failing")):
        if not any(case["expect"] == outcome for case in cases):
            yield source.fault(("case",), f"no {word} case")
    yield from repeated(source, "case", [case["name"] for case in cases], "name")
    for index, case in enumerate(cases):
        given = [key for key in ("text", "imprint", "imprints") if key in case]
        if len(given) != 1:
            yield source.fault(("case", index), "needs one of text, imprint, imprints")
        if "reason" in case and case["reason"] not in reasons():
            near = near_name(case["reason"], reasons())
            yield source.fault(("case", index, "reason"), f"no check gives this reason{near}")
        yield from _metadata_faults(source, index, case.get("metadata", {}), known)
        election = case.get("election")
        if known.elections is None or election is None or election in known.elections or _is_day(election):
            continue
        near = near_name(election, known.elections)
        yield source.fault(("case", index, "election"), f"{election!r} is not in elections.toml{near}")


def _metadata_faults(source: Source, index: int, given: dict[str, Any], known: Names) -> Iterator[Fault]:
    if known.facts is None:
        return
    facts = {
        name: Fact(table["kind"], "", tuple(table.get("codes", ())), {}, {}) for name, table in known.facts.items()
    }
    for name, value in given.items():
        try:
            typed({name: value}, facts)
        except UsageError as error:
            yield source.fault(("case", index, "metadata", name), str(error))


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


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
