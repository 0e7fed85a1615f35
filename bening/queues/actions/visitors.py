"""What visitors do with their number: give it up, come later, come back, say it was no service.

Whoever knows the address of the ticket's page is its visitor: nobody is named. `version` is that of
the page that was looked at, so that a second tap does nothing a second time.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from bening.domain.queueing import (
    QueueRefused,
    Standing,
    TicketAct,
    check_reopen,
    check_return,
)
from bening.domain.queueing import TicketEvent as Happened
from bening.domain.queueing.visitors import LATE_MINUTES, check_come_back, check_late
from bening.queues.changes import change, held_ticket, standing_of
from bening.queues.models import Ticket
from bening.queues.setups import HallSetup

VISITOR = "visitor"
"""Stands as the reason of what visitors did by themselves."""


def cancel(*, ticket: Ticket, setup: HallSetup, version: int, now: datetime) -> Ticket:
    """The number is given up; it does not come back.

    Raises QueueRefused: "ticket_changed_meanwhile", "not_from_here", "ticket_of_other_day".
    """
    with transaction.atomic():
        held = _held(ticket, setup, version, now)
        change(held, TicketAct.CANCELLED, setup=setup, at=now, reason=VISITOR)
    return held


def say_late(
    *, ticket: Ticket, setup: HallSetup, minutes: int, version: int, now: datetime
) -> Ticket:
    """Nobody calls the number for so long, and the clock of the promise stands meanwhile.

    Raises QueueRefused as `cancel` and `check_late` do, and "late_after_closing".
    """
    with transaction.atomic():
        held = _held(ticket, setup, version, now)
        away = check_late(standing_of(held, setup, now=now), minutes, now)
        _check_back_in_time(setup, now + away)
        change(held, TicketAct.LATE, setup=setup, at=now, away=away, reason=VISITOR)
    return held


def come_back(*, ticket: Ticket, setup: HallSetup, version: int, now: datetime) -> Ticket:
    """The visitor is there again: after being skipped, or earlier than was said.

    Raises QueueRefused as `cancel`, `check_come_back` and `check_return` do.
    """
    with transaction.atomic():
        held = _held(ticket, setup, version, now)
        standing = standing_of(held, setup, now=now)
        check_come_back(standing, now)
        check_return(standing)
        change(held, TicketAct.RETURNED, setup=setup, at=now, reason=VISITOR)
    return held


def reopen(*, ticket: Ticket, setup: HallSetup, version: int, now: datetime) -> Ticket:
    """The visitor says "saya belum dilayani": the start was none, the clock ran on.

    The promise counts as not kept.

    Raises QueueRefused as `cancel` and `check_reopen` do.
    """
    with transaction.atomic():
        held = _held(ticket, setup, version, now)
        check_reopen(standing_of(held, setup, now=now), now)
        change(held, TicketAct.REOPENED, setup=setup, at=now, reason=VISITOR)
    return held


def late_clocks(ticket: Ticket, setup: HallSetup, *, now: datetime) -> Mapping[int, Standing]:
    """What would follow from each "saya terlambat": until when, and when the promise then ends.

    Those past the closing time are left out. Raises QueueRefused as `check_late` does.
    """
    rows = list(ticket.events.order_by("position"))
    check_late(standing_of(ticket, setup, now=now, rows=rows), LATE_MINUTES[0], now)
    found = {}
    for minutes in LATE_MINUTES:
        away = timedelta(minutes=minutes)
        try:
            _check_back_in_time(setup, now + away)
        except QueueRefused:
            continue
        late = Happened(TicketAct.LATE, now, away=away)
        found[minutes] = standing_of(ticket, setup, rows=rows, then=(late,))
    return found


def _held(ticket: Ticket, setup: HallSetup, version: int, now: datetime) -> Ticket:
    held = held_ticket(ticket.pk, version=version)
    if held.appointment is None and held.day != setup.hours.day_of(now):
        raise QueueRefused("ticket_of_other_day", day=held.day)
    return held


def _check_back_in_time(setup: HallSetup, back_at: datetime) -> None:
    closing = setup.hours.closing(setup.hours.day_of(back_at))
    if closing is None or back_at >= closing:
        raise QueueRefused("late_after_closing")
