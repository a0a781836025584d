"""Damaged text is never taken for an ad without an imprint, nor a damaged name for a name; other text is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import Ad, Checker, SourceError
from compliance.text import damage
from compliance.text.damage import unreadable

CHECKER = Checker("kg")
RU = (
    "Изготовитель: ОсОО «Ак Барак», г. Бишкек, ул. Тоголок Молдо, 7. Заказчик: партия «Чынар». Оплачено из средств "
    "избирательного фонда партии «Чынар». Дата выхода: 15.11.2025. Тираж: 3 000 экз."
)
KY = (
    "Аткаруучу: «Ак Барак» ЖЧК, Бишкек шаары, Тоголок Молдо көчөсү, 7. Буюртмачы: «Көк Бөрү» саясий партиясы. "
    "Партиянын өкүлү тарабынан шайлоо фондунун каражатынан төлөндү. Чыга турган күнү: 15.11.2025. Нускасы: 3000."
)
OWN = "[өүңӨҮҢ]"


@pytest.mark.parametrize("text", [RU, KY])
@pytest.mark.parametrize("page", ["latin-1", "cp1252", "cp1251", "koi8-r", "cp866"])
def test_utf8_read_in_another_page_is_unreadable(text: str, page: str) -> None:
    broken = text.encode().decode(page, "replace")
    for ad in (broken, broken.encode(), Ad(text=broken)):
        with pytest.raises(SourceError, match="was saved as UTF-8 and read as"):
            CHECKER.check(ad)


@pytest.mark.parametrize(
    ("broken", "damage"),
    [
        (RU.encode("cp1251").decode("latin-1"), "read in a Latin one"),
        (RU.encode("koi8-r", "replace").decode("cp1252"), "read in a Latin one"),
        (RU.encode("ascii", "replace").decode(), "question marks"),
        (re.sub("[а-яА-Я]", "\ufffd", RU), "question marks"),
        ("... !!! ??? --- «»", "no letters"),
        ("?????", "question marks"),
        (re.sub(OWN, "?", KY), "lost letters in"),
        (re.sub(OWN, "\ufffd", KY), "lost letters in"),
        (re.sub(OWN, "", KY), "lost letters in"),
    ],
)
def test_the_damage_is_named(broken: str, damage: str) -> None:
    with pytest.raises(SourceError, match=damage):
        CHECKER.check(broken)
    (result,) = CHECKER.check_many([broken])
    assert result.verdict == "unreadable"


@pytest.mark.parametrize("name", ["К?к Бөрү", "К\ufffdк Бөрү", "К?к Б?рү"])
def test_a_damaged_name_is_never_signed_off(name: str) -> None:
    text = KY.replace("Көк Бөрү", name)
    result = CHECKER.check(text)
    assert result.verdict != "compliant"
    (finding,) = (one for one in result.findings if one.rule == "kg/form/text-whole")
    assert finding.span is not None
    assert text[finding.span.start : finding.span.end] == name.split()[0]
    leaf = CHECKER.extract(text).imprints[0].customer
    assert leaf is not None


def test_damage_without_an_imprint_is_not_no_imprint() -> None:
    result = CHECKER.check("«К?к Б?рү» партиясына добуш бериңиз!")
    present = next(one for one in result.findings if one.rule == "kg/imprint/present")
    assert (present.outcome, result.verdict) == ("unclear", "unclear")


@pytest.mark.parametrize(
    "text",
    [
        RU,
        KY,
        re.sub(OWN, lambda found: {"ө": "о", "ү": "у", "ң": "н"}.get(found[0].lower(), ""), KY),
        "Vote for our party on Sunday! Made by Smith Ltd, Bishkek. Paid for from the election fund of the party.",
        "Zakazchik: partiya Chynar. Izgotovitel: OsOO Ak Barak, Bishkek. Tirazh 500 ekz. Data vykhoda 15.11.2025.",
        "Atkaruuchu: Ak Barak JChK, Bishkek shaary. Buyurtmachy: Chynar partiyasy. Nuskasy 500.",
        "Größe und Stärke: wählen Sie die Bürgerpartei für München",
        f"Кто поможет?Мы! Да?нет. {RU}",
        f"Смотрите https://example.kg/p?q=1&x=2 сами. {RU}",
        f"ЧТО?КТО?ГДЕ? {RU}",
        "СССР» и «РФ» — РС№ 5, «С…»",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert unreadable(text) == ""
    result = CHECKER.check(text)
    assert "kg/form/text-whole" not in {finding.rule for finding in result.findings}


_PIECES = (
    RU[:60],
    KY[:60],
    RU[60:90],
    "Кө",
    "???? ",
    " " * 40,
    "Vote for us, all of you. ",
    "tktrnjhfn ",
    "ё",
    "é",
    "📅 ",
)
_PAGES = ("utf-8", "latin-1", "cp1252", "cp1251", "koi8-r", "cp866")
_MIXED = st.lists(st.tuples(st.sampled_from(_PAGES), st.sampled_from(_PIECES)), max_size=30)


@given(_MIXED)
def test_the_short_way_never_passes_what_the_long_way_refuses(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece.encode().decode(codec, "replace") for codec, piece in pieces)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(damage, "_plain", lambda sample: False)
        told = damage.unreadable(text)
    assert damage.unreadable(text) == told
