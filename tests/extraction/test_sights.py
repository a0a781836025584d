"""What is seen of the units of a window, by the names that weights were learned for: a name that changes loses them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from compliance.extraction.assign.features import features
from compliance.extraction.assign.sights import Sights
from compliance.extraction.assign.units import Unit
from compliance.extraction.leaves import Said
from compliance.extraction.window import Window

KINDS = {"\n": "nl", "\n\n": "nl", "____": "blank"}
LABEL = "label:customer:words"


def seen(*words: str | tuple[str, ...], said: tuple[tuple[str, int, int, bool], ...] = ()) -> Sights:
    """Return what is seen of words, each by itself or with its classes; `said` counts in units."""
    units: list[Unit] = []
    text = ""
    for one in words:
        word, *classes = (one,) if isinstance(one, str) else one
        if word.startswith("~"):  # no blank before it
            word, text = word[1:], text[:-1]
        units.append(Unit(_kind(word), len(text), len(text) + len(word), tuple(sorted(classes))))
        text += f"{word} "
    told = tuple(Said(field, units[first].start, units[last - 1].end, sure) for field, first, last, sure in said)
    return features(cast("Window", SimpleNamespace(text=text)), units, told)


def _kind(word: str) -> str:
    if " " in word:
        return "phrase"
    if word in KINDS:
        return KINDS[word]
    if word.startswith("«"):
        return "quoted"
    if word[0].isdigit():
        return "date" if word.count(".") == 2 else "num"
    if len(word) > 1 and word.endswith("."):
        return "init"
    return "word" if word[0].isalpha() else "punct"


def of(sights: Sights, unit: int, *keys: str) -> list[str]:
    """Return the names of a unit that have one of these keys, in their order."""
    return [name for name in sights.names(unit) if name.partition("=")[0] in keys]


@pytest.mark.parametrize(
    ("word", "shape"),
    [("а", "w1"), ("А", "W1"), ("тираж", "aa"), ("Тираж", "Aa"), ("ТИРАЖ", "AA"), ("5", "num1"), ("12345", "num5"),
     ("1234567", "num5"),
     ("12/3", "numh"), (";", ";"), ("\n", "nl"), ("\n\n", "nl2"), ("____", "blank"), ("«Лист»", "quoted"),
     ("06.07.2021", "date"), ("Т.", "init")],
)  # fmt: skip
def test_shapes(word: str, shape: str) -> None:
    assert of(seen(word), 0, "s") == [f"s={shape}"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["06.07.2021"], "date"), (["500"], "num"), (["«Лист»"], "quo"), (["____"], "blank"), ([":"], "p"),
        (["\n"], "p"),
        ([("заказчик", LABEL, "role:x")], "lab"), ([("ОсОО", "legal_form", "role:x")], "lf"),
        ([("фонд", "fund:election_fund", "agent")], "fund"), ([("оплачено", "paid")], "verb"),
        ([("ул", "address:s")], "addr"), ([("өкүл", "role:x", "agent")], "role"),
        ([("печать", "made")], "verb"), ([("тарабынан", "agent")], "verb"),
        ([("оплатил", "active", "address:s")], "verb"),
        (["Т."], "ini"), ([("партия", "customer_kind:party", "month")], "kind"), ([("кандидат", "status")], "kind"),
        ([("июля", "month", "unit")], "mon"), ([("экз", "unit")], "unit"), ([("тыс", "multiplier")], "unit"),
        (["Осмонов", "Т."], "per"), (["Осмонов", "Т"], "per"), (["Осмонов", "Айдай"], "Cap2"),
        (["Осмонов", ("кызы", "particles")], "Cap2"), (["Осмонов", "кызы"], "Aa"), (["Осмонов"], "Aa"),
        (["ЛИСТ"], "AA"),
        (["лист", "Т."], "w"), (["а"], "w"),
    ],
)  # fmt: skip
def test_coarse_types(words: list[str | tuple[str, ...]], kind: str) -> None:
    assert of(seen(*words), 0, "t") == [f"t={kind}"]


def test_a_name_behind_its_neighbour_is_one_too() -> None:
    assert of(seen("Т.", "Осмонов"), 1, "t") == ["t=per"]
    assert of(seen("Айдай", "Осмонов"), 1, "t") == ["t=Cap2"]


def test_a_unit_sees_itself_and_two_on_either_side() -> None:
    sights = seen("Тираж", ":", ("500", "in:unit"), "экз", "\n")
    keys = (
        "b",
        "c",
        "w",
        "x",
        "p",
        "tt",
        "t-2",
        "s-2",
        "c-2",
        "t-1",
        "s-1",
        "t1",
        "s1",
        "t2",
        "s2",
        "w-1",
        "w+1",
        "ls",
    )
    assert of(sights, 2, *keys) == [
        "b", "c=in:unit", "tt=p/num/w", "t-2=Aa", "s-2=Aa", "t-1=p", "s-1=:", "t1=w", "s1=aa", "t2=p", "s2=nl",
        "w+1=экз",
    ]  # fmt: skip
    assert of(sights, 0, *keys) == [
        "b", "c=-", "tt=#/Aa/p", "t-2=#", "s-2=#", "t-1=#", "s-1=#", "t1=p", "s1=:", "t2=num", "s2=num3", "w=тираж",
        "x=раж", "p=тира", "ls",
    ]  # fmt: skip
    assert "c-2=in:unit" in sights.names(4)
    assert of(sights, 3, "w-1", "w") == ["w=экз"]


@pytest.mark.parametrize(("between", "far"), [(0, 1), (1, 2), (2, 3), (3, 3), (4, 4), (7, 4), (8, 5), (15, 5), (16, 6)])
def test_how_far_the_cue_before_is(between: int, far: int) -> None:
    sights = seen(("заказчик", LABEL), *["и"] * between, "Осмонов")
    assert f"L=L.customer/{far}" in sights.names(between + 1)


@pytest.mark.parametrize(("between", "far"), [(0, 1), (1, 2), (2, 3), (4, 4), (7, 4), (8, 5), (20, 5)])
def test_how_far_the_cue_behind_is(between: int, far: int) -> None:
    sights = seen("Осмонов", *["и"] * between, ("заказчик", LABEL))
    assert f"R=L.customer/{far}" in sights.names(0)


@pytest.mark.parametrize(
    ("between", "before", "behind"),
    [
        ([","], ",", ""), (["."], ".", "."), ([";"], ";", ";"), (["\n"], "n", "n"), ([",", "."], ".", "."),
        ([".", ","], ".", "."), (["\n", ";"], "n", "n"), (["\n", "."], "n", "n"), ([".", ";"], ";", ";"),
        ([";", "."], ".", "."),
        ([",", "\n"], "n", "n"),
    ],
)  # fmt: skip
def test_what_parts_a_unit_from_its_cues(between: list[str], before: str, behind: str) -> None:
    sights = seen(("оплачено", "paid"), *between, "Осмонов")
    assert f"L=paid/{before}/Aa" in sights.names(len(between) + 1)
    sights = seen("Осмонов", *between, ("оплачено", "paid"))
    assert f"R=paid/{behind}" in sights.names(0)


def test_the_cue_before_is_told_with_its_mark_the_one_before_it_and_what_the_unit_is() -> None:
    sights = seen(("оплачено", "paid"), ("заказчик", LABEL), ":", ("500", "in:unit"))
    assert of(sights, 3, "L", "l", "L2", "lc", "LR") == [
        "L=L.customer", "L=L.customer/2", "L=L.customer//num", "L=L.customer/2/num", "L=L.customer/num",
        "L=L.customer/t=num", "L=L.customer//t=num", "l=L.customer:/2/", "L2=L.customer/paid",
        "lc=L.customer/in:unit", "LR=L.customer/-/num",
    ]  # fmt: skip
    assert of(sights, 0, "L", "l", "R", "LR") == [
        "L=-", "L=-/0", "L=-//aa", "L=-/0/aa", "L=-/aa", "L=-/t=verb", "L=-//t=verb", "l=-/0/",
        "R=L.customer/1", "R=L.customer/", "R=L.customer/t=verb", "LR=-/L.customer/verb",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["agent", "paid", "made", "active", "denied", "fund:x", "role:x", "stop"])
def test_verbs_funds_and_roles_are_cues(name: str) -> None:
    cue = name.partition(":")[0]
    assert f"L={cue}" in seen(("слово", name), "и").names(1)
    assert of(seen(("слово", "unit"), "и"), 1, "L2", "l") == ["l=-/0/"]


@pytest.mark.parametrize("mark", [":", "—", "–", "-", "|", "="])
def test_a_mark_behind_a_cue_is_seen_of_what_follows(mark: str) -> None:
    assert of(seen(("заказчик", LABEL), mark), 1, "l") == ["l=L.customer:/1/"]
    assert of(seen(("заказчик", LABEL), ",", mark), 1, "l") == ["l=L.customer/1/"]


def test_marks_are_told_also_where_no_cue_stands_before() -> None:
    assert of(seen("и", ",", "и"), 2, "l") == ["l=-/0/,"]


def test_a_phrase_has_words_as_a_word_has() -> None:
    assert of(seen("шайлоо фонду"), 0, "w", "x", "p") == ["w=шаилоофонду", "x=нду", "p=шаил"]


def test_cues_of_a_sentence_are_seen_in_all_of_it_and_no_further() -> None:
    sights = seen(
        ("оплачено", "paid"), "им", ("выборы", "cue:election"), ".", "Осмонов", "\n", ("фонд", "fund:x"), "!", "и"
    )
    assert of(sights, 1, "S") == ["S=cue:election", "S=cue:election/w", "S=paid", "S=paid/w"]
    assert of(sights, 3, "S") == ["S=cue:election", "S=cue:election/p", "S=paid", "S=paid/p"]
    assert of(sights, 4, "S") == ["S=-", "S=-/Aa"]
    assert of(sights, 7, "S") == ["S=fund", "S=fund/p"]
    assert of(sights, 8, "S") == ["S=-", "S=-/w"]


def test_cues_are_counted_around_and_before() -> None:
    cue = ("оплачено", "paid")
    sights = seen(*[cue] * 7, *["и"] * 12)
    assert of(sights, 0, "D", "N") == ["D=5", "D=4/verb", "N=0", "N=0/verb"]
    assert of(sights, 3, "N") == ["N=3", "N=3/verb"]
    assert of(sights, 17, "D", "N") == ["D=1", "D=1/w", "N=4", "N=3/w"]
    assert of(sights, 18, "D") == ["D=0", "D=0/w"]
    assert of(seen(*["и"] * 13, cue), 1, "D") == ["D=0", "D=0/w"]
    assert of(seen(*["и"] * 13, cue), 2, "D") == ["D=1", "D=1/w"]


def test_labels_with_a_mark_behind_them_are_seen_everywhere() -> None:
    sights = seen("и", ("заказчик", LABEL), ":", ("тираж", "label:print_run:words"), "500", ("оплачено", "paid"), "—")
    assert all(of(sights, unit, "has") == ["has=L.customer"] for unit in range(7))
    assert of(seen("и", ("заказчик", LABEL)), 0, "has") == []


def test_what_labels_take_units_for_is_seen_of_them_and_their_neighbours() -> None:
    sights = seen("и", "Осмонов", "Т.", "500", "и", said=(("customer.name", 1, 3, True), ("other", 4, 5, True)))
    assert of(sights, 0, "r", "r+1") == ["r+1=customer.name"]
    assert of(sights, 1, "r") == ["r=B-customer.name", "r=B-customer.name/True", "r=customer.name/per"]
    assert of(sights, 2, "r") == ["r=I-customer.name", "r=I-customer.name/True", "r=customer.name/ini"]
    assert of(sights, 3, "r", "r-1") == ["r-1=customer.name"]
    assert of(sights, 4, "r") == ["r=-"]
    assert of(seen("Осмонов", "и", said=(("payer.name", 0, 1, True),)), 1, "r-1") == ["r-1=payer.name"]
    glued = seen("и", "~Осмонов", "~и", said=(("payer.name", 1, 2, True),))
    assert [of(glued, unit, "r", "r+1", "r-1")[0] for unit in range(3)] == [
        "r+1=payer.name", "r=B-payer.name", "r-1=payer.name",
    ]  # fmt: skip
    whole = seen("Осмонов", said=(("customer.name", 0, 1, False),))
    assert of(whole, 0, "r", "r-1", "r+1") == ["r=B-customer.name", "r=B-customer.name/False", "r=customer.name/Aa"]


def test_what_opens_a_line_is_told() -> None:
    sights = seen("Тираж", "500", "\n\n", "Заказчик", "и")
    assert [("ls" in sights.names(unit)) for unit in range(5)] == [True, False, False, True, False]


def test_nothing_is_seen_of_nothing() -> None:
    assert seen().looks == []
