"""What is known of an ad beside its text has one order: the option of a call, the ad itself, a configuration."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.border.ad import Ad
from compliance.checker import Checker
from compliance.errors import SourceError, UsageError
from compliance.model.known import NOTHING, Known
from compliance.sources import given as given_by_caller

SAID: dict[str, tuple[Any, Any, Any]] = {
    "medium": ("print", "online", "press"),
    "published": (date(2021, 7, 1), date(2021, 7, 2), date(2021, 7, 3)),
    "language": ("ky", "ru", "en"),
    "election": ("a", "b", "c"),
}
VALUES = st.fixed_dictionaries(
    {
        "medium": st.sampled_from([None, "print", "online"]),
        "language": st.sampled_from([None, "ky", "ru"]),
        "facts": st.dictionaries(st.sampled_from(["paid", "actor"]), st.integers(0, 3)),
    }
)


@pytest.mark.parametrize("name", SAID)
def test_the_first_who_knows_is_heard(name: str) -> None:
    """Each of the three by itself, and the first of those that speak."""
    option, own, configured = (Known(**{name: value}) for value in SAID[name])
    first, second, third = SAID[name]
    assert getattr(option.over(own).over(configured), name) == first
    assert getattr(NOTHING.over(own).over(configured), name) == second
    assert getattr(NOTHING.over(NOTHING).over(configured), name) == third
    assert getattr(NOTHING.over(NOTHING).over(NOTHING), name) is None


def test_facts_are_put_together() -> None:
    """Fact by fact, since each of them is known by itself."""
    merged = Known(facts={"paid": True}).over(Known(facts={"paid": False, "actor": "party"}))
    assert merged.facts == {"paid": True, "actor": "party"}


@given(VALUES, VALUES, VALUES)
def test_how_they_are_put_together_does_not_matter(one: Any, two: Any, three: Any) -> None:
    """The order of precedence is one order, and knowing nothing changes nothing."""
    a, b, c = Known(**one), Known(**two), Known(**three)
    assert a.over(b).over(c) == a.over(b.over(c))
    assert NOTHING.over(a) == a == a.over(NOTHING) == a.over(a)


def test_an_ad_says_what_it_has() -> None:
    """A polling day names an election as well as its id does; an imprint given as fields is not read."""
    ad = Ad.model_validate(
        {"imprint": {"print_run": 5}, "medium": "print", "election_date": "2021-07-11", "facts": {"paid": True}}
    )
    known = ad.known()
    assert (known.medium, known.election, known.facts) == ("print", "2021-07-11", {"paid": True})
    assert known.imprints is not None
    assert known.imprints[0].leaves["print_run"].value == 5
    assert Ad(text="x").known() == NOTHING


def test_a_checker_hears_the_option_then_the_ad_then_the_rest(checker: Checker) -> None:
    """The same for all that reaches the report."""
    [loaded] = given_by_caller.ads_in(Ad(text="Тираж: 5", medium="online", published="2021-07-02", language="ru"))
    otherwise = Known("press", date(2021, 7, 3), "ky", "2021-07-11")
    judged = checker.judged(loaded, option=Known("print", date(2021, 7, 1)), otherwise=otherwise).case
    assert (judged.medium, judged.published, judged.language) == ("print", date(2021, 7, 1), "ru")
    assert {election.date for election in judged.elections} == {date(2021, 7, 11)}
    own = checker.judged(loaded, otherwise=otherwise).case
    assert (own.medium, own.published, own.language) == ("online", date(2021, 7, 2), "ru")
    [plain] = given_by_caller.ads_in("Тираж: 5")
    rest = checker.judged(plain, otherwise=otherwise).case
    assert (rest.medium, rest.published, rest.language) == ("press", date(2021, 7, 3), "ky")


def test_the_election_of_the_checker_comes_before_that_of_the_ad() -> None:
    """It is an option too, and the report says which of them was heard."""
    ad = Ad(text="Тираж: 5", election_date="2021-07-11")
    by_ad = Checker("kg").check(ad).election
    by_option = Checker("kg", election_date="2025-11-30").check(ad).election
    assert by_ad is not None
    assert by_option is not None
    assert (by_ad.date, by_ad.resolved_by) == (date(2021, 7, 11), "metadata")
    assert (by_option.date, by_option.resolved_by) == (date(2025, 11, 30), "option")


def test_what_an_ad_cannot_be_is_its_own_fault_and_an_option_the_callers(checker: Checker) -> None:
    """An election that does not exist ends that ad, not a batch."""
    [loaded] = given_by_caller.ads_in(Ad(text="Тираж: 5", election="nowhere"))
    with pytest.raises(SourceError, match="nowhere"):
        checker.judged(loaded)
    [plain] = given_by_caller.ads_in("Тираж: 5")
    with pytest.raises(UsageError, match="nowhere"):
        checker.judged(plain, otherwise=Known(election="nowhere"))
