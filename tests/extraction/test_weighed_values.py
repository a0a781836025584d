"""What is read of the stretches that were weighed: each field with the leaves that are parts of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from compliance.extraction.assign.model import Labelling, Model, Segment
from compliance.extraction.assign.read import Read, read_window
from compliance.extraction.assign.units import cut
from compliance.extraction.labelled import Labelled
from compliance.extraction.leaves import Said

from .places import MakeWindow


def weighed(
    text: str, window: MakeWindow, *fields: tuple[str, str, float], perhaps: tuple[tuple[str, str, float], ...] = (),
    sure: bool = True, said: tuple[Said, ...] = (),
) -> Read | None:  # fmt: skip
    """Return what is read of a text in which these words were weighed as these fields."""
    found = window(text)
    units = cut(found)

    def segment(field: str, words: str, share: float) -> Segment:
        start = found.text.index(words)
        inside = [at for at, unit in enumerate(units) if start <= unit.start < start + len(words)]
        return Segment(field, inside[0], inside[-1] + 1, share)

    labelling = Labelling(tuple(segment(*one) for one in fields), 9.0, tuple(segment(*one) for one in perhaps))
    made = SimpleNamespace(
        scores=lambda sights: [], label=lambda scores: labelling, sure=lambda segment: sure, likely=lambda amounts: 0.7
    )
    return read_window(found, cast("Model", made), Labelled([], "none", frozenset(), said))


CASES = [
    ("Лавка 06.07.2021", "publication_date", "06.07.2021", {"publication_date": "06.07.2021"}),
    ("Голосование 06.07.2021", "publication_date", "06.07.2021", {}),
    ("Шайлоо фонду, 06.07.2021", "publication_date", "06.07.2021", {"publication_date": "06.07.2021"}),
    ("Дата выхода: 06.07.2021, голосование", "publication_date", "06.07.2021", {"publication_date": "06.07.2021"}),
    ("Голосование " + "дом " * 4 + "06.07.2021", "publication_date", "06.07.2021", {}),
    ("Голосование " + "дом " * 8 + "06.07.2021", "publication_date", "06.07.2021", {"publication_date": "06.07.2021"}),
    ("тираж 300 экз", "print_run", "300", {"print_run": "300"}),
    ("тираж 2 тыс да", "print_run", "2", {"print_run": "2 тыс"}),
    ("тираж 2", "print_run", "2", {"print_run": "2"}),
    ("печать ОсОО «Лист» да", "executor.name", "ОсОО «Лист»", {"executor.name": "ОсОО «Лист»",
    "executor.legal_form": "ОсОО"}),
    ("Место: г. Ош, ул. Мира, 3 да", "executor.address", "Место: г. Ош, ул. Мира, 3", {
        "executor.address": "г. Ош, ул. Мира, 3", "executor.address.place": "г. Ош",
        "executor.address.street": "ул. Мира",
        "executor.address.house": "3",
    }),
    ("адрес г. Ош да", "executor.address", "адрес г. Ош", {"executor.address": "г. Ош",
    "executor.address.place": "г. Ош"}),
    ("за кандидат Осмонов Т.К. да", "customer.name", "кандидат Осмонов Т.К.",
     {"customer.name": "кандидат Осмонов Т.К.", "customer.kind": "кандидат"}),
    ("дал ОсОО «Юг» да", "payer.name", "ОсОО «Юг»", {"payer.name": "ОсОО «Юг»", "payer.kind": "ОсОО"}),
    ("дал каржы өкүлү да", "payer.role", "каржы өкүлү", {"payer.role": "каржы өкүлү", "payer.kind": "каржы өкүлү"}),
    ("дал фин. пр. да", "payer.role", "фин. пр.", {"payer.role": "фин. пр.", "payer.kind": "фин. пр."}),
    ("из избирательного фонда партии «Төр»", "funding_source", "избирательного фонда партии «Төр»", {
        "funding_source": "избирательного фонда партии «Төр»",
        "funding_source.kind": "избирательного фонда партии «Төр»",
        "funding_source.owner": "партии «Төр»",
    }),
    ("не оплачено из избирательного фонда", "funding_source", "не оплачено из избирательного фонда", {}),
    ("‘Ак-Терек’ ЖЧК", "executor.name", "Ак-Терек’ ЖЧК", {"executor.name": "‘Ак-Терек’ ЖЧК",
    "executor.legal_form": "ЖЧК"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field", "words", "leaves"), CASES)
def test_a_field_is_read_with_its_parts(
    text: str, field: str, words: str, leaves: dict[str, str], window: MakeWindow
) -> None:
    """Without the word that introduces it; no day of voting, no payment that is denied."""
    found = weighed(text, window, (field, words, 0.9))
    assert ({} if found is None else {path: leaf.raw for path, leaf in found.leaves.leaves.items()}) == leaves


@pytest.mark.parametrize(("text", "words", "share", "read"), [
    ("платил ким-то да", "ким", 0.8, True), ("Платил ким-то да", "ким", 0.79, False),
    ("платил ким да", "ким", 0.79, True),
    ("Платил Нур да", "Нур", 0.79, True), ("Платил кандидат да", "кандидат", 0.79, True),
])  # fmt: skip
def test_a_payer_has_a_name_unless_it_is_likely(
    text: str, words: str, share: float, read: bool, window: MakeWindow
) -> None:
    """A capital letter, where there are any around it, or a word for what somebody is."""
    found = weighed(text, window, ("payer.name", words, share))
    assert (found is not None) == read


@pytest.mark.parametrize(("share", "adopted"), [(0.35, True), (0.34, False)])
def test_what_has_a_good_share_is_read_in_doubt(share: float, adopted: bool, window: MakeWindow) -> None:
    """Where no other value stands."""
    text = "тираж 300 заказчик Осмонов"
    found = weighed(text, window, ("print_run", "300", 0.9), perhaps=(("customer.name", "Осмонов", share),), sure=False)
    assert found is not None
    assert ("customer.name" in found.leaves.leaves) == adopted
    assert found.leaves.leaves["print_run"].confidence == "low"
    over = weighed(text, window, ("print_run", "300", 0.9), perhaps=(("customer.name", "300", 0.5),))
    assert over is not None
    assert "customer.name" not in over.leaves.leaves
    assert [path for path, _ in over.perhaps] == ["customer.name"]


def test_shares_and_likelihood_are_told(window: MakeWindow) -> None:
    found = weighed("300, 400", window, ("print_run", "300", 0.6), ("print_run", "400", 0.9))
    assert found is not None
    assert (found.likely, found.leaves.leaves["print_run"].value) == (0.7, 400)
    assert weighed("300", window) is None


@pytest.mark.parametrize(
    ("words", "share", "raw"), [("12", 0.9, "г. Ош, ул. Мира, 12/3"), ("Мира", 0.9, "г. Ош, ул. Мира")]
)
def test_a_house_is_read_to_the_end_of_its_word(words: str, share: float, raw: str, window: MakeWindow) -> None:
    text = "г. Ош, ул. Мира, 12/3 да"
    end = text.index(words) + len(words)
    found = weighed(text, window, ("executor.address", text[:end], share))
    assert found is not None
    assert found.leaves.leaves["executor.address"].raw == raw
