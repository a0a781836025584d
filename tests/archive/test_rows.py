from __future__ import annotations

import random
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason="archives are scanned with the extra [archive]")
pytest.importorskip("datasketch", reason="archives are scanned with the extra [archive]")

from making import AD, BARE, NEWS

from compliance.archive import columns, near
from compliance.archive.features import stems
from compliance.archive.find import Finder, Signs, Weights, signs_of
from compliance.archive.frames import normalized
from compliance.archive.sameness import content_digest, sketch
from compliance.archive.scanner import Scanner
from compliance.archive.settings import settings
from compliance.border.archive import Row
from compliance.errors import UsageError


def _batch(texts: list[str]) -> Any:
    return normalized(pa.RecordBatch.from_pylist([{"id": str(at), "text": text} for at, text in enumerate(texts)]))


def test_rows_do_not_depend_on_how_inputs_are_divided() -> None:
    texts = [AD.format(run=500), BARE, NEWS, AD.format(run=500), AD.format(run=900), ""]
    whole = Scanner(settings()).batch(_batch(texts)).to_pylist()
    alone = [Scanner(settings()).batch(_batch(texts).slice(at, 1)).to_pylist()[0] for at in range(len(texts))]
    assert whole == alone


def test_arrow_columns_and_the_published_model_are_the_same() -> None:
    made = Scanner(settings()).batch(_batch([AD.format(run=500), BARE, NEWS, ""])).to_pylist()
    names = [field.alias or name for name, field in Row.model_fields.items()]
    assert names == columns.ROW.names
    for row in made:
        Row.model_validate(row)


def test_a_batch_without_text_is_refused() -> None:
    with pytest.raises(UsageError, match="text or content"):
        normalized(pa.RecordBatch.from_pylist([{"body": "x"}]))


