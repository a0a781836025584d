"""The generator of labelled layouts: the same bytes for a seed, every value a span of its text, every kind there."""

from __future__ import annotations

import hashlib
import json
import random

import pytest

from tools.reading import noise
from tools.reading.arrange import SETTINGS, shortened
from tools.reading.grammar import expand, slots, words
from tools.reading.layouts import KINDS, Record, records
from tools.reading.marks import PATHS, cut, mark, normal
from tools.reading.people import Person, ended
from tools.reading.scoring import dug

COUNT = 700


@pytest.fixture(scope="module")
def made() -> list[Record]:
    return list(records(COUNT, 4))


def test_a_seed_gives_the_same_bytes(made: list[Record]) -> None:
    def digest(found: list[Record]) -> str:
        return hashlib.sha256(json.dumps(found, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    assert digest(list(records(COUNT, 4))) == digest(made)
    assert digest(list(records(COUNT, 5))) != digest(made)


def test_a_longer_run_begins_with_the_shorter(made: list[Record]) -> None:
    assert list(records(30, 4)) == made[:30]


def test_every_stated_string_is_a_span_of_its_text(made: list[Record]) -> None:
    for record in made:
        text = normal(record["text"])
        for path in list(PATHS.values())[:6]:
            value = dug(record["expected"]["fields"], path)
            assert value is None or value in text, record["id"]


def test_the_first_span_cuts_the_first_value(made: list[Record]) -> None:
    for record in made:
        if record["notes"].startswith(("two", "bilingual")):
            continue
        for path in list(PATHS.values())[:6]:
            spans = record["spans"].get(path, [])
            first = normal(record["text"][slice(*spans[0])]) if spans else None
            assert first == dug(record["expected"]["fields"], path), record["id"]


def test_a_stated_date_or_run_has_a_span_and_a_text_without_imprint_none(made: list[Record]) -> None:
    for record in made:
        fields = record["expected"]["fields"]
        if not record["expected"]["has_imprint"]:
            assert not record["spans"]
            assert all(dug(fields, path) is None for path in PATHS.values())
        elif not record["notes"].startswith(("two", "bilingual")):
            for path in ("publication_date", "print_run"):
                assert (fields[path] is not None) == bool(record["spans"].get(path)), record["id"]


def test_no_private_sign_and_no_open_slot_is_left(made: list[Record]) -> None:
    for record in made:
        assert not any("\ue000" <= sign <= "\uf8ff" for sign in record["text"]), record["id"]
        assert "\0" not in record["text"]


def test_every_kind_setting_style_and_language_is_there(made: list[Record]) -> None:
    notes = [record["notes"] for record in made]
    for kind, _ in KINDS:
        assert any(note.startswith(kind) for note in notes), kind
    for name in [*SETTINGS, *(name for name, _, _ in noise.STYLES)]:
        assert any(f" {name}" in note for note in notes), name
    assert {record["lang"] for record in made} == {"ky", "ru"}


def test_every_field_is_stated_and_missing_somewhere(made: list[Record]) -> None:
    with_imprint = [record for record in made if record["expected"]["has_imprint"]]
    for path in PATHS.values():
        there = sum(dug(record["expected"]["fields"], path) is not None for record in with_imprint)
        assert 0.3 * len(with_imprint) < there < len(with_imprint), path


def test_two_that_differ_are_both_recorded(made: list[Record]) -> None:
    doubles = [record for record in made if "contradictory_imprints" in record["flags"]]
    assert doubles
    for record in doubles:
        assert record["imprints"][0] == record["expected"]["fields"]
        assert len(record["imprints"]) == 2


def test_damage_to_the_text_is_damage_to_the_value() -> None:
    marked = f"Заказчик: {mark('C', 'кандидат ' + mark('c', 'Щербатов А.Б.'))}."
    found = cut(noise.capitals(noise.keyboard(marked, random.Random(1)), random.Random(1)))
    assert found.values("customer.name") == ["КАНДИДАТ ЩЕРБАТОВ А.Б."]
    assert found.readings("customer.name", "КАНДИДАТ ЩЕРБАТОВ А.Б.") == ["ЩЕРБАТОВ А.Б."]


def test_a_line_end_hyphen_stays_in_the_span_and_the_joined_word_counts() -> None:
    found = cut(f"Изг. {mark('E', 'ОсОО «Полиграф-' + chr(10) + 'мастер»')}")
    assert found.values("executor.name") == ["ОсОО «Полиграф-\nмастер»"]
    assert "ОсОО «Полиграфмастер»" in found.readings("executor.name", found.values("executor.name")[0])


@pytest.mark.parametrize(("case", "expected"), [("gen", "Щербатова"), ("dat", "Щербатову"), ("ins", "Щербатовым")])
def test_a_surname_is_declined(case: str, expected: str) -> None:
    person = Person("Щербатов", "Улан", "Асанович", woman=False)
    assert person.written("S", case, "ru") == expected
    assert person.written("SI", case, "ru") == f"{expected} У."


@pytest.mark.parametrize(
    ("word", "case", "expected"),
    [
        ("ЖЧК", "gen", "ЖЧКтын"),
        ("Ордо", "abl", "Ордодон"),
        ("Нур", "gen", "Нурдун"),
        ("Көл", "loc", "Көлдө"),
        ("Асел", "gen", "Аселдин"),
    ],
)
def test_endings_agree_with_the_vowel(word: str, case: str, expected: str) -> None:
    assert ended(word, case, words("ky")["endings"]) == expected


def test_templates_take_one_alternative_and_quote_signs() -> None:
    assert expand(r"[а|а]{x}\[б\]", random.Random(1), str.upper) == "аX[б]"
    assert slots("{E:ins} {A} {person}") == {"E", "A"}


def test_every_template_names_known_slots_only(made: list[Record]) -> None:
    known = set("EACPRFDN")
    for language in ("ky", "ru"):
        data = words(language)
        for template in [*data["pay"]["phrases"], *data["sentences"]["full"], *data["lists"]["plain"]]:
            assert slots(template) <= known, template


def test_shortened_words_end_in_a_consonant_and_a_stop() -> None:
    assert shortened("Изготовитель", random.Random(2)).rstrip(".")[-1] not in "аеёиоуыэюя"
    assert shortened("Зак", random.Random(2)) == "Зак"
