"""Who paid, in which capacity, from whose fund: labelled or as a sentence, in either word order."""

from __future__ import annotations

import pytest

from compliance.model.imprint import Imprint

from .places import Extract, One

KY = (
    "Аткаруучу: «Лист» ЖЧК, Ош ш., Навои көч., 9. Буюртмачы: «Жаңы Из» саясий партиясы. {} Чыккан күнү: 06.07.2021."
    " Нускасы: 300."
)
RU = (
    "Исполнитель: ОсОО «Лист», г. Ош, ул. Моминова, 3. Заказчик: партия «Новый след». {} Дата выхода: 06.07.2021."
    " Тираж: 300."
)
OTHERS = ("executor.name", "executor.address", "customer.name", "publication_date", "print_run")
Stated = tuple[str | None, str | None, str | None, str | None]


def payment(reading: Imprint) -> Stated:
    """Return the words for payer, capacity, fund and the fund's owner; the other fields must be there untouched."""
    assert all(path in reading.leaves for path in OTHERS)
    assert reading.leaves["print_run"].value == 300
    leaves = (
        reading.leaves.get(path) for path in ("payer.name", "payer.role", "funding_source", "funding_source.owner")
    )
    name, role, fund, owner = (leaf.raw if leaf else None for leaf in leaves)
    return name, role, fund, owner


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        (
            "Каржы иштери боюнча өкүлү Асылова М.З. тарабынан «Жаңы Из» партиясынын шайлоо фондунан төлөндү.",
            (
                "Асылова М.З.",
                "Каржы иштери боюнча өкүлү",
                "«Жаңы Из» партиясынын шайлоо фондунан",
                "«Жаңы Из» партиясынын",
            ),
        ),
        (
            "«Жаңы Из» партиясынын атайын шайлоо фондунун каражатынан каржы өкүлү Асылова М.З. тарабынан төлөндү.",
            (
                "Асылова М.З.",
                "каржы өкүлү",
                "«Жаңы Из» партиясынын атайын шайлоо фондунун каражатынан",
                "«Жаңы Из» партиясынын",
            ),
        ),
        (
            "Төлөөчү: Асылова М.З., каржы өкүлү. Каржы булагы: шайлоо фонду.",
            ("Асылова М.З.", "каржы өкүлү", "шайлоо фонду", None),
        ),
        (
            "Төлөөчү: Асылова М.З. (каржы өкүлү), шайлоо фондунан.",
            ("Асылова М.З.", "каржы өкүлү", "шайлоо фондунан", None),
        ),
        ("Төлөөчү: каржы өкүлү Асылова М.З.", ("Асылова М.З.", "каржы өкүлү", None, None)),
        ("Төлөөчү: Асылова М.З.", ("Асылова М.З.", None, None, None)),
        ("Төлөөчү: «Жаңы Из» саясий партиясы.", ("«Жаңы Из» саясий партиясы", None, None, None)),
        ("Шайлоо фондунан төлөндү.", (None, None, "Шайлоо фондунан", None)),
        (
            "Акысы «Жаңы Из» партиясынын шайлоо фондунан төлөнгөн.",
            (None, None, "«Жаңы Из» партиясынын шайлоо фондунан", "«Жаңы Из» партиясынын"),
        ),
        ("Талапкер Асылова Мээрим өз шайлоо фондунан төлөдү.", ("Асылова Мээрим", "Талапкер", "шайлоо фондунан", None)),
        ("Бухгалтери Асылова М.З. тарабынан төлөндү.", ("Асылова М.З.", "Бухгалтери", None, None)),
        ("Төлөнгөн: шайлоо фондунан, Асылова М.З. аркылуу.", ("Асылова М.З.", None, "шайлоо фондунан", None)),
        ("Атайын эсептен төлөндү: Асылова М.З., каржы өкүлү.", ("Асылова М.З.", "каржы өкүлү", "Атайын эсептен", None)),
        ("Каржы булагы: спонсорлор.", (None, None, "спонсорлор", None)),
    ],
)
def test_a_kyrgyz_payment(written: str, stated: Stated, one: One) -> None:
    assert payment(one(KY.format(written))) == stated


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        (
            "Оплачено финансовым представителем Асыловой М.З. из средств избирательного фонда партии «Новый след».",
            (
                "Асыловой М.З.",
                "финансовым представителем",
                "средств избирательного фонда партии «Новый след»",
                "партии «Новый след»",
            ),
        ),
        (
            "Оплачено из средств избирательного фонда партии «Новый след» финансовым представителем Асыловой М.З.",
            (
                "Асыловой М.З.",
                "финансовым представителем",
                "средств избирательного фонда партии «Новый след»",
                "партии «Новый след»",
            ),
        ),
        (
            "Из средств избирательного фонда партии «Новый след» оплачено её финансовым представителем Асыловой М.З.",
            (
                "Асыловой М.З.",
                "финансовым представителем",
                "средств избирательного фонда партии «Новый след»",
                "партии «Новый след»",
            ),
        ),
        (
            "Оплачено Асыловой М.З., уполномоченным представителем по финансам, из средств избирательного фонда.",
            (
                "Асыловой М.З.",
                "уполномоченным представителем по финансам",
                "средств избирательного фонда",
                None,
            ),
        ),
        (
            "Оплачено из избирательного фонда Осмонова Т.К. финансовым агентом Асыловой М.З.",
            ("Асыловой М.З.", "финансовым агентом", "избирательного фонда Осмонова Т.К.", "Осмонова Т.К."),
        ),
        (
            "Оплачено из средств избирательного фонда партии «Новый след».",
            (None, None, "средств избирательного фонда партии «Новый след»", "партии «Новый след»"),
        ),
        ("Оплачено из средств избирательного фонда.", (None, None, "средств избирательного фонда", None)),
        ("Плательщик: Асылова М.З. Источник: избирательный фонд.", ("Асылова М.З.", None, "избирательный фонд", None)),
        (
            "Оплатил: финансовый представитель Асылов М.З., источник: избирательный фонд.",
            ("Асылов М.З.", "финансовый представитель", "избирательный фонд", None),
        ),
        (
            "Оплата произведена Асыловой М.З. из избирательного фонда кандидата Т. К. Осмонова.",
            ("Асыловой М.З.", None, "избирательного фонда кандидата Т. К. Осмонова", "кандидата Т. К. Осмонова"),
        ),
        (
            "Оплачено кандидатом Осмоновым Т.К. из собственного избирательного фонда.",
            ("Осмоновым Т.К.", "кандидатом", "собственного избирательного фонда", None),
        ),
        (
            "Профинансировано партией «Новый след» через избирательный фонд.",
            ("партией «Новый след»", None, "избирательный фонд", None),
        ),
        ("Оплачено наличными.", (None, None, None, None)),
    ],
)
def test_a_russian_payment(written: str, stated: Stated, one: One) -> None:
    assert payment(one(RU.format(written))) == stated


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Төлөөчү: Асылова М.З., каржы маселелери боюнча ыйгарым укуктуу өкүлү.", "finance_representative"),
        ("Төлөөчү: партиянын финансылык өкүлү Асылова М.З.", "finance_representative"),
        ("Төлөөчү: ыйгарым укуктуу өкүл Асылова М.З.", "representative"),
        ("Төлөөчү: талапкер Асылова М.З.", "candidate"),
        ("Төлөөчү: партиянын төрагасы Асылова М.З.", "other"),
    ],
)
def test_the_capacity_has_a_code(written: str, kind: str, one: One) -> None:
    reading = one(KY.format(written))
    assert reading.leaves["payer.kind"].value == kind
    assert reading.leaves["payer.kind"].raw == reading.leaves["payer.role"].raw


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Шайлоо фондунан төлөндү.", "election_fund"),
        ("Оплачено из избирательного фонда.", "election_fund"),
        ("Атайын эсептен төлөндү.", "special_account"),
        ("Оплачено со специального счета.", "special_account"),
        ("Асылов Т. тарабынан жеке каражатынан төлөндү.", "own_money"),
        ("Оплачено партией «Новый след» из собственных средств.", "own_money"),
    ],
)
def test_the_fund_has_a_code(written: str, code: str, one: One) -> None:
    """Money that the law does not let pay is read as stated: rules judge it."""
    reading = one((RU if written.startswith("О") else KY).format(written))
    assert reading.leaves["funding_source.kind"].value == code


