"""Labels: which words introduce a field, with which mark behind them, and where their values stand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from compliance.extraction.find.spellings import edit_distance
from compliance.model.imprint import Imprint

from .layouts import LABELS
from .places import Extract, One, raws

VALUES = {
    "executor": "ОсОО «Лист», г. Ош, ул. Моминова, 3",
    "customer": "кандидат Осмонов Т.К.",
    "payer": "Осмонов Т.К.",
    "funding_source": "избирательный фонд",
    "publication_date": "06.07.2021",
    "print_run": "300",
}
RU = {field: words[0] for field, words in LABELS["ru"].items() if field in VALUES}
WANTED = {
    "executor.name": "ОсОО «Лист»",
    "executor.address": "г. Ош, ул. Моминова, 3",
    "customer.name": "кандидат Осмонов Т.К.",
    "payer.name": "Осмонов Т.К.",
    "funding_source": "избирательный фонд",
    "publication_date": "06.07.2021",
    "print_run": "300",
}


def imprint(mark: str, between: str, labels: Mapping[str, str] = RU) -> str:
    return between.join(f"{labels[field]}{mark}{value}" for field, value in VALUES.items())


def stated(reading: Imprint) -> dict[str, str]:
    return {path: raw for path, raw in raws(reading).items() if path in WANTED}


@pytest.mark.parametrize(
    ("mark", "between"),
    [
        (": ", ". "),
        (": ", "; "),
        (": ", ", "),
        (": ", " "),
        (": ", "\n"),
        (": ", "\n\n"),
        (": ", " | "),
        (": ", " / "),
        (": ", " · "),
        (":", "\n"),
        (" : ", "\n"),
        ("：", "\n"),
        (" = ", "\n"),
        (" — ", ". "),
        (" – ", "; "),
        (" - ", "\n"),
        ("–", "\n"),
        ("; ", "\n"),
        (" | ", "\n"),
        ("\t", "\n"),
        ("     ", "\n"),
        ("\n", "\n"),
        ("\r\n", "\r\n"),
        (":\n  ", "\n"),
        (":\n\n", "\n"),
        ("\n\n", "\n\n"),
        (":&nbsp;", "<br>"),
        (":</b> ", "<br/><b>"),
        (":** ", "\n- **"),
        ("</td><td>", "</td></tr><tr><td>"),
        ("** | ", "\n| **"),
    ],
)
def test_every_mark_separates_label_and_value(mark: str, between: str, one: One) -> None:
    assert stated(one(imprint(mark, between))) == WANTED


@pytest.mark.parametrize("before", ["• ", "- ", "* ", "1. ", "1) ", "> ", "✅ ", "| ", "<p>", "<li><b>", "# "])
def test_what_opens_a_line_is_no_part_of_the_label(before: str, one: One) -> None:
    reading = one("\n".join(f"{before}{RU[field]}: {value}" for field, value in VALUES.items()))
    assert stated(reading) == WANTED
    assert {label.raw for label in reading.labels} == set(RU.values())


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("field", list(LABELS["ky"]))
def test_each_label_is_known_in_every_case_of_letters(language: str, field: str, one: One) -> None:
    """In capitals, small letters and as a title; the raw label is what stands in the text."""
    for word in LABELS[language][field]:
        for written in (word, word.upper(), word.lower(), word.title()):
            fields = {**RU, field: written}
            if field == "executor.address":
                text = imprint(": ", "\n").replace(", г. Ош", f"\n{written}: г. Ош")
            else:
                text = imprint(": ", "\n", fields)
            reading = one(text)
            assert stated(reading) == WANTED, written
            assert [label.raw for label in reading.labels if label.field == field] == [written]


@pytest.mark.parametrize(
    ("label", "standard"),
    [
        ("Буйуртмачы", "Буюртмачы"),
        ("Буйрутмачы", "Буюртмачы"),
        ("Буюртмчы", "Буюртмачы"),
        ("Заказчек", "Заказчик"),
        ("Закзачик", "Заказчик"),
        ("Заказчикк", "Заказчик"),
    ],
)
def test_a_misspelt_label_is_read_and_named(label: str, standard: str, one: One) -> None:
    """The value is there, the note says so, and the label brings the spelling that would have been right."""
    reading = one(imprint(": ", ". ", {**RU, "customer": label}))
    assert stated(reading) == WANTED
    assert reading.leaves["customer.name"].notes == ("misspelt_label",)
    assert [(found.raw, found.standard) for found in reading.labels if found.standard] == [(label, standard)]


@pytest.mark.parametrize("label", ["Нусказы", "Тирж", "Тираш", "Нускаси", "Тиражь"])
def test_a_misspelt_run(label: str, one: One) -> None:
    leaf = one(imprint(": ", ". ", {**RU, "print_run": label})).leaves["print_run"]
    assert (leaf.value, leaf.notes) == (300, ("misspelt_label",))


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        ("тираж", "тираж", 0),
        ("тирж", "тираж", 1),
        ("тиарж", "тираж", 1),
        ("тирраж", "тираж", 1),
        ("тирад", "тираж", 1),
        ("", "аб", 2),
        ("адрес", "тираж", 3),
    ],
)
def test_slips_are_counted(left: str, right: str, distance: int) -> None:
    """A letter dropped, doubled, changed or swapped with its neighbour is one slip; more than the limit is not told."""
    assert edit_distance(left, right, 2) == edit_distance(right, left, 2) == distance


@pytest.mark.parametrize(
    "label",
    [
        "3аказчик",
        "Зaкaзчик",
        "ЗАКАЗЧИK",
        "Заказ\u00adчик",
        "Заказчик\u200b",
        "Зака\u200dзчик",
        "Заказ-\nчик",
        "За&shy;казчик",
    ],
)
def test_a_label_is_known_whatever_its_letters_are_made_of(label: str, one: One) -> None:
    reading = one(imprint(": ", ". ", {**RU, "customer": label}))
    assert stated(reading) == WANTED
    raw = next(found.raw for found in reading.labels if found.field == "customer")
    assert label.startswith(raw)


def test_letters_of_another_script_are_noted(one: One) -> None:
    """In a label they are noted; in a value they also cast doubt on it. The value stays as it was printed."""
    leaves = one(imprint(": ", ". ", {**RU, "print_run": "Тиpаж"}).replace("кандидат О", "кандидат O")).leaves
    assert (leaves["print_run"].confidence, leaves["print_run"].notes) == ("high", ("look_alike_label",))
    assert (leaves["customer.name"].confidence, leaves["customer.name"].notes) == ("low", ("look_alike",))
    assert leaves["customer.name"].value == leaves["customer.name"].raw == "кандидат Oсмонов Т.К."
    assert leaves["payer.name"].notes == ()


@pytest.mark.parametrize(
    "both",
    [
        "Аткаруучу / Исполнитель",
        "Аткаруучу/Исполнитель",
        "Аткаруучу (исполнитель)",
        "Аткаруучу – Исполнитель",
        "Исполнитель | Аткаруучу",
    ],
)
def test_labels_in_two_languages_are_one(both: str, one: One) -> None:
    text = imprint(": ", ". ", {**RU, "executor": both})
    reading = one(text)
    assert stated(reading) == WANTED
    assert [label.field for label in reading.labels].count("executor") == 1


@pytest.mark.parametrize("shared", ["Изготовитель и заказчик", "Изготовитель, заказчик", "Изготовитель / заказчик"])
def test_one_value_for_two_labels(shared: str, one: One) -> None:
    reading = one(f"{shared}: кандидат Осмонов Т.К. Оплачено из избирательного фонда. Тираж: 300.")
    assert reading.leaves["executor.name"].raw == "кандидат Осмонов Т.К."
    assert reading.leaves["customer.name"].raw == "кандидат Осмонов Т.К."


@pytest.mark.parametrize(
    ("label", "name"), [("Заказчик и плательщик", "Осмонов Т.К."), ("Буюртмачы жана төлөөчү", "Осмонов Т.К.")]
)
def test_a_label_of_two_fields(label: str, name: str, one: One) -> None:
    status = "кандидат" if label.startswith("З") else "талапкер"
    reading = one(f"Исполнитель: ОсОО «Лист». {label}: {status} {name} Дата выхода: 06.07.2021. Тираж: 300.")
    assert reading.leaves["customer.name"].raw.endswith(name)
    assert (reading.leaves["payer.name"].raw, reading.leaves["payer.kind"].value) == (name, "candidate")


@pytest.mark.parametrize("border", [" | ", "\t"])
def test_a_table_with_a_head(border: str, one: One) -> None:
    """Labels in the first row, values in the second, with or without a rule between them."""
    head, row = border.join(RU.values()), border.join(VALUES.values())
    assert stated(one(f"{head}\n{row}")) == WANTED
    if border == " | ":
        assert stated(one(f"| {head} |\n|---|---|---|---|---|---|\n| {row} |\n\nПриходите!")) == WANTED


@pytest.mark.parametrize("filler", ["Дата выхода материала", "Дата выхода (план)", "Тираж общий", "Заказчик материала"])
def test_a_word_between_label_and_colon(filler: str, one: One) -> None:
    field = {"Д": "publication_date", "Т": "print_run", "З": "customer"}[filler[0]]
    assert stated(one(imprint(": ", ". ", {**RU, field: filler}))) == WANTED


@pytest.mark.parametrize(
    "text",
    [
        "Кто заказчик ремонта, а кто исполнитель — никто не знает.",
        "Тираж растёт, заказчик доволен, исполнитель молчит.",
        "Бул ырдын аткаруучусу ким, буюртмачысы ким?",
        "Тиражная комиссия, заказчики, исполнительница, нускаларды.",
    ],
)
def test_a_label_word_in_running_text_is_no_label(text: str, extract: Extract) -> None:
    assert extract(text).imprints == ()


@pytest.mark.parametrize(
    "name", ["Тираж", "Дата", "Печать", "Источник", "Заказчик", "Типография", "Адрес", "Тираж добрых дел"]
)
def test_a_label_word_in_a_name_is_no_label(name: str, one: One) -> None:
    text = (
        imprint(": ", ". ")
        .replace("ОсОО «Лист»", f"ОсОО «{name}»")
        .replace("кандидат Осмонов", f"партия «{name}», Осмонов")
    )
    assert raws(one(text))["executor.name"] == f"ОсОО «{name}»"
    assert raws(one(text))["customer.name"].startswith(f"партия «{name}»")
    assert raws(one(text))["print_run"] == "300"


def test_a_misspelt_word_alone_is_no_label(extract: Extract) -> None:
    """Slips are looked for only near labels that are right."""
    assert extract("Закачик: кандидат Осмонов Т.К.").imprints == ()


def test_labels_are_named_with_their_language(one: One) -> None:
    reading = one("Аткаруучу: «Лист» ЖЧК. Заказчик: кандидат Осмонов Т.К. Нускасы: 300. Чыккан күнү: 06.07.2021.")
    assert [(label.raw, label.language) for label in reading.labels] == [
        ("Аткаруучу", "ky"),
        ("Заказчик", "ru"),
        ("Нускасы", "ky"),
        ("Чыккан күнү", "ky"),
    ]
    assert reading.language == "ky"


def test_hashtags_state_every_field_with_the_words_as_they_stand(one: One) -> None:
    read = stated(
        one(
            "#заказчик_партия_Нур_Жол #исполнитель_ОсОО_Пиксель_Бишкек_Киевская_10 #тираж_100 #дата_12_11_2025 "
            "#оплачено_из_избирательного_фонда"
        )
    )
    assert read["executor.name"] == "ОсОО_Пиксель"
    assert read["executor.address"] == "Бишкек_Киевская_10"
    assert read["customer.name"] == "партия_Нур_Жол"
    assert read["funding_source"] == "избирательного_фонда"
    assert (read["publication_date"], read["print_run"]) == ("12_11_2025", "100")


def test_a_small_word_of_a_clause_that_a_colon_ends_is_no_label(one: One) -> None:
    body = "Вы знаете, где меня найти: в мастерской.\n"
    made = "Изготовитель: ОсОО «Лист», г. Ош, ул. Моминова, 3. Заказчик: партия «Новый след»."
    assert raws(one(body + made))["executor.address"] == "г. Ош, ул. Моминова, 3"
    asked = "Кто сделал: ОсОО «Лист» / Где: г. Ош, ул. Моминова, 3 / Кто заказал: партия «Новый след»"
    assert raws(one(asked))["executor.address"] == "г. Ош, ул. Моминова, 3"


def test_a_label_word_that_ends_a_name_before_a_semicolon_is_part_of_it(one: One) -> None:
    reading = one("Чыгарган: «Ак-Терек» ЖЧК типографиясы; буюртмачы: «Жаңы Из» саясий партиясы; нускасы: 300")
    assert raws(reading)["executor.name"] == "«Ак-Терек» ЖЧК типографиясы"
