"""A need for another counter: opened once a line, offered to one officer after the other, closed.

Everything here runs in the caller's transaction, with the call locked. Nothing is remembered but
what the rows say, so that a restarted program goes on where the offers stand.
"""

import uuid
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from bening.calendars.telling import notify
from bening.domain.queueing import (
    ANSWER_WITHIN,
    Offer,
    OfferAnswer,
    ToSupervisor,
    next_offer,
)
from bening.queues.actions.counters import leaders_of
from bening.queues.models import (
    BackupCall,
    BackupOffer,
    Escalation,
    Hall,
    OfferState,
    Rung,
    Ticket,
    TicketState,
)
from bening.queues.roster import free_counter, roster_of
from bening.queues.setups import HallSetup

ANSWERS = {
    OfferState.ACCEPTED: OfferAnswer.ACCEPTED,
    OfferState.DECLINED: OfferAnswer.DECLINED,
    OfferState.WITHDRAWN: OfferAnswer.DECLINED,
    OfferState.LAPSED: OfferAnswer.DECLINED,
}
"""Who did not answer in time is not asked again, whatever a clock that was set back says."""


def open_calls(hall: Hall) -> QuerySet[BackupCall]:
    """The calls of a hall that are not settled."""
    return BackupCall.objects.filter(hall=hall, closed_at=None).select_related(
        "queue__service", "counter", "ticket"
    )


def held_calls(hall: Hall) -> list[BackupCall]:
    """The same, locked until the transaction ends."""
    rows = BackupCall.objects.filter(hall=hall, closed_at=None).order_by("pk")
    return list(rows.select_for_update(of=("self",)))


def call_for(
    hall: Hall, queue: uuid.UUID, now: datetime, *, ticket: Ticket | None = None
) -> BackupCall:
    """The open call of a line, locked; made where there is none."""
    made, _is_new = BackupCall.objects.select_for_update(of=("self",)).get_or_create(
        hall=hall, queue_id=queue, closed_at=None, defaults={"ticket": ticket, "at": now}
    )
    return made


def asked(offer: BackupOffer) -> Offer:
    """An offer as the rule knows it."""
    return Offer(str(offer.staff_id), offer.asked_at, ANSWERS.get(OfferState(offer.state)))


def is_wanted(call: BackupCall) -> bool:
    """Whether officers are to be asked: somebody was already, or a promise of the line is over.

    A call that only a forecast made is a proposal to the coordinator.
    """
    if call.offers.exists():
        return True
    return Ticket.objects.filter(
        hall=call.hall_id,
        queue=call.queue_id,
        state=TicketState.WAITING,
        escalated_at__isnull=False,
    ).exists()


def ask_next(call: BackupCall, hall: Hall, setup: HallSetup, now: datetime) -> bool:
    """Does what is to be done now for a locked call whose officers are to be asked.

    Whether anything was: an offer was made, one lapsed, or the call went to the coordinator.
    """
    rows = list(call.offers.order_by("asked_at"))
    lapsed = [one for one in rows if one.state == OfferState.ASKED and one.answer_by <= now]
    if lapsed:
        BackupOffer.objects.filter(pk__in=[one.pk for one in lapsed]).update(
            state=OfferState.LAPSED
        )
    if call.is_with_supervisor:
        return bool(lapsed)
    if call.counter_id is None or not _is_free(call):
        call.counter = free_counter(call)
        call.save(update_fields=["counter"])
    offers = [asked(one) for one in rows]
    step: Offer | ToSupervisor | None = ToSupervisor((), now)
    if call.counter_id is not None:
        step = next_offer(roster_of(hall, setup, now), offers, now, service=str(call.queue_id))
    if isinstance(step, Offer):
        _offer(call, hall, step, now)
    elif isinstance(step, ToSupervisor):
        _hand_over(call, hall, now)
    return bool(lapsed) or step is not None


def close_call(call: BackupCall, now: datetime) -> None:
    """The call is settled; who was still asked need not answer."""
    call.offers.filter(state=OfferState.ASKED).update(state=OfferState.WITHDRAWN)
    call.closed_at = now
    call.save(update_fields=["closed_at"])


def _is_free(call: BackupCall) -> bool:
    found = call.counter
    return (
        found is not None
        and found.closed_on is None
        and not found.sessions.filter(closed_at=None).exists()
    )


def _offer(call: BackupCall, hall: Hall, step: Offer, now: datetime) -> None:
    made = BackupOffer.objects.create(
        call=call,
        staff_id=uuid.UUID(step.officer),
        asked_at=step.offered_at,
        answer_by=step.offered_at + ANSWER_WITHIN,
    )
    notify(
        people=[made.staff.person],
        code="queue_backup_asked",
        key=f"queues:offer:{made.pk}",
        url=reverse("queues:backups", args=[hall.pk]),
        values={"hall": hall.name, "number": call.counter.number if call.counter else 0},
        agency=hall.agency_id,
        now=now,
    )


def _hand_over(call: BackupCall, hall: Hall, now: datetime) -> None:
    call.is_with_supervisor = True
    call.save(update_fields=["is_with_supervisor"])
    if call.ticket_id is not None:
        Escalation.objects.get_or_create(
            ticket_id=call.ticket_id, rung=Rung.TO_SUPERVISOR, defaults={"at": now}
        )
    notify(
        people=leaders_of(hall, now),
        code="queue_backup_nobody",
        key=f"queues:nobody:{call.pk}:{now:%Y%m%d%H%M}",
        url=reverse("queues:board", args=[hall.pk]),
        values={"hall": hall.name, "line": str(call.queue)},
        agency=hall.agency_id,
        now=now,
    )
