from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import get_args

import pytest

for needed in ("pyarrow", "datasketch", "duckdb", "jinja2"):
    pytest.importorskip(needed, reason="archives are asked with the extra [archive]")

from making import MAP, PATIENCE, command, environment, files, records, scan, written

import compliance.archive.look
from compliance.archive.look.page import page, questions
from compliance.archive.look.query import Tables, opened
from compliance.border.archive import Class
from compliance.errors import UsageError
from compliance.model.answer import SEVERITIES
from compliance.rulebook.files.load import RULES
from compliance.rulebook.texts import slots

FOLDER = Path(next(iter(compliance.archive.look.__path__)))

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
        told = {(row[5], row[2], row[4]) for row in tables.ask(worst).rows if row[0] == "kichi.example"}
        assert ("kg/imprint/present", 3, 1) in told


def test_the_page_says_in_a_sentence_and_a_table_which_outlet_breaks_which_rule_most(dataset: Path) -> None:
    with opened(str(dataset), "ru") as tables:
        first = tables.ask(next(one["sql"] for one in questions() if one["id"] == "worst")).rows[0]
        made = page(tables, "d", "ru")
    outlet, duty, publications, percent = first[:4]
    lead = re.search(r'<p class="lead">(.*?)</p>', made)
    assert lead is not None
    assert f"{outlet}, не соблюдено «{str(duty).rstrip('.')}» в публикациях: {publications}" in lead[1]
    matrix = made[made.index('class="matrix"') :].partition("</table>")[0]
    row = next(line for line in matrix.split("<tr>") if f">{outlet}<" in line)
    assert f"<b>{publications}</b> {round(percent)}\u202f%" in row


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_a_page_has_no_word_of_another_language_but_what_the_archive_says(dataset: Path, language: str) -> None:
    words = json.loads(Path(RULES, "archive.json").read_text(encoding="utf-8"))
    with opened(str(dataset), language) as tables:
        made = page(tables, "d", language)
    assert f'<html lang="{language}">' in made
    for question in questions():
        assert f"<h2>{words['question_' + question['id']][language]}</h2>" in made
    others = {"en", "ky", "ru"} - {language}
    titles = [words[f"question_{one['id']}"] for one in questions()]
    assert not [title[other] for title in titles for other in others if f">{title[other]}<" in made]


def test_every_word_of_the_page_is_there_in_every_language_and_used() -> None:
    words = json.loads(Path(RULES, "archive.json").read_text(encoding="utf-8"))
    assert list(words) == sorted(words)
    for key, texts in words.items():
        assert set(texts) == {"en", "ky", "ru"}, key
        assert len({slots(text) for text in texts.values()}) == 1, key
    sources = "".join(path.read_text(encoding="utf-8") for path in FOLDER.iterdir() if path.is_file())
    sources += " ".join((*get_args(Class), *SEVERITIES))
    made = ("question_", "meaning_", "column_", "class_", "severity_", "verdict_", "tile_")
    assert [key for key in words if key not in sources and not key.startswith(made)] == []
    assert [key for key in words if key.startswith(made) and key.partition("_")[2] not in sources] == []


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


@pytest.mark.parametrize("part", ["duplicates.parquet", "rows", "a part", "manifest.json", "another part"])
def test_a_dataset_that_lacks_a_part_or_has_one_too_many_gives_no_figures(
    dataset: Path, tmp_path: Path, part: str
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(dataset, broken)
    some = next((broken / "rows").rglob("*.parquet"))
    if part == "rows":
        shutil.rmtree(broken / "rows")
    elif part == "manifest.json":
        (broken / part).write_text("{}", encoding="utf-8")
    elif part == "another part":
        shutil.copy(some, some.with_name("99999.parquet"))
    else:
        (some if part == "a part" else broken / part).unlink()
    with pytest.raises(UsageError, match="is damaged"), opened(str(broken)) as tables:
        tables.ask("SELECT count(*) FROM rows")


def test_a_page_in_a_language_without_words_says_that_it_is_in_english(dataset: Path) -> None:
    with opened(str(dataset), "xx") as tables:
        assert '<html lang="en">' in page(tables, "d", "xx")


@pytest.mark.parametrize("form", ["csv", "jsonl", "text"])
def test_what_has_parts_is_json_in_every_form_and_what_is_no_number_null(dataset: Path, form: str) -> None:
    sql = "SELECT {'a': 'б', 'n': 'nan'::DOUBLE} AS told, [1, 2] AS listed"
    told = command("archive", "query", dataset, sql, "--format", form)
    said = subprocess.run(told, capture_output=True, text=True, env=environment(), timeout=PATIENCE, check=True).stdout
    assert "NaN" not in said
    assert "null" in said
    assert "'a'" not in said
