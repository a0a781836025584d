"""What one imprint states: eight fields as marked values in every case, any of which may be missing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tools.reading.grammar import expand
from tools.reading.maker import Forms, Maker, marked
from tools.reading.marks import mark
from tools.reading.people import SHAPES, Person, invented

MISSING = {"E": 0.04, "A": 0.14, "C": 0.05, "P": 0.36, "R": 0.12, "F": 0.14, "D": 0.06, "N": 0.07}

DATE_KINDS = {"list": 0.85, "period": 0.045, "no_year": 0.04, "no_day": 0.025, "impossible": 0.02, "nothing": 0.02}
FAULTS = {
    "nothing": "date_unreadable",
    "no_year": "date_without_year",
    "no_day": "date_without_day",
    "impossible": "impossible_date",
}


@dataclass
class Facts:
    """The fields as forms (case to marked text), and the value of date and run."""

    maker: Maker
    forms: dict[str, Forms] = field(default_factory=dict)
    date: str | None = None
    run: int | None = None
    flags: list[str] = field(default_factory=list)

    def say(self, template: str) -> str:
        """A template with the stated fields in it; a field's slot may name its case."""

        def fill(name: str) -> str:
            code, _, case = name.partition(":")
            if code == "CP":  # one label for two fields
                return mark("P", self.forms.get("C", {}).get("nom", ""))
            if code not in MISSING:
                return self.maker.slot(name)
            forms = self.forms.get(code, {})
            return forms.get(case or "nom") or forms.get("nom", "")

        return expand(template, self.maker.rng, fill)


def stated(maker: Maker, rng: random.Random, short: float) -> Facts:
    """The facts of one invented item; `short` is how often words are abbreviated."""
    facts = Facts(maker)
    there = {code for code, chance in MISSING.items() if rng.random() >= chance}
    if "P" not in there and rng.random() < 0.8:
        there.discard("R")
    if "E" not in there:
        there.discard("A")
    if len(there & set("ECFD")) < 2:
        there |= set("ECF")
    candidate = invented(rng, maker.language)
    party = maker.party() if rng.random() < 0.42 else None
    makers: dict[str, Callable[[], Forms]] = {
        "E": lambda: executor(maker, rng, candidate),
        "A": lambda: {"nom": mark("A", maker.address())},
        "C": lambda: marked("C", party, {"short": party["short"]}) if party else customer(maker, rng, candidate, short),
        "P": lambda: payer(maker, rng, candidate, party),
        "R": lambda: role(maker, rng, short),
        "F": lambda: fund(maker, rng, short),
    }
    for code, make in makers.items():
        if code in there:
            facts.forms[code] = make()
    if "D" in there:
        dated(facts, rng)
    if "N" in there:
        counted(facts, rng)
    return facts


def cases(maker: Maker) -> list[str]:
    """The cases of the language, the accusative of living things among them."""
    return [*maker.data["cases"]["order"], "acc"]


def named(maker: Maker, person: Person, shape: str) -> Forms:
    """A person's name in every case."""
    return {case: person.written(shape, case, maker.language) for case in cases(maker)}


def executor(maker: Maker, rng: random.Random, candidate: Person) -> Forms:
    """A firm, or a person who makes such things."""
    if rng.random() < 0.8:
        firm = maker.firm()
        return marked("E", firm, {"short": firm["short"]} if rng.random() < 0.7 else None)
    form = maker.forms(rng.choice(maker.data["firms"]["person"]))
    person = candidate if rng.random() < 0.15 else invented(rng, maker.language)
    name = named(maker, person, rng.choice(SHAPES))
    return {
        case: mark("E", f"{form.get(case) or form['nom']} {mark('e', text)}".strip()) for case, text in name.items()
    }


def customer(maker: Maker, rng: random.Random, candidate: Person, short: float) -> Forms:
    """A candidate, with a status before or behind the name, or none."""
    name = named(maker, candidate, rng.choice(SHAPES))
    chance = rng.random()
    if chance < 0.35:
        return {case: mark("C", text) for case, text in name.items()}
    if chance < 0.43:
        behind = maker.pick("status", "behind")
        comma = rng.choice([", ", ", ", " - ", " "])
        return {case: mark("C", f"{mark('c', text)}{comma}{behind}") for case, text in name.items()}
    if rng.random() < short:
        before = dict.fromkeys(name, maker.pick("status", "short"))
    else:
        before = maker.forms(rng.choice(maker.data["status"]["list"]))
    if "endings" in maker.data:  # the name takes the ending, the status before it does not
        before = dict.fromkeys(name, before["nom"])
    return {case: mark("C", f"{before.get(case) or before['nom']} {mark('c', text)}") for case, text in name.items()}


