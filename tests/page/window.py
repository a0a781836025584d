"""A window of Chromium with the page, and what a person does in it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compliance.interfaces.http.page.words import page_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
WIDTHS = {"screen": (1280, 900), "phone": (390, 844)}
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium (apt-get install chromium)")
_WAIT = 10_000


class Desk:
    """A window with the page, and what a person does in it; nothing may go wrong in it unseen."""

    def __init__(self, chromium: Browser, address: str, language: str, width: str, **options: Any) -> None:
        self.address, self.language, self.say = address, language, page_words(language)
        wide, high = WIDTHS[width]
        touch: dict[str, Any] = {"has_touch": True, "is_mobile": True} if width == "phone" else {}
        self.context: Any = chromium.new_context(
            viewport={"width": wide, "height": high}, locale=language, accept_downloads=True, **touch, **options
        )
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        self.page: Any = self.context.new_page()
        self.page.set_default_timeout(_WAIT)
        self.wide, self.faults = wide, list[str]()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._watch)
        self.page.on("dialog", self._dismiss)

    def __enter__(self) -> Desk:
        self.open("/")
        return self

    def __exit__(self, *what: object) -> None:
        self.context.close()
        if what[0] is None:
            assert self.faults == []

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.faults.append(message.text)

    def _dismiss(self, dialog: Any) -> None:
        self.faults.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

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
