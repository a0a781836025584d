"""`compliance scan`: find and judge the ads of an archive, into a dataset."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import click

from compliance.errors import UsageError
from compliance.interfaces.cli import console, garbage, options
from compliance.interfaces.cli.pace import Pace
from compliance.rulebook.book import MEDIA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.archive.scan import Engine
    from compliance.archive.settings import Settings

_MAP = "Which columns hold what: text=body,published=day,outlet=site,html=page, or a ready map, as meta-api."
_NAMES = "Candidates and parties, one a line: their names are signs of campaigning."


def _table_map(ctx: click.Context, param: click.Parameter, value: str) -> str:
    from compliance.archive.mapping import verify

    try:
        verify(value)
    except UsageError as error:
        raise click.BadParameter(str(error).removeprefix("--map: "), ctx, param) from error
    return value


@click.command(
    epilog="""\b
Examples:
  compliance scan pages/ --out dataset
  compliance scan crawl.warc.gz --out dataset --jobs 0
  compliance scan articles.jsonl --out dataset --map text=body,published=day,outlet=site"""
)
@click.argument("source", metavar="SOURCE")
@click.option(
    "--out", "folder", required=True, metavar="DIR", help="The folder of the dataset; a killed scan goes on there."
)
@click.option("--map", "table_map", default="", metavar="MAP", callback=_table_map, help=_MAP)
@options.jurisdiction
@options.calendar
@click.option("--medium", type=click.Choice(MEDIA), help="Where all of it appeared.")
@click.option("--names", metavar="FILE", help=_NAMES)
@click.option(
    "--jobs", type=click.IntRange(0), default=1, show_default=True, metavar="N", help="Processes; 0: one for each core."
)
@click.option(
    "--seconds",
    type=options.Number(0.1),
    default=30.0,
    show_default=True,
    metavar="N",
    help="How long one text may take until it is put aside.",
)
@click.option(
    "--engine",
    type=click.Choice(("local", "spark", "dask")),
    default="local",
    show_default=True,
    help="What carries it.",
)
@click.option("--master", metavar="URL", help="The Spark master, such as spark://host:7077.")
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler, such as tcp://host:8786.")
@options.languages
def command(
    source: str, folder: str, table_map: str, jurisdiction: str, rules_dir: str | None, elections_file: str | None,
    medium: str | None, names: str | None, jobs: int, seconds: float, engine: str, master: str | None,
    scheduler: str | None, languages: tuple[str, ...],
) -> int:  # fmt: skip
    """Find the campaign ads in SOURCE, judge them, and write a Parquet dataset with one row a text.

    SOURCE is a folder, a ZIP or web archive (WARC), JSON Lines, CSV or Parquet. What was interrupted goes on when the
    same command is given again.
    """
    _needed()
    from compliance.archive.find import names_in
    from compliance.archive.scan import scan
    from compliance.archive.settings import settings

    chosen = settings(
        jurisdiction, rules=rules_dir, elections=elections_file, languages=languages, table_map=table_map,
        medium=medium, names=names_in(names) if names else (), seconds=seconds,
    )  # fmt: skip
    garbage.resume()
    pace = Pace()
    try:
        manifest = scan(source, folder, chosen, _engine(engine, jobs, master, scheduler), pace.step)
    finally:
        pace.clear()
    if manifest is None:
        console.put(f"{folder}: complete already\n")
        return 0
    classes = ", ".join(f"{name} {count}" for name, count in manifest["class"].items())
    console.put(f"{folder}: {manifest['rows']} texts of {manifest['inputs']} inputs ({classes})\n")
    for said in _noticed(manifest, chosen):
        console.tell(said)
    return 0


def _noticed(manifest: dict[str, Any], chosen: Settings) -> Iterator[str]:
    """Yield what a person should know of a scan beside its counts: what was put aside, and what was asked in vain."""
    from compliance.archive.mapping import asked
    from compliance.render.display import visible

    if again := manifest.get("ids_met_twice"):
        yield f"{again} ids are met twice: the archive has inputs that share an id"
    if manifest["aside"]:
        (reason, count), *_ = manifest["reasons"].items()
        yield f"{manifest['aside']} put aside; {count} of them: {visible(reason)}"
    if not chosen.table_map and manifest["aside"] and manifest["aside"] == manifest["rows"]:
        yield "no text was read; of a table say which column holds it: --map text=COLUMN"
    for target, column in asked(chosen.table_map):
        if manifest["rows"] and manifest["told"].get(target) == 0:
            yield f"--map {target}={column}: no text has anything there"
    weights = json.loads(chosen.signs)[1]
    if not weights:
        yield f"there are no signs of campaigning for {chosen.jurisdiction}: ads without an imprint are not found"
    elif not weights["measured"]:
        yield (
            f"the signs of campaigning for {chosen.jurisdiction} are borrowed, and not measured there: texts without an"
            " imprint are unsure; their score says which to look at first"
        )


def _engine(name: str, jobs: int, master: str | None, scheduler: str | None) -> Engine:
    if (master and name != "spark") or (scheduler and name != "dask"):
        raise UsageError("--master goes with --engine spark, --scheduler with --engine dask")
    if name == "spark":
        from compliance.interfaces.spark import engine as spark

        return spark(master or os.environ.get("SPARK_MASTER") or "local[*]")
    if name == "dask":
        from compliance.interfaces.dask import engine as dask

        return dask(scheduler)
    from compliance.archive.scan import local

    return local(jobs)


def _needed() -> None:
    try:
        import datasketch  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise UsageError("scanning archives needs more: pip install 'compliance-imprint[archive]'") from error
