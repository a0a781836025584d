"""The small questions of phrased imprints: where a sentence ends, what reaches somebody, what is part of an address."""

from __future__ import annotations

import pytest

from compliance.extraction.phrased.addresses import address_like, address_parts, trimmed
from compliance.extraction.phrased.heads import heads_of, sentence_end
from compliance.extraction.phrased.parts import contacts_of, parts_of
from compliance.extraction.phrased.party import numbered, read_party
from compliance.extraction.phrased.read import read_phrased
from compliance.extraction.phrased.unsaid import stretch
from compliance.extraction.phrased.vocabulary import Vocabulary, pattern, postcodes
from compliance.extraction.phrased.words import plain, whole

WORDS = Vocabulary(
    {
        "phrase": [
            {"fields": ["executor"], "language": "en", "weak": True, "words": ["printed by"], "label": ["printer"]},
            {"fields": ["promoter"], "language": "en", "words": ["promoted by"]},
            {"fields": ["on_behalf_of"], "language": "en", "joined": True, "words": ["on behalf of"]},
        ],
        "legal_form": [{"code": "llc", "words": ["ltd", "limited"]}],
        "party": {
            "bodies": ["party", "council"], "roles": ["agent", "treasurer", "official agent"], "articles": ["the"],
            "ids": ["ABN"], "numbers": ["999 999"], "ends": ["please recycle"], "asides": ["independent"],
        },
        "address": {
            "shared": ["both of"], "pair": ["the two of"], "lead": ["of", "at"],
            "words": ["street", "road", "mill"], "places": ["Leeds", "York"],
            "postcodes": ["AA9 9AA"], "contact": ["tel", "email:"],
        },
        "cues": {
            "election": ["vote", "councillor"], "guidance": ["imprint", "must", "wording"], "trade": ["mattress"],
            "abbreviations": ["ltd", "st"], "subjects": ["this", "leaflet", "is"],
        },
        "months": {"1": ["January"]},
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("  J. Moss, ", "J. Moss"), ("Ann R.", "Ann R."), ("Elm Ltd.", "Elm Ltd"), ("Elm Inc.", "Elm Inc."),
        ("(WA)", "WA"),
        ("Elm (WA)", "Elm (WA)"), ("👍 Elm →", "Elm"), ("“Elm”", "Elm"), ("", ""), (" . ", ""), ("Elm!", "Elm!"),
        ("Druck e.V.", "Druck e.V."),
    ],
)  # fmt: skip
def test_marks_at_the_ends_are_no_part_of_a_name(text: str, left: str) -> None:
    assert text[slice(*trimmed(text, 0, len(text)))] == left


@pytest.mark.parametrize(
    "marked",
    [
        "Elm Press|. Promoted", "Elm Press|! Vote", "Elm Press|\n\nVote", "Elm Press|… Vote", "Elm|? Vote",
        "Elm|\n1) Vote",
        "Nr 5 Dock|. Vote", "Elm 5|. Vote", "Elm|. Vote", "Elm|.",
    ],
)  # fmt: skip
def test_where_a_sentence_ends(marked: str) -> None:
    text = marked.replace("|", "")
    assert sentence_end(text, 0, len(text), WORDS) == marked.index("|")


