"""The figures of a hall's day, one row for each line: made once it is over, kept for good."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from bening.domain.queueing import Visit
from bening.domain.queueing.figures import CellKey, Figures, as_row, by_cell, from_row, total
from bening.queues.changes import standing_of
from bening.queues.models import CounterSession, Leg, QueueDay, Ticket
from bening.queues.setups import HallSetup

HALF_HOUR = timedelta(minutes=30)
FORM = 1
"""The shape of `content`."""


@dataclass(frozen=True, slots=True)
class OfficerFigures:
    """Services that somebody of the staff finished, and how long they took in all."""

    services: int
    seconds: int


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One line on one day. `half_hours`: begin "HH:MM", arrivals, starts, counters open."""

    cells: Mapping[CellKey, Figures]
    officers: Mapping[uuid.UUID, OfficerFigures]
    half_hours: tuple[tuple[str, int, int, int], ...]

    @property
    def all(self) -> Figures:
        """The whole day."""
        return total(self.cells.values())


def figures_of(setup: HallSetup, day: date, visits: Mapping[uuid.UUID, Sequence[Visit]], *,
               sessions: Sequence[CounterSession] = (), legs: Sequence[Leg] = ()
               ) -> dict[uuid.UUID, DayFigures]:  # fmt: skip
    """The figures of each line that had visits, from visits by the line of their number."""
    return {
        line: DayFigures(
            by_cell(found, setup.zone),
            _officers(line, legs),
            _half_hours(setup, day, line, found, sessions),
        )
        for line, found in visits.items()
        if found
    }


def read_figures(setup: HallSetup, day: date) -> dict[uuid.UUID, DayFigures]:
    """The same of a day whose tickets are there, over or not. Five queries."""
    rows = Ticket.objects.filter(hall=setup.key, day=day).select_related("series")
    visits: dict[uuid.UUID, list[Visit]] = defaultdict(list)
    for ticket in rows.order_by("taken_at", "pk").prefetch_related("events"):
        events = sorted(ticket.events.all(), key=lambda one: one.position)
        line = ticket.series.queue_id if ticket.series else ticket.queue_id
        visits[line].append(
            Visit(
                standing_of(ticket, setup, rows=events),
                str(line),
                ticket.channel,
                ticket.is_priority,
            )
        )
    begins, ends = _bounds(setup, day)
    sessions = CounterSession.objects.filter(counter__hall=setup.key, opened_at__lt=ends).exclude(
        closed_at__lte=begins
    )
    kept = sessions.select_related("staff").prefetch_related("counter__queues", "staff__queues")
    legs = Leg.objects.filter(
        ticket__hall=setup.key,
        ticket__day=day,
        session__isnull=False,
        ended_at__isnull=False,
        is_taken_back=False,
    ).select_related("session")
    return figures_of(setup, day, visits, sessions=list(kept), legs=list(legs))


def keep_figures(setup: HallSetup, day: date, *, now: datetime) -> int:
    """Makes the rows of a day that is over, anew where they are; how many lines had visits."""
    found = read_figures(setup, day)
    write_figures(day, found, now=now)
    return len(found)


def write_figures(day: date, found: Mapping[uuid.UUID, DayFigures], *, now: datetime) -> None:
    """Keeps the figures of a day's lines."""
    for line, one in found.items():
        whole = one.all
        QueueDay.objects.update_or_create(
            queue_id=line,
            day=day,
            defaults={
                "visits": whole.arrived,
                "judged": whole.judged,
                "kept": whole.kept,
                "content": as_content(one),
                "half_hours": [list(row) for row in one.half_hours],
                "made_at": now,
            },
        )


def as_content(one: DayFigures) -> dict[str, Any]:
    """What `QueueDay.content` holds."""
    return {
        "form": FORM,
        "cells": [as_row(key, value) for key, value in one.cells.items()],
        "officers": {
            str(key): [value.services, value.seconds] for key, value in one.officers.items()
        },
    }


def from_day(row: QueueDay) -> DayFigures:
    """The figures of a kept row."""
    officers = row.content.get("officers", {})
    return DayFigures(
        dict(from_row(cell) for cell in row.content.get("cells", ())),
        {uuid.UUID(key): OfficerFigures(*value) for key, value in officers.items()},
        tuple((str(at), came, went, there) for at, came, went, there in row.half_hours),
    )


def _bounds(setup: HallSetup, day: date) -> tuple[datetime, datetime]:
    place = ZoneInfo(setup.zone)
    begins = datetime(day.year, day.month, day.day, tzinfo=place)
    return begins, begins + timedelta(days=1)


def _officers(line: uuid.UUID, legs: Sequence[Leg]) -> dict[uuid.UUID, OfficerFigures]:
    found: dict[uuid.UUID, list[int]] = defaultdict(list)
    for leg in legs:
        if leg.queue_id == line and leg.session is not None:
            found[leg.session.staff_id].append(leg.served_seconds)
    return {key: OfficerFigures(len(many), sum(many)) for key, many in found.items()}


def _half_hours(
    setup: HallSetup,
    day: date,
    line: uuid.UUID,
    visits: Sequence[Visit],
    sessions: Sequence[CounterSession],
) -> tuple[tuple[str, int, int, int], ...]:
    """From the first opening to the last closing, or to whoever came or was served outside it."""
    place = ZoneInfo(setup.zone)
    came = [one.arrived_at for one in visits if one.arrived_at is not None]
    starts = [
        leg.started_at
        for one in visits
        for leg in one.standing.legs[:1]
        if leg.started_at is not None
    ]
    spans = setup.hours.open_spans(day)
    moments = [*came, *starts, *(at for span in spans for at in span)]
    if not moments:
        return ()
    begins, _ends = _bounds(setup, day)
    first = (min(moments) - begins) // HALF_HOUR
    last = max((max(moments) - begins - timedelta(microseconds=1)) // HALF_HOUR, first)
    able = [one for one in sessions if _can_serve(one, line)]
    edges = [begins + HALF_HOUR * step for step in range(first, last + 2)]
    return tuple(
        (
            since.astimezone(place).strftime("%H:%M"),
            sum(since <= at < until for at in came),
            sum(since <= at < until for at in starts),
            sum(_is_there(one, since, until) for one in able),
        )
        for since, until in pairwise(edges)
    )


def _can_serve(session: CounterSession, line: uuid.UUID) -> bool:
    able = {one.pk for one in session.staff.queues.all()}
    return line in {one.pk for one in session.counter.queues.all()} and (not able or line in able)


def _is_there(session: CounterSession, since: datetime, until: datetime) -> bool:
    """Whether the counter was open for at least half of the stretch."""
    opened = max(session.opened_at, since)
    closed = min(session.closed_at or until, until)
    return (closed - opened) * 2 >= until - since
