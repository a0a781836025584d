"""The dataset of a scan as tables of DuckDB: read, and never written; no other file, no network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any, NamedTuple

from compliance.archive.dataset import verify
from compliance.archive.duck import show_rows, text
from compliance.errors import UsageError
from compliance.rulebook.files.load import available
from compliance.rulebook.shelf import rulebook

SECONDS, MEMORY = 60.0, "1GB"
# `rows` is the dataset as it is, the others what is mostly asked for
VIEWS = (
    ("ads", """SELECT r.* EXCLUDE (sketch, signs), coalesce(d."group", r.id) AS "group", coalesce(d.size, 1) AS copies,
    [x.value FOR x IN flatten(imprints) IF x.field = 'customer.name'][1] AS customer,
    [x.value FOR x IN flatten(imprints) IF x.field = 'executor.name'][1] AS executor,
    [x.value FOR x IN flatten(imprints) IF x.field = 'payer.name'][1] AS payer,
    try_cast([x.value FOR x IN flatten(imprints) IF x.field = 'print_run'][1] AS BIGINT) AS print_run
FROM rows r LEFT JOIN duplicates d
ON (r.id, r.path, r.pointer) = (d.id, d.path, d.pointer) WHERE r.class IN ('imprint', 'ad_without_imprint')"""),
    ("findings", """SELECT id, "group", path, pointer, outlet, month, medium, verdict, f.* FROM
(SELECT *, unnest(findings) AS f FROM (SELECT * FROM ads))"""),
    ("signs", "SELECT id, path, outlet, month, class, s.* FROM (SELECT *, unnest(signs) AS s FROM rows)"),
)  # fmt: skip


class Answer(NamedTuple):
    """The columns and rows that a query gave; `more` tells that there were others."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    more: bool = False


class Tables:
    """The tables of one dataset."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def ask(self, sql: str, most: int = 1_000, seconds: float = SECONDS) -> Answer:
        """Return the answer to one SELECT; `UsageError` for anything else, for a fault in it, and out of time."""
        import duckdb

        try:
            statements = self._connection.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise UsageError("the query is not one SELECT: the dataset is read, and nothing else")
            timer = Timer(seconds, self._connection.interrupt)
            timer.start()
            try:
                found = self._connection.execute(statements[0])
                columns = [column[0] for column in found.description]
                rows = found.fetchmany(most + 1)
            finally:
                timer.cancel()
        except duckdb.InterruptException as error:
            raise UsageError(f"the query took longer than {seconds:g} seconds") from error
        except duckdb.Error as error:
            raise UsageError(f"the query cannot be answered: {' '.join(str(error).split())[:500]}") from error
        return Answer(columns, rows[:most], len(rows) > most)


@contextmanager
def opened(folder: str, language: str = "en") -> Iterator[Tables]:
    """Open the dataset in a folder, rules in a language; `UsageError` where there is none or its scan did not end."""
    try:
        import duckdb
    except ImportError as error:
        raise UsageError("asking archives needs DuckDB: pip install 'compliance-imprint[archive]'") from error
    if not os.path.isfile(os.path.join(folder, "manifest.json")):
        begun = os.path.isdir(os.path.join(folder, "_scan"))
        raise UsageError(f"{folder} is no dataset" if not begun else f"{folder}: the scan did not end; run it again")
    verify(folder)
    root = os.path.abspath(folder)
    connection = duckdb.connect(":memory:")
    try:
        show_rows(connection, root)
        _show_duplicates(connection, root)
        connection.execute("CREATE TABLE rules (rule VARCHAR, severity VARCHAR, says VARCHAR)")
        connection.executemany("INSERT INTO rules VALUES (?, ?, ?)", [("", "", ""), *_rules(root, language)])
        for name, select in VIEWS:
            connection.execute(f"CREATE VIEW {name} AS {select}")
        for setting in (
            f"memory_limit = '{MEMORY}'", "threads = 2", "temp_directory = ''", "autoinstall_known_extensions = false",
            "autoload_known_extensions = false", f"allowed_directories = [{text(root)}]",
            "enable_external_access = false", "lock_configuration = true",
        ):  # fmt: skip
            connection.execute(f"SET {setting}")
        yield Tables(connection)
    finally:
        connection.close()


def _show_duplicates(connection: Any, root: str) -> None:
    import duckdb

    path = os.path.join(root, "duplicates.parquet")
    try:
        connection.execute(f"CREATE TABLE duplicates AS SELECT * FROM read_parquet({text(path)})")
    except duckdb.Error as error:
        raise UsageError(f"{path} is damaged: scan the archive into another folder") from error


def _rules(root: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, severity and summary of the rules of each jurisdiction in the dataset that comes with the program."""
    folder = os.path.join(root, "rows")
    names = os.listdir(folder) if os.path.isdir(folder) else []
    for jurisdiction in sorted(name.partition("=")[2] for name in names if "=" in name):
        if jurisdiction in available():
            for rule in rulebook(jurisdiction).rules:
                yield rule.id, rule.severity, rule.summary.get(language) or rule.summary.get("en", "")
