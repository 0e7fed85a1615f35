"""The threads that keep the audit trail: one seals every second, one signs and sends once a day.

Started by `bening serve` (embedded) and `bening worker`. Several processes may run them: the
database says who seals.
"""

import logging
import threading
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from bening.audit import actions, delivery, sealing

SEAL_EVERY = 1.0
LOOK_EVERY = 60.0
"""Seconds between two looks whether a checkpoint is to be issued or sent."""
REST_AFTER_FAULT = 5.0

log = logging.getLogger(__name__)


class Sealer:
    """Seals waiting events until it is stopped; once stopped it can't be started again."""

    def __init__(self, *, every: float = SEAL_EVERY, look_every: float = LOOK_EVERY) -> None:
        self._stopping = threading.Event()
        self._threads = [
            self._thread("bening-sealer", self._seal, every, at_last=True),
            self._thread(
                "bening-checkpoints", self._look_after_checkpoints, look_every, at_last=False
            ),
        ]

    def _thread(
        self, name: str, work: Callable[[], object], every: float, *, at_last: bool
    ) -> threading.Thread:
        return threading.Thread(
            target=self._repeat, args=(work, every), kwargs={"at_last": at_last}, name=name,
            daemon=True,
        )  # fmt: skip

    def start(self) -> None:
        """Begin to seal; returns at once."""
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Seal what waits, end the threads, wait for them at most `timeout` seconds each."""
        self._stopping.set()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(timeout)

    @property
    def is_running(self) -> bool:
        """Whether both threads live."""
        return all(thread.is_alive() for thread in self._threads)

    def _repeat(self, work: Callable[[], object], every: float, *, at_last: bool) -> None:
        rest = 0.0
        while not self._stopping.wait(rest):
            rest = every if self._once(work) else max(every, REST_AFTER_FAULT)
        if at_last:
            self._once(work)
        connection.close()

    def _once(self, work: Callable[[], object]) -> bool:
        """A fault is told and rested upon: the next round begins with a new connection."""
        try:
            work()
        except Exception:
            log.exception("the audit trail could not be looked after")
            connection.close()
            return False
        return True

    def _seal(self) -> None:
        sealing.seal_all(now=timezone.now())

    def _look_after_checkpoints(self) -> None:
        try:
            actions.issue_checkpoint(now=timezone.now())
            delivery.deliver_waiting(now=timezone.now())
        finally:
            connection.close()
