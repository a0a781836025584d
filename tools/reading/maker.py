"""What the texts are made of besides people: firms, parties, places, numbers, and the slots of the data files."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tools.reading.grammar import expand, words
from tools.reading.marks import mark
from tools.reading.people import SHAPES, ended, invented

QUOTES = (
    [("«", "»")] * 12
    + [('"', '"')] * 5
    + [("“", "”"), ("„", "“"), ("‹", "›"), ("'", "'"), ("« ", " »"), ("", ""), ("", "")]
)
Forms = dict[str, str]


class Maker:
    """Invented things of one language, drawn from one source of chance."""

    def __init__(self, language: str, rng: random.Random) -> None:
        self.language, self.rng = language, rng
        self.data, self.stems = words(language), words("stems")
        self.year = rng.choice([2016, 2017, 2020, 2020, 2021, 2021, 2021, 2022, 2024, 2024, 2025, 2025, 2026])
        self.month = rng.randint(1, 12)
        self.quote = rng.choice(QUOTES)

    def say(self, template: str) -> str:
        """A template with its slots filled by unmarked inventions."""
        return expand(template, self.rng, self.slot)

    def pick(self, table: str, key: str) -> str:
        """One entry of a list of the language, filled."""
        return self.say(self.rng.choice(self.data[table][key]))

    def slot(self, name: str) -> str:
        """An unmarked invention."""
        key, _, case = name.partition(":")
        numbers = {
            "tiny": (2, 9),
            "small": (2, 48),
            "tens": (10, 95),
            "num": (100, 9800),
            "house": (1, 190),
            "index": (720000, 724999),
            "phone": (500100000, 799999999),
            "inn": (1000000000, 3999999999),
        }
        if key in numbers:
            return str(self.rng.randint(*numbers[key]))
        made = self.invention(key, case)
        return made if made is not None else self.pick("negatives", key)

    def invention(self, key: str, case: str) -> str | None:
        """What is invented for a slot that is no number; None where the slot is a list of the data."""
        rng, stems = self.rng, self.stems
        lists = {"stem": "stem", "stem2": "stem", "town": "towns_" + self.language, "givenman": "given_man"}
        tables = {
            "street": ("address", "street_names"),
            "council": ("status", "councils"),
            "townadj": ("status", "townadj"),
            "slogan": ("titles", "slogans"),
            "sign": ("titles", "sign"),
        }
        if key in lists:
            return str(rng.choice(stems[lists[key]]))
        if key in tables:
            return self.pick(*tables[key])
        special: dict[str, Callable[[], str]] = {
            "person": lambda: invented(rng, self.language).written(rng.choice(SHAPES)),
            "person_surname": lambda: invented(rng, self.language).surname,
            "brand": self.brand,
            "brand2": self.brand,
            "firm": lambda: self.firm()["nom"],
            "party": lambda: self.party()[case or "nom"],
            "partygen": lambda: self.party()["gen"],
            "yyyy": lambda: str(self.year),
            "oldyear": lambda: str(rng.randint(1972, 2019)),
            "anydate": self.date,
            "anyday": lambda: self.date("no_year"),
            "line": lambda: "_" * rng.randint(3, 22),
            "bodys": lambda: self.body(3),
            "a": lambda: rng.choice(["", "а"]),
            "village": lambda: str(rng.choice(stems["village_first"]) + rng.choice(stems["village_second"])),
        }
        return special[key]() if key in special else None

    def body(self, most: int) -> str:
        """Some sentences of campaign prose, in paragraphs."""
        out = [self.pick("titles", "body") for _ in range(self.rng.randint(1, most))]
        return "".join(text + ("\n" if self.rng.random() < 0.15 else " ") for text in out).strip()

    def brand(self) -> str:
        """A trade name without quotes."""
        if self.rng.random() < 0.3:
            return str(self.rng.choice(self.stems["brand_word"]))
        return str(self.rng.choice(self.stems["brand_first"]) + self.rng.choice(self.stems["brand_second"]))

    def quoted(self, name: str) -> str:
        """A name in the quotes of this text."""
        return self.quote[0] + name + self.quote[1]

    def forms(self, row: list[str]) -> Forms:
        """The cases of a word of the data; a language with endings has one form and gets the rest."""
        order = self.data["cases"]["order"]
        if len(row) > 1:
            return {case: self.say(row[at] or row[0]) if at < len(row) else "" for at, case in enumerate(order)} | {
                "acc": self.say(row[1])
            }
        text = self.say(row[0])
        last = text.split()[-1] if text else ""
        possessive = len(last) > 4 and last[-1] in "ысиуү" and last[-1] != "с"
        return {case: ended(text, case, self.data["endings"], possessive) if text else "" for case in order}

    def firm(self) -> Forms:
        """A firm's name with its form before it (or behind it), in every case; `short` is the quoted name alone."""
        behind = "endings" in self.data
        name = self.quoted(self.pick("firms", "names"))
        form = self.forms(self.rng.choice(self.data["firms"]["list"]))
        chance = self.rng.random()
        if chance < 0.05:
            name = self.brand().lower() + ".kg"
            return dict.fromkeys([*form, "short"], name)
        if chance < 0.09:
            name = f"@{self.brand().lower()}_{self.rng.choice(self.stems['handles'])}"
            return dict.fromkeys([*form, "short"], name)
        tail = self.say(self.rng.choice(self.data["firms"]["tails"])) if chance > 0.95 else ""
        if (behind and form["nom"].isupper() and chance < 0.2) or not behind:
            out = {case: f"{text} {name}{tail}" for case, text in form.items()}
            if not behind and chance < 0.12 and form["nom"].isupper():
                out = {
                    case: f"{name}, {text}" if self.rng.random() < 0.5 else f"{name} ({text})"
                    for case, text in form.items()
                }
        else:
            out = {case: f"{name} {text}{tail}" for case, text in form.items()}
        return out | {"short": name if self.quote[0] else out["nom"]}

    def party(self) -> Forms:
        """A party's name in every case; `short` is the quoted name alone."""
        name = self.quoted(
            f"{self.rng.choice(self.data['parties']['stems'])} {self.rng.choice(self.data['parties']['nouns'])}"
        )
        chance = self.rng.random()
        row = (
            [self.rng.choice(self.data["parties"]["short"])]
            if chance < 0.18
            else self.rng.choice(self.data["parties"]["list"])
        )
        form = dict.fromkeys([*self.data["cases"]["order"], "acc"], row[0]) if chance < 0.18 else self.forms(row)
        if 0.18 < chance < 0.26:
            return dict.fromkeys([*form, "short"], name)
        before = "endings" not in self.data
        out = {case: f"{text} {name}" if before else f"{name} {text}" for case, text in form.items()}
        return out | {"short": name}

    def address(self) -> str:
        """An address of any shape."""
        rng, chance = self.rng, self.rng.random()
        if chance < 0.03:
            return self.pick("address", "pobox")
        place = self.pick("address", "village" if chance < 0.3 else "city")
        if rng.random() < 0.15:
            place = f"{self.pick('address', 'district')}, {place}"
        if rng.random() < 0.15:
            place = f"{self.pick('address', 'region')}, {place}"
        place = self.pick("address", "extra") + place
        if rng.random() < 0.1:
            return place
        street = self.pick("address", "street") + (self.pick("address", "house") if rng.random() < 0.95 else "")
        if rng.random() < 0.05:
            return f"{street}, {place}" if rng.random() < 0.6 else street
        return place + rng.choice([", ", ", ", ", ", ", ", " "]) + street

    def date(self, kind: str = "list") -> str:
        """A date that means nothing."""
        return self.written_date(self.rng.randint(1, 28), self.rng.randint(1, 12), self.year, kind)

    def written_date(self, day: int, month: int, year: int, kind: str) -> str:
        """A date in one of the shapes of the kind."""
        months, rng = self.data["months"], self.rng
        short = [4, 6, 9, 11][month % 4]
        roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
        values: dict[str, Any] = {
            "d": day,
            "dd": f"{day:02}",
            "m": month,
            "mm": f"{month:02}",
            "yyyy": year,
            "yy": f"{year % 100:02}",
            "mgen": months["gen"][month - 1],
            "mnom": months["nom"][month - 1],
            "mshort": months["short"][month - 1],
            "rom": roman[month - 1],
            "wd": rng.choice(months["weekdays"]),
            "d2": day + 2,
            "dd2": f"{day + 2:02}",
            "mm30": f"{short:02}",
            "mgen30": months["gen"][short - 1],
            "mposs": months.get("poss", months["gen"])[month - 1],
            "mloc": months.get("loc", months["gen"])[month - 1],
        }
        return expand(
            rng.choice(self.data["dates"][kind]),
            rng,
            lambda name: str(values[name]) if name in values else self.slot(name),
        )


def marked(code: str, forms: Forms, inner: dict[str, str] | None = None) -> Forms:
    """Every case of the forms as a marked value; `inner` are further readings inside it."""
    out = {}
    for case, text in forms.items():
        if case == "short":
            continue
        for reading in (inner or {}).values():
            if reading and reading in text and reading != text:
                text = text.replace(reading, mark(code.lower(), reading), 1)
        out[case] = mark(code, text)
    return out
