"""What a run of `compliance check` was asked for, with what holds where nothing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.model.tuples import NamedTuple
from compliance.rulebook.book import HOME

if TYPE_CHECKING:
    from datetime import date, datetime

AUTO = "auto"  # the jurisdiction that asks for a proposal


class Asked(NamedTuple):
    """The parameters of `compliance check`; its options take their defaults from here."""

    paths: tuple[str, ...]
    files_from: str | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    stdin_name: str = "-"
    table_map: str = ""
    allow_empty: bool = False
    config: str | None = None
    isolated: bool = False
    jurisdiction: str = HOME
    rules_dir: str | None = None
    election: str | None = None
    election_date: date | None = None
    published: date | datetime | None = None
    on: date | None = None
    medium: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    fail_level: str = "error"
    exit_zero: bool = False
    min_severity: str = "note"
    trace: bool = False
    waivers: str | None = None
    today: date | None = None
    baseline: str | None = None
    write_baseline: bool = False
    form: str = "text"
    outputs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    color: str = "auto"
    path_prefix: str = ""
    jobs: int = 1
    fix: bool = False
    diff: bool = False
    elections_file: str | None = None
