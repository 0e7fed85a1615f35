"""Checkpoints leave the machine: by mail to the addresses that agencies chose."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bening.audit import signing
from bening.audit.models import Checkpoint, CheckpointDelivery

KEPT_TRYING = timedelta(days=14)
"""Older checkpoints are not sent any more: newer ones cover what they covered."""
LONGEST_WAIT = timedelta(hours=6)
MOST_AT_ONCE = 50

log = logging.getLogger(__name__)


def mail_is_set() -> bool:
    """Whether there is a mail server; without one checkpoints wait to be downloaded."""
    return bool(settings.MAIL_IS_SET)


def deliver_waiting(*, now: datetime) -> int:
    """Hand waiting checkpoints to the mail server. Returns how many went.

    What fails is tried again, first after a minute, at last every six hours for two weeks.
    """
    if not mail_is_set():
        return 0
    waiting = CheckpointDelivery.objects.filter(
        sent_at__isnull=True, checkpoint__issued_at__gt=now - KEPT_TRYING
    ).select_related("checkpoint")
    due = [delivery for delivery in waiting.order_by("id") if _is_due(delivery, now)]
    return sum(_deliver(delivery, now) for delivery in due[:MOST_AT_ONCE])


def refused_so_far(now: datetime) -> int:
    """How many mails of checkpoints the mail server did not take and which are still tried."""
    refused = CheckpointDelivery.objects.filter(sent_at__isnull=True).exclude(fault="")
    return refused.filter(checkpoint__issued_at__gt=now - KEPT_TRYING).count()


def _is_due(delivery: CheckpointDelivery, now: datetime) -> bool:
    if delivery.tried_at is None:
        return True
    wait = timedelta(minutes=2 ** min(delivery.attempts - 1, 10))
    # One tried in the future is of before the clock was put back.
    return delivery.tried_at > now or now >= delivery.tried_at + min(wait, LONGEST_WAIT)


def _deliver(delivery: CheckpointDelivery, now: datetime) -> bool:
    mine = CheckpointDelivery.objects.filter(pk=delivery.pk)
    claimed = mine.filter(attempts=delivery.attempts, sent_at__isnull=True).update(
        attempts=F("attempts") + 1, tried_at=now
    )
    if not claimed:  # another process is at it
        return False
    try:
        _message(delivery.checkpoint, delivery.email).send()
    except (SMTPException, OSError) as error:
        mine.update(fault=str(error)[:200])
        log.warning("checkpoint not mailed: %s", type(error).__name__)
        return False
    mine.update(sent_at=now, fault="")
    return True


def _message(checkpoint: Checkpoint, to: str) -> EmailMessage:
    with translation.override(settings.LANGUAGE_CODE):
        day = date_format(checkpoint.day, "j F Y")
        body = render_to_string(
            "audit/checkpoint_mail.txt",
            {
                "day": day,
                "number": checkpoint.number,
                "public_url": settings.BENING_PUBLIC_URL,
                "key": signing.public_key().hex(),
            },
        )
        message = EmailMessage(
            subject=_("Titik periksa Bening %(day)s") % {"day": day}, body=body, to=[to]
        )
    message.attach(file_name(checkpoint), checkpoint.text, "application/json")
    return message


def file_name(checkpoint: Checkpoint) -> str:
    """Name of the file in which a checkpoint is kept."""
    return f"titik-periksa-{checkpoint.day.isoformat()}.json"
