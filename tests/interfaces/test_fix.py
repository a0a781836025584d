"""`check --fix` changes form, and nothing that an ad states."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, Run
from hypothesis import given
from hypothesis import strategies as st

from compliance.authoring.fix import apply, form_fixes
from compliance.checker import Checker
from compliance.model.document import Document

CHECKER = Checker("kg")
CROOKED = (
    "Аткаручу: «Ак Кар Басма» ЖЧК, Бишкек шаары, Тыныстанов көчөсү, 14.БУЙУРТМАЧЫ:«Күмүш Булут» саясий партиясы."
    "Партиянын финансы маселелери боюнча ыйгарым укуктуу өкүлү Токоева Н.С. тарабынан «Күмүш Булут» саясий "
    "партиясынын атайын шайлоо фондунун каражатынан төлөндү.Чыга турган күнү: 06.07.2021-ж.тираш:500"
)
STRAIGHT = (
    "Аткаруучу: «Ак Кар Басма» ЖЧК, Бишкек шаары, Тыныстанов көчөсү, 14. БУЮРТМАЧЫ: «Күмүш Булут» саясий партиясы. "
    "Партиянын финансы маселелери боюнча ыйгарым укуктуу өкүлү Токоева Н.С. тарабынан «Күмүш Булут» саясий "
    "партиясынын атайын шайлоо фондунун каражатынан төлөндү. Чыга турган күнү: 06.07.2021-ж. тираж: 500"
)
RUSSIAN = (
    "Исполнитель: ОсОО «Ак», г. Бишкек, ул. Киевская, 1.\r\nЗаказчик: партия «Булут».\r\n"
    "Дата выхода: 06.07.2021 г.\r\nТирж: 5\r\n"
)


def fixed(text: str) -> str:
    return apply(text, form_fixes(Document(text), CHECKER))


def test_labels_and_blanks_are_mended_in_the_case_they_stand_in() -> None:
    assert fixed(CROOKED) == STRAIGHT


def test_what_is_mended_needs_no_mending() -> None:
    assert fixed(STRAIGHT) == STRAIGHT


def test_both_places_of_a_repeated_imprint_are_mended() -> None:
    assert fixed(f"{RUSSIAN}\nтекст\n\n{RUSSIAN}").count("Тираж") == 2


@given(st.text("аАбк.:;, «»14\n", max_size=30), st.integers(0, len(CROOKED)))
def test_no_value_is_ever_touched(noise: str, place: int) -> None:
    text = CROOKED[:place] + noise + CROOKED[place:]
    before, after = (CHECKER.read(Document(one)).imprints for one in (text, fixed(text)))
    assert [{path: leaf.value for path, leaf in read.leaves.items()} for read in before] == [
        {path: leaf.value for path, leaf in read.leaves.items()} for read in after
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encoding_and_line_ends_stay(run: Run, tmp_path: Path, encoding: str) -> None:
    ad = tmp_path / "ad.txt"
    ad.write_bytes((RUSSIAN * 2).encode(encoding))
    ran = run("check", str(ad), "--fix", "--lang", "ru")
    assert ad.read_bytes() == (RUSSIAN * 2).replace("Тирж", "Тираж").encode(encoding)
    assert "«Тирж» → «Тираж»" in ran.err
    assert "label-spelling" not in ran.out


def test_a_fix_that_asserts_a_fact_is_only_shown(run: Run, tmp_path: Path) -> None:
    ad = tmp_path / "ad.txt"
    text = RUSSIAN.replace("Тирж: 5\r\n", "")
    ad.write_bytes(text.encode())
    ran = run("check", str(ad), "--fix")
    assert ad.read_bytes() == text.encode()
    assert ran.code == 1
    assert "fix: Add the number of copies" in ran.out


def test_letters_that_the_encoding_does_not_have_are_not_written(run: Run, tmp_path: Path) -> None:
    ad = tmp_path / "ad.txt"
    content = (RUSSIAN.replace("Тирж", "Тираж") + "Буйуртмачы: партия «Булут».\r\n" + RUSSIAN).encode(
        "cp1251", "strict"
    )
    ad.write_bytes(content)
    run("check", str(ad), "--fix")
    assert "ү".encode() not in ad.read_bytes()


def test_standard_input_and_json_ads_are_never_changed(run: Run, tmp_path: Path) -> None:
    ad = tmp_path / "ad.json"
    content = (ROOT / "examples" / "ads" / "lawful" / "fields.json").read_bytes()
    ad.write_bytes(content)
    ran = run("check", str(ad), "-", "--fix", stdin=CROOKED.encode())
    assert ad.read_bytes() == content
    assert ran.err.count("is not changed; only text files are mended in place") == 2


def test_rights_and_links_stay(run: Run, tmp_path: Path) -> None:
    ad, link = tmp_path / "ad.txt", tmp_path / "link.txt"
    ad.write_bytes(CROOKED.encode())
    ad.chmod(0o640)
    link.symlink_to(ad)
    run("check", str(link), "--fix")
    assert link.is_symlink()
    assert ad.read_text("utf-8") == STRAIGHT
    assert ad.stat().st_mode & 0o777 == 0o640


def test_diff_shows_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    ad = tmp_path / "ad.txt"
    ad.write_bytes(RUSSIAN.encode())
    for options in (["--diff"], ["--fix", "--diff"]):
        ran = run("check", str(ad), *options)
        assert ad.read_bytes() == RUSSIAN.encode()
        assert "-Тирж: 5" in ran.err
        assert "+Тираж: 5" in ran.err
        assert "label-spelling" in ran.out


def test_a_read_only_file_is_refused(run: Run, tmp_path: Path) -> None:
    ad = tmp_path / "ad.txt"
    ad.write_bytes(RUSSIAN.encode())
    ad.chmod(0o444)
    ran = run("check", str(ad), "--fix", "--lang", "ru")
    assert ad.read_bytes() == RUSSIAN.encode()
    assert "доступен только для чтения" in ran.err


@pytest.mark.parametrize("named", ["", "ad.txt"])
def test_a_link_out_of_the_folder_is_refused(run: Run, tmp_path: Path, named: str) -> None:
    folder, elsewhere = tmp_path / "ads", tmp_path / "elsewhere.txt"
    folder.mkdir()
    elsewhere.write_bytes(RUSSIAN.encode())
    (folder / "ad.txt").symlink_to(elsewhere)
    ran = run("check", str(folder / named), "--fix")
    assert elsewhere.read_bytes() == RUSSIAN.encode()
    assert "the link leads out of the folder" in ran.err


def test_a_link_inside_the_folder_is_followed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ads"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "ad.txt").write_bytes(RUSSIAN.encode())
    (folder / "link.txt").symlink_to(folder / "deep" / "ad.txt")
    run("check", str(folder), "--fix")
    assert (folder / "deep" / "ad.txt").read_bytes() == RUSSIAN.replace("Тирж", "Тираж").encode()
    assert (folder / "link.txt").is_symlink()


def test_all_names_of_a_file_keep_it(run: Run, tmp_path: Path) -> None:
    ad, other = tmp_path / "ad.txt", tmp_path / "other.txt"
    ad.write_bytes(CROOKED.encode())
    other.hardlink_to(ad)
    run("check", str(ad), "--fix")
    assert other.samefile(ad)
    assert other.read_text("utf-8") == STRAIGHT
    assert {path.name for path in tmp_path.iterdir()} == {"ad.txt", "other.txt"}
