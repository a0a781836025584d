"""What the service bears: killed workers, slow and large clients, full disks, overload: all get a plain answer."""

from __future__ import annotations

import asyncio
import errno
import io
import json
import os
import signal
import socket
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from compliance.interfaces.http import batching, intake
from compliance.interfaces.http.buckets import Buckets
from service.desks import BASE, Desk, Server

TEXT = {"Content-Type": "text/plain"}
LINES = {"Content-Type": "application/jsonl"}
MakeDesk = Callable[..., Desk]
MakeServer = Callable[..., Server]
# long enough to be at work when somebody kills the worker
LONG = ("Тираж: 500. Заказчик: партия. " * 40_000).encode()


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def spent(process: int) -> int:
    """Return how much time of a processor a process has had, in the system's ticks."""
    behind_name = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(behind_name[11]) + int(behind_name[12])


def test_a_killed_worker_is_replaced_and_its_request_answered_503(server: MakeServer) -> None:
    made = server("--workers", "1", "--rate", "0")
    before = made.workers()
    with httpx.Client(timeout=60) as client:
        from threading import Thread

        answers: list[httpx.Response] = []
        asked = Thread(target=lambda: answers.append(client.post(f"{made.base}/v1/check", content=LONG, headers=TEXT)))
        idle = spent(before[0])
        asked.start()
        wait_for(lambda: spent(before[0]) > idle + 2)  # it is at work
        os.kill(before[0], signal.SIGKILL)
        asked.join(60)
        assert not asked.is_alive()
        assert [answer.status_code for answer in answers] == [503]
        assert answers[0].json()["detail"] == "the worker that had this request ended early"
        wait_for(lambda: made.workers() not in ([], before))
        assert client.post(f"{made.base}/v1/check", content=b"x", headers=TEXT).status_code == 200
    assert made.one("GET", "/metrics").text.count("compliance_workers_replaced_total 1") == 1


def test_an_idle_worker_that_is_killed_costs_no_request(server: MakeServer) -> None:
    made = server("--workers", "2", "--rate", "0")
    before = made.workers()
    os.kill(before[0], signal.SIGKILL)
    wait_for(lambda: len(made.workers()) == 2 and before[0] not in made.workers())
    statuses = {made.one("POST", "/v1/check", content=b"x", headers=TEXT).status_code for _ in range(5)}
    assert statuses == {200}


def test_a_stop_lets_what_runs_come_to_its_end(server: MakeServer) -> None:
    made = server("--workers", "1", "--rate", "0")
    workers = made.workers()
    head = (
        f"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: {len(LONG)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", made.port), timeout=60) as connection:
        connection.sendall(head.encode() + LONG)  # more than lies unread between two ends: it has been begun
        assert made.end() in (0, -signal.SIGTERM)
        assert connection.recv(20).startswith(b"HTTP/1.1 200")
    wait_for(lambda: not any(Path(f"/proc/{one}").exists() for one in workers))


def test_a_killed_service_leaves_no_worker_behind(server: MakeServer) -> None:
    made = server("--workers", "2", "--rate", "0")
    workers = made.workers()
    made.end(signal.SIGKILL)
    wait_for(lambda: not any(Path(f"/proc/{one}").exists() for one in workers))


def test_an_ad_that_takes_too_long_is_given_up(desk: MakeDesk) -> None:
    made = desk(time=0.05)
    answer = made.one("POST", "/v1/check", content=LONG, headers=TEXT)
    assert answer.status_code == 503
    assert "was not done in 0.05 seconds" in answer.json()["detail"]


def test_a_request_that_is_too_large_is_refused_before_it_is_held(server: MakeServer) -> None:
    made = server("--workers", "1", "--largest", "1")
    declared = made.one("POST", "/v1/check", content=b"x" * (1 << 21), headers=TEXT)
    assert declared.status_code == 413

    def pieces() -> Any:
        for _ in range(64):
            yield b"x" * (1 << 16)

    streamed = httpx.post(f"{made.base}/v1/check", content=pieces(), headers=TEXT)
    assert streamed.status_code == 413
    hundred = made.one("POST", "/v1/batches", content=b"x" * (100 << 20), headers=LINES)
    assert hundred.status_code == 413
    assert not list((made.log.parent / "state" / "batches").glob("*/*"))


