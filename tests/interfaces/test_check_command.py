"""`compliance check`: what goes in, what comes out, and with which code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

ADS = ROOT / "examples" / "ads"


def test_lawful_ads_pass_and_unlawful_ones_fail(run: Run) -> None:
    assert run("check", str(ADS / "lawful")).code == 0
    assert run("check", str(ADS / "unlawful")).code == 1
    assert run("check", str(ADS)).code == 1


def test_the_real_ad_is_lawful_but_for_a_spelling(run: Run, real_ad: Path) -> None:
    ran = run("check", str(real_ad), "--format", "json")
    [result] = json.loads(ran.out)["documents"]
    assert (ran.code, ran.err, result["verdict"]) == (0, "", "compliant")
    [imprint] = result["imprints"]
    assert len(imprint["occurrences"]) == 8
    assert (imprint["publication_date"]["value"], imprint["print_run"]["value"]) == ("2021-07-06", 1)
    for part, leaf in (("executor", "name"), ("executor", "address"), ("customer", "name"), ("payer", "name")):
        assert imprint[part][leaf]["raw"]
    assert imprint["funding_source"]["raw"]
    assert result["election"]["date"] == "2021-07-11"
    [note] = result["findings"]
    assert (note["severity"], note["rule"], note["evidence"]) == ("note", "kg/form/label-spelling", "Буйуртмачы")


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("11.07.2021", "kg/timing/before-polling-day"),
        ("12.07.2021", "kg/timing/before-polling-day"),
        ("01.06.2021", "kg/timing/within-campaign"),
        ("31.02.2021", "kg/timing/date-real"),
    ],
)
def test_the_real_ad_of_another_day_fails_with_rule_span_and_law(run: Run, real_ad: Path, day: str, rule: str) -> None:
    text = real_ad.read_text(encoding="utf-8").replace("06.07.2021", day)
    ran = run("check", "-", "--format", "json", stdin=text.encode())
    [result] = json.loads(ran.out)["documents"]
    assert ran.code == 1
    finding = next(found for found in result["findings"] if found["rule"] == rule)
    assert text[finding["span"]["start"] : finding["span"]["end"]] == finding["evidence"] == day
    assert finding["law"]
    assert finding["fix"]


def test_on_the_eve_the_hour_decides(run: Run, real_ad: Path) -> None:
    eve = real_ad.read_text(encoding="utf-8").replace("06.07.2021", "10.07.2021").encode()
    ran = run("check", "-", "--format", "json", stdin=eve)
    [result] = json.loads(ran.out)["documents"]
    assert (ran.code, result["verdict"]) == (0, "unclear")
    assert "hour_decides" in {finding["message_id"] for finding in result["findings"]}
    assert "--published 2021-07-10T07:30" in run("check", "-", stdin=eve).out.replace("\n", " ")
    assert run("check", "-", "--strict", stdin=eve).code == 1
    assert run("check", "-", "--published", "2021-07-10T07:30", "--strict", stdin=eve).code == 0
    assert run("check", "-", "--published", "2021-07-10T08:30", stdin=eve).code == 1
    assert run("check", "-", "--published", "2021-07-10T01:30Z", "--strict", stdin=eve).code == 0


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Нускасы: 1.", "kg/imprint/print-run-stated"),
        ("Чыга турган күнү: 06.07.2021-ж.", "kg/imprint/publication-date-stated"),
    ],
)
def test_the_real_ad_without_a_field_fails(run: Run, real_ad: Path, words: str, rule: str) -> None:
    text = real_ad.read_text(encoding="utf-8").replace(words, "")
    ran = run("check", "-", "--format", "json", stdin=text.encode())
    assert ran.code == 1
    assert rule in {found["rule"] for found in json.loads(ran.out)["documents"][0]["findings"]}


def test_standard_input_has_the_name_it_is_given(run: Run) -> None:
    content = (ADS / "lawful" / "fields.json").read_bytes()
    ran = run("check", "-", "--stdin-name", "post.json", "--format", "json", stdin=content)
    [result] = json.loads(ran.out)["documents"]
    assert (ran.code, result["path"], result["pointer"]) == (0, "post.json", "/imprint")
    assert run("check", "-", stdin=b"Text").out.startswith("-: not compliant")


def test_the_callers_election_comes_first(run: Run) -> None:
    ad = str(ADS / "lawful" / "ky-leaflet.txt")
    one = run("check", ad, "--election", "kg-2021-11-28-parliamentary", "--format", "json")
    assert json.loads(one.out)["documents"][0]["election"]["resolved_by"] == "option"
    two = run("check", ad, "--election-date", "2019-05-19", "--format", "json")
    assert json.loads(two.out)["documents"][0]["election"]["id"] == "date:2019-05-19"


def test_messages_come_in_the_languages_asked_for(run: Run) -> None:
    ran = run("check", str(ADS / "unlawful" / "ky-leaflet.txt"), "--format", "json", "--lang", "ky,ru")
    finding = json.loads(ran.out)["documents"][0]["findings"][0]
    assert set(finding["message"]) == set(finding["fix"]) == {"ky", "ru"}


def test_broken_files_are_reported_among_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes((ADS / "lawful" / "ru-newspaper.txt").read_bytes())
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    ran = run("check", str(tmp_path), str(tmp_path / "none.txt"), "--format", "json")
    report = json.loads(ran.out)
    assert ran.code == 2
    assert [document["verdict"] for document in report["documents"]] == ["unreadable", "compliant", "unreadable"]
    assert report["documents"][0]["error"] == {"message": "is a binary file, not text"}
    assert [line.rpartition(": ")[2] for line in ran.err.splitlines()] == [
        "is a binary file, not text",
        "no such file or directory",
    ]
    text = run("check", str(tmp_path))
    assert text.code == 2
    assert "compliant: 1" in text.out
    assert "could not be read: 1" in text.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "none.txt"], "compliance: none.txt: no such file or directory"),
        (["check", "empty.txt"], "compliance: empty.txt: is empty"),
        (["check", "binary.txt"], "compliance: binary.txt: is a GIF picture, not text"),
        (["check", "mac.txt"], "compliance: mac.txt: is neither UTF-8, UTF-16 nor windows-1251 text"),
        (["check", "bad.json"], "compliance: bad.json: is not JSON: line 1, column 2"),
        (["check", "folder"], "compliance: nothing to read: folder"),
        (["check", "*.docx"], "compliance: *.docx: matches no file"),
        (["check", "ok.txt", "--exclude", "*.txt"], "compliance: nothing to read: ok.txt"),
        (["check", "ok.txt", "--jurisdiction", "zz"], "compliance: no jurisdiction 'zz' (there is: au, ca,"),
        (["check", "ok.txt", "--jurisdiction", "../kg"], "compliance: no jurisdiction '../kg'"),
        (["check", "ok.txt", "--election", "kg-1999"], "compliance: no election 'kg-1999' in the calendar"),
        (["check", "ok.txt", "--election", "a", "--election-date", "2021-07-11"], "compliance: give the election or"),
        (["check", "ok.txt", "--lang", "de"], "compliance: messages are in en, ky, ru"),
        (["check", "ok.txt", "--lang", ","], "compliance: invalid value for '--lang': name at least one language"),
        (
            ["check", "ok.txt", "--published", "soon"],
            "compliance: invalid value for '--published': 'soon' is not a date",
        ),
        (["check", "ok.txt", "--on", "2021-02-30"], "compliance: invalid value for '--on'"),
        (["check", "ok.txt", "--format", "xml"], "compliance: invalid value for '--format'"),
        (["check", "ok.txt", "--bogus"], "compliance: no such option"),
        (["check", "ok.txt", "--rules", "folder"], "compliance: "),
        (["check"], "compliance: missing argument"),
        (["chek", "ok.txt"], "compliance: no command 'chek'; did you mean 'check'?"),
        (["ok.txt"], "compliance: no command 'ok.txt'; to check a file: compliance check ok.txt"),
    ],
)
def test_what_cannot_be_judged_is_one_line_and_code_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(b"GIF89a\n")
    (tmp_path / "mac.txt").write_bytes("Заказчик: партия; Тираж: сто".encode("mac-cyrillic"))
    (tmp_path / "bad.json").write_bytes(b"{")
    (tmp_path / "ok.txt").write_bytes((ADS / "lawful" / "ru-newspaper.txt").read_bytes())
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1


def test_nothing_at_all_may_be_allowed(run: Run, tmp_path: Path) -> None:
    assert run("check", str(tmp_path), "--allow-empty").code == 0
    assert run("check", str(tmp_path)).code == 2


def test_a_file_of_fifty_megabytes_ends_with_a_bounded_report(run: Run) -> None:
    ad = (ADS / "unlawful" / "ky-leaflet.txt").read_bytes()
    ran = run("check", "-", "--format", "json", stdin=ad * (50_000_000 // len(ad)))
    assert ran.code in (0, 1)
    assert len(ran.out) < 5_000_000
    assert json.loads(ran.out)["documents"][0]["truncated"] is True


def test_an_internal_error_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("out of cheese")

    monkeypatch.setattr("compliance.checker.Checker.judged", fail)
    ran = run("check", str(ADS / "lawful"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("compliance: internal error: RuntimeError: out of cheese")
    assert ran.err.count("\n") == 1


def test_an_interrupt_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("compliance.checker.Checker.judged", interrupt)
    assert run("check", str(ADS / "lawful")).code == 130


def command(*arguments: str, **options: object) -> list[str]:
    return [sys.executable, "-m", "compliance", *arguments]


@pytest.mark.skipif(os.name != "posix", reason="pipes end otherwise on Windows")
def test_a_closed_pipe_ends_quietly_with_141() -> None:
    program = subprocess.Popen(
        command("check", *[str(ADS)] * 3, "--format", "json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    said = program.stderr.read()
    program.stderr.close()
    assert (program.wait(), said) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_code_2() -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(command("check", str(ADS)), stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"compliance: cannot write or read")
    assert ran.stderr.count(b"\n") == 1


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_folder_time_zone_locale_and_hash_seed_change_no_byte(tmp_path: Path, form: str) -> None:
    outputs = set()
    for number, (zone, locale, seed) in enumerate([("UTC", "C", "1"), ("Asia/Bishkek", "C.UTF-8", "2")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        for path in sorted(ADS.rglob("*.*")):
            (folder / f"{path.parent.name}-{path.name}").write_bytes(path.read_bytes())
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        environment.pop("PYTHONUTF8", None)
        ran = subprocess.run(
            command("check", ".", "--format", form, "--lang", "ky"),
            cwd=folder, env=environment, capture_output=True, check=False,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (1, b"")
        outputs.add(ran.stdout)
    assert len(outputs) == 1
    assert "Нускасы".encode() in outputs.pop()
