"""The end of a day: what is unfinished expires, counters close, figures are made, needs go.

A day is over two hours after its last closing, and at midnight at the latest. Nothing here depends
on having run at that moment: a program that was down closes every day that it finds open.
"""

import logging
import threading
import uuid
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import close_old_connections, transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from bening.domain.days import day_in
from bening.domain.queueing import TicketAct
from bening.queues.breaches import settle_day
from bening.queues.changes import change
from bening.queues.day_figures import keep_figures
from bening.queues.issuing import beat
from bening.queues.models import (
    UNFINISHED,
    BackupCall,
    CounterSession,
    Hall,
    OfferState,
    QueueDay,
    RefusedNumber,
    Ticket,
)
from bening.queues.setups import HallSetup, setup_of

log = logging.getLogger("bening.queues")

LOOK_EVERY = 60.0  # seconds between two looks
AFTER_CLOSING = timedelta(hours=2)
RAW_KEPT = timedelta(days=90)
"""How long tickets and their events are kept; figures stay."""
BATCH = 200
A_DAY = timedelta(days=1)
DAY_ENDED = "day_ended"
"""The reason in the event of a ticket that expired."""


def end_days(stop: threading.Event) -> None:
    """Looks until `stop`."""
    while not stop.is_set():
        close_old_connections()
        close_days(now=timezone.now())
        stop.wait(LOOK_EVERY)


def close_days(*, now: datetime) -> int:
    """Closes every day that is over and was not closed; how many. Several processes may ask.

    What goes wrong in one hall stays in the log and keeps no other from being closed.
    """
    closed = 0
    for hall in Hall.objects.select_related("unit__agency").order_by("pk"):
        try:
            for day in _over(hall, now):
                close_day(hall, day, now=now)
                closed += 1
            forget_old(hall, now=now)
        except Exception:
            log.exception("a day of %s could not be closed", hall.slug)
    return closed


def _over(hall: Hall, now: datetime) -> list[date]:
    """Days with something unfinished or without figures, oldest first, that are over."""
    last = last_day_over(hall, now)
    made = QueueDay.objects.filter(queue__hall=hall).aggregate(last=Max("day"))["last"]
    rows = Ticket.objects.filter(hall=hall, day__lte=last)
    fresh = rows.filter(day__gt=made) if made else rows
    days = set(fresh.order_by().values_list("day", flat=True).distinct())
    days.update(rows.filter(state__in=UNFINISHED).order_by().values_list("day", flat=True))
    open_since = CounterSession.objects.filter(counter__hall=hall, closed_at=None).values_list(
        "opened_at", flat=True
    )
    days.update(day for since in open_since if (day := day_in(hall.unit.zone, since)) <= last)
    return sorted(days)


def last_day_over(hall: Hall, now: datetime) -> date:
    """The latest day of the hall that is over."""
    today = day_in(hall.unit.zone, now)
    closing = setup_of(hall.pk, today).hours.closing(today)
    if closing is not None and now >= closing + AFTER_CLOSING:
        return today
    return today - A_DAY


def close_day(hall: Hall, day: date, *, now: datetime) -> None:
    """Ends a day that is over: in any order with itself, once or many times, the outcome is one."""
    setup = setup_of(hall.pk, day)
    at = min(now, _midnight_after(hall, day))
    _expire(hall, day, setup, at)
    _close_counters(hall, at, day)
    settle_day(Ticket.objects.filter(hall=hall, day=day))
    keep_figures(setup, day, now=now)
    _forget_needs(hall, day)


def _midnight_after(hall: Hall, day: date) -> datetime:
    return datetime.combine(day + A_DAY, time(), ZoneInfo(hall.unit.zone))


def _expire(hall: Hall, day: date, setup: HallSetup, at: datetime) -> None:
    """A few at a time: whoever takes a number meanwhile waits for none of it long."""
    rows = Ticket.objects.filter(hall=hall, day=day, state__in=UNFINISHED)
    for keys in _batches(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            held = rows.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
            for ticket in held:
                change(ticket, TicketAct.EXPIRED, setup=setup, at=at, reason=DAY_ENDED)


def _batches(keys: Iterable[uuid.UUID]) -> list[list[uuid.UUID]]:
    every = list(keys)
    return [every[first : first + BATCH] for first in range(0, len(every), BATCH)]


def _close_counters(hall: Hall, at: datetime, day: date) -> None:
    """Counters left open that day, and calls for help that nobody settled."""
    with transaction.atomic():
        rows = CounterSession.objects.select_for_update(of=("self",))
        rows = rows.filter(counter__hall=hall, closed_at=None, opened_at__lt=at)
        closed = False
        for session in rows:
            if day_in(hall.unit.zone, session.opened_at) > day:
                continue
            if session.break_since is not None:
                away = at - session.break_since
                session.breaks_seconds += max(0, int(away.total_seconds()))
            session.break_since, session.break_until = None, None
            session.closed_at = max(at, session.opened_at)
            session.save()
            closed = True
        calls = BackupCall.objects.filter(hall=hall, closed_at=None, at__lt=at)
        for call in calls:
            call.offers.filter(state=OfferState.ASKED).update(state=OfferState.WITHDRAWN)
            call.closed_at = at
            call.save(update_fields=["closed_at"])
            closed = True
        if closed:
            beat({hall.pk})


def _forget_needs(hall: Hall, day: date) -> None:
    told = Ticket.objects.filter(hall=hall, day=day).exclude(needs=[])
    if told.exists():
        told.update(needs=[])


def forget_old(hall: Hall, *, now: datetime) -> int:
    """Deletes tickets of days ninety days back whose figures are kept; how many tickets.

    Their events, legs, calls and rungs go with them; breaches stay, without the ticket.
    """
    before = day_in(hall.unit.zone, now) - RAW_KEPT
    kept = QueueDay.objects.filter(queue__hall=hall, day=OuterRef("day"))
    old = Ticket.objects.filter(Q(Exists(kept)), hall=hall, day__lt=before)
    gone = 0
    for keys in _batches(old.order_by("day", "pk").values_list("pk", flat=True)[: BATCH * 10]):
        gone += len(keys)
        Ticket.objects.filter(pk__in=keys).delete()
    RefusedNumber.objects.filter(hall=hall, refused_at__lt=now - RAW_KEPT).delete()
    return gone
