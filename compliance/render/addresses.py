"""How the formats for CI name a file: from the root of the repository, whatever the working folder.

GitHub, GitLab and reviewdog attach a finding to a line only if its path is the one that Git has. Reports in JSON and
those for people name files from the working folder, where they can be opened.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from compliance.model.tuples import NamedTuple
from compliance.text.late import late

if TYPE_CHECKING:
    from compliance.border import report_wire as wire

_ABSOLUTE = late(r"/|[A-Za-z]:/")
_OUTSIDE = "file:///"


class Addresses(NamedTuple):
    """Where paths are counted from: two absolute folders with `/`, and what stands before a path in the repository.

    Without a root paths stay as they are, from the working folder.
    """

    folder: str = ""
    root: str = ""
    prefix: str = ""

    def named(self, result: wire.AdResult) -> wire.AdResult:
        """Return an entry with its path from the root; that of a file outside is its absolute URI."""
        path = self.of(result["path"])
        return result if path == result["path"] else {**result, "path": path}

    def of(self, path: str) -> str:
        """Return a path of the report as the repository has it.

        >>> here = Addresses("/work/site/ads", "/work/site", "sub/")
        >>> here.of("a.txt"), here.of("../b.txt"), here.of("../../c d.txt"), here.of("-")
        ('sub/ads/a.txt', 'sub/b.txt', 'file:///work/c%20d.txt', '-')
        """
        if path == "-":
            return path
        if not self.root:
            return self.prefix + path
        absolute = path if _ABSOLUTE.match(path) else posixpath.normpath(posixpath.join(self.folder, path))
        root = self.root.rstrip("/") + "/"
        return self.prefix + absolute.removeprefix(root) if absolute.startswith(root) else uri(absolute)


HERE = Addresses()


def is_outside(path: str) -> bool:
    """Return whether a path is the absolute URI of a file outside the repository: paths have no `//` in them."""
    return path.startswith(_OUTSIDE)


def uri(path: str) -> str:
    """Return a path as a relative URI reference; an absolute path as a `file` URI, a URI as it is.

    >>> uri("a b/ө:1.txt"), uri("C:/a b.txt")
    ('a%20b/%D3%A9%3A1.txt', 'file:///C:/a%20b.txt')
    """
    if is_outside(path):
        return path
    from urllib.parse import quote

    encoded = path.encode("utf-8", "surrogatepass")
    if not _ABSOLUTE.match(path):
        return quote(encoded, safe="/")
    return _OUTSIDE + quote(encoded.lstrip(b"/"), safe="/:")
