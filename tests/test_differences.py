"""Two ads that differ in one statement: one more true one never makes a verdict worse, one less never makes it better.

The ads are put together from the sentences of lawful ones, in Russian and Kyrgyz, with some left out and one perhaps
contradicted, in any order that ads have.
"""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from test_verdicts import KY, RU

from compliance import Checker
from compliance.border.report import AdResult

CHECKER = Checker("kg")
PARTS = tuple(RU)[1:]  # all sentences but the head
# What says otherwise than the lawful sentence of a part, beside it.
OTHERWISE = {
    "ru": {
        "executor": "Отпечатано: типография «Сибирь», г. Омск, ул. Ленина, 3.",
        "customer": "Заказчик: политическая партия «Булак».",
        "payment": "Плательщик: ЗАО «Темир».",
        "date": "Дата выхода: 12.11.2025.",
        "run": "Тираж: 700 экз.",
    },
    "ky": {
        "executor": "Басып чыгарган: «Сибирь» басмаканасы, Омск шаары, Ленин көчөсү, 3.",
        "customer": "Буюртмачы: «Булак» саясий партиясы.",
        "payment": "Төлөөчү: «Темир» ЖАК.",
        "date": "Чыккан күнү: 12.11.2025.",
        "run": "Нускасы: 700 даана.",
    },
}
WORST_FIRST = ("non_compliant", "unclear", "compliant")


class Made(NamedTuple):
    """An ad: its language, the parts it states, one of them that it contradicts, and whether a line is a sentence."""

    language: str
    parts: frozenset[str]
    contradicted: str
    lines: bool

    def text(self) -> str:
        lawful = RU if self.language == "ru" else KY
        said = [lawful["head"]]
        for part in PARTS:
            said += [lawful[part]] if part in self.parts else []
            said += [OTHERWISE[self.language][part]] if part == self.contradicted else []
        return ("\n" if self.lines else " ").join(said)


def judged(made: Made) -> AdResult:
    return CHECKER.check(made.text())


def rank(result: AdResult) -> int:
    return WORST_FIRST.index(result.verdict)


ADS = st.builds(
    Made,
    st.sampled_from(["ru", "ky"]),
    st.frozensets(st.sampled_from(PARTS)),
    st.sampled_from(["", "", *PARTS]),
    st.booleans(),
)
FEW = settings(max_examples=60, derandomize=True, deadline=None)


@FEW
@given(ADS, st.sampled_from(PARTS))
def test_one_more_true_statement_never_makes_it_worse(made: Made, part: str) -> None:
    less = made._replace(parts=made.parts - {part}, contradicted="")
    more = less._replace(parts=less.parts | {part})
    assert rank(judged(more)) >= rank(judged(less)), (less.text(), more.text())


@FEW
@given(ADS, st.sampled_from(PARTS))
def test_one_statement_less_never_makes_it_better(made: Made, part: str) -> None:
    whole = made._replace(parts=made.parts | {part}, contradicted="")
    assert rank(judged(whole._replace(parts=whole.parts - {part}))) <= rank(judged(whole)), whole.text()


@FEW
@given(ADS, st.sampled_from(PARTS))
def test_a_contradiction_never_makes_it_better_and_is_never_green(made: Made, part: str) -> None:
    plain = made._replace(parts=made.parts | {part}, contradicted="")
    against = judged(plain._replace(contradicted=part))
    assert rank(against) <= rank(judged(plain)), plain._replace(contradicted=part).text()
    assert against.verdict != "compliant"


@FEW
@given(ADS, st.sampled_from(["Благодетель: ОсОО «Туман».", "Айтымчы: Туманов Э.", "Зрелище: не для всех."]))
def test_what_stands_under_a_label_in_an_imprint_is_accounted_for(made: Made, stranger: str) -> None:
    """Each sentence with a colon is read, or a note points at it."""
    whole = made._replace(parts=frozenset(PARTS))
    day = (RU if whole.language == "ru" else KY)["date"]
    text = whole.text().replace(day, f"{stranger} {day}")
    result = CHECKER.check(text)
    told = " ".join(finding.evidence or "" for finding in result.findings if finding.rule == "kg/form/statements-read")
    read = [leaf.span for imprint in result.imprints for _, leaf in imprint.stated() if leaf.span]
    value = text.index(":", text.index(stranger)) + 2
    assert stranger.split(":")[0] in told or any(span.start <= value < span.end for span in read), text
