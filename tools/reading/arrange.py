"""How an imprint is set out: labelled lines, tables, dumps, sentences, bare lists, and mixtures of them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tools.reading.facts import Facts
from tools.reading.grammar import slots, words
from tools.reading.marks import MARK, bare

ORDERS = ["ECPDN"] * 7 + ["CEPDN", "CEPND", "ECPND", "PCEDN", "NDCEP", "DNECP", "CPEDN", "EDNCP", "NECPD", "PECDN"]
NAMES = {
    "E": "executor",
    "A": "address",
    "C": "customer",
    "P": "payer",
    "R": "role",
    "F": "fund",
    "D": "date",
    "N": "run",
}
MARKS = [": "] * 9 + [" – ", " — ", " - ", ":", " ", " ", " ; ", "; ", " → ", "... ", ". ", " : ", "= ", ":\t"]
BETWEEN = (
    [". "] * 8
    + ["\n"] * 7
    + ["; ", "; ", ", ", " / ", " // ", " | ", " • ", " ", "\n\n", " → ", ". ", ".", ";\n", "\n\n"]
)
BULLETS = ["", "", "", "", "", "", "• ", "- ", "— ", "📌 ", "✅ ", "* ", "👉 ", "▪ ", "> "]


class Setting:
    """One way of labelling, kept through an imprint: register, mark behind labels, chance of another's label."""

    def __init__(self, facts: Facts, rng: random.Random, short: float) -> None:
        self.facts, self.rng = facts, rng
        self.register = rng.choices(["", "_verb", "_ask", "_short"], [0.62, 0.1, 0.08, 0.2 + short])[0]
        self.mark = " – " if self.register == "_ask" and rng.random() < 0.3 else rng.choice(MARKS)
        self.other = rng.random() < 0.1
        self.both = rng.random() < 0.06

    def label(self, code: str) -> str:
        """A label of the field; a mixed text takes some from the other language."""
        data = self.facts.maker.data
        if self.other and self.rng.random() < 0.4:
            data = words("ru" if self.facts.maker.language == "ky" else "ky")
        table = data["labels"]
        key = NAMES[code] + self.register
        label = str(self.rng.choice(table[key if key in table and self.rng.random() < 0.9 else NAMES[code]]))
        return (
            shortened(label, self.rng)
            if self.register == "_short" and "." not in label and self.rng.random() < 0.5
            else label
        )

    def pair(self, code: str) -> str:
        """A label, or the labels of both languages with a slash."""
        if not self.both:
            return self.label(code)
        other = words("ru" if self.facts.maker.language == "ky" else "ky")["labels"]
        key = NAMES[code] + self.register
        return f"{self.label(code)}{self.rng.choice(['/', ' / '])}{self.rng.choice(other.get(key, other[NAMES[code]]))}"

    def ending(self) -> str:
        """What stands behind a label."""
        return "? " if self.register == "_ask" and self.rng.random() < 0.7 else self.mark


def shortened(text: str, rng: random.Random) -> str:
    """Long words cut to a beginning that ends in a consonant, with a stop."""

    def cut_word(found: re.Match[str]) -> str:
        word = found.group()
        at = rng.randint(3, max(3, len(word) - 2))
        while at > 2 and word[at - 1].lower() in "аеёиоуыэюяөүйьъ":
            at -= 1
        return word[:at] + "."

    return re.sub(r"[^\W\d_]{6,}", cut_word, text)


def payments(facts: Facts, rng: random.Random) -> str:
    """A phrase that says as much of payer, capacity and fund as is stated."""
    there = set("PRF") & set(facts.forms)
    fitting = [each for each in facts.maker.data["pay"]["phrases"] if slots(each) == there]
    return facts.say(rng.choice(fitting)) if fitting else ""


def clauses(facts: Facts, rng: random.Random, short: float, apart: float) -> list[tuple[str, str]]:
    """Label and value pairs in an order; where a pair has no label, the value is a phrase of its own."""
    setting = Setting(facts, rng, short)
    out: list[tuple[str, str]] = []
    alone = rng.random() < apart
    for code in rng.choice(ORDERS):
        if code == "P":
            phrase = payments(facts, rng)
            if alone or not phrase:
                out += [
                    (setting.pair(each) + "\0", facts.say("{" + each + "}"))
                    for each in rng.choice(["PRF", "FPR", "PFR"])
                    if each in facts.forms
                ]
            else:
                out.append(("", phrase))
        elif code == "E" and "A" in facts.forms and not alone:
            join = rng.choice(
                ["{E}, {A}"] * 6
                + [
                    "{E} ({A})",
                    "{E} ({A})",
                    "{E}; {A}",
                    "{E}. {A}",
                    "{E} {A}",
                    "{E} - {A}",
                    "{E}. " + setting.pair("A") + ": {A}",
                ]
            )
            out.append((setting.pair("E") + "\0", facts.say(join.replace("[", "\\["))))
        else:
            out += [
                (setting.pair(each) + "\0", facts.say("{" + each + "}"))
                for each in ("EA" if code == "E" else code)
                if each in facts.forms
            ]
    return [(label.replace("\0", setting.ending()) if label else "", value) for label, value in out if bare(value)]


def joined(pieces: list[str], between: str, rng: random.Random) -> str:
    """The pieces with one separator; a stop is not doubled behind a stop of an initial."""
    out = ""
    for piece in pieces:
        if out and between.startswith(".") and bare(out).endswith("."):
            out += between[1:] or " "
        elif out:
            out += between
        out += piece
    return out + ("." if "." in between and not bare(out).endswith(".") and rng.random() < 0.8 else "")


