"""How fast one client may ask: a bucket of tokens each, refilled by a clock that nobody can set back."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 10_000  # clients remembered; one that is forgotten begins anew


class Buckets:
    """`rate` requests a second for each client, and `burst` of them at once.

    >>> buckets = Buckets(1, 2, clock=lambda: 0.0)
    >>> [buckets.wait("a") for _ in range(3)]
    [0, 0, 1]
    """

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, float(max(1, burst)), clock
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> int:
        """Take a token and return 0, or take none and return in how many whole seconds there is one."""
        if not self._rate:
            return 0
        now = self._clock()
        tokens, seen = self._clients.pop(client, (self._burst, now))
        tokens = min(self._burst, tokens + (now - seen) * self._rate)
        taken = tokens >= 1
        self._clients[client] = (tokens - taken, now)
        if len(self._clients) > _MOST:
            self._clients.popitem(last=False)
        return 0 if taken else max(1, math.ceil((1 - tokens) / self._rate))
