"""Computes standings of programs from their answers and closed reviews, some at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import Max

from bening.dashboards.models import ProgramStanding, ScoredStage
from bening.domain.days import day_in
from bening.domain.scoring import Designation, ScoreSummary, ThresholdScope, rounded, score
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Answer, Assignment, SheetState
from bening.evaluations.queries import given_answers
from bening.programs.models import ZoneProgram
from bening.reviews.models import ReviewRound, ReviewStage, ReviewStep
from bening.reviews.results import final_result

PLACES = 4
STAGES = {
    ScoredStage.TPI: (ReviewStage.TPI, None),
    ScoredStage.FIELD: (ReviewStage.TPN, ReviewStep.FIELD),
}


@dataclass(frozen=True, slots=True)
class Due:
    """The given questions of a sheet by their day."""

    late: int
    next_on: date | None


def standings_of(programs: Sequence[ZoneProgram], *, now: datetime) -> list[ProgramStanding]:
    """The standing of each program now, unsaved; five queries, and some for each closed review."""
    sheets = [program.sheet.pk for program in programs]
    answers: dict[UUID, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(sheet__in=sheets):
        answers[answer.sheet_id].append(answer)
    given: dict[UUID, list[tuple[str, date]]] = defaultdict(list)
    for sheet, code, due_on in Assignment.objects.filter(
        sheet__in=sheets, due_on__isnull=False
    ).values_list("sheet_id", "official_code", "due_on"):
        if due_on is not None:
            given[sheet].append((code, due_on))
    closed = set(
        ReviewRound.objects.filter(program__in=programs, closed_at__isnull=False).values_list(
            "program_id", "stage", "step"
        )
    )
    changed = dict(
        Answer.objects.filter(sheet__in=sheets)
        .values_list("sheet_id")
        .annotate(last=Max("changed_at"))
        .values_list("sheet_id", "last")
    )
    return [
        _standing(
            program,
            answers[program.sheet.pk],
            given[program.sheet.pk],
            closed,
            changed.get(program.sheet.pk),
            now,
        )
        for program in programs
    ]


def _standing(
    program: ZoneProgram,
    rows: Sequence[Answer],
    given: Sequence[tuple[str, date]],
    closed: set[tuple[UUID, str, str]],
    changed_at: datetime | None,
    now: datetime,
) -> ProgramStanding:
    instrument = instrument_of(program.sheet.instrument)
    answered = given_answers(instrument, rows)
    summaries: dict[ScoredStage, ScoreSummary] = {ScoredStage.SELF: score(instrument, answered)}
    for name, (stage, step) in STAGES.items():
        if any(
            key == program.pk and of == stage and (step is None or at == step)
            for key, of, at in closed
        ):
            result = final_result(program, stage, step)
            if result is not None:
                summaries[name] = result.summary
    counting = list(summaries)[-1]
    summary = summaries[counting]
    checks = summary.checks(Designation(program.target))
    unmet = [check for check in checks if not check.passed]
    gap = next(
        (c.points_missing for c in unmet if c.threshold.scope is ThresholdScope.TOTAL), Fraction()
    )
    due = _due(program, set(answered), given, now)
    standing = ProgramStanding(
        program=program,
        agency_id=program.agency_id,
        cycle_id=program.cycle_id,
        counting=counting,
        total=str(summary.total),
        points=rounded(summary.total, PLACES),
        gap=rounded(gap, PLACES),
        gap_exact=str(gap),
        unmet=[check.id for check in unmet],
        unmet_count=len(unmet),
        questions=summary.questions,
        unanswered=summary.questions - summary.answered,
        late_questions=due.late,
        next_due_on=due.next_on,
        changed_at=changed_at,
        computed_at=now,
        stale_since=None,
    )
    for name, found in summaries.items():
        setattr(standing, f"{name}_total", str(found.total))
        setattr(standing, f"{name}_points", rounded(found.total, PLACES))
    return standing


def _due(
    program: ZoneProgram, answered: set[str], given: Sequence[tuple[str, date]], now: datetime
) -> Due:
    """What of the given questions is late; nothing once the sheet is sent."""
    if program.sheet.state != SheetState.DRAFT:
        return Due(0, None)
    today = day_in(program.unit.zone, now)
    open_ = [due_on for code, due_on in given if code not in answered]
    late = sum(due_on < today for due_on in open_)
    return Due(late, min((due_on for due_on in open_ if due_on >= today), default=None))
