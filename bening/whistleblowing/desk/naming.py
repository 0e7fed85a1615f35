"""Naming those who hold keys, and dismissing them. Only people are named: keys they make alone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.audit import record
from bening.whistleblowing.desk import access
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.models import (
    CUSTODIANS,
    Custodian,
    HandlerKey,
    HolderKind,
    KeyHolder,
    UnlockedKey,
)


def name_holder(
    *,
    agency: Agency,
    person: Person,
    kind: HolderKind,
    unit: WorkUnit | None,
    by: Person,
    now: datetime,
) -> KeyHolder:
    """Names a handler, of a unit or of the whole agency, or one of the two custodians.

    Raises NotAllowed, DeskRefused: "holder_of_other_agency", "holder_names_self",
    "custodian_handles", "custodian_has_no_unit", "holder_is_named", "custodian_is_named".
    """
    access.check_can_name(by, agency)
    if person.agency_id != agency.pk or not person.is_active:
        raise DeskRefused("holder_of_other_agency", field="person", name=person.name)
    if unit is not None and unit.agency_id != agency.pk:
        raise DeskRefused("holder_of_other_agency", field="unit", name=unit.name)
    if person.pk == by.pk:
        raise DeskRefused("holder_names_self", field="person")
    if kind in CUSTODIANS and unit is not None:
        raise DeskRefused("custodian_has_no_unit", field="unit")
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency.pk)
        held = list(KeyHolder.objects.filter(agency=agency, person=person, ended_on__isnull=True))
        if any((row.kind in CUSTODIANS) != (kind in CUSTODIANS) for row in held):
            raise DeskRefused("custodian_handles", field="person", name=person.name)
        if any(kind in CUSTODIANS or row.unit_id == (unit.pk if unit else None) for row in held):
            raise DeskRefused("holder_is_named", field="person", name=person.name)
        taken = KeyHolder.objects.filter(agency=agency, kind=kind, ended_on__isnull=True)
        if kind in CUSTODIANS and taken.exists():
            raise DeskRefused("custodian_is_named", field="kind")
        made = KeyHolder.objects.create(
            agency=agency,
            unit=unit,
            person=person,
            kind=kind,
            named_by=by,
            named_on=today_of(by, now),
        )
        _record("whistleblowing.holder_named", made, by, now)
    return made


def dismiss_holder(*, holder: KeyHolder, by: Person, now: datetime) -> None:
    """Ends what a person was named for; the key is retired at once and opens no new report.

    Reports that only this key opened wait for a recovery by both custodians. Copies for recovery
    that a dismissed custodian could open are dropped; each handler makes new ones by unlocking.
    Raises NotAllowed, Settled("holder_is_dismissed").
    """
    access.check_can_name(by, holder.agency)
    with transaction.atomic():
        row = KeyHolder.objects.select_for_update().get(pk=holder.pk)
        if row.ended_on is not None:
            raise Settled("holder_is_dismissed")
        row.ended_on = today_of(by, now)
        row.save(update_fields=["ended_on"])
        if row.kind in CUSTODIANS:
            Custodian.objects.filter(
                agency_id=row.agency_id, person_id=row.person_id, retired_at__isnull=True
            ).update(retired_at=now)
            drop_recovery_copies(row.agency_id)
        else:
            keys = HandlerKey.objects.filter(
                agency_id=row.agency_id,
                person_id=row.person_id,
                unit_id=row.unit_id,
                retired_at__isnull=True,
            )
            UnlockedKey.objects.filter(key__in=keys).delete()
            keys.update(retired_at=now)
        _record("whistleblowing.holder_dismissed", row, by, now)


def drop_recovery_copies(agency: UUID) -> None:
    """The copies were sealed to another pair of custodians: keys in use get new ones."""
    HandlerKey.objects.filter(agency=agency, retired_at__isnull=True).update(recovery=None)


def _record(act: str, holder: KeyHolder, by: Person, now: datetime) -> None:
    access.forget_named(holder.agency_id)
    record(
        act=act,
        by=by.pk,
        agency=holder.agency_id,
        subject=("agency", holder.agency_id),
        at=now,
        data={
            "person": str(holder.person_id),
            "person_name": holder.person.name,
            "kind": holder.kind,
            "unit_name": holder.unit.name if holder.unit else "",
        },
    )
