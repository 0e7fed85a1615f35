"""The guards of the state table that reviews know."""

from datetime import datetime

from bening.evaluations.models import SheetState
from bening.programs import guards
from bening.programs.models import Designation, ZoneProgram
from bening.reviews.dossier import whole
from bening.reviews.models import ReviewRound, ReviewStage, ReviewStep
from bening.reviews.refusals import ReviewRefused
from bening.reviews.results import Result, result_of
from bening.reviews.states import FIRST, SECOND


def _closed(
    program: ZoneProgram, stage: ReviewStage, number: int, step: ReviewStep | None, code: str
) -> None:
    """Raises the refusal unless the round of the present state is closed."""
    newest = (
        ReviewRound.objects.filter(
            program=program,
            stage=stage,
            number=number,
            step=step.value if step else "",
            opened_at__gte=program.state_since,
        )
        .order_by("-attempt")
        .first()
    )
    if newest is None or not newest.is_closed:
        raise ReviewRefused(code, unit=program.unit.name)


def preliminary_closed(program: ZoneProgram, _now: datetime) -> None:
    _closed(program, ReviewStage.PRELIMINARY, FIRST, None, "preliminary_not_closed")


def round_1_closed(program: ZoneProgram, _now: datetime) -> None:
    _closed(program, ReviewStage.TPI, FIRST, None, "round_1_not_closed")


def round_2_closed(program: ZoneProgram, _now: datetime) -> None:
    _closed(program, ReviewStage.TPI, SECOND, None, "round_2_not_closed")


def desk_closed(program: ZoneProgram, _now: datetime) -> None:
    _closed(program, ReviewStage.TPN, FIRST, ReviewStep.DESK, "desk_not_closed")


def field_closed(program: ZoneProgram, _now: datetime) -> None:
    _closed(program, ReviewStage.TPN, FIRST, ReviewStep.FIELD, "field_not_closed")


def repaired_since_round_1(program: ZoneProgram, _now: datetime) -> None:
    """The sheet was sent again since the first round read it."""
    first = _newest(program, ReviewStage.TPI, FIRST, "")
    sent = program.sheet.snapshots.order_by("-number").values_list("number", flat=True).first()
    if (
        first is None
        or sent is None
        or sent <= first.snapshot.number
        or program.sheet.state != SheetState.SUBMITTED
    ):
        raise ReviewRefused("nothing_repaired", unit=program.unit.name)


def tpi_thresholds_met(program: ZoneProgram, _now: datetime) -> None:
    """The final values of TPI's second round meet every minimum of the target, exactly."""
    found = _result(program, ReviewStage.TPI, SECOND, "", "round_2_not_closed")
    _check_minima(program, found)


def field_thresholds_met(program: ZoneProgram, _now: datetime) -> None:
    """The same of the values found in the field."""
    found = _result(program, ReviewStage.TPN, FIRST, ReviewStep.FIELD, "field_not_closed")
    _check_minima(program, found)


def _newest(program: ZoneProgram, stage: ReviewStage, number: int, step: str) -> ReviewRound | None:
    return (
        ReviewRound.objects.filter(program=program, stage=stage, number=number, step=step)
        .select_related("snapshot")
        .order_by("-attempt")
        .first()
    )


def _result(program: ZoneProgram, stage: ReviewStage, number: int, step: str, code: str) -> Result:
    newest = _newest(program, stage, number, step)
    if newest is None or not newest.is_closed:
        raise ReviewRefused(code, unit=program.unit.name)
    return result_of(whole(newest.pk))


def _check_minima(program: ZoneProgram, found: Result) -> None:
    missing = [check.name for check in found.summary.checks(program.target) if not check.passed]
    if missing:
        raise ReviewRefused(
            "thresholds_not_met",
            target=str(Designation(program.target).label),
            missing=", ".join(missing),
        )


def register_guards() -> None:
    """Declares the guards; called when the application is ready."""
    for guard in (
        preliminary_closed,
        round_1_closed,
        round_2_closed,
        desk_closed,
        field_closed,
        repaired_since_round_1,
        tpi_thresholds_met,
        field_thresholds_met,
    ):
        guards.register(guard.__name__, guard)