@pytest.mark.parametrize(
    "written",
    [
        "Төлөм жүргүзүлгөн эмес.",
        "Акысыз.",
        "Шайлоо фондунун каражаты колдонулган эмес.",
        "Оплата не производилась.",
        "Средства избирательного фонда не использовались.",
        "Бесплатно.",
    ],
)
def test_a_denied_payment_names_no_fund_and_no_payer(written: str, one: One) -> None:
    text = (RU if written[0] in "ОСБ" else KY).format(written)
    assert payment(one(text)) == (None, None, None, None)


@pytest.mark.parametrize(
    "written",
    ["Төлөөчү: ____.", "Төлөөчү: [аты-жөнү].", "Төлөөчү: жок.", "Плательщик: не указан.", "Плательщик — нет."],
)
def test_a_label_without_a_payer_names_none(written: str, one: One) -> None:
    text = (RU if written.startswith("П") else KY).format(written)
    assert payment(one(text)) == (None, None, None, None)


@pytest.mark.parametrize(
    ("written", "name", "role"),
    [
        ("Заказано и оплачено кандидатом Осмоновым Т.К. из избирательного фонда.", "Осмоновым Т.К.", "кандидатом"),
        ("Заказчик и плательщик: кандидат Осмонов Т.К.", "Осмонов Т.К.", "кандидат"),
        ("Буюртмачы жана төлөөчү: талапкер Осмонов Т.К.", "Осмонов Т.К.", "талапкер"),
    ],
)
def test_who_ordered_has_also_paid(written: str, name: str, role: str, one: One) -> None:
    reading = one(f"Исполнитель: ОсОО «Лист», г. Ош. {written} Дата выхода: 06.07.2021. Тираж: 300.")
    assert reading.leaves["customer.name"].raw == reading.leaves["payer.name"].raw == name
    assert reading.leaves["payer.role"].raw == role
    assert reading.leaves["customer.kind"].value == "candidate"


