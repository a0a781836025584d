from __future__ import annotations

import time
from contextlib import suppress

import pytest

from compliance.archive.limit import Limit, OutOfTime


def _forever(limit: Limit) -> None:
    with limit:
        while True:
            pass


def test_work_that_takes_too_long_is_ended_and_the_next_has_its_whole_time() -> None:
    limit = Limit(0.2)
    for _ in range(3):
        started = time.thread_time()
        with pytest.raises(OutOfTime):
            _forever(limit)
        assert time.thread_time() - started < 5
        with limit:
            time.sleep(0.02)


def test_time_that_is_up_at_the_very_end_never_strikes_outside() -> None:
    limit = Limit(0.002)
    for step in range(300):
        until = time.perf_counter() + 0.0015 + step % 10 * 0.0001
        with suppress(OutOfTime), limit:
            while time.perf_counter() < until:
                pass
        for _ in range(200):  # nothing arrives here
            pass
    assert limit._notes == {}  # and nothing is left that could
