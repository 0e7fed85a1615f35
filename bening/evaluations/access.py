"""Who may do what with sheets, and when. The same checks guard the actions and explain the buttons.

The unit itself fills and sends its sheet: heads of units above read along and discuss.
Administrators of an agency have no power over answers or scores (process rules, section 4).
"""

from collections.abc import Callable
from datetime import date
from functools import partial

from bening.accounts.access import (
    acting_roles_of,
    areas_of,
    check_can_administer,
    own_roles_of,
    roles_of,
)
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency
from bening.domain.refusals import Refused
from bening.domain.scoring import Instrument, Question
from bening.evaluations.models import EvaluationSheet, SheetState
from bening.evaluations.refusals import EvaluationRefused, SheetLocked
from bening.evaluations.states import REOPEN, RETURN, SUBMIT
from bening.programs.phases import SHEET_OPEN

WHOLE_SHEET = frozenset({Role.UNIT_PIC, Role.UNIT_HEAD})
AREA_ROLES = frozenset({Role.AREA_LEAD, Role.AREA_MEMBER})


def check_can_edit(by: Person, sheet: EvaluationSheet, *, on: date | None = None) -> None:
    """`by` belongs to the people who fill this sheet, and it is still being filled.

    Raises NotAllowed or SheetLocked.
    """
    if not own_roles_of(by, sheet.unit, on) & (WHOLE_SHEET | AREA_ROLES):
        raise NotAllowed("fills_no_sheet_of_unit", unit=sheet.unit.name)
    if sheet.state != SheetState.DRAFT:
        raise SheetLocked(unit=sheet.unit.name)


def check_can_answer(
    by: Person, sheet: EvaluationSheet, question: Question, *, on: date | None = None
) -> None:
    """PIC and head answer every question, area roles those of their own areas.

    An area is one whole: its fulfillment and its reform. Raises NotAllowed or SheetLocked.
    """
    check_can_edit(by, sheet, on=on)
    if not _is_of(question, _own_areas(by, sheet, on)):
        raise NotAllowed(
            "answers_own_area_only", official_code=question.code, area=question.area_number
        )


def _own_areas(by: Person, sheet: EvaluationSheet, on: date | None) -> frozenset[int] | None:
    """The areas of the sheet that `by` fills; None: every question, also those of no area."""
    if own_roles_of(by, sheet.unit, on) & WHOLE_SHEET:
        return None
    return areas_of(by, sheet.unit, on)


def _is_of(question: Question, areas: frozenset[int] | None) -> bool:
    return areas is None or question.area_number in areas


def check_can_assign(by: Person, sheet: EvaluationSheet, *, on: date | None = None) -> None:
    """PIC, head and area leads share out the work. Raises NotAllowed or SheetLocked."""
    check_can_edit(by, sheet, on=on)
    if not own_roles_of(by, sheet.unit, on) & (WHOLE_SHEET | {Role.AREA_LEAD}):
        raise NotAllowed("assigns_as_pic_head_or_lead", unit=sheet.unit.name)


def check_can_import(by: Person, sheet: EvaluationSheet, *, on: date | None = None) -> None:
    """Whoever answers the whole sheet takes a file over. Raises NotAllowed or SheetLocked."""
    check_can_edit(by, sheet, on=on)
    if not own_roles_of(by, sheet.unit, on) & WHOLE_SHEET:
        raise NotAllowed("imports_as_pic_or_head", unit=sheet.unit.name)


def check_can_discuss(by: Person, sheet: EvaluationSheet, *, on: date | None = None) -> None:
    """Who fills the sheet, and heads above, discuss it, also once submitted. Raises NotAllowed."""
    if not roles_of(by, sheet.unit, on) & (WHOLE_SHEET | AREA_ROLES):
        raise NotAllowed("discusses_own_unit_only", unit=sheet.unit.name)


