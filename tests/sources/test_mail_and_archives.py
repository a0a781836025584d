"""E-mail, made with Python's `email`, and ZIP archives: each part is read once, as what it is, and within bounds."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from pathlib import Path

import pytest
from conftest import Run

from compliance.checker import Checker
from compliance.errors import SourceError
from compliance.sources.loading import Loaded, load_bytes

IMPRINT = (
    "Исполнитель: ОсОО «Ак Кар Принт», г. Бишкек, ул. Тыныстанова, 14. Заказчик: политическая партия «Күмүш Булут». "
    "Дата выхода: 15.11.2021 г. Тираж: 5 000 экз."
)
PAGE = f"<html><body><p>28 ноября — ваш выбор!</p><footer>{IMPRINT}</footer></body></html>"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker("kg")


def load(content: bytes, name: str) -> list[Loaded]:
    return load_bytes(content, name)


def mail(text: str | None = None, html: str | None = None, charset: str = "utf-8") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "press@example.org", "desk@example.org"
    message["Subject"] = "Шайлоо: парктар"
    message["Date"] = "Mon, 15 Nov 2021 10:00:00 +0600"
    message["Message-ID"] = "<1@example.org>"
    if text is not None:
        message.set_content(text, charset=charset)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html", charset=charset)
    elif html is not None:
        message.set_content(html, subtype="html", charset=charset)
    return message


def zipped(files: dict[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize("name", ["letter.eml", "letter"])
def test_text_and_html_are_one_body_read_once(name: str, checker: Checker) -> None:
    (one,) = load(mail(f"28 ноября — ваш выбор!\n\n{IMPRINT}\n", PAGE).as_bytes(), name)
    assert one.document.text.count("Исполнитель") == 1
    assert one.document.text.startswith("Шайлоо: парктар\n\n28 ноября")
    assert one.known.published == datetime(2021, 11, 15, 10, tzinfo=timezone(timedelta(hours=6)))
    entry = checker.judge(one)
    assert (entry["format"], entry["medium"], entry["medium_from"]) == ("email", "online", "format")
    assert entry["imprints"][0]["print_run"]["span"]["place"] == {"where": "part 2, body > footer"}


@pytest.mark.parametrize(
    ("charset", "kind"), [("windows-1251", "plain"), ("mac-cyrillic", "plain"), ("windows-1251", "html")]
)
def test_parts_are_decoded_as_they_say(charset: str, kind: str, checker: Checker) -> None:
    text = IMPRINT.replace("Күмүш Булут", "Белое Облако")
    made = mail(text, charset=charset) if kind == "plain" else mail(html=f"<p>{text}</p>", charset=charset)
    (one,) = load(made.as_bytes(), "letter.eml")
    (found,) = checker.read(one.document).imprints
    assert found.leaves["customer.name"].raw == "политическая партия «Белое Облако»"
    place = one.document.place(*found.leaves["customer.name"].place)
    assert place is not None
    assert place.where.startswith("part 1")


def test_attachments_are_ads_of_their_own(checker: Checker) -> None:
    message = mail("Во вложении листовки.")
    message.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="листовка.html")
    legacy = IMPRINT.encode("cp1251", "xmlcharrefreplace")
    message.add_attachment(legacy, maintype="application", subtype="octet-stream", filename="a/b.txt")
    message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="x.bin")
    body, page, text = load(message.as_bytes(), "letter.eml")
    assert body.document.text == "Шайлоо: парктар\n\nВо вложении листовки."
    assert [one.what for one in body.document.unread] == ["beside"]
    assert checker.judge(body)["verdict"] == "unclear"
    assert [one.document.pointer for one in (page, text)] == ["/листовка.html", "/a~1b.txt"]
    assert checker.judge(page)["imprints"][0]["print_run"]["value"] == 5000
    assert checker.judge(text)["findings"][0].get("pointer") == "/a~1b.txt"


def test_an_attached_mail_is_read_and_depth_ends() -> None:
    message = mail(IMPRINT)
    for _ in range(6):
        outer = mail("Переслано.")
        outer.add_attachment(message)
        message = outer
    found = load(message.as_bytes(), "letter.eml")
    assert found[-1].fault == "is nested too deeply"
    assert len(found) > 1
    assert all(one.document.text.endswith("Переслано.") for one in found[:-1])


def test_a_picture_in_the_body_is_told_as_unread(checker: Checker) -> None:
    message = mail("Голосуйте!")
    message.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(50), maintype="image", subtype="png", cid="<a>")
    (one,) = [one for one in load(message.as_bytes(), "letter.eml") if not one.fault]
    assert [(part.what, part.place.where) for part in one.document.unread] == [("picture", "part 2")]
    assert checker.judge(one)["verdict"] == "unclear"


@pytest.mark.parametrize("content", [b"From: a\r\nContent-Type: multipart/mixed\r\n\r\n", b"Subject: x\n\n"])
def test_a_broken_mail_is_an_error_and_no_crash(content: bytes) -> None:
    with pytest.raises(SourceError):
        load(content, "letter.eml")


def test_a_text_that_begins_like_a_mail_is_a_text() -> None:
    assert load("Subject: выборы\nГолосуйте!".encode(), "ad.txt")[0].document.format == "text"


def test_members_of_an_archive_are_ads_in_order_of_name(checker: Checker) -> None:
    packed = zipped({
        "b/page.html": PAGE, "a.txt": IMPRINT, "__MACOSX/a.txt": "x", ".git/x.txt": "x", "c.exe": b"MZ",
        "ads.json": json.dumps([{"text": IMPRINT}, {"text": "Парки"}]), "../../etc/passwd.txt": "Парки и дворы",
    })  # fmt: skip
    found = load(packed, "ads.zip")
    assert [one.document.pointer for one in found] == [
        "/..~1..~1etc~1passwd.txt",
        "/a.txt",
        "/ads.json/0/text",
        "/ads.json/1/text",
        "/b~1page.html",
    ]
    assert {one.document.path for one in found} == {"ads.zip"}
    entry = checker.judge(found[-1])
    assert entry["imprints"][0]["print_run"]["span"]["place"] == {"where": "body > footer"}


def test_one_bad_member_is_one_entry(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ads.zip"
    path.write_bytes(zipped({"a.txt": IMPRINT, "b.pptx": b"x", "c.txt": b"\x00\x01\x02" * 50}))
    ran = run("check", str(path), "--format", "json")
    told = {entry["pointer"]: entry["verdict"] for entry in json.loads(ran.out)["documents"]}
    assert told["/c.txt"] == "unreadable"
    assert told["/a.txt"] != "unreadable"
    assert ran.code == 2
    assert "/c.txt" in run("extract", str(path)).err


def test_archives_within_archives_end() -> None:
    packed = zipped({"a.txt": "Парки"})
    for depth in range(5):
        packed = zipped({f"{depth}.zip": packed})
    (one,) = load(packed, "ads.zip")
    assert one.fault == "is nested too deeply"


def test_a_member_that_unpacks_without_end_is_a_fault_and_the_rest_goes_on() -> None:
    bomb, ad = load(zipped({"a.txt": b"0" * 50_000_000, "b.txt": IMPRINT}), "ads.zip")
    assert (bomb.document.pointer, bomb.fault) == ("/a.txt", "is packed so tightly that it is no document")
    assert ad.document.text == IMPRINT


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(SourceError, match="would unpack to more than 512 MiB"):
        load(zipped({f"{number}.txt": b"0" * 60_000_000 for number in range(9)}), "ads.zip")


def test_a_mail_that_was_folded_is_not_cut_in_its_sentences() -> None:
    head = (
        b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\nSubject: =?koi8-r?B?99nCz9LZ?=\n"
        b"Content-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: 8bit\n\n"
    )
    text = "Заказчик: кандидат Омуралиева \nМ.З., тираж: 500.\n-- \nШтаб"
    (one,) = load(head + text.encode(), "ad.eml")
    assert one.document.text.endswith("Заказчик: кандидат Омуралиева М.З., тираж: 500.\n-- \nШтаб")
    assert "Выборы" in one.document.text


def test_a_member_that_lies_about_its_size_is_a_fault() -> None:
    packed = bytearray(zipped({"a.txt": IMPRINT * 50}))
    at = packed.rfind(b"PK\x01\x02")
    struct.pack_into("<I", packed, at + 24, 10)
    (one,) = load(bytes(packed), "ads.zip")
    assert one.fault.startswith("cannot be unpacked")


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(30), b"PK\x03\x04"])
def test_a_damaged_archive_says_so(content: bytes) -> None:
    with pytest.raises(SourceError, match="damaged archive"):
        load(content, "ads.zip")


def test_an_archive_of_nothing_that_is_read_says_so() -> None:
    with pytest.raises(SourceError, match="no file that is read"):
        load(zipped({"a.exe": b"MZ"}), "ads.zip")
