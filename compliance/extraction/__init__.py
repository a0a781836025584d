"""Document → imprints as read."""

from __future__ import annotations

from compliance.extraction.found import Extraction
from compliance.extraction.reader import read

__all__ = ["Extraction", "read"]
