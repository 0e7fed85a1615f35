"""Lines of a hall: which services are queued for, under which letter, with what they promise."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bening.accounts.models import Person
from bening.queues import access
from bening.queues.models import UNFINISHED, Hall, Queue, Ticket
from bening.queues.refusals import SetupBusy, SetupRefused
from bening.queues.setting_up import record, set_up, short
from bening.services.models import Service

LETTER = re.compile(r"[A-Z]", re.ASCII)
MOST_MINUTES = 240
MOST_CAP = 9999
MOST_SEATS = 99
MOST_AHEAD = 90
COLOURS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A service that is queued for, and how long it takes by its standard."""

    service: Service
    prefix: str
    standard_minutes: int = 10


@dataclass(frozen=True, slots=True)
class LineDetails:
    """What visitors are told of a line, how many it takes, and its appointments."""

    hint: str = ""
    order: int = 1
    daily_cap: int | None = None
    compensation: str = ""
    slot_minutes: int = 0
    slot_seats: int = 0
    booked_days_ahead: int = 14


def set_lines(*, hall: Hall, lines: Sequence[Line], by: Person, now: datetime) -> list[Queue]:
    """Exactly these services are queued for: lines of others close, closed ones open again.

    Raises NotAllowed, SetupRefused ("line_none", "line_letter", "line_letter_taken": prefix, name;
    "line_minutes", "line_service_twice", "line_service_of_other_unit", "line_service_closed"),
    SetupBusy ("line_has_waiting": prefix, count).
    """
    _check(lines)
    with set_up(hall, by=by, now=now) as held:
        there = {one.service_id: one for one in held.queues.select_related("service")}
        for line in lines:
            _check_service(held, line)
        wanted = {line.service.pk: line for line in lines}
        given_up = [one for key, one in there.items() if key not in wanted]
        for queue in given_up:
            _give_up(held, queue, by=by, now=now)
        _check_letters(held, lines)
        _move_letters_away(there, wanted)
        made: list[Queue] = []
        for line in lines:
            kept = there.get(line.service.pk)
            made.append(_keep(held, kept, line, order=len(made) + 1, by=by, now=now))
    return made


def _check(lines: Sequence[Line]) -> None:
    if not lines:
        raise SetupRefused("line_none")
    if len({line.service.pk for line in lines}) < len(lines):
        raise SetupRefused("line_service_twice")
    names: dict[str, str] = {}
    for line in lines:
        code = line.service.code
        if not LETTER.fullmatch(line.prefix):
            raise SetupRefused("line_letter", field=f"prefix-{code}", name=line.service.name)
        if line.prefix in names:
            raise SetupRefused(
                "line_letter_taken",
                field=f"prefix-{code}",
                prefix=line.prefix,
                name=names[line.prefix],
            )
        names[line.prefix] = line.service.name
        if not 1 <= line.standard_minutes <= MOST_MINUTES:
            raise SetupRefused("line_minutes", field=f"minutes-{code}", most=MOST_MINUTES)


def _check_service(hall: Hall, line: Line) -> None:
    if line.service.unit_id != hall.unit_id:
        raise SetupRefused("line_service_of_other_unit", name=line.service.name)
    if line.service.closed_on is not None:
        raise SetupRefused("line_service_closed", name=line.service.name)


def _check_letters(hall: Hall, lines: Sequence[Line]) -> None:
    """Closed lines keep their letter: old numbers stay readable."""
    wanted = {line.prefix: line for line in lines}
    others = hall.queues.exclude(service__in=[line.service for line in lines])
    for one in others.filter(prefix__in=wanted).select_related("service"):
        line = wanted[one.prefix]
        raise SetupRefused(
            "line_letter_taken",
            field=f"prefix-{line.service.code}",
            prefix=one.prefix,
            name=one.service.name,
        )


def _move_letters_away(there: dict[uuid.UUID, Queue], wanted: dict[uuid.UUID, Line]) -> None:
    """Two lines may swap their letters: each that changes steps aside first."""
    changing = [
        one for key, one in there.items() if key in wanted and one.prefix != wanted[key].prefix
    ]
    for place, queue in enumerate(changing):
        check_nobody_waits(queue)
        Queue.objects.filter(pk=queue.pk).update(prefix=chr(ord("0") + place))


