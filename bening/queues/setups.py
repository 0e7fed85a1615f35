"""Halls as they are set up, as frozen values that many threads and the event loop may share."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from bening.domain.days import day_in
from bening.domain.queueing import (
    Hours,
    PriorityKind,
    PriorityPolicy,
    Promise,
    QueueRefused,
    promise_on,
)
from bening.queues.hall_hours import IssuingEnd, read_days
from bening.queues.models import Hall, Queue, Reach, ServicePromise


@dataclass(frozen=True, slots=True)
class QueueSetup:
    """One line of a hall. `promises` are of the line or, until it has one, of the hall."""

    key: uuid.UUID
    service: uuid.UUID
    prefix: str
    name: str
    hint: str
    icon: str
    colour: int
    standard: timedelta
    daily_cap: int | None
    compensation: str
    slot_minutes: int
    slot_seats: int
    booked_days_ahead: int
    promises: tuple[Promise, ...]
    is_offered: bool
    """False once the line was closed; its tickets are served to the end."""

    def promise(self, day: date) -> Promise:
        """What is promised to whoever takes a number on `day`.

        Raises QueueRefused("no_promise_yet"): the wizard sets one before a hall opens.
        """
        found = promise_on(self.promises, day)
        if found is None:
            raise QueueRefused("no_promise_yet", day=day)
        return found


@dataclass(frozen=True, slots=True)
class PointSetup:
    """A sticker or a kiosk. `mark` is empty but for a kiosk with numbers of its own."""

    key: uuid.UUID
    number: int
    place: str
    mark: str


@dataclass(frozen=True, slots=True)
class HallSetup:
    """What pages, kiosks and the writer of tickets have to know of a hall."""

    key: uuid.UUID
    agency: uuid.UUID
    unit: uuid.UUID
    slug: str
    name: str
    unit_name: str
    zone: str
    hours: Hours
    ends: Mapping[date, IssuingEnd]
    """Days on which no number is given any more, though the hall is open."""
    policy: str
    priority: PriorityPolicy
    presence_key: bytes
    local_url: str
    """Where phones reach the hall in its own network; empty: by the public name."""
    running_text: str
    reading: str
    voice_repeats: int
    volumes: tuple[tuple[str, int], ...]
    queues: tuple[QueueSetup, ...]
    points: Mapping[int, PointSetup]

    @property
    def offered(self) -> tuple[QueueSetup, ...]:
        """The lines in which numbers are given."""
        return tuple(one for one in self.queues if one.is_offered)

    def issuing_ended_at(self, day: date) -> datetime | None:
        """Since when a day gives no numbers any more; None where nobody ended it."""
        end = self.ends.get(day)
        return end.at if end else None

    def queue(self, key: uuid.UUID) -> QueueSetup:
        """The line of a key, closed or not. Raises KeyError."""
        for one in self.queues:
            if one.key == key:
                return one
        raise KeyError(key)


def read_setup(hall: Hall, today: date) -> HallSetup:
    """The set-up of a hall as it stands, with hours around `today`."""
    unit = hall.unit
    hours, ends = read_days(hall, today)
    lines = hall.queues.select_related("service")
    return HallSetup(
        key=hall.pk,
        agency=hall.agency_id,
        unit=unit.pk,
        slug=hall.slug,
        name=hall.name,
        unit_name=unit.name,
        zone=unit.zone,
        hours=hours,
        ends=ends,
        policy=hall.policy,
        priority=PriorityPolicy(
            kind=PriorityKind(hall.priority),
            normal_per_priority=hall.normal_per_priority,
            starved_after=timedelta(minutes=hall.starved_after),
            young=timedelta(minutes=hall.young_until),
        ),
        presence_key=bytes(hall.presence_key),
        local_url=hall.local_url if hall.reach == Reach.LOCAL else "",
        running_text=hall.running_text,
        reading=hall.reading,
        voice_repeats=hall.voice_repeats,
        volumes=tuple((str(at), int(percent)) for at, percent in hall.volumes),
        queues=_queues(hall, list(lines)),
        points={
            one.number: PointSetup(one.pk, one.number, one.place, one.mark)
            for one in hall.points.filter(closed_on__isnull=True)
        },
    )


def _queues(hall: Hall, lines: list[Queue]) -> tuple[QueueSetup, ...]:
    rows = list(hall.promises.order_by("starts_on", "made_at"))
    return tuple(
        QueueSetup(
            key=one.pk,
            service=one.service_id,
            prefix=one.prefix,
            name=one.service.name,
            hint=one.hint,
            icon=one.icon,
            colour=one.colour,
            standard=timedelta(minutes=one.standard_minutes),
            daily_cap=one.daily_cap,
            compensation=one.compensation,
            slot_minutes=one.slot_minutes,
            slot_seats=one.slot_seats,
            booked_days_ahead=one.booked_days_ahead,
            promises=_promises_of(one, rows),
            is_offered=one.closed_on is None and one.service.closed_on is None,
        )
        for one in lines
    )


def _promises_of(line: Queue, rows: Sequence[ServicePromise]) -> tuple[Promise, ...]:
    """Those of the line; before the first of them begins, those of the hall."""
    own = [row for row in rows if row.queue_id == line.pk]
    begins = own[0].starts_on if own else date.max
    halls = [row for row in rows if row.queue_id is None and row.starts_on < begins]
    return _promises([*halls, *own])


def _promises(rows: Sequence[ServicePromise]) -> tuple[Promise, ...]:
    """One a day on which they begin: what was set last."""
    by_day = {
        row.starts_on: Promise(
            minutes=row.minutes,
            warn_at=row.warn_at,
            prealert_at=row.prealert_at,
            head_at=row.head_at,
            from_day=row.starts_on,
        )
        for row in rows
    }
    return tuple(by_day.values())


def setup_of(hall: uuid.UUID, today: date) -> HallSetup:
    """The set-up of a hall, read now. Raises Hall.DoesNotExist."""
    return read_setup(Hall.objects.select_related("unit__agency").get(pk=hall), today)


def find_setup(slug: str) -> HallSetup | None:
    """The set-up of an opened hall by its public address; None for others."""
    rows = Hall.objects.select_related("unit__agency")
    hall = rows.filter(slug=slug, opened_at__isnull=False, closed_on__isnull=True).first()
    if hall is None:
        return None
    return read_setup(hall, day_in(hall.unit.zone, timezone.now()))
