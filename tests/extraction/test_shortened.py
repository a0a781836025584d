"""Capacities, funds and kinds of party whose words are cut short."""

from __future__ import annotations

import pytest

from compliance import extract

CAPACITIES = [
    "упол. предст. по фин. вопр.",
    "уполн. предст-ль по фин. вопросам",
    "уполномоч. представитель по финанс. вопросам",
    "упол. лицо по финансам",
    "фин. упол.",
    "уп. предст. по фин. воп.",
    "уполномоченным представ. по фин. вопр.",
]


@pytest.mark.parametrize("fund", ["изб. фонд", "избир. фонд", "избират. ф."])
@pytest.mark.parametrize("capacity", CAPACITIES)
def test_a_capacity_and_a_fund_are_read_however_they_are_cut_short(capacity: str, fund: str) -> None:
    text = (
        "Исполнитель: ОсОО «Дизайн Плюс», с. Сокулук, ул. Фрунзе, 222. Заказчик: партия «Элдик Күч». "
        f"Оплачено: {capacity} Абдылдаева К.Т., {fund} партии «Элдик Күч». Дата: 06.07.2021. Тираж: 4000."
    )
    (imprint,) = extract(text).imprints
    stated = imprint.model_dump(mode="json")
    assert stated["payer"]["name"]["value"] == "Абдылдаева К.Т."
    assert stated["payer"]["role"]["raw"].rstrip(".") == capacity.rstrip(".")
    assert stated["payer"]["kind"]["value"] == "finance_representative"
    assert stated["funding_source"]["raw"] == f"{fund} партии «Элдик Күч»"


def test_a_surname_with_an_initial_is_no_money_cut_short() -> None:
    """«Жекетаев А.» begins as «жеке акча», one's own money, does."""
    (imprint,) = extract("Буюртмачы: талапкер Токоев Н.С. Нускасы: 100. Төлөөчү: Жекетаев А.").imprints
    assert imprint.funding_source is None
