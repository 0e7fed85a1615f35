"""A key is made by the person who holds it, under a passphrase that nobody else knows."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.audit import record
from bening.whistleblowing import sealing
from bening.whistleblowing.desk.naming import drop_recovery_copies
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.desk.trying import check_own_passphrase
from bening.whistleblowing.models import CUSTODIANS, Custodian, HandlerKey, HolderKind, KeyHolder

SHORTEST = 16
LONGEST = 200


def make_key(
    *, holder: KeyHolder, passphrase: str, again: str, accepts: bool, by: Person, now: datetime
) -> HandlerKey | Custodian:
    """The key of what the person was named for; the terms of use are taken with it.

    Raises DeskRefused: "key_of_another", "terms_not_taken", "passphrase_short",
    "passphrase_differs", "passphrase_is_password"; Settled: "holder_is_dismissed", "key_is_made".
    """
    if holder.person_id != by.pk:
        raise DeskRefused("key_of_another")
    if not accepts:
        raise DeskRefused("terms_not_taken", field="accepts")
    check_new_passphrase(passphrase, again, by)
    public, secret = sealing.new_key()
    wrapped = sealing.wrap(secret, passphrase)
    with transaction.atomic():
        row = KeyHolder.objects.select_for_update().get(pk=holder.pk)
        if row.ended_on is not None:
            raise Settled("holder_is_dismissed")
        made: HandlerKey | Custodian
        if row.kind in CUSTODIANS:
            made = _custodian(row, public, wrapped, now)
        else:
            made = _handler(row, public, secret, wrapped, now)
        row.accepted_on = today_of(by, now)
        row.save(update_fields=["accepted_on"])
        record(
            act="whistleblowing.key_made",
            by=by.pk,
            agency=row.agency_id,
            subject=("agency", row.agency_id),
            at=now,
            data={"kind": row.kind, "unit_name": row.unit.name if row.unit else ""},
        )
    return made


def check_new_passphrase(passphrase: str, again: str, by: Person) -> None:
    """Long enough, typed twice alike, and not the password of the account. Raises DeskRefused."""
    if not SHORTEST <= len(passphrase) <= LONGEST:
        raise DeskRefused("passphrase_short", field="passphrase", least=SHORTEST, most=LONGEST)
    if passphrase != again:
        raise DeskRefused("passphrase_differs", field="again")
    if by.check_password(passphrase):
        raise DeskRefused("passphrase_is_password", field="passphrase")


def change_passphrase(*, old: str, passphrase: str, again: str, by: Person, now: datetime) -> int:
    """Another passphrase for every key of the person that the old one opens; how many.

    Raises DeskRefused: as `check_new_passphrase`, "passphrase_wrong", "passphrase_closed".
    """
    check_new_passphrase(passphrase, again, by)
    rows: list[HandlerKey | Custodian] = [
        *HandlerKey.objects.filter(person=by, retired_at__isnull=True),
        *Custodian.objects.filter(person=by, retired_at__isnull=True),
    ]
    opened = check_own_passphrase(
        {row.pk: bytes(row.wrapped) for row in rows}, old, by=by, now=now, field="old"
    )
    again_wrapped = {key: sealing.wrap(secret, passphrase) for key, secret in opened.items()}
    with transaction.atomic():
        for row in rows:
            if row.pk in again_wrapped:
                row.wrapped = again_wrapped[row.pk]
                row.save(update_fields=["wrapped"])
    return len(again_wrapped)


def recovery_copy(agency: UUID, secret: str) -> bytes | None:
    """The secret sealed to the first custodian and that to the second; None without both."""
    public = dict(
        Custodian.objects.filter(agency=agency, retired_at__isnull=True).values_list(
            "place", "public"
        )
    )
    if len(public) != len(CUSTODIANS):
        return None
    return sealing.seal_for_both(secret.encode(), [public[1]], [public[2]])


def _handler(row: KeyHolder, public: str, secret: str, wrapped: bytes, now: datetime) -> HandlerKey:
    there = HandlerKey.objects.filter(
        person_id=row.person_id,
        agency_id=row.agency_id,
        unit_id=row.unit_id,
        retired_at__isnull=True,
    )
    if there.exists():
        raise Settled("key_is_made")
    return HandlerKey.objects.create(
        agency_id=row.agency_id,
        unit_id=row.unit_id,
        person_id=row.person_id,
        public=public,
        wrapped=wrapped,
        recovery=recovery_copy(row.agency_id, secret),
        given_by_id=row.named_by_id,
        made_at=now,
    )


def _custodian(row: KeyHolder, public: str, wrapped: bytes, now: datetime) -> Custodian:
    place = 1 if row.kind == HolderKind.FIRST_CUSTODIAN else 2
    there = Custodian.objects.filter(agency_id=row.agency_id, place=place, retired_at__isnull=True)
    if there.exists():
        raise Settled("key_is_made")
    made = Custodian.objects.create(
        agency_id=row.agency_id,
        person_id=row.person_id,
        place=place,
        public=public,
        wrapped=wrapped,
        made_at=now,
    )
    drop_recovery_copies(row.agency_id)
    return made
