"""How many examples a property is tried on: all in the whole run, a few where it runs again."""

import os

from hypothesis import HealthCheck, settings

FAST = os.environ.get("BENING_TEST_FAST") == "1"
"""`./test fast`: a quick look."""

AGAIN = os.environ.get("BENING_TEST_AGAIN") == "1"
"""The pass on PostgreSQL inside the whole run: what SQLite showed already, on another database."""


def load_profile() -> None:
    """What holds for every property that names no number; nothing is timed on a busy machine.

    The whole run tries the same examples each time, so that it says the same of the same program;
    fast draws others.
    """
    unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("whole", unhurried, derandomize=True)
    settings.register_profile("again", unhurried, derandomize=True, max_examples=15)
    settings.register_profile("fast", unhurried, max_examples=15)
    settings.load_profile("fast" if FAST else "again" if AGAIN else "whole")


def examples(number: int) -> settings:
    """Tries a property on `number` examples that take a while; on a sixth in fast or again."""
    return settings(max_examples=max(3, number // 6) if FAST or AGAIN else number)