def check_can_submit(by: Person, sheet: EvaluationSheet, *, on: date | None = None) -> None:
    """Raises NotAllowed or SheetLocked."""
    if not own_roles_of(by, sheet.unit, on) & SUBMIT.roles:
        raise NotAllowed("submits_as_pic_or_head", unit=sheet.unit.name)
    if sheet.state != SUBMIT.source:
        raise SheetLocked(unit=sheet.unit.name)


def check_can_reopen(by: Person, sheet: EvaluationSheet, *, on: date) -> None:
    """Inspector and agency head at any time, the unit's head until the closing day.

    Raises NotAllowed or EvaluationRefused("sheet_is_not_submitted").
    """
    held = acting_roles_of(by, sheet.unit, on) & REOPEN.roles
    if not held:
        raise NotAllowed("reopens_as_inspector_or_head", unit=sheet.unit.name)
    if held == {Role.UNIT_HEAD} and on > sheet.cycle.closes_on:
        raise NotAllowed("head_reopens_until_closing_day", closes_on=sheet.cycle.closes_on)
    if sheet.state != REOPEN.source:
        raise EvaluationRefused("sheet_is_not_submitted", unit=sheet.unit.name)
    if sheet.program.state not in SHEET_OPEN:
        raise EvaluationRefused("sheet_under_review", unit=sheet.unit.name)


def check_can_return(by: Person, sheet: EvaluationSheet, *, on: date) -> None:
    """Reviewers of the unit hand a submitted sheet back once its program is open for repair.

    Raises NotAllowed, EvaluationRefused ("sheet_is_not_submitted", "sheet_under_review").
    """
    if not own_roles_of(by, sheet.unit, on) & RETURN.roles:
        raise NotAllowed("returns_as_reviewer", unit=sheet.unit.name)
    if sheet.state != RETURN.source:
        raise EvaluationRefused("sheet_is_not_submitted", unit=sheet.unit.name)
    if sheet.program.state not in SHEET_OPEN:
        raise EvaluationRefused("sheet_under_review", unit=sheet.unit.name)


def check_can_plan(by: Person, agency: Agency) -> None:
    """Opens cycles and programs of an agency, imports its instruments. Raises NotAllowed."""
    check_can_administer(by, agency)


def allows(check: Callable[[], None]) -> bool:
    """Whether a check passes."""
    try:
        check()
    except Refused:
        return False
    return True


def can_answer(
    by: Person, sheet: EvaluationSheet, question: Question, *, on: date | None = None
) -> bool:
    """Whether `check_can_answer` passes."""
    return allows(partial(check_can_answer, by, sheet, question, on=on))


def can_edit(by: Person, sheet: EvaluationSheet, *, on: date | None = None) -> bool:
    """Whether `check_can_edit` passes."""
    return allows(partial(check_can_edit, by, sheet, on=on))


def can_assign(by: Person, sheet: EvaluationSheet, *, on: date | None = None) -> bool:
    """Whether `check_can_assign` passes."""
    return allows(partial(check_can_assign, by, sheet, on=on))


def can_discuss(by: Person, sheet: EvaluationSheet, *, on: date | None = None) -> bool:
    """Whether `check_can_discuss` passes."""
    return allows(partial(check_can_discuss, by, sheet, on=on))


def can_import(by: Person, sheet: EvaluationSheet) -> bool:
    return allows(partial(check_can_import, by, sheet))


def can_submit(by: Person, sheet: EvaluationSheet, *, on: date | None = None) -> bool:
    """Whether `check_can_submit` passes."""
    return allows(partial(check_can_submit, by, sheet, on=on))


def can_reopen(by: Person, sheet: EvaluationSheet, *, on: date) -> bool:
    """Whether `check_can_reopen` passes."""
    return allows(partial(check_can_reopen, by, sheet, on=on))


def answerable(
    by: Person, sheet: EvaluationSheet, instrument: Instrument, *, on: date | None = None
) -> frozenset[str]:
    """The codes that `by` may answer now: exactly those where `can_answer` holds."""
    if not can_edit(by, sheet, on=on):
        return frozenset()
    areas = _own_areas(by, sheet, on)
    return frozenset(question.code for question in instrument.questions if _is_of(question, areas))
