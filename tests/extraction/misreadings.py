"""Texts that were once misread: what each states."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Case(NamedTuple):
    """A text, the leaf to look at, and its right value; None: nothing that could be stated with confidence."""

    path: str
    text: str
    right: str | int | date | None


EXECUTOR, ADDRESS, STREET = "executor.name", "executor.address", "executor.address.street"
CUSTOMER, KIND, PAYER, ROLE = "customer.name", "customer.kind", "payer.name", "payer.role"
FUND, DATE, RUN = "funding_source", "publication_date", "print_run"

KY_DATE = "Аткаруучу: «Лист» ЖЧК, Ош ш. Буюртмачы: «Жаңы Из» саясий партиясы. Чыккан күнү: {}. Нускасы: 300."
RU_DATE = "Исполнитель: ОсОО «Лист», г. Ош. Заказчик: кандидат Осмонов Т.К. Дата выхода: {}. Тираж: 300."
COPIES = "Аткаруучу: «Лист» ЖЧК, Ош ш. Буюртмачы: «Жаңы Из» саясий партиясы. Чыккан күнү: 06.07.2021. Нускасы: {}."
BY = "Аткаруучу: {} Буюртмачы: «Жаңы Из» саясий партиясы. Чыккан күнү: 06.07.2021. Нускасы: 300."
AT = "Исполнитель: ОсОО «Лист», {}. Заказчик: партия «След». Оплачено из избирательного фонда. Тираж: 300."
FOR = "Исполнитель: ОсОО «Лист», г. Ош. Заказчик: {} Оплачено из избирательного фонда. Тираж: 300."
PAID = "Исполнитель: ОсОО «Лист», г. Ош. Заказчик: партия «След». {} Дата выхода: 06.07.2021. Тираж: 300."
HEAD = "| {} | Буюртмачы | Чыгаруучу |\n|---|---|---|\n| {} | «Жаңы Из» саясий партиясы | «Лист» ЖЧК |"

# a wrong value was stated with high confidence
INVENTED = {
    "a letter for a digit of the day, Russian": Case(DATE, RU_DATE.format("2S февраля 2034 г"), date(2034, 2, 25)),
    "a letter for a digit of the day, Kyrgyz": Case(DATE, KY_DATE.format("2029-жылдын 1l-марты"), date(2029, 3, 11)),
    "a letter for the first digit": Case(RUN, COPIES.format("l 200 000"), 1_200_000),
    "a unit glued to the thousands": Case(RUN, COPIES.format("5 000экз"), 5000),
    "a line end between the thousands": Case(RUN, COPIES.format("5\n000 экз"), 5000),
    "a range with blanks": Case(RUN, COPIES.format("5 000 – 7 000"), None),
    "a range with a unit": Case(RUN, COPIES.format("5 000–7 000 экз"), None),
    "two runs with a slash": Case(RUN, COPIES.format("300 / 500"), None),
    "two runs with a plus": Case(RUN, COPIES.format("300 + 200"), None),
    "groups of two digits": Case(RUN, COPIES.format("12 34"), None),
    "a power of ten": Case(RUN, COPIES.format("1e5"), None),
    "the number of an edition": Case(RUN, COPIES.format("1-басылышы 300"), 300),
    "two labels with different runs": Case(RUN, PAID.format("Тираж: 900."), None),
    "no executor, in a word": Case(EXECUTOR, BY.format("жок."), None),
    "empty quotes": Case(EXECUTOR, BY.format("«»."), None),
    "a legal form alone": Case(EXECUTOR, BY.format("ЖЧК."), None),
    "plain quotes in plain quotes": Case(
        EXECUTOR, BY.format('"Басма "Ак-Терек"" ЖЧК, Ош ш.'), '"Басма "Ак-Терек"" ЖЧК'
    ),
    "curly quotes before a verb": Case(
        EXECUTOR, "“Лист” ЖИ (Ош ш.) тарабынан «Из» партиясынын буюртмасы менен басылды. Нускасы: 300.", "“Лист” ЖИ"
    ),
    "curly quotes around capitals": Case(
        EXECUTOR,
        "“Ак Терек” ЖИ (Ош ш.) тарабынан «Из» партиясынын буюртмасы менен басылды. Нускасы: 300.",
        "“Ак Терек” ЖИ",
    ),
    "a letter behind the thousands": Case(RUN, COPIES.format("1 200 О00"), 1_200_000),
    "a letter in the postal code": Case(EXECUTOR, AT.format("72О017, г. Ош"), "ОсОО «Лист»"),
    "a firm named after a day": Case(EXECUTOR, AT.replace("«Лист»", "«8 Марта»").format("г. Ош"), "ОсОО «8 Марта»"),
    "a street named after a day, Russian": Case(
        ADDRESS, AT.format("г. Бишкек, ул. 7 Апреля, 12"), "г. Бишкек, ул. 7 Апреля, 12"
    ),
    "a street named after a day, Kyrgyz": Case(
        ADDRESS, BY.format("«Лист» ЖЧК, Ош ш., 7-апрель көчөсү, 12."), "Ош ш., 7-апрель көчөсү, 12"
    ),
    "a numbered quarter": Case(STREET, AT.format("г. Ош, мкр. 3, д. 14"), "мкр. 3"),
    "two executors": Case(
        ADDRESS,
        BY.format("«Лист» ЖЧК, Ош ш., Навои көч., 9 жана «Перо» ЖЧК, Талас ш., Ленин көч., 3."),
        "Ош ш., Навои көч., 9",
    ),
    "a misspelt address label, Kyrgyz": Case(
        ADDRESS, BY.format("«Лист» ЖЧК\nДреги: Ош ш., Навои көч., 9\n"), "Ош ш., Навои көч., 9"
    ),
    "a misspelt address label, Russian": Case(
        ADDRESS,
        "Изготовитель: ОсОО «Лист»\nАдрез: г. Ош, ул. Ленина, 3\nЗаказчик: партия «След»\nТираж: 3",
        "г. Ош, ул. Ленина, 3",
    ),
    "a line end behind the word for street": Case(ADDRESS, AT.format("г. Ош, ул.\nЛенина, 3"), "г. Ош, ул. Ленина, 3"),
    "a line end behind the word for town": Case(
        ADDRESS, AT.format("г. Ош").replace(", г. Ош", ". Адрес: г.\nОш, ул. Ленина, 3"), "г. Ош, ул. Ленина, 3"
    ),
    "a picture behind an address": Case(
        ADDRESS,
        "Тираж: 300\nЗаказчик: партия «След»\nИсполнитель: ОсОО «Лист», г. Ош, ул. Ленина, 3 👍",
        "г. Ош, ул. Ленина, 3",
    ),
    "no customer, in a word": Case(CUSTOMER, FOR.format("нет."), None),
    "a customer not named": Case(CUSTOMER, FOR.format("не указан."), None),
    "a customer that is absent": Case(CUSTOMER, FOR.format("отсутствует."), None),
    "a candidate without a name": Case(CUSTOMER, FOR.format("кандидат."), None),
    "a line end behind the status": Case(CUSTOMER, FOR.format("кандидат\nОсмонов Т.К."), "кандидат Осмонов Т.К."),
    "a line end before the initials": Case(CUSTOMER, FOR.format("кандидат Осмонов\nТ.К."), "кандидат Осмонов Т.К."),
    "a line end in the kind of customer": Case(
        CUSTOMER, "Аткаруучу: «Лист» ЖЧК. Буюртмачы: «Из» саясий\nпартиясы. Нускасы: 2.", "«Из» саясий партиясы"
    ),
    "a party named after a day": Case(CUSTOMER, FOR.format("партия «8 Марта»."), "партия «8 Марта»"),
    "a flag behind a party": Case(
        CUSTOMER, "Исполнитель: ОсОО «Лист»\nТираж: 300\nЗаказчик: партия «След» 🇰🇬", "партия «След»"
    ),
    "two labels with different customers": Case(CUSTOMER, PAID.format("Заказчик: партия «Двор»."), None),
    "a candidate of a party": Case(KIND, FOR.format("кандидат от партии «След» Осмонов Т.К."), "candidate"),
    "a line end in the payer's name": Case(
        PAYER,
        PAID.format("Оплачено финансовым представителем Асыловой\nАйнурой из избирательного фонда."),
        "Асыловой Айнурой",
    ),
    "a line end behind the payer's initials": Case(
        PAYER, PAID.format("Плательщик: А. Т.\nАсылов, финансовый представитель."), "А. Т. Асылов"
    ),
    "the director of a firm": Case(
        PAYER, PAID.format("Оплачено директором ОсОО «Лист» Асыловым М.З."), "Асыловым М.З."
    ),
    "a picture behind a role": Case(
        ROLE,
        "Аткаруучу: «Лист» ЖЧК\nБуюртмачы: талапкер Осмонов Т.К.\nТөлөгөн: Асылова Мээрим, каржы өкүлү 👍",
        "каржы өкүлү",
    ),
    "initials that close a fund's owner": Case(
        FUND,
        PAID.format("Оплачено из избирательного фонда кандидата Осмонова Т.К."),
        "избирательного фонда кандидата Осмонова Т.К.",
    ),
    "a preposition of two words": Case(
        FUND, PAID.format("Оплачено за счёт средств специального счёта."), "средств специального счёта"
    ),
    "a fund spoken of before": Case(
        FUND,
        f"Наш избирательный фонд открыт. {PAID.format('Оплачено из избирательного фонда.')}",
        "избирательного фонда",
    ),
}

# what is stated was not read
LOST = {
    "digits that look like a word": Case(
        DATE,
        "Буюртмачы: талапкер Осмонов Т.К.\nЧыккан күнү: 2023-12-03\nКаражат булагы: шайлоо фонду",
        date(2023, 12, 3),
    ),
    "a letter for a digit of the year": Case(DATE, RU_DATE.format("25 февраля 2O34 г"), date(2034, 2, 25)),
    "a multiplier glued to its number": Case(RUN, COPIES.format("10миң"), 10_000),
    "a unit behind a comma in the label": Case(RUN, COPIES.replace("Нускасы: {}", "Тираж, экз.: 300"), 300),
    "a unit in a cell": Case(RUN, HEAD.format("Нускасы", "1 000 даана"), 1000),
    "an unknown village": Case(ADDRESS, BY.format("«Лист» ЖЧК, Кең-Булуң, 9."), "Кең-Булуң, 9"),
    "capitals throughout, Russian": Case(
        CUSTOMER, FOR.upper().format("КАНДИДАТ ОСМОНОВ Т.К."), "КАНДИДАТ ОСМОНОВ Т.К."
    ),
    "capitals throughout, Kyrgyz": Case(
        CUSTOMER,
        BY.upper().replace("«ЖАҢЫ ИЗ» САЯСИЙ ПАРТИЯСЫ", "ТАЛАПКЕР ОСМОНОВ Т.К").format("«ЛИСТ» ЖЧК."),
        "ТАЛАПКЕР ОСМОНОВ Т.К.",
    ),
    "small letters throughout": Case(CUSTOMER, FOR.lower().format("кандидат осмонов т.к."), "кандидат осмонов т.к."),
    "dots that lead to the value": Case(
        CUSTOMER, "Исполнитель .... ОсОО «Лист», г. Ош\nЗаказчик .... партия «След»\nТираж .... 300", "партия «След»"
    ),
    "pictures before labels with dashes": Case(
        CUSTOMER, "✅ Исполнитель — ОсОО «Лист»\n✅ Заказчик — партия «След»\n✅ Тираж — 300", "партия «След»"
    ),
    "marks of stress": Case(
        CUSTOMER, "Исполни\u0301тель: ОсОО «Лист». Зака\u0301зчик: партия «След». Тира\u0301ж: 300.", "партия «След»"
    ),
    "an abbreviated status of a payer": Case(
        PAYER, PAID.format("Оплачено гр. Асыловым М.З. из личных средств."), "Асыловым М.З."
    ),
}
