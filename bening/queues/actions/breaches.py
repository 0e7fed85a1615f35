"""What a hall says of a promise that it did not keep, and what it gave for it."""

import uuid
from datetime import datetime

from django.db import transaction

from bening.accounts.models import Person
from bening.domain.queueing import QueueRefused
from bening.queues import access
from bening.queues.models import BreachCause, Hall, PromiseBreach
from bening.queues.setting_up import record

LONGEST_NOTE = 300


def explain_breach(
    *, hall: Hall, breach: uuid.UUID, cause: BreachCause, note: str = "", by: Person, now: datetime
) -> PromiseBreach:
    """Names the cause; another one may be named later, both stay in the record.

    Raises NotAllowed, PromiseBreach.DoesNotExist, QueueRefused ("breach_note_missing" where the
    cause is another one, "queue_reason_too_long": most).
    """
    access.check_can_lead(by, hall, on=access.day_at(hall, now))
    words = " ".join(note.split())
    if cause == BreachCause.OTHER and not words:
        raise QueueRefused("breach_note_missing")
    if len(words) > LONGEST_NOTE:
        raise QueueRefused("queue_reason_too_long", most=LONGEST_NOTE)
    with transaction.atomic():
        held = _held(hall, breach)
        if held.cause == cause and held.note == words:
            return held
        held.cause, held.note, held.explained_by, held.explained_at = cause, words, by, now
        held.save(update_fields=["cause", "note", "explained_by", "explained_at"])
        _record(
            "promise_breach.explained", hall, held, by=by, now=now, cause=cause.value, note=words
        )
    return held


def give_compensation(*, hall: Hall, breach: uuid.UUID, by: Person, now: datetime) -> PromiseBreach:
    """The visitor received what was owed; again is harmless.

    Raises NotAllowed, PromiseBreach.DoesNotExist, QueueRefused("nothing_owed").
    """
    access.check_can_lead(by, hall, on=access.day_at(hall, now))
    with transaction.atomic():
        held = _held(hall, breach)
        if not held.compensation:
            raise QueueRefused("nothing_owed")
        if held.given_at is not None:
            return held
        held.given_at = now
        held.save(update_fields=["given_at"])
        _record(
            "promise_breach.compensated", hall, held, by=by, now=now, compensation=held.compensation
        )
    return held


def _held(hall: Hall, breach: uuid.UUID) -> PromiseBreach:
    return PromiseBreach.objects.select_for_update(of=("self",)).get(pk=breach, hall=hall)


def _record(
    act: str, hall: Hall, held: PromiseBreach, *, by: Person, now: datetime, **told: object
) -> None:
    record(act, hall, by=by, now=now, label=held.label, day=held.day.isoformat(), **told)
