"""Booked times: one seat of a slot each, however many ask at once, and the number at check-in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count

from bening.domain.queueing import QueueRefused, TicketAct, fold, format_number
from bening.domain.queueing import TicketEvent as Happened
from bening.domain.queueing.booking import check_arrival, check_slot, slots
from bening.queues.changes import change, held_ticket
from bening.queues.hall_hours import keep_hours
from bening.queues.issuing import Taking, beat, held_series, next_number, numbers_given
from bening.queues.models import TakingChannel, Ticket, TicketEvent, TicketState
from bening.queues.projection import project
from bening.queues.setups import HallSetup, QueueSetup

HOLDS_SEAT = (
    TicketState.BOOKED, TicketState.WAITING, TicketState.CALLED,
    TicketState.SERVING, TicketState.ON_HOLD,
)  # fmt: skip
"""As the constraint `slot_seat_once` says."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that may be booked, and how many seats are left."""

    at: datetime
    free: int


def free_slots(setup: HallSetup, line: QueueSetup, day: date, *, now: datetime) -> tuple[Slot, ...]:
    """The times of a day that may still be booked, full ones left out. One query."""
    length = timedelta(minutes=line.slot_minutes)
    rows = Ticket.objects.filter(
        queue=line.key, day=day, slot_seat__isnull=False, state__in=HOLDS_SEAT
    ).order_by()
    taken = dict(rows.values_list("appointment").annotate(total=Count("pk")))
    found = []
    for at in slots(setup.hours, day, length):
        free = line.slot_seats - taken.get(at, 0)
        if free > 0 and _may_book(setup, line, at, now):
            found.append(Slot(at, free))
    return tuple(found)


def _may_book(setup: HallSetup, line: QueueSetup, at: datetime, now: datetime) -> bool:
    try:
        _check_time(setup, line, at, now)
    except QueueRefused:
        return False
    return True


def _check_time(setup: HallSetup, line: QueueSetup, at: datetime, now: datetime) -> None:
    if not line.is_offered:
        raise QueueRefused("no_appointments")
    if ended_at := setup.issuing_ended_at(setup.hours.day_of(at)):
        raise QueueRefused("issuing_ended", at=ended_at)
    check_slot(
        at,
        hours=setup.hours,
        length=timedelta(minutes=line.slot_minutes),
        days_ahead=line.booked_days_ahead,
        now=now,
    )


def book(
    *,
    setup: HallSetup,
    line: QueueSetup,
    at: datetime,
    now: datetime,
    is_priority: bool = False,
    needs: tuple[str, ...] = (),
    language: str = "id",
) -> Ticket:
    """A seat of the slot that begins `at`; the number comes at check-in.

    Raises QueueRefused as `check_slot` does, and "slot_full", "issuing_ended", "cap_reached",
    "no_promise_yet".
    """
    _check_time(setup, line, at, now)
    day = setup.hours.day_of(at)
    for seat in range(1, line.slot_seats + 1):
        taking = Taking(
            hall=setup,
            queue=line,
            channel=TakingChannel.BOOKING,
            is_priority=is_priority,
            needs=needs,
            language=language,
        )
        if Ticket.objects.filter(
            queue=line.key, appointment=at, slot_seat=seat, state__in=HOLDS_SEAT
        ).exists():
            continue
        try:
            with transaction.atomic():
                _check_cap(setup, line, day)
                return _booked(taking, at, day, seat, now)
        except IntegrityError:
            continue  # somebody else was quicker
    raise QueueRefused("slot_full")


def _check_cap(setup: HallSetup, line: QueueSetup, day: date) -> None:
    """Locks the series of a line with a cap: all who want one of its numbers come one by one."""
    if line.daily_cap is None:
        return
    held_series(line.key, day)
    if numbers_given(setup, day).get(line.key, 0) >= line.daily_cap:
        raise QueueRefused("cap_reached", cap=line.daily_cap)


def _booked(taking: Taking, at: datetime, day: date, seat: int, now: datetime) -> Ticket:
    hall, line = taking.hall, taking.queue
    promise = line.promise(day)
    ticket = Ticket(
        hall_id=hall.key,
        day=day,
        queue_id=line.key,
        code=taking.code,
        channel=taking.channel,
        language=taking.language,
        is_priority=taking.is_priority,
        needs=list(taking.needs),
        slot_seat=seat,
        promise_minutes=promise.minutes,
        version=1,
    )
    booked = Happened(TicketAct.BOOKED, now, service=str(line.key), appointment=at)
    project(ticket, fold([booked], promise=promise, hours=hall.hours))
    ticket.save(force_insert=True)
    TicketEvent.objects.create(
        ticket=ticket,
        position=1,
        act=TicketAct.BOOKED,
        at=now,
        queue_id=line.key,
        values={"appointment": at.isoformat()},
    )
    beat({hall.key})
    return ticket


def check_in(*, ticket: Ticket, setup: HallSetup, version: int, now: datetime) -> Ticket:
    """The booked visitor is there and gets the next number of the line, with the promise of today.

    A cap does not keep out whoever booked. Raises QueueRefused: "ticket_changed_meanwhile",
    "not_from_here", and as `check_arrival` does.
    """
    with transaction.atomic():
        held = held_ticket(ticket.pk, version=version)
        if held.state != TicketState.BOOKED or held.appointment is None:
            raise QueueRefused("not_from_here", state=held.state, act=TicketAct.CHECKED_IN.value)
        check_arrival(held.appointment, now)
        held.series, held.number = next_number(held.queue_id, held.day)
        if held.number == 1:
            keep_hours(setup.key, setup.hours, {held.day})
        line = setup.queue(held.queue_id)
        held.label = format_number(line.prefix, held.number)
        held.promise_minutes = line.promise(held.day).minutes
        change(held, TicketAct.CHECKED_IN, setup=setup, at=now)
    return held
