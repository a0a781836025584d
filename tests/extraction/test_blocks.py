"""Imprints among other text: where one begins and ends, repeats, contradictions, and words of other imprints."""

from __future__ import annotations

import pytest

from compliance.extraction.reader import MOST_IMPRINTS

from .places import Extract, One, raws

IMPRINT = (
    "Исполнитель: ОсОО «Лист», г. Ош, ул. Моминова, 3. Заказчик: партия «Новый след». Оплачено из избирательного фонда."
    " Дата выхода: 06.07.2021. Тираж: 300."
)
PARTS = {"funding_source.kind", "executor.address.place", "executor.address.street", "executor.address.house"}
BODY = "Двор без луж и ям — это просто, если считать деньги. За год мы починили подъезды и горки, и люди это видят. "


@pytest.mark.parametrize("between", [" ", "\n", "\n\n", "\n\n" + BODY + "\n\n", "\n\n" + BODY * 8 + "\n\n", "\r\n\r\n"])
@pytest.mark.parametrize("times", [2, 5])
def test_word_for_word_is_one_with_its_places(between: str, times: int, one: One) -> None:
    text = between.join([IMPRINT] * times)
    reading = one(text)
    assert [text[start:end] for start, end in reading.occurrences] == [IMPRINT.rstrip(".")] * times
    assert (reading.start, reading.end) == reading.occurrences[0]


def test_blanks_and_hidden_characters_do_not_make_it_another(one: One) -> None:
    again = IMPRINT.replace(" ", "\u00a0").replace("Моминова", "Моми\u00adнова")
    assert len(one(f"{IMPRINT}\n\n{again}").occurrences) == 2


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("300", "500", "print_run"),
        ("06.07.2021", "07.07.2021", "publication_date"),
        ("Лист", "Перо", "executor.name"),
        ("Моминова, 3", "Моминова, 5", "executor.address"),
        ("Новый след", "Тёплый двор", "customer.name"),
        ("избирательного фонда", "специального счета", "funding_source"),
    ],
)
@pytest.mark.parametrize("between", [" ", "\n\n", "\n\n" + BODY * 8 + "\n\n"])
def test_imprints_that_differ_are_all_returned(between: str, old: str, new: str, path: str, extract: Extract) -> None:
    first, second = extract(f"{IMPRINT}{between}{IMPRINT.replace(old, new)}").imprints
    assert {key for key in first.leaves if raws(first)[key] != raws(second)[key]} - PARTS == {path}
    assert new in raws(second)[path]


def test_the_first_comes_first(extract: Extract) -> None:
    texts = [IMPRINT.replace("300", str(run)) for run in (500, 100, 300)]
    imprints = extract("\n\n".join([*texts, texts[0]])).imprints
    assert [reading.leaves["print_run"].value for reading in imprints] == [500, 100, 300]
    assert [len(reading.occurrences) for reading in imprints] == [2, 1, 1]


def test_two_languages_are_two_imprints(extract: Extract) -> None:
    kyrgyz = "Аткаруучу: «Лист» ЖЧК, Ош ш. Буюртмачы: «Жаңы Из» саясий партиясы. Чыккан күнү: 06.07.2021."
    imprints = extract(f"{kyrgyz}\n{IMPRINT}").imprints
    assert [reading.language for reading in imprints] == ["ky", "ru"]


@pytest.mark.parametrize("after", ["", BODY, "\n\n" + BODY * 40])
@pytest.mark.parametrize("before", ["", BODY, BODY * 40 + "\n\n"])
def test_the_block_is_the_imprint_and_no_more(before: str, after: str, one: One) -> None:
    """At the top, at the end, glued to the words of the ad, or far below them."""
    text = before + IMPRINT + after
    reading = one(text)
    assert text[slice(*reading.place)] == IMPRINT.rstrip(".")


def test_a_sentence_between_the_fields_does_not_part_them(one: One) -> None:
    reading = one(IMPRINT.replace(" Заказчик", f" {BODY}Заказчик"))
    assert {"executor.name", "customer.name", "print_run"} <= set(reading.leaves)
    assert raws(reading)["executor.address"] == "г. Ош, ул. Моминова, 3"


