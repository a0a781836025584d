"""One self-contained page of what an archive shows: charts, tables, and the SQL behind each; no script, no network."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from typing import Any

from compliance.archive.look import charts
from compliance.archive.look.query import Answer, Tables
from compliance.errors import UsageError
from compliance.render.display import visible
from compliance.version import VERSION

_HERE = os.path.dirname(os.path.abspath(__file__))
MOST_REPORTS = 200
_REPORTS = """SELECT id, path, outlet, month, verdict,
    [f.rule || ': ' || f.message FOR f IN findings] AS said, copies, report
FROM ads WHERE verdict IN ('non_compliant', 'unclear')
QUALIFY row_number() OVER (PARTITION BY "group" ORDER BY id) = 1 ORDER BY verdict, copies DESC, id"""
_TILES = """SELECT count(*), count(*) FILTER (class IN ('imprint', 'ad_without_imprint')),
    count(*) FILTER (verdict = 'non_compliant'), count(*) FILTER (class = 'ad_without_imprint'),
    count(*) FILTER (class = 'unsure'), count(*) FILTER (class = 'unreadable') FROM rows"""
_TILE_NAMES = ("texts", "ads", "break a rule", "ads without imprint", "unsure", "unreadable")


def questions() -> list[dict[str, str]]:
    """Return the usual questions: id, title, meaning, chart and SQL."""
    with open(os.path.join(_HERE, "questions.toml"), "rb") as file:
        found: list[dict[str, str]] = tomllib.load(file)["question"]
    return found


def page(tables: Tables, name: str) -> str:
    """Return the page of a dataset."""
    template = _template()
    told = list(_told(tables))
    tiles = zip(_TILE_NAMES, tables.ask(_TILES).rows[0], strict=True)
    ads = tables.ask(_REPORTS, MOST_REPORTS)
    made: str = template.render(
        name=visible(name), questions=told, tiles=list(tiles), ads=[_ad(row) for row in ads.rows], more=ads.more,
        most=MOST_REPORTS, tool=VERSION, sql=_REPORTS,
    )  # fmt: skip
    return made


def _told(tables: Tables) -> Iterator[dict[str, Any]]:
    from markupsafe import Markup

    for question in questions():
        answer = tables.ask(question["sql"])
        drawn = ""
        if answer.rows and question["chart"] != "none":
            drawn = (charts.bars if question["chart"] == "bars" else charts.months)(answer.rows)
        yield question | {"sql": question["sql"].strip(), "answer": _cells(answer), "drawn": Markup(drawn)}


def _cells(answer: Answer) -> Answer:
    return answer._replace(rows=[tuple(_cell(value) for value in row) for row in answer.rows])


def _cell(value: Any) -> str:
    return "" if value is None else visible(str(value))


def _ad(row: tuple[Any, ...]) -> dict[str, Any]:
    name, path, outlet, month, verdict, said, copies, report = row
    return {
        "id": visible(name), "path": visible(path), "outlet": visible(outlet or ""), "month": month, "verdict": verdict,
        "said": [visible(one) for one in said], "copies": copies, "report": visible(report or ""),
    }  # fmt: skip


def _template() -> Any:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise UsageError("the page needs Jinja: pip install 'compliance-imprint[archive]'") from error
    made = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return made.get_template("page.html")
