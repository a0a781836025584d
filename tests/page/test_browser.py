"""The page as a person uses it, in Chromium: its six points, in three languages, on a screen and on a phone.

Needs Playwright, Debian's Chromium, and for the last test axe-core (AXE names its file); skipped where they are not.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compliance.interfaces.http.page.words import page_words
from page.serving import ADS, lawful, unlawful

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install playwright)")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
AXE = os.environ.get("AXE", "")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium (apt-get install chromium)")
if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WIDTHS = {"screen": (1280, 900), "phone": (390, 844)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WAIT = 10_000


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[f"{language}-{width}" for language in ("ky", "ru", "en") for width in WIDTHS])
def desk(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Desk]:
    language, _, width = request.param.partition("-")
    with Desk(chromium, address, language, width) as made:
        yield made


class Desk:
    """A window with the page, and what a person does in it; nothing may go wrong in it unseen."""

    def __init__(self, chromium: Browser, address: str, language: str, width: str, **options: Any) -> None:
        self.address, self.language, self.say = address, language, page_words(language)
        wide, high = WIDTHS[width]
        touch = {"has_touch": True, "is_mobile": True} if width == "phone" else {}
        self.context: BrowserContext = chromium.new_context(
            viewport={"width": wide, "height": high}, locale=language, accept_downloads=True, **touch, **options
        )
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(WAIT)
        self.wide, self.faults = wide, list[str]()
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._watch)
        self.page.on("dialog", lambda dialog: (self.faults.append("a dialog"), dialog.dismiss()))

    def __enter__(self) -> Desk:
        self.open("/")
        return self

    def __exit__(self, *what: object) -> None:
        self.context.close()
        if what[0] is None:
            assert self.faults == []

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.address, "blob:", "about:")):
            self.faults.append(f"a foreign host: {request.url}")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}?lang={self.language}")

    def write(self, text: str) -> str:
        """Write an ad, and return the verdict that appears without a button being pressed."""
        with self.page.expect_response("**/judge"):
            self.page.fill("#text", text)
        return self.verdict()

    def verdict(self) -> str:
        shown = self.page.locator("#verdict[data-verdict]")
        shown.wait_for()
        found = shown.get_attribute("data-verdict") or ""
        assert self.say[f"verdict_{found}"] in shown.inner_text()
        return found

    def press(self, selector: str) -> None:
        """Press what judges anew, and wait for the answer."""
        with self.page.expect_response("**/judge"):
            self.page.locator(selector).first.click()
        self.page.locator(".busy").wait_for(state="detached")

    def give(self, *paths: Path) -> None:
        self.page.set_input_files("#files", [str(path) for path in paths])
        self.page.wait_for_url("**/files/**")

    def fits(self) -> None:
        """Hold that nothing is wider than the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.wide


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
    page.emulate_media(media="print")
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


def test_a_phone_offers_its_camera(chromium: Browser, address: str) -> None:
    with Desk(chromium, address, "ky", "phone") as desk:
        assert desk.page.locator("#photo").is_visible()
        assert desk.page.locator("#photo").get_attribute("capture") == "environment"


def test_all_of_it_is_reached_by_keyboard(chromium: Browser, address: str) -> None:
    with Desk(chromium, address, "ru", "screen") as desk:
        page = desk.page
        page.keyboard.press("Tab")
        assert "skip" in (page.evaluate("document.activeElement.className") or "")
        page.focus("#text")
        with page.expect_response("**/judge"):
            page.keyboard.insert_text(unlawful())
        page.wait_for_selector("#verdict[data-verdict]")
        reached = set[str]()
        name = "(e => e.dataset.edit ? 'edit' : e.classList[0] || e.id || e.tagName)(document.activeElement)"
        for _ in range(80):
            page.keyboard.press("Tab")
            reached.add(page.evaluate(name))
        assert {"files", "go-to", "edit", "SUMMARY", "ref", "primary"} <= reached


def test_it_is_read_and_used_without_script(chromium: Browser, address: str, leaflet: Path) -> None:
    with Desk(chromium, address, "ru", "phone", java_script_enabled=False) as desk:
        page = desk.page
        page.fill("#text", unlawful())
        page.locator("form.desk button.primary").click()
        assert desk.verdict() == "non_compliant"
        page.locator(".mend button").click()
        assert "Буюртмачы:" in page.input_value("#text")
        page.locator(".languages button[value='ky']").click()
        assert "Буюртмачы:" in page.input_value("#text")
        page.fill("#text", lawful())
        page.locator("form.desk button.primary").click()
        page.locator(".question button[value='print']").click()
        assert page.locator("#known-medium").input_value() == "print"
        page.set_input_files("#files", str(leaflet))
        page.locator("form.desk button.primary").click()
        page.wait_for_url("**/files/**")
        for _ in range(40):
            if page.locator("#verdict").count():
                break
            page.wait_for_timeout(250)
            page.reload()
        assert page.locator("#verdict").get_attribute("data-verdict") == "non_compliant"


def test_hostile_words_run_nothing(desk: Desk) -> None:
    script = "</textarea></script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"
    desk.write(f"{unlawful()}\nНускасы: {script}\nАткаруучу: {script}")
    desk.page.wait_for_timeout(300)
    assert desk.page.locator("#sheet img, #sheet script, #sheet svg[onload]").count() == 0


def test_the_service_that_goes_away_is_told_and_the_text_stays(chromium: Browser, address: str) -> None:
    with Desk(chromium, address, "en", "screen") as desk:
        desk.write(lawful())
        desk.page.route("**/judge", lambda route: route.abort())
        desk.page.fill("#text", unlawful())
        desk.page.get_by_text(desk.say["desk_offline"]).wait_for()
        assert desk.page.input_value("#text") == unlawful()
        desk.page.unroute("**/judge")
        desk.faults.clear()
        assert desk.write(unlawful() + " ") == "non_compliant"


@pytest.mark.skipif(not AXE, reason="needs axe-core: AXE=…/axe-core/axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(chromium: Browser, address: str, leaflet: Path, width: str, scheme: Any) -> None:
    with Desk(chromium, address, "ky", width, color_scheme=scheme, bypass_csp=True) as desk:
        page, source, found = desk.page, Path(AXE).read_text(encoding="utf-8"), list[Any]()

        def look(state: str) -> None:
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            page.evaluate(source)
            run = "tags => axe.run(document, {runOnly: tags})"
            for fault in page.evaluate(run, RULES)["violations"]:
                found.append((state, fault["id"], [node["target"] for node in fault["nodes"]][:3]))

        look("empty")
        desk.write(unlawful())
        page.locator("[data-share]").click()
        page.locator("#share-link").wait_for()
        look("unlawful")
        desk.write(lawful())
        for _ in range(4):
            look("question")
            desk.press(".question button.quiet")
        desk.open("/imprint")
        page.locator("form button.primary").click()
        page.wait_for_selector("#missing-title")
        look("imprint")
        desk.open("/")
        desk.give(*sorted(ADS.glob("*/*")))
        page.wait_for_selector("#save-form")
        look("files")
        desk.open("/")
        desk.give(leaflet)
        desk.verdict()
        look("pdf")
        assert found == []
