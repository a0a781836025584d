"""A text cut into units: what is one unit, of which kind, and what the words of the rulebook make of it."""

from __future__ import annotations

import pytest

from compliance.extraction.assign.units import cut

from .places import MakeWindow


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Тираж: 500 экз. да", "word Тираж|punct :|num 500|word экз.|word да"),
        ("Осмонов Т.К. и Т. К. Асанов", "word Осмонов|init Т.К.|word и|init Т. К.|word Асанов"),
        ("к. Ош", "word к.|word Ош"), ("5 000 и 1,5", "num 5 000|word и|num 1,5"), ("1 200 000", "num 1 200 000"),
        ("12/3а, 7", "num 12/3а|punct ,|num 7"), ("1000/500", "num 1000|punct /|num 500"), ("-5", "num -5"),
        ("06.07.2021", "date 06.07.2021"), ("6 июля 2021", "date 6 июля 2021"), ("5.7", "num 5.7"),
        ("«Лист» да", "quoted «Лист»|word да"), ('"Лист"', 'quoted "Лист"'), ("„Лист“", "quoted „Лист“"),
        ("“Лист”", "quoted “Лист”"), ("«Лист", "punct «|word Лист"), ("____ да", "blank ____|word да"),
        ("…", "blank …"),
        ("....", "blank ...."), ("..", "punct .|punct ."), ("а\n\nб\n", "word а|nl \n\n|word б"), ("\n", ""), ("", ""),
        ("К0ш-Добо", "word К0ш-Добо"), ("0шский", "word 0шский"),
        ("заказчик-Асанов", "word заказчик|punct -|word Асанов"),
        ("Дата выхода: 5", "phrase Дата выхода|punct :|num 5"), ("избирательный фонд", "phrase избирательный фонд"),
        ('"заказчик"', 'punct "|word заказчик|punct "'), ("ул. Мира", "word ул.|word Мира"), ("5 и", "num 5|word и"),
        ("Ак-Терек", "word Ак-Терек"), ("«Дата выхода»", "punct «|phrase Дата выхода|punct »"),
        ("50%", "num 50|punct %"),
    ],
)  # fmt: skip
def test_units_and_their_kinds(text: str, units: str, window: MakeWindow) -> None:
    """A label in quotation marks is a label, one glued to its value is cut off, an abbreviation has its stop."""
    found = window(text)
    assert "|".join(f"{unit.kind} {found.text[unit.start : unit.end]}" for unit in cut(found)) == units


@pytest.mark.parametrize(("size", "kind"), [(70, "quoted"), (71, "punct")])
def test_a_quotation_that_is_one_unit_is_short(size: int, kind: str, window: MakeWindow) -> None:
    assert cut(window("«" + "а" * size + "»"))[0].kind == kind


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("заказчик", {"label:customer:words"}), ("ОсОО", {"legal_form"}),
        ("кандидат", {"status", "customer_kind:candidate"}),
        ("избирательный фонд", {"fund:election_fund"}), ("«Газета ОсОО»", {"q:legal_form"}), ("лавка", set()),
        ("тиражом", {"label:print_run:prose"}), ("июля", {"month"}), ("экз", {"unit"}),
    ],
)  # fmt: skip
def test_what_words_make_of_a_unit(text: str, classes: set[str], window: MakeWindow) -> None:
    found = set(cut(window(text))[0].classes)
    assert classes <= found
    assert bool(classes) or not found
