"""The templates of the page, loaded once; whatever is put into them is escaped."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from compliance.render.html import pieces
from compliance.render.html.pieces import capital, plain
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = os.path.dirname(os.path.abspath(__file__))


@cache
def templates() -> Environment:
    """Return the templates of this folder, and those of the report that the page shows too."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([os.path.join(FOLDER, "templates"), pieces.FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(plain=plain, capital=capital, fill=_filled)
    return made


def render(template: str, **values: object) -> str:
    """Return a template filled in."""
    return templates().get_template(template).render(values)


def _filled(template: str, **values: object) -> str:
    return fill(template, values)
