"""What `bening verify` asks of tickets: each is what its events say, and none was taken out.

Times can't be set back unseen: columns that queries read are folded anew from the events, whose
rows the database refuses to change; a number that is missing leaves a gap in its series. The
figures of a day are made anew from its tickets as long as these are there.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Max, Min
from django.utils import timezone

from bening.adapters import queue_sql
from bening.domain.queueing import QueueRefused, Standing, TicketAct, after, format_number
from bening.domain.queueing import TicketState as Stands
from bening.queues.access import day_at
from bening.queues.changes import leg_columns, standing_of
from bening.queues.closing import RAW_KEPT
from bening.queues.day_figures import as_content, read_figures
from bening.queues.models import (
    UNFINISHED,
    Hall,
    NumberSeries,
    QueueDay,
    Ticket,
    TicketEvent,
)
from bening.queues.projection import project
from bening.queues.setups import HallSetup, setup_of

FOLDED = (
    "state", "taken_at", "promise_from", "due_at", "is_kept", "late_seconds", "paused_seconds",
    "away_until", "waiting_since", "called_at", "last_called_at", "calls", "returns", "started_at",
    "ended_at", "appointment",
)  # fmt: skip
"""Columns that `project` sets."""
PLANNED = frozenset({"promise_from", "due_at"})
"""Beyond the day of the ticket these follow hours that may have changed since: told no wrong."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A ticket, series or day that is not what it should be; `label` says which.

    `differs`: each column with what stands there and what should, as text.
    """

    code: str
    key: str
    label: str
    agency: str
    differs: tuple[str, ...] = ()


def check_guard() -> Iterator[Wrong]:
    """The trigger that refuses changes of events."""
    if not queue_sql.has_guard():
        yield Wrong("ticket_guard_missing", "", queue_sql.GUARD, "")


def check_tickets() -> Iterator[Wrong | int]:
    """Every ticket that is still there: wrong ones, and 1 for each that was looked at."""
    for hall in Hall.objects.select_related("unit__agency").order_by("pk"):
        agency = str(hall.agency_id)
        tickets = Ticket.objects.filter(hall=hall).select_related("series__queue")
        tickets = tickets.prefetch_related("events", "legs").order_by("day", "pk")
        read: tuple[date, HallSetup] | None = None
        for ticket in tickets.iterator(chunk_size=500):
            yield 1
            if read is None or read[0] != ticket.day:  # hours are read around a day
                read = ticket.day, setup_of(hall.pk, ticket.day)
            code, differs = _wrong_with(ticket, read[1])
            if code:
                yield Wrong(code, str(ticket.pk), ticket.label, agency, differs)
        yield from _series_with_gaps(hall)
        yield from _days(hall)


def _wrong_with(ticket: Ticket, setup: HallSetup) -> tuple[str, tuple[str, ...]]:
    rows = sorted(ticket.events.all(), key=lambda row: row.position)
    if not rows or [row.position for row in rows] != list(range(1, ticket.version + 1)):
        return "ticket_event_missing", ()
    try:
        standing = standing_of(ticket, setup, rows=rows)
        expected = _expected(ticket, setup, standing, rows)
    except (QueueRefused, KeyError):
        return "ticket_events_impossible", ()
    stands = {name: getattr(ticket, name) for name in expected}
    differs = _differing(stands, expected, lambda name: _is_planned(name, ticket, setup, expected))
    if differs:
        return "ticket_disagrees", differs
    differs = _differing_legs(ticket, standing)
    return ("ticket_leg_disagrees", differs) if differs else ("", ())


def _expected(
    ticket: Ticket, setup: HallSetup, standing: Standing, rows: list[TicketEvent]
) -> dict[str, Any]:
    """Every column that follows from the events, and the number from its series."""
    again = Ticket(hall_id=ticket.hall_id, day=ticket.day, counter_id=_counter(rows))
    project(again, standing)
    found = {name: getattr(again, name) for name in (*FOLDED, "counter_id")}
    first = rows[0].queue_id or ticket.queue_id
    begins = standing.appointment or standing.taken_at
    lines = [row.queue_id for row in rows if row.queue_id is not None]
    found["queue_id"] = lines[-1] if lines else ticket.queue_id
    found["day"] = setup.hours.day_of(begins)
    series = ticket.series
    if series is not None and ticket.number:  # booked long ago, promised as on the day of check-in
        found["promise_minutes"] = setup.queue(first).promise(ticket.day).minutes
        found["label"] = format_number(series.queue.prefix, ticket.number, series.mark)
    return found


def _counter(rows: list[TicketEvent]) -> uuid.UUID | None:
    """The last counter that was named, unless the visitor waited since."""
    state, counter = None, None
    for row in rows:
        state = after(state, TicketAct(row.act))
        counter = None if state is Stands.WAITING else row.counter_id or counter
    return counter


def _is_planned(name: str, ticket: Ticket, setup: HallSetup, expected: Mapping[str, Any]) -> bool:
    """Whether both moments lie beyond the day, where other hours may have been known."""
    if name not in PLANNED:
        return False
    moments: list[datetime | None] = [getattr(ticket, name), expected[name]]
    return all(at is not None and setup.hours.day_of(at) > ticket.day for at in moments)


def _differing_legs(ticket: Ticket, standing: Standing) -> tuple[str, ...]:
    kept = {row.position: row for row in ticket.legs.all()}
    if sorted(kept) != list(range(1, len(standing.legs) + 1)):
        return (f"legs: {len(kept)}, {len(standing.legs)}",)
    found: list[str] = []
    for position, leg in enumerate(standing.legs, 1):
        expected = leg_columns(leg)
        stands = {name: getattr(kept[position], name) for name in expected}
        found += (f"{position} {one}" for one in _differing(stands, expected))
    return tuple(found)


def _differing(
    stands: Mapping[str, Any], expected: Mapping[str, Any], is_free: Any = lambda _name: False
) -> tuple[str, ...]:
    return tuple(
        f"{name}: {_text(stands[name])}, {_text(value)}"
        for name, value in expected.items()
        if stands[name] != value and not is_free(name)
    )


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _series_with_gaps(hall: Hall) -> Iterator[Wrong]:
    """Series of days whose tickets are still there, that lack a number."""
    series = (
        NumberSeries.objects.filter(queue__hall=hall, last__gt=0, day__gte=_kept_since(hall))
        .annotate(there=Count("tickets"), least=Min("tickets__number"), most=Max("tickets__number"))
        .exclude(there=0)
        .exclude(there=F("last"), least=1, most=F("last"))
    )
    for row in series.select_related("queue"):
        label = f"{row.queue.prefix} {row.day}"
        yield Wrong("ticket_missing", str(row.pk), label, str(hall.agency_id))


def _days(hall: Hall) -> Iterator[Wrong]:
    """Figures of days that are over, whose tickets are there, and that are not those of them."""
    kept: dict[date, dict[uuid.UUID, QueueDay]] = {}
    rows = QueueDay.objects.filter(queue__hall=hall, day__gte=_kept_since(hall))
    for row in rows.select_related("queue").order_by("day", "queue__prefix"):
        kept.setdefault(row.day, {})[row.queue_id] = row
    there = Ticket.objects.filter(hall=hall, day__in=list(kept)).order_by()
    days = set(there.values_list("day", flat=True).distinct())
    open_days = set(there.filter(state__in=UNFINISHED).values_list("day", flat=True).distinct())
    prefixes = dict(hall.queues.values_list("pk", "prefix"))
    for day in sorted(days - open_days):  # a day to which a kiosk delivered is closed once more
        found = read_figures(setup_of(hall.pk, day), day)
        for line in sorted({*found, *kept[day]}, key=prefixes.__getitem__):
            stands = _kept_columns(kept[day].get(line))
            made = found.get(line)
            expected = (
                {}
                if made is None
                else {
                    "visits": made.all.arrived,
                    "judged": made.all.judged,
                    "kept": made.all.kept,
                    "content": as_content(made),
                    "half_hours": [[at, came, went] for at, came, went, _open in made.half_hours],
                }
            )
            names = [name for name in COUNTED if stands.get(name) != expected.get(name)]
            if names:
                label = f"{prefixes[line]} {day.isoformat()}"
                key = str(kept[day][line].pk) if line in kept[day] else ""
                told = tuple(
                    f"{name}: {stands.get(name)}, {expected.get(name)}" if name in PLAIN else name
                    for name in names
                )
                yield Wrong("queue_day_disagrees", key, label, str(hall.agency_id), told)


PLAIN = ("visits", "judged", "kept")
COUNTED = (*PLAIN, "content", "half_hours")


def _kept_columns(row: QueueDay | None) -> dict[str, Any]:
    """Without the counters that were open: what they could serve then is kept nowhere."""
    if row is None:
        return {}
    return {
        **{name: getattr(row, name) for name in (*PLAIN, "content")},
        "half_hours": [list(one[:3]) for one in row.half_hours],
    }


def _kept_since(hall: Hall) -> date:
    """Tickets of days before it are being deleted."""
    return day_at(hall, timezone.now()) - RAW_KEPT
