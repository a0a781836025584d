"""Document → imprints as read."""

from __future__ import annotations

from compliance.extraction.reader import Extraction, read

__all__ = ["Extraction", "read"]
