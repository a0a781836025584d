"""What was weighed and what labels gave: which of the two stands, and how sure it is, at the edge of each share."""

from __future__ import annotations

import pytest

from compliance.extraction.assign.read import Read
from compliance.extraction.join import joined
from compliance.extraction.leaves import Leaves
from compliance.model.imprint import Imprint, Leaf

from .places import MakeWindow

TEXT = "Лист, Чоң Таш, Асанова Г.Т., партия «Төр», фонд, 300 экз" + " лавка" * 60


def at(words: str, value: object = "", **more: object) -> Leaf:
    start = TEXT.index(words)
    return Leaf(value or words, words, start, start + len(words), **more)  # type: ignore[arg-type]


def weighed(window: MakeWindow, likely: float = 0.9, perhaps: dict[str, Leaf] | None = None, **leaves: Leaf) -> Read:
    """Return a weighed reading; the share of each field is 1, `_` in a name stands for a stop."""
    found = Leaves(window(TEXT))
    for name, leaf in leaves.items():
        path = name.replace("__", ".")
        found.leaves[path] = leaf
        found.used.append(leaf.place)
    return Read(found, likely, dict.fromkeys(found.leaves, 1.0), tuple((perhaps or {}).items()))


def labelled(**leaves: Leaf) -> Imprint:
    known = {name.replace("__", "."): leaf for name, leaf in leaves.items()}
    start, end = min(leaf.place[0] for leaf in known.values()), max(leaf.place[1] for leaf in known.values())
    return Imprint(known, (), start, end, ((start, end),))


def share(read: Read, path: str, of: float) -> Read:
    return read._replace(shares={**read.shares, path: of})


@pytest.mark.parametrize(("likely", "confidence"), [(0.9, "high"), (0.89, "low")])
def test_without_labels_an_imprint_must_be_likely(likely: float, confidence: str, window: MakeWindow) -> None:
    found = joined(None, weighed(window, likely, customer__name=at("Лист")))
    assert (found.confidence, found.place, found.occurrences) == (confidence, (0, 4), ((0, 4),))


@pytest.mark.parametrize(("of", "confidence"), [(0.2, "high"), (0.19, "low")])
def test_what_both_give_is_sure_unless_hardly_weighed(of: float, confidence: str, window: MakeWindow) -> None:
    read = share(weighed(window, customer__name=at("Лист", confidence="low")), "customer.name", of)
    assert joined(labelled(customer__name=at("Лист")), read).leaves["customer.name"].confidence == confidence


def test_a_day_without_a_label_that_both_give_is_sure(window: MakeWindow) -> None:
    read = weighed(window, print_run=at("300", 300))
    told = labelled(print_run=at("300", 300, confidence="low", notes=("no_label",)))
    assert joined(told, read).leaves["print_run"].confidence == "high"
    told = labelled(print_run=at("300", 300, confidence="low", notes=("ocr",)))
    assert joined(told, read).leaves["print_run"].confidence == "low"


@pytest.mark.parametrize(("of", "confidence"), [(0.98, "high"), (0.979, "low")])
def test_what_labels_give_otherwise_is_doubted_unless_beyond_doubt(
    of: float, confidence: str, window: MakeWindow
) -> None:
    read = share(weighed(window, payer__name=at("Асанова Г.Т.")), "payer.name", of)
    found = joined(labelled(payer__name=at("Чоң Таш")), read).leaves["payer.name"]
    assert (found.raw, found.confidence) == ("Асанова Г.Т.", confidence)


@pytest.mark.parametrize(("of", "raw"), [(0.8, "Чоң"), (0.79, "Чоң Таш")])
def test_the_words_of_a_label_stand_where_the_weighed_ones_are_not_sure(
    of: float, raw: str, window: MakeWindow
) -> None:
    """Where they share words, and the label's are sure; in doubt either way."""
    read = share(weighed(window, payer__name=at("Чоң")), "payer.name", of)
    found = joined(labelled(payer__name=at("Чоң Таш")), read).leaves["payer.name"]
    assert (found.raw, found.confidence) == (raw, "low")
    unsure = joined(labelled(payer__name=at("Чоң Таш", confidence="low")), read).leaves["payer.name"]
    assert unsure.raw == "Чоң"


