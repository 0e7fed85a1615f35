"""At the counter: start, hold, go on, finish, and on to another line of the hall."""

import uuid
from datetime import datetime

from django.db import transaction

from bening.accounts.models import Person
from bening.domain.queueing import QueueRefused, TicketAct, after
from bening.domain.queueing import TicketState as Stands
from bening.queues import access
from bening.queues.actions.calls import check_at, check_served, checked_reason
from bening.queues.changes import change
from bening.queues.desks import Desk, desk_of, ticket_here
from bening.queues.finished import tell_finished
from bening.queues.lines import check_free
from bening.queues.models import Hall, Queue, Ticket
from bening.queues.models import TicketState as State


def start(*, hall: Hall, ticket: uuid.UUID, version: int, by: Person, now: datetime) -> Ticket:
    """The visitor who was called sits down: the clock of the promise stands.

    Raises NotAllowed, Ticket.DoesNotExist, QueueRefused ("no_open_counter",
    "not_at_your_counter", "not_from_here", "ticket_changed_meanwhile").
    """
    return _at_own_counter(TicketAct.STARTED, hall, ticket, version, by, now)


def hold(*, hall: Hall, ticket: uuid.UUID, version: int, by: Person, now: datetime) -> Ticket:
    """The service stops for a while, the counter is free. Raises as `start` does."""
    return _at_own_counter(TicketAct.HELD, hall, ticket, version, by, now)


def resume(*, hall: Hall, ticket: uuid.UUID, version: int, by: Person, now: datetime) -> Ticket:
    """A service that was put off goes on, at this counter or at the one where it began.

    Raises as `start` does, QueueRefused ("counter_busy": label, state; "line_not_served").
    """
    with transaction.atomic():
        desk = desk_of(hall, by, now)
        held = ticket_here(hall, ticket, version)
        check_served(desk, held)
        check_free(desk.place, now)
        _check_can(held, TicketAct.RESUMED)
        change(held, TicketAct.RESUMED, setup=desk.setup, at=now, by=desk.by)
    return held


def finish(*, hall: Hall, ticket: uuid.UUID, version: int, by: Person, now: datetime) -> Ticket:
    """The visit is done: it counts in the unit's register, and others hear of it.

    They hear of a finished service and nothing of the ticket. Raises as `start` does.
    """
    with transaction.atomic():
        desk = desk_of(hall, by, now)
        held = ticket_here(hall, ticket, version)
        check_at(desk, held)
        _check_can(held, TicketAct.FINISHED)
        _tell(desk, held, now)
        change(held, TicketAct.FINISHED, setup=desk.setup, at=now, by=desk.by)
    return held


def transfer(
    *,
    hall: Hall,
    ticket: uuid.UUID,
    version: int,
    queue: Queue,
    is_done: bool = False,
    reason: str = "",
    by: Person,
    now: datetime,
) -> Ticket:
    """On to another line of the hall, with the clock of the first number.

    A visit and its promise are of one hall: another hall has its own hours, officers and promise,
    so the visitor takes a number there, and the visit here is finished.
    `is_done`: the service here is finished, the visitor has another one; else a reason is asked.
    Raises as `start` does, QueueRefused ("queue_of_other_hall": name, "queue_is_closed",
    "same_queue", "queue_reason_missing", "queue_reason_too_long").
    """
    if queue.hall_id != hall.pk:
        access.check_can_serve(by, hall, on=access.day_at(hall, now))
        raise QueueRefused("queue_of_other_hall", name=queue.hall.name)
    if queue.closed_on is not None:
        raise QueueRefused("queue_is_closed")
    words = "" if is_done else checked_reason(reason)
    with transaction.atomic():
        desk = desk_of(hall, by, now)
        held = ticket_here(hall, ticket, version)
        if held.state != State.WAITING:
            check_at(desk, held)
        _check_can(held, TicketAct.TRANSFERRED)
        if held.queue_id == queue.pk:
            raise QueueRefused("same_queue")
        if is_done and held.state not in (State.SERVING, State.ON_HOLD):
            raise QueueRefused("not_from_here", state=held.state, act=TicketAct.FINISHED)
        if is_done:
            _tell(desk, held, now)
        change(
            held,
            TicketAct.TRANSFERRED,
            setup=desk.setup,
            at=now,
            by=desk.by,
            queue=queue.pk,
            reason=words,
        )
    return held


def _at_own_counter(
    act: TicketAct, hall: Hall, ticket: uuid.UUID, version: int, by: Person, now: datetime
) -> Ticket:
    with transaction.atomic():
        desk = desk_of(hall, by, now)
        held = ticket_here(hall, ticket, version)
        check_at(desk, held)
        change(held, act, setup=desk.setup, at=now, by=desk.by)
    return held


def _check_can(ticket: Ticket, act: TicketAct) -> None:
    """Raises QueueRefused("not_from_here")."""
    after(Stands(ticket.state), act)


def _tell(desk: Desk, ticket: Ticket, now: datetime) -> None:
    line = Queue.objects.select_related("service__unit__agency").get(pk=ticket.queue_id)
    tell_finished(line, setup=desk.setup, language=ticket.language, now=now)