@pytest.mark.parametrize(
    "text",
    ["Elm Ltd. Leeds", "J. Moss", "20. January", "Elm. and", "Elm., Leeds", "elm.example", "Up! Limited", "A.B. Moss"],
)
def test_what_ends_no_sentence(text: str) -> None:
    assert sentence_end(text, 0, len(text), WORDS) == len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("call 0161 496 0000 or a@b.example", ["0161 496 0000", "a@b.example"]),
        ("see www.elm.example/x.", ["www.elm.example/x"]),
        ("see https://elm.example/?", ["https://elm.example/"]),
        ("elm.example, fir.example", ["elm.example", "fir.example"]),
        ("123 456", []), ("12345 67", ["12345 67"]), ("123 4567 8901 2345", ["123 4567 8901 2345"]),
        ("1234 5678 9012 3456", []), ("12.06.2026", []), ("2026-06-12", []), ("12.06.1026", ["12.06.1026"]),
        ("a@b", []), ("Elm. Press", []),
        ("+44 (0)161 496 0000", ["+44 (0)161 496 0000"]),
    ],
)  # fmt: skip
def test_the_ways_to_reach_somebody(text: str, found: list[str]) -> None:
    """Seven figures make a telephone, and a day is none."""
    assert [text[slice(*place)] for place in contacts_of(text, 0, len(text), WORDS)] == found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Elm Press, 5 Mill Street", ["Elm Press", "5 Mill Street"]), ("Elm (WA), Leeds", ["Elm (WA)", "Leeds"]),
        ("Elm (the press), Leeds", ["Elm", "the press", "", "Leeds"]), ("Elm St. Leeds", ["Elm St. Leeds"]),
        ("Elm – Leeds", ["Elm", "Leeds"]), ("Elm-Leeds", ["Elm-Leeds"]), ("Elm\nPress", ["Elm\nPress"]),
        ("Ann Moss\n5 Mill Street", ["Ann Moss", "5 Mill Street"]), ("Ann &\nMoss", ["Ann &\nMoss"]),
        ("Ann Moss\nand Co", ["Ann Moss\nand Co"]),
        ("Elm Press\nLtd", ["Elm Press\nLtd"]), ("Ann Moss\nTreasurer: x", ["Ann Moss", "Treasurer: x"]),
        ("Elm. Leeds", ["Elm", "Leeds"]), ("Unit 5\nMill Road", ["Unit 5\nMill Road"]),
        ("Unit\nMill Road", ["Unit", "Mill Road"]),
    ],
)  # fmt: skip
def test_parts_of_a_party(text: str, parts: list[str]) -> None:
    """A line end parts only where a new part plainly begins, brackets unless they hold a few letters."""
    assert [text[slice(*part)] for part in parts_of(text, 0, len(text), [], WORDS)] == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("5 Mill Street, Leeds LS1 4AB", {"house": "5", "street": "Mill Street", "place": "Leeds",
        "postcode": "LS1 4AB"}),
        ("5 Mill Street, Leeds", {"house": "5", "street": "Mill Street", "place": "Leeds"}),
        ("410, Mill Street, Leeds", {"house": "410", "street": "Mill Street", "place": "Leeds"}),
        ("Mill Street 5, Leeds", {"house": "5", "street": "Mill Street", "place": "Leeds"}),
        ("Mill Street, Leeds", {"street": "Mill Street", "place": "Leeds"}),
        ("Leeds LS1 4AB", {"place": "Leeds", "postcode": "LS1 4AB"}), ("Unit 12a/3", {}),
        ("5 Mill Street\nLeeds\nLS1 4AB", {"house": "5", "street": "Mill Street", "place": "Leeds",
        "postcode": "LS1 4AB"}),
        ("12-14 Mill Road, York", {"house": "12-14", "street": "Mill Road", "place": "York"}),
        ("5 Mill Street, Elmton, LS1 4AB", {"house": "5", "street": "Mill Street", "place": "Elmton",
        "postcode": "LS1 4AB"}),
    ],
)  # fmt: skip
def test_parts_of_an_address(text: str, parts: dict[str, str]) -> None:
    found = address_parts(text, (0, len(text)), WORDS)
    assert {name: text[slice(*place)] for name, place in found.items()} == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mill Street 5, 10115 Leeds", {"house": "5", "street": "Mill Street", "place": "Leeds", "postcode": "10115"}),
        ("Mill Street 5, Leeds, 10115", {"house": "5", "street": "Mill Street", "place": "Leeds", "postcode": "10115"}),
        ("Mill Street 5, York, 10115 Elm", {"house": "5", "street": "Mill Street", "place": "York",
        "postcode": "10115"}),
        ("10115 Mill Street, Leeds", {"house": "10115", "street": "Mill Street", "place": "Leeds"}),
        ("10115 Mill Street, Leeds 04109", {"house": "10115", "street": "Mill Street", "place": "Leeds",
        "postcode": "04109"}),
    ],
)  # fmt: skip
def test_a_code_of_figures_stands_before_its_town_and_at_the_beginning_a_house_does(
    text: str, parts: dict[str, str]
) -> None:
    words = Vocabulary({"address": {"postcodes": ["99999"], "words": ["street"], "places": ["Leeds", "York"]}})
    found = address_parts(text, (0, len(text)), words)
    assert {name: text[slice(*place)] for name, place in found.items()} == parts


