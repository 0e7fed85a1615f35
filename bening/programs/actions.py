"""Opening a unit's program, and entering titles it was given before."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import check_can_administer
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.domain.refusals import Refused
from bening.evaluations.actions import create_sheet
from bening.evaluations.models import EvaluationCycle, EvaluationSheet, SheetState
from bening.programs.models import Award, Designation, ZoneProgram


class ProgramRefused(Refused):
    """What this feature refuses.

    Codes: "wbbm_needs_wbk", "program_exists", "unit_of_other_agency", "sheet_is_submitted",
    "unit_is_closed", "award_exists", "award_in_future", "decree_number_missing",
    "decree_number_too_long".
    """

    status = 422


def open_program(
    *, unit: WorkUnit, cycle: EvaluationCycle, target: Designation, by: Person, now: datetime
) -> ZoneProgram:
    """Opens the unit's program of a cycle, with its empty sheet.

    WBBM asks for an earlier WBK (PermenPANRB 90/2021 Annex II, Table 6).
    Raises NotAllowed, ProgramRefused.
    """
    check_can_administer(by, unit.agency)
    if unit.agency_id != cycle.agency_id:
        raise ProgramRefused("unit_of_other_agency", unit=unit.name)
    if unit.closed_at is not None:
        raise ProgramRefused("unit_is_closed", unit=unit.name)
    check_target(unit=unit, target=target, on=day_in(unit.zone, now))
    try:
        with transaction.atomic():
            program = ZoneProgram.objects.create(
                agency_id=unit.agency_id,
                unit=unit,
                cycle=cycle,
                target=target,
                created_by=by,
                created_at=now,
            )
            audit.record(
                act="program.opened",
                by=by.pk,
                agency=unit.agency_id,
                subject=("unit", unit.pk),
                at=now,
                data={
                    "year": cycle.year,
                    "target": target,
                },
            )
            create_sheet(program=program, by=by, now=now)
    except IntegrityError:
        raise ProgramRefused("program_exists", unit=unit.name, year=cycle.year) from None
    return program


def change_target(
    *, program: ZoneProgram, target: Designation, by: Person, now: datetime
) -> ZoneProgram:
    """Changes the title aimed at while the sheet is filled. Raises NotAllowed, ProgramRefused."""
    check_can_administer(by, program.unit.agency)
    check_target(unit=program.unit, target=target, on=day_in(program.unit.zone, now))
    with transaction.atomic():
        # A submission freezes the target with the sheet: whoever comes second waits for the first.
        sheet = EvaluationSheet.objects.select_for_update().get(program=program)
        if sheet.state != SheetState.DRAFT:
            raise ProgramRefused("sheet_is_submitted", unit=program.unit.name)
        program.target = target
        program.save(update_fields=["target"])
        audit.record(
            act="program.target_changed",
            by=by.pk,
            agency=program.agency_id,
            subject=("unit", program.unit_id),
            at=now,
            data={
                "year": program.cycle.year,
                "target": target,
            },
        )
    return program


def check_target(*, unit: WorkUnit, target: Designation, on: date) -> None:
    """Raises ProgramRefused("wbbm_needs_wbk") where a WBBM is aimed at without an earlier WBK."""
    if target != Designation.WBBM:
        return
    if not Award.objects.filter(
        unit=unit, designation=Designation.WBK, awarded_on__lte=on
    ).exists():
        raise ProgramRefused("wbbm_needs_wbk", unit=unit.name)


def enter_award(
    *,
    unit: WorkUnit,
    designation: Designation,
    decree_number: str,
    awarded_on: date,
    by: Person,
    now: datetime,
) -> Award:
    """Enters a title that was given by a decree. Raises NotAllowed, ProgramRefused."""
    check_can_administer(by, unit.agency)
    if awarded_on > day_in(unit.zone, now):
        raise ProgramRefused("award_in_future", awarded_on=awarded_on)
    if not decree_number.strip():
        raise ProgramRefused("decree_number_missing")
    longest = Award._meta.get_field("decree_number").max_length or 0
    if len(decree_number.strip()) > longest:
        raise ProgramRefused("decree_number_too_long", longest=longest)
    try:
        with transaction.atomic():
            award = Award.objects.create(
                agency_id=unit.agency_id,
                unit=unit,
                designation=designation,
                decree_number=decree_number.strip(),
                awarded_on=awarded_on,
                entered_by=by,
                entered_at=now,
            )
            audit.record(
                act="award.entered",
                by=by.pk,
                agency=unit.agency_id,
                subject=("unit", unit.pk),
                at=now,
                data={
                    "designation": designation,
                    "decree_number": award.decree_number,
                    "awarded_on": awarded_on.isoformat(),
                },
            )
    except IntegrityError:
        raise ProgramRefused("award_exists", unit=unit.name, awarded_on=awarded_on) from None
    return award
