"""User code that only type checkers read: if this file stops passing, the public types have changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import assert_type

from compliance import (
    Ad,
    AdResult,
    Checker,
    ComplianceError,
    Extracted,
    Imprint,
    Report,
    SourceError,
    Span,
    Stated,
    check,
    check_many,
    extract,
)


def newsroom(text: str, path: Path) -> str:
    report = check(text, jurisdiction="kg")
    assert_type(report, Report)
    assert_type(check(path), Report)
    assert_type(check(Ad(text=text)), Report)
    assert_type(report.documents, tuple[AdResult, ...])
    assert_type(report.summary.non_compliant, int)
    return report.model_dump_json()


def service(ads: list[Ad | str | Path]) -> list[str]:
    checker = Checker("kg", election_date=date(2021, 7, 11), languages=("ky", "ru"))
    result = checker.check(Ad(text="…", medium="online", published=datetime(2021, 7, 10, 7, 30)))
    assert_type(result, AdResult)
    assert_type(checker.check_many(ads), Iterator[AdResult])
    assert_type(check_many(ads), Iterator[AdResult])
    return [finding.message["ky"] for finding in result.findings if finding.severity == "error"]


def archive(text: str) -> date | None:
    found = extract(text, jurisdiction="kg")
    assert_type(found, Extracted)
    for imprint in found.imprints:
        assert_type(imprint, Imprint)
        if imprint.executor and imprint.executor.name:
            assert_type(imprint.executor.name, Stated[str])
            assert_type(imprint.executor.name.span, Span | None)
        if imprint.print_run:
            assert_type(imprint.print_run.value, int | None)
        if imprint.publication_date:
            assert_type(imprint.publication_date.value, date | None)
            return imprint.publication_date.value
    return None


def careful(path: Path) -> str:
    try:
        return check(path).documents[0].verdict
    except SourceError as error:
        return f"{error.path}: {error.reason}"
    except ComplianceError as error:
        return str(error)