def test_a_house_whose_number_looks_like_a_code_ends_no_address() -> None:
    """A code is followed by small letters that are of something else, a number by those of its street."""
    words = Vocabulary({"address": {"postcodes": ["99999"], "words": ["rue"]}})
    for text, address in (
        ("Elm Ltd, 10115 rue du Moulin", "10115 rue du Moulin"),
        ("Elm Ltd, 5 rue du Moulin 10115 on old paper", "5 rue du Moulin 10115"),
    ):
        party = read_party(text, 0, len(text), words)
        assert party.address
        assert text[slice(*party.address)] == address


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("5 Elm", True), ("No. 5", True), ("Mill Road", True), ("at LS1 4AB", True), ("in York", True),
    ("Elm Press", False), ("Elm 5", False)],
)  # fmt: skip
def test_what_is_plainly_an_address(text: str, is_one: bool) -> None:
    assert address_like(text, 0, len(text), WORDS) == is_one


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ABN 12345678901", "12345678901"),
        ("ABN: 12345", "12345"),
        ("ABN 1234", None),
        ("123 456", "123 456"),
        ("12 345", None),
        ("ABN", None),
    ],
)
def test_a_number_in_a_register(text: str, number: str | None) -> None:
    found = numbered(text, 0, len(text), WORDS)
    assert (found and text[slice(*found[1])]) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Elm Press Ltd, 5 Mill Street, Leeds LS1 4AB", {"name": "Elm Press Ltd",
        "address": "5 Mill Street, Leeds LS1 4AB"}),
        ("Ann Moss, agent, 5 Mill Street", {"name": "Ann Moss", "role": "agent", "address": "5 Mill Street"}),
        ("the official agent Ann Moss", {"name": "Ann Moss", "role": "official agent"}),
        ("____, Leeds", {"blank": "____"}),
        ("[name], Leeds", {"blank": "[name]"}), ("Ann Moss of York", {"name": "Ann Moss", "address": "York"}),
        ("Elm Press 5 Mill Street", {"name": "Elm Press", "address": "5 Mill Street"}),
        ("Ann Moss, Independent, 5 Mill Street", {"name": "Ann Moss", "address": "5 Mill Street"}),
        ("5 Mill Street", {}),
        ("Elm Press, ABN 12345678901", {"name": "Elm Press", "number": "12345678901"}), ("elm Press", {}),
        ("Ann Moss please recycle", {"name": "Ann Moss"}), ("[Elm Press](https://elm.example)", {"name": "Elm Press"}),
        ("Ann Moss, Fern Party, 5 Mill Street", {"name": "Ann Moss", "role": "Fern Party", "address": "5 Mill Street"}),
        ("Ann Moss agent, 5 Mill Street", {"name": "Ann Moss", "role": "agent", "address": "5 Mill Street"}),
        ("Ann Moss's agent, 5 Mill Street", {"name": "Ann Moss", "role": "agent", "address": "5 Mill Street"}),
        ("elm.example, 5 Mill Street, Leeds\nVote", {"name": "elm.example", "address": "5 Mill Street, Leeds"}),
        ("elm.example, 5 Mill Street", {"name": "elm.example", "address": "5 Mill Street"}),
    ],
)  # fmt: skip
def test_what_is_said_of_a_party(text: str, said: dict[str, str]) -> None:
    found = read_party(text, 0, len(text), WORDS)
    places = {name: getattr(found, name) for name in ("name", "role", "address", "number", "blank")}
    assert {name: text[slice(*place)] for name, place in places.items() if place} == said


def test_all_whom_a_list_names_are_kept() -> None:
    text = "N. Rahman, K. Poole, S. Blythe & T. Oak, 5 Mill Street, Leeds"
    party = read_party(text, 0, len(text), WORDS)
    named = [party.name, *party.others]
    assert [text[slice(*place)] for place in named if place] == ["N. Rahman", "K. Poole", "S. Blythe", "T. Oak"]
    assert party.address
    assert text[slice(*party.address)] == "5 Mill Street, Leeds"


