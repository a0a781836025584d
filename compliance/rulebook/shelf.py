"""Rulebooks this process has loaded: each once, and again when a file of one's own has changed.

Loading costs as much as judging a hundred ads (more in a checkout, where the TOML is checked each time), so that a call
for a single ad must not pay it. Shared rulebooks are safe: nothing writes to one once it is made.
"""

from __future__ import annotations

import os
from _thread import allocate_lock  # what threading.Lock is, without the rest of threading
from collections import OrderedDict
from collections.abc import Iterator

from compliance.rulebook.book import Rulebook
from compliance.rulebook.files import load as files

# A service that takes rules from its callers must not grow with every folder it has seen.
MOST = 32

_Key = tuple[str, str, str, str]
_Stamp = tuple[tuple[str, int, int], ...]

_shelf: OrderedDict[_Key, tuple[_Stamp, Rulebook]] = OrderedDict()
_lock = allocate_lock()


def rulebook(jurisdiction: str, directory: str | None = None, elections: str | None = None) -> Rulebook:
    """Return what `load` returns, from the shelf if it stands there and its files are as they were.

    Files of one's own (`directory`, `elections`) count as changed when one has another time or size, comes or goes.
    The rules that come with the program are part of it, like its code: they are read once.
    """
    own, calendar = ("" if path is None else os.path.abspath(path) for path in (directory, elections))
    key = (jurisdiction.lower(), own, calendar, files.RULES)
    stamp = tuple(_stamped(own, calendar)) if own or calendar else ()
    with _lock:
        found = _shelf.get(key)
        if found is None or found[0] != stamp:
            found = _shelf[key] = (stamp, files.load(jurisdiction, directory, elections))
            if len(_shelf) > MOST:
                _shelf.popitem(last=False)
        else:
            _shelf.move_to_end(key)
    return found[1]


def _stamped(directory: str, elections: str) -> Iterator[tuple[str, int, int]]:
    """Yield path, time of change and size of each file that such a rulebook is made from."""
    paths = [elections] if elections else []
    for folder, folders, names in os.walk(directory) if directory else ():
        folders.sort()
        paths += [os.path.join(folder, name) for name in sorted(names) if name.endswith(".toml")]
    for path in paths:
        try:
            about = os.stat(path)
        except OSError:  # `load` says what is wrong with it
            continue
        yield path, about.st_mtime_ns, about.st_size
