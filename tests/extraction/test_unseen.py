"""An imprint that readers do not see is none, and is named; one beside it is read as ever, its places exact."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance import Checker
from compliance.model.document import Document

CHECKER = Checker("kg", languages=("en", "ru", "ky"))
RU = (
    "Изготовитель: ОсОО «Ак Барак», г. Бишкек, ул. Тоголок Молдо, 7. Заказчик: партия «Чынар». Оплачено из средств "
    "избирательного фонда партии «Чынар». Дата выхода: 15.11.2025. Тираж: 3 000 экз."
)
KY = (
    "Аткаруучу: «Ак Барак» ЖЧК, Бишкек шаары, Тоголок Молдо көчөсү, 7. Буюртмачы: «Чынар» саясий партиясы. «Чынар» "
    "саясий партиясынын шайлоо фондунун каражатынан төлөндү. Чыга турган күнү: 15.11.2025. Нускасы: 3000."
)
CALLS = {RU: "30 ноября 2025 года — выборы! Голосуйте за «Чынар»!", KY: "2025-жылдын 30-ноябрында шайлоого келиңиз!"}
FORMS = [
    "{call}\n\n<!-- {imprint} -->",
    "{call}\n\n<!--\n{lines}\n-->\n\nДагы текст",
    "{call}\n\n[//]: # ({imprint})",
    '{call}\n\n[//]: # "{imprint}"',
    "{call}\n\n[comment]: <> ({imprint})",
    "---\ntitle: x\nimprint: {imprint}\n---\n{call}",
    "---\nimprint: |\n  {imprint}\n---\n\n{call}",
    "+++\nimprint = '{imprint}'\n+++\n{call}",
    "{call}\n\n~~{imprint}~~",
    "{call}\n<del>{imprint}</del>",
    "{call}\n![{imprint}](a.png)",
    "{call}\n<img src='a.png' alt='{imprint}'>",
    '{call}\n<div style="display:none">{imprint}</div>',
    '{call}\n<p style="color:#FFF;background:white">{imprint}</p>',
    '{call}\n<p style="color: rgba(0, 0, 0, 0)">{imprint}</p>',
    '{call}\n<p style="color:transparent">{imprint}</p>',
    '{call}\n<p style="font-size:1px">{imprint}</p>',
    '{call}\n<div style="height:0;overflow:hidden">{imprint}</div>',
    '{call}\n<p style="transform: scale(0)">{imprint}</p>',
    '{call}\n<p style="clip: rect(0 0 0 0); position: absolute">{imprint}</p>',
    "{call}\n<p hidden>{imprint}</p>",
    "<script>var imprint = '{imprint}';</script>{call}",
    "<style>/* {imprint} */</style>{call}",
    "{call}<template><p>{imprint}</p></template>",
    "<!doctype html><html><head><meta name='imprint' content='{imprint}'></head><body><p>{call}</p></body></html>",
]


def made(form: str, imprint: str) -> str:
    lines = imprint.replace(". Заказчик", ".\nЗаказчик").replace(". Буюртмачы", ".\nБуюртмачы")
    return form.format(call=CALLS[imprint], imprint=imprint, lines=lines)


@pytest.mark.parametrize("imprint", [RU, KY])
@pytest.mark.parametrize("form", FORMS)
def test_a_hidden_imprint_is_none_and_is_named(form: str, imprint: str) -> None:
    text = made(form, imprint)
    result = CHECKER.check(text)
    assert result.imprints == ()
    assert result.verdict == "non_compliant"
    rules = {finding.rule: finding for finding in result.findings}
    assert rules["kg/imprint/present"].outcome == "fail"
    hidden = rules["kg/imprint/visible"]
    assert hidden.span is not None
    first, last = imprint[:12], imprint[-12:-1]
    assert first in text[hidden.span.start : hidden.span.end]
    assert last in text[hidden.span.start : hidden.span.end + 1]
    assert set(hidden.message) == {"en", "ru", "ky"}


@pytest.mark.parametrize("imprint", [RU, KY])
@pytest.mark.parametrize("form", FORMS)
def test_one_in_sight_is_read_all_the_same(form: str, imprint: str) -> None:
    alone = CHECKER.check(f"{CALLS[imprint]}\n\n{imprint}")
    text = f"{made(form, imprint)}\n\n{imprint}"
    result = CHECKER.check(text)
    assert result.verdict == alone.verdict
    assert len(result.imprints) == 1
    (seen,) = CHECKER.read(Document(text)).imprints
    for leaf in seen.leaves.values():
        assert text[slice(*leaf.place)] == leaf.raw
        assert leaf.place[0] > text.rindex(imprint) - 1


def test_a_comment_inside_a_value_leaves_the_value_and_its_place() -> None:
    text = RU.replace("партия «Чынар». Опл", "партия <!-- проверить! -->«Чынар». Опл")
    (imprint,) = CHECKER.read(Document(text)).imprints
    leaf = imprint.leaves["customer.name"]
    assert leaf.value == "партия «Чынар»"
    assert leaf.raw == text[slice(*leaf.place)] == "партия <!-- проверить! -->«Чынар»"


@pytest.mark.parametrize("imprint", [RU, KY])
@pytest.mark.parametrize("before", ["~ ", "< ", "a < b ", "~~ ", "<b>", "<3 ", "<div ", "![ "])
def test_a_mere_sign_hides_nothing(imprint: str, before: str) -> None:
    result = CHECKER.check(f"{CALLS[imprint]} {before}текст.\n\n{imprint}")
    assert len(result.imprints) == 1
    assert "kg/imprint/visible" not in {finding.rule for finding in result.findings}


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM"])
def test_a_page_is_read_as_one_by_name(tmp_path: Path, name: str) -> None:
    page = tmp_path / name
    page.write_text(f"<p>{RU}</p>", "utf-8")
    result = CHECKER.check(page)
    assert (result.format, len(result.imprints)) == ("html", 1)
