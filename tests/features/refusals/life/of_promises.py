"""Promises of a hall: the asked officer answers, whoever leads the hall asks and explains."""

from datetime import timedelta
from types import SimpleNamespace

from bening.queues.actions import backups, breaches
from bening.queues.models import BackupCall, BackupOffer, BreachCause, BreachKind, PromiseBreach
from tests.features.refusals.life.of_counters import staffed
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, SINCE, TODAY


def asked(cast: LifeCast) -> SimpleNamespace:
    """The officer of the hall is asked to open another counter."""
    made = staffed(cast)
    staff = made.hall.staff.get()
    staff.backup_duties.create(weekday=TODAY.weekday(), order=1)
    made.call = BackupCall.objects.create(
        hall=made.hall, queue=made.lines["A"], counter=made.counter, at=NOW
    )
    made.offer = BackupOffer.objects.create(
        call=made.call, staff=staff, asked_at=NOW, answer_by=NOW + timedelta(minutes=3)
    )
    return made


def broken(cast: LifeCast) -> SimpleNamespace:
    """A promise was not kept, and something is owed for it."""
    made = staffed(cast)
    made.breach = PromiseBreach.objects.create(
        hall=made.hall,
        queue=made.lines["A"],
        label="A-001",
        day=SINCE,
        kind=BreachKind.LATE,
        at=NOW,
        compensation="Diantar tanpa biaya",
    )
    return made


BACKUPS: dict[str, Row] = rows(
    asked,
    ask_for_help=lambda s, by: backups.ask_for_help(
        hall=s.hall, queue=s.lines["A"], by=by, now=NOW
    ),
    withdraw_call=lambda s, by: backups.withdraw_call(hall=s.hall, call=s.call.pk, by=by, now=NOW),
    answer_offer=lambda s, by: backups.answer_offer(
        hall=s.hall, offer=s.offer.pk, accept=True, by=by, now=NOW
    ),
)
BREACHES: dict[str, Row] = rows(
    broken,
    explain_breach=lambda s, by: breaches.explain_breach(
        hall=s.hall, breach=s.breach.pk, cause=BreachCause.CROWD, by=by, now=NOW
    ),
    give_compensation=lambda s, by: breaches.give_compensation(
        hall=s.hall, breach=s.breach.pk, by=by, now=NOW
    ),
)
