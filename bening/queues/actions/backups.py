"""Help at another counter: the coordinator asks for it, an officer answers on the phone."""

import uuid
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from bening.accounts.models import Person
from bening.calendars.telling import notify
from bening.domain.queueing import QueueRefused, check_answer
from bening.queues import access
from bening.queues.actions.calls import checked_reason
from bening.queues.actions.counters import leaders_of, open_counter
from bening.queues.backup_calls import ask_next, asked, call_for, close_call
from bening.queues.issuing import beat
from bening.queues.kept_setups import setup_now
from bening.queues.models import BackupCall, BackupOffer, Hall, OfferState, Queue
from bening.queues.roster import free_counter

LONGEST_REASON = 200


def ask_for_help(*, hall: Hall, queue: Queue, by: Person, now: datetime) -> BackupCall:
    """The coordinator asks the next officer of the roster now, before any promise is over.

    While somebody is being asked it stays with that one.
    Raises NotAllowed, QueueRefused ("line_of_other_hall", "no_free_counter", "nobody_to_ask").
    """
    access.check_can_lead(by, hall, on=access.day_at(hall, now))
    if queue.hall_id != hall.pk:
        raise QueueRefused("line_of_other_hall")
    with transaction.atomic():
        call = call_for(hall, queue.pk, now)
        call.is_with_supervisor = False
        call.save(update_fields=["is_with_supervisor"])
        if call.counter_id is None and free_counter(call) is None:
            raise QueueRefused("no_free_counter")
        ask_next(call, hall, setup_now(hall, now), now)
        if call.is_with_supervisor:
            raise QueueRefused("nobody_to_ask")
        beat({hall.pk})
    return call


def withdraw_call(*, hall: Hall, call: uuid.UUID, by: Person, now: datetime) -> BackupCall:
    """Help is not needed any more, or a proposal is not taken up; again is harmless.

    Raises NotAllowed, BackupCall.DoesNotExist.
    """
    access.check_can_lead(by, hall, on=access.day_at(hall, now))
    with transaction.atomic():
        held = BackupCall.objects.select_for_update(of=("self",)).get(pk=call, hall=hall)
        if held.closed_at is None:
            close_call(held, now)
            beat({hall.pk})
    return held


def answer_offer(
    *, hall: Hall, offer: uuid.UUID, accept: bool, reason: str = "", by: Person, now: datetime
) -> BackupOffer:
    """The asked officer comes, and the counter is open at once; or says why not.

    Whoever cannot come hands the call on to the next officer right away. The same answer again is
    harmless.
    Raises BackupOffer.DoesNotExist, NotAllowed, QueueRefused ("not_your_offer",
    "already_answered", "offer_ran_out", "offer_withdrawn", "no_free_counter",
    "queue_reason_missing", "queue_reason_too_long", and what `open_counter` refuses).
    """
    words = "" if accept else checked_reason(reason)[:LONGEST_REASON]
    with transaction.atomic():
        found = BackupOffer.objects.values_list("call", flat=True).get(pk=offer, call__hall=hall)
        call = BackupCall.objects.select_for_update(of=("self",)).get(pk=found)
        held = BackupOffer.objects.select_related("staff").get(pk=offer)
        wanted = OfferState.ACCEPTED if accept else OfferState.DECLINED
        if held.state == wanted and held.staff.person_id == by.pk:
            return held
        staff = access.check_can_serve(by, hall, on=access.day_at(hall, now))
        if held.state == OfferState.WITHDRAWN:
            raise QueueRefused("offer_withdrawn")
        if held.state == OfferState.LAPSED:
            raise QueueRefused("offer_ran_out", until=held.answer_by)
        check_answer(asked(held), str(staff.pk), now)
        held.state, held.answered_at, held.reason = wanted, now, words
        held.save(update_fields=["state", "answered_at", "reason"])
        if accept:
            _come(call, hall, by, now)
        else:
            ask_next(call, hall, setup_now(hall, now), now)
        beat({hall.pk})
    return held


def _come(call: BackupCall, hall: Hall, by: Person, now: datetime) -> None:
    counter = call.counter
    if (
        counter is None
        or counter.sessions.filter(closed_at=None).exclude(staff__person=by).exists()
    ):
        counter = free_counter(call)
    if counter is None:
        raise QueueRefused("no_free_counter")
    open_counter(hall=hall, counter=counter, by=by, now=now, is_backup=True)
    call.counter = counter
    call.closed_at = now
    call.save(update_fields=["counter", "closed_at"])
    notify(
        people=[one for one in leaders_of(hall, now) if one.pk != by.pk],
        code="queue_backup_came",
        key=f"queues:came:{call.pk}",
        url=reverse("queues:board", args=[hall.pk]),
        values={"hall": hall.name, "number": counter.number, "person": str(by)},
        agency=hall.agency_id,
        now=now,
    )
