"""What `bening verify` asks of tickets: each is what its events say, and none was taken out.

Times can't be set back unseen: columns that queries read are folded anew from the events, whose
rows the database refuses to change; a number that is missing leaves a gap in its series.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Min

from bening.adapters import queue_sql
from bening.domain.queueing import QueueRefused
from bening.queues.changes import standing_of
from bening.queues.models import Hall, NumberSeries, Ticket
from bening.queues.projection import project
from bening.queues.setups import HallSetup, setup_of

REPEATED = (
    "state", "taken_at", "promise_from", "paused_seconds", "away_until", "waiting_since",
    "called_at", "last_called_at", "calls", "returns", "started_at", "ended_at", "appointment",
)  # fmt: skip
"""Columns that follow from the events alone; those of the promise follow from the hours, too."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A ticket or a series that is not what it should be; `label` says which."""

    code: str
    key: str
    label: str
    agency: str


def check_guard() -> Iterator[Wrong]:
    """The trigger that refuses changes of events."""
    if not queue_sql.has_guard():
        yield Wrong("ticket_guard_missing", "", queue_sql.GUARD, "")


def check_tickets() -> Iterator[Wrong | int]:
    """Every ticket that is still there: wrong ones, and 1 for each that was looked at."""
    for hall in Hall.objects.select_related("unit__agency").order_by("pk"):
        agency = str(hall.agency_id)
        tickets = Ticket.objects.filter(hall=hall).prefetch_related("events").order_by("day", "pk")
        read: tuple[date, HallSetup] | None = None
        for ticket in tickets.iterator(chunk_size=500):
            yield 1
            if read is None or read[0] != ticket.day:  # hours are read around a day
                read = ticket.day, setup_of(hall.pk, ticket.day)
            if code := _wrong_with(ticket, read[1]):
                yield Wrong(code, str(ticket.pk), ticket.label, agency)
        yield from _series_with_gaps(hall)


def _wrong_with(ticket: Ticket, setup: HallSetup) -> str:
    rows = sorted(ticket.events.all(), key=lambda row: row.position)
    if [row.position for row in rows] != list(range(1, ticket.version + 1)):
        return "ticket_event_missing"
    before = {name: getattr(ticket, name) for name in REPEATED}
    try:
        project(ticket, standing_of(ticket, setup, rows=rows))
    except QueueRefused:
        return "ticket_events_impossible"
    same = all(getattr(ticket, name) == value for name, value in before.items())
    return "" if same else "ticket_disagrees"


def _series_with_gaps(hall: Hall) -> Iterator[Wrong]:
    """Series of days whose tickets are still there, that lack a number."""
    series = (
        NumberSeries.objects.filter(queue__hall=hall, last__gt=0)
        .annotate(there=Count("tickets"), least=Min("tickets__number"), most=Max("tickets__number"))
        .exclude(there=0)
        .exclude(there=F("last"), least=1, most=F("last"))
    )
    for row in series.select_related("queue"):
        label = f"{row.queue.prefix} {row.day}"
        yield Wrong("ticket_missing", str(row.pk), label, str(hall.agency_id))
