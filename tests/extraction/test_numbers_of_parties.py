"""Numbers in a register: which words lead to one, and whose it is."""

from __future__ import annotations

import pytest

from compliance.extraction.identifiers import Number, parted, pattern, with_numbers
from compliance.model.imprint import Imprint, Leaf

FOUND = pattern({"identifiers": {"words": ["ИНН", "ИНН/КПП", "(c.i)"]}})


@pytest.mark.parametrize(
    ("text", "plain", "numbers"),
    [
        ("Лист, ИНН 12345, Ош", "Лист,            Ош", ["12345"]),
        ("Лист ИНН 12345 Ош", "Лист           Ош", ["12345"]),
        ("Лист, ИНН 12345 Ош", "Лист,           Ош", ["12345"]), ("(ИНН 12345, Ош)", "(           Ош)", ["12345"]),
        ("Лист; ИНН 12345; Ош", "Лист;            Ош", ["12345"]), ("инн: 12345", " " * 10, ["12345"]),
        ("ИНН 1234", "ИНН 1234", []),
        ("ИНН № 12 345 678", " " * 16, ["12 345 678"]), ("ИНН 1234567890/123456789", " " * 24, ["1234567890"]),
        ("ИНН/КПП 12345", " " * 13, ["12345"]), ("(c.i) 12345", " " * 11, ["12345"]), ("ЗИНН 12345", "ЗИНН 12345", []),
        ("ИНН 12345а", "ИНН 12345а", []), ("ИНН 123456789012345", " " * 19, ["123456789012345"]),
        ("ИНН 1234567890123456", "ИНН 1234567890123456", []),
        ("ИНН 12345 и ИНН 67890", " " * 9 + " и " + " " * 9, ["12345", "67890"]),
    ],
)  # fmt: skip
def test_numbers_are_taken_out_and_every_character_keeps_its_place(text: str, plain: str, numbers: list[str]) -> None:
    """With the second comma around one, so that what stands on both sides is parted by one comma."""
    left, found = parted(text, FOUND)
    assert (left, [text[one.start : one.end] for one in found]) == (plain, numbers)


def test_a_rulebook_without_such_words_leaves_the_text() -> None:
    assert pattern({}) is None
    assert pattern({"identifiers": {"words": []}}) is None
    assert parted("ИНН 12345", None) == ("ИНН 12345", [])


def test_of_very_many_numbers_the_first_are_taken() -> None:
    text = "ИНН 12345 и " * 501
    left, found = parted(text, FOUND)
    assert (len(found), left.count("ИНН"), len(left)) == (500, 1, len(text))


def imprint(**places: int) -> Imprint:
    leaves = {name.replace("__", "."): Leaf("x", "x", start, start + 1) for name, start in places.items()}
    end = max(places.values()) + 1
    return Imprint(leaves, (), 0, end, ((0, end),))


@pytest.mark.parametrize(
    ("places", "start", "party"),
    [
        ({"executor__name": 0}, 10, "executor"), ({"executor__name": 0, "customer__name": 5}, 10, "customer"),
        ({"executor__name": 0, "customer__name": 10}, 10, "customer"), ({"executor__name": 0}, 320, "executor"),
        ({"executor__name": 0}, 321, ""),
        ({"customer__name": 95}, 10, "customer"), ({"customer__name": 96}, 10, ""),
        ({"customer__name": 60, "payer__name": 50}, 10, "payer"), ({"print_run": 0}, 10, ""),
        ({"executor__name": 0, "print_run": 9}, 10, "executor"),
        ({"executor__name": 0, "payer__name": 350}, 330, "payer"),
    ],
)  # fmt: skip
def test_a_number_is_that_of_the_party_named_last_before_it(places: dict[str, int], start: int, party: str) -> None:
    """Else of one named close behind it; of nobody who is named far off."""
    source = " " * start + "1 234" + " " * 400
    found = with_numbers(imprint(**places), [Number(start, start + 5)], source)
    told = {path: leaf.value for path, leaf in found.leaves.items() if path.endswith(".id")}
    assert told == ({f"{party}.id": "1234"} if party else {})
    assert found.end == (max(start + 5, max(places.values()) + 1) if party else max(places.values()) + 1)


def test_a_second_number_of_one_party_is_left() -> None:
    found = with_numbers(imprint(executor__name=0), [Number(5, 10), Number(12, 17)], "x    12345  67890")
    assert found.leaves["executor.id"].value == "12345"
    assert found.leaves["executor.id"].raw == "12345"
