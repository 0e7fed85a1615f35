"""Writes of the audit trail itself: checkpoints and who receives them."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from bening.adapters import sealing_sql
from bening.audit import access, leaves, own_acts, parts, signing, stored
from bening.audit.models import Checkpoint, CheckpointDelivery, CheckpointRecipient
from bening.audit.recording import record
from bening.domain.days import day_in
from bening.domain.refusals import Refused
from bening.domain.sealing import checkpoints
from bening.domain.sealing.seals import GENESIS

MOST_RECIPIENTS = 20
ONE_DAY = timedelta(days=1)


class RecipientRefused(Refused):
    """`not_an_address`, `recipient_there_already` or `too_many_recipients`."""

    field = "email"


class NoSuchRecipient(Refused):
    """The address is on no list of this agency."""

    status = 404

    def __init__(self) -> None:
        super().__init__("no_such_recipient")


def issue_checkpoint(*, now: datetime) -> Checkpoint | None:
    """Sign the heads of all streams, once a calendar day in the installation's zone.

    Leaves that wait go into the integrity log with it, among their cover.
    None where the day has its checkpoint, nothing was ever sealed, or another process is at it; a
    clock that was a day ahead has signed this one, one that was ahead by more stops no day.
    Raises `signing.KeyUnusable`.
    """
    day = day_in(settings.TIME_ZONE, now)
    signed = Checkpoint.objects.filter(day__range=(day, day + ONE_DAY))
    if signed.exists():
        return None
    key = signing.signing_key()
    with transaction.atomic():
        if not sealing_sql.lead(sealing_sql.CHECKPOINT_LOCK):
            return None
        if signed.exists():
            return None
        heads = tuple(
            checkpoints.Head(seal.stream, seal.number, seal.last, seal.hash().hex())
            for seal in stored.heads()
        )
        if not heads:
            return None
        leaves.close_day()
        last = Checkpoint.objects.order_by("-number").first()
        claims = checkpoints.Checkpoint(
            number=last.number + 1 if last else 1,
            day=day,
            issued_at=now,
            heads=heads,
            parts=parts.heads(),
            previous=checkpoints.fingerprint(last.text) if last else GENESIS.hex(),
        )
        text = claims.signed(sign=key.sign, public_key=key.public_key().public_bytes_raw())
        issued = Checkpoint.objects.create(number=claims.number, day=day, text=text, issued_at=now)
        CheckpointDelivery.objects.bulk_create(
            CheckpointDelivery(checkpoint=issued, agency=to.agency, email=to.email)
            for to in CheckpointRecipient.objects.all()
        )
    return issued


def add_recipient(*, agency: uuid.UUID, email: str, by: Any, now: datetime) -> CheckpointRecipient:
    """Have the agency's checkpoints sent to an address, beginning with the newest there is.

    Raises `access.NotAdministrator`, RecipientRefused.
    """
    access.check_can_choose_recipients(by, agency)
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise RecipientRefused("not_an_address", email=email) from None
    with transaction.atomic():
        mine = CheckpointRecipient.objects.filter(agency=agency)
        if mine.filter(email__iexact=email).exists():
            raise RecipientRefused("recipient_there_already", email=email)
        if mine.count() >= MOST_RECIPIENTS:
            raise RecipientRefused("too_many_recipients", most=MOST_RECIPIENTS)
        recipient = CheckpointRecipient.objects.create(
            agency=agency, email=email, added_by=by.pk, added_at=now
        )
        newest = Checkpoint.objects.order_by("-number").first()
        if newest:
            CheckpointDelivery.objects.get_or_create(checkpoint=newest, agency=agency, email=email)
        record(
            act=own_acts.RECIPIENT_ADDED,
            by=by.pk,
            agency=agency,
            subject=own_acts.recipients_of(agency),
            at=now,
            data={"email": email},
        )
    return recipient


def remove_recipient(*, agency: uuid.UUID, recipient: uuid.UUID, by: Any, now: datetime) -> str:
    """Send no more checkpoints to an address; those that wait for it are dropped.

    Returns the address. Raises `access.NotAdministrator`, NoSuchRecipient (also for a recipient of
    another agency).
    """
    access.check_can_choose_recipients(by, agency)
    with transaction.atomic():
        found = CheckpointRecipient.objects.filter(agency=agency, pk=recipient).first()
        if found is None:
            raise NoSuchRecipient
        CheckpointDelivery.objects.filter(
            agency=agency, email=found.email, sent_at__isnull=True
        ).delete()
        found.delete()
        record(
            act=own_acts.RECIPIENT_REMOVED,
            by=by.pk,
            agency=agency,
            subject=own_acts.recipients_of(agency),
            at=now,
            data={"email": found.email},
        )
    return found.email


def put_guards_back(*, now: datetime, by: uuid.UUID | None = None) -> list[str]:
    """Put missing guards on the tables again, record that they were gone; returns their names."""
    with transaction.atomic():
        missing = sealing_sql.guards_missing()
        if missing:
            sealing_sql.install_guards()
            record(
                act=own_acts.GUARDS_PUT_BACK,
                by=by,
                agency=None,
                subject=("audit_guards", "all"),
                at=now,
                data={"names": ", ".join(missing)},
            )
    return missing


def trust_key(*, key: bytes, now: datetime, by: uuid.UUID | None = None) -> None:
    """Trust checkpoints that another key has signed, such as before a move to this data folder."""
    signing.trust(key)
    with transaction.atomic():
        record(
            act=own_acts.KEY_TRUSTED,
            by=by,
            agency=None,
            subject=("checkpoint_key", key.hex()[:16]),
            at=now,
            data={"key": key.hex()},
        )


def rotate_key(*, now: datetime, by: uuid.UUID | None = None) -> bytes:
    """Sign with a new key from now on; returns its public half. The old one stays trusted."""
    key = signing.rotate()
    with transaction.atomic():
        record(
            act=own_acts.KEY_ROTATED,
            by=by,
            agency=None,
            subject=("checkpoint_key", key.hex()[:16]),
            at=now,
            data={"key": key.hex()},
        )
    return key
