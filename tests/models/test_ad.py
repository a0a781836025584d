"""An ad as a caller hands it in."""

from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from compliance import Ad
from compliance.border.ad import Medium
from compliance.border.imprint import Imprint
from compliance.rulebook import MEDIA


def test_an_ad_loads_from_json() -> None:
    ad = Ad.model_validate_json('{"imprint": {"print_run": 1}, "published": "2021-07-10T07:30:00+06:00"}')
    assert ad.imprint is not None
    assert ad.imprint.print_run is not None
    assert ad.imprint.print_run.value == 1
    assert isinstance(ad.published, datetime.datetime)
    assert ad.published.utcoffset() == datetime.timedelta(hours=6)


def test_a_day_stays_a_day() -> None:
    assert Ad(text="x", published=datetime.date(2021, 7, 10)).published == datetime.date(2021, 7, 10)
    assert not isinstance(Ad.model_validate({"text": "x", "published": "2021-07-10"}).published, datetime.datetime)


def test_an_ad_dumps_to_json_and_back() -> None:
    ad = Ad.model_validate(
        {"text": "x", "imprint": {"print_run": 0}, "published": "2021-07-10T07:30", "election_date": "2021-07-11"}
    )
    assert Ad.model_validate_json(ad.model_dump_json()) == ad


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": ""},
        {"text": "\ufeff\n"},
        {"text": "x", "language": "Kyrgyz"},
        {"text": "x", "election": ""},
        {"text": "x", "election_date": "2021-07-11T08:00"},
        {"text": "x", "published": 1625900000},
        {"text": "a\ud800"},
    ],
)
def test_an_impossible_ad_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Ad.model_validate(fields)


def test_media_are_the_rulebooks() -> None:
    assert Medium.__args__ == MEDIA  # type: ignore[attr-defined]


def test_what_was_made_of_an_imprint_is_kept_and_no_copy_inherits_it() -> None:
    ad = Ad.model_validate({"imprint": {"print_run": 500}})
    assert ad.known().imprints[0] is ad.known().imprints[0]  # type: ignore[index]
    assert ad.model_copy(update={"imprint": None, "text": "x"}).known().imprints is None
    other = ad.model_copy(update={"imprint": Imprint.model_validate({"print_run": 600})})
    assert other.known().imprints[0].leaves["print_run"].value == 600  # type: ignore[index]


def test_bytes_are_no_text() -> None:
    """Bytes are for `check`, which decodes them as files are; here another code page was refused or misread."""
    with pytest.raises(ValidationError, match="valid string"):
        Ad.model_validate({"text": "Тираж: 5".encode()})
