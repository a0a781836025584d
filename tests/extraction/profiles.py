"""How the generated tests of this folder run: the same examples every time, nothing stored, nothing timed."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

PHASES = (Phase.explicit, Phase.generate, Phase.shrink)


def profile(examples: int, phases: tuple[Phase, ...] = PHASES) -> settings:
    """Return settings for this many examples."""
    return settings(
        derandomize=True,
        max_examples=examples,
        phases=phases,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
