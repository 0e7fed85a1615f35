"""What an officer does with a counter: open it, leave it for a moment, close it."""

import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from bening.accounts.models import Person, Role, RoleAssignment
from bening.calendars.telling import notify
from bening.domain.queueing import QueueRefused, TicketAct
from bening.queues import access
from bening.queues.changes import STALE, change
from bening.queues.desks import desk_of, open_sessions, skills_of
from bening.queues.issuing import beat
from bening.queues.lines import AT_COUNTER
from bening.queues.models import Counter, CounterSession, CounterStaff, Hall, Ticket
from bening.queues.models import TicketState as State

LONGEST_BREAK = timedelta(hours=2)
CLOSED_WHILE_CALLED = "counter_closed"
"""The reason in the ticket's event; pages say it in words."""


def open_counter(
    *, hall: Hall, counter: Counter, by: Person, now: datetime, is_backup: bool = False
) -> CounterSession:
    """The officer sits down at a counter; the same counter again is the same session.

    Raises NotAllowed, QueueRefused ("counter_of_other_hall", "counter_not_in_use",
    "counter_serves_no_line", "counter_taken": number, person; "counter_open_elsewhere": number).
    """
    staff = access.check_can_serve(by, hall, on=access.day_at(hall, now))
    if counter.hall_id != hall.pk:
        raise QueueRefused("counter_of_other_hall")
    if counter.closed_on is not None:
        raise QueueRefused("counter_not_in_use", number=counter.number)
    if not skills_of(counter, staff):
        raise QueueRefused("counter_serves_no_line", number=counter.number)
    there = open_sessions(hall).filter(Q(counter=counter) | Q(staff=staff)).first()
    if there is not None:
        return _there_already(there, counter, staff)
    try:
        with transaction.atomic():
            made = CounterSession.objects.create(
                counter=counter, staff=staff, opened_at=now, is_backup=is_backup
            )
            beat({hall.pk})
    except IntegrityError:
        there = open_sessions(hall).filter(Q(counter=counter) | Q(staff=staff)).first()
        if there is None:
            raise
        return _there_already(there, counter, staff)
    return made


def _there_already(there: CounterSession, counter: Counter, staff: CounterStaff) -> CounterSession:
    """Raises QueueRefused unless it is this officer at this counter."""
    if there.staff_id != staff.pk:
        raise QueueRefused("counter_taken", number=counter.number, person=str(there.staff.person))
    if there.counter_id != counter.pk:
        raise QueueRefused("counter_open_elsewhere", number=there.counter.number)
    return there


def close_counter(
    *, hall: Hall, session: uuid.UUID | None = None, by: Person, now: datetime
) -> Counter:
    """Nobody sits there any more; whoever was called goes back into the line with the same clock.

    The clock ran on while they were called, so they keep their place, and no display shows the call
    any more. Whoever is being served keeps a counter open: nothing ends a service but its officer.
    A coordinator may close the counter of somebody else by its `session`.
    Raises NotAllowed, QueueRefused ("no_open_counter", "finish_first": label,
    "ticket_changed_meanwhile").
    """
    with transaction.atomic():
        desk = desk_of(hall, by, now, session=session)
        rows = Ticket.objects.select_for_update(of=("self",), skip_locked=True)
        for ticket in rows.filter(counter=desk.counter, state__in=AT_COUNTER):
            if ticket.state == State.SERVING:
                raise QueueRefused("finish_first", label=ticket.label)
            change(
                ticket,
                TicketAct.RETURNED,
                setup=desk.setup,
                at=now,
                by=desk.by,
                reason=CLOSED_WHILE_CALLED,
            )
        left = Ticket.objects.filter(counter=desk.counter, state__in=AT_COUNTER)
        if stays := left.values_list("label", "state").first():  # the visitor is just acting
            raise QueueRefused(STALE, label=stays[0], state=stays[1])
        held = desk.session
        _end_break(held, now)
        held.closed_at = max(now, held.opened_at)
        held.save(update_fields=["closed_at", "break_since", "break_until", "breaks_seconds"])
        beat({hall.pk})
    return desk.counter


def begin_break(*, hall: Hall, minutes: int, by: Person, now: datetime) -> CounterSession:
    """The officer is away for about so many minutes; the clocks of those who wait run on.

    Again while on a break: the new time counts. Raises NotAllowed, QueueRefused
    ("no_open_counter", "counter_busy": label, state; "break_length": most).
    """
    away = timedelta(minutes=minutes)
    if not timedelta(0) < away <= LONGEST_BREAK:
        raise QueueRefused("break_length", most=int(LONGEST_BREAK.total_seconds()) // 60)
    with transaction.atomic():
        desk = desk_of(hall, by, now)
        busy = Ticket.objects.filter(counter=desk.counter, state__in=AT_COUNTER)
        if there := busy.values_list("label", "state").first():
            raise QueueRefused("counter_busy", label=there[0], state=there[1])
        held = desk.session
        held.break_since = held.break_since or now
        held.break_until = now + away
        held.save(update_fields=["break_since", "break_until"])
        beat({hall.pk})
    return held


def end_break(*, hall: Hall, by: Person, now: datetime) -> CounterSession:
    """The officer is back; harmless where there was no break. Raises NotAllowed, QueueRefused."""
    with transaction.atomic():
        held = desk_of(hall, by, now).session
        if held.break_since is not None:
            _end_break(held, now)
            held.save(update_fields=["break_since", "break_until", "breaks_seconds"])
            beat({hall.pk})
    return held


def call_supervisor(*, hall: Hall, by: Person, now: datetime) -> int:
    """Asks the coordinators to come to the counter; the heads of the unit where there is none.

    Once a minute. Returns how many were told. Raises NotAllowed, QueueRefused ("no_open_counter",
    "nobody_leads").
    """
    with transaction.atomic():
        desk = desk_of(hall, by, now)
        people = leaders_of(hall, now)
        if not people:
            raise QueueRefused("nobody_leads")
        return notify(
            people=people,
            code="queue_supervisor_called",
            key=f"queues:supervisor:{desk.session.pk}:{now:%Y%m%d%H%M}",
            url=reverse("queues:board", args=[hall.pk]),
            values={"number": desk.counter.number, "hall": hall.name, "person": str(by)},
            agency=hall.agency_id,
            now=now,
        )


def leaders_of(hall: Hall, now: datetime) -> list[Person]:
    """The coordinators of the hall, else the heads of its unit."""
    day = access.day_at(hall, now)
    rows = CounterStaff.objects.filter(access.in_force(day), hall=hall, is_supervisor=True)
    found = [one.person for one in rows.select_related("person") if one.person.is_active]
    if found:
        return found
    heads = RoleAssignment.objects.in_force(day).filter(unit=hall.unit, role=Role.UNIT_HEAD)
    return [one.person for one in heads.select_related("person") if one.person.is_active]


def _end_break(held: CounterSession, now: datetime) -> None:
    if held.break_since is not None:
        held.breaks_seconds += max(0, int((now - held.break_since).total_seconds()))
    held.break_since, held.break_until = None, None
