"""The parts of phrased imprints: rows of participles, ends of addresses, what a label has without words."""

from __future__ import annotations

import pytest

from compliance.extraction.phrased.addresses import address_end, begins_name
from compliance.extraction.phrased.series import Series
from compliance.extraction.phrased.unsaid import link_of_nobody, occasion
from compliance.extraction.phrased.vocabulary import Vocabulary

ROW = {
    "language": "en",
    "ends": ["by"],
    "joints": ["and"],
    "verb": [
        {"words": ["printed"], "fields": ["executor"], "weak": True},
        {"words": ["promoted"], "fields": ["promoter"]},
        {"words": ["published"], "fields": ["promoter"], "weak": True},
        {"words": ["designed", "hosted"]},
    ],
}
WORDS = Vocabulary(
    {
        "address": {"postcodes": ["AA9 9AA"], "words": ["road"]},
        "party": {"ends": ["printed on"]},
        "cues": {"occasions": ["referendum", "*wahl"]},
    }
)


@pytest.mark.parametrize(
    ("words", "fields", "weak"),
    [
        ("Designed, printed & promoted by", ("executor", "promoter"), False),
        ("promoted,\nprinted and hosted by", ("executor", "promoter"), False),
        ("Printed/published by", ("executor", "promoter"), True),
        ("printed (hosted) by", ("executor",), True),
    ],
)
def test_participles_in_any_order_are_one_phrase(words: str, fields: tuple[str, ...], weak: bool) -> None:
    """Parts come in the order of the table, and one firm participle makes the row firm."""
    head = Series(ROW).head(words)
    assert head is not None
    assert (head.fields, head.weak) == (fields, weak)


@pytest.mark.parametrize(
    "words", ["printed by", "designed and hosted by", "printed promoted", "printed or promoted by"]
)
def test_other_words_are_no_row(words: str) -> None:
    """A row has two participles at least, one of which makes a part, and the word that ends it."""
    assert Series(ROW).head(words) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("5 Dock Road, Hull HU1 2AA\nFree bins for all", "5 Dock Road, Hull HU1 2AA"),
        ("5 Dock Road, Hull HU1 2AA printed on old paper", "5 Dock Road, Hull HU1 2AA "),
        ("5 Dock Road, HU1 2AA, Hull", "5 Dock Road, HU1 2AA, Hull"),
    ],
)
def test_an_address_ends_with_its_line_or_before_other_words(text: str, address: str) -> None:
    """A postcode ends an address where its line ends; one amid a line does not."""
    assert text[: address_end(text, 0, len(text), WORDS)] == address


def test_names_begin_with_capitals_where_there_are_any() -> None:
    """A script without capitals has names all the same."""
    assert [begins_name(word) for word in ("Moss", "moss", "राजेश", "5", "")] == [True, False, True, False, False]


def test_a_clause_names_the_occasion_by_itself() -> None:
    """It has a word of occasions and a year; what is stated already is left, and so is a slogan."""
    text = "Sponsor: X. Referendum on water, 12 June 2026. Landtagswahl 2027!"
    found = occasion(text, (0, len(text)), [(9, 10)], WORDS)
    assert found is not None
    assert text[slice(*found)] == "Referendum on water, 12 June 2026"
    assert occasion(text, (0, 48), [(9, 10), found], WORDS) is None
    assert occasion("A referendum soon.", (0, 18), [], WORDS) is None


def test_a_link_that_no_party_has_is_told() -> None:
    """The last one that is no value."""
    text = "ash.example/x elm.example/y oak.example/z"
    assert link_of_nobody(text, (0, len(text)), [(28, 41)]) == (14, 27)
    assert link_of_nobody(text, (0, len(text)), [(0, 41)]) is None