def payer(maker: Maker, rng: random.Random, candidate: Person, party: Forms | None) -> Forms:
    """Mostly a representative; sometimes the candidate or the party in person."""
    chance = rng.random()
    if party and chance < 0.06:
        return marked("P", party, {"short": party["short"]})
    person = candidate if chance < 0.12 else invented(rng, maker.language)
    return {case: mark("P", text) for case, text in named(maker, person, rng.choice(SHAPES)).items()}


def role(maker: Maker, rng: random.Random, short: float) -> Forms:
    """The capacity in which the payer paid; an owner before it is a further reading."""
    if rng.random() < short:
        out = dict.fromkeys(cases(maker), maker.pick("roles", "short"))
    else:
        out = maker.forms(rng.choice(maker.data["roles"]["list"]))
    owner = (
        maker.say(rng.choice(maker.data["roles"]["owners"]))
        if "owners" in maker.data["roles"] and rng.random() < 0.5
        else ""
    )
    if owner:
        return {case: mark("r", f"{owner} {mark('R', text)}") for case, text in out.items()}
    return {case: mark("R", text) for case, text in out.items()}


def fund(maker: Maker, rng: random.Random, short: float) -> Forms:
    """A fund's name; what stands in ‹› is the shortest span that names it."""
    chance = rng.random()
    if chance < 0.06:
        forms = dict.fromkeys(cases(maker), rng.choice(maker.data["funds"]["own"]))
    elif rng.random() < short:
        forms = dict.fromkeys(cases(maker), rng.choice(maker.data["funds"]["short"]))
    else:
        row = rng.choice(maker.data["funds"]["list"])
        forms = {case: text or row[0] for case, text in zip(maker.data["cases"]["order"], row, strict=False)}
    return {case: cored(maker.say(text)) for case, text in forms.items()}


def cored(text: str) -> str:
    """The text with ‹…› turned into a mark of the fund."""
    before, _, rest = text.partition("‹")
    core, _, behind = rest.partition("›")
    return before + mark("F", core) + behind


def dated(facts: Facts, rng: random.Random) -> None:
    """A date in one of all shapes; a year or day may be missing, or the day may not exist."""
    maker = facts.maker
    day, month, year = rng.randint(1, 28), maker.month, maker.year
    kind = rng.choices(list(DATE_KINDS), list(DATE_KINDS.values()))[0]
    text = maker.written_date(day, month, year, kind)
    if kind in FAULTS:
        facts.flags.append(FAULTS[kind])
    else:
        facts.date = f"{year}-{month:02}-{day:02}"
    facts.forms["D"] = {"nom": mark("D", text) if facts.date else text}


def counted(facts: Facts, rng: random.Random) -> None:
    """A run in one of all shapes; a run of words alone has no value."""
    data, chance = facts.maker.data["runs"], rng.random()
    if chance < 0.05:
        facts.flags.append("print_run_words_only")
        facts.forms["N"] = {"nom": rng.choice(data["nothing"])}
        return
    if chance < 0.3:
        facts.run, text = 1, rng.choice(data["ones"])
    elif chance < 0.45:
        thousands = rng.choice([1, 2, 3, 5, 10, 15, 20, 25, 40, 100])
        half = rng.random() < 0.12
        template = rng.choice(
            [
                each
                for each in data["thousands"]
                if not half or ("{k}0" not in each and "{k} 0" not in each and "'" not in each and ".0" not in each)
            ]
        )
        facts.run = thousands * 1000 + (500 if half else 0)
        text = expand(template, rng, lambda name: f"{thousands},5" if half else str(thousands))
    else:
        facts.run = rng.choice(
            [
                rng.randint(2, 99),
                rng.randint(10, 95) * 10,
                rng.randint(1, 99) * 100,
                rng.randint(1, 60) * 500,
                rng.randint(1, 300) * 50,
            ]
        )
        if rng.random() < 0.01:
            facts.run = 0
        blank = f"{facts.run:,}".replace(",", rng.choice(" \u00a0 "))
        values = {"n": str(facts.run), "t": blank, "p": f"{facts.run:,}".replace(",", ".")}
        text = expand(rng.choice(data["list"]), rng, lambda name: values[name])
    facts.forms["N"] = {"nom": mark("N", text) + facts.maker.pick("runs", "extra")}