def test_what_stands_far_away_is_another_matter(one: One) -> None:
    """A label word hundreds of characters above belongs to the body."""
    reading = one(f"Исполнитель: детский хор. {BODY * 8}\n\n{IMPRINT}")
    assert raws(reading)["executor.name"] == "ОсОО «Лист»"


@pytest.mark.parametrize(
    "body",
    [
        "Районка выходит тиражом 7 000 экземпляров. ",
        "Закон от 14 июля 2011 года обещал нам прозрачность. ",
        "Кто заказчик ремонта, кто исполнитель? ",
    ],
)
def test_label_words_of_the_body_leave_the_imprint_alone(body: str, one: One) -> None:
    assert raws(one(body + IMPRINT)) == raws(one(IMPRINT))
    assert raws(one(f"{IMPRINT}\n\n{body}")) == raws(one(IMPRINT))


def test_the_number_of_imprints_is_bounded(extract: Extract) -> None:
    """A sheet of more imprints than anybody prints is cut off, and the extraction says so."""
    texts = [IMPRINT.replace("300", str(run)) for run in range(1, MOST_IMPRINTS + 11)]
    extraction = extract(("\n\n" + BODY * 8 + "\n\n").join(texts))
    assert extraction.truncated
    assert [reading.leaves["print_run"].value for reading in extraction.imprints] == list(range(1, MOST_IMPRINTS + 1))


def test_few_imprints_are_not_cut_off(extract: Extract) -> None:
    assert not extract("\n\n".join([IMPRINT] * 20)).truncated


@pytest.mark.parametrize("shift", [0, 1, 40, 63, 64, 65, 100, 149, 150])
def test_an_imprint_across_the_seam_of_two_chunks_is_whole(shift: int, one: One) -> None:
    """Long texts are searched piece by piece; no imprint falls between two pieces."""
    filler = "Двор без луж. " * 75_000
    text = filler[: (1 << 20) - shift] + "\n\n" + IMPRINT
    reading = one(text)
    assert text[slice(*reading.place)] == IMPRINT.rstrip(".")
    assert reading.leaves["print_run"].value == 300


def test_a_payment_between_other_values_leaves_nothing_to_look_at(extract: Extract) -> None:
    """«төлөө: …» taken for the maker, with the fund in it: what is left of its clause states no payment."""
    text = (
        "аткаруучу да, буюртмачы да: Сапар уулу Канат, Нарын ш. Токой көч. 7\nтиражы 600\n"
        "төлөө: өзүнүн шайлоо фонду аркылуу\nбасылды 11.11.2024-ж."
    )
    assert extract(text).imprints


def test_a_word_of_payment_that_comes_again_begins_no_imprint_before_its_other_parts(extract: Extract) -> None:
    """The second one begins where the first began, with its maker."""
    kyrgyz = (
        "Аткаруучу: «Лист» ЖЧК, Ош ш., Навои көч., 14. Буюртмачы: талапкер Асылова Мээрим. Шайлоо фондунан Осмонов Д.К."
        " төлөгөн (ыйгарым укуктуу өкүл). Нускасы: 2400. Чыккан күнү: 06.07.2021."
    )
    russian = (
        "Изготовитель: ОсОО «Лист», г. Ош, ул. Навои, 14. Заказчик: кандидат Асылова Мээрим. Оплачено из избирательного"
        " фонда Осмоновым Д.К. (уполномоченный представитель). Тираж: 2400. Дата выпуска: 06.07.2021."
    )
    first, second = extract(f"{kyrgyz}\n{russian}").imprints
    assert raws(first)["payer.role"] == "ыйгарым укуктуу өкүл"
    assert raws(second)["payer.role"] == "уполномоченный представитель"
    assert first.leaves["print_run"].value == second.leaves["print_run"].value == 2400


