"""Imprints that are written as phrases, «Printed by X, ADDRESS. Promoted by Y on behalf of Z, both of ADDRESS»."""

from __future__ import annotations

from compliance.extraction.phrased.read import read_phrased
from compliance.extraction.phrased.vocabulary import Vocabulary

__all__ = ["Vocabulary", "read_phrased"]
