"""Is it an imprint? Each trap is refused with its reason, each odd imprint is accepted with a doubt."""

from __future__ import annotations

import pytest

from compliance.extraction.labelled import Labelled
from compliance.extraction.reader import FULLY, LIKELY, THIN, enough

from .places import Extract, One, raws


def refusal(text: str, extract: Extract) -> str:
    """Return why the only block of a text was refused; "" where no block was looked at."""
    extraction = extract(text)
    assert extraction.imprints == ()
    reasons = {step.reason for step in extraction.trace if step.kind == "rejected"}
    assert len(reasons) <= 1
    return reasons.pop() if reasons else ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Гезиттин башкы редактору К. Осмонов. Нускасы: 5 000. Басмакана: «Тил» ЖЧК, Бишкек ш., Манас көч., 40.",
            "own colophon",
        ),
        (
            "Учредитель газеты — мэрия. Отпечатано: ОсОО «Рулон», г. Ош, ул. Моминова, 3. Тираж: 3 150. Индекс 68412.",
            "own colophon",
        ),
        ("УДК 821. Типография: ОсОО «Лист», г. Ош. Тираж: 300 экз. Бумага офсетная.", "own colophon"),
        (
            "Мамлекеттик сатып алуу. Буюртмачы: Ош мэриясы. Аткаруучу: «Жол» ЖЧК. Баасы: 5 000 сом.",
            "an order or a contract",
        ),
        (
            "Заказчик: мэрия. Исполнитель: ОсОО «Дорога». Договор № 5 от 06.07.2021. Сумма: 5 000 сом.",
            "an order or a contract",
        ),
        (
            "Объект: школа. Заказчик: дирекция. Исполнитель: ОсОО «Дом». Срок сдачи: 30.11.2025.",
            "an order or a contract",
        ),
        (
            "Исполнитель: Асылов М. Заказчик: Осмонов Т.К. Дата: 06.07.2021. Акт выполненных работ.",
            "an order or a contract",
        ),
        (
            "«Ак кеме» спектакли. Аткаруучулар: Асанов Т., Үсөнова Г. Режиссёру: К. Осмонов. 06.07.2021.",
            "an order or a contract",
        ),
        (
            "На листовке должно стоять: «Заказчик: кандидат И. Фамилия. Тираж: 500. Оплачено из избирательного фонда».",
            "a form of words is quoted",
        ),
        (
            "Үлгү мындай болушу керек: «Буюртмачы: талапкердин аты-жөнү. Нускасы: 500. Шайлоо фондунан төлөндү».",
            "a form of words is quoted",
        ),
        ("Нускасы: 5 000. Чыккан күнү: 06.07.2021.", "only a print run or a date"),
        ("Тираж: 300 экз. Дата выпуска: 06.07.2021.", "only a print run or a date"),
        ("Аткаруучу: Буюртмачы: Нускасы: Чыккан күнү:", "labels without any value"),
        ("Заказчик: Осмонов Т.К.", "a single label"),
        ("Исполнитель: ОсОО «Лист», г. Ош.", "a single label"),
        (
            "Заказчик: ОсОО «Кафе Ручей». Исполнитель: ОсОО «Лист», г. Ош, ул. Ленина, 3. Тираж: 300.",
            "nothing in it speaks",
        ),
        ("Исполнитель: ОсОО «Лист». Тираж: 300.", "nothing in it speaks of an election"),
        (
            "Закон требует, чтобы агитация была оплачена из средств избирательного фонда.",
            "an election fund is mentioned",
        ),
    ],
)
def test_a_trap_is_refused_and_the_reason_named(text: str, reason: str, extract: Extract) -> None:
    assert reason in refusal(text, extract)


@pytest.mark.parametrize(
    "text",
    [
        "«Манас» эпосунун үч нускасы бар: биринчи нускасы 5 000 сап.",
        "Арызга паспорттун түп нускасы жана көчүрмөсү тиркелет.",
        "Исполнитель песни поблагодарил заказчика концерта, тираж диска 300.",
        "Ар бир баракчада «Аткаруучу», «Буюртмачы», «Нускасы» деген жазуулар көрсөтүлүшү керек.",
        "Расходы избирательного фонда кандидата Осмонова составили 5 000 сом.",
        "Агитация оплачивается из средств избирательного фонда.",
        "Ушул материал шайлоо фондунан төлөнөт.",
        "Оплачено наличными кассиру Асыловой М.З.",
        "Тираж 5 000 экз. 06.07.2021",
        "Заказчик перемен — это вы, исполнитель — мы. Партия «Новый след»!",
        "Добушуңузду «Кең Талаа» партиясына бериңиз! 11.07.2021, бюллетенде №4.",
        "",
        "\ufeff",
        "👍" * 50,
    ],
)
def test_what_is_no_imprint_is_none(text: str, extract: Extract) -> None:
    refusal(text, extract)


def test_the_refusal_names_the_word_that_misled_and_its_place(extract: Extract) -> None:
    text = "Мэрия билдирет. Буюртмачы: Ош мэриясы. Аткаруучу: «Жол» ЖЧК. Баасы: 5 000 сом."
    (step,) = (step for step in extract(text).trace if step.kind == "rejected")
    assert "«Баасы»" in step.reason or "«сом»" in step.reason
    assert text[step.start : step.end].startswith("Буюртмачы: Ош мэриясы")