def test_rows_of_dots_lead_to_their_values(one: One) -> None:
    text = (
        "Изготовитель ....... ОсОО «Лист»\nАдрес .............. г. Ош, ул. Моминова, 3\n"
        "Заказчик ........... партия «Новый след»\nИсточник ........... избирательный фонд\n"
        "Подписано в печать . 05.07.2021\nДата выпуска ....... 06.07.2021\nТираж, экз. ........ 12 500"
    )
    reading = one(text)
    assert raws(reading)["publication_date"] == "06.07.2021"
    assert raws(reading)["customer.name"] == "партия «Новый след»"


def test_rows_of_dots_that_lead_to_nothing_are_blanks(extract: Extract) -> None:
    text = "Изготовитель ........\nЗаказчик ........\nОплачено из избирательного фонда ........\nТираж ........ экз."
    assert all(path.startswith("funding_source") for one in extract(text).imprints for path in one.leaves)


def test_labels_of_a_whole_imprint_stand_beside_the_price_of_the_order(one: One) -> None:
    text = (
        "Денежные средства в сумме 118 000 сом перечислены со специального избирательного счёта уполномоченным"
        " представителем Осмоновым Д.К. (плат. поручение № 3 от 29.06.2021). Изготовитель: ОсОО «Лист», г. Ош"
        ", ул. Навои, 5. Заказчик: Асылов Мирлан. Дата выпуска: 06.07.2021. Тираж: 40 000 экз."
    )
    assert {"executor.name", "customer.name", "payer.name", "publication_date", "print_run"} <= set(one(text).leaves)


def test_a_lone_customer_of_a_media_plan_is_no_imprint(extract: Extract) -> None:
    text = "МЕДИАПЛАН. Клиент: партия «Новый след». Экран № 4. Ролик 20 сек, 120 выходов в сутки. Бюджет 640 000 сом."
    assert not extract(text).imprints


STORY = "Врач покупает бумагу из личных средств: изготовитель — за границей, тираж газеты 1100, решение 05.07.2021.\n"


def test_a_list_of_labels_stands_apart_from_a_story_above_it(extract: Extract) -> None:
    """The story has money, a run and a day of its own."""
    text = (
        f"{STORY}Тираж буклета: 900\nИзготовитель буклета: ОсОО «Лист», г. Ош, ул. Моминова, 3\n"
        "Заказчик буклета: Асылова М.З.\nБуклет оплачен: избирательный фонд\nДата выпуска: 06.07.2021"
    )
    found = raws(extract(text).imprints[-1])
    assert found["customer.name"] == "Асылова М.З."
    assert (found["print_run"], found["publication_date"]) == ("900", "06.07.2021")
    assert found["funding_source"] == "избирательный фонд"


def test_a_day_behind_a_label_of_making_is_no_maker(one: One) -> None:
    text = (
        "Буклет изготовлен: 06.07.2021 г.\nИзготовитель: ОсОО «Лист», г. Ош, ул. Моминова, 3\n"
        "Заказчик: партия «Новый след»\nОплачено из избирательного фонда\nТираж: 900"
    )
    found = raws(one(text))
    assert found["executor.address"] == "г. Ош, ул. Моминова, 3"
    assert found["publication_date"] == "06.07.2021"


def test_a_sentence_before_a_list_belongs_to_it(one: One) -> None:
    text = (
        "Бул билдирүү «Жаңы Из» партиясынын буюртмасы менен жарыяланды.\nДаярдоочу: «Лист» ЖЧК, Ош ш.\n"
        "Буюртмачы: «Жаңы Из» саясий партиясы\nКаржы булагы: шайлоо фонду\nЧыгарылган күнү: 06.07.2021"
    )
    assert {"executor.name", "funding_source", "publication_date"} <= set(one(text).leaves)


def test_a_sentence_that_has_what_the_list_lacks_belongs_to_it(one: One) -> None:
    text = (
        "Плакат изготовлен по заказу кандидата Осмонова Т.К.\nИзготовитель: типография «Лист», г. Ош, ул. Моминова, 3\n"
        "Оплачено кандидатом Осмоновым Т.К. из средств избирательного фонда\nДата изготовления: 06.07.2021\nТираж: 200"
    )
    leaf = one(text).leaves["customer.name"]
    assert (leaf.raw, leaf.confidence) == ("кандидата Осмонова Т.К.", "high")
