from __future__ import annotations

import re
from pathlib import Path

import pytest

for needed in ("pyarrow", "datasketch", "duckdb", "jinja2"):
    pytest.importorskip(needed, reason="archives are asked with the extra [archive]")

from making import MAP, files, records, scan, written

from compliance.archive.look.page import page, questions
from compliance.archive.look.query import Tables, opened
from compliance.errors import UsageError

HOSTILE = '<script>alert(1)</script>"\x1b[31m'


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("look")
    made = records(40)
    made[7]["site"] = HOSTILE
    made[7]["id"] = HOSTILE
    made[9]["body"] = "\x00\x01\x02"
    scan(written(folder / "a.jsonl", made), "--out", folder / "d", "--map", MAP)
    return folder / "d"


def test_every_usual_question_is_answered(dataset: Path) -> None:
    with opened(str(dataset)) as tables:
        for question in questions():
            assert tables.ask(question["sql"]).columns, question["id"]
        worst = next(one["sql"] for one in questions() if one["id"] == "worst")
        told = {(row[3], row[1], row[2]) for row in tables.ask(worst).rows if "kichi.example" in row[0]}
        assert ("kg/imprint/present", 3, 1) in told


def test_a_page_is_self_contained_and_what_is_hostile_stays_text(dataset: Path) -> None:
    with opened(str(dataset)) as tables:
        made = page(tables, "<b>name</b>")
    assert "<script" not in made
    assert "\x1b" not in made
    assert "<b>name</b>" not in made
    assert "default-src 'none'" in made
    assert re.findall(r' (?:src|href)="[^#]', made) == []
    assert made.count("<svg") >= 4
    assert made.count("The query behind this") == len(questions()) + 1


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT * FROM read_text('/etc/passwd')", "cannot be answered"),
        ("SELECT * FROM 'https://tan.example/x.csv'", "cannot be answered"),
        ("COPY rows TO '{folder}/x.csv'", "not one SELECT"),
        ("DROP VIEW rows", "not one SELECT"),
        ("SET enable_external_access = true", "not one SELECT"),
        ("SELECT 1; SELECT 2", "not one SELECT"),
        ("ATTACH '{folder}/x.db'", "not one SELECT"),
        ("SELECT nothing FROM nowhere", "cannot be answered"),
    ],
)
def test_a_query_reads_the_dataset_and_nothing_else(dataset: Path, sql: str, said: str) -> None:
    before = files(dataset)
    with opened(str(dataset)) as tables, pytest.raises(UsageError, match=said):
        tables.ask(sql.format(folder=dataset))
    assert files(dataset) == before


def test_a_query_without_end_is_ended(dataset: Path) -> None:
    with opened(str(dataset)) as tables, pytest.raises(UsageError, match=r"longer than 0\.5 seconds"):
        tables.ask("SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range * b.range % 7 = 3", 1, 0.5)


def _one(tables: Tables, sql: str) -> object:
    return tables.ask(sql).rows[0][0]


def test_an_ad_on_many_pages_is_one_ad(dataset: Path) -> None:
    with opened(str(dataset)) as tables:
        assert _one(tables, "SELECT count(*) FROM ads WHERE class = 'imprint'") == 4
        assert _one(tables, "SELECT count(DISTINCT \"group\") FROM ads WHERE class = 'imprint'") == 1
        assert _one(tables, "SELECT max(print_run) FROM ads") == 500


def test_what_is_no_finished_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no dataset"), opened(str(tmp_path)):
        pass
