"""One self-contained page of what an archive shows: charts, tables, and the SQL behind each; no script, no network."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from compliance.archive.look import charts
from compliance.archive.look.query import Tables
from compliance.errors import UsageError
from compliance.render.display import visible
from compliance.render.words import table
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
_TILE_NAMES = ("texts", "ads", "broken", "bare", "unsure", "unreadable")
_MOST_ROWS = 15


def questions() -> list[dict[str, str]]:
    """Return the usual questions: id, chart and SQL."""
    with open(os.path.join(_HERE, "questions.toml"), "rb") as file:
        found: list[dict[str, str]] = tomllib.load(file)["question"]
    return found


def page(tables: Tables, name: str, language: str = "en") -> str:
    """Return the page of a dataset; findings are worded in the language that the scan was given."""
    say = table("archive.json", language)
    language = language if say != table("archive.json", "en") else "en"  # the page says it is in what it is in
    template = _template()
    tiles = [(say[f"tile_{one}"], count) for one, count in zip(_TILE_NAMES, tables.ask(_TILES).rows[0], strict=True)]
    ads = tables.ask(_REPORTS, MOST_REPORTS)
    made: str = template.render(
        name=visible(name), questions=list(_told(tables, say)), tiles=tiles, ads=[_ad(row) for row in ads.rows],
        more=ads.more, most=MOST_REPORTS, most_rows=_MOST_ROWS, tool=VERSION, sql=_REPORTS, say=say, language=language,
    )  # fmt: skip
    return made


def _told(tables: Tables, say: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    from markupsafe import Markup

    for question in questions():
        answer = tables.ask(question["sql"])
        columns, rows = answer.columns, [_row(answer.columns, row, say) for row in answer.rows]
        drawn = _drawn(question["chart"], rows, say) if rows else ""
        yield question | {
            "title": say["question_" + question["id"]], "meaning": say["meaning_" + question["id"]],
            "sql": question["sql"].strip(), "columns": [(one, say[f"column_{one}"]) for one in columns],
            "rows": [[_cell(value) for value in row] for row in rows[:_MOST_ROWS]], "more": len(rows) > _MOST_ROWS,
            "drawn": Markup(drawn), "lead": _lead(rows[0], say) if rows and question["chart"] == "matrix" else "",
        }  # fmt: skip


def _row(columns: list[str], row: tuple[Any, ...], say: Mapping[str, str]) -> list[Any]:
    """Return a row with its codes and what is not known in words."""
    return [
        say["not_known"] if value is None and name == "outlet" else say.get(f"{name}_{value}", value)
        for name, value in zip(columns, row, strict=True)
    ]


def _drawn(chart: str, rows: list[list[Any]], say: Mapping[str, str]) -> str:
    if chart == "months":
        return charts.months(rows, say["month_told"])
    if chart == "matrix":
        return charts.matrix(rows, say["column_outlet"])
    return charts.bars(rows[:_MOST_ROWS]) if chart == "bars" else ""


def _lead(row: list[Any], say: Mapping[str, str]) -> str:
    outlet, duty, publications, percent, *_ = row
    return say["worst_told"].format(
        outlet=visible(outlet), duty=visible(duty).rstrip("."), publications=publications, percent=round(percent)
    )


def _cell(value: Any) -> str:
    if isinstance(value, int | float):
        return charts.shown(value) if float(value).is_integer() else str(value)
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
