"""What every test of extraction uses: the rulebook, and readers that check every place they return."""

from __future__ import annotations

import pytest

from compliance.extraction import Extraction, read
from compliance.extraction.find.clean import Clean
from compliance.extraction.find.lexicon import Lexicon
from compliance.extraction.window import Window
from compliance.model.document import Document
from compliance.model.imprint import Imprint
from compliance.rulebook import Rulebook, load

from .places import Extract, MakeWindow, One, assert_places_true


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """Return the Kyrgyz rulebook, compiled once for all tests."""
    return load("kg")


@pytest.fixture(scope="session")
def extract(rulebook: Rulebook) -> Extract:
    """Read a text; every leaf, label and occurrence is checked to cut its own words out of it."""

    def reader(text: str) -> Extraction:
        document = Document(text)
        extraction = read(document, rulebook, explain=True)
        assert_places_true(document, extraction)
        return extraction

    return reader


@pytest.fixture(scope="session")
def one(extract: Extract) -> One:
    """Read a text that states exactly one imprint, and return that imprint."""

    def reader(text: str) -> Imprint:
        (reading,) = extract(text).imprints
        return reading

    return reader


@pytest.fixture(scope="session")
def window(rulebook: Rulebook) -> MakeWindow:
    """Return the window of a whole text."""
    lexicon = Lexicon(rulebook.labels)
    return lambda text: Window(Clean(text, 0, len(text)), lexicon)
