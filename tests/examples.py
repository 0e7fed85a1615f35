"""How many examples a property is tried on: all in the whole run, a few in `./test fast`."""

import os

from hypothesis import HealthCheck, settings

FAST = os.environ.get("BENING_TEST_FAST") == "1"


def load_profile() -> None:
    """What holds for every property that names no number; nothing is timed on a busy machine."""
    settings.register_profile("whole", deadline=None)
    settings.register_profile("fast", deadline=None, max_examples=15)
    settings.load_profile("fast" if FAST else "whole")


def examples(number: int) -> settings:
    """Tries a property on `number` examples that take a while to draw; on a sixth in fast."""
    return settings(
        max_examples=max(3, number // 6) if FAST else number,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