def labelled(facts: Facts, rng: random.Random, short: float) -> str:
    """Labelled clauses one after the other or line by line."""
    between, bullet = rng.choice(BETWEEN), ""
    if "\n" in between:
        bullet = rng.choice(BULLETS)
    elif rng.random() < 0.04:
        bullet = "📌"
    pieces = [bullet + label + value for label, value in clauses(facts, rng, short, 0.35)]
    if rng.random() < 0.18:
        pieces.insert(rng.randint(0, len(pieces)), facts.maker.pick("noise_words", "aside"))
    text = joined(pieces, between, rng)
    wrap = rng.random()
    return f"({text})" if wrap < 0.06 else f"/{text}/" if wrap < 0.08 else f"«{text}»" if wrap < 0.1 else text


def label_over_value(facts: Facts, rng: random.Random, short: float) -> str:
    """A label on one line, its value on the next."""
    pad = rng.choice(["", "", "   ", "          "])
    pairs = clauses(facts, rng, short, 1.0)
    return rng.choice(["\n", "\n\n"]).join(f"{pad}{label.rstrip(' :;–—-')}\n{pad}{value}" for label, value in pairs)


def labels_behind(facts: Facts, rng: random.Random, short: float) -> str:
    """Values with their labels behind them."""
    data, mark = facts.maker.data["behind"], rng.choice([" — ", " - ", " (", ", ", " – "])
    lines = []
    for code in rng.choice(ORDERS):
        for each in {"P": "PF", "E": "E"}.get(code, code):
            if each not in facts.forms:
                continue
            value = facts.say(
                "{E}, {A}"
                if each == "E" and "A" in facts.forms
                else "{P}, {R}"
                if each == "P" and "R" in facts.forms and rng.random() < 0.7
                else "{" + each + "}"
            )
            lines.append(f"{value}{mark}{rng.choice(data[NAMES[each]])}" + (")" if mark == " (" else ""))
    return joined(lines, rng.choice([".\n", "\n", "; ", ". "]), rng)


def table(facts: Facts, rng: random.Random, short: float) -> str:
    """A table: bars, tabs, dots, box characters, or tags of a page."""
    pairs = [(label.rstrip(" :;–—-.=→\t"), value) for label, value in clauses(facts, rng, short, 0.8)]
    width = max((len(label) for label, _ in pairs), default=0) + 1
    kind = rng.choice(
        [
            "| {} | {} |",
            "{}\t{}",
            "{}",
            "|{}|{}|",
            "<tr><td>{}</td><td>{}</td></tr>",
            "<p><b>{}:</b> {}</p>",
            "<li>{}: {}</li>",
            "box",
            "**{}:** {}",
            "*{}* — {}",
            "dots",
            "#{} {}",
            "#{}_{}",
        ]
    )
    if kind == "box":
        rows = [f"{label.ljust(width)} │ {value}" for label, value in pairs]
        longest = max(len(MARK.sub("", row)) for row in rows) + 1
        body = [f"│ {row}{' ' * (longest - len(MARK.sub('', row)))}│" for row in rows]
        return "\n".join(["┌" + "─" * (longest + 1) + "┐", *body, "└" + "─" * (longest + 1) + "┘"])
    if kind == "dots":
        return "\n".join(f"{label} {'.' * rng.randint(3, 18)} {value}" for label, value in pairs)
    if kind == "#{}_{}":
        tags = [(label.split()[0], value.replace(" ", "_")) for label, value in pairs if label]
        return rng.choice([" ", "\n"]).join(f"#{label.lower().strip('.')}_{value}" for label, value in tags)
    if kind == "#{} {}":
        return "\n".join(f"#{label.lower().replace(' ', '_').replace('.', '')} {value}" for label, value in pairs)
    return "\n".join(
        f"{label.ljust(width)} {value}" if kind == "{}" else kind.format(label, value) for label, value in pairs
    )


def mapping(facts: Facts, rng: random.Random, short: float) -> str:
    """A dump: keys and values."""
    keys = facts.maker.data["mapping"]
    pairs = [
        (rng.choice(keys[NAMES[code]]), facts.say("{" + code + "}").replace('"', "'" if rng.random() < 0.5 else '\\"'))
        for code in "EACPRFDN"
        if code in facts.forms
    ]
    lines = [f'"{key}": "{value}"' for key, value in pairs if bare(value)]
    return rng.choice(
        [
            "{\n  " + ",\n  ".join(lines) + "\n}",
            "{" + ", ".join(lines) + "}",
            "\n".join(line.replace('"', "") for line in lines),
        ]
    )


def _spoken(kind: tuple[str, str]) -> Callable[[Facts, random.Random, float], str]:
    def setting(facts: Facts, rng: random.Random, short: float) -> str:
        there = set(facts.forms)
        fitting = [each for each in facts.maker.data[kind[0]][kind[1]] if len(slots(each) - there) <= 1]
        fitting = [each for each in fitting if slots(each) <= there] or fitting
        return facts.say(rng.choice(fitting)) if fitting else labelled(facts, rng, short)

    return setting


SETTINGS: dict[str, tuple[float, Callable[[Facts, random.Random, float], str]]] = {
    "labelled": (0.54, labelled),
    "sentence": (0.16, _spoken(("sentences", "full"))),
    "list": (0.06, _spoken(("lists", "plain"))),
    "over": (0.04, label_over_value),
    "behind": (0.05, labels_behind),
    "table": (0.11, table),
    "mapping": (0.04, mapping),
}
