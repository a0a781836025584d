"""The words of a rulebook, one after the other, with what each of them is: labels.toml laid out flat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.model.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OF_PAYMENT = ("agent", "paid", "active", "habit", "made", "denied", "prepositions", "modifiers", "tails", "lead")
_CUES = ("polling", "election", "colophon", "contract", "guidance")
_SMALL = ("slots", "nothing", "in_person", "particles", "conjunctions")


class Entry(NamedTuple):
    """One word or phrase of the rulebook: what it is (`category`), which (`key`), and how it may stand in a text."""

    category: str
    key: str
    language: str = ""
    stem: bool = False  # any ending may follow
    form: str = ""  # "words" | "prose" | "after" for labels; "before" | "after" for the owner of a fund; …
    misspelt: bool = False
    standard: str = ""
    also: str = ""
    cut: bool = False  # the stop behind it belongs to it: it ends in a word cut short
    made: bool = False  # a label of the day on which the ad was made, not of that on which it appears


class Meant(NamedTuple):
    """What a word was meant to be: the label, whether it is a slip, and the spelling to put there ("": not certain)."""

    entry: Entry
    slip: bool
    standard: str = ""


def entries(labels: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    """Yield the phrases of labels.toml with their entries; `*` stands behind a stem."""
    for words, entry in _groups(labels):
        stem: Entry | None = None
        for word in words:
            if word.endswith("*"):
                stem = stem or entry._replace(stem=True)
                yield word, stem
            else:
                yield word, entry


def _groups(labels: dict[str, Any]) -> Iterator[tuple[Iterable[str], Entry]]:
    """Yield words that are the same thing together; which comes first decides where a word is several things."""
    yield from _labels(labels["label"])
    for name in _OF_PAYMENT:
        yield labels["payment"][name], Entry(name, name)
    yield labels["payment"].get("banks", ()), Entry("bank", "bank")
    for name in ("who", "others"):
        yield labels["payment"].get(name, ()), Entry(name, name)
    for fund in labels["fund"]:
        yield fund["words"], Entry("fund", fund["code"], fund["language"], form=fund["owner"])
    for role in labels["role"]:
        yield role["words"], Entry("role", role["code"], form="first" if role.get("head_first") else "last")
    yield labels["role_tail"]["words"], Entry("role_tail", "")
    yield labels["role_tail"]["finance"], Entry("finance", "")
    for kind, words in labels["customer_kind"].items():
        yield words, Entry(kind if kind in ("status", "sought") else "customer_kind", kind)
    for legal_form in labels["legal_form"]:
        yield legal_form["words"], Entry("legal_form", legal_form["code"])
    for kind, words in labels["executor"].items():
        yield words, Entry("executor", kind)
    for kind, words in labels["address"].items():
        yield words, Entry("stop" if kind == "stop" else "address", kind)
    for month, words in labels["months"].items():
        yield words, Entry("month", month)
    yield from _counting(labels["numbers"])
    for kind in (*_CUES, *_SMALL):
        yield labels["cues"].get(kind, ()), Entry("cue" if kind in _CUES else kind, kind)
    for category in ("period", "weekday", "doubt", "paper"):
        for key, words in labels.get(category, {}).items():
            yield words, Entry(category, key)


def _labels(labels: list[dict[str, Any]]) -> Iterator[tuple[Iterable[str], Entry]]:
    for label in labels:
        for form in ("words", "prose", "after", "misspelt"):
            misspelt = form == "misspelt"
            if not label.get(form):
                continue
            yield (
                label[form],
                Entry(
                    "label",
                    label["field"],
                    label["language"],
                    form="words" if misspelt else form,
                    misspelt=misspelt,
                    standard=label["standard"],
                    also=label.get("also", ""),
                    made=label.get("made", False),
                ),
            )


def _counting(numbers: dict[str, Any]) -> Iterator[tuple[Iterable[str], Entry]]:
    for word, factor in numbers["multipliers"].items():
        yield (word,), Entry("multiplier", str(factor))
    yield numbers["units"], Entry("unit", "")
    behind = numbers.get("behind_another", ())
    for word, number in numbers["words"].items():
        yield (word,), Entry("number_word", str(number), form="behind" if word in behind else "")
    for word, number in numbers.get("ordinals", {}).items():
        yield (word,), Entry("ordinal", str(number))