def test_the_owner_of_a_fund_is_no_payer(one: One) -> None:
    """Nobody is said to have paid: the fund's owner is not guessed to be the one."""
    reading = one(RU.format("Оплачено из избирательного фонда кандидата Т. К. Осмонова."))
    assert "payer.name" not in reading.leaves
    assert reading.leaves["funding_source.owner"].raw == "кандидата Т. К. Осмонова"


def test_a_verb_before_the_fund_names_nobody(one: One) -> None:
    text = RU.format("Оплатил из избирательного фонда фин. уполномоченный Осмонов Д.К.")
    assert payment(one(text)) == ("Осмонов Д.К.", "фин. уполномоченный", "избирательного фонда", None)


def test_authority_alone_is_a_capacity(one: One) -> None:
    text = KY.format("Төлөгөн: ыйгарым укуктуу Асылова М.З., шайлоо фонду.")
    assert payment(one(text)) == ("Асылова М.З.", "ыйгарым укуктуу", "шайлоо фонду", None)


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("Төлөм: шайлоо фонду, Асылова М.З. (каржы өкүлү).", ("Асылова М.З.", "каржы өкүлү", "шайлоо фонду", None)),
        (
            "Төлөм: шайлоо фонду, Асылова М.З., каржы өкүлү / А5.",
            ("Асылова М.З.", "каржы өкүлү", "шайлоо фонду", None),
        ),
    ],
)
def test_a_payer_between_fund_and_capacity(written: str, stated: Stated, one: One) -> None:
    assert payment(one(KY.format(written))) == stated


def test_a_capacity_in_brackets_behind_the_verb_is_that_of_the_name_before_it(one: One) -> None:
    text = KY.format("Шайлоо фондунан Асылова М.З. төлөгөн (ыйгарым укуктуу өкүл).")
    assert payment(one(text))[:2] == ("Асылова М.З.", "ыйгарым укуктуу өкүл")


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        (
            RU.format(
                "Оплачено через ОАО «Акча Банк» из избирательного фонда"
                " уполномоченным представителем по финансовым вопросам Асыловой М.З."
            ),
            "Асыловой М.З.",
        ),
        (
            KY.format("«Акча Банк» ААКтагы шайлоо фондунун атайын эсебинен каржы боюнча өкүлү Асылова М.З. төлөдү."),
            "Асылова М.З.",
        ),
    ],
)
def test_who_keeps_the_account_is_no_payer(text: str, payer: str, one: One) -> None:
    reading = one(text)
    assert reading.leaves["payer.name"].raw == payer
    assert not reading.unweighed


def test_a_bank_that_is_said_to_pay_is_not_passed_over(one: One) -> None:
    text = RU.format("Оплачено ОАО «Акча Банк» из избирательного фонда.")
    reading = one(text)
    assert "payer.name" not in reading.leaves
    assert "ОАО" in [text[place.start : place.end] for place in reading.unweighed]


def test_who_is_named_behind_through_pays_and_owns_no_fund(one: One) -> None:
    reading = one(RU.format("Платит избирательный фонд через Асылову М.З. (уполномоченный по финансам)."))
    assert "funding_source.owner" not in reading.leaves


@pytest.mark.parametrize(
    "written",
    [
        "Заказал и оплатил кандидат Асылов Марат из избирательного фонда.",
        "Листовку заказал и оплатил из своего избирательного фонда кандидат Асылов Марат.",
        "Кандидат Асылов Марат заказал и оплатил из избирательного фонда.",
    ],
)
def test_a_verb_of_ordering_and_paying_stands_on_either_side_of_who_did(written: str, one: One) -> None:
    reading = one(f"Изготовитель: ОсОО «Лист», г. Ош, ул. Моминова, 3. {written} Дата выхода: 06.07.2021. Тираж: 300.")
    assert reading.leaves["customer.name"].raw.endswith("Асылов Марат")
    assert reading.leaves["payer.name"].raw.endswith("Асылов Марат")


def test_a_payment_said_in_two_sentences_begins_no_further_imprint(extract: Extract) -> None:
    russian = RU.format("Оплачено из избирательного фонда. Плательщик: Асылова М.З.")
    kyrgyz = KY.format("Шайлоо фондунан төлөндү. Төлөөчү: Асылова М.З.")
    first, second = extract(f"{russian}\n\n{kyrgyz}").imprints
    assert payment(first)[0] == payment(second)[0] == "Асылова М.З."
