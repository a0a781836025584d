"""Batches: what is sent is judged once and in order, as the command line would, and survives the end of a service."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
from conftest import Run
from standardwebhooks.webhooks import Webhook

from compliance.errors import UsageError
from compliance.interfaces.http import webhooks
from compliance.interfaces.http.problems import Problem
from compliance.interfaces.http.store import batches as rows
from compliance.interfaces.http.store.opening import opened
from service.desks import BASE, Desk, Server

LINES = {"Content-Type": "application/jsonl"}
SECRET = "whsec_" + "c2VjcmV0IGZvciB0ZXN0cyBvbmx5ISE="
ADS = [{"text": f"Тираж: {number}"} for number in range(1, 41)]
JSONL = "".join(json.dumps(ad, ensure_ascii=False) + "\n" for ad in ADS).encode()
MakeDesk = Callable[..., Desk]


def ended(server: Server, name: str, seconds: float = 60) -> dict[str, Any]:
    """Return what is told of a batch once it has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        told: dict[str, Any] = server.one("GET", f"/v1/batches/{name}").json()
        if told["state"] not in rows.OPEN:
            return told
        time.sleep(0.1)
    raise AssertionError(f"the batch did not end: {told}")


def sent(server: Server, content: bytes = JSONL, query: str = "", key: str = "") -> httpx.Response:
    headers = {**LINES, "Idempotency-Key": key} if key else LINES
    return server.one("POST", f"/v1/batches{query}", content=content, headers=headers)


