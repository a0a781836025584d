"""The page for those who use no mouse, see no colours, run no script, or mean harm; and axe-core.

Needs Playwright and Debian's Chromium, and for axe-core its file (AXE=…/axe.min.js); skipped where they are not.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from page.serving import ADS, lawful, unlawful
from page.window import WIDTHS, Desk, needs_chromium

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install playwright)")
pytestmark = needs_chromium
if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = os.environ.get("AXE", "")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


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


def test_hostile_words_run_nothing(chromium: Browser, address: str) -> None:
    script = "</textarea></script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"
    with Desk(chromium, address, "ky", "screen") as desk:
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
