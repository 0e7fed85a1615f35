"""Recovering a key: the second custodian takes the outer layer off, the first hands it to another.

Nobody sees the secret key: it goes sealed from the copy to the key of the handler who receives the
reports. Both custodians give their passphrase for it, and each step is on record.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.audit import record
from bening.whistleblowing.desk import access
from bening.whistleblowing.desk.granting import take_over
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.desk.trying import check_own_passphrase
from bening.whistleblowing.desk.unlocking import OpenKeys
from bening.whistleblowing.models import Custodian, HandlerKey, KeyRecovery, Report
from bening.whistleblowing.sealing import WrongKey, seal, unseal


def recoverable(agency: UUID | None) -> QuerySet[HandlerKey]:
    """Retired keys of an agency with a copy for recovery that still open some report."""
    return (
        HandlerKey.objects.filter(
            agency=agency,
            retired_at__isnull=False,
            recovery__isnull=False,
            grants__ended_on__isnull=True,
            grants__isnull=False,
        )
        .select_related("person", "unit")
        .distinct()
    )


def ask_recovery(
    *, key: HandlerKey, receiver: HandlerKey, reason: str, by: Person, now: datetime
) -> KeyRecovery:
    """Asks both custodians to hand a retired key to a handler's key in use.

    Raises NotAllowed, DeskRefused: "recovery_reason_missing", "recovery_of_key_in_use",
    "recovery_copy_missing", "recovery_receiver"; Settled("recovery_is_asked").
    """
    access.check_can_name(by, key.agency)
    why = reason.strip()[:500]
    if not why:
        raise DeskRefused("recovery_reason_missing", field="reason")
    if key.retired_at is None:
        raise DeskRefused("recovery_of_key_in_use", field="key")
    if key.recovery is None:
        raise DeskRefused("recovery_copy_missing", field="key")
    if receiver.agency_id != key.agency_id or receiver.retired_at is not None:
        raise DeskRefused("recovery_receiver", field="receiver")
    with transaction.atomic():
        HandlerKey.objects.select_for_update().get(pk=key.pk)
        if open_recoveries(key.agency_id).filter(key=key).exists():
            raise Settled("recovery_is_asked")
        made = KeyRecovery.objects.create(
            agency_id=key.agency_id,
            key=key,
            receiver=receiver,
            reason=why,
            asked_by=by,
            asked_on=today_of(by, now),
        )
        _record("whistleblowing.recovery_asked", made, by, now)
    return made


def open_recoveries(agency: UUID | None) -> QuerySet[KeyRecovery]:
    """Recoveries that wait for a custodian or for the receiver."""
    return KeyRecovery.objects.filter(
        agency=agency, taken_on__isnull=True, refused_on__isnull=True
    ).select_related("key__person", "key__unit", "receiver__person", "asked_by")


def give_part(*, recovery: KeyRecovery, passphrase: str, by: Person, now: datetime) -> KeyRecovery:
    """A custodian's part: first the second one's, then the first one's.

    Raises DeskRefused: "recovery_not_yours", "recovery_after_second", "recovery_copy_older",
    "passphrase_wrong", "passphrase_closed"; Settled("recovery_is_settled").
    """
    mine = access.custodian_of(by)
    if mine is None or mine.agency_id != recovery.agency_id:
        raise DeskRefused("recovery_not_yours")
    secret = check_own_passphrase({mine.pk: bytes(mine.wrapped)}, passphrase, by=by, now=now)
    with transaction.atomic():
        held = _held(recovery)
        if mine.place == 2:
            _outer_layer(held, mine, secret[mine.pk], by, now)
        else:
            _inner_layer(held, mine, secret[mine.pk], by, now)
    return held


def _outer_layer(
    held: KeyRecovery, mine: Custodian, secret: str, by: Person, now: datetime
) -> None:
    if held.half is not None:
        raise Settled("recovery_is_settled")
    held.half = _opened(held.key.recovery, secret)
    held.second_by, held.second_on = by, today_of(by, now)
    held.save(update_fields=["half", "second_by", "second_on"])
    _record("whistleblowing.recovery_second", held, by, now)


def _inner_layer(
    held: KeyRecovery, mine: Custodian, secret: str, by: Person, now: datetime
) -> None:
    if held.handed is not None:
        raise Settled("recovery_is_settled")
    if held.half is None:
        raise DeskRefused("recovery_after_second")
    held.handed = seal(_opened(held.half, secret), [held.receiver.public])
    held.half = None
    held.first_by, held.first_on = by, today_of(by, now)
    held.save(update_fields=["half", "handed", "first_by", "first_on"])
    _record("whistleblowing.recovery_first", held, by, now)


def refuse_recovery(*, recovery: KeyRecovery, by: Person, now: datetime) -> None:
    """A custodian, or who names them, stops it. Raises NotAllowed, Settled."""
    mine = access.custodian_of(by)
    if mine is None or mine.agency_id != recovery.agency_id:
        access.check_can_name(by, recovery.agency)
    with transaction.atomic():
        held = _held(recovery)
        held.refused_on = today_of(by, now)
        held.half = held.handed = None
        held.save(update_fields=["refused_on", "half", "handed"])
        _record("whistleblowing.recovery_refused", held, by, now)


def receive(*, recovery: KeyRecovery, keys: OpenKeys, by: Person, now: datetime) -> tuple[int, int]:
    """The receiver opens what was handed and is granted the reports; how many, and how many not.

    Reports that name the receiver stay closed. Raises DeskRefused: "recovery_not_yours",
    "recovery_not_handed"; Settled("recovery_is_settled").
    """
    on = today_of(by, now)
    with transaction.atomic():
        held = _held(recovery)
        if held.receiver.person_id != by.pk or held.receiver.retired_at is not None:
            raise DeskRefused("recovery_not_yours")
        if held.handed is None:
            raise DeskRefused("recovery_not_handed")
        secret = keys.read(held.handed).decode()
        both = OpenKeys(by.pk, {**keys.secrets, held.key_id: secret})
        reports = Report.objects.filter(grants__key=held.key, grants__ended_on__isnull=True)
        done = take_over(
            reports=list(reports), key=held.receiver, keys=both, by=by, on=on, why=held.reason
        )
        held.handed, held.taken_on = None, on
        held.save(update_fields=["handed", "taken_on"])
        _record("whistleblowing.recovery_taken", held, by, now)
    return done


def _held(recovery: KeyRecovery) -> KeyRecovery:
    held = (
        KeyRecovery.objects.select_for_update(of=("self",))
        .select_related("key__agency", "key__person", "receiver__person")
        .get(pk=recovery.pk)
    )
    if held.taken_on is not None or held.refused_on is not None:
        raise Settled("recovery_is_settled")
    return held


def _opened(sealed: bytes | memoryview | None, secret: str) -> bytes:
    try:
        return unseal(bytes(sealed or b""), secret)
    except WrongKey:
        raise DeskRefused("recovery_copy_older") from None


def _record(act: str, row: KeyRecovery, by: Person, now: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        agency=row.agency_id,
        subject=("agency", row.agency_id),
        at=now,
        data={
            "person_name": row.key.person.name,
            "receiver_name": row.receiver.person.name,
            "reason": row.reason,
        },
    )
