"""A service with keys: nobody sees the page who did not log in, and a form of another session is refused."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from compliance.interfaces.http.page.words import page_words
from page.serving import Browser, lawful, serving, verdict


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
