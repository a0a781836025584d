"""The templates, loaded once, and text made fit for them."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from compliance.errors import UsageError
from compliance.render.display import visible
from compliance.text.late import late

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")
_LINE_END = late(r"\r\n?|\n")


@cache
def templates() -> Environment:
    """Return the templates of this folder, which escape whatever is put into them; `UsageError` without jinja2."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ModuleNotFoundError as error:
        raise UsageError("the HTML report needs jinja2: pip install 'compliance-imprint[html]'") from error
    made = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)
    made.filters.update(plain=plain, capital=capital)
    return made


def render(name: str, **values: object) -> Markup:
    """Return a template filled in."""
    from markupsafe import Markup

    return Markup(templates().get_template(name).render(values))


def plain(text: str) -> Markup:
    """Return text as HTML in which nothing is markup, hides or turns the writing round; line ends are kept.

    No line of it is a command either, to a build server in whose log the page is printed.

    >>> plain("<b>\\x00\\r\\n&::")
    Markup('&lt;b&gt;␀\\n&amp;&#58;&#58;')
    """
    from markupsafe import Markup, escape

    shown = str(escape("\n".join(visible(line) for line in _LINE_END.split(text))))
    return Markup(shown.replace("::", "&#58;&#58;").replace("##", "&#35;&#35;"))


def capital(word: str) -> str:
    """Return a word or sentence with its first letter as a capital.

    >>> capital("law of 2011")
    'Law of 2011'
    """
    return word[:1].upper() + word[1:]
