"""Mails of links. A job knows people by key; the secret of a link is made here and only mailed.

A mail server that does not answer loses nothing: no link is made, and the job comes again later.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from bening.accounts.models import Person

LONGEST_WAIT = timedelta(hours=2)
TRIES_OF_LINKS = 18  # about a day
TRIES_OF_RESETS = 6  # half an hour: whoever still waits asks again
PERMANENT = 500  # codes of SMTP from here on stay the same at the next try

log = logging.getLogger(__name__)


@task()
def mail_link(person_key: str, by_key: str, attempt: int = 1) -> None:
    """Makes and mails the link that an administrator asked for."""
    person = Person.objects.select_related("agency").get(pk=UUID(person_key))
    by = Person.objects.get(pk=UUID(by_key))
    if not person.is_active:
        return
    if not _mailed(person, by=by, is_last=attempt >= TRIES_OF_LINKS):
        _again(mail_link, attempt, person_key, by_key)


@task()
def mail_reset(email: str, attempt: int = 1) -> None:
    """Makes and mails the link that somebody asked for at the sign-in page.

    An address that nobody has ends here, unseen: the page says the same to everybody.
    """
    person = Person.objects.select_related("agency").filter(email=email.lower(), is_active=True)
    for found in person:
        if not _mailed(found, by=None, is_last=attempt >= TRIES_OF_RESETS):
            _again(mail_reset, attempt, email)


def _again(job: Any, attempt: int, *arguments: str) -> None:
    """Asks for the job once more: after a minute, then after twice as long each time."""
    wait = min(timedelta(minutes=2 ** (attempt - 1)), LONGEST_WAIT)
    job.using(run_after=timezone.now() + wait).enqueue(*arguments, attempt + 1)


def _mailed(person: Person, *, by: Person | None, is_last: bool) -> bool:
    """Whether the mail went; False where a later try may help. On the last try it raises."""
    try:
        _mail(person, by=by)
    except SMTPRecipientsRefused as error:
        if is_last or all(code >= PERMANENT for code, _said in error.recipients.values()):
            raise
    except (SMTPException, OSError):
        if is_last:
            raise
    else:
        return True
    log.warning("a link is not mailed yet: the mail server does not take it; trying again later")
    return False


def _mail(person: Person, *, by: Person | None) -> None:
    from bening.accounts.actions.links import send_reset  # noqa: PLC0415 - actions enqueue jobs

    with get_connection() as server:  # before a link is made, which ends the older ones
        link = send_reset(person=person, by=by, now=timezone.now())
        with translation.override(person.language):
            values = {"link": link, "url": settings.BENING_PUBLIC_URL + link.path, "by": by}
            EmailMessage(
                subject=render_to_string("accounts/mail/link_subject.txt", values).strip(),
                body=render_to_string("accounts/mail/link.txt", values),
                to=[person.email],
                connection=server,
            ).send()