def _groups(texts: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the number of the group of each text and imprint."""
    import duckdb

    members = [
        {"content": content_digest(words), "imprint": imprint, "sketch": sketch(words)} for words, imprint in texts
    ]
    connection = duckdb.connect()
    connection.from_arrow(pa.Table.from_pylist(members)).create("members")
    near.join(connection)
    told = connection.execute("SELECT content, imprint, root FROM texts JOIN roots USING (n)").fetchall()
    found = {(content, imprint): root for content, imprint, root in told}
    return {one: found[content_digest(one[0]), one[1]] for one in texts}


def test_groups_do_not_depend_on_the_order_and_keep_other_imprints_apart() -> None:
    chance = random.Random(5)
    words = [f"слово{n}" for n in range(300)]
    long = " ".join(words)
    changed = " ".join(["иное", *words[1:]])
    texts = [(long, "a"), (changed, "a"), (long + " .", "b"), ("совсем другой текст", "a"), (long, "a")]
    first = _groups(texts)
    assert first[long, "a"] == first[changed, "a"]
    assert len(set(first.values())) == 3
    for _ in range(3):
        chance.shuffle(texts)
        assert _groups(texts) == first


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (BARE, "ad_without_imprint"),
        ("ЦИК сообщил, что на выборах явка составила 40 процентов. По данным комиссии, жалоб нет.", "editorial"),
        ("Мэрия объявляет тендер на ремонт школы. Заказчик — управление, стоимость 5 млн сомов.", "editorial"),
        ("Мыйзамга ылайык үгүт материалында буюртмачы көрсөтүлүшү керек, деп билдирди БШК.", "editorial"),
        ("Выбирайте нашу мебель! Скидки, доставка бесплатно!", "editorial"),
    ],
)
def test_campaigning_is_told_from_what_resembles_it(text: str, kind: str) -> None:
    found = Finder.of(signs_of("kg")).weigh(text).kind
    assert (found == "ad_without_imprint") == (kind == "ad_without_imprint")


def test_names_of_a_list_are_signs_and_a_jurisdiction_without_signs_claims_nothing() -> None:
    weighed = Finder.of(signs_of("kg"), ("Эрмек Сатаров",)).weigh("Эрмек Сатаров на выборах: мы построим мост!")
    assert "named" in {sign["sign"] for sign in weighed.signs}
    assert Finder.of(signs_of("nz")).weigh("Vote for us!").kind == "unsure"


def test_weights_that_were_not_measured_claim_nothing_and_put_in_order() -> None:
    weights = Weights(0.0, {}, 0.8, 0.1, (("election",),))
    assert weights.kind(0.85, {"election"}) == "ad_without_imprint"
    assert weights.kind(0.05, {"election"}) == weights.kind(0.95, {"reporting"}) == "editorial"
    assert {weights._replace(measured=False).kind(score, {"election"}) for score in (0.0, 0.5, 1.0)} == {"unsure"}


@pytest.mark.parametrize("jurisdiction", ["kz", "ru"])
def test_borrowed_signs_are_of_the_shared_language_and_call_nothing_an_ad(jurisdiction: str) -> None:
    signs = signs_of(jurisdiction)
    assert "голосуйте" in signs.groups["appeal"]
    assert "добуш бер" not in signs.groups["appeal"]
    finder = Finder.of(Signs.restored(signs.dumped()))
    bare, news = finder.weigh(BARE), finder.weigh("ЦИК сообщил, что на выборах явка составила 40 процентов.")
    assert (bare.kind, news.kind, finder.weigh("Погода завтра ясная.").kind) == ("unsure", "unsure", "unsure")
    assert bare.score is not None
    assert news.score is not None
    assert bare.score > news.score


def test_who_speaks_is_seen_by_questions_and_quotations() -> None:
    finder = Finder.of(signs_of("kg"))
    asked = finder.features("— Почему вы решили идти в депутаты?\n— Меня попросили.\n— А если нет?\n— Вернусь в школу.")
    said = finder.features("На митинге он сказал: «Голосуйте за нас, и мы построим дорогу до каждого дома».")
    own = finder.features("Голосуйте за «Тоо»! Мы построим дорогу до каждого дома. № 7")
    assert (asked["shape:asked"], said["shape:asked"], own["shape:asked"]) == (1.0, 0.0, 0.0)
    assert said["shape:quoted"] > 0.9
    assert own["shape:quoted"] == 0.0
    assert "shape:numbered" in own
    assert "shape:numbered" not in said


@pytest.mark.parametrize("text", ["Выбирайте лучшее! Твой выбор — наше молоко.", "Сделайте правильный выбор обоев."])
def test_a_choice_is_no_election(text: str) -> None:
    assert "election" not in Finder.of(signs_of("kg")).features(text)
    assert Finder.of(signs_of("kg")).weigh(text).kind != "ad_without_imprint"


def test_one_name_said_again_is_told_from_many_listed_and_from_none() -> None:
    finder = Finder.of(signs_of("kg"))
    one = finder.features("Врач Сатаров лечит всех. Голосуйте за Айбека: Сатаров поможет, Сатаров построит.")
    many = finder.features("Пришли врач Сатаров, учитель Мамытов и фермер Ли, а партии «Тоо» и «Берег» не пришли.")
    none = finder.features("Приходите на выборы, каждый голос важен.")
    assert one["shape:one_name"] > many["shape:one_name"]
    assert one["shape:name_again"] > many["shape:name_again"]
    assert many["shape:called"] > 1
    assert "shape:nobody" in none
    assert "shape:nobody" not in one


def test_what_stands_last_is_weighed_beside_the_whole() -> None:
    finder = Finder.of(signs_of("kg"))
    news = "Голосуйте за нас, просил он. " + "Дождь шёл весь день, и дорогу перекрыли до утра. " * 8
    ad = "Дождь шёл весь день, и дорогу перекрыли до утра. " * 8 + "Голосуйте за нас!"
    assert "appeal" in finder.features(news)
    assert "last:appeal" not in finder.features(news)
    assert "last:appeal" in finder.features(ad)


@pytest.mark.parametrize(
    ("plain", "typed"),
    [("Өлкө үчүн", "Олко учун"), ("кандидат", "кaндидaт"), ("Ёлка", "елка"), ("депутат", "депу\u00adтат")],
)
def test_words_are_the_same_however_keyboards_write_their_letters(plain: str, typed: str) -> None:
    assert stems(plain) == stems(typed)