@pytest.mark.parametrize(("of", "raw"), [(0.5, "Асанова Г.Т."), (0.49, "Лист")])
def test_what_was_hardly_weighed_gives_way(of: float, raw: str, window: MakeWindow) -> None:
    read = share(weighed(window, payer__name=at("Асанова Г.Т.")), "payer.name", of)
    assert joined(labelled(payer__name=at("Лист")), read).leaves["payer.name"].raw == raw


def test_a_quotation_that_was_cut_off_is_kept(window: MakeWindow) -> None:
    read = weighed(window, payer__name=at("партия"))
    assert joined(labelled(payer__name=at("партия «Төр»")), read).leaves["payer.name"].raw == "партия «Төр»"
    read = weighed(window, executor__address=at("Чоң Таш"))
    assert (
        joined(labelled(executor__address=at("Лист, Чоң Таш")), read).leaves["executor.address"].raw == "Лист, Чоң Таш"
    )


def test_of_an_address_the_labels_may_doubt_whatever_its_share(window: MakeWindow) -> None:
    read = weighed(window, executor__address=at("Чоң Таш"))
    assert joined(labelled(executor__address=at("300 экз")), read).leaves["executor.address"].confidence == "low"


def test_what_labels_alone_give_is_read_in_doubt(window: MakeWindow) -> None:
    """But a run, whose label is plain; and not where another value has the words."""
    read = weighed(window, payer__name=at("Асанова Г.Т."))
    found = joined(labelled(customer__name=at("партия «Төр»"), print_run=at("300", 300)), read)
    assert found.leaves["customer.name"].confidence == "low"
    assert found.leaves["print_run"].confidence == "high"
    assert "print_run" not in joined(labelled(print_run=at("Асанова", 5)), read).leaves
    both = joined(labelled(customer__name=at("Асанова Г.Т.")), read)
    assert (both.leaves["customer.name"].confidence, both.leaves["payer.name"].confidence) == ("high", "high")


def test_parts_that_labels_leave_blank_are_not_weighed(window: MakeWindow) -> None:
    read = weighed(window, payer__name=at("Асанова Г.Т."), customer__name=at("Лист"))
    assert set(joined(None, read, frozenset({"payer"})).leaves) == {"customer.name"}
    assert set(joined(labelled(customer__name=at("Лист")), read, frozenset({"payer"})).leaves) == {"customer.name"}


def test_of_several_of_one_part_the_labels_tell(window: MakeWindow) -> None:
    read = weighed(window, payer__name=at("Лист"))
    told = labelled(payer__name=at("Асанова Г.Т."))
    told.leaves["payer[1].name"] = at("партия «Төр»")
    found = joined(told, read).leaves
    assert {path: leaf.raw for path, leaf in found.items()} == {
        "payer.name": "Асанова Г.Т.", "payer[1].name": "партия «Төр»",
    }  # fmt: skip


@pytest.mark.parametrize(("behind", "told"), [(159, True), (160, False)])
def test_what_a_field_may_be_stands_near(behind: int, told: bool, window: MakeWindow) -> None:
    own = labelled(customer__name=at("Лист"), print_run=at("300 экз", 300))
    end = own.place[1]
    perhaps = Leaf(None, TEXT[end + behind : end + behind + 3], end + behind, end + behind + 3)
    read = weighed(window, customer__name=at("Лист"), perhaps={"payer.name": perhaps})
    assert bool(joined(own, read).perhaps) == told


def test_a_second_run_that_was_weighed_comes_first(window: MakeWindow) -> None:
    told = labelled(print_run=at("Лист", 5), customer__name=at("партия «Төр»"))
    told.leaves["print_run[1]"] = at("300", 300)
    found = joined(told, weighed(window, print_run=at("300", 300))).leaves
    assert (found["print_run"].value, found["print_run[1]"].value) == (300, 5)


def test_the_owner_of_a_fund_is_no_payer(window: MakeWindow) -> None:
    told = labelled(funding_source=at("Асанова Г.Т., партия «Төр», фонд"))
    told.leaves["funding_source.owner"] = at("Асанова Г.Т., партия «Төр»")
    doubted = weighed(window, payer__name=at("Асанова Г.Т.", confidence="low"), funding_source=at("фонд"))
    assert "payer.name" not in joined(told, doubted).leaves
    sure = weighed(window, payer__name=at("Асанова Г.Т."), funding_source=at("фонд"))
    assert "payer.name" in joined(told, sure).leaves
