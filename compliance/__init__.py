"""Checks election advertising for its mandatory imprint: who made it, who ordered and paid, from which fund, when.

>>> from compliance import check
>>> check("…text of an ad…").documents[0].verdict  # doctest: +SKIP
'non_compliant'
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from compliance.api import check, check_many, extract
    from compliance.border.ad import Ad
    from compliance.border.imprint import Extracted, Imprint
    from compliance.border.report import AdResult, Finding, Report
    from compliance.border.stated import Span, Stated
    from compliance.checker import Checker
    from compliance.errors import ComplianceError, RulebookError, SourceError, UsageError
    from compliance.version import VERSION as __version__

_HOMES = {
    "Ad": "border.ad",
    "AdResult": "border.report",
    "Checker": "checker",
    "ComplianceError": "errors",
    "Extracted": "border.imprint",
    "Finding": "border.report",
    "Imprint": "border.imprint",
    "Report": "border.report",
    "RulebookError": "errors",
    "SourceError": "errors",
    "Span": "border.stated",
    "Stated": "border.stated",
    "UsageError": "errors",
    "check": "api",
    "check_many": "api",
    "extract": "api",
}

__all__ = [
    "Ad",
    "AdResult",
    "Checker",
    "ComplianceError",
    "Extracted",
    "Finding",
    "Imprint",
    "Report",
    "RulebookError",
    "SourceError",
    "Span",
    "Stated",
    "UsageError",
    "__version__",
    "check",
    "check_many",
    "extract",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for: importing the package costs next to nothing."""
    if name == "__version__":
        from compliance.version import VERSION

        return VERSION
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
