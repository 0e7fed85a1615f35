"""The thread that seals survey days, in every process that does background work."""

import threading

from django.db import close_old_connections
from django.utils import timezone

from bening.surveys import sealing

LOOK_EVERY = 20.0  # seconds between looks whether a round is due


def keep_days(stop: threading.Event) -> None:
    """Makes the rounds that are due until `stop`."""
    while not stop.is_set():
        close_old_connections()
        sealing.seal_days(now=timezone.now())
        stop.wait(LOOK_EVERY)
