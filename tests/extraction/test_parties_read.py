"""Who is named by a label's value: name, legal form and address by themselves, in every order."""

from __future__ import annotations

import pytest

from compliance.extraction.parties import bracket_behind, last_clause, legal_form, read_party

from .places import MakeWindow


def cut(text: str, place: tuple[int, int] | None) -> str | None:
    return None if place is None else text[slice(*place)]


@pytest.mark.parametrize(
    ("text", "name", "form", "address"),
    [
        ("Осмонов\nТ.К.", "Осмонов\nТ.К.", None, None), ("партия «Төр»\nЛавка", "партия «Төр»", None, None),
        ("ОсОО «Лист»\nг. Ош", "ОсОО «Лист»", "llc", "г. Ош"), ("типография", "типография", "outlet", None),
        ("в типографии ОсОО «Лист»", "ОсОО «Лист»", "llc", None),
        ("типография «Лист»", "типография «Лист»", "outlet", None),
        ("ОсОО «Лист», тел. 0555", "ОсОО «Лист»", "llc", None),
        ("ОсОО «Лист», тел. 0555, г. Ош", "ОсОО «Лист»", "llc", "г. Ош"),
        ("(г. Ош) ОсОО «Лист»", "ОсОО «Лист»", "llc", "г. Ош"),
        ("ОсОО «Лист» (г. Ош) дом", "ОсОО «Лист»", "llc", "г. Ош"),
        ("г. Ош, ОсОО «Лист»", "ОсОО «Лист»", "llc", "г. Ош"),
        ("г. Ош, Асанов Нур", "Асанов Нур", None, "г. Ош"), ("г. Ош, лавка", None, None, "г. Ош, лавка"),
        ("ОсОО «Лист» г. Ош, ул. Мира, 3", "ОсОО «Лист»", "llc", "г. Ош, ул. Мира, 3"),
        ("Асанов Н.Т. г. Ош", "Асанов Н.Т.", None, "г. Ош"), ("Лист, ОсОО", "Лист, ОсОО", "llc", None),
        ("Лист, лавка", "Лист", None, None), ("Лист, «Дом»", "Лист, «Дом»", None, None), ("", None, None, None),
        ("ОсОО «Лист» – г. Ош", "ОсОО «Лист»", "llc", "г. Ош"), ("ОсОО «Лист». г. Ош", "ОсОО «Лист»", "llc", "г. Ош"),
        ("ОсОО «Лист», адрес: г. Ош", "ОсОО «Лист»", "llc", "г. Ош"), ("«Дом – Лист»", "«Дом – Лист»", None, None),
        ("газета «Дом» ОсОО «Лист»", "газета «Дом» ОсОО «Лист»", "llc", None),
        ("„Лист“ ЖЧК Ош ш.", "„Лист“ ЖЧК", "llc", "Ош ш."),
        ("«ОФ Лист» ЖЧК", "«ОФ Лист» ЖЧК", "llc", None),
    ],
)  # fmt: skip
def test_a_party(text: str, name: str | None, form: str | None, address: str | None, window: MakeWindow) -> None:
    found = read_party(window(text), 0, len(text))
    code = found.legal_form.entry.key if found.legal_form else None
    assert (cut(text, found.name), code, cut(text, found.address)) == (name, form, address)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("(Ош ш.) дом «Нур» ЖЧК", "«Нур» ЖЧК"), ("дом «Нур» ЖЧК", "«Нур» ЖЧК"), ("дом, «Нур» ЖЧК", "«Нур» ЖЧК"),
        ("басылды «Нур» ЖЧК", "«Нур» ЖЧК"), ("баракча «Нур» ЖЧК", "«Нур» ЖЧК"),
        ("дом «Нур» ЖЧК (Ош ш.)", "«Нур» ЖЧК (Ош ш.)"),
        ("(Ош) «Нур» ЖЧК (Ош ш.)", "«Нур» ЖЧК (Ош ш.)"), ("дом, Асанов Нур", "Асанов Нур"),
        ("дом, кандидат Асанов", "кандидат Асанов"),
    ],
)  # fmt: skip
def test_where_the_name_before_its_label_begins(text: str, clause: str, window: MakeWindow) -> None:
    """Behind what was said before it, a bracket, or the words that open a sentence."""
    assert text[last_clause(window(text), 0, len(text)) :].strip() == clause


def test_words_that_open_no_sentence_stay_with_the_name(window: MakeWindow) -> None:
    text = "и дом «Нур» ЖЧК"
    assert last_clause(window(text), 2, len(text)) == 2


@pytest.mark.parametrize(("size", "address"), [(159, True), (160, False)])
def test_an_address_in_brackets_behind_the_verb(size: int, address: bool, window: MakeWindow) -> None:
    text = "басты (Ош ш. " + "а" * (size - 7) + ")"
    assert text.index(")") - text.index("(") == size
    assert (bracket_behind(window(text), 5) is not None) == address
    assert bracket_behind(window("басты, (Ош ш.)"), 5) is None


def test_a_legal_form_outside_quotation_marks_comes_first(window: MakeWindow) -> None:
    for text, raw in (("«ОФ Лист» ЖЧК", "ЖЧК"), ("газета ОсОО", "ОсОО"), ("«ОФ Лист»", "ОФ")):
        form = legal_form(window(text), 0, len(text))
        assert form is not None
        assert text[form.start : form.end] == raw
    assert legal_form(window("Лист"), 0, 4) is None
