"""Questions: only those whose answer would change what is said of an ad, one at a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from compliance.authoring.deciding import Question, question
from compliance.checker import Checker
from compliance.model.known import NOTHING, Known
from compliance.sources import Loaded
from compliance.sources.given import ads_in
from page.serving import lawful, unlawful


def asked(loaded: Loaded, checker: Checker, known: Known = NOTHING) -> list[Question]:
    """Return all questions in order, each put off once it was asked."""
    found: list[Question] = []
    while (one := question(loaded, checker, known, [past.name for past in found])) is not None:
        found.append(one)
    return found


def verdicts(loaded: Loaded, checker: Checker, known: Known, name: str, values: list[object]) -> set[str]:
    made = [known._replace(facts={**known.facts, name: value}) for value in values]
    return {checker.judge(loaded, option=one)["verdict"] for one in made}


def test_nothing_is_asked_where_no_answer_heals(checker: Checker) -> None:
    assert question(ads_in(unlawful())[0], checker) is None
    assert question(ads_in("Vote for us!")[0], checker) is None


def test_every_fact_that_is_asked_decides_and_no_other_of_yes_and_no_does(checker: Checker) -> None:
    loaded, known = ads_in(lawful())[0], Known(medium="press", published=datetime(2021, 7, 2, 12))
    names = {one.name for one in asked(loaded, checker, known)}
    now = checker.judge(loaded, option=known)
    for name in now["skipped"]:
        fact = checker.rulebook.facts.get(name)
        if fact is not None and fact.kind == "bool":
            found = verdicts(loaded, checker, known, name, [True, False]) | {now["verdict"]}
            assert (len(found) > 1) == (name in names), name


def test_the_medium_is_asked_where_only_some_media_ask_for_more(checker: Checker) -> None:
    loaded = ads_in(lawful())[0]
    first = question(loaded, checker)
    assert first is not None
    assert first.name == "medium"
    assert "outlet_accredited" in {one.name for one in asked(loaded, checker, Known(medium="press"))}
    assert "outlet_accredited" not in {one.name for one in asked(loaded, checker, Known(medium="print"))}


@pytest.mark.parametrize(("day", "wanted"), [(10, True), (2, False)])
def test_the_hour_is_asked_on_the_eve_alone(checker: Checker, day: int, wanted: bool) -> None:
    known = Known(medium="print", published=date(2021, 7, day))
    names = [one.name for one in asked(ads_in(lawful())[0], checker, known)]
    assert ("published" in names) is wanted


def test_what_was_told_or_put_off_is_not_asked_again(checker: Checker) -> None:
    loaded = ads_in(lawful())[0]
    known = Known(medium="press", facts={"outlet_accredited": True})
    assert "outlet_accredited" not in {one.name for one in asked(loaded, checker, known)}
    names = [one.name for one in asked(loaded, checker)]
    assert len(names) == len(set(names))


def test_asking_changes_nothing_and_reads_the_ad_once(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded, reads = ads_in(lawful())[0], []
    before = checker.judge(loaded)
    original = Checker.read

    def counted(self: Checker, *arguments: Any, **options: Any) -> object:
        reads.append(1)
        return original(self, *arguments, **options)

    monkeypatch.setattr(Checker, "read", counted)
    question(loaded, checker)
    monkeypatch.undo()
    assert len(reads) == 1
    assert checker.judge(loaded) == before


def test_who_orders_is_asked_in_a_law_that_binds_by_it() -> None:
    checker = Checker("gb")
    found = asked(ads_in("Vote for Jane Example on 7 May 2026!")[0], checker, Known(medium="print"))
    assert found
    assert all(one.kind != "text" for one in found)
