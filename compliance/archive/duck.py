"""How DuckDB is shown the rows of a dataset."""

from __future__ import annotations

import glob
import os
from typing import Any

from compliance.archive.columns import ROW


def show_rows(connection: Any, folder: str) -> None:
    """Make the view `rows` over the dataset in a folder; a scan of nothing leaves one without rows."""
    root = os.path.abspath(folder)
    if glob.glob(os.path.join(glob.escape(root), "rows", "*", "*", "*.parquet")):
        files = text(os.path.join(_literal(root), "rows", "*", "*", "*.parquet"))
        select = f"SELECT * FROM read_parquet({files}, hive_partitioning = false)"
    else:
        connection.from_arrow(ROW.empty_table()).create("nothing")
        select = "SELECT * FROM nothing"
    connection.execute(f"CREATE VIEW rows AS {select}")


def text(said: str) -> str:
    """Return a text as SQL writes it.

    >>> text("a'b")
    "'a''b'"
    """
    return "'" + said.replace("'", "''") + "'"


def _literal(path: str) -> str:
    """Return a path whose own letters mean nothing in a glob."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in path)
