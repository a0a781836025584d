"""What HTML says of its elements, as far as text turns on it: which end which, and what stands apart or is not seen."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("area base br col embed hr img input link meta param source track wbr")
_SECTIONS = _words(
    "address article aside blockquote center details dialog dir dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header"
    " hgroup hr main menu nav ol p pre section table ul listing plaintext xmp"
)
_BLOCKS = _words(
    "body caption dd div dt figcaption frameset html iframe legend li optgroup option search summary tbody tfoot thead"
    " tr amp-ad text"
)
_CELLS = _words("td th")
_APART = _words("button input select textarea label img svg video object")
# What stands between the text before and behind a tag and that of its element.
GAPS = (
    dict.fromkeys(_SECTIONS, "\n\n")
    | dict.fromkeys(_BLOCKS, "\n")
    | dict.fromkeys(_CELLS, "\t")
    | dict.fromkeys(_APART, " ")
)
ENDS_P = _SECTIONS | _words("div li dt dd summary figcaption")
_ROWS = _words("tr tbody thead tfoot")
ENDS = {
    "li": _words("li"), "dt": _words("dt dd"), "dd": _words("dt dd"), "td": _CELLS | _ROWS, "th": _CELLS | _ROWS,
    "tr": _ROWS, "option": _words("option optgroup"), "head": _words("body"),
}  # fmt: skip
WALLS = _words("table td th caption object template marquee")
TABLE = _words("tbody thead tfoot tr td th caption")
UNSEEN = {
    "head": "metadata", "title": "metadata", "noscript": "no_script", "template": "template",
    "datalist": "not_displayed", "video": "not_displayed", "audio": "not_displayed", "canvas": "not_displayed",
    "desc": "metadata", "metadata": "metadata", "defs": "not_displayed", "symbol": "not_displayed",
    "clippath": "not_displayed", "option": "not_displayed",
    "s": "struck_out", "del": "struck_out", "strike": "struck_out",
}  # fmt: skip
IN_HEAD = _words("title style script meta link base noscript template")
SAYS_NOTHING = _words("class style href src srcset sizes d points transform action srcdoc viewbox integrity")
AS_TYPED = _words("pre listing textarea xmp plaintext")
