"""What speaks for and against an imprint, as amounts: each at its edge, for units and a labelling made by hand."""

from __future__ import annotations

import pytest

from compliance.extraction.assign.evidence import chosen, evidence
from compliance.extraction.assign.model import Labelling, Segment
from compliance.extraction.assign.units import Unit, cut

from .places import MakeWindow


def amounts(text: str, window: MakeWindow, *segments: Segment, gain: float = 20.0) -> dict[str, float]:
    found = window(text)
    return evidence(found, cut(found), Labelling(segments, gain), "sure")


def units(text: str, window: MakeWindow) -> list[Unit]:
    return cut(window(text))


RUN = Segment("print_run", 0, 1, 0.9)


def test_the_surest_segment_of_a_field_is_chosen() -> None:
    one, two, other = Segment("a", 0, 1, 0.5), Segment("a", 3, 4, 0.6), Segment("b", 5, 6, 0.1)
    assert chosen(Labelling((one, two, other), 0.0)) == {"a": two, "b": other}
    assert chosen(Labelling((two, one), 0.0)) == {"a": two}
    assert chosen(Labelling((one, one._replace(first=7)), 0.0)) == {"a": one}


def test_parts_are_counted_and_shares_told(window: MakeWindow) -> None:
    name, address = Segment("executor.name", 1, 2, 0.7), Segment("executor.address", 2, 3, 0.6)
    found = amounts("300 Лист Ош дом", window, RUN, name, address)
    assert (found["n"], found["n2"], found["n3"], found["least"]) == (2 / 6, 0.0, 1.0, 0.6)
    assert (found["p:print_run"], found["p:executor.name"], found["labels:sure"], found["bias"]) == (0.9, 0.7, 1.0, 1.0)
    alone = amounts("300 Лист", window, RUN)
    assert (alone["n"], alone["n2"], alone["n3"]) == (1 / 6, 1.0, 0.0)
    none = amounts("300 Лист", window)
    assert (none["n"], none["n2"]) == (0.0, 1.0)
    assert "least" not in none


@pytest.mark.parametrize(("gain", "amount"), [(20, 0.5), (-39, -0.975), (-41, -1.0), (119, 2.975), (121, 3.0)])
def test_the_gain_is_bounded(gain: float, amount: float, window: MakeWindow) -> None:
    assert amounts("300 Лист", window, RUN, gain=gain)["gain"] == amount


@pytest.mark.parametrize(
    ("text", "is_political"), [("кандидат", 1.0), ("выборы", 1.0), ("партия", 1.0), ("лавка", 0.0), ("тираж", 0.0)]
)
def test_a_text_speaks_of_politics(text: str, is_political: float, window: MakeWindow) -> None:
    assert amounts(text, window)["political"] == is_political


def test_the_first_words_tell_what_a_text_is(window: MakeWindow) -> None:
    found = amounts("один два три четыре пять шесть семь восемь девять", window)
    assert "o:восемь" in found
    assert "o:девять" not in found
    assert "o:четыре" in found
    assert "o:лаврен" in amounts("лаврентий", window)


def test_papers_are_counted_and_told_by_their_title(window: MakeWindow) -> None:
    found = amounts("Протокол", window)
    assert (found["paper:office"], found["paper:office, first"]) == (0.25, 1.0)
    late = "лавка " * 8
    assert len(late) == 48
    found = amounts(late + "протокол протокол", window)
    assert found["paper:office"] == 0.5
    assert "paper:office, first" not in found
    assert "paper:office, first" in amounts(late[1:] + "протокол", window)
    assert amounts(late + "протокол " * 6, window)["paper:office"] == 1.0


def test_what_stands_around_the_values_is_told(window: MakeWindow) -> None:
    text = "Договор " + "дом " * 11 + "300 лавка" + " дом" * 11 + " договор"
    listed = units(text, window)
    place = next(index for index, unit in enumerate(listed) if unit.kind == "num")
    assert place == 12
    found = amounts(text, window, Segment("print_run", place, place + 1, 0.9))
    assert (found["cue:contract"], found["cue:contract>0"], found["w:лавка"]) == (0.25, 1.0, 1.0)
    assert "w:300" not in found
    found = amounts("дом " + text, window, Segment("print_run", place + 1, place + 2, 0.9))
    assert "cue:contract" not in {name for name in found if name == "cue:contract" and found[name] > 0.25}


def test_the_density_of_values(window: MakeWindow) -> None:
    first, last = Segment("print_run", 0, 1, 0.9), Segment("customer.name", 3, 4, 0.9)
    assert amounts("300 дом лавка Лист", window, first, last)["dense"] == 0.5
    assert amounts("300 дом лавка Лист", window, first)["dense"] == 1.0
    assert amounts("300 дом лавка Лист", window, last, first._replace(first=1, last=2))["dense"] == 2 / 3


def test_what_stands_at_the_start_is_around_the_values_too(window: MakeWindow) -> None:
    assert amounts("лавка 300", window, Segment("print_run", 1, 2, 0.9))["w:лавка"] == 1.0
    found = amounts("тираж тираж тираж 300", window, Segment("print_run", 3, 4, 0.9))
    assert found["lab"] == 1.0


def test_labels_before_a_value_are_told(window: MakeWindow) -> None:
    text = "тираж дом дом 300"
    assert amounts(text, window, Segment("print_run", 3, 4, 0.9))["print_run<label:print_run:words"] == 1.0
    found = amounts("тираж дом дом дом 300", window, Segment("print_run", 4, 5, 0.9))
    assert "print_run<label:print_run:words" not in found
    assert found["lab"] == 0.5  # with a mark and in running text


@pytest.mark.parametrize(("back", "quoted"), [(240, 1.0), (241, 0.0)])
def test_a_quotation_around_the_values(back: int, quoted: float, window: MakeWindow) -> None:
    text = "«" + ("дом " * 80)[: back - 2].rstrip().ljust(back - 1, " ") + "300"
    listed = units(text, window)
    place = next(index for index, unit in enumerate(listed) if unit.kind == "num")
    assert listed[place].start == back
    assert amounts(text, window, Segment("print_run", place, place + 1, 0.9))["quoted"] == quoted
