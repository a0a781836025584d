"""The imprint's models: what they accept, what they refuse and how they say it, and the way to a reading and back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from compliance.border.imprint import Imprint
from compliance.border.stated import Span, Stated, StatedCount, StatedDate
from compliance.model.document import Document
from compliance.model.imprint import Imprint as Read
from compliance.model.imprint import Leaf

SPAN = {"start": 3, "end": 4, "line": 1, "column": 4}


def refused(fields: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        Imprint.model_validate(fields)
    return str(caught.value)


def test_plain_values_are_short_for_leaves() -> None:
    short = Imprint.model_validate({"print_run": 1, "publication_date": "2021-07-06", "executor": {"name": "А"}})
    whole = Imprint.model_validate(
        {
            "print_run": {"value": 1, "raw": "1"},
            "publication_date": {"value": "2021-07-06", "raw": "2021-07-06"},
            "executor": {"name": {"value": "А", "raw": "А"}},
        }
    )
    assert short == whole
    assert short.publication_date is not None
    assert short.publication_date.value == datetime.date(2021, 7, 6)


def test_a_fund_may_be_plain_or_have_an_owner() -> None:
    assert (
        Imprint.model_validate({"funding_source": "фонд"}).funding_source
        == Imprint.model_validate({"funding_source": {"value": "фонд"}}).funding_source
    )
    owned = Imprint.model_validate({"funding_source": {"value": "фонд", "owner": "Партия"}}).funding_source
    assert owned is not None
    assert owned.owner is not None
    assert owned.owner.value == "Партия"


def test_an_empty_text_is_stated_but_empty() -> None:
    imprint = Imprint.model_validate({"customer": {"name": " "}})
    assert imprint.customer is not None
    assert imprint.customer.name == Stated[str](value=None, raw="", notes=("empty",))


def test_numbers_of_copies_below_one_are_kept_for_the_rules() -> None:
    assert StatedCount.model_validate(0).value == 0
    assert StatedCount.model_validate(-5).value == -5


@pytest.mark.parametrize("value", ["1", 1.5, True, [1]])
def test_a_print_run_is_a_whole_number(value: object) -> None:
    assert "is not a whole number: a print run is stated as 5000" in refused({"print_run": value})


@pytest.mark.parametrize("value", ["06.07.2021", "2021-02-30", 20210706, 1.0, "2021-07-06T10:00", True])
def test_a_date_is_a_real_day(value: object) -> None:
    assert 'is not a date: a date is stated as "2021-07-06"' in refused({"publication_date": value})


def test_an_unreadable_date_is_stated_with_its_words() -> None:
    leaf = StatedDate.model_validate({"value": None, "raw": "31.02.2021"})
    assert (leaf.value, leaf.raw, leaf.notes) == (None, "31.02.2021", ())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"print_run": {"value": 1, "raw": ""}}, "raw is empty"),
        ({"print_run": {"value": 1, "raw": "10", "span": SPAN}}, "the span is 1 characters long, raw is 2"),
        ({"print_run": {"value": 1, "raw": "1", "span": {**SPAN, "end": 2}}}, "before it starts"),
        ({"print_run": {"value": 1, "raw": "1", "span": {**SPAN, "line": 0}}}, "greater than or equal to 1"),
        ({"printrun": 1}, "Extra inputs are not permitted"),
        ({"executor": "А"}, "valid dictionary"),
        ({"executor": {"name": 5}}, "valid string"),
        ({"occurrences": [SPAN]}, "needs the span of its block"),
        ({"print_run": {"value": 1, "raw": "1", "confidence": "certain"}}, "'high' or 'low'"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(fields: dict[str, Any], said: str) -> None:
    assert said in refused(fields)


def test_models_are_frozen() -> None:
    imprint = Imprint.model_validate({"print_run": 1})
    with pytest.raises(ValidationError, match="frozen"):
        imprint.language = "ky"


def test_an_imprint_given_as_fields_stands_nowhere_in_a_text() -> None:
    """Each of its leaves is at the path of its field, and asking for its place in the text is an error."""
    imprint = Imprint.model_validate({"print_run": 1, "executor": {"name": "А", "address": ""}})
    read = imprint.to_reading("Текст")
    assert {path: (leaf.value, leaf.start, leaf.end) for path, leaf in read.leaves.items()} == {
        "executor.name": ("А", "executor.name", "executor.name"),
        "executor.address": (None, "executor.address", "executor.address"),
        "print_run": (1, "print_run", "print_run"),
    }
    assert (read.start, read.end, read.occurrences) == ("", "", ())
    with pytest.raises(ValueError, match="'print_run' was given as a field"):
        read.leaves["print_run"].place  # noqa: B018
    with pytest.raises(ValueError, match="'the imprint' was given as a field"):
        read.place  # noqa: B018


def test_spans_must_cut_their_words_out_of_the_text() -> None:
    imprint = Imprint.model_validate({"print_run": {"value": 1, "raw": "1", "span": SPAN}})
    assert imprint.to_reading("абв1").leaves["print_run"] == Leaf(1, "1", 3, 4)
    with pytest.raises(ValueError, match="print_run: the text at 3 is not '1'"):
        imprint.to_reading("абв2")


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
PATHS = st.sampled_from(
    ["executor.name", "executor.address", "customer.name", "payer.role", "funding_source", "funding_source.owner"]
)


@given(st.dictionaries(PATHS, WORDS, min_size=1), st.integers(-5, 10**6))
def test_reading_to_model_to_reading_is_the_identity(words: dict[str, str], run: int) -> None:
    if "funding_source.owner" in words:
        words.setdefault("funding_source", "x")
    text = ""
    leaves: dict[str, Leaf] = {}
    for path, raw in [*words.items(), ("print_run", str(run))]:
        value = run if path == "print_run" else raw if raw.strip() else None
        leaves[path] = Leaf(value, raw, len(text), len(text) + len(raw))
        text += raw + "\r\n"
    source = Document(text)
    read = Read(leaves, (), 0, len(text), ((0, len(text)),), "ky")
    model = Imprint.from_reading(read, source)
    assert model.to_reading(text) == read
    assert Imprint.model_validate_json(model.model_dump_json()) == model


def test_a_span_model_is_the_document_span() -> None:
    span = Document("один\nдва").span(5, 8)  # plain text has lines and columns, and no other place
    assert Span.model_validate({name: getattr(span, name) for name in Span.model_fields if name != "place"}).column == 1


@pytest.mark.parametrize(
    "street", ["ул. Абая", {"raw": "ул. Абая"}, {"value": "ул. Абая"}, Stated[str](value="ул. Абая")]
)
def test_parts_of_an_address_are_an_address(street: Any) -> None:
    made = Imprint.model_validate({"executor": {"address": {"house": "7", "place": "г. Ош", "street": street}}})
    assert made.to_reading().leaves["executor.address"].value == "г. Ош, ул. Абая, 7"


@pytest.mark.parametrize("address", [{"value": None, "raw": "", "notes": [], "house": "7"}, {"house": ""}, {}])
def test_an_address_that_says_nothing_stays_one(address: dict[str, Any]) -> None:
    leaf = Imprint.model_validate({"executor": {"address": address}}).to_reading().leaves.get("executor.address")
    assert leaf is None or leaf.value is None
