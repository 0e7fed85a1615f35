"""Opening a unit's program, and entering titles it was given before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import check_can_administer
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.evaluations.actions import create_sheet
from bening.evaluations.models import EvaluationCycle, EvaluationSheet, SheetState
from bening.programs import guards
from bening.programs.models import Award, CycleDate, Designation, ProgramState, ZoneProgram
from bening.programs.models.state import CARRIED_ON
from bening.programs.refusals import ProgramRefused


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
                state_since=now,
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
        unit=unit, designation=Designation.WBK, awarded_on__lte=on, revoked_on__isnull=True
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


def continue_program(
    *,
    program: ZoneProgram,
    cycle: EvaluationCycle,
    target: Designation,
    by: Person,
    now: datetime,
) -> ZoneProgram:
    """Opens the unit's program of a later cycle in BUILDING: declared and chosen it already is.

    Building time towards the same designation goes on counting; towards another it begins anew
    (5/2024, Table 5: one year towards WBK, one year towards WBBM).
    Raises NotAllowed, ProgramRefused.
    """
    check_can_administer(by, program.unit.agency)
    if program.state == ProgramState.COOLING_OFF:
        guards.check("cooling_off_over", program, now)
    if program.state not in CARRIED_ON:
        raise ProgramRefused(
            "still_under_way",
            year=program.cycle.year,
            state=str(ProgramState(program.state).label),
        )
    with transaction.atomic():
        opened = open_program(unit=program.unit, cycle=cycle, target=target, by=by, now=now)
        opened.continues = program
        opened.state = ProgramState.BUILDING
        opened.building_since = (
            program.building_since if target == program.target else day_in(program.unit.zone, now)
        )
        opened.save(update_fields=["continues", "state", "building_since"])
        audit.record(
            act="program.continued",
            by=by.pk,
            agency=opened.agency_id,
            subject=("program", opened.pk),
            at=now,
            data={"year": cycle.year, "continues": program.pk, "target": target},
        )
    return opened


@dataclass(frozen=True, slots=True)
class StateDates:
    """When a state begins and must be left, and which letter says so."""

    state: ProgramState
    starts_on: date | None
    due_on: date
    source: str = ""


def set_cycle_dates(
    *, cycle: EvaluationCycle, dates: Sequence[StateDates], by: Person, now: datetime
) -> None:
    """Replaces the days of all states of a cycle. Raises NotAllowed, ProgramRefused."""
    check_can_administer(by, cycle.agency)
    for each in dates:
        if each.starts_on is not None and each.due_on < each.starts_on:
            raise ProgramRefused("due_before_start", field=f"{each.state}_due_on")
    with transaction.atomic():
        before = {
            row.state: row for row in CycleDate.objects.select_for_update().filter(cycle=cycle)
        }
        wanted = {each.state: each for each in dates}
        CycleDate.objects.filter(cycle=cycle).exclude(state__in=wanted).delete()
        for state, each in wanted.items():
            row = before.get(state)
            if row and (row.starts_on, row.due_on, row.source) == (
                each.starts_on,
                each.due_on,
                each.source,
            ):
                continue
            CycleDate.objects.update_or_create(
                cycle=cycle,
                state=state,
                defaults={
                    "agency_id": cycle.agency_id,
                    "starts_on": each.starts_on,
                    "due_on": each.due_on,
                    "source": each.source,
                    "set_by": by,
                    "set_at": now,
                },
            )
        audit.record(
            act="cycle.state_dates_set",
            by=by.pk,
            agency=cycle.agency_id,
            subject=("cycle", cycle.pk),
            at=now,
            data={
                "year": cycle.year,
                "dates": {each.state.value: each.due_on.isoformat() for each in dates},
            },
        )
