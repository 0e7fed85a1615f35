"""Numbers that an officer takes for somebody, and the way back to a number's page.

Limits against brokers do not count here: what an officer takes is recorded under their name.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction

from bening import audit
from bening.accounts.models import Person
from bening.domain.queueing import QueueRefused
from bening.queues import access
from bening.queues.issuing import Taken, Taking, write
from bening.queues.looks import last_served
from bening.queues.models import (
    UNFINISHED,
    CounterStaff,
    Hall,
    TakingChannel,
    TakingPolicy,
    Ticket,
    TicketState,
)
from bening.queues.needs import NEEDS
from bening.queues.setups import HallSetup, read_setup

MOST_AT_ONCE: Final = 10
"""Numbers of a group (ours); a larger one is announced and gets counters of its own."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asks an officer for.

    `count` people of a group get a number each: each is a service of its own, with a promise and a
    time of its own, and waits are estimated from such services. Who is served together has one.
    `then` is the line that the same visit goes on to. `key` names the request: sent again, it is
    the same numbers.
    """

    queue: uuid.UUID
    count: int = 1
    then: uuid.UUID | None = None
    is_priority: bool = False
    needs: tuple[str, ...] = ()
    language: str = "id"
    key: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def keys(self) -> tuple[uuid.UUID, ...]:
        """The key of each number."""
        return keys_of(self.key)[: self.count]


def keys_of(key: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """The keys of all numbers that one request can have."""
    return tuple(uuid.uuid5(key, f"{place}") for place in range(1, MOST_AT_ONCE + 1))


def hand_out(*, hall: Hall, wanted: Wanted, by: Person, now: datetime) -> list[Taken]:
    """Takes the numbers, all or none.

    Raises NotAllowed, QueueRefused as `issuing.write` does, and "hall_not_opened",
    "hall_by_appointment", "unknown_queue", "handed_count" (most), "same_queue".
    """
    staff = access.check_can_serve(by, hall, on=access.day_at(hall, now))
    if hall.opened_at is None or hall.closed_on is not None:
        raise QueueRefused("hall_not_opened", hall=hall.name)
    if hall.policy == TakingPolicy.BOOKING:
        raise QueueRefused("hall_by_appointment", hall=hall.name)
    if not 1 <= wanted.count <= MOST_AT_ONCE:
        raise QueueRefused("handed_count", most=MOST_AT_ONCE)
    takings = _takings(read_setup(hall, access.day_at(hall, now)), wanted, by, now)
    with transaction.atomic():
        # of one officer, one request after the other: a second click finds the first
        CounterStaff.objects.select_for_update(of=("self",), no_key=True).get(pk=staff.pk)
        made = []
        for outcome in write(takings, now=now):
            if isinstance(outcome, QueueRefused):
                raise outcome
            made.append(outcome)
        if fresh := sum(not one.is_repeat for one in made):
            audit.record(
                act="queue_ticket.handed_out",
                by=by.pk,
                agency=hall.agency_id,
                subject=("hall", hall.pk),
                at=now,
                data={"line": takings[0].queue.prefix, "count": fresh},
            )
    return made


def _takings(setup: HallSetup, wanted: Wanted, by: Person, now: datetime) -> list[Taking]:
    """One of each key. Raises QueueRefused("unknown_queue", "same_queue")."""
    offered = {one.key: one for one in setup.offered}
    if wanted.queue not in offered or (wanted.then and wanted.then not in offered):
        raise QueueRefused("unknown_queue")
    if wanted.then == wanted.queue:
        raise QueueRefused("same_queue")
    closing = setup.hours.closing(setup.hours.day_of(now))
    return [
        Taking(
            hall=setup,
            queue=offered[wanted.queue],
            channel=TakingChannel.OFFICER,
            is_priority=wanted.is_priority,
            needs=tuple(sorted(NEEDS & set(wanted.needs))),
            language="en" if wanted.language == "en" else "id",
            delivery_key=key,
            by=by.pk,
            then=(wanted.then,) if wanted.then else (),
            last_served=last_served(setup.key, wanted.queue, closing),
        )
        for key in wanted.keys
    ]


def find_page(*, hall: Hall, label: str, by: Person, now: datetime) -> Ticket:
    """The number of today whose page its visitor has lost; that it was shown is recorded.

    A booked visit has no number yet. Raises NotAllowed, QueueRefused("number_not_today": label).
    """
    day = access.day_at(hall, now)
    access.check_can_serve(by, hall, on=day)
    asked = "".join(label.split()).upper()
    live = [one for one in UNFINISHED if one != TicketState.BOOKED]
    rows = Ticket.objects.select_related("queue__service", "counter")
    found = rows.filter(hall=hall, day=day, label=asked, state__in=live).first() if asked else None
    if found is None:
        raise QueueRefused("number_not_today", label=asked[:12])
    with transaction.atomic():
        audit.record(
            act="queue_ticket.page_shown",
            by=by.pk,
            agency=hall.agency_id,
            subject=("hall", hall.pk),
            at=now,
            data={"line": found.queue.prefix},
        )
    return found
