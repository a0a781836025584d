"""How an imprint may be laid out: facts → a text and what must be read from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from .facts import PARTIES, Facts, facts

Expected = dict[str, str | int | date]
FIELDS = ("executor", "customer", "payer", "funding_source", "publication_date", "print_run")
LABELS = {
    "ky": {
        "executor": ("Аткаруучу", "Даярдаган", "Басмакана", "Чыгаруучу"),
        "executor.address": ("Дареги", "Юридикалык дареги"),
        "customer": ("Буюртмачы", "Буюртма берген", "Заказ берүүчү"),
        "payer": ("Төлөөчү", "Төлөгөн", "Акысын төлөгөн"),
        "funding_source": ("Каржы булагы", "Каржылоо булагы", "Төлөм булагы"),
        "publication_date": ("Чыга турган күнү", "Чыккан күнү", "Жарыяланган күнү", "Басылган күнү"),
        "print_run": ("Нускасы", "Тиражы", "Нуска саны"),
    },
    "ru": {
        "executor": ("Исполнитель", "Изготовитель", "Типография"),
        "executor.address": ("Адрес", "Юридический адрес"),
        "customer": ("Заказчик", "Рекламодатель", "Наименование заказчика"),
        "payer": ("Плательщик", "Оплатил", "Оплату произвел"),
        "funding_source": ("Источник финансирования", "Источник оплаты", "Источник средств"),
        "publication_date": ("Дата выхода", "Дата выпуска", "Дата публикации", "Дата изготовления"),
        "print_run": ("Тираж", "Общий тираж", "Количество экземпляров"),
    },
}
BODY = {
    "ky": (
        "Айылыбызга таза суу келсин! Арык 2019-жылы казылып, ошондон бери тазаланган эмес.",
        "Балдардын мектепке барчу жолу жарык болсун. 14 чырак коюлду, дагы 30у калды.",
    ),
    "ru": (
        "Двор без луж и ям — это просто. За год мы починили 18 подъездов.",
        "Школе № 7 нужен спортзал: дети занимаются в коридоре с 2016 года.",
    ),
}


class Written(NamedTuple):
    """An imprint in its text, and the leaves that must come back: source words, or the value of date and run."""

    text: str
    expected: Expected


class Line(NamedTuple):
    """A label with its value."""

    field: str
    label: str
    value: str


def expected(of: Facts, *, sentence: bool) -> Expected:
    """Return what a reader of the imprint would say it states; a payment sentence inflects some of the words."""
    return {
        "executor.name": of.executor,
        "executor.legal_form": of.form,
        "executor.address": of.address,
        "customer.name": of.customer,
        "customer.kind": of.kind,
        "payer.name": of.payer_agent if sentence else of.payer,
        "payer.role": opening(of.role_agent, of.language) if sentence else of.role,
        "payer.kind": "finance_representative",
        "funding_source": payment_fund(of) if sentence else of.fund,
        "publication_date": of.day,
        "print_run": of.run,
    }


def payment_fund(of: Facts) -> str:
    """Return the fund with its owner as a sentence names it: the owner before it in Kyrgyz, behind it in Russian."""
    return f"{of.owner} {of.fund_sentence}" if of.language == "ky" else f"{of.fund_sentence} {of.owner}"


def opening(role: str, language: str) -> str:
    """Return a role as a payment sentence has it: a Kyrgyz sentence begins with it."""
    return role[0].upper() + role[1:] if language == "ky" else role


def payment_sentence(of: Facts) -> str:
    """Return the sentence that says who paid, in which capacity, from whose fund."""
    if of.language == "ky":
        return f"{opening(of.role_agent, of.language)} {of.payer_agent} тарабынан {payment_fund(of)} төлөндү"
    return f"Оплачено {of.role_agent} {of.payer_agent} из {payment_fund(of)}"


@st.composite
def lines(draw: st.DrawFn, of: Facts, *, own_address: bool, date_first: bool = True) -> list[Line]:
    """Draw labels for the facts, in any order; the address stays with its executor."""
    labels = {field: draw(st.sampled_from(words)) for field, words in LABELS[of.language].items()}
    role = draw(st.sampled_from(("{0}, {1}", "{0} ({1})", "{1} {0}")))
    values = {
        "executor": of.executor if own_address else f"{of.executor}, {of.address}",
        "customer": of.customer,
        "payer": role.format(of.payer, of.role),
        "funding_source": of.fund,
        "publication_date": of.day_written,
        "print_run": of.run_written,
    }
    order = st.permutations(FIELDS).filter(lambda fields: date_first or fields[0] != "publication_date")
    found = [Line(field, labels[field], values[field]) for field in draw(order)]
    if own_address:
        found.insert(
            [line.field for line in found].index("executor") + 1,
            Line("executor.address", labels["executor.address"], of.address),
        )
    return found


def stopped(value: str) -> str:
    """Return a value with one full stop behind it."""
    return value if value.endswith(".") else value + "."


def sentences(found: list[Line]) -> str:
    return " ".join(f"{line.label}: {stopped(line.value)}" for line in found)


def dashes(found: list[Line]) -> str:
    return " ".join(f"{line.label} — {stopped(line.value)}" for line in found)


def clauses(found: list[Line]) -> str:
    return "; ".join(f"{line.label}: {line.value}" for line in found)


def rows(found: list[Line]) -> str:
    return "\n".join(f"{line.label}: {line.value}" for line in found)


def bullets(found: list[Line]) -> str:
    return "\n".join(f"• {line.label}: {line.value}" for line in found)


def numbered(found: list[Line]) -> str:
    return "\n".join(f"{number}. {line.label}: {line.value}" for number, line in enumerate(found, 1))


def bold(found: list[Line]) -> str:
    return "\n".join(f"- **{line.label}:** {line.value}" for line in found)


def capitals(found: list[Line]) -> str:
    return " ".join(f"{line.label.upper()}: {stopped(line.value)}" for line in found)


def bars(found: list[Line]) -> str:
    return "\n".join(f"| {line.label} | {line.value} |" for line in found)


def tabs(found: list[Line]) -> str:
    return "\n".join(f"{line.label}\t{line.value}" for line in found)


def below(found: list[Line]) -> str:
    return "\n".join(f"{line.label}\n{line.value}" for line in found)


def indented(found: list[Line]) -> str:
    return "\n".join(f"{line.label}:\n    {line.value}" for line in found)


def header(found: list[Line]) -> str:
    labels, values = " | ".join(line.label for line in found), " | ".join(line.value for line in found)
    return f"| {labels} |\n|{'---|' * len(found)}\n| {values} |"


def glued(found: list[Line]) -> str:
    return "".join(f"{line.label}:{stopped(line.value)}" for line in found)


Style = Callable[[list[Line]], str]
STYLES: tuple[Style, ...] = (
    sentences,
    dashes,
    clauses,
    rows,
    bullets,
    numbered,
    bold,
    capitals,
    bars,
    tabs,
    below,
    indented,
    header,
    glued,
)


@st.composite
def labelled(draw: st.DrawFn, styles: tuple[Style, ...] = STYLES, *, date_first: bool = True) -> Written:
    """Draw an imprint of labels and values in one of the styles.

    Without `date_first` it may stand behind another one: a date that opens is still taken for a part of the one before
    it (misreadings.py).
    """
    of = draw(facts())
    style = draw(st.sampled_from(styles))
    found = draw(lines(of, own_address=draw(st.booleans()), date_first=date_first))
    return Written(draw(amid(of.language, style(found))), expected(of, sentence=False))


@st.composite
def incomplete(draw: st.DrawFn) -> Written:
    """Draw a labelled imprint that lacks one field altogether."""
    of = draw(facts())
    left_out = draw(st.sampled_from(FIELDS))
    found = [line for line in draw(lines(of, own_address=False)) if line.field != left_out]
    wanted = {path: value for path, value in expected(of, sentence=False).items() if path.split(".")[0] != left_out}
    return Written(draw(amid(of.language, draw(st.sampled_from((sentences, rows, bullets, bars)))(found))), wanted)


@st.composite
def with_payment_sentence(draw: st.DrawFn) -> Written:
    """Draw an imprint whose payer and fund stand in a sentence of their own."""
    of = draw(facts())
    paid = ("payer", "funding_source")
    found = [line for line in draw(lines(of, own_address=draw(st.booleans()))) if line.field not in paid]
    style, joint = draw(st.sampled_from(((sentences, " "), (rows, "\n"))))
    cut = found.index(next(line for line in found if line.field == "customer")) + 1
    parts = (style(found[:cut]), stopped(payment_sentence(of)), style(found[cut:]))
    text = joint.join(part for part in parts if part)
    return Written(draw(amid(of.language, text)), expected(of, sentence=True))


@st.composite
def prose(draw: st.DrawFn) -> Written:
    """Draw an imprint in running sentences, in which verbs stand for labels."""
    of = draw(facts())
    assume("”" not in of.executor)  # a curly quote that opens a sentence: misreadings.py
    party = "«" + draw(st.sampled_from(PARTIES)) + "»"
    wanted = expected(of, sentence=True)
    if of.language == "ky":
        of = of._replace(owner=f"{party} саясий партиясынын")
        wanted |= {"customer.name": f"{party} саясий партиясынын", "customer.kind": "party"}
        made = (
            f"{of.executor} ({of.address}) тарабынан {party} саясий партиясынын буюртмасы менен басылды.",
            f"{party} саясий партиясынын буюртмасы боюнча {of.executor} ({of.address}) басып чыгарды.",
        )
        rest = (
            f"{stopped(of.day_written)} Нускасы — {of.run_written}",
            f"Чыккан күнү {of.day_written}. Тиражы {of.run_written}",
        )
    else:
        of = of._replace(owner=f"политической партии {party}")
        wanted |= {"customer.name": f"политической партии {party}", "customer.kind": "party"}
        made = (
            f"Отпечатано в {of.executor}, {of.address}, по заказу политической партии {party}.",
            f"Изготовлено {of.executor} ({of.address}) по заказу политической партии {party}.",
        )
        rest = (
            f"Тираж {of.run_written}. Дата выхода {of.day_written}",
            f"{stopped(of.day_written)} Тир. {of.run_written}",
        )
    wanted["funding_source"] = payment_fund(of)
    text = " ".join((draw(st.sampled_from(made)), stopped(payment_sentence(of)), stopped(draw(st.sampled_from(rest)))))
    return Written(draw(amid(of.language, text)), wanted)


@st.composite
def amid(draw: st.DrawFn, language: str, imprint: str) -> str:
    """Draw a text that holds an imprint: alone, below, above or amid the words of the ad."""
    before, after = (draw(st.sampled_from(("", *BODY[language]))) for _ in range(2))
    return "\n\n".join(part for part in (before, imprint, after) if part)
