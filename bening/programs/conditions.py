"""The guards that programs know themselves; the other features register theirs."""

from datetime import datetime

from bening.agencies.models import AgencyKind, UnitLevel
from bening.evaluations.models import SheetState
from bening.programs import guards
from bening.programs.models import Designation, ZoneProgram
from bening.programs.refusals import ProgramRefused


def sheet_submitted(program: ZoneProgram, _now: datetime) -> None:
    """The sheet is locked, with a snapshot: what a review reads can't move under it."""
    if program.sheet.state != SheetState.SUBMITTED:
        raise ProgramRefused("sheet_not_submitted", unit=program.unit.name)


def needs_preliminary(program: ZoneProgram) -> bool:
    """Whether the unit is pre-assessed before TPI (90/2021 Annex II Ch. I.A.1).

    Units of ministries and agencies below the first echelon are; those of regional governments and
    units of the first echelon itself go straight to TPI.
    """
    return (
        program.unit.agency.kind == AgencyKind.CENTRAL and program.unit.level != UnitLevel.ECHELON_1
    )


def preliminary_applies(program: ZoneProgram, _now: datetime) -> None:
    if not needs_preliminary(program):
        raise ProgramRefused("preliminary_not_for_unit", unit=program.unit.name)


def preliminary_not_needed(program: ZoneProgram, _now: datetime) -> None:
    if needs_preliminary(program):
        raise ProgramRefused("preliminary_comes_first", unit=program.unit.name)


def target_is_wbk(program: ZoneProgram, _now: datetime) -> None:
    """An agency may award Menuju WBK alone (5/2024 Annex II Ch. II.B)."""
    if program.target != Designation.WBK:
        raise ProgramRefused("agency_awards_wbk_only")


def register_guards() -> None:
    """Declares the guards; called when the application is ready."""
    for guard in (
        sheet_submitted,
        preliminary_applies,
        preliminary_not_needed,
        target_is_wbk,
    ):
        guards.register(guard.__name__, guard)
