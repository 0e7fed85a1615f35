"""The sending of invitations. A job's arguments name the batch and nothing else.

Tokens are made here, stored as hashes, mailed and forgotten. A message goes at most once: its
contact is marked before it is sent. What the mail server does not take is undone: its hash is
deleted while it is still known here, and its contact waits again.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any
from uuid import UUID

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from bening.domain.surveys.tokens import read_token, spend_hash
from bening.surveys.actions.invitations import cap_digest, capped_digests
from bening.surveys.calendar_quarters import quarter_key
from bening.surveys.mails import invitation_mail, reminder_mail
from bening.surveys.models import (
    BatchState,
    InvitationBatch,
    PeriodState,
    QuarterlyCap,
    SurveyContact,
    SurveyToken,
)
from bening.surveys.tokens_made import issue_tokens

CHUNK = 100
TRIES = 12
LONGEST_WAIT = timedelta(hours=2)
PERMANENT = 500  # codes of SMTP from here on stay the same at the next try

log = logging.getLogger(__name__)

Sending = tuple[SurveyContact, str]


@task()
def send_invitations(batch_key: str, attempt: int = 1) -> None:
    """Sends the next invitations of a batch, and asks for another job while some wait."""
    batch = InvitationBatch.objects.select_related("period__unit__agency").get(pk=UUID(batch_key))
    if batch.state == BatchState.SENT or batch.period.state != PeriodState.OPEN:
        return
    try:
        with get_connection() as server:  # before any token is made
            _deliver(batch, _claimed(batch), server)
    except (SMTPException, OSError):
        if attempt >= TRIES:
            InvitationBatch.objects.filter(pk=batch.pk).update(state=BatchState.FAILED)
            return
        _again(send_invitations, batch_key, attempt)
        return
    except Exception:
        InvitationBatch.objects.filter(pk=batch.pk).update(state=BatchState.FAILED)
        raise
    if batch.contacts.filter(is_invited=False).exists():
        send_invitations.enqueue(batch_key)
    else:
        InvitationBatch.objects.filter(pk=batch.pk).update(state=BatchState.SENT)


@task()
def send_reminders(batch_key: str, attempt: int = 1) -> None:
    """Reminds the next people of a batch, everyone who was invited, without a link."""
    batch = InvitationBatch.objects.select_related("period__unit__agency").get(pk=UUID(batch_key))
    if batch.period.state != PeriodState.OPEN:
        return
    waiting = batch.contacts.filter(is_invited=True, is_reminded=False)
    try:
        with get_connection() as server:
            for contact in waiting.order_by("pk")[:CHUNK]:
                if waiting.filter(pk=contact.pk).update(is_reminded=True):
                    _remind(batch, contact, server)
    except (SMTPException, OSError):
        if attempt < TRIES:
            _again(send_reminders, batch_key, attempt)
        return
    if waiting.exists():
        send_reminders.enqueue(batch_key)


def _again(job: Any, batch_key: str, attempt: int) -> None:
    """Asks for the job once more: after a minute, then after twice as long each time."""
    log.warning("invitations wait: the mail server does not take them; trying again later")
    wait = min(timedelta(minutes=2 ** (attempt - 1)), LONGEST_WAIT)
    job.using(run_after=timezone.now() + wait).enqueue(batch_key, attempt + 1)


def _claimed(batch: InvitationBatch) -> list[Sending]:
    """The next contacts, marked as invited, each with a token of its own: one transaction.

    Whoever was invited elsewhere this quarter since the list was read is held back.
    """
    with transaction.atomic():
        InvitationBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        waiting = list(batch.contacts.filter(is_invited=False).order_by("pk")[:CHUNK])
        agency, quarter = batch.agency_id, quarter_key(batch.period.starts_on)
        digests = {one.pk: cap_digest(agency, one.address) for one in waiting}
        capped = capped_digests(batch.period, digests.values())
        held = [one.pk for one in waiting if digests[one.pk] in capped]
        if held:
            batch.contacts.filter(pk__in=held).delete()
            _count(batch, held_back=len(held))
        invited = [one for one in waiting if digests[one.pk] not in capped]
        QuarterlyCap.objects.bulk_create(
            QuarterlyCap(digest=digest, agency_id=agency, quarter=quarter)
            for digest in sorted(digests[one.pk] for one in invited)
        )
        batch.contacts.filter(pk__in=[one.pk for one in invited]).update(is_invited=True)
        tokens = issue_tokens(period=batch.period, count=len(invited))
    return list(zip(invited, tokens, strict=True))


def _deliver(batch: InvitationBatch, sendings: Sequence[Sending], server: Any) -> None:
    """Mails each; what is refused for good is dropped, what fails otherwise waits again.

    A mailbox that takes no mail now holds up nobody behind it. Raises its refusal at the end, or
    what stopped the server.
    """
    sent, refused_now = 0, None
    try:
        for at, (contact, token) in enumerate(sendings):
            try:
                invitation_mail(batch, contact.address, token, server).send()
            except SMTPRecipientsRefused as error:
                is_gone = _is_for_good(error)
                _undo(batch, [(contact, token)], forget=is_gone)
                refused_now = refused_now if is_gone else error
            except Exception:  # whatever it is, what was not sent waits again
                _undo(batch, sendings[at:])
                raise
            else:
                sent += 1
    finally:
        _count(batch, invited=sent)
    if refused_now:
        raise refused_now


def _is_for_good(error: SMTPRecipientsRefused) -> bool:
    return all(code >= PERMANENT for code, _said in error.recipients.values())


def _undo(batch: InvitationBatch, sendings: Sequence[Sending], *, forget: bool = False) -> None:
    """Deletes tokens that reached nobody; their contacts wait again, or are forgotten."""
    keys = [contact.pk for contact, _token in sendings]
    hashes = [spend_hash(read_token(token)) for _contact, token in sendings]
    digests = [cap_digest(batch.agency_id, contact.address) for contact, _token in sendings]
    with transaction.atomic():
        SurveyToken.objects.filter(period=batch.period_id, hash__in=hashes).delete()
        QuarterlyCap.objects.filter(
            agency=batch.agency_id,
            quarter=quarter_key(batch.period.starts_on),
            digest__in=digests,
        ).delete()
        contacts = batch.contacts.filter(pk__in=keys)
        if forget:
            contacts.delete()
            _count(batch, refused=len(keys))
        else:
            contacts.update(is_invited=False)


def _remind(batch: InvitationBatch, contact: SurveyContact, server: Any) -> None:
    try:
        reminder_mail(batch, contact.address, server).send()
    except SMTPRecipientsRefused as error:
        if not _is_for_good(error):
            batch.contacts.filter(pk=contact.pk).update(is_reminded=False)
            raise
    except (SMTPException, OSError):
        batch.contacts.filter(pk=contact.pk).update(is_reminded=False)
        raise


def _count(batch: InvitationBatch, **numbers: int) -> None:
    added = {name: F(name) + number for name, number in numbers.items() if number}
    if added:
        InvitationBatch.objects.filter(pk=batch.pk).update(**added)
