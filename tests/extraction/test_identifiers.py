"""Numbers in a register are read beside labels, and given to the party they stand with."""

from __future__ import annotations

import pytest

from compliance import extract

REST = "Заказчик: кандидат Ольхин П.И. Тираж 500 экз. Дата выпуска: 12.08.2024. Голосуйте!"


@pytest.mark.parametrize(
    "maker",
    [
        "ООО «Рябина», ИНН 7707083893, г. Тверь, ул. Лесная, д. 5",
        "ООО «Рябина» (ИНН 7707083893, г. Тверь, ул. Лесная, д. 5)",
        "ООО «Рябина», ИНН: 7707083893, адрес: г. Тверь, ул. Лесная, д. 5",
        "ООО «Рябина», г. Тверь, ул. Лесная, д. 5, ИНН/КПП 7707083893/770701001",
        "ООО «Рябина», г. Тверь, ул. Лесная, д. 5, ИНН 77 07083893",
    ],
)
def test_a_number_parts_no_address_and_is_that_of_its_party(maker: str) -> None:
    """Wherever it stands, the name and the address around it are read as without it."""
    text = f"Изготовитель: {maker}. {REST}"
    [imprint] = extract(text, jurisdiction="ru").imprints
    assert imprint.executor is not None
    assert imprint.executor.name is not None
    assert imprint.executor.name.value == "ООО «Рябина»"
    assert imprint.executor.address is not None
    assert str(imprint.executor.address.raw).endswith("ул. Лесная, д. 5")
    number = imprint.executor.id
    assert number is not None
    assert number.value == "7707083893"
    assert number.span is not None
    assert text[number.span.start : number.span.end] == number.raw


def test_a_number_in_other_texts_makes_no_imprint() -> None:
    """A shop names its tax number, and states nothing of an election."""
    assert extract("Магазин «Клён», ИНН 7707083893, г. Тверь. Скидки!", jurisdiction="ru").imprints == []