def test_a_result_has_the_bytes_of_the_command_line(
    shared: Server, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ads.jsonl").write_bytes(JSONL)
    monkeypatch.chdir(tmp_path)
    made = sent(shared, query="?lang=ru").json()
    told = ended(shared, made["id"])
    assert (told["state"], told["done"], told["total"]) == ("done", 40, 40)
    result = shared.one("GET", f"/v1/batches/{made['id']}/result")
    assert result.headers["content-type"] == "application/jsonl"
    assert result.text == run("check", "ads.jsonl", "--format", "jsonl", "--lang", "ru").out
    page = shared.one("GET", f"/v1/batches/{made['id']}/result?format=markdown")
    assert page.status_code == 200
    assert "40" in page.text


def test_each_jurisdiction_judges_each_ad_of_a_batch(
    shared: Server, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ads.jsonl").write_bytes(JSONL)
    monkeypatch.chdir(tmp_path)
    name = sent(shared, query="?jurisdiction=nz,kg").json()["id"]
    told = ended(shared, name)
    assert (told["state"], told["done"], told["total"]) == ("done", 40, 40)
    result = shared.one("GET", f"/v1/batches/{name}/result").text
    assert result == run("check", "ads.jsonl", "--format", "jsonl", "-j", "nz,kg").out
    listed = shared.one("GET", f"/v1/batches/{name}/result?format=json").json()
    assert [one["jurisdiction"] for one in listed["documents"][:3]] == ["nz", "kg", "nz"]


def test_files_of_a_form_are_judged_in_order(shared: Server, run: Run, tmp_path: Path, monkeypatch: Any) -> None:
    files = [("a.txt", "Тираж: 1"), ("b.json", '{"text": "Тираж: 2"}'), ("c.json", "{"), ("d.txt", "")]
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    form = [("file", (name, text.encode())) for name, text in files]
    name = shared.one("POST", "/v1/batches", files=form).json()["id"]
    assert ended(shared, name)["state"] == "done"
    expected = run("check", *(name for name, _ in files), "--format", "jsonl").out
    assert shared.one("GET", f"/v1/batches/{name}/result").text == expected


def test_the_same_request_with_a_key_is_one_batch(shared: Server) -> None:
    first, again = (sent(shared, key="monday").json() for _ in range(2))
    assert first["id"] == again["id"]
    other = sent(shared, JSONL + JSONL, key="monday")
    assert other.status_code == 409
    assert sent(shared).json()["id"] != first["id"]
    forms = [
        shared.one("POST", "/v1/batches", files={"file": ("a.txt", b"x")}, headers={"Idempotency-Key": "form"})
        for _ in range(2)
    ]
    assert len({form.json()["id"] for form in forms}) == 1


@pytest.mark.parametrize(
    ("content", "media"),
    [(b"[]", "application/json"), (b"[1]", "application/json"), (b"{", "application/json"), (b"x", "text/html")],
)
def test_what_is_no_batch_is_refused(shared: Server, content: bytes, media: str) -> None:
    answer = shared.one("POST", "/v1/batches", content=content, headers={"Content-Type": media})
    assert answer.status_code in (415, 422)


def test_a_batch_is_cancelled_and_forgotten(shared: Server) -> None:
    name = sent(shared, JSONL * 100).json()["id"]
    assert shared.one("DELETE", f"/v1/batches/{name}").status_code == 409
    assert shared.one("GET", f"/v1/batches/{name}/result").status_code == 409
    assert shared.one("POST", f"/v1/batches/{name}/cancel").json()["state"] == "cancelled"
    assert shared.one("DELETE", f"/v1/batches/{name}").status_code == 204
    assert shared.one("GET", f"/v1/batches/{name}").status_code == 404


def test_a_single_ad_does_not_wait_for_a_batch(shared: Server) -> None:
    """It is answered while most of the batch is still to be done, however slow the machine is."""
    name = sent(shared, JSONL * 100).json()["id"]
    answer = shared.one("POST", "/v1/check", content=b"x", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 200
    assert shared.one("GET", f"/v1/batches/{name}").json()["state"] in rows.OPEN
    shared.one("POST", f"/v1/batches/{name}/cancel")


def test_a_killed_service_goes_on_where_it_was(tmp_path: Path, server: Callable[..., Server], run: Run) -> None:
    many = JSONL * 20
    first = server("--workers", "1", "--rate", "0")
    name = sent(first, many).json()["id"]
    until = time.monotonic() + 30
    while first.one("GET", f"/v1/batches/{name}").json()["done"] < 50 and time.monotonic() < until:
        time.sleep(0.05)
    first.end(signal.SIGKILL)
    result = tmp_path / "state" / "batches" / name / "result.jsonl"
    with result.open("ab") as file:
        file.write(b'{"half a li')
    second = server("--workers", "1", "--rate", "0")
    told = ended(second, name)
    assert (told["state"], told["done"], told["total"]) == ("done", 800, 800)
    (tmp_path / "ads.jsonl").write_bytes(many)
    os.chdir(tmp_path)
    assert second.one("GET", f"/v1/batches/{name}/result").text == run("check", "ads.jsonl", "--format", "jsonl").out
    assert sorted(path.name for path in result.parent.iterdir()) == ["result.jsonl"]


def test_an_ad_that_no_worker_survives_is_told_and_the_rest_judged(desk: MakeDesk, monkeypatch: Any) -> None:
    made = desk()

    async def use(client: httpx.AsyncClient) -> None:
        import asyncio

        work = made.app.state.work
        call = work.call

        async def deadly(task: str, content: bytes, options: dict[str, Any], /, **more: Any) -> bytes:
            judging = task.endswith(":judge") and more["most"] != 0
            if judging and (more["first"] == 3 or (more["first"] < 3 and more["most"] is None)):
                raise Problem(503, "memory", "the worker that had this request ended early")
            answer: bytes = await call(task, content, options, **more)
            return answer

        monkeypatch.setattr(work, "call", deadly)
        name = (await client.post("/v1/batches", content=JSONL, headers=LINES)).json()["id"]
        for _ in range(600):
            told = (await client.get(f"/v1/batches/{name}")).json()
            if told["state"] not in rows.OPEN:
                break
            await asyncio.sleep(0.1)
        assert (told["state"], told["done"], told["total"]) == ("done", 40, 40)
        *lines, foot = map(json.loads, (await client.get(f"/v1/batches/{name}/result")).text.splitlines())
        assert [line["verdict"] == "unreadable" for line in lines] == [number == 3 for number in range(40)]
        assert foot["summary"]["unreadable"] == 1

    made.ask(use)


def test_no_batch_is_seen_by_another_key(desk: MakeDesk) -> None:
    from compliance.interfaces.http.store import keys

    made = desk()
    store = opened(made.settings.store())
    one, other = ({"Authorization": f"Bearer {keys.add(store, name, ['check'])[1]}"} for name in "ab")

    async def use(client: httpx.AsyncClient) -> None:
        name = (await client.post("/v1/batches", content=JSONL, headers={**LINES, **one})).json()["id"]
        for method, path in (("GET", ""), ("GET", "/result"), ("POST", "/cancel"), ("DELETE", "")):
            answer = await client.request(method, f"/v1/batches/{name}{path}", headers=other)
            assert answer.status_code == 404
        assert (await client.get("/v1/batches", headers=other)).json() == {"batches": []}
        assert (await client.get(f"/v1/batches/{name}", headers=one)).status_code == 200

    made.ask(use)


def test_too_many_batches_are_turned_away(desk: MakeDesk) -> None:
    made = desk(batches=1)
    answers = made.each(
        *(httpx.Request("POST", f"{BASE}/v1/batches", content=JSONL * 50, headers=LINES) for _ in range(2))
    )
    assert [answer.status_code for answer in answers] == [202, 429]
    assert "retry-after" in answers[1].headers


def test_batches_that_are_sent_at_once_are_counted_too(desk: MakeDesk) -> None:
    made = desk(batches=3)

    async def use(client: httpx.AsyncClient) -> None:
        import asyncio

        made.app.state.batching.wake = lambda: None  # none of them ends meanwhile
        sending = (client.post("/v1/batches", content=JSONL, headers=LINES) for _ in range(12))
        statuses = sorted(answer.status_code for answer in await asyncio.gather(*sending))
        assert statuses == [202] * 3 + [429] * 9

    made.ask(use)


class Receiver(BaseHTTPRequestHandler):
    """Refuses the first message, takes the second."""

    got: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((dict(self.headers), body))
        self.send_response(500 if len(self.got) == 1 else 204)
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def receiver() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    got: list[tuple[dict[str, str], bytes]] = []
    listening = HTTPServer(("127.0.0.1", 0), type("Here", (Receiver,), {"got": got}))
    Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}", got
    finally:
        listening.shutdown()
        listening.server_close()


def test_the_end_of_a_batch_is_told_signed_and_again_where_it_was_not_taken(desk: MakeDesk) -> None:
    with receiver() as (origin, got):
        made = desk(webhooks={origin: SECRET}, pauses=(0, 1, 1))

        async def use(client: httpx.AsyncClient) -> None:
            import asyncio

            answer = await client.post(f"/v1/batches?webhook={origin}/hook", content=JSONL, headers=LINES)
            assert answer.status_code == 202
            for _ in range(1200):
                if len(got) == 2:
                    break
                await asyncio.sleep(0.1)
            await asyncio.sleep(2)
            assert len(got) == 2
            (first, body), (second, again) = got
            assert first["webhook-id"] == second["webhook-id"]
            told = Webhook(SECRET).verify(again, second)
            assert body == again
            assert told["type"] == "batch.done"
            assert told["data"]["id"] == answer.json()["id"]
            assert told["data"]["done"] == 40

        made.ask(use)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x", "http://hooks.example.org/x", "https://hooks.example.org:444/x", "ftp://hooks.example.org",
        "https://hooks.example.org@evil.example/", "https://hooks.example.org.evil.example/", "//hooks.example.org/x",
        "https://127.0.0.1/", "file:///etc/passwd", "https://hooks.example.org/\n", "javascript:x",
    ],
)  # fmt: skip
def test_only_origins_of_the_settings_are_told(desk: MakeDesk, url: str) -> None:
    made = desk(webhooks={"https://hooks.example.org": SECRET})
    answer = made.one("POST", "/v1/batches", params={"webhook": url}, content=JSONL, headers=LINES)
    assert answer.status_code == 422


def test_a_file_of_webhooks_is_read_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "hooks.toml"
    path.write_text(f'"https://hooks.example.org" = "{SECRET}"\n', encoding="utf-8")
    assert webhooks.secrets_of(str(path)) == {"https://hooks.example.org": SECRET}
    for text in ('"https://hooks.example.org/x" = "whsec_eA=="', '"https://a.example" = "x"', "[", '"https://a.b" = 1'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UsageError):
            webhooks.secrets_of(str(path))
    with pytest.raises(UsageError):
        webhooks.secrets_of(str(tmp_path / "none.toml"))


def test_a_clock_set_back_holds_no_message_up(tmp_path: Path) -> None:
    store = opened(f"sqlite:///{tmp_path / 's.sqlite3'}")
    made = rows.made("home", "open", None, {}, "https://hooks.example.org")
    rows.add(store, made._replace(state=rows.DONE, next_try=10_000))
    assert not rows.to_tell(store, "home", 9_000, 3_600)
    assert [one.id for one in rows.to_tell(store, "home", 1_000, 3_600)] == [made.id]
    assert [one.id for one in rows.to_tell(store, "home", 10_000, 3_600)] == [made.id]
