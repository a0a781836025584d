"""The words of the page, by language: data in `rules/page.json`, beside those that reports share with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compliance.interfaces.http.page.told import LANGUAGES
from compliance.render.words import table, words

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}


@cache
def page_words(language: str) -> Mapping[str, str]:
    """Return what the page and reports say in `language`, in English where there are no words of it."""
    return {**words(language), **table("page.json", language)}


def preferred(header: str) -> str:
    """Return the language of the page that a browser likes best (`Accept-Language`, RFC 9110), English for none.

    >>> preferred("de, ru;q=0.7, ky;q=0.9"), preferred("fr"), preferred("ru-KG")
    ('ky', 'en', 'ru')
    """
    liked: list[tuple[float, int, str]] = []
    for number, part in enumerate(header[:500].split(",")):
        name, _, weight = part.partition(";")
        try:
            quality = float(weight.partition("=")[2]) if weight.strip() else 1.0
        except ValueError:
            continue
        language = name.strip().partition("-")[0].lower()
        if language in LANGUAGES and quality > 0:
            liked.append((-quality, number, language))
    return min(liked)[2] if liked else "en"
