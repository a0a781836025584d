"""A jurisdiction's rules, law, calendar and words, ready to be used. Nothing here reads a file."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from compliance.model.answer import Severity
from compliance.model.election import Election
from compliance.model.tuples import NamedTuple
from compliance.rulebook.facts import Fact

# The jurisdiction of a call or a run that names none.
HOME = "kg"
MEDIA = ("print", "outdoor", "online", "press", "broadcast", "social")


class Version(NamedTuple):
    """A rule's wording from its first day on; `law` names the sources it rests on. Without law the rule has ended.

    `penalty` names the sources that say what a violation costs: information, never part of the judgment. Of one that
    is `doubtful` it was not read whether it bound from that day: what would fail is unclear.
    """

    first: date
    law: tuple[str, ...]
    penalty: tuple[str, ...] = ()
    doubtful: bool = False


class Rule(NamedTuple):
    """One duty: which check decides it, with which parameters, and what to tell people about it.

    `media` are the kinds of medium it speaks of (empty: all). Texts are by language; `message` is said when the rule
    fails, `fix` names the smallest change that would do. `versions` ascend by first day. With `medium_known` the rule
    is asked only where the medium of the ad is known. `when` and `if_known` are its conditions: the values that a fact
    or a field must have for it to bind. One of `when` that is not known makes a violation unclear; of `when_any` one
    that is met will do; one of `if_known` that is not known leaves nothing to ask. `after` names the rules it yields to
    where they speak of the same words.
    """

    id: str
    severity: Severity
    check: str
    params: dict[str, Any]
    media: tuple[str, ...]
    aliases: tuple[str, ...]
    summary: dict[str, str]
    message: dict[str, str]
    fix: dict[str, str]
    why: dict[str, str]
    versions: tuple[Version, ...]
    medium_known: bool = False
    when: dict[str, tuple[Any, ...]] = {}  # noqa: RUF012 - a named tuple's default, never written to
    if_known: dict[str, tuple[Any, ...]] = {}  # noqa: RUF012
    after: tuple[str, ...] = ()
    when_any: dict[str, tuple[Any, ...]] = {}  # noqa: RUF012


class Implied(NamedTuple):
    """A fact that follows from others (`when`), or from words of a group in the name of a party, unless it is told."""

    fact: str
    value: bool | str
    when: dict[str, tuple[Any, ...]]
    name_of: str
    words: str


class Exempting(NamedTuple):
    """What the law leaves free: where every fact of `when` is known and has one of its values, `topics` are not asked.

    `first` is the first day it holds, `until` the first day it no longer does; without `topics` it spares every rule.
    """

    id: str
    law: tuple[str, ...]
    first: date | None
    until: date | None
    media: tuple[str, ...]
    when: dict[str, tuple[Any, ...]]
    topics: tuple[str, ...]
    summary: dict[str, str]

    def spares(self, rule: Rule) -> bool:
        """Tell whether a rule is one of those that are not asked."""
        return not self.topics or rule.id.split("/")[1] in self.topics


_OF_RULES = ("engine", "numbers")  # what is computed from the rules


class Rulebook:
    """Everything known of one jurisdiction; frozen by convention and safe to share between threads.

    `sha256` is over the data files it was made from, so that a report can name exactly what judged an ad.
    `coverage` has a row for each duty of the law: its id, its `status`, the `rules` that encode it, the `reason` why it
    is not encoded (by language, empty where it is), and the `duty` in short. `facts` declares what only a caller can
    know, `fields` the parts of an imprint that the jurisdiction has, `terms` what its law calls them, `checks` how each
    kind of check decides. `directories` are the folders of rulebooks it builds on, the nearest first.
    `directory` holds those files; `own` is a user's folder whose files went before them ("" for none). `derived` keeps
    what a part of the program computes once from this rulebook (compiled checks, automata), under that part's name.
    `exceptions` are what the law leaves free, `implied` the facts that follow from others; of one whose `standing` is
    `draft` no verdict rests on its rules alone, and `review_by` is the day by which its law wants reading again.
    `not_asked` are the ids of rules whose answers a run leaves out: they are in the rulebook all the same.
    """

    __slots__ = (
        "checks", "compose", "content_words", "coverage", "derived", "directories", "directory", "election_words",
        "elections", "exceptions", "facts", "fields", "formats", "id", "implied", "labels", "languages", "messages",
        "name", "not_asked", "own", "polls_close", "review_by", "rules", "sha256", "silence_starts", "sources",
        "standing", "terms", "time_zone", "version",
    )  # fmt: skip

    id: str
    version: str
    sha256: str
    directory: str
    own: str
    name: dict[str, str]
    languages: tuple[str, ...]
    time_zone: str
    silence_starts: time | None
    polls_close: time | None
    fields: tuple[str, ...]
    rules: tuple[Rule, ...]
    sources: dict[str, dict[str, Any]]
    elections: tuple[Election, ...]
    election_words: dict[str, Any]
    labels: dict[str, Any]
    content_words: dict[str, dict[str, Any]]
    coverage: tuple[dict[str, Any], ...]
    facts: dict[str, Fact]
    terms: dict[str, dict[str, str]]
    messages: dict[str, dict[str, str]]
    formats: dict[str, dict[str, str]]
    checks: dict[str, dict[str, str]]
    compose: dict[str, Any]
    exceptions: tuple[Exempting, ...]
    implied: tuple[Implied, ...]
    standing: str
    review_by: date | None
    directories: tuple[str, ...]
    derived: dict[str, Any]
    not_asked: frozenset[str]

    def __init__(self, *, own: str = "", **parts: Any) -> None:
        self.own = own
        self.exceptions, self.implied, self.standing, self.review_by = (), (), "shipped", None
        for name, part in parts.items():
            setattr(self, name, part)
        self.derived = {}
        self.not_asked = frozenset()

    def __repr__(self) -> str:
        return f"<Rulebook {self.id} {self.version}: {len(self.rules)} rules, sha256 {self.sha256[:12]}>"

    def __getstate__(self) -> dict[str, Any]:
        """Return what goes with it into another process; what was computed is computed there anew."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "derived"}

    def __setstate__(self, parts: dict[str, Any]) -> None:
        for name, part in parts.items():
            setattr(self, name, part)
        self.derived = {}

    def only(self, rules: tuple[Rule, ...]) -> Rulebook:
        """Return a rulebook of those rules alone; what was computed from other parts of this one is shared."""
        from copy import copy

        other = copy(self)
        other.rules = rules
        other.derived = {name: made for name, made in self.derived.items() if name not in _OF_RULES}
        return other

    def without(self, rules: frozenset[str]) -> Rulebook:
        """Return the same rulebook with rules that are not asked; what was computed from it is shared."""
        from copy import copy

        other = copy(self)
        other.not_asked, other.derived = rules, self.derived
        return other

    @property
    def first_day(self) -> date:
        """The first day on which any rule binds."""
        found = self.derived.get("first_day")
        if found is None:
            days = (rule.versions[0].first for rule in self.rules if rule.versions)
            found = self.derived["first_day"] = min(days, default=date.min)
        assert isinstance(found, date)
        return found

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that messages can be in: English, its own, and those of the messages that all rulebooks share.

        What its rules say themselves is English in a language of the last kind.
        """
        found = self.derived.get("spoken")
        if found is None:
            shared = sorted({language for texts in self.messages.values() for language in texts})
            found = self.derived["spoken"] = tuple(dict.fromkeys(("en", *self.languages, *shared)))
        assert isinstance(found, tuple)
        return found

    def rule(self, name: str) -> Rule | None:
        """Return the rule with this id or alias, or None."""
        return next((rule for rule in self.rules if rule.id == name or name in rule.aliases), None)


def in_force(rule: Rule, on: date) -> Version | None:
    """Return the version of `rule` that governs an ad published on `on`.

    The day of publication decides, not today: a leaflet printed before an amendment is judged by the text it was
    printed under. None means that the rule did not exist yet, or no longer did.

    >>> leaflet = Rule("xx/a/b", "error", "field_present", {}, (), (), {}, {}, {}, {},
    ...                (Version(date(2011, 7, 2), ("act-1",)), Version(date(2020, 1, 1), ("act-2",))))
    >>> in_force(leaflet, date(2019, 12, 31)).law
    ('act-1',)
    >>> in_force(leaflet, date(2011, 7, 1)) is None
    True
    """
    current = None
    for version in rule.versions:
        if version.first > on:
            break
        current = version
    return current if current is not None and current.law else None
