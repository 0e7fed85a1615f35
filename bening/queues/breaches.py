"""Promises that were not kept: one row each, once nothing can change that, whoever may dislike it.

The fold of a ticket's events says whether its promise was kept; nobody writes or removes a row by
hand. A start after the limit, the end of the day without a start, leaving after the limit, and the
visitor's "belum dilayani" are such ends.
"""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from bening.queues.models import (
    BreachKind,
    Hall,
    Leg,
    PromiseBreach,
    Queue,
    Ticket,
    TicketState,
)
from bening.queues.setups import HallSetup

STILL_IN_LINE = (
    TicketState.BOOKED, TicketState.WAITING, TicketState.CALLED, TicketState.SKIPPED,
)  # fmt: skip


def settle(hall: Hall, setup: HallSetup, now: datetime) -> bool:
    """Writes the breaches of a hall's day that are certain; whether there were any.

    Two processes at once write each once.
    """
    return bool(settle_day(_of_day(hall, setup, now)))


def _of_day(hall: Hall, setup: HallSetup, now: datetime) -> QuerySet[Ticket]:
    return Ticket.objects.filter(hall=hall, day=setup.hours.day_of(now))


def settle_day(tickets: QuerySet[Ticket]) -> int:
    """Writes what is certain of these tickets; how many rows were added."""
    taken_back = Leg.objects.filter(ticket=OuterRef("pk"), is_taken_back=True)
    rows = (
        tickets.filter(is_kept=False, breach=None)
        .annotate(is_reopened=Exists(taken_back))
        .filter(Q(is_reopened=True) | ~Q(state__in=STILL_IN_LINE))
        .select_related("series__queue", "queue")
        .order_by("taken_at", "pk")
    )
    made = [_breach(one) for one in rows]
    if made:
        PromiseBreach.objects.bulk_create(made, ignore_conflicts=True)
    later = PromiseBreach.objects.filter(
        ticket__in=tickets.filter(is_kept=False), late_seconds__lt=F("ticket__late_seconds")
    )
    for row in later.select_related("ticket"):  # a visit that was taken up again
        if row.ticket is not None:
            PromiseBreach.objects.filter(pk=row.pk).update(late_seconds=row.ticket.late_seconds)
    return len(made)


def _breach(ticket: Ticket) -> PromiseBreach:
    line: Queue = ticket.series.queue if ticket.series else ticket.queue
    return PromiseBreach(
        hall_id=ticket.hall_id,
        queue=line,
        ticket=ticket,
        label=ticket.label,
        day=ticket.day,
        kind=_kind(ticket),
        late_seconds=ticket.late_seconds,
        at=ticket.ended_at or ticket.started_at or ticket.waiting_since,
        compensation=line.compensation,
    )


def _kind(ticket: Ticket) -> BreachKind:
    if getattr(ticket, "is_reopened", False):
        return BreachKind.REOPENED
    if ticket.state == TicketState.EXPIRED:
        return BreachKind.EXPIRED
    if ticket.state == TicketState.CANCELLED:
        return BreachKind.ABANDONED
    return BreachKind.LATE
