"""Rules, law, words and calendars of a jurisdiction: data, read and checked here, never code."""

from __future__ import annotations

from compliance.rulebook.book import HOME, MEDIA, Rule, Rulebook, Version, in_force
from compliance.rulebook.files.load import available, load

__all__ = ["HOME", "MEDIA", "Rule", "Rulebook", "Version", "available", "in_force", "load"]
