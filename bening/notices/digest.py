"""The one mail of a day: what is due, what is late, what happened; in the person's language."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from bening.calendars import telling
from bening.calendars.models import Notice
from bening.domain.reminders import ReminderStep
from bening.notices.models import DigestMail, Reminder

TRIES = 10  # about a working day
LONGEST_WAIT = timedelta(hours=2)
PERMANENT = 500  # codes of SMTP from here on stay the same at the next try

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one mail tells."""

    overdue: tuple[Reminder, ...]
    coming: tuple[Reminder, ...]
    notices: tuple[tuple[str, str], ...]  # sentence, address

    def __bool__(self) -> bool:
        return bool(self.overdue or self.coming or self.notices)


@task()
def mail_digest(key: str, attempt: int = 1) -> None:
    """Sends one digest, once; tried again later where the mail server does not take it."""
    mail = DigestMail.objects.select_related("person__agency").get(pk=UUID(key))
    if mail.sent_at is not None or not mail.person.is_active:
        return
    try:
        _send(mail)
    except (SMTPException, OSError) as error:
        if attempt >= TRIES or _is_refused_for_good(error):
            raise
        _again(key, attempt)
    else:
        DigestMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())


def _is_refused_for_good(error: Exception) -> bool:
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= PERMANENT for code, _said in error.recipients.values()
    )


def _again(key: str, attempt: int) -> None:
    """Asks for the mail once more: after a minute, then after twice as long each time."""
    log.warning("a digest is not mailed yet: the mail server does not take it; trying again later")
    wait = min(timedelta(minutes=2 ** (attempt - 1)), LONGEST_WAIT)
    mail_digest.using(run_after=timezone.now() + wait).enqueue(key, attempt + 1)


def digest_of(mail: DigestMail) -> Digest:
    """What a digest tells: the day's reminders, and notices not read since the one before.

    Two queries. In the language in use.
    """
    found = (
        Reminder.objects.filter(person=mail.person, day=mail.day)
        .select_related("on_behalf_of")
        .order_by("due_on", "key")
    )
    reminders = list(found)
    notices = Notice.objects.filter(
        person=mail.person, read_at__isnull=True, made_at__gt=mail.since
    ).order_by("made_at")
    return Digest(
        overdue=tuple(each for each in reminders if each.step == ReminderStep.OVERDUE),
        coming=tuple(each for each in reminders if each.step != ReminderStep.OVERDUE),
        notices=tuple((telling.sentence(each), _absolute(each.url)) for each in notices),
    )


def _absolute(url: str) -> str:
    return f"{settings.BENING_PUBLIC_URL}{url}" if url.startswith("/") else url


def _send(mail: DigestMail) -> None:
    person = mail.person
    zone = person.agency.time_zone if person.agency else settings.TIME_ZONE
    with translation.override(person.language), timezone.override(ZoneInfo(zone)):
        digest = digest_of(mail)
        if digest:
            message_of(mail, digest, now=timezone.now()).send()


def message_of(mail: DigestMail, digest: Digest, *, now: datetime) -> EmailMessage:
    """The mail itself, in the language in use."""
    values = {
        "person": mail.person,
        "digest": digest,
        "day": mail.day,
        "now": now,
        "public_url": settings.BENING_PUBLIC_URL,
    }
    return EmailMessage(
        subject=" ".join(render_to_string("notices/mail/digest_subject.txt", values).split()),
        body=render_to_string("notices/mail/digest.txt", values),
        to=[mail.person.email],
    )
