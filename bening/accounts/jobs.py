"""Mails of links. A job knows people by key; the secret of a link is made here and only mailed."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from bening.accounts.models import Person


@task()
def mail_link(person_key: str, by_key: str) -> None:
    """Makes and mails the link that an administrator asked for."""
    person = Person.objects.select_related("agency").get(pk=UUID(person_key))
    _mail(person, by=Person.objects.get(pk=UUID(by_key)))


@task()
def mail_reset(email: str) -> None:
    """Makes and mails the link that somebody asked for at the sign-in page.

    An address that nobody has ends here, unseen: the page says the same to everybody.
    """
    person = Person.objects.select_related("agency").filter(email=email.lower(), is_active=True)
    for found in person:
        _mail(found, by=None)


def _mail(person: Person, *, by: Person | None) -> None:
    from bening.accounts.actions.links import send_reset  # noqa: PLC0415 - actions enqueue jobs

    link = send_reset(person=person, by=by, now=timezone.now())
    with translation.override(person.language):
        values = {"link": link, "url": settings.BENING_PUBLIC_URL + link.path, "by": by}
        EmailMessage(
            subject=render_to_string("accounts/mail/link_subject.txt", values).strip(),
            body=render_to_string("accounts/mail/link.txt", values),
            to=[person.email],
        ).send()
