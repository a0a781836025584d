"""A page for editors; `compliance.render.html` draws it."""

from __future__ import annotations

from compliance.render import Format
from compliance.render.html.page import HtmlRenderer

FORMAT = Format("text/html; charset=utf-8", "html", lambda wanted: HtmlRenderer(wanted.language, wanted.rulebooks))
