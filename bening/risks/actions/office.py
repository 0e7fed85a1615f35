"""Who keeps a register, and the matrix of an agency."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.domain.days import day_in
from bening.domain.risks import Level, make_matrix
from bening.risks import access
from bening.risks.models import RiskOfficer, RiskSetting
from bening.risks.refusals import RiskRefused, RiskSettled


def name_officer(*, unit: WorkUnit, person: Person, by: Person, now: datetime) -> RiskOfficer:
    """Somebody of the agency keeps the register of the unit from today on.

    Raises NotAllowed, RiskRefused("risk_person_of_other_agency"),
    RiskSettled("risk_officer_already").
    """
    on = day_in(unit.zone, now)
    with transaction.atomic():
        access.check_can_name(by, unit, today_of(by, now))
        if person.agency_id != unit.agency_id or not person.is_active:
            raise RiskRefused("risk_person_of_other_agency", field="person")
        WorkUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        held = RiskOfficer.objects.filter(in_force(on), unit=unit, person=person)
        if held.exists():
            raise RiskSettled("risk_officer_already", field="person")
        made: RiskOfficer = RiskOfficer.objects.create(
            unit=unit, person=person, starts_on=on, given_by=by, given_at=now
        )
        _write("risk.officer_named", made, by, now)
    return made


def end_officer(*, officer: RiskOfficer, by: Person, now: datetime) -> RiskOfficer:
    """A duty ends today. Raises NotAllowed, RiskSettled("risk_officer_ended")."""
    with transaction.atomic():
        kept: RiskOfficer = (
            RiskOfficer.objects.select_for_update(of=("self",))
            .select_related("unit__agency", "person")
            .get(pk=officer.pk)
        )
        access.check_can_name(by, kept.unit, today_of(by, now))
        if kept.ends_on is not None:
            raise RiskSettled("risk_officer_ended")
        kept.ends_on = max(kept.starts_on, day_in(kept.unit.zone, now))
        kept.save(update_fields=["ends_on"])
        _write("risk.officer_ended", kept, by, now)
    return kept


def _write(act: str, officer: RiskOfficer, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=officer.unit.agency_id,
        subject=("unit", officer.unit_id),
        at=now,
        data={"person": officer.person.name},
    )


def set_matrix(
    *,
    agency: Agency,
    ranks: Sequence[Sequence[int]],
    bands: Sequence[int],
    appetite: Level,
    by: Person,
    now: datetime,
) -> RiskSetting:
    """How the agency ranks the cells of the matrix, and what it accepts.

    Raises NotAllowed, and MatrixRefused as `bening.domain.risks.make_matrix`.
    """
    sound = make_matrix(ranks, bands)
    with transaction.atomic():
        access.check_can_set(by, agency, today_of(by, now))
        made, _new = RiskSetting.objects.update_or_create(
            agency=agency,
            defaults={
                "ranks": [list(row) for row in sound.ranks],
                "bands": list(sound.bands),
                "appetite": int(appetite),
                "changed_by": by,
                "changed_at": now,
            },
        )
        audit.record(
            act="risk.matrix_set",
            by=by.pk,
            agency=agency.pk,
            subject=("agency", agency.pk),
            at=now,
            data={"ranks": made.ranks, "bands": made.bands, "appetite": made.appetite},
        )
    return made