@pytest.mark.parametrize(("before", "role"), [(39, True), (40, True), (41, False)])
def test_a_capacity_begins_near_the_name(before: int, role: bool) -> None:
    """Forty characters of a part at most stand in front of it."""
    text = "Ann Moss, " + "who is for now ".ljust(before - 1, "x") + " agent"
    assert (read_party(text, 0, len(text), WORDS).role is not None) == role


def test_words_are_looked_up_and_found_as_written() -> None:
    assert plain("On  behalf\nof") == "on behalf of"
    assert plain("Tel :") == "tel:"
    assert plain("o’clock") == "o'clock"
    for word, hit, miss in (
        ("printed by", "printed\nby", "printedby"), ("straß*", "Straßen", "Stras"), ("*straße", "Ringstraße", "Straße"),
        ("p&p", "p&p", "p&pa"), ("tel:", "tel :", "tel"), ("by", "by", "bye"),
    ):  # fmt: skip
        found = pattern([word])
        assert found.search(hit), word
        assert not found.search(miss), word
        assert whole(word)
    assert postcodes(["AA9 9AA"]).fullmatch("LS14AB")
    assert not postcodes(["AA9 9AA"]).search("XLS1 4AB")
    assert not pattern([]).search("")


def test_words_that_join_in_capitals_too() -> None:
    """Where a line is written in capitals; a joint of one letter is then the name of a block or a flat."""
    words = Vocabulary({"party": {"joints": ["a", "and"]}})
    found = {
        text: bool(words.joining.search(text)) for text in ("Moss and", "MOSS AND", "Block a", "Block A", "Moss &")
    }
    assert found == {"Moss and": True, "MOSS AND": True, "Block a": True, "Block A": False, "Moss &": True}


@pytest.mark.parametrize("between", [False, True])
def test_a_person_before_a_street_is_another_where_the_rulebook_says_so(between: bool) -> None:
    table = {"party": {"between": True}} if between else {}
    words = Vocabulary({**table, "address": {"words": ["street"]}, "legal_form": [{"code": "llc", "words": ["ltd"]}]})
    for beside, person in (("Ann Moss", True), ("Rosebank", False), ("Ann J K L Moss", False)):
        text = f"Elm Ltd, {beside}, 5 Mill Street"
        party = read_party(text, 0, len(text), words)
        assert [text[slice(*body)] for body in party.bodies] == ([beside] if between and person else []), beside


def fields(text: str, told: bool = False) -> list[set[str]]:
    return [
        set(imprint.leaves) & {"executor.name", "promoter.name", "on_behalf_of.name"}
        for imprint in read_phrased(text, text, WORDS, told=told)
    ]


ADDRESS = "5 Mill Street, Leeds LS1 4AB"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Promoted by Ann Moss, {ADDRESS}.", [{"promoter.name"}]), ("Printed by Elm Press.", []),
        (f"Vote Moss! Printed by Elm Press, {ADDRESS}.", [{"executor.name"}]),
        (f"Mattress sale. Promoted by Ann Moss, {ADDRESS}.", []),
        (f"The wording: “Promoted by Ann Moss, {ADDRESS}.”", []),
        (f"Vote! Printed by Elm Press. Promoted by Ann Moss on behalf of Bo Fir, both of {ADDRESS}.",
         [{"executor.name", "promoter.name", "on_behalf_of.name"}]),
        ("Vote! Promoted by 5 Mill Street.", []),
        ("Printer Elm Press", []), ("Vote! Printer: Elm Press", [{"executor.name"}]),
        ("He was promoted by Ann Moss again.", []),
        (f'Vote! He wrote "in small type. Promoted by Ann Moss, {ADDRESS}."', []),
        (f'Vote! He wrote "this" too. Promoted by Ann Moss, {ADDRESS}.', [{"promoter.name"}]),
        (f"Vote! He wrote “in small type. Promoted by Ann Moss, {ADDRESS}.”", []),
        (f"Vote! He wrote “this” too. Promoted by Ann Moss, {ADDRESS}.", [{"promoter.name"}]),
        (f"Vote! Promoted by Ann Moss, {ADDRESS}    Printer Elm Press", [{"executor.name", "promoter.name"}]),
        (f"Vote! Promoted by Ann Moss, {ADDRESS}   Printer Elm Press", [{"promoter.name"}]),
        (f"An imprint must have this wording. Promoted by Ann Moss, {ADDRESS}.", []),
        (f"Promoted by Ann Moss, {ADDRESS}.\n\nPromoted by Bo Fir, {ADDRESS}.", [{"promoter.name"}]),
        (f"Promoted by Ann Moss, {ADDRESS}.\n\nPromoted by Ann Moss, {ADDRESS}.", [{"promoter.name"}]),
    ],
)  # fmt: skip
def test_what_is_an_imprint(text: str, found: list[set[str]]) -> None:
    """Not a form of words that is quoted or taught, not trade, not a printer alone, not a word amid a sentence."""
    assert fields(text) == found


