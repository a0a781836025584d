"""What the service counts of itself, as Prometheus reads it; no ad, name or key is in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
MEDIA = "text/plain; version=0.0.4; charset=utf-8"


class Counts:
    """Requests by route and status, and how long they took."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._times = [0] * (len(BOUNDS) + 1)
        self._sum = 0.0

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request; `route` is the template of its address, so that there are few of them."""
        self._requests[method, route, status] += 1
        self._times[bisect_left(BOUNDS, seconds)] += 1
        self._sum += seconds

    def text(self, gauges: Mapping[str, float]) -> str:
        """Return all counts, and what stands now (`gauges`)."""
        return "".join(f"{line}\n" for line in (*self._lines(), *_gauges(gauges)))

    def _lines(self) -> Iterator[str]:
        yield "# TYPE compliance_requests_total counter"
        for (method, route, status), count in sorted(self._requests.items()):
            yield f'compliance_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}'
        yield "# TYPE compliance_request_seconds histogram"
        total = 0
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), self._times, strict=True):
            total += count
            yield f'compliance_request_seconds_bucket{{le="{bound}"}} {total}'
        yield f"compliance_request_seconds_sum {self._sum:.6f}"
        yield f"compliance_request_seconds_count {total}"


def _gauges(gauges: Mapping[str, float]) -> Iterator[str]:
    for name, value in gauges.items():
        kind = "counter" if name.endswith("_total") else "gauge"
        yield f"# TYPE compliance_{name} {kind}"
        yield f"compliance_{name} {value:g}"
