"""Words that call for a second look: found whole, in any disguise that folding sees through, outside the imprint."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.authoring.cases import answer_to
from compliance.engine.evaluate import evaluate
from compliance.engine.words import WordIndex, index_of
from compliance.extraction import read
from compliance.model.case import Case
from compliance.model.document import Document
from compliance.rulebook import load

BOOK = load("kg")
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
INDEX = index_of(BOOK, "religion")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Во имя Аллаха!", "Во имя Аллаха"),
        ("BO ИМЯ AЛЛAXА!", "BO ИМЯ AЛЛAXА"),
        ("куран", "куран"),
        ("Куран-китеп", "Куран"),
        ("му\u00adсульманин", "му\u00adсульманин"),
        ("жума\nнамазга", "жума\nнамазга"),
        ("жалган куран айы", None),
        ("Ислам Рамазанович", None),
        ("куранды-курак", "куранды"),
        ("акуран", None),
        ("куранбаев", None),
    ],
)
def test_religious_words(text: str, found: str | None) -> None:
    """The place cuts the word out of the text as it stands."""
    places = INDEX.search(text).get("religion", [])
    assert [text[start:end] for start, end in places[:1]] == ([] if found is None else [found])


def test_names_in_an_imprint_are_no_content() -> None:
    """A party with a religious name has not campaigned with religion."""
    text = "Буюртмачы: «Аллахтын жолу» саясий партиясы. Чыга турган күнү: 15.11.2021. Нускасы: 500."
    answer = answer_to({"text": text}, "kg/content/no-religious-references", BOOK)
    assert answer.outcome == "pass"
    answer = answer_to({"text": "Аллах сактасын! " + text}, "kg/content/no-religious-references", BOOK)
    assert (answer.outcome, answer.start, answer.end) == ("fail", 0, 5)


@pytest.mark.parametrize("name", ["kg.jsonl", "kg-heldout.jsonl"])
def test_no_false_alarms_on_the_corpus(name: str) -> None:
    """Ordinary ads, articles and imprints raise no note about their content."""
    for line in (CORPUS / name).read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        imprints = read(Document(text), BOOK).imprints
        case = Case(imprints, None, (), "unknown", None, None, None, "ky", {}, text)
        notes = [
            e.rule.id
            for e in evaluate(case, BOOK)
            if e.rule.severity == "note" and e.answer.reason in ("words_found", "word_in_field")
        ]
        assert notes == [], text


@given(st.text(alphabet="аАaл хХxисдий\u00ad-*.", max_size=60))
def test_every_place_is_a_place_of_the_text(text: str) -> None:
    """Places are in order, do not overlap, and stand on word bounds."""
    index = WordIndex({"one": {"words": ["алла*", "дин", "дин ал"]}, "two": {"words": ["лал"]}})
    for places in index.search(text).values():
        assert places == sorted(places)
        for (_, end), (start, _) in pairwise(places):
            assert end <= start
        assert all(0 <= start < end <= len(text) for start, end in places)


def test_hostile_text_costs_its_length() -> None:
    """A text of nothing but such words is cut short, not kept place by place."""
    places = INDEX.search("аллах " * 200_000)["religion"]
    assert 0 < len(places) <= 2_000