def test_of_an_ad_less_must_speak_for_an_imprint() -> None:
    text = f"An imprint must have this wording. Promoted by Ann Moss, {ADDRESS}."
    assert (fields(text), fields(text, told=True)) == ([], [{"promoter.name"}])


def test_the_addresses_of_both() -> None:
    text = (
        f"Vote! Printed by Elm Press, {ADDRESS}. Promoted by Ann Moss on behalf of Bo Fir, both of 8 Dock Road, York."
    )
    (imprint,) = read_phrased(text, text, WORDS)
    assert {path: leaf.raw for path, leaf in imprint.leaves.items() if path.endswith(".address")} == {
        "executor.address": ADDRESS, "promoter.address": "8 Dock Road, York",
        "on_behalf_of.address": "8 Dock Road, York",
    }  # fmt: skip


def test_both_are_the_last_two() -> None:
    """A printer before them who states no address has none."""
    text = "Vote! Printed by Elm Press. Promoted by Ann Moss on behalf of Bo Fir, the two of 8 Dock Road, York."
    (imprint,) = read_phrased(text, text, WORDS)
    assert {path for path in imprint.leaves if path.endswith(".address")} == {
        "promoter.address", "on_behalf_of.address",
    }  # fmt: skip


@pytest.mark.parametrize("stop", [".", "!"])
def test_an_imprint_ends_with_the_number_behind_it(stop: str) -> None:
    text = f"Promoted by Ann Moss, {ADDRESS}{stop} ABN 12345678901. Vote!"
    (imprint,) = read_phrased(text, text, WORDS)
    assert imprint.leaves["promoter.id"].raw == "12345678901"
    assert imprint.end == text.index(". Vote")


def test_words_that_introduce_nobody_are_no_label() -> None:
    text = "Vote! Printed by Elm Press. Promoted by 5 Mill Street."
    (imprint,) = read_phrased(text, text, WORDS)
    assert [label.raw for label in imprint.labels] == ["Printed by"]


def test_the_address_behind_the_second_of_two_is_that_of_both() -> None:
    text = f"Vote! Promoted by Ann Moss. Promoted by Bo Fir, {ADDRESS}."
    (imprint,) = read_phrased(text, text, WORDS)
    assert [imprint.leaves[f"promoter{index}.address"].raw for index in ("", "[1]")] == [ADDRESS, ADDRESS]


@pytest.mark.parametrize("above", ["", "Vote!\n"])
def test_an_address_under_the_same_name_above_an_imprint_is_its_own(above: str) -> None:
    """As letter-heads have it, whether the text opens with it or not."""
    text = f"{above}Ann Moss\n{ADDRESS}\n\nPromoted by Ann Moss\n\nVote!"
    (imprint,) = read_phrased(text, text, WORDS)
    assert imprint.leaves["promoter.address"].raw == ADDRESS


def test_what_heads_introduce_is_bounded() -> None:
    text = "Promoted by " + "Moss " * 100
    (found,) = heads_of(text, WORDS)
    assert (found.end, found.stop) == (12, 12 + 360)
    assert stretch("a\n\nb", 0, 1) == (0, 1)
    assert stretch("a" * 300, 0, 1) == (0, 121)
