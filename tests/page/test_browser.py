"""The page as a person uses it, in Chromium: its six points, in three languages, on a screen and on a phone.

Needs Playwright and Debian's Chromium; skipped where they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from page.serving import lawful, unlawful
from page.window import WIDTHS, Desk, needs_chromium

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install playwright)")
pytestmark = needs_chromium
if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(params=[f"{language}-{width}" for language in ("ky", "ru", "en") for width in WIDTHS])
def desk(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Desk]:
    language, _, width = request.param.partition("-")
    with Desk(chromium, address, language, width) as made:
        yield made


def test_an_ad_is_judged_as_it_is_typed_and_findings_lead_to_their_places(desk: Desk) -> None:
    assert desk.write(unlawful()) == "non_compliant"
    page = desk.page
    assert page.locator(".finding").count() == 3
    assert page.locator(".finding .todo").count() == 3
    law = page.locator(".finding .law").first
    law.locator("summary").click()
    assert law.locator(".source").first.is_visible()
    page.locator(".finding").nth(1).hover()
    assert "lit" in (page.locator("#at-2").get_attribute("class") or "")
    page.mouse.move(1, 1)
    link = page.locator(".finding .go-to").nth(1)
    link.focus()
    assert "lit" in (page.locator("#at-2").get_attribute("class") or "")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "at-2"
    page.locator(".text a.ref[data-n='2']").click()
    assert page.evaluate("document.activeElement.id") == "ad1-2"
    page.locator(".finding [data-edit]").nth(2).click()
    chosen = "t => t.value.slice(t.selectionStart, t.selectionEnd)"
    assert page.locator("#text").evaluate(chosen) == "Буйуртмачы"
    desk.fits()
    page.keyboard.type("Буюртмачы")
    playwright.expect(page.locator(".finding")).to_have_count(2)


def test_one_question_at_a_time_until_all_are_answered(desk: Desk) -> None:
    assert desk.write(lawful()) == "compliant"
    page, seen = desk.page, list[str]()
    desk.press(".question button[value='press']")
    for _ in range(8):
        if not page.locator(".question").count():
            break
        assert page.locator(".question").count() == 1
        seen.append(page.locator(".question .ask").inner_text())
        accredited = page.locator(".question button[name='fact.outlet_accredited'][value='no']")
        if accredited.count():
            desk.press(".question button[name='fact.outlet_accredited'][value='no']")
            assert desk.verdict() == "unclear"
            page.select_option("#known-outlet_accredited", "yes")
            page.wait_for_selector("#verdict[data-verdict='compliant']")
        else:
            desk.press(".question button.quiet")
    assert len(seen) == len(set(seen)) >= 2
    assert page.locator(".question").count() == 0
    assert page.locator("#known-block").get_attribute("open") is not None
    page.fill("#known-day", "2021-07-10")
    page.fill("#known-hour", "09:00")
    page.locator("#known-hour").blur()
    page.wait_for_selector("#verdict[data-verdict='non_compliant']")
    desk.fits()


def test_an_imprint_is_written_copied_and_put_into_the_ad(desk: Desk) -> None:
    assert desk.write("11-июлда «Күмүш Булут» партиясына добуш бериңиз!") == "non_compliant"
    page = desk.page
    page.locator(".write button").click()
    page.wait_for_url("**/imprint")
    page.select_option("#write-language", "ky")
    page.locator("form button.primary").last.click()
    page.wait_for_selector("#missing-title")
    desk.fits()
    page.locator("a[href='#f-executor.name']").click()
    assert page.evaluate("document.activeElement.id") == "f-executor.name"
    fields = {
        "executor.name": "«Ак Кар Басма» ЖЧК", "executor.address": "Бишкек ш., Киев көч., 14",
        "customer.name": "«Күмүш Булут»", "payer.name": "Токоева Н.С.", "publication_date": "2021-07-06",
        "print_run": "500",
    }  # fmt: skip
    for path, value in fields.items():
        page.fill(f'[name="imprint.{path}"]', value)
    page.select_option('[name="imprint.customer.kind"]', "party")
    page.select_option('[name="imprint.payer.kind"]', "finance_representative")
    page.locator("form button.primary").last.click()
    page.wait_for_selector("#made")
    page.locator("[data-copy='made']").click()
    page.get_by_text(desk.say["copied"]).wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Аткаруучу: «Ак Кар Басма» ЖЧК")
    desk.fits()
    page.locator("button[name='put']").click()
    assert desk.verdict() == "compliant"
    assert page.input_value("#text").endswith("Нускасы: 500.\n")


def test_changes_of_form_are_compared_and_made_and_the_report_goes_out(desk: Desk, tmp_path: Path) -> None:
    desk.write(unlawful())
    page = desk.page
    assert page.locator(".diff del").inner_text() == "Буйуртмачы"
    assert page.locator(".diff ins").inner_text() == "Буюртмачы"
    assert page.locator(".compare .badge").count() == 2
    desk.press(".mend button")
    page.wait_for_selector(".mend", state="detached")
    assert "Буюртмачы:" in page.input_value("#text")
    page.locator("#text").focus()
    with page.expect_response("**/judge"):
        page.keyboard.press("Control+z")
    assert page.input_value("#text") == unlawful()
    desk.press(".mend button")
    page.wait_for_selector(".mend", state="detached")
    for form in ("html", "json"):
        with page.expect_download() as download:
            page.locator(f".save button[value='{form}']").click()
        assert download.value.suggested_filename == f"report.{form}"
    page.locator("[data-share]").click()
    page.locator("#share-link").wait_for()
    link = page.input_value("#share-link")
    assert re.match(rf"{re.escape(desk.address)}/\?lang={desk.language}#ad=[\w-]+$", link)
    sent = list[str]()
    text = page.input_value("#text")
    page.goto("about:blank")
    page.on("request", lambda request: sent.append(request.url))
    page.goto(link)
    assert desk.verdict() == "non_compliant"
    assert page.input_value("#text") == text
    assert all("#" not in url and "ad=" not in url for url in sent)
    assert "#" not in page.url
    page.goto("about:blank")
    page.goto(link[:-40])
    page.get_by_text(desk.say["save_link_cut"]).wait_for()
    page.goto("about:blank")
    page.goto(link)
    desk.verdict()
    page.emulate_media(media="print")
    assert page.locator(".law .source").first.is_visible()
    assert not page.locator("#text").is_visible()
    assert page.locator("#verdict").is_visible()
    assert page.locator(".finding").first.is_visible()
    assert len(page.pdf()) > 10_000


def test_many_files_have_progress_and_a_list_that_is_saved(desk: Desk, tmp_path: Path) -> None:
    paths = []
    for number in range(30):
        path = tmp_path / f"{number}.txt"
        path.write_text(unlawful() if number % 3 else lawful(), encoding="utf-8")
        paths.append(path)
    desk.give(*paths)
    page = desk.page
    page.wait_for_selector("#save-form")
    assert page.locator(".results tbody tr").count() == 30
    assert page.locator(".tiles li").count() == 2
    desk.fits()
    page.select_option("#save-form", "sarif")
    with page.expect_download() as download:
        page.locator(".save button.primary").click()
    assert download.value.suggested_filename == "report.sarif"
    page.locator(".results a").nth(1).click()
    assert desk.verdict() == "non_compliant"
    page.get_by_text(desk.say["files_back"]).click()
    page.wait_for_selector(".results")


def test_long_work_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    paths = []
    for number in range(40):
        path = tmp_path / f"{number}.txt"
        path.write_text(unlawful() * 60, encoding="utf-8")
        paths.append(path)
    desk.give(*paths)
    page = desk.page
    page.locator("progress").wait_for()
    page.get_by_role("button", name=desk.say["files_cancel"]).click()
    page.get_by_text(desk.say["files_cancelled"]).wait_for()
    assert page.locator("progress").count() == 0
    assert page.get_by_text(desk.say["files_stopped"], exact=True).count() >= 1


def test_a_pdf_is_shown_with_its_places(desk: Desk, leaflet: Path) -> None:
    desk.give(leaflet)
    assert desk.verdict() == "non_compliant"
    page = desk.page
    drawn = "async url => { const i = new Image(); i.src = url; await i.decode(); return i.naturalWidth; }"
    assert page.evaluate(drawn, page.locator("svg image").get_attribute("href")) > 800
    page.locator("svg a[data-n='2']").focus()
    assert "lit" in (page.locator("#ad1-2").get_attribute("class") or "")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "ad1-2"
    desk.fits()


def test_a_file_is_dropped_or_pasted(desk: Desk) -> None:
    page = desk.page
    drop = """([type, name, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text], name, {type: 'text/plain'}));
        const heard = {bubbles: true, cancelable: true};
        const event = type === 'paste' ? new ClipboardEvent('paste', {clipboardData: data, ...heard})
            : new DragEvent('drop', {dataTransfer: data, ...heard});
        document.getElementById('text').dispatchEvent(event);
    }"""
    page.evaluate(drop, ["drop", "<img src=x onerror=alert(1)>.txt", unlawful()])
    page.wait_for_url("**/files/*/0*")
    assert desk.verdict() == "non_compliant"
    assert "<img src=x onerror=alert(1)>.txt" in page.locator("h1").inner_text()
    desk.open("/")
    page.evaluate(drop, ["paste", "photo.txt", lawful()])
    page.wait_for_url("**/files/*/0*")
    assert desk.verdict() == "compliant"


def test_files_are_chosen_with_a_button_in_the_language_of_the_page(desk: Desk) -> None:
    page = desk.page
    page.on("filechooser", lambda chooser: None)  # from now on none opens outside the page, however soon it is asked
    button = page.locator(".pick label").first
    assert button.inner_text() == desk.say["desk_files"]
    page.locator("#files").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.id === 'files'")
    assert button.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    with page.expect_file_chooser():
        page.keyboard.press("Space")
    with page.expect_file_chooser():
        button.click(force=True)


def test_paper_is_light_whatever_the_screen_is(chromium: Browser, address: str) -> None:
    with Desk(chromium, address, "ru", "screen", color_scheme="dark") as desk:
        desk.write(unlawful())
        ground = "getComputedStyle(document.querySelector('#verdict')).backgroundColor"
        desk.page.emulate_media(media="print", color_scheme="light")
        light = desk.page.evaluate(ground)
        desk.page.emulate_media(media="print", color_scheme="dark")
        assert desk.page.evaluate(ground) == light


def test_a_phone_offers_its_camera(chromium: Browser, address: str) -> None:
    with Desk(chromium, address, "ky", "phone") as desk:
        assert desk.page.locator("#photo").is_visible()
        assert desk.page.locator("#photo").get_attribute("capture") == "environment"
