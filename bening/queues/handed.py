"""The numbers that an officer has just taken for a visitor, with the way to their pages."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString

from bening.queues.access import day_at
from bening.queues.actions.handing import keys_of
from bening.queues.addresses import drawn_qr
from bening.queues.issuing import THEN
from bening.queues.looks import Look, look_at
from bening.queues.models import UNFINISHED, Hall, TakingChannel, Ticket, TicketEvent
from bening.queues.setups import HallSetup
from bening.queues.visitor_state import range_text


@dataclass(frozen=True, slots=True)
class HandedNumber:
    """A number to be handed over. `then` names the service to which its visit goes on."""

    ticket: Ticket
    service: str
    then: str
    ahead: int
    wait: str
    qr: SafeString


def handed_numbers(hall: Hall, key: uuid.UUID, now: datetime) -> Sequence[HandedNumber]:
    """What one request of today brought and is not over yet, in the order of the numbers."""
    rows = Ticket.objects.filter(
        hall=hall, day=day_at(hall, now), delivery_key__in=keys_of(key), state__in=UNFINISHED
    )
    tickets = list(rows.order_by("number"))
    if not tickets:
        return []
    look = look_at(hall.pk, now=now)
    plans = planned_lines(tickets)
    return [_handed(one, plans.get(one.pk, ()), look) for one in tickets]


def _handed(ticket: Ticket, plan: Sequence[uuid.UUID], look: Look) -> HandedNumber:
    setup = look.setup
    return HandedNumber(
        ticket,
        setup.queue(ticket.queue_id).name,
        names_of(setup, plan),
        look.ahead(ticket),
        range_text(look.wait(ticket)),
        page_qr(setup, ticket),
    )


def page_qr(setup: HallSetup, ticket: Ticket) -> SafeString:
    """The way to the page of a number."""
    return drawn_qr(setup, reverse("queues:ticket", args=[ticket.code]))


def names_of(setup: HallSetup, lines: Sequence[uuid.UUID]) -> str:
    """The services of lines; those that are no longer of the hall are left out."""
    known = {one.key: one.name for one in setup.queues}
    return ", ".join(known[one] for one in lines if one in known)


def planned_lines(tickets: Sequence[Ticket]) -> Mapping[uuid.UUID, tuple[uuid.UUID, ...]]:
    """The lines that visits were to go on to when their numbers were given. One query."""
    rows = TicketEvent.objects.filter(ticket__in=tickets, position=1).order_by()
    return {
        ticket: tuple(uuid.UUID(one) for one in values.get(THEN, ()))
        for ticket, values in rows.values_list("ticket", "values")
    }


def handed_today(hall: Hall, now: datetime) -> Sequence[tuple[str, int]]:
    """How many numbers of today each officer took for visitors, the most first. One query."""
    rows = TicketEvent.objects.filter(
        position=1,
        ticket__hall=hall,
        ticket__day=day_at(hall, now),
        ticket__channel=TakingChannel.OFFICER,
    )
    names = Counter(rows.order_by().values_list("by__name", flat=True))
    return [(name or "", count) for name, count in names.most_common()]
