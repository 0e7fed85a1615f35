"""Practices of units with a title, taken over by other units of the agency."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.aftercare import access
from bening.aftercare.actions.titles import check_held
from bening.aftercare.models import Replication, ReplicationStatus
from bening.aftercare.refusals import AftercareRefused
from bening.agencies.models import WorkUnit
from bening.programs.models import Award


def plan_replication(
    *, award: Award, unit: WorkUnit, practice: str, due_on: date, by: Person, now: datetime
) -> Replication:
    """Plans that `unit` adapts a practice of the unit that holds `award`.

    Raises NotAllowed, Settled("title_is_revoked"), AftercareRefused ("practice_missing",
    "replication_of_itself", "replication_of_other_agency", "replication_exists").
    """
    access.check_can_adapt(by, unit, today_of(by, now))
    check_held(award)
    words = practice.strip()
    if not words:
        raise AftercareRefused("practice_missing", field="practice")
    if unit.pk == award.unit_id:
        raise AftercareRefused("replication_of_itself", field="unit", unit=unit.name)
    if unit.agency_id != award.agency_id:
        raise AftercareRefused("replication_of_other_agency", field="unit", unit=unit.name)
    try:
        with transaction.atomic():
            made: Replication = Replication.objects.create(
                agency_id=award.agency_id,
                award=award,
                unit=unit,
                practice=words,
                due_on=due_on,
                created_by=by,
                created_at=now,
                changed_by=by,
                changed_at=now,
            )
            _tell("replication.planned", made, by, now)
    except IntegrityError:
        raise AftercareRefused("replication_exists", field="practice", unit=unit.name) from None
    return made


def change_replication(
    *,
    replication: Replication,
    status: ReplicationStatus,
    adaptation: str,
    proof_url: str,
    proof_note: str,
    reason: str,
    by: Person,
    now: datetime,
) -> Replication:
    """Says how far the adapting unit is. What runs has a proof; what stopped has a reason.

    Raises NotAllowed, AftercareRefused ("replication_proof_missing", "stop_reason_missing").
    """
    with transaction.atomic():
        kept: Replication = (
            Replication.objects.select_for_update(of=("self",))
            .select_related("unit__agency", "award__unit")
            .get(pk=replication.pk)
        )
        access.check_can_adapt(by, kept.unit, today_of(by, now))
        if status == ReplicationStatus.RUNNING and not proof_note.strip():
            raise AftercareRefused("replication_proof_missing", field="proof_note")
        if status == ReplicationStatus.STOPPED and not reason.strip():
            raise AftercareRefused("stop_reason_missing", field="reason")
        kept.status, kept.adaptation = status, adaptation.strip()
        kept.proof_url, kept.proof_note = proof_url.strip(), proof_note.strip()
        kept.reason = reason.strip() if status == ReplicationStatus.STOPPED else ""
        kept.changed_by, kept.changed_at = by, now
        kept.save(
            update_fields=[
                "status", "adaptation", "proof_url", "proof_note", "reason", "changed_by",
                "changed_at",
            ]
        )  # fmt: skip
        _tell("replication.changed", kept, by, now)
    return kept


def _tell(act: str, replication: Replication, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=replication.agency_id,
        subject=("replication", replication.pk),
        at=now,
        data={
            "award": replication.award_id,
            "unit": replication.unit_id,
            "unit_name": replication.unit.name,
            "practice": replication.practice,
            "status": replication.status,
            "proof": replication.proof_note,
        },
    )
