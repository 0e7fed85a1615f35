"""The sending of invitations. A job's arguments name the batch and nothing else.

Tokens are made here, stored as hashes, mailed and forgotten. A message goes at most once: its
contact is marked, alone, just before it is sent. So a worker that is killed loses one message at
most: the job comes back and those who were not marked get other tokens. Of the first ones hashes
stay that nobody can spend; their persons can't be named, and need not be. What the mail server does
not take is undone: its hash is deleted while it is still known here, and its contact waits again.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
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
            _deliver(batch, _next(batch), server)
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


def _next(batch: InvitationBatch) -> list[Sending]:
    """The next contacts, each with a token of its own: one transaction, hashes in their own order.

    Nobody is marked yet: where this worker ends now, all of them wait again, and nobody ever held
    the tokens whose hashes stay. Whoever was invited elsewhere this quarter is held back.
    """
    with transaction.atomic():
        InvitationBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        waiting = list(batch.contacts.filter(is_invited=False).order_by("pk")[:CHUNK])
        digests = {one.pk: cap_digest(batch.agency_id, one.address) for one in waiting}
        capped = capped_digests(batch.period, digests.values())
        held = [one.pk for one in waiting if digests[one.pk] in capped]
        if held:
            batch.contacts.filter(pk__in=held).delete()
            _count(batch, held_back=len(held))
        invited = [one for one in waiting if digests[one.pk] not in capped]
        tokens = issue_tokens(period=batch.period, count=len(invited))
    return list(zip(invited, tokens, strict=True))


def _deliver(batch: InvitationBatch, sendings: Sequence[Sending], server: Any) -> None:
    """Mails each; what is refused for good is dropped, what fails otherwise waits again.

    A mailbox or message that is not taken now holds up nobody behind it. Raises its refusal at the
    end, or what stopped the server.
    """
    refused_now: SMTPException | None = None
    for at, (contact, token) in enumerate(sendings):
        is_marked = False
        try:
            is_marked = _mark(batch, contact)
            if is_marked:
                invitation_mail(batch, contact.address, token, server).send()
            else:
                _forget_tokens(batch, [(contact, token)])
        except SMTPRecipientsRefused as error:
            is_gone = _is_for_good(error)
            _undo(batch, (contact, token), forget=is_gone)
            refused_now = refused_now if is_gone else error
        except (SMTPDataError, SMTPSenderRefused) as error:  # this message, not the server's line
            _undo(batch, (contact, token))
            refused_now = error
        except Exception:  # whatever it is, what was not sent waits again
            if is_marked:
                _undo(batch, (contact, token))
            _forget_tokens(batch, sendings[at:])
            raise
    if refused_now:
        raise refused_now


def _mark(batch: InvitationBatch, contact: SurveyContact) -> bool:
    """Marks one contact as invited, just before its message goes; False where it must not go.

    Another worker may have sent it, its address may be forgotten by now, or the person may have
    been invited elsewhere this quarter.
    """
    digest = cap_digest(batch.agency_id, contact.address)
    mine = batch.contacts.filter(pk=contact.pk, is_invited=False)
    with transaction.atomic():
        if not mine.update(is_invited=True):
            return False
        _cap, is_first = QuarterlyCap.objects.get_or_create(
            agency_id=batch.agency_id, quarter=quarter_key(batch.period.starts_on), digest=digest
        )
        if is_first:
            _count(batch, invited=1)
        else:
            batch.contacts.filter(pk=contact.pk).delete()
            _count(batch, held_back=1)
        return is_first


def _is_for_good(error: SMTPRecipientsRefused) -> bool:
    return all(code >= PERMANENT for code, _said in error.recipients.values())


def _undo(batch: InvitationBatch, sending: Sending, *, forget: bool = False) -> None:
    """A message that reached nobody: its contact waits again, or is forgotten."""
    contact, _token = sending
    with transaction.atomic():
        _forget_tokens(batch, [sending])
        QuarterlyCap.objects.filter(
            agency=batch.agency_id,
            quarter=quarter_key(batch.period.starts_on),
            digest=cap_digest(batch.agency_id, contact.address),
        ).delete()
        contacts = batch.contacts.filter(pk=contact.pk)
        if forget:
            contacts.delete()
            _count(batch, invited=-1, refused=1)
        else:
            contacts.update(is_invited=False)
            _count(batch, invited=-1)


def _forget_tokens(batch: InvitationBatch, sendings: Sequence[Sending]) -> None:
    """Deletes tokens that reached nobody, while they are still known here."""
    hashes = [spend_hash(read_token(token)) for _contact, token in sendings]
    SurveyToken.objects.filter(period=batch.period_id, hash__in=hashes).delete()


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
