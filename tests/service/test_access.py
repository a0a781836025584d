"""Who may ask: keys, scopes, sessions, origins, hosts; what goes wrong when any of them is."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import Run

from compliance.errors import UsageError
from compliance.interfaces.http.access import COOKIE, CSRF_HEADER
from compliance.interfaces.http.serving import refuse_open
from compliance.interfaces.http.settings import Settings
from compliance.interfaces.http.store import keys, sessions
from compliance.interfaces.http.store.opening import opened
from service.desks import BASE, Desk, Server

ENDPOINTS = [
    ("POST", "/v1/check"), ("POST", "/v1/extract"), ("POST", "/v1/fix"), ("POST", "/v1/compose"),
    ("GET", "/v1/jurisdictions"), ("GET", "/v1/rules"), ("GET", "/v1/rules/kg/imprint/print-run-stated"),
    ("GET", "/v1/elections"), ("POST", "/v1/batches"), ("GET", "/v1/batches"),
    ("GET", "/v1/batches/x"), ("GET", "/v1/batches/x/result"), ("POST", "/v1/batches/x/cancel"),
    ("DELETE", "/v1/batches/x"), ("GET", "/metrics"),
]  # fmt: skip
TEXT = {"Content-Type": "text/plain"}
MakeDesk = Callable[..., Desk]


@pytest.fixture
def closed(desk: MakeDesk) -> tuple[Desk, dict[str, str]]:
    """Return a service that asks for keys, and a key of each scope."""
    made = desk()
    store = opened(made.settings.store())
    return made, {scope: keys.add(store, scope, [scope])[1] for scope in keys.SCOPES}


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_every_endpoint_of_the_description_is_tried(shared: Server) -> None:
    paths = shared.one("GET", "/v1/schemas/openapi.v1.json").json()["paths"]
    described = {(method.upper(), path) for path, one in paths.items() for method in one}
    tried = {(method, path.replace("/x", "/{batch}")) for method, path in ENDPOINTS}
    named = {("GET", "/v1/rules/{name}"), ("GET", "/v1/schemas/{name}")}
    assert described - named <= tried


@pytest.mark.parametrize("key", ["", "nonsense", "imprint_000000000000_x", "imprint__", "ü", "x" * 5000])
def test_no_endpoint_answers_without_a_key_or_with_a_wrong_one(closed: tuple[Desk, dict[str, str]], key: str) -> None:
    headers = bearer(key).items() if key else ()
    raw = [(name.encode(), value.encode()) for name, value in headers]
    answers = closed[0].each(*(httpx.Request(method, BASE + path, headers=raw) for method, path in ENDPOINTS))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) <= {401, 429}
    assert statuses[0] == 401
    assert "Bearer" in answers[0].headers["www-authenticate"]


def test_a_key_reaches_as_far_as_its_scope(closed: tuple[Desk, dict[str, str]]) -> None:
    made, texts = closed
    asked = [("check", "/v1/rules"), ("register", "/v1/rules"), ("check", "/metrics"), ("admin", "/metrics")]
    answers = made.each(*(httpx.Request("GET", BASE + path, headers=bearer(texts[who])) for who, path in asked))
    assert [answer.status_code for answer in answers] == [200, 403, 403, 200]


def test_requests_of_the_page_are_counted_by_its_addresses(desk: MakeDesk) -> None:
    *_, metrics = desk().each(
        *(httpx.Request("GET", BASE + path) for path in ("/imprint", "/files/x", "/nothing", "/metrics"))
    )
    for route, status in (("/imprint", 200), ("/files/{id}", 404), ("none", 404)):
        assert f'route="{route}",status="{status}"}} 1' in metrics.text


def test_health_is_told_without_a_key(closed: tuple[Desk, dict[str, str]]) -> None:
    answers = closed[0].each(*(httpx.Request("GET", BASE + path) for path in ("/healthz", "/readyz")))
    assert [answer.status_code for answer in answers] == [200, 200]


def test_what_is_asked_for_without_its_body_has_none(shared: Server) -> None:
    for path in ("/healthz", "/readyz", "/v1/jurisdictions", "/", "/v1/rules/none"):
        whole, head = shared.one("GET", path), shared.one("HEAD", path)
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert head.headers["content-type"] == whole.headers["content-type"]
    assert "HEAD" in shared.one("PUT", "/v1/rules").headers["allow"]
    assert shared.one("HEAD", "/v1/check").status_code == 405


def test_a_key_is_shown_once_and_kept_as_a_digest(run: Run, tmp_path: Path) -> None:
    state = str(tmp_path / "state")
    made = run("serve", "keys", "add", "newsroom", "--scope", "check", "--scope", "admin", "--state", state)
    assert made.code == 0
    text = made.out.strip()
    listed = run("serve", "keys", "list", "--state", state).out
    assert "newsroom" in listed
    assert "check,admin" in listed
    for path in Path(state).iterdir():
        assert text.rpartition("_")[2].encode() not in path.read_bytes()
    name = text.split("_")[1]
    assert run("serve", "keys", "revoke", name, "--state", state).code == 0
    assert "(revoked)" in run("serve", "keys", "list", "--state", state).out
    assert run("serve", "keys", "revoke", name, "--state", state).code == 2
    assert run("serve", "keys", "add", " ", "--state", state).code == 2


def test_a_revoked_key_opens_nothing_and_leaves_nothing_open(closed: tuple[Desk, dict[str, str]]) -> None:
    made, texts = closed
    store = opened(made.settings.store())
    for key in keys.every(store):
        keys.revoke(store, key.id)
    asked = [httpx.Request("GET", f"{BASE}/v1/rules", headers=h) for h in (bearer(texts["check"]), {})]
    assert [answer.status_code for answer in made.each(*asked)] == [401, 401]


def test_an_address_that_is_taken_is_told_before_anything_starts(run: Run, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--port", port, "--state", str(tmp_path))
    assert result.code == 2
    assert f"cannot listen at 127.0.0.1, port {port}: address already in use" in result.err
    assert "serving at" not in result.err


@pytest.mark.parametrize("name", ["https://desk.example.org", "desk.example.org:8443", "*", ""])
def test_a_name_that_no_request_can_have_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    result = run("serve", "--port", "0", "--state", str(tmp_path), "--allowed-host", name)
    assert result.code == 2
    assert "a name alone is meant" in result.err


@pytest.mark.parametrize("option", ["--time", "--slow", "--rate"])
@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "x"])
def test_a_bound_is_a_number(run: Run, tmp_path: Path, option: str, value: str) -> None:
    result = run("serve", "--port", "0", "--state", str(tmp_path), option, value)
    assert result.code == 2
    assert f"invalid value for '{option}'" in result.err


def test_without_keys_only_the_loopback_is_served(tmp_path: Path) -> None:
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    for host in ("0.0.0.0", "::", "192.0.2.7", "desk.example.org"):
        with pytest.raises(UsageError, match="without keys"):
            refuse_open(Settings(host=host, hosts=("desk.example.org",)), store)
    for host in ("127.0.0.1", "::1", "localhost"):
        refuse_open(Settings(host=host), store)
    keys.add(store, "any", ["check"])
    refuse_open(Settings(host="0.0.0.0", hosts=("desk.example.org",)), store)
    with pytest.raises(UsageError, match="allowed-host"):
        refuse_open(Settings(host="0.0.0.0"), store)


def test_the_command_refuses_an_open_address(run: Run, tmp_path: Path) -> None:
    ran = run("serve", "--host", "0.0.0.0", "--state", str(tmp_path / "state"))
    assert ran.code == 2
    assert "without keys only this machine may ask" in ran.err


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::2]"])
def test_a_host_that_is_not_ours_is_refused(shared: Server, host: str) -> None:
    answer = shared.one("POST", "/v1/check", content=b"x", headers={**TEXT, "Host": host})
    assert answer.status_code in (400, 421)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://127.0.0.1.evil.example"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://[bad"},
    ],
)  # fmt: skip
def test_pages_of_other_sites_may_send_nothing(shared: Server, headers: dict[str, str]) -> None:
    for path in ("/v1/check", "/v1/batches", "/session"):
        assert shared.one("POST", path, content=b"x", headers={**TEXT, **headers}).status_code == 403


def test_no_other_site_is_let_read(shared: Server) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answers = [shared.one("OPTIONS", "/v1/check", headers=asked), shared.one("GET", "/v1/rules", headers=asked)]
    for answer in answers:
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_proxy_in_front_of_a_service_without_keys_is_refused(shared: Server) -> None:
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert shared.one("GET", "/v1/rules", headers={name: "203.0.113.5"}).status_code == 403


def test_a_session_stands_for_a_key(closed: tuple[Desk, dict[str, str]]) -> None:
    made, texts = closed

    async def use(client: httpx.AsyncClient) -> None:
        planted = {"Cookie": f"{COOKIE}=planted-by-somebody"}
        assert (await client.post("/session", data={"key": "wrong"})).headers["location"] == "/login?wrong=1"
        answer = await client.post("/session", data={"key": texts["check"]}, headers=planted)
        assert answer.status_code == 303
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "planted" not in cookie
        token = client.cookies[COOKIE]
        session = sessions.found(opened(made.settings.store()), token)
        assert session is not None
        assert (await client.get("/v1/rules")).status_code == 200
        assert (await client.post("/v1/check", content=b"x", headers=TEXT)).status_code == 403
        right, wrong = ({**TEXT, CSRF_HEADER: text} for text in (session.csrf, "wrong"))
        assert (await client.post("/v1/check", content=b"x", headers=wrong)).status_code == 403
        assert (await client.post("/v1/check", content=b"x", headers=right)).status_code == 200
        assert (await client.post("/session/end", data={"csrf": "wrong"})).status_code == 403
        assert (await client.post("/session/end", data={"csrf": session.csrf})).status_code == 303
        client.cookies.set(COOKIE, token)
        assert (await client.get("/v1/rules")).status_code == 401

    made.ask(use)


def test_a_session_ends_with_time_with_its_key_and_when_the_clock_is_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    key, _ = keys.add(store, "any", ["check"])
    _, token = sessions.begin(store, key)
    now = time.time()
    assert sessions.found(store, token)
    for later in (sessions.LASTS + 1, -3600):
        monkeypatch.setattr(time, "time", lambda later=later: now + later)
        assert sessions.found(store, token) is None
    monkeypatch.setattr(time, "time", lambda: now)
    keys.revoke(store, key.id)
    assert sessions.found(store, token) is None


def test_logins_are_throttled(closed: tuple[Desk, dict[str, str]]) -> None:
    made, texts = closed
    wrong = [httpx.Request("POST", f"{BASE}/session", data={"key": f"wrong{number}"}) for number in range(14)]
    answers = made.each(*wrong, httpx.Request("POST", f"{BASE}/session", data={"key": texts["check"]}))
    assert [answer.status_code for answer in answers[:10]] == [303] * 10
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_who_has_logged_in_is_paced_like_who_brings_the_key(desk: MakeDesk) -> None:
    made = desk(rate=0.01, burst=3)
    _, text = keys.add(opened(made.settings.store()), "any", ["check"])

    async def use(client: httpx.AsyncClient) -> None:
        await client.post("/session", data={"key": text})
        page = [await client.get(path) for path in ("/", "/imprint", "/v1/rules", "/", "/judge")]
        assert [answer.status_code for answer in page] == [200, 200, 200, 429, 405]
        assert int(page[3].headers["retry-after"]) >= 1
        assert (await client.get("/v1/rules", headers=bearer(text))).status_code == 429
        assert (await client.post("/judge", headers={"accept": "application/json"})).status_code == 429

    made.ask(use)


def test_answers_carry_what_keeps_a_browser_safe(shared: Server) -> None:
    for path in ("/", "/v1/rules", "/none"):
        headers = shared.one("GET", path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "'unsafe" not in headers["content-security-policy"]
        assert "server" not in headers


def test_forwarded_headers_are_believed_of_a_named_proxy_alone(tmp_path: Path, server: Callable[..., Any]) -> None:
    state = tmp_path / "state"
    store = opened(Settings(state=str(state)).store())
    _, text = keys.add(store, "any", ["check"])
    made = server("--workers", "1", "--trust-proxy", "127.0.0.1", state=state)
    answer = made.one("GET", "/v1/rules", headers={**bearer(text), "X-Forwarded-For": "203.0.113.5"})
    assert answer.status_code == 200
