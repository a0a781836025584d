"""The desk without script: what a form that is sent to it answers."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from compliance.interfaces.http.page.words import page_words, preferred
from page.serving import Browser, lawful, text_in, unlawful, verdict

HOSTILE = "\"><script>alert(1)</script>'</textarea><img src=x onerror=alert(2)>"


def test_an_empty_desk_says_what_it_is_for(browser: Browser) -> None:
    page = browser.get("/", headers={"Accept-Language": "ky"})
    assert page.status_code == 200
    assert '<html lang="ky">' in page.text
    assert page_words("ky")["desk_lead"] in unescape(page.text)
    assert verdict(page.text) == ""


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_text_is_judged_and_its_findings_tell_what_to_do_with_law_and_place(browser: Browser, language: str) -> None:
    browser.language = language
    page = browser.fill("/", text=unlawful())
    say = page_words(language)
    assert verdict(page) == "non_compliant"
    assert say["verdict_non_compliant"] in unescape(page)
    assert page.count('<li class="finding') == 3
    assert page.count(f"<b>{say['finding_todo']}:</b>") == 3
    assert page.count('<details class="law">') == 3
    for number in (1, 2, 3):
        assert f'href="#at-{number}"' in page
        assert f'id="at-{number}"' in page
        assert f'id="ad1-{number}"' in page


def test_the_text_stays_in_its_field_as_it_was_typed(browser: Browser) -> None:
    typed = "\n  first line\r\n\r\nlast & <b>\n"
    page = browser.fill("/", text=typed)
    assert text_in(page) == typed.replace("\r\n", "\n")


def test_a_change_of_language_keeps_text_and_answers(browser: Browser) -> None:
    page = browser.fill("/", text=lawful(), to="ru", **{"fact.poll": "no", "medium": "print"})
    assert '<html lang="ru">' in page
    assert text_in(page) == lawful()
    assert re.search(r'name="fact.poll">.*?value="no" selected', page, re.DOTALL)
    assert '<option value="print" selected' in page


@pytest.mark.parametrize(("path", "form"), [("/", "desk"), ("/imprint", "imprint")])
def test_enter_in_a_field_sends_the_form_and_changes_no_language(browser: Browser, path: str, form: str) -> None:
    first = re.search(rf'<button type="submit" form="{form}"[^>]*>', browser.get(path).text)
    assert first is not None
    assert "name=" not in first[0]


def test_questions_come_one_by_one_and_end(browser: Browser) -> None:
    fields: dict[str, object] = {}
    asked = []
    while True:
        page = browser.fill("/", text=lawful(), **fields)
        found = re.search(r'name="later" value="(\w+)" class="quiet"', page)
        if found is None:
            break
        asked.append(found[1])
        assert page.count('class="card question"') == 1
        fields["later"] = list(asked)
        assert len(asked) < 12
    assert asked[0] == "medium"
    assert "outlet_accredited" in asked
    assert len(set(asked)) == len(asked)


def test_an_answer_decides(browser: Browser) -> None:
    told = {"medium": "press", "later": ["item", "poll"]}
    assert verdict(browser.fill("/", text=lawful(), **told, **{"fact.outlet_accredited": "yes"})) == "compliant"
    assert verdict(browser.fill("/", text=lawful(), **told, **{"fact.outlet_accredited": "no"})) == "unclear"


def test_the_hour_decides_on_the_eve_of_polling(browser: Browser) -> None:
    early = browser.fill("/", text=lawful(), day="2021-07-10", hour="07:00")
    late = browser.fill("/", text=lawful(), day="2021-07-10", hour="09:00")
    assert (verdict(early), verdict(late)) == ("compliant", "non_compliant")
    page = browser.fill("/", text=lawful(), day="2021-07-10", medium="print")
    assert page_words("en")["question_published"] in page


@pytest.mark.parametrize("field", ["day", "hour", "medium", "election", "jurisdiction", "fact.item", "fact.poll"])
def test_what_cannot_be_is_told_and_nothing_breaks(browser: Browser, field: str) -> None:
    page = browser.fill("/", text=lawful(), **{field: HOSTILE, **({"day": "2021-07-01"} if field == "hour" else {})})
    assert 'class="notice" role="alert"' in page
    assert verdict(page) == "compliant"
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "field", ["text", "later", "to", "csrf", "fact.metres_to_protected_place", "fact.<b>", "imprint.payer.name"]
)
def test_nothing_is_reflected_as_markup(browser: Browser, field: str) -> None:
    for path in ("/", "/imprint"):
        fields = {"csrf": browser.token(), "text": lawful(), "asked": "yes", field: HOSTILE}
        page = browser.post(path, data=fields).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_script_in_every_field_of_an_imprint_is_shown_as_words(browser: Browser) -> None:
    parts = ("Аткаруучу", "Буюртмачы", "Төлөөчү", "Чыга турган күнү", "Нускасы")
    page = browser.fill("/", text="\n".join(f"{part}: {HOSTILE} {number}" for number, part in enumerate(parts)))
    assert verdict(page)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_changes_of_form_are_shown_compared_and_made(browser: Browser) -> None:
    page = browser.fill("/", text=unlawful())
    assert "<del>Буйуртмачы</del><ins>Буюртмачы</ins>" in page
    assert page_words("en")["mend_after"] in page
    page = browser.fill("/", text=unlawful(), mend="yes")
    assert "Буюртмачы:" in text_in(page)
    assert text_in(page) == unlawful().replace("Буйуртмачы", "Буюртмачы")
    assert "<del>" not in page


@pytest.mark.parametrize(
    ("form", "begins"), [("json", b"{"), ("html", b"<!doctype"), ("sarif", b"{"), ("markdown", b"")]
)
def test_a_report_is_saved_as_a_file(browser: Browser, form: str, begins: bytes) -> None:
    fields = {"csrf": browser.token(), "lang": "ru", "text": unlawful(), "form": form}
    answer = browser.post("/save", data=fields)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="report.')
    assert answer.content.startswith(begins)
    if form == "json":
        assert json.loads(answer.content)["documents"][0]["verdict"] == "non_compliant"


def test_a_form_of_another_page_is_not_taken(browser: Browser) -> None:
    for path in ("/", "/save"):
        answer = browser.post(path, data={"csrf": "0" * 64, "text": lawful(), "form": "json"})
        assert answer.status_code == 403
        assert text_in(answer.text) == lawful()
    assert browser.post("/judge", data={"text": lawful()}).status_code == 403
    with Browser(base_url=browser.base_url) as other:
        assert other.post("/", data={"csrf": browser.token(), "text": lawful()}).status_code == 403


def test_pages_allow_no_foreign_script_and_are_not_kept(browser: Browser) -> None:
    answer = browser.get("/")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert answer.headers["cache-control"] == "no-store"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert not re.search(r"<(?:script|style)(?![^>]*src=)[^>]*>|\son\w+=|style=", answer.text)
    assert not re.search(r'(?:src|href|action)="https?:', answer.text)


def test_static_files_are_those_of_the_page_alone(browser: Browser) -> None:
    script = browser.get("/static/desk.js")
    assert script.status_code == 200
    assert script.headers["content-type"].startswith("text/javascript")
    assert browser.get("/static/..%2froutes.py").status_code == 404
    assert browser.get("/static/routes.py").status_code == 404


def test_a_text_too_long_is_refused_in_words(browser: Browser) -> None:
    answer = browser.post("/", data={"csrf": browser.token(), "lang": "ru", "text": "а" * 200_001})
    assert answer.status_code == 413
    assert page_words("ru")["desk_too_large"] in answer.text or page_words("en")["desk_too_large"] in answer.text


def test_the_language_a_browser_likes_best() -> None:
    assert preferred("") == "en"
    assert preferred("ru;q=0.5, ky;q=0.6, en;q=0.1") == "ky"
    assert preferred("ru;q=x, ky;q=0") == "en"


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_an_address_that_is_none_is_told_a_person_in_words_and_a_program_as_described(
    browser: Browser, language: str
) -> None:
    person = browser.get(f"/nothing?lang={language}", headers={"Accept": "text/html,*/*"})
    assert person.status_code == 404
    assert page_words(language)["desk_none"] in unescape(person.text)
    for path, accept in (("/nothing", "application/json"), ("/v1/nothing", "text/html")):
        program = browser.get(path, headers={"Accept": accept})
        assert program.headers["content-type"] == "application/problem+json"
    wrong = browser.put("/imprint", headers={"Accept": "text/html"})
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, HEAD, POST")