def test_the_trace_tells_the_way(extract: Extract) -> None:
    """Window, labels in order of place, decision; each with the place that it speaks of."""
    text = "Заказчик: кандидат Осмонов Т.К. Исполнитель: ОсОО «Лист». Тираж: 300. Дата выхода: 06.07.2021."
    trace = extract(text).trace
    kinds = [step.kind for step in trace if step.kind != "weighed"]
    assert kinds == ["window", "label", "label", "label", "label", "accepted"]
    trace = tuple(step for step in trace if step.kind != "weighed")
    assert [text[step.start : step.end] for step in trace[1:5]] == ["Заказчик", "Исполнитель", "Тираж", "Дата выхода"]
    assert [step.reason for step in trace[1:5]] == [
        f"{field} (colon)" for field in ("customer", "executor", "print_run", "publication_date")
    ]
    assert trace[-1].reason == "4 fields stated"


def test_nothing_suspicious_leaves_no_trace(extract: Extract) -> None:
    assert extract("Двор без луж и ям — это просто.").trace == ()


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Заказчик: кандидат Осмонов Т.К.", {"customer.name", "customer.kind"}),
        ("Буюртмачы: «Кең Талаа» саясий партиясы.", {"customer.name", "customer.kind"}),
        ("Оплачено из средств избирательного фонда.", {"funding_source", "funding_source.kind"}),
        ("Шайлоо фондунан төлөндү.", {"funding_source", "funding_source.kind"}),
        ("Төлөөчү: Асылова М.З., шайлоо фондунан.", {"payer.name", "funding_source", "funding_source.kind"}),
    ],
)
def test_a_lone_statement_is_accepted_with_a_doubt(text: str, paths: set[str], one: One) -> None:
    """The rest of the imprint is missing: that is for the rules to say."""
    reading = one(text)
    assert reading.confidence == "low"
    assert set(reading.leaves) == paths


@pytest.mark.parametrize(
    "text",
    [
        "Заказчик: ______ Исполнитель: ______ Тираж: ______ Дата выхода: ______",
        "Аткаруучу: ____\nБуюртмачы: ____\nНускасы: ____\nЧыккан күнү: ____",
        "Аткаруучу: [аталышы]. Буюртмачы: [аты-жөнү]. Шайлоо фондунан төлөндү.",
    ],
)
def test_a_form_that_nobody_filled_in_is_an_imprint(text: str, one: One) -> None:
    """It states nothing, but somebody printed it so: the missing fields are the ad's fault."""
    reading = one(text)
    assert not any(path.endswith(".name") for path in reading.leaves)
    assert {"executor", "customer"} <= {label.field for label in reading.labels}


def test_a_trap_beside_an_imprint_does_not_hide_it(one: One) -> None:
    trap = "Мамлекеттик сатып алуу. Буюртмачы: Ош мэриясы. Аткаруучу: «Жол» ЖЧК. Баасы: 5 000 сом."
    body = "Биздин кварталда сейил бак болот, ал үчүн жер да, кол да, каалоо да бар. " * 12
    imprint = "Аткаруучу: «Лист» ЖЧК, Ош ш. Буюртмачы: талапкер Осмонов Т.К. Шайлоо фондунан төлөндү. Нускасы: 300."
    assert raws(one(f"{trap}\n\n{body}\n\n{imprint}"))["customer.name"] == "талапкер Осмонов Т.К."


@pytest.mark.parametrize("slogan", ["Элге кызмат кылабыз!", "Работа найдётся каждому."])
def test_a_block_that_spells_an_imprint_out_is_judged_by_its_own_words(slogan: str, extract: Extract) -> None:
    """Words of contracts stand in slogans as well: with an election fund and three labels they say nothing."""
    block = "Аткаруучу: «Лист» ЖЧК, Ош ш., Моминов көч., 3. Буюртмачы: Сатарова М. Каражаты: шайлоо фонду. Нускасы: 90"
    extraction = extract(f"{slogan}\n{block}")
    assert [step.reason for step in extraction.trace if step.kind in ("accepted", "rejected")] == ["4 fields stated"]
    assert raws(extraction.imprints[0])["customer.name"] == "Сатарова М."


def test_prices_that_a_doubtful_name_takes_along_speak_against_an_imprint(extract: Extract) -> None:
    text = (
        "Типография «Лист» предлагает кандидатам: листовка от 3 сом (тираж от 500), плакат — 45 сом, баннер — 350 сом."
        " Оплата с избирательного счёта по перечислению. Заказы принимаются до 14.11.2024, г. Ош, ул. Моминова, 3."
    )
    assert refusal(text, extract) == "an order or a contract: «сом»"


def test_where_nothing_speaks_of_an_election_an_imprint_must_be_likelier(one: One) -> None:
    """A shop's leaflet names its printer as an ad does, and nothing in it is about a vote."""
    ad = one("Кандидат Сатаров. Флаер отпечатан: «Лист», г. Ош, ул. Моминова, 3, тираж 500, 5 марта 2024.")
    labels = Labelled([ad], "unsure", frozenset(), ())
    asked = [enough(labels, THIN, speaks=speaks, misled=False) for speaks in (True, False)]
    assert asked == [LIKELY, FULLY]
    assert LIKELY < FULLY
