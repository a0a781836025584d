"""A repository of 200 ads, some broken, some waived, some unreadable: every format tells of the same findings.

`python tests/interfaces/test_two_hundred_ads.py` prints the table of counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from jsonschema import Draft7Validator

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = {
    "json": "report.json", "sarif": "report.sarif", "junit": "junit.xml", "gitlab": "gitlab.json",
    "github": "github.txt", "jsonl": "report.jsonl", "rdjson": "rd.json", "rdjsonl": "rd.jsonl",
}  # fmt: skip
AD = """Урматтуу шайлоочулар! Шаардык кеңешке ишенимдүү адамдарды шайлаңыз! Кварталыңыз: {number}.

Аткаруучу: «Ала-Тоо Басма» ЖЧК, Бишкек шаары, Жаңы жол көчөсү, 15.
{customer}Партиянын финансы маселелери боюнча ыйгарым укуктуу өкүлү Асанова Г.Т. тарабынан «Жарык күн» саясий \
партиясынын атайын шайлоо фондунун каражатынан төлөндү.
Чыга турган күнү: {day}-ж.{run}
"""
CUSTOMER, DAY, RUN = "Буюртмачы: «Жарык күн» саясий партиясы.\n", "02.07.2021", " Нускасы: 5 000."
FAULTS: dict[str, dict[str, str]] = {
    "no-customer": {"customer": ""},
    "polling-day": {"day": "11.07.2021"},
    "run-of-zero": {"run": " Нускасы: 0."},
    "no-run": {"run": ""},
    "misspelt": {"customer": CUSTOMER.replace("Буюртмачы", "Буйуртмачы")},
}
WAIVER = """[[waiver]]
rule = "kg/imprint/print-run-stated"
ad = "ads/*-no-run.txt"
reason = "stated on the cover sheet"
who = "A. Asanova"
until = "2099-12-31"
"""


class Counts(NamedTuple):
    """What one format tells: findings that count, findings waived, ads that could not be read."""

    findings: int
    waived: int
    unreadable: int


def repository(folder: Path) -> Path:
    """Write 200 ads: 120 lawful, 15 with each of five faults, 5 that cannot be read; those without a run are waived."""
    (folder / ".git").mkdir(parents=True)
    (folder / "ads").mkdir()
    kinds = ["good"] * 120 + [name for name in FAULTS for _ in range(15)] + ["unreadable"] * 5
    for number, kind in enumerate(kinds):
        parts = {"customer": CUSTOMER, "day": DAY, "run": RUN, **FAULTS.get(kind, {})}
        text = AD.format(number=number, **parts).encode()
        (folder / "ads" / f"{number:03}-{kind}.txt").write_bytes(text if kind != "unreadable" else b"\x00" * 9)
    (folder / "compliance-waivers.toml").write_text(WAIVER, encoding="utf-8")
    return folder


def checked(folder: Path) -> int:
    """Check the repository once, with a file in every format, and return the exit code."""
    outputs = [argument for form, file in FILES.items() for argument in ("--output", f"{form}={file}")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "COMPLIANCE_"))}
    return subprocess.run(
        [sys.executable, "-m", "compliance", "check", "ads", *outputs],
        cwd=folder, env={**environment, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, check=False,
    ).returncode  # fmt: skip


def read(folder: Path, form: str) -> Any:
    text = (folder / FILES[form]).read_text(encoding="utf-8")
    if form == "github":
        return text.splitlines()
    if form == "junit":
        return ElementTree.fromstring(text)
    return [json.loads(line) for line in text.splitlines()] if form.endswith("jsonl") else json.loads(text)


def counts(folder: Path) -> dict[str, Counts]:
    """Return what each format tells, counted in the way of the format."""
    return {form: _counted(form, read(folder, form)) for form in FILES}


def _counted(form: str, report: Any) -> Counts:
    if form in ("json", "jsonl"):
        documents = report["documents"] if form == "json" else report[:-1]
        found = [finding for document in documents for finding in document["findings"]]
        waived = sum("waived" in finding for finding in found)
        return Counts(len(found) - waived, waived, sum(d["verdict"] == "unreadable" for d in documents))
    if form == "sarif":
        [run] = report["runs"]
        waived = sum(bool(result.get("suppressions")) for result in run["results"])
        unread = run["invocations"][0].get("toolExecutionNotifications", [])
        return Counts(len(run["results"]) - waived, waived, len(unread))
    if form == "junit":
        unread = len(report.findall(".//testcase[@name='unreadable']/error"))
        waived = sum((skipped.get("message") or "").startswith("Waived by") for skipped in report.iter("skipped"))
        told = sum(len(list(report.iter(kind))) for kind in ("failure", "error", "system-out"))
        return Counts(told - unread, waived, unread)
    if form == "github":
        rows = [(line.partition("::")[2].partition("::")[0], line) for line in report]
        texts = [line for _, line in rows]
    elif form == "gitlab":
        texts = [f"{entry['check_name']} {entry['description']}" for entry in report]
    else:
        texts = [entry["message"] for entry in (report["diagnostics"] if form == "rdjson" else report)]
    unread = sum("could not be read" in text for text in texts)
    waived = sum("waived" in text for text in texts)
    return Counts(len(texts) - unread - waived, waived, unread)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = repository(tmp_path_factory.mktemp("two-hundred") / "repository")
    assert checked(made) == 2, "five ads cannot be read"
    return made


def test_every_format_tells_of_the_same_findings(folder: Path) -> None:
    found = counts(folder)
    assert set(found.values()) == {found["json"]}, found
    assert found["json"].unreadable == 5
    assert found["json"].waived == 15


def test_verdicts_are_those_of_the_ads(folder: Path) -> None:
    verdicts = Counter(
        (Path(document["path"]).stem.partition("-")[2], document["verdict"])
        for document in read(folder, "json")["documents"]
    )
    failing = {name: 15 for name in FAULTS if name != "misspelt"}
    assert {name: n for (name, verdict), n in verdicts.items() if verdict == "non_compliant"} == failing
    assert verdicts["good", "compliant"] == 120
    assert verdicts["misspelt", "compliant"] == 15


def test_the_files_hold_what_their_readers_ask(folder: Path) -> None:
    schema = json.loads((ROOT / "tests" / "data" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    Draft7Validator(schema).validate(read(folder, "sarif"))
    cases = [(case.get("classname"), case.get("name")) for case in read(folder, "junit").iter("testcase")]
    prints = [entry["fingerprint"] for entry in read(folder, "gitlab")]
    assert len(cases) == len(set(cases))
    assert len(prints) == len(set(prints))


def test_two_folders_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    other = repository(tmp_path / "elsewhere" / "repository")
    checked(other)
    for file in FILES.values():
        assert (other / file).read_bytes() == (folder / file).read_bytes(), file


def main() -> None:
    """Print the table of counts."""
    with tempfile.TemporaryDirectory() as top:
        made = repository(Path(top) / "repository")
        code = checked(made)
        rows = [f"{'format':10}{'findings':>10}{'waived':>10}{'unreadable':>12}{'bytes':>10}"]
        for form, count in counts(made).items():
            size = (made / FILES[form]).stat().st_size
            rows.append(f"{form:10}{count.findings:>10}{count.waived:>10}{count.unreadable:>12}{size:>10}")
    sys.stdout.write("\n".join([*rows, f"exit code {code}", ""]))


if __name__ == "__main__":
    main()