def _keep(
    hall: Hall, queue: Queue | None, line: Line, *, order: int, by: Person, now: datetime
) -> Queue:
    if queue is None:
        made = Queue.objects.create(
            hall=hall,
            service=line.service,
            prefix=line.prefix,
            standard_minutes=line.standard_minutes,
            order=order,
            colour=(order - 1) % COLOURS + 1,
        )
        _record("hall.line_added", hall, made, line, by=by, now=now)
        return made
    if queue.closed_on is not None:
        queue.closed_on = None
        act = "hall.line_reopened"
    elif (queue.prefix, queue.standard_minutes) != (line.prefix, line.standard_minutes):
        act = "hall.line_changed"
    else:
        return queue
    queue.prefix, queue.standard_minutes = line.prefix, line.standard_minutes
    queue.save(update_fields=["prefix", "standard_minutes", "closed_on"])
    _record(act, hall, queue, line, by=by, now=now)
    return queue


def _give_up(hall: Hall, queue: Queue, *, by: Person, now: datetime) -> None:
    """Of a hall that never opened the line goes; else it is closed and its numbers stay."""
    if queue.closed_on is not None:
        return
    check_nobody_waits(queue)
    named = {"prefix": queue.prefix, "name": queue.service.name}
    if hall.opened_at is None and not queue.promises.exists() and not queue.tickets.exists():
        queue.delete()
    else:
        queue.closed_on = access.day_at(hall, now)
        queue.save(update_fields=["closed_on"])
    record("hall.line_closed", hall, by=by, now=now, **named)


def check_nobody_waits(queue: Queue) -> None:
    """Raises SetupBusy("line_has_waiting")."""
    waiting = Ticket.objects.filter(queue=queue, state__in=UNFINISHED).count()
    if waiting:
        raise SetupBusy("line_has_waiting", prefix=queue.prefix, count=waiting)


def _record(act: str, hall: Hall, queue: Queue, line: Line, *, by: Person, now: datetime) -> None:
    record(
        act,
        hall,
        by=by,
        now=now,
        prefix=queue.prefix,
        name=line.service.name,
        minutes=queue.standard_minutes,
    )


def change_line(
    *, hall: Hall, queue: Queue, details: LineDetails, by: Person, now: datetime
) -> Queue:
    """Hint, cap, compensation and appointments of a line.

    Raises NotAllowed, SetupRefused ("line_of_other_hall", "line_cap", "line_slot",
    "line_slot_seats", "line_ahead", "line_order", "hall_text_too_long").
    """
    values = _checked(details)
    with set_up(hall, by=by, now=now) as held:
        kept = held.queues.select_related("service").filter(pk=queue.pk).first()
        if kept is None:
            raise SetupRefused("line_of_other_hall")
        differs = [name for name, value in values.items() if getattr(kept, name) != value]
        for name in differs:
            setattr(kept, name, values[name])
        if differs:
            kept.save(update_fields=differs)
            record(
                "hall.line_changed",
                held,
                by=by,
                now=now,
                prefix=kept.prefix,
                name=kept.service.name,
                minutes=kept.standard_minutes,
                details={name: values[name] for name in differs},
            )
    return kept


def _checked(details: LineDetails) -> dict[str, object]:
    cap = details.daily_cap
    if cap is not None and not 1 <= cap <= MOST_CAP:
        raise SetupRefused("line_cap", field="daily_cap", most=MOST_CAP)
    if not 1 <= details.order <= MOST_SEATS:
        raise SetupRefused("line_order", field="order", most=MOST_SEATS)
    if details.slot_minutes and not 5 <= details.slot_minutes <= MOST_MINUTES:
        raise SetupRefused("line_slot", field="slot_minutes", most=MOST_MINUTES)
    if details.slot_minutes and not 1 <= details.slot_seats <= MOST_SEATS:
        raise SetupRefused("line_slot_seats", field="slot_seats", most=MOST_SEATS)
    if not 1 <= details.booked_days_ahead <= MOST_AHEAD:
        raise SetupRefused("line_ahead", field="booked_days_ahead", most=MOST_AHEAD)
    return {
        "hint": short(details.hint, field="hint", longest=120),
        "order": details.order,
        "daily_cap": cap,
        "compensation": short(details.compensation, field="compensation", longest=200),
        "slot_minutes": details.slot_minutes,
        "slot_seats": details.slot_seats if details.slot_minutes else 0,
        "booked_days_ahead": details.booked_days_ahead,
    }
