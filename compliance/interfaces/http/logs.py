"""What the service writes of what it does: one JSON object a line, and never an ad, a name of a file or a key."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

LOG = logging.getLogger("compliance.http")


class JsonLines(logging.Formatter):
    """A line of JSON for each record; of an exception its kind and places, since its message may quote an ad."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage() if record.name == LOG.name else _foreign(record),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            told["exception"] = type(error).__name__
            frames = traceback.extract_tb(error.__traceback__)[-12:]
            told["at"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(told, ensure_ascii=True)


def _foreign(record: logging.LogRecord) -> str:
    """Return what another package says; above INFO as it is in its code, since what it fills in may be of a request."""
    return record.getMessage() if record.levelno <= logging.INFO else str(record.msg).partition("\n")[0][:200]


def begin() -> None:
    """Write all logs to standard error as JSON, those of the server beneath among them."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [lines]
    root.setLevel(logging.WARNING)
    LOG.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = True
        logger.setLevel(logging.INFO)
    logging.getLogger("uvicorn.access").disabled = True
