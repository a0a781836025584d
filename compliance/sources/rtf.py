"""RTF → text with places: body, tables, headers and footers, notes, text boxes; hidden and deleted text as layers.

Read by a tokenizer of its own, in one pass over the bytes (Microsoft's specification 1.9.1): the libraries give bare
text, without what is hidden in it and without a place.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from compliance.errors import SourceError
from compliance.model.document import Place
from compliance.sources.formats import ASKED, Asked
from compliance.sources.gathering import Gatherer, Gathering, loaded
from compliance.sources.loading import Loaded

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL
)
_MOST_DEPTH = 500
_MOST_BINARY = 64 << 20
_CODE_PAGES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip  # of \fcharset
_SPACES = {
    "tab": "\t", "cell": "\t", "nestcell": "\t", "line": "\n", "par": "\n", "sect": "\n", "page": "\n", "column": "\n",
    "row": "\n", "nestrow": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": ""}
_PLACES = {
    "header": "header", "headerr": "header", "headerl": "header of even pages", "headerf": "header of the first page",
    "footer": "footer", "footerr": "footer", "footerl": "footer of even pages", "footerf": "footer of the first page",
    "footnote": "footnote", "shptxt": "text box", "annotation": "comment",
}  # fmt: skip
_NO_TEXT = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "colorschememapping", "datastore",
    "latentstyles", "listtable", "rsidtbl", "listoverridetable", "fldinst", "xmlnstbl", "generator", "filetbl",
    "revtbl", "nonshppict", "shprslt", "sn", "sv", "bkmkstart", "bkmkend", "atnid", "atnauthor", "atntime", "atndate",
    "atnref", "atnparent", "template", "pgdsctbl", "userprops", "wgrffmtfilter", "falt", "panose", "fname", "private",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "listtext", "pntext", "pntxta", "pntxtb",
))  # fmt: skip
_READ_ANYWAY = frozenset(("shptxt", "ud", "shpinst", "annotation", "shppict", "footnote", "nesttableprops"))
_HIDES = {"v": "vanish", "deleted": "deleted", "strike": "struck_out", "striked": "struck_out"}


class _State(NamedTuple):
    """What holds in a group: where its text goes, why it is not seen, and how its bytes are read."""

    where: str = ""
    skipped: bool = False
    hidden: frozenset[str] = frozenset()
    white: bool = False
    ground: bool = False
    code_page: str = "cp1252"
    outer: bool = False  # whether what lies around a pair of forms is skipped
    skip_after: int = 1  # characters behind a \\u that stand for the same letter


def read(content: bytes, shown: str, asked: Asked = ASKED) -> list[Loaded]:
    """Return the one ad of an RTF document; `SourceError` where it is none, or holds no text."""
    return loaded(gather(content, shown), content, shown, "rtf")


def gather(content: bytes, shown: str) -> Gathering:
    """Return the text of an RTF document with its places."""
    if not content.lstrip().startswith(b"{\\rtf"):
        raise SourceError(shown, "is damaged: it does not begin as RTF does")
    return _Reader(content, shown).read()


class _Reader:
    def __init__(self, content: bytes, shown: str) -> None:
        self._content, self._shown = content, shown
        self._parts: dict[str, Gatherer] = {"": Gatherer()}
        self._counts: dict[str, int] = {}
        self._paragraphs: dict[str, int] = {}
        self._state, self._stack = _State(), list[_State]()
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._optional = False
        self._white: set[int] = set()
        self._colour, self._colours, self._in_colours = [0, 0, 0], 0, False
        self._page = "cp1252"
        self._bytes = b""
        self._to_skip = 0
        self._high = ""
        self._differing: set[str] = set()  # pages that have headers of their own

    def read(self) -> Gathering:
        place = 0
        while match := _TOKEN.match(self._content, place):
            place = match.end()
            word, number, byte, symbol, brace, plain = match.groups()
            if word is not None:
                place += self._word(word.decode(), int(number) if number else None)
            elif byte is not None:
                self._take_bytes(bytes.fromhex(byte.decode()))
            elif symbol is not None:
                self._symbol(symbol.decode("latin-1"))
            elif brace is not None:
                self._brace(brace)
            elif plain is not None:
                self._plain(plain)
        self._flush()
        return self._joined()

    def _joined(self) -> Gathering:
        whole = Gatherer()
        order = sorted(self._parts, key=lambda name: 0 if name.startswith("header") else 1 if not name else 2)
        for name in order:
            if any(pages in name and pages not in self._differing for pages in ("first", "even")):
                whole.hide("not_displayed", self._parts[name].gathered().text, Place(name))
                continue
            whole.append(self._parts[name])
            whole.between("\n\n")
        return whole.gathered()

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._optional = False
        self._to_skip = 0
        if brace == b"{":
            if len(self._stack) >= _MOST_DEPTH:
                raise SourceError(self._shown, "is not read: it is nested too deeply")
            self._stack.append(self._state)
        elif self._stack:
            self._state, self._in_colours = self._stack.pop(), False

    def _word(self, word: str, number: int | None) -> int:
        """Take a control word; return how many bytes of binary data follow it."""
        if word == "u" and number is not None:
            self._letter(number)
            return 0
        if word in _SPACES:
            self._space(word)
            return 0
        self._flush()
        if word == "bin":
            return min(max(number or 0, 0), _MOST_BINARY)
        if word in _NO_TEXT or (self._optional and word not in _READ_ANYWAY):
            self._leave_out(word)
        elif word in _PLACES:
            self._go_to(_PLACES[word])
        elif word in _HIDES:
            kept = self._state.hidden
            kind = _HIDES[word]
            self._state = self._state._replace(hidden=kept - {kind} if number == 0 else kept | {kind})
        else:
            self._format(word, number)
        self._optional = False
        return 0

    def _leave_out(self, word: str) -> None:
        if word == "colortbl":
            self._in_colours, self._colours = True, 0
        elif word == "pict" and not self._state.skipped:
            where = self._state.where
            self._gatherer().miss("picture", Place(self._place() if where else "body"))
        self._state = self._state._replace(skipped=True)

    def _format(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "plain":
            self._state = state._replace(hidden=state.hidden & {"comment"}, white=False, ground=False)
        elif word == "ansicpg" and number:
            self._page = _known(f"cp{number}")
            self._state = state._replace(code_page=self._page)
        elif word == "mac":
            self._page = "mac_cyrillic" if self._page == "cp1251" else "mac_roman"
        elif word == "uc":
            self._state = state._replace(skip_after=min(max(number or 0, 0), 8))
        elif word == "f" and number is not None:
            self._font = number
            self._state = state._replace(code_page=self._fonts.get(number, self._page))
        elif word == "fcharset" and number is not None:
            self._fonts[self._font] = _CODE_PAGES.get(number, self._page)
        elif word in ("red", "green", "blue") and self._in_colours:
            self._colour[("red", "green", "blue").index(word)] = number or 0
        elif word == "cf":
            self._state = state._replace(white=(number or 0) in self._white)
        elif word in ("highlight", "cb", "chcbpat", "chshdng", "cbpat", "clcbpat"):
            self._state = state._replace(ground=bool(number) and number not in self._white)
        elif word == "ud":
            self._state = state._replace(skipped=state.outer)
        elif word == "upr":  # the same twice, in a code page and in Unicode
            self._state = state._replace(skipped=True, outer=state.skipped)
        elif word in ("titlepg", "facingp"):
            self._differing.add("first" if word == "titlepg" else "even")

    def _go_to(self, name: str) -> None:
        """Begin a part of its own: a header, a note, a text box."""
        if self._state.skipped and name != "text box":
            return
        count = self._counts[name] = self._counts.get(name, 0) + 1
        numbered = name in ("footnote", "text box", "comment") or count > 1
        where = f"{name} {count}" if numbered else name
        hidden = self._state.hidden | ({"comment"} if name == "comment" else set())
        ground = self._state.ground or name == "text box"
        self._state = self._state._replace(where=where, skipped=False, hidden=hidden, ground=ground)
        self._parts.setdefault(where, Gatherer())

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._optional = True
        elif symbol in _SYMBOLS:
            self._flush()
            self._write(_SYMBOLS[symbol])
        elif symbol in "\\{}":
            self._take_bytes(symbol.encode())
        elif symbol in "\r\n":
            self._space("par")

    def _plain(self, plain: bytes) -> None:
        if self._in_colours and self._state.skipped:
            for _ in range(plain.count(b";")):
                if min(self._colour) >= 0xF8:
                    self._white.add(self._colours)
                self._colours, self._colour = self._colours + 1, [0, 0, 0]
            return
        self._take_bytes(plain)

    def _take_bytes(self, content: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(content))
            self._to_skip -= skipped
            content = content[skipped:]
        if not self._state.skipped:
            self._bytes += content

    def _letter(self, number: int) -> None:
        """Take a letter by its number in UTF-16; halves of one beyond the first 65,536 come one after the other."""
        self._flush()
        self._to_skip = self._state.skip_after
        unit = number % 65_536
        if 0xD800 <= unit < 0xDC00:
            self._high = chr(unit)
            return
        letter, self._high = self._high + chr(unit), ""
        self._write(letter.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))

    def _flush(self) -> None:
        if self._bytes:
            text, self._bytes = self._bytes.decode(self._state.code_page, "replace"), b""
            self._write(text)

    def _space(self, word: str) -> None:
        self._flush()
        if self._state.skipped:
            return
        text = _SPACES[word]
        if word in ("par", "sect", "row", "nestrow"):
            if not (self._state.hidden and word == "par"):
                self._gatherer().between("\n")
            where = self._state.where
            self._paragraphs[where] = self._paragraphs.get(where, 0) + 1
        elif text in ("\t", "\n"):
            self._gatherer().between(text)
        else:
            self._write(text)

    def _write(self, text: str) -> None:
        state = self._state
        if state.skipped or not text:
            return
        kind = next(iter(sorted(state.hidden)), "") or ("same_colour" if state.white and not state.ground else "")
        if kind:
            self._gatherer().hide(kind, text, Place(self._place()))
        else:
            self._gatherer().add(text, Place(self._place()))

    def _place(self) -> str:
        where = self._state.where
        paragraph = f"paragraph {self._paragraphs.get(where, 0) + 1}"
        return f"{where}, {paragraph}" if where else paragraph

    def _gatherer(self) -> Gatherer:
        return self._parts[self._state.where]


def _known(code_page: str) -> str:
    try:
        codecs.lookup(code_page)
    except LookupError:
        return "cp1252"
    return "utf-8" if code_page == "cp65001" else code_page
