"""Ending the issuing of a day before its closing: a power cut, an alarm, too few officers.

Only new numbers end. Whoever has one is served, or counts as not kept: the hours of the day and
with them the clocks stay. A booked time binds all the same, so booked visitors may still check in.
"""

from datetime import datetime

from django.db import transaction

from bening.accounts.models import Person
from bening.domain.queueing import QueueRefused
from bening.queues import access
from bening.queues.hall_hours import keep_hours, read_hours
from bening.queues.issuing import beat
from bening.queues.kept_setups import forget
from bening.queues.models import Hall, HallDay
from bening.queues.setting_up import record

LONGEST_REASON = 300


def end_issuing(*, hall: Hall, reason: str, by: Person, now: datetime) -> HallDay:
    """Today gives no numbers from now on; again it is as it was.

    Raises NotAllowed, QueueRefused ("queue_reason_missing", "queue_reason_too_long": most,
    "issuing_over": the hall is closed today, or for today).
    """
    access.check_can_lead(by, hall, on=access.day_at(hall, now))
    words = " ".join(reason.split())
    if not words:
        raise QueueRefused("queue_reason_missing")
    if len(words) > LONGEST_REASON:
        raise QueueRefused("queue_reason_too_long", most=LONGEST_REASON)
    with transaction.atomic():
        held = Hall.objects.select_related("unit__agency").get(pk=hall.pk)
        today = access.day_at(held, now)
        hours = read_hours(held, today)
        closing = hours.closing(today)
        if held.closed_on is not None or closing is None or now >= closing:
            raise QueueRefused("issuing_over")
        # Whoever gives the first number keeps the hours too, and then asks for the row of the hall:
        # holding that one here, each would wait for the other.
        keep_hours(held.pk, hours, {today})
        day = HallDay.objects.select_for_update(of=("self",)).get(hall=held, day=today)
        if day.ended_at is not None:
            return day
        day.ended_at, day.ended_by, day.ended_reason = now, by, words
        day.save(update_fields=["ended_at", "ended_by", "ended_reason"])
        record("hall.issuing_ended", held, by=by, now=now, reason=words, at=now.isoformat())
        _tell(held)
    return day


def resume_issuing(*, hall: Hall, by: Person, now: datetime) -> None:
    """Numbers are given again today; harmless where nobody had ended it. Raises NotAllowed."""
    access.check_can_lead(by, hall, on=access.day_at(hall, now))
    with transaction.atomic():
        held = Hall.objects.select_related("unit__agency").get(pk=hall.pk)
        rows = HallDay.objects.filter(hall=held, day=access.day_at(held, now))
        if rows.filter(ended_at__isnull=False).update(
            ended_at=None, ended_by=None, ended_reason=""
        ):
            record("hall.issuing_resumed", held, by=by, now=now)
            _tell(held)


def _tell(hall: Hall) -> None:
    """Pages, kiosks and counters read the hall anew."""
    beat({hall.pk})
    transaction.on_commit(forget)
