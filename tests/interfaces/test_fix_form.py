"""What `--fix` may change, by readings made by hand; it leaves alone what would then be read otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from conftest import ROOT, Run

from compliance.authoring.fix import Edit, apply, form_fixes
from compliance.checker import Checker
from compliance.interfaces.cli import mending
from compliance.model.document import Document
from compliance.model.imprint import Imprint, Label, Leaf


class Found:
    """A reader that finds the same imprint in every text, or in the changed text another."""

    def __init__(self, text: str, imprint: Imprint, changed: tuple[Imprint, ...] | None = None) -> None:
        self._text, self._imprint, self._changed = text, imprint, changed

    def read(self, document: Document) -> Any:
        as_it_was = self._changed is None or document.text == self._text
        return type("Extraction", (), {"imprints": (self._imprint,) if as_it_was else self._changed})


def label(text: str, raw: str, standard: str = "", field: str = "customer") -> Label:
    return Label(field, raw, text.index(raw), text.index(raw) + len(raw), "ru", standard)


def leaf(text: str, raw: str) -> Leaf:
    return Leaf(raw, raw, text.index(raw), text.index(raw) + len(raw))


def imprint(text: str, *parts: Label | Leaf, occurrences: tuple[tuple[int, int], ...] = ()) -> Imprint:
    labels = tuple(part for part in parts if isinstance(part, Label))
    leaves = {f"part{at}": part for at, part in enumerate(parts) if isinstance(part, Leaf)}
    places = occurrences or ((0, len(text)),)
    return Imprint(leaves, labels, *places[0], places)


def fixes(text: str, *parts: Label | Leaf, **more: Any) -> list[Edit]:
    found = Found(text, imprint(text, *parts, occurrences=more.pop("occurrences", ())), **more)
    return form_fixes(Document(text), cast(Checker, found))


@pytest.mark.parametrize(
    ("raw", "standard", "after"),
    [
        ("Тирж", "Тираж", "Тираж"), ("тирж", "Тираж", "тираж"), ("ТИРЖ", "Тираж", "ТИРАЖ"), ("тирж", "тираж", "тираж"),
        ("Т", "Тираж", "Тираж"), ("ТР", "Тираж", "ТИРАЖ"), ("ТирЖ", "тираж", "тираж"),
    ],
)  # fmt: skip
def test_a_label_is_mended_in_the_case_it_stands_in(raw: str, standard: str, after: str) -> None:
    """One capital letter alone is a beginning, and no shouting."""
    text = f"{raw}: 5"
    assert fixes(text, label(text, raw, standard)) == [Edit(0, raw, after)]


def test_a_label_that_is_rightly_spelt_stays() -> None:
    assert fixes("Тираж: 5", label("Тираж: 5", "Тираж")) == []


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [
        ("Тираж:5", "5", "Тираж: 5"), ("Тираж: 5", "5", "Тираж: 5"), ("Тираж-5", "5", "Тираж-5"), (":5", "5", ": 5"),
        ("Вышла вчера.Ош", "Ош", "Вышла вчера. Ош"), ("Вышла вчера.ош", "ош", "Вышла вчера.ош"),
        ("От 5.Ош", "Ош", "От 5. Ош"), ("«Төр».Ош", "Ош", "«Төр». Ош"), ("И.Ош", "Ош", "И.Ош"),
        ("ул.Мир", "Мир", "ул.Мир"),
        ("проспект.Мир", "Мир", "проспект. Мир"), ("Вышла вчера;Ош", "Ош", "Вышла вчера;Ош"),
    ],
)  # fmt: skip
def test_a_blank_is_missing_before_a_value(text: str, value: str, after: str) -> None:
    """Behind a label's colon, and behind a sentence's stop before a capital; initials and abbreviations stay."""
    assert apply(text, fixes(text, leaf(text, value))) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Ош.тираж 5", "Ош. тираж 5"), ("Ош;тираж 5", "Ош; тираж 5"), ("Ош, тираж 5", "Ош, тираж 5"),
        (".тираж 5", ".тираж 5"), ("Ош:тираж 5", "Ош:тираж 5"), ("тираж 5", "тираж 5"),
    ],
)  # fmt: skip
def test_a_blank_is_missing_before_a_label(text: str, after: str) -> None:
    assert apply(text, fixes(text, label(text, "тираж"))) == after


def test_a_blank_at_the_edge_of_an_imprint_is_no_matter_of_the_imprint() -> None:
    text = "Вышла вчера.Ош"
    assert fixes(text, leaf(text, "Ош"), occurrences=((text.index("Ош"), len(text)),)) == []
    ends = Leaf("", "Ош", len(text), len(text))
    assert fixes(text, ends) == []


def test_every_place_of_a_repeated_imprint_is_mended_where_its_words_are_the_same() -> None:
    once = "Тирж:5"
    text = f"{once} и {once} и ТИРЖ:5"
    places = tuple((at, at + len(once)) for at in (0, 9, 18))
    found = fixes(text, label(text, "Тирж", "Тираж"), leaf(text, "5"), occurrences=places)
    assert apply(text, found) == "Тираж: 5 и Тираж: 5 и ТИРЖ:5"


def test_changes_that_overlap_are_made_once_and_those_that_touch_both() -> None:
    text = "Тиржтирж:5"
    over = [Label("a", "Тиржти", 0, 6, "ru", "Тираж ти"), Label("b", "тирж", 4, 8, "ru", "тираж")]
    assert fixes(text, *over) == [Edit(0, "Тиржти", "Тираж ти")]
    beside = [Label("a", "Тирж", 0, 4, "ru", "Тираж"), Label("b", "тирж", 4, 8, "ru", "тираж")]
    assert fixes(text, *beside) == [Edit(0, "Тирж", "Тираж"), Edit(4, "тирж", "тираж")]


OTHERWISE = "Тирж: 5 или 6"
AS_IT_WAS = imprint(OTHERWISE, label(OTHERWISE, "Тирж", "Тираж"), leaf(OTHERWISE, "5"))


@pytest.mark.parametrize(
    "changed",
    [
        (), (AS_IT_WAS, AS_IT_WAS), (AS_IT_WAS._replace(leaves={}),), (AS_IT_WAS._replace(labels=()),),
        (AS_IT_WAS._replace(leaves={"part1": leaf(OTHERWISE, "6")}),),
        (AS_IT_WAS._replace(leaves={"part1": leaf(OTHERWISE, "5")._replace(value=6)}),),
        (AS_IT_WAS._replace(occurrences=((0, 1), (2, 3))),),
    ],
    ids=["no imprint", "two", "no value", "no label", "other words", "another value", "another place"],
)  # fmt: skip
def test_nothing_is_changed_where_the_text_would_be_read_otherwise(changed: tuple[Imprint, ...]) -> None:
    """Another value, another label, another number of imprints: the text stays as it is."""

    def asked(other: tuple[Imprint, ...]) -> list[Edit]:
        return form_fixes(Document(OTHERWISE), cast(Checker, Found(OTHERWISE, AS_IT_WAS, other)))

    assert asked((AS_IT_WAS,)) == [Edit(0, "Тирж", "Тираж")]
    assert asked(changed) == []


def test_a_file_that_was_changed_meanwhile_is_left_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ad = tmp_path / "ad.txt"
    ad.write_text("Исполнитель: ОсОО «Ак», г. Бишкек, ул. Киевская, 1.\nЗаказчик: партия «Булут».\nТирж: 5\n")
    before = ad.read_bytes()
    monkeypatch.setattr(mending, "content_of", lambda path: before + b"!")
    ran = run("check", str(ad), "--fix")
    assert ad.read_bytes() == before
    assert "Тираж" not in ran.err
    monkeypatch.undo()
    assert run("check", str(ad), "--fix").err.count("Тираж") == 1


def test_a_text_that_wants_no_change_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reading is there to see that nothing is read otherwise: it costs as much as the first."""
    checker = Checker("kg")
    read: list[Document] = []

    def counted(document: Document) -> object:
        read.append(document)
        return Checker.read(checker, document)

    monkeypatch.setattr(checker, "read", counted)
    lawful = (ROOT / "examples" / "ads" / "lawful" / "ky-leaflet.txt").read_text(encoding="utf-8")
    assert form_fixes(Document(lawful), checker) == []
    assert len(read) == 1
    assert form_fixes(Document(lawful.replace("Нускасы", "Нускаси")), checker)
    assert len(read) == 3
