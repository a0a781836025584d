"""The form for an imprint: what is missing is named, what is written satisfies the rules, and it goes into the ad."""

from __future__ import annotations

import re
from html import unescape

import pytest

from compliance.interfaces.http.page.words import page_words
from page.serving import Browser, text_in, unlawful, verdict

FACTS = {
    "imprint.executor.name": "«Ак Кар Басма» ЖЧК",
    "imprint.executor.address": "Бишкек ш., Киев көч., 14",
    "imprint.customer.kind": "party",
    "imprint.customer.name": "«Күмүш Булут»",
    "imprint.payer.kind": "finance_representative",
    "imprint.payer.name": "Токоева Н.С.",
    "imprint.funding_source.kind": "election_fund",
    "imprint.publication_date": "2021-07-06",
    "imprint.print_run": "500",
}
AD = "11-июлда «Күмүш Булут» партиясына добуш бериңиз!\n"


def written(page: str) -> str:
    match = re.search(r'<textarea id="made"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return unescape(match[1]) if match else ""


def test_what_is_missing_is_named_and_nothing_made_up(browser: Browser) -> None:
    page = browser.fill("/imprint", asked="yes", **{"imprint.executor.name": "«Ак Кар»"})
    assert written(page) == ""
    assert page_words("en")["write_missing"] in page
    assert 'href="#f-payer.name"' in page
    assert re.search(r'name="imprint.payer.name"[^>]*aria-invalid="true"[^>]*aria-describedby="e-payer.name"', page)
    assert 'value="«Ак Кар»"' in page


@pytest.mark.parametrize(("language", "word"), [("ky", "Аткаруучу: "), ("ru", "Изготовитель: ")])
def test_an_imprint_is_written_in_its_language(browser: Browser, language: str, word: str) -> None:
    page = browser.fill("/imprint", asked="yes", language=language, **FACTS)
    assert written(page).startswith(word)
    assert page_words("en")["write_lawful"] in page


def test_it_is_put_under_an_ad_and_makes_it_comply(browser: Browser) -> None:
    page = browser.fill("/imprint", asked="yes", language="ky", text=AD, **FACTS)
    assert page_words("en")["write_put"] in page
    page = browser.fill("/", put="yes", language="ky", text=AD, **FACTS)
    assert text_in(page).startswith(AD.rstrip() + "\n\nАткаруучу: «Ак Кар Басма» ЖЧК")
    assert verdict(page) == "compliant"


def test_it_takes_the_place_of_the_one_in_the_ad_and_is_filled_in_from_it(browser: Browser) -> None:
    page = browser.fill("/imprint", text=unlawful())
    assert page_words("en")["write_from_ad"] in page
    assert 'value="«Ала-Тоо Басма» ЖЧК"' in page
    assert 'value="2021-07-11"' in page
    page = browser.fill("/", put="yes", language="ky", text=unlawful(), **FACTS)
    assert "Буйуртмачы" not in text_in(page)
    assert text_in(page).startswith("Урматтуу бишкектиктер!")
    assert verdict(page) == "compliant"


def test_no_imprint_makes_a_day_after_the_polls_lawful(browser: Browser) -> None:
    page = browser.fill("/imprint", asked="yes", language="ky", **{**FACTS, "imprint.publication_date": "2021-07-12"},
                        election="kg-2021-07-11-city-repeat")  # fmt: skip
    assert page_words("en")["composed_fails"] in page
    assert page_words("en")["write_lawful"] not in page


@pytest.mark.parametrize("field", sorted(FACTS))
def test_script_in_a_field_is_only_words(browser: Browser, field: str) -> None:
    hostile = '"><script>alert(1)</script>'
    page = browser.fill("/imprint", asked="yes", language="ky", **{**FACTS, field: hostile})
    assert "<script>alert" not in page


def test_a_law_without_wordings_says_so(browser: Browser) -> None:
    page = browser.fill("/imprint", jurisdiction="nowhere")
    assert 'role="alert"' in page


def test_another_language_asks_for_nothing_and_keeps_what_was_filled_in(browser: Browser) -> None:
    page = browser.fill("/imprint", asked="yes", to="ru", **{"imprint.executor.name": "«Ак Кар»"})
    assert '<html lang="ru">' in page
    assert page_words("ru")["write_missing"] not in page
    assert 'value="«Ак Кар»"' in page
    made = browser.fill("/imprint", asked="yes", shown="yes", to="ru", language="ky", **FACTS)
    assert written(made).startswith("Аткаруучу: ")
