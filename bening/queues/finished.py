"""What others hear of when a service was finished: nothing that leads back to the ticket."""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction

from bening.queues.models import Queue
from bening.queues.setups import HallSetup
from bening.services.actions import record_finished

log = logging.getLogger("bening.queues")


@dataclass(frozen=True, slots=True)
class FinishedVisit:
    """Somebody was served: where, with what, on which day. No number, no time, no counter."""

    agency: uuid.UUID
    unit: uuid.UUID
    service: uuid.UUID
    day: date
    language: str


Hear = Callable[[FinishedVisit], None]
_hearers: dict[str, Hear] = {}


def register_finished(name: str, hear: Hear) -> None:
    """Calls `hear` after each finished service is committed; what it raises stays in the log."""
    _hearers[name] = hear


def tell_finished(queue: Queue, *, setup: HallSetup, language: str, now: datetime) -> None:
    """Counts the service in the unit's register and tells whoever wants to know.

    A service that is no longer offered is not counted there. In the caller's transaction.
    """
    service, day = queue.service, setup.hours.day_of(now)
    if service.closed_on is None or service.closed_on > day:
        record_finished(service=service, now=now)
    visit = FinishedVisit(setup.agency, setup.unit, service.pk, day, language)
    transaction.on_commit(partial(_tell, visit))


def _tell(visit: FinishedVisit) -> None:
    for name, hear in _hearers.items():
        try:
            hear(visit)
        except Exception:
            log.exception("%s could not take a finished visit", name)
