"""What an imprint may state, in both languages: every person, party, firm and house number here is invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

QUOTES = ("«»", '""', "„“", "“”")
FIRMS = (
    "Ак-Терек Принт",
    "Суу Төгөл",
    "Көк Кашат Графика",
    "Белый Ветер",
    "Үч Булак",
    "Типаж-Кант",
    "Эки Дөбө Плюс",
    "Лист и Лента",
)
PARTIES = ("Жаңы Из", "Кең Талаа", "Тёплый двор", "Үй-Жай", "Шаг к соседу", "Ак Булут")


class Facts(NamedTuple):
    """One imprint: each part as it is written; `payer_agent` and `role_agent` are the forms that a sentence wants."""

    language: str
    executor: str
    form: str
    address: str
    customer: str
    kind: str
    payer: str
    role: str
    payer_agent: str
    role_agent: str
    owner: str
    fund: str
    fund_sentence: str
    day: date
    day_written: str
    run: int
    run_written: str


class Words(NamedTuple):
    """How one language writes the parts of an imprint."""

    forms: tuple[tuple[str, str], ...]
    form_first: bool
    party: str
    party_genitive: str
    candidates: tuple[tuple[str, str], ...]
    payers: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]
    funds: tuple[tuple[str, str], ...]
    addresses: tuple[str, ...]
    months: tuple[str, ...]
    dates: tuple[Callable[[date, str], str], ...]
    units: tuple[str, ...]
    thousand: str


KY = Words(
    forms=(
        ("ЖЧК", "llc"),
        ("КФ", "foundation"),
        ("ААК", "open_joint_stock_company"),
        ("ЖАК", "closed_joint_stock_company"),
        ("ЖИ", "sole_trader"),
    ),
    form_first=False,
    party="{} саясий партиясы",
    party_genitive="{} саясий партиясынын",
    candidates=(
        ("талапкер Сооронбек уулу Данияр", "талапкер Сооронбек уулу Даниярдын"),
        ("талапкер Токтобаева А.Ж.", "талапкер Токтобаеванын"),
    ),
    payers=(
        ("Керимбекова Н.С.", "Керимбекова Н.С."),
        ("А. Т. Шаршеналиев", "А. Т. Шаршеналиев"),
        ("Чоробаева Жылдыз", "Чоробаева Жылдыз"),
    ),
    roles=(
        ("каржы маселелери боюнча ыйгарым укуктуу өкүлү", "каржы маселелери боюнча ыйгарым укуктуу өкүлү"),
        ("финансы маселелери боюнча ыйгарым укуктуу өкүлү", "финансы маселелери боюнча ыйгарым укуктуу өкүлү"),
    ),
    funds=(("атайын шайлоо фонду", "атайын шайлоо фондунун каражатынан"), ("шайлоо фонду", "шайлоо фондунан")),
    addresses=(
        "Бишкек шаары, Токтогул көчөсү, 90а",
        "Ош ш., Навои көч., 12/3",
        "720017, Бишкек ш., Ахунбаев көч., 40, 5-кабат",
        "Нарын шаары, Ленин көчөсү, 7-үй",
        "Каракол ш., 3-кичи район, 14",
        "Чүй облусу, Сокулук айылы, Фрунзе көчөсү, 118",
    ),
    months=(
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ),
    dates=(
        lambda d, m: f"{d:%d.%m.%Y}-ж.",
        lambda d, m: f"{d:%d.%m.%Y}",
        lambda d, m: f"{d.day}-{m}, {d.year}-жыл",
        lambda d, m: f"{d.year}-жылдын {d.day}-{m}",
        lambda d, m: f"{d:%d/%m/%y}",
        lambda d, m: f"{d:%Y-%m-%d}",
    ),
    units=("даана", "экз.", "нуска"),
    thousand="миң",
)

RU = Words(
    forms=(
        ("ОсОО", "llc"),
        ("ОФ", "foundation"),
        ("ОАО", "open_joint_stock_company"),
        ("ЗАО", "closed_joint_stock_company"),
        ("ИП", "sole_trader"),
    ),
    form_first=True,
    party="политическая партия {}",
    party_genitive="политической партии {}",
    candidates=(
        ("кандидат Сооронбаев Данияр", "кандидата Сооронбаева Данияра"),
        ("кандидат Токтобаева А.Ж.", "кандидата Токтобаевой А.Ж."),
    ),
    payers=(
        ("Керимбекова Н.С.", "Керимбековой Н.С."),
        ("А. Т. Шаршеналиев", "А. Т. Шаршеналиевым"),
        ("Чоробаева Жылдыз", "Чоробаевой Жылдыз"),
    ),
    roles=(
        ("уполномоченный представитель по финансовым вопросам", "уполномоченным представителем по финансовым вопросам"),
        ("финансовый представитель", "финансовым представителем"),
    ),
    funds=(("избирательный фонд", "средств избирательного фонда"), ("специальный счет", "средств специального счета")),
    addresses=(
        "г. Бишкек, ул. Киевская, 77, оф. 5",
        "г. Ош, ул. Моминова, д. 12/3",
        "720017, г. Бишкек, пр. Чуй, 104",
        "г. Каракол, мкр. 3, д. 14, кв. 2",
        "Чуйская обл., с. Лебединовка, ул. Ленина, 118",
    ),
    months=(
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    dates=(
        lambda d, m: f"{d:%d.%m.%Y} г.",
        lambda d, m: f"{d:%d.%m.%Y}",
        lambda d, m: f"{d.day} {m} {d.year} г.",
        lambda d, m: f"«{d.day}» {m} {d.year} года",
        lambda d, m: f"{d:%d/%m/%y}",
        lambda d, m: f"{d:%Y-%m-%d}",
    ),
    units=("экз.", "экземпляров", "шт."),
    thousand="тыс.",
)
WORDS = {"ky": KY, "ru": RU}


def firm(words: Words, form: str, name: str, quotes: str) -> str:
    """Return an executor as written: the legal form before the name in Russian, behind it in Kyrgyz.

    >>> firm(KY, "ЖЧК", "Үч Булак", "«»"), firm(RU, "ОсОО", "Үч Булак", "«»")
    ('«Үч Булак» ЖЧК', 'ОсОО «Үч Булак»')
    """
    quoted = quotes[0] + name + quotes[1]
    return f"{form} {quoted}" if words.form_first else f"{quoted} {form}"


def run_written(run: int, words: Words, style: int, unit: str) -> str:
    """Return a print run as written: plain, in groups of three, in thousands, with a unit or without.

    >>> [run_written(25_000, KY, style, "экз.") for style in range(4)]
    ['25000', '25 000', '25 000 экз.', '25 миң']
    """
    grouped = f"{run:,}".replace(",", " ")
    thousands = f"{run // 1000} {words.thousand}" if run % 1000 == 0 else grouped
    return (str(run), grouped, f"{grouped} {unit}", thousands)[style]


@st.composite
def facts(draw: st.DrawFn, language: str | None = None) -> Facts:
    """Draw one complete imprint's facts."""
    language = language or draw(st.sampled_from(("ky", "ru")))
    words = WORDS[language]
    quotes = draw(st.sampled_from(QUOTES))
    form, code = draw(st.sampled_from(words.forms))
    party = quotes[0] + draw(st.sampled_from(PARTIES)) + quotes[1]
    of_party = draw(st.booleans())
    candidate, candidate_genitive = draw(st.sampled_from(words.candidates))
    payer, payer_agent = draw(st.sampled_from(words.payers))
    role, role_agent = draw(st.sampled_from(words.roles))
    fund, fund_sentence = draw(st.sampled_from(words.funds))
    day = draw(st.dates(date(2010, 1, 1), date(2035, 12, 31)))
    run = draw(st.sampled_from((1, 2, 300, 999, 1000, 5000, 12_500, 25_000, 1_200_000)))
    return Facts(
        language,
        firm(words, form, draw(st.sampled_from(FIRMS)), quotes),
        code,
        draw(st.sampled_from(words.addresses)),
        words.party.format(party) if of_party else candidate,
        "party" if of_party else "candidate",
        payer,
        role,
        payer_agent,
        role_agent,
        words.party_genitive.format(party) if of_party else candidate_genitive,
        fund,
        fund_sentence,
        day,
        draw(st.sampled_from(words.dates))(day, words.months[day.month - 1]),
        run,
        run_written(run, words, draw(st.integers(0, 3)), draw(st.sampled_from(words.units))),
    )
