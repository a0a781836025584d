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
    Finding,
    Imprint,
    Report,
    RulebookError,
    SourceError,
    Span,
    Stated,
    UsageError,
    __version__,
    check,
    check_many,
    extract,
)


def newsroom(text: str, path: Path) -> str:
    report = check(text, jurisdiction="kg")
    assert_type(report, Report)
    assert_type(check(path), Report)
    assert_type(check(text.encode()), Report)
    assert_type(check(Ad(text=text, published="2021-07-10T07:30", election_date="2021-07-11")), Report)
    assert_type(check(text, medium="online", published=datetime(2021, 7, 10, 7, 30), on="2021-07-10"), Report)
    assert_type(report.documents, tuple[AdResult, ...])
    assert_type(report.summary.non_compliant, int)
    return report.model_dump_json()


def service(ads: list[Ad | str | bytes | Path]) -> list[str]:
    checker = Checker("kg", election_date=date(2021, 7, 11), languages=("ky", "ru"))
    result = checker.check(Ad(text="…", medium="online", published=datetime(2021, 7, 10, 7, 30)))
    assert_type(result, AdResult)
    assert_type(checker.check_many(ads), Iterator[AdResult])
    assert_type(check_many(ads, "kg", published="2021-07-10", election_date=date(2021, 7, 11)), Iterator[AdResult])
    assert_type(checker.check(b"", medium="print", published="2021-07-10"), AdResult)
    assert_type(result.findings, tuple[Finding, ...])
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
    except RulebookError as error:
        return f"{error.faults[0].file}:{error.faults[0].line}"
    except UsageError:
        return __version__
    except ComplianceError as error:
        return str(error)


def misused(text: str) -> None:
    """Each of these is refused by type checkers, and at run time with words that say what to give."""
    check(None)  # type: ignore[arg-type]
    check({"text": text})  # type: ignore[arg-type]
    check(text, medium=5)  # type: ignore[arg-type]
    check(text, day="2021-07-10")  # type: ignore[call-arg]
    check_many([text], on=20210710)  # type: ignore[arg-type]
    extract(text, rules=5)  # type: ignore[arg-type]
    Checker("kg", languages=5)  # type: ignore[arg-type]
    Ad(text=text, published=20210710)  # type: ignore[arg-type]
