"""Calls: the next one, one out of turn with its reason, again, and back from a skip."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F, UUIDField

from bening import audit
from bening.accounts.models import Person
from bening.adapters.prepared import Prepared
from bening.domain.queueing import (
    Choice,
    QueueRefused,
    TicketAct,
    check_recall,
    check_return,
    check_skip,
)
from bening.queues.changes import change, standing_of
from bening.queues.desks import Desk, desk_of, ticket_here
from bening.queues.lines import check_free, next_at, passed_by
from bening.queues.models import Announcement, Hall, HallPulse, Ticket
from bening.queues.models import TicketState as State
from bening.queues.today import as_waiting

LONGEST_REASON = 300
MOST_TRIES = 5
"""Visitors who may just be changing their own ticket while an officer calls."""


def call_next(*, hall: Hall, by: Person, now: datetime) -> Ticket:
    """Calls who is next at the officer's counter.

    Two officers at once get two tickets: who calls holds the pulse of the hall. A ticket that its
    visitor is changing at this very moment is passed over without waiting.
    Raises NotAllowed, QueueRefused ("no_open_counter", "on_break", "nobody_waits",
    "counter_busy": label, state).
    """
    with transaction.atomic():
        desk = _ready(hall, by, now)
        _hold_pulse(hall)
        missed: list[uuid.UUID] = []
        for _try in range(MOST_TRIES):
            choice = next_at(desk.place, now, without=missed)
            if choice is None:
                break
            key = uuid.UUID(choice.key)
            ticket = _free_ticket(key)
            if ticket is not None:
                _call(desk, ticket, TicketAct.CALLED, now, _passes(choice))
                return ticket
            missed.append(key)
        raise QueueRefused("nobody_waits")


def call_chosen(
    *, hall: Hall, ticket: uuid.UUID, version: int, reason: str, by: Person, now: datetime
) -> Ticket:
    """Calls one who waits out of turn; the reason is recorded, the coordinator sees it.

    Raises NotAllowed, Ticket.DoesNotExist, QueueRefused ("no_open_counter", "on_break",
    "counter_busy", "queue_reason_missing", "queue_reason_too_long": most; "line_not_served",
    "not_from_here", "ticket_changed_meanwhile").
    """
    words = checked_reason(reason)
    with transaction.atomic():
        desk = _ready(hall, by, now)
        held = ticket_here(hall, ticket, version)
        if held.state != State.WAITING:
            raise QueueRefused("not_from_here", state=held.state, act=TicketAct.CALLED)
        check_served(desk, held)
        check_free(desk.place, now)
        passes = passed_by(desk.place, as_waiting(held), now)
        _call(desk, held, TicketAct.CALLED, now, passes, reason=words)
        line = desk.setup.queue(held.queue_id)  # its letter: nothing here outlives the number
        audit.record(
            act="queue_ticket.called_out_of_turn",
            by=by.pk,
            agency=hall.agency_id,
            subject=("hall", hall.pk),
            at=now,
            data={"line": line.prefix, "number": desk.counter.number, "reason": words},
        )
    return held


def recall(*, hall: Hall, ticket: uuid.UUID, version: int, by: Person, now: datetime) -> Ticket:
    """Calls once more, up to three times; a skipped visitor is called back to a free counter.

    Raises NotAllowed, Ticket.DoesNotExist, QueueRefused ("no_open_counter", "on_break",
    "counter_busy", "not_at_your_counter", "called_often_enough", "returned_too_often",
    "line_not_served", "not_from_here", "ticket_changed_meanwhile").
    """
    with transaction.atomic():
        desk = _ready(hall, by, now)
        held = ticket_here(hall, ticket, version)
        check_recall(standing_of(held, desk.setup))
        if held.state == State.SKIPPED:
            check_served(desk, held)
            check_free(desk.place, now)
        else:
            check_at(desk, held)
        _call(desk, held, TicketAct.RECALLED, now)
    return held


def skip(*, hall: Hall, ticket: uuid.UUID, version: int, by: Person, now: datetime) -> Ticket:
    """Nobody came after three calls over a minute at least: the clock stands from now on.

    Raises NotAllowed, Ticket.DoesNotExist, QueueRefused ("no_open_counter",
    "not_at_your_counter", "too_few_calls": calls, least; "skipped_too_soon": earliest;
    "not_from_here", "ticket_changed_meanwhile").
    """
    with transaction.atomic():
        desk = desk_of(hall, by, now)
        held = ticket_here(hall, ticket, version)
        check_at(desk, held)
        check_skip(standing_of(held, desk.setup), now)
        change(held, TicketAct.SKIPPED, setup=desk.setup, at=now, by=desk.by)
    return held


def return_skipped(
    *, hall: Hall, ticket: uuid.UUID, version: int, by: Person, now: datetime
) -> Ticket:
    """A skipped visitor is back and waits again, twice at most in a visit.

    Raises NotAllowed, Ticket.DoesNotExist, QueueRefused ("no_open_counter",
    "returned_too_often", "not_from_here", "ticket_changed_meanwhile").
    """
    with transaction.atomic():
        desk = desk_of(hall, by, now)
        held = ticket_here(hall, ticket, version)
        if held.state != State.SKIPPED:
            raise QueueRefused("not_from_here", state=held.state, act=TicketAct.RETURNED)
        check_return(standing_of(held, desk.setup))
        change(held, TicketAct.RETURNED, setup=desk.setup, at=now, by=desk.by)
    return held


def checked_reason(reason: str) -> str:
    """The reason as kept.

    Raises QueueRefused ("queue_reason_missing", "queue_reason_too_long": most).
    """
    words = " ".join(reason.split())
    if not words:
        raise QueueRefused("queue_reason_missing")
    if len(words) > LONGEST_REASON:
        raise QueueRefused("queue_reason_too_long", most=LONGEST_REASON)
    return words


def check_at(desk: Desk, ticket: Ticket) -> None:
    """Raises QueueRefused("not_at_your_counter": label)."""
    if ticket.counter_id != desk.counter.pk:
        raise QueueRefused("not_at_your_counter", label=ticket.label)


def check_served(desk: Desk, ticket: Ticket) -> None:
    """Raises QueueRefused("line_not_served": label)."""
    if ticket.queue_id not in desk.place.skills:
        raise QueueRefused("line_not_served", label=ticket.label)


def _ready(hall: Hall, by: Person, now: datetime) -> Desk:
    desk = desk_of(hall, by, now)
    if desk.session.break_since is not None:
        raise QueueRefused("on_break")
    return desk


_pulse: Prepared[HallPulse] = Prepared(
    lambda slot: HallPulse.objects.select_for_update().filter(pk=slot("hall", UUIDField()))
)
_waiting_ticket: Prepared[Ticket] = Prepared(
    lambda slot: Ticket.objects.select_for_update(of=("self",), skip_locked=True).filter(
        pk=slot("key", UUIDField()), state=State.WAITING
    )
)


def _hold_pulse(hall: Hall) -> None:
    """Whoever else calls in this hall waits here. No ticket may be waited for after this."""
    _pulse(hall=hall.pk)


def _free_ticket(key: uuid.UUID) -> Ticket | None:
    """The waiting ticket, locked; None where somebody else holds it or it waits no more."""
    return _waiting_ticket.first(key=key)


def _passes(choice: Choice) -> tuple[uuid.UUID, ...]:
    return tuple(uuid.UUID(key) for key in choice.passes)


def _call(
    desk: Desk,
    ticket: Ticket,
    act: TicketAct,
    now: datetime,
    passes: tuple[uuid.UUID, ...] = (),
    *,
    reason: str = "",
) -> None:
    if passes:
        rows = Ticket.objects.select_for_update(of=("self",), skip_locked=True)
        there = list(rows.filter(pk__in=passes).order_by().values_list("pk", flat=True))
        Ticket.objects.filter(pk__in=there).update(passed_over=F("passed_over") + 1)
    Announcement.objects.create(
        hall_id=ticket.hall_id,
        ticket=ticket,
        counter=desk.counter,
        zone=desk.counter.zone,
        label=ticket.label,
        is_recall=act is TicketAct.RECALLED,
        at=now,
    )
    change(ticket, act, setup=desk.setup, at=now, by=desk.by, reason=reason)
