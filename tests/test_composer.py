"""What the composer writes passes the rules, says what it was given, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from compliance.authoring.composer import compose
from compliance.checker import Checker
from compliance.errors import UsageError

CHECKER = Checker("kg")
WINDOWS = [election for election in CHECKER.elections() if election.start and election.end and election.took_place]
FIRMS = ("«Ак-Терек Принт» ЖЧК", "ОсОО «Суу Төгөл»", "«Үч Булак» КФ", "ИП Сыдыкова А.Т.")
ADDRESSES = ("Бишкек шаары, Тыныстанов көчөсү, 14", "г. Ош, ул. Моминова, д. 12/3", "Каракол ш., 3-кичи район, 14")
PARTIES = ("Жаңы Из", "«Кең Талаа»", "«Шаг к соседу» саясий партиясы", "политическая партия «Ак Булут»")
PERSONS = ("Керимбекова Н.С.", "А. Т. Шаршеналиев", "Чоробаева Жылдыз Токтогуловна", "Сооронбек уулу Данияр")
MEDIA = (None, "print", "outdoor", "press", "online", "social", "broadcast")


def facts(kind: str = "party", day: date = date(2021, 7, 6), **other: Any) -> dict[str, Any]:
    person = "Токоева Н.С."
    return {
        "executor": {"name": "«Ак Кар Басма» ЖЧК", "address": "Бишкек шаары, Тыныстанов көчөсү, 14"},
        "customer": {"name": "«Күмүш Булут»" if kind == "party" else person, "kind": kind},
        "payer": {"name": person, "kind": "candidate" if kind == "candidate" else "finance_representative"},
        "funding_source": {"kind": "election_fund"},
        "publication_date": day,
        "print_run": 500,
    } | other


@st.composite
def drawn(draw: st.DrawFn) -> tuple[dict[str, Any], Any, str, str | None]:
    election = draw(st.sampled_from(WINDOWS))
    assert election.start is not None
    assert election.end is not None
    kind = draw(st.sampled_from(("party", "candidate")))
    customer = draw(st.sampled_from(PARTIES if kind == "party" else PERSONS))
    own = kind == "candidate" and draw(st.booleans())
    payer = {"name": customer, "kind": "candidate"} if own else {
        "name": draw(st.sampled_from(PERSONS)), "kind": "finance_representative",
    }  # fmt: skip
    day = draw(st.dates(election.start, election.end.date() - timedelta(1)))
    found = facts(
        kind, day, executor={"name": draw(st.sampled_from(FIRMS)), "address": draw(st.sampled_from(ADDRESSES))},
        customer={"name": customer, "kind": kind}, payer=payer, print_run=draw(st.integers(1, 2_000_000)),
    )  # fmt: skip
    return found, election, draw(st.sampled_from(("ky", "ru"))), draw(st.sampled_from(MEDIA))


@given(drawn())
def test_what_it_writes_passes_and_is_read_back(case: tuple[dict[str, Any], Any, str, str | None]) -> None:
    found, election, language, medium = case
    composed = compose(found, CHECKER, language, medium=medium, election=election.id)
    assert composed.missing == ()
    assert composed.result is not None
    failed = [f for f in composed.result["findings"] if f["severity"] != "note" and f["outcome"] == "fail"]
    assert (composed.result["verdict"], failed) == ("compliant", [])
    [imprint] = composed.result["imprints"]
    assert imprint["publication_date"]["value"] == found["publication_date"].isoformat()
    assert imprint["print_run"]["value"] == found["print_run"]
    assert found["payer"]["name"].rstrip(".") in imprint["payer"]["name"]["raw"]
    assert imprint["executor"]["address"]["raw"].rstrip(".") == found["executor"]["address"].rstrip(".")


@pytest.mark.parametrize("election", WINDOWS, ids=lambda election: election.id)
@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("kind", ["party", "candidate"])
def test_the_first_and_the_last_whole_day_of_every_campaign(election: Any, language: str, kind: str) -> None:
    for day in (election.start, election.end.date() - timedelta(1)):
        composed = compose(facts(kind, day), CHECKER, language, election=election.id)
        assert composed.result is not None
        assert composed.result["verdict"] == "compliant"


CHANGES = sorted({version.first for rule in CHECKER.rulebook.rules for version in rule.versions})


def campaign_days_around(change: date) -> list[tuple[date, str]]:
    """Return the last day of a campaign before a change of the law, and the first from it on."""
    days = [
        (one.start + timedelta(number), one.id)
        for one in WINDOWS
        if one.start and one.end
        for number in range((one.end.date() - one.start).days)
    ]
    before = [found for found in days if found[0] < change]
    after = [found for found in days if found[0] >= change]
    return ([max(before)] if before else []) + ([min(after)] if after else [])


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_on_both_sides_of_every_change_of_the_law(change: date) -> None:
    """What was written by the rules of a day is without a finding by them: nothing but notes at most."""
    around = campaign_days_around(change)
    assert around
    for day, election in around:
        composed = compose(facts("party", day), CHECKER, "ky", election=election)
        assert composed.result is not None, (day, composed.missing)
        assert composed.result["verdict"] == "compliant", day


@pytest.mark.parametrize("path", ["executor.name", "customer.kind", "payer.name", "funding_source.kind", "print_run"])
def test_a_missing_fact_is_named_and_nothing_is_written(path: str, checker: Checker) -> None:
    found = facts()
    part, _, name = path.partition(".")
    if name:
        found[part] = {key: value for key, value in found[part].items() if key != name}
    else:
        del found[part]
    composed = compose(found, checker, "ky")
    assert (composed.text, composed.missing, composed.result) == ("", (path,), None)


def test_air_time_needs_no_print_run(checker: Checker) -> None:
    found = facts()
    del found["print_run"]
    composed = compose(found, checker, "ru", medium="broadcast")
    assert composed.missing == ()
    assert "Тираж" not in composed.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"customer": {"name": "X", "kind": "sponsor"}}, "customer.kind: 'sponsor' is none of party, candidate"),
        ({"publication_date": "6 July"}, "is not a date"),
        ({"print_run": "many"}, "is not a whole number"),
        ({"printer": "X"}, "no fact 'printer'"),
        ({"funding_source": {"kind": "own_money"}}, "election_fund"),
        ({"executor": {"name": "А. Тираж: 7. Дата: 01.01.2020.", "address": "Бишкек"}}, "cannot be told apart"),
    ],
)
def test_what_it_cannot_write_is_said(wrong: dict[str, Any], said: str, checker: Checker) -> None:
    with pytest.raises(UsageError, match=said):
        compose(facts() | wrong, checker, "ky")


def test_a_fact_that_only_one_text_names_is_asked_for_where_that_text_is_written() -> None:
    """«Authorized by …» wants a name, its opposite none; no slot is ever left in an imprint."""
    checker = Checker("us")
    paid = {"payer": {"name": "Oak Committee"}}
    alone = compose(paid | {"authorisation": "authorised"}, checker, "en")
    assert (alone.text, alone.missing) == ("", ("authorised_by.name",))
    named = compose(paid | {"authorisation": "authorised", "authorised_by": {"name": "Jane Oak"}}, checker, "en")
    assert named.text == "Paid for by Oak Committee\nAuthorized by Jane Oak\n"
    other = compose(paid | {"authorisation": "not_authorised"}, checker, "en")
    assert other.missing == ()
    assert other.text.startswith("Paid for by Oak Committee\nNot authorized")


def test_an_unknown_language_is_refused(checker: Checker) -> None:
    with pytest.raises(UsageError, match="written in ky, ru"):
        compose(facts(), checker, "fr")


def test_the_command_writes_from_options_and_json(run: Run) -> None:
    import json

    given_facts = json.dumps(facts(), default=str).encode()
    ran = run("compose", "--language", "ru", "--json", "-", "--print-run", "700", stdin=given_facts)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("Тираж: 700.\n")


def test_the_command_names_what_is_missing(run: Run) -> None:
    ran = run("compose", "--language", "ky", "--executor", "«А» ЖЧК", "--lang", "ru")
    assert (ran.code, ran.out) == (1, "")
    assert "--print-run" in ran.err
    assert "--executor " not in ran.err


def test_the_command_writes_nothing_for_polling_day(run: Run) -> None:
    import json

    ran = run(
        "compose", "--language", "ky", "--json", "-", "--election", "2021-07-11", "--date", "2021-07-11",
        stdin=json.dumps(facts(), default=str).encode(),
    )  # fmt: skip
    assert (ran.code, ran.out) == (1, "")
    assert "kg/timing/before-polling-day" in ran.err