@pytest.mark.parametrize("start", [b"", b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\n"])
def test_a_client_that_never_finishes_its_headers_is_let_go(server: MakeServer, start: bytes) -> None:
    made = server("--workers", "1", "--slow", "1")
    with socket.create_connection(("127.0.0.1", made.port), timeout=20) as connection:
        connection.sendall(start)
        assert connection.recv(100) == b""


def test_a_client_that_never_finishes_its_body_is_told_408(server: MakeServer) -> None:
    made = server("--workers", "1", "--slow", "1")
    head = b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nx"
    with socket.create_connection(("127.0.0.1", made.port), timeout=20) as connection:
        connection.sendall(head)
        assert connection.recv(20).startswith(b"HTTP/1.1 408")
    assert made.one("POST", "/v1/check", content=b"x", headers=TEXT).status_code == 200


def test_a_body_with_two_lengths_is_refused_and_the_connection_closed(server: MakeServer) -> None:
    made = server("--workers", "1")
    head = b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", made.port), timeout=20) as connection:
        connection.sendall(head + b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1


def test_many_slow_clients_keep_nobody_out(server: MakeServer) -> None:
    made = server("--workers", "1", "--slow", "5")
    slow = [socket.create_connection(("127.0.0.1", made.port)) for _ in range(100)]
    for connection in slow:
        connection.sendall(b"POST /v1/check HTTP/1.1\r\nHost: ")
    assert made.one("POST", "/v1/check", content=b"x", headers=TEXT).status_code == 200
    for connection in slow:
        connection.close()


def test_overload_is_turned_away_and_no_check_fails(desk: MakeDesk) -> None:
    made = desk(workers=1, waiting=2, wait=30)

    async def use(client: httpx.AsyncClient) -> None:
        asked = [client.post("/v1/check", content=LONG, headers=TEXT) for _ in range(8)]
        answers = await asyncio.gather(*asked)
        statuses = sorted(answer.status_code for answer in answers)
        assert set(statuses) == {200, 503}
        assert statuses.count(200) >= 2  # who has the worker at once counts as waiting until then
        assert all(answer.headers["retry-after"] for answer in answers if answer.status_code == 503)

    made.ask(use)


def test_who_asks_too_fast_is_told_when_to_come_again(desk: MakeDesk) -> None:
    answers = desk(rate=0.01, burst=2).each(*(httpx.Request("GET", f"{BASE}/v1/rules") for _ in range(3)))
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 80 < int(answers[2].headers["retry-after"]) <= 100  # a hundred seconds, less what the three have taken


def test_a_bucket_fills_again_and_forgets_old_clients() -> None:
    now = [0.0]
    buckets = Buckets(2, 1, clock=lambda: now[0])
    assert [buckets.wait("a"), buckets.wait("a"), buckets.wait("b")] == [0, 1, 0]
    now[0] = 0.5
    assert buckets.wait("a") == 0
    for number in range(20_000):
        buckets.wait(str(number))
    assert len(buckets._clients) == 10_000


def test_too_much_at_once_is_turned_away(desk: MakeDesk) -> None:
    answer = desk(held=1000).one("POST", "/v1/check", content=b"x" * 2000, headers=TEXT)
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def test_a_full_disk_is_told_plainly(desk: MakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: Any, **more: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    made = desk()
    monkeypatch.setattr(intake, "open", full, raising=False)
    batch, check = made.each(
        httpx.Request("POST", f"{BASE}/v1/batches", content=b'{"text":"x"}', headers=LINES),
        httpx.Request("POST", f"{BASE}/v1/check", content=b"x", headers=TEXT),
    )  # fmt: skip
    assert batch.status_code == 507
    assert "no room" in batch.json()["detail"]
    assert check.status_code == 200
    assert not [path for path in (Path(made.settings.state) / "batches").iterdir() if path.is_dir()]


class Full(io.BytesIO):
    """A file on a disk without room."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_fills_up_ends_a_batch_and_says_why(desk: MakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk()

    async def use(client: httpx.AsyncClient) -> None:
        monkeypatch.setattr(batching, "open", lambda *arguments: Full(), raising=False)
        answer = await client.post("/v1/batches", content=b'{"text":"x"}', headers=LINES)
        name = answer.json()["id"]
        for _ in range(1200):
            told = (await client.get(f"/v1/batches/{name}")).json()
            if told["state"] not in ("queued", "running"):
                break
            await asyncio.sleep(0.1)
        assert told["state"] == "failed"
        assert told["fault"] == "the result cannot be written: no space left on device"

    made.ask(use)


def test_a_store_that_fails_is_a_plain_503(desk: MakeDesk) -> None:
    made = desk()

    async def use(client: httpx.AsyncClient) -> None:
        from sqlalchemy import text

        with made.app.state.batching.store.begin() as connection:
            connection.execute(text("DROP TABLE batches"))
        answer = await client.get("/v1/batches")
        assert answer.status_code == 503
        assert answer.json()["detail"] == "the store cannot be read or written now"
        assert (await client.post("/v1/check", content=b"x", headers=TEXT)).status_code == 200

    made.ask(use)


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ad.txt", b"\0" * (200 << 20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.zip", bomb()),
        ("deep.json", b"[" * 1_000_000),
        ("x.pdf", b"%PDF-1.7\n" + b"\xff" * 5000),
        ("x.html", b"<div>" * 200_000), ("x.docx", b"PK\x03\x04" + b"\0" * 1000),
        ("x.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><rss>&a;</rss>'),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)  # fmt: skip
def test_hostile_files_are_answered_and_end_nothing(shared: Server, name: str, content: bytes) -> None:
    before = shared.workers()
    answer = shared.one("POST", "/v1/check", files={"file": (name, content)})
    assert answer.status_code in (200, 422)
    assert shared.one("POST", "/v1/check", content=b"x", headers=TEXT).status_code == 200
    assert shared.workers() == before


SCRIPT = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def test_script_in_an_ad_and_its_name_comes_back_as_text(shared: Server) -> None:
    ad = {
        "text": f"Тираж: {SCRIPT}\nЗаказчик: {SCRIPT}", "path": SCRIPT, "language": "ru",
        "medium": "print", "published": "2021-07-06",
    }  # fmt: skip
    for query in ("format=html", "format=markdown", "format=json", "format=junit"):
        answer = shared.one("POST", f"/v1/check?{query}", json=ad)
        assert answer.headers["x-content-type-options"] == "nosniff"
        if answer.headers["content-type"].startswith(("text/html", "application/xml")):
            assert "<script>alert" not in answer.text
            assert "<img src=x" not in answer.text
    named = shared.one("POST", "/v1/check?format=html", files={"file": (SCRIPT + ".txt", SCRIPT.encode())})
    assert "<script>alert" not in named.text
    wrong = shared.one("GET", f"/v1/rules/{SCRIPT}")
    assert wrong.headers["content-type"] == "application/problem+json"
    assert wrong.headers["content-security-policy"].startswith("default-src 'none'")


def test_logs_tell_of_requests_and_hold_nothing_of_an_ad(server: MakeServer) -> None:
    made = server("--workers", "1", "--rate", "0")
    made.one("POST", "/v1/check?election=secret-word", content=b"secret-word", headers=TEXT)
    made.one("POST", "/v1/check", files={"file": ("secret-word.txt", b"secret-word")})
    made.one("POST", "/v1/check", json={"text": 5, "path": "secret-word"})
    made.one("GET", "/secret-word")
    made.one("GET", "/v1/rules/secret-word", headers={"X-Request-ID": "mine-1", "Authorization": "Bearer secret-word"})
    made.end()
    assert "secret-word" not in made.log.read_text()
    told = [line for line in made.lines() if line["message"] == "request" and line["route"] != "/readyz"]
    found = [(line["route"], line["status"]) for line in told]
    assert found[:3] == [("/v1/check", 422), ("/v1/check", 200), ("/v1/check", 422)]
    assert told[-1]["request_id"] == "mine-1"


def test_a_bug_is_a_plain_500_and_its_log_quotes_nothing(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from compliance.interfaces.http.logs import JsonLines

    made = desk()

    async def use(client: httpx.AsyncClient) -> None:
        def broken(*arguments: Any) -> None:
            raise RuntimeError("quotes secret-word")

        monkeypatch.setattr(made.app.state.work, "check", broken)
        answer = await client.post("/v1/check", content=b"secret-word", headers=TEXT)
        assert answer.status_code == 500
        assert "secret-word" not in answer.text

    made.ask(use)
    (record,) = (one for one in caplog.records if one.levelname == "ERROR")
    line = json.loads(JsonLines().format(record))
    assert line["exception"] == "RuntimeError"
    assert "secret-word" not in json.dumps(line)
