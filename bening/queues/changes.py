"""One thing happens to a ticket: its event is written and its columns follow the fold.

Everything that is done to a ticket comes through `change`, with the ticket locked. Whether it may
be is said by the table of `bening.domain.queueing.states`; who may do it is said by the actions.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import UUIDField

from bening.adapters.prepared import Prepared
from bening.domain.queueing import QueueRefused, Standing, TicketAct, fold
from bening.domain.queueing import TicketEvent as Happened
from bening.domain.queueing.clock import Leg as FoldedLeg
from bening.queues.issuing import beat
from bening.queues.models import Leg, Ticket, TicketEvent
from bening.queues.projection import project
from bening.queues.setups import HallSetup

STALE = "ticket_changed_meanwhile"


@dataclass(frozen=True, slots=True)
class By:
    """Who does it: an officer at a counter, or nobody who is named (the visitor, the clock)."""

    person: uuid.UUID | None = None
    counter: uuid.UUID | None = None
    session: uuid.UUID | None = None


NOBODY = By()


_held: Prepared[Ticket] = Prepared(
    lambda slot: Ticket.objects.select_for_update(of=("self",)).filter(pk=slot("key", UUIDField()))
)
_events: Prepared[TicketEvent] = Prepared(
    lambda slot: TicketEvent.objects.filter(ticket=slot("ticket", UUIDField())).order_by("position")
)
_legs: Prepared[Leg] = Prepared(
    lambda slot: Leg.objects.filter(ticket=slot("ticket", UUIDField())).order_by("position")
)


def held_ticket(key: uuid.UUID, *, version: int | None = None) -> Ticket:
    """The ticket, locked until the transaction ends.

    Raises Ticket.DoesNotExist, and QueueRefused("ticket_changed_meanwhile": label, state) where the
    caller saw another version: what it meant to do may be done already.
    """
    held = _held.first(key=key)
    if held is None:
        raise Ticket.DoesNotExist
    if version is not None and held.version != version:
        raise QueueRefused(STALE, label=held.label, state=held.state)
    return held


def change(
    ticket: Ticket,
    act: TicketAct,
    *,
    setup: HallSetup,
    at: datetime,
    by: By = NOBODY,
    reason: str = "",
    queue: uuid.UUID | None = None,
    away: timedelta | None = None,
) -> Standing:
    """Adds the event to a locked ticket and saves what follows from it.

    `queue` is where a transferred visitor waits from now on, `away` how long a late one asked for.
    Raises QueueRefused as `fold` does.
    """
    rows = _events(ticket=ticket.pk)
    added = TicketEvent(
        ticket=ticket,
        position=len(rows) + 1,
        act=act,
        at=max(at, rows[-1].at) if rows else at,
        queue_id=queue,
        counter_id=by.counter,
        by_id=by.person,
        reason=reason,
        values={} if away is None else {"away": int(away.total_seconds())},
    )
    standing = _folded(ticket, [*rows, added], setup)
    added.save(force_insert=True)
    if queue is not None:
        ticket.queue_id = queue
    if by.counter is not None:
        ticket.counter_id = by.counter
    project(ticket, standing)
    ticket.version = added.position
    ticket.save()
    _keep_legs(ticket, standing, by)
    beat({ticket.hall_id})
    return standing


def standing_of(
    ticket: Ticket,
    setup: HallSetup,
    *,
    now: datetime | None = None,
    rows: Sequence[TicketEvent] | None = None,
    then: Sequence[Happened] = (),
) -> Standing:
    """The fold of the stored events; of `rows` where they were read already, in their order.

    `then`: what might happen next, to see what would follow from it.
    """
    if rows is None:
        rows = _events(ticket=ticket.pk)
    return _folded(ticket, rows, setup, now, then)


def _folded(
    ticket: Ticket,
    rows: Sequence[TicketEvent],
    setup: HallSetup,
    now: datetime | None = None,
    then: Sequence[Happened] = (),
) -> Standing:
    first = rows[0].queue_id or ticket.queue_id
    promise = setup.queue(first).promise(ticket.day)  # a visit keeps that of its beginning
    events = [*(happened(row) for row in rows), *then]
    return fold(events, promise=promise, hours=setup.hours, now=now)


def happened(row: TicketEvent) -> Happened:
    """A stored event as the rules know it."""
    appointment = row.values.get("appointment")
    return Happened(
        act=TicketAct(row.act),
        at=row.at,
        counter=str(row.counter_id) if row.counter_id else None,
        reason=row.reason,
        service=str(row.queue_id) if row.queue_id else "",
        appointment=datetime.fromisoformat(appointment) if appointment else None,
        away=timedelta(seconds=row.values.get("away", 0)),
    )


def _keep_legs(ticket: Ticket, standing: Standing, by: By) -> None:
    """The last leg, and the one before it where a transfer has just ended it."""
    rows = {row.position: row for row in _legs(ticket=ticket.pk)}
    first = max(1, len(standing.legs) - 1)
    for position, leg in enumerate(standing.legs[first - 1 :], first):
        row = rows.get(position) or Leg(ticket=ticket, position=position)
        for name, value in leg_columns(leg).items():
            setattr(row, name, value)
        if by.session is not None and row.session_id is None and leg.started_at is not None:
            row.session_id = by.session
        row.save()


def leg_columns(leg: FoldedLeg) -> dict[str, Any]:
    """The columns of a leg as the fold says."""
    return {
        "queue_id": uuid.UUID(leg.service),
        "waiting_since": leg.queued_at,
        "called_at": leg.called_at,
        "started_at": leg.started_at,
        "ended_at": leg.ended_at,
        "served_seconds": int(leg.served.total_seconds()),
        "calls": leg.calls,
        "is_taken_back": leg.is_taken_back,
    }
