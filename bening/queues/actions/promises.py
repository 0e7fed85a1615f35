"""Promises of a hall: "served within 45 minutes", from a day on. What was promised stays."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from bening.accounts.models import Person
from bening.domain.queueing import Promise, QueueRefused
from bening.queues import access
from bening.queues.models import Hall, ServicePromise
from bening.queues.refusals import SetupRefused
from bening.queues.setting_up import lines_in, record, set_up, short


@dataclass(frozen=True, slots=True)
class NewPromise:
    """Minutes from a day on, with the rungs of the ladder; without `queue` for the whole hall."""

    starts_on: date
    minutes: int
    warn_at: int
    prealert_at: int
    head_at: int
    basis: str = ""
    queue: uuid.UUID | None = None

    @classmethod
    def of(cls, minutes: int, starts_on: date, *, basis: str = "") -> "NewPromise":
        """With the rungs in proportion. Raises SetupRefused("promise_ladder")."""
        try:
            made = Promise.of(minutes, from_day=starts_on)
        except QueueRefused:
            raise SetupRefused("promise_ladder", field="minutes") from None
        return cls(starts_on, minutes, made.warn_at, made.prealert_at, made.head_at, basis)


def make_promise(*, hall: Hall, promise: NewPromise, by: Person, now: datetime) -> ServicePromise:
    """Another row; those before it are never changed.

    Raises NotAllowed, SetupRefused ("promise_ladder", "promise_day": in a hall that was opened it
    begins after today; "line_of_other_hall", "hall_text_too_long").
    """
    try:
        Promise(
            promise.minutes,
            promise.warn_at,
            promise.prealert_at,
            promise.head_at,
            from_day=promise.starts_on,
        )
    except QueueRefused:
        raise SetupRefused("promise_ladder", field="minutes") from None
    basis = short(promise.basis, field="basis", longest=200)
    with set_up(hall, by=by, now=now) as held:
        today = access.day_at(held, now)
        if held.opened_at is not None and promise.starts_on <= today:
            raise SetupRefused("promise_day", field="starts_on", today=today)
        line = lines_in(held, [promise.queue])[0] if promise.queue else None
        made = ServicePromise.objects.create(
            hall=held,
            queue=line,
            starts_on=promise.starts_on,
            minutes=promise.minutes,
            warn_at=promise.warn_at,
            prealert_at=promise.prealert_at,
            head_at=promise.head_at,
            basis=basis,
            made_by=by,
            made_at=now,
        )
        record(
            "hall.promise_made",
            held,
            by=by,
            now=now,
            minutes=made.minutes,
            starts_on=made.starts_on.isoformat(),
            line=line.prefix if line else "",
        )
    return made
