"""What an editor tells of an ad in the fields of the page, and what the program makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from compliance.errors import UsageError
from compliance.rulebook import HOME
from compliance.rulebook.book import MEDIA
from compliance.rulebook.facts import typed
from compliance.sources import given

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.model.known import Known
    from compliance.rulebook import Rulebook
    from compliance.rulebook.facts import Fact

LANGUAGES = ("ky", "ru", "en")
NONE = "-"  # the answer to a question for several codes, none of which holds
_FACT = "fact."
_LONGEST = 200
_MOST = 200


class Told(NamedTuple):
    """What the fields say, as they say it; "" is not known.

    `facts` are the answers to questions by the names of facts, `later` the questions that are not to be asked.
    """

    language: str = "en"
    jurisdiction: str = HOME
    medium: str = ""
    day: str = ""
    hour: str = ""
    election: str = ""
    facts: Mapping[str, str] = {}
    later: tuple[str, ...] = ()

    @classmethod
    def of(cls, fields: Iterable[tuple[str, str]], language: str) -> Told:
        """Return what a form says; of a field that stands in it several times the last that says something counts.

        >>> Told.of([("medium", "print"), ("medium", ""), ("fact.poll", "no"), ("fact.item", "")], "ky")[2:7]
        ('print', '', '', '', {'poll': 'no'})
        """
        said: dict[str, str] = {}
        facts: dict[str, str] = {}
        later: dict[str, None] = {}
        for name, value in fields:
            value = value.strip()[:_LONGEST]
            if not value or len(facts) + len(later) >= _MOST:
                continue
            if name.startswith(_FACT):
                facts[name.removeprefix(_FACT)] = value
            elif name == "later":
                later[value] = None
            elif name in cls._fields:
                said[name] = value
        chosen = {name: said[name] for name in ("jurisdiction", "medium", "day", "hour", "election") if name in said}
        return cls(language=language, facts=facts, later=tuple(name for name in later if name not in facts), **chosen)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Told:
        """Return what `_asdict` made JSON of."""
        return cls(**{**told, "later": tuple(told["later"])})

    def known(self, book: Rulebook) -> Known:
        """Return what that is to the program; `UsageError` for what is no day, code or election of this law."""
        if self.medium and self.medium not in MEDIA:
            raise UsageError(f"medium: there is no {self.medium!r}; there is: {', '.join(MEDIA)}")
        moment = f"{self.day}T{self.hour}" if self.day and self.hour else self.day
        if self.election and self.election not in {one.id for one in book.elections}:
            raise UsageError(f"no election {self.election!r}")
        known = given.option(self.medium or None, moment or None)
        facts = {name: value_of(book.facts[name], said) for name, said in self.facts.items() if name in book.facts}
        typed(facts, book.facts, book.time_zone)
        return known._replace(election=self.election or None, facts=facts)


def value_of(fact: Fact, said: str) -> Any:
    """Return an answer in the type of its fact; what is none stays as it is, and is refused where facts are typed."""
    if fact.kind == "bool":
        return {"yes": True, "no": False}.get(said, said)
    if fact.kind == "number":
        return int(said) if said.isdecimal() and len(said) < 12 else said
    if fact.kind == "codes":
        return () if said == NONE else tuple(said.split(","))
    return said
