"""Files without script: many at once, one with its pages, names that lie, and reports of all of them."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from compliance.interfaces.http.page.rendering import templates
from compliance.interfaces.http.page.words import page_words
from compliance.render import FORMATS
from compliance.render.html.pictures import pictures
from page.serving import ADS, Browser, lawful, text_in, unlawful, verdict

File = tuple[str, bytes]


def given(browser: Browser, *files: File, **fields: str) -> tuple[str, str]:
    """Give files, wait until they are read, and return where they are and the page there."""
    parts = [("files", (name, content)) for name, content in files]
    answer = browser.post("/", data={"csrf": browser.token(), "lang": browser.language, **fields}, files=parts)
    assert answer.status_code == 200, answer.text
    for _ in range(1200):
        if "<progress" not in answer.text:
            break
        time.sleep(0.1)
        answer = browser.get(answer.url)
    return answer.url.path, answer.text


def examples() -> list[File]:
    return [(path.name, path.read_bytes()) for path in sorted(ADS.glob("*/*"))]


def test_many_files_are_a_list_with_verdicts_in_words(browser: Browser) -> None:
    path, page = given(browser, *examples())
    assert re.fullmatch(r"/files/[\w-]{32}", path)
    assert page_words("en")["files_done"] in page
    assert page.count('class="badge non_compliant"') == 3 + 1
    assert page.count('class="badge compliant"') == 3 + 1
    one = browser.get(f"{path}/4").text
    assert verdict(one) == "non_compliant"
    assert "ky-leaflet.txt" in one


@pytest.mark.parametrize("form", FORMATS)
def test_the_list_is_saved_in_every_format_of_reports(browser: Browser, form: str) -> None:
    path, _ = given(browser, ("one.txt", lawful().encode()), ("two.txt", unlawful().encode()))
    answer = browser.post(f"{path}/save", data={"csrf": browser.token(), "form": form})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "two.txt" in answer.text
    if form == "json":
        assert [one["verdict"] for one in json.loads(answer.content)["documents"]] == ["compliant", "non_compliant"]


def test_a_single_file_is_shown_at_once_and_can_be_edited_and_answered(browser: Browser) -> None:
    path, page = given(browser, ("leaflet.txt", unlawful().encode("utf-16")))
    assert path.endswith("/0")
    assert verdict(page) == "non_compliant"
    assert 'href="#at-1"' in page
    assert page_words("en")["verdict_of_file_means"] in page
    assert page_words("en")["verdict_non_compliant_means"] not in page
    path, page = given(browser, ("leaflet.txt", lawful().encode()))
    assert text_in(page) == lawful()
    told = browser.fill(path, medium="press", **{"fact.outlet_accredited": "no"})
    assert verdict(told) == "unclear"
    saved = browser.post(f"{path}/save", data={"csrf": browser.token(), "medium": "press", "form": "json"})
    assert json.loads(saved.content)["documents"][0]["medium"] == "press"


def test_an_imprint_is_filled_in_from_a_file(browser: Browser, leaflet: Path) -> None:
    path, page = given(browser, ("leaflet.pdf", leaflet.read_bytes()))
    assert f'formaction="{path}/imprint"' in page
    page = browser.fill(f"{path}/imprint", medium="print")
    assert page_words("en")["write_from_ad"] in page
    assert 'value="«Ала-Тоо Басма» ЖЧК"' in unescape(page)
    assert '<option value="print" selected' in page
    path, page = given(browser, ("broken.pdf", b"%PDF-1.7 nothing"))
    assert '/imprint"' not in page.replace('action="/imprint"', "")
    assert page_words("en")["write_from_ad"] not in browser.fill(f"{path}/imprint")


def test_an_archive_gives_a_row_for_each_ad_in_it(browser: Browser) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", lawful())
        archive.writestr("b.txt", unlawful())
    path, page = given(browser, ("ads.zip", file.getvalue()))
    assert page.count('scope="row"') == 2
    assert verdict(browser.get(f"{path}/1").text) == "non_compliant"
    saved = browser.post(f"{path}/1/save", data={"csrf": browser.token(), "form": "json"})
    assert [one["verdict"] for one in json.loads(saved.content)["documents"]] == ["non_compliant"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\x.txt", "<script>alert(1)</script>.txt", '"onload=alert(1) x="', "a\nb", "x" * 400],
)
def test_names_that_lie_lead_nowhere_and_run_nothing(browser: Browser, name: str) -> None:
    for files in ([(name, unlawful().encode())], [(name, unlawful().encode()), (name, b"")]):
        _, page = given(browser, *files)
        assert "<script>alert" not in page
        assert "onload=alert(1) x=" not in unescape(page) or '"onload' not in page
        assert "../" not in re.sub(r"<[^>]*>", "", page)


def test_what_cannot_be_read_is_a_row_and_the_rest_goes_on(browser: Browser) -> None:
    _, page = given(browser, ("broken.pdf", b"%PDF-1.7 nothing"), ("empty.txt", b" "), ("good.txt", lawful().encode()))
    assert page.count('class="badge unreadable"') == 2 + 1
    assert 'class="badge compliant"' in page


def test_a_file_that_cannot_be_read_says_why_and_is_in_the_report(browser: Browser) -> None:
    path, page = given(browser, ("broken.pdf", b"%PDF-1.7 nothing"))
    assert verdict(page) == "unreadable"
    assert re.search(r'<p class="fault">[^<]{10,}</p>', page)
    path, _ = given(browser, ("broken.pdf", b"%PDF-1.7 nothing"), ("good.txt", lawful().encode()))
    assert verdict(browser.get(f"{path}/0").text) == "unreadable"
    saved = browser.post(f"{path}/save", data={"csrf": browser.token(), "form": "json"})
    assert [one["verdict"] for one in json.loads(saved.content)["documents"]] == ["unreadable", "compliant"]


def test_files_are_only_found_by_who_knows_their_name(browser: Browser) -> None:
    path, _ = given(browser, ("good.txt", lawful().encode()))
    answer = browser.get("/files/" + "A" * 32)
    assert answer.status_code == 404
    assert page_words("en")["desk_gone"] in answer.text
    assert browser.get(path.rpartition("/")[0] + "/9").status_code == 404
    assert browser.get(path + "/page/1").status_code == 404


def test_stopping_names_what_was_not_checked(browser: Browser) -> None:
    files = [(f"{number}.txt", (unlawful() * 40).encode()) for number in range(60)]
    parts = [("files", file) for file in files]
    page = browser.post("/", data={"csrf": browser.token()}, files=parts)
    assert "<progress" in page.text
    assert re.search(r"\d+ of 60 files", page.text)
    foreign = browser.post(f"{page.url.path}/cancel", data={"csrf": "0"})
    assert page_words("en")["files_cancelled"] not in foreign.text
    stopped = browser.post(f"{page.url.path}/cancel", data={"csrf": browser.token()})
    assert page_words("en")["files_cancelled"] in stopped.text
    assert page_words("en")["files_stopped"] in stopped.text
    assert "<progress" not in stopped.text


def test_too_many_files_are_refused_in_words(browser: Browser) -> None:
    parts = [("files", (f"{number}.txt", b"x")) for number in range(201)]
    answer = browser.post("/", data={"csrf": browser.token()}, files=parts)
    assert answer.status_code == 413
    assert page_words("en")["desk_too_large"] in answer.text
    assert "Files: 200 at once, together 64 MB" in answer.text


def test_a_page_of_a_pdf_is_shown_with_its_places(browser: Browser, leaflet: Path) -> None:
    path, page = given(browser, ("leaflet.pdf", leaflet.read_bytes()))
    assert verdict(page) == "non_compliant"
    assert f'<image href="{path}/page/1"' in page
    assert page.count('<rect class="f') >= 5
    assert 'aria-label="To finding 2"' in page
    picture = browser.get(f"{path}/page/1")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert browser.get(f"{path}/page/2").status_code == 404


def test_of_very_many_ads_the_first_are_listed_and_all_are_in_the_report(browser: Browser) -> None:
    lines = "".join(json.dumps({"text": f"Vote {number}!"}) + "\n" for number in range(1_003))
    path, page = given(browser, ("ads.jsonl", lines.encode()))
    assert page.count('scope="row"') == 1_000
    assert "3 more ads do not fit" in page
    saved = browser.post(f"{path}/save", data={"csrf": browser.token(), "form": "jsonl"})
    assert len(saved.text.splitlines()) == 1_003 + 1


def test_frames_end_with_the_page_and_numbers_are_as_large_on_any_picture() -> None:
    span = {"start": 0, "end": 1, "line": 1, "column": 1}
    place = {"page": 1, "box": [-5.0, 10.0, 1300.0, 30.0]}
    result: Any = {"imprints": [], "findings": [{"place": place, "span": span}]}
    (page,) = pictures(result, [{"page": 1, "width": 1240.0, "height": 1000.0, "url": "x"}], {}, {})
    (hit,) = page["hits"]
    assert (hit["x"], hit["x"] + hit["width"]) == (0, 1240)
    radii = []
    for width in (595.0, 1240.0):
        drawn = {**page, "width": width}
        facsimile: Any = templates().get_template("facsimile.html").module
        html = str(facsimile.facsimile(drawn, "", "", 1, ""))
        radius = re.search(r' r="([0-9.]+)"', html)
        assert radius is not None
        radii.append(float(radius[1]) / width)
    assert radii[0] == pytest.approx(radii[1], rel=0.02)
