"""The morning round: once a day in each agency, at six where it is, as a chain of short jobs.

Each job looks after so many people and asks for the next, so other jobs get their turn between. A
round that was broken off is taken up again by the job that the worker takes back; reminders,
escalations and mails are kept once each, so nothing goes out twice.
"""

import logging
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django_tasks import task

from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.notices.digest import mail_digest
from bening.notices.models import DigestMail, MorningRun
from bening.notices.reminding import Round, remind

BEGINS = time(6)
BATCH = 100

log = logging.getLogger(__name__)


def begin_due(*, now: datetime) -> int:
    """Begins the round of each agency where it is six and it has not begun today: two queries.

    People of no agency (national reviewers, operators) follow the zone of the installation. The
    number of rounds begun.
    """
    places: list[tuple[Agency | None, str]] = [(each, each.time_zone) for each in _agencies()]
    wanted = [
        (agency, here.date())
        for agency, zone in [*places, (None, settings.TIME_ZONE)]
        if (here := now.astimezone(ZoneInfo(zone))).time() >= BEGINS
    ]
    there = set(
        MorningRun.objects.filter(day__in={day for _, day in wanted}).values_list("agency", "day")
    )
    missing = [
        (agency, day)
        for agency, day in wanted
        if ((agency.pk if agency else None), day) not in there
    ]
    return sum(_begun(agency, day, now) for agency, day in missing)


def _agencies() -> list[Agency]:
    return list(Agency.objects.only("pk", "time_zone"))


def _begun(agency: Agency | None, day: date, now: datetime) -> bool:
    """Whether this process begins the round; another may have been quicker."""
    try:
        with transaction.atomic():
            run = MorningRun.objects.create(agency=agency, day=day, started_at=now)
            transaction.on_commit(lambda: remind_people.enqueue(str(run.pk), ""))
    except IntegrityError:
        return False
    return True


@task()
def remind_people(run_key: str, after: str) -> None:
    """Reminds the next people of a round, by key; the last job asks for the mails."""
    run = MorningRun.objects.select_related("agency").get(pk=UUID(run_key))
    people = Person.objects.filter(agency=run.agency, is_active=True).select_related("agency")
    if after:
        people = people.filter(pk__gt=UUID(after))
    batch = list(people.order_by("pk")[:BATCH])
    morning = Round.of(run.agency, day=run.day, now=run.started_at)  # one moment for all of them
    for person in batch:
        _remind_one(person, morning)
    MorningRun.objects.filter(pk=run.pk).update(people=F("people") + len(batch))
    if len(batch) == BATCH:
        remind_people.enqueue(run_key, str(batch[-1].pk))
    else:
        _finish(run)


def _remind_one(person: Person, morning: Round) -> None:
    """A fault in what one person has to be told keeps nobody else from being told."""
    try:
        with translation.override(person.language):
            remind(person, morning)
    except Exception:
        log.exception("reminders of one person were left out")


def _finish(run: MorningRun) -> None:
    MorningRun.objects.filter(pk=run.pk).update(finished_at=timezone.now())
    mails = DigestMail.objects.filter(
        day=run.day, sent_at__isnull=True, person__agency=run.agency
    ).values_list("pk", flat=True)
    for key in mails:
        mail_digest.enqueue(str(key))
