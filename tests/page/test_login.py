"""A service with keys: nobody sees the page who did not log in, and a form of another session is refused."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from compliance.interfaces.http.page.words import page_words
from page.serving import Browser, lawful, serving, unlawful, verdict
from page.window import needs_chromium


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    state = tmp_path_factory.mktemp("closed")
    command = [
        sys.executable,
        "-m",
        "compliance",
        "serve",
        "keys",
        "add",
        "desk",
        "--scope",
        "check",
        "--state",
        str(state),
    ]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    key = max(made.stdout.split(), key=len)
    with serving(state, "--workers", "1") as address:
        yield address, key


def browser(address: str) -> Browser:
    return Browser(base_url=address, follow_redirects=True, timeout=60)


def test_the_page_asks_for_a_key_and_a_wrong_one_is_told(closed: tuple[str, str]) -> None:
    with browser(closed[0]) as made:
        for path in ("/", "/imprint", "/files/" + "A" * 32):
            answer = made.get(path)
            assert answer.url.path == "/login"
            assert 'name="key"' in answer.text
        assert made.post("/judge", headers={"accept": "application/json"}).status_code == 401
        wrong = made.post("/session", data={"key": "wrong"})
        assert page_words("en")["login_wrong"] in wrong.text


def test_who_logs_in_can_work_until_they_log_out(closed: tuple[str, str]) -> None:
    with browser(closed[0]) as made, browser(closed[0]) as other:
        assert made.post("/session", data={"key": closed[1]}).url.path == "/"
        assert other.post("/session", data={"key": closed[1]}).url.path == "/"
        assert verdict(made.fill("/", text=lawful())) == "compliant"
        token = other.token()
        assert token != made.token()
        assert made.post("/", data={"csrf": token, "text": lawful()}).status_code == 403
        page = made.get("/").text
        match = re.search(r'action="/session/end"><input type="hidden" name="csrf" value="([^"]+)"', page)
        assert match is not None
        assert made.post("/session/end", data={"csrf": match[1]}).url.path == "/login"
        assert made.get("/").url.path == "/login"


@needs_chromium
def test_who_is_logged_out_while_typing_keeps_the_text_and_goes_on(closed: tuple[str, str], chromium: Any) -> None:
    say = page_words("ru")
    with chromium.new_context(locale="ru") as context:
        page = context.new_page()
        page.goto(f"{closed[0]}/login")
        page.fill("#key", closed[1])
        page.click("form button.primary")
        page.fill("#text", lawful())
        page.wait_for_selector("#verdict[data-verdict='compliant']")
        context.clear_cookies(name="compliance_session")
        page.fill("#text", unlawful())
        with context.expect_page() as opened:
            page.get_by_text(say["desk_logged_out"]).click()
        opened.value.fill("#key", closed[1])
        opened.value.click("form button.primary")
        opened.value.wait_for_selector("#text")
        assert page.input_value("#text") == unlawful()
        page.click("form button.primary")
        page.wait_for_selector("#verdict[data-verdict='non_compliant']")


@needs_chromium
@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (503, {}, "desk_heavy"),
        (503, {"Retry-After": "9"}, "desk_busy"),
        (413, {}, "desk_too_large"),
        (500, {}, "desk_offline"),
        (429, {"Retry-After": "9"}, "desk_busy"),
    ],
)
def test_what_is_not_judged_is_told_and_only_tried_again_where_that_may_do(
    address: str, chromium: Any, status: int, headers: dict[str, str], said: str
) -> None:
    with chromium.new_context(locale="en") as context:
        page, asked = context.new_page(), list[str]()
        page.goto(f"{address}/?lang=en")

        def refuse(route: Any) -> None:
            asked.append(route.request.url)
            route.fulfill(status=status, headers=headers, json={})

        page.route("**/judge", refuse)
        page.fill("#text", "Vote!")
        page.get_by_text(page_words("en")[said]).wait_for()
        page.wait_for_timeout(1_500)
        assert len(asked) == 1
        assert page.input_value("#text") == "Vote!"
