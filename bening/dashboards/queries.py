"""What the home page and the board show, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import Max, QuerySet

from bening.accounts.models import Person
from bening.domain.scoring import Check, Designation, ScoreSummary, ThresholdScope, gains, score
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Answer, Assignment, EvaluationSheet
from bening.evaluations.queries import given_answers, sheets_of
from bening.programs.models import Award


@dataclass(frozen=True)
class Standing:
    """How one sheet stands: its score held against the target aimed at."""

    sheet: EvaluationSheet
    summary: ScoreSummary
    target: Designation
    low: Fraction | None
    high: Fraction | None
    unmet: tuple[Check, ...]
    late: int
    changed_at: datetime | None
    titles: tuple[str, ...]

    @property
    def unit_name(self) -> str:
        """What the board sorts by."""
        return self.sheet.unit.name

    @property
    def state(self) -> str:
        """The state of the sheet."""
        return self.sheet.state

    @property
    def total(self) -> Fraction:
        """The points of the whole sheet."""
        return self.summary.total

    @property
    def gap(self) -> Fraction:
        """The points of the whole still missing for the target."""
        missing = [
            c.points_missing for c in self.unmet if c.threshold.scope is ThresholdScope.TOTAL
        ]
        return missing[0] if missing else Fraction()

    @property
    def unanswered(self) -> int:
        """Questions without an answer."""
        return self.summary.questions - self.summary.answered

    @property
    def meter_target(self) -> str:
        """Which mark of the meter the hatch runs to."""
        return "high" if self.target is Designation.WBBM else "low"


@dataclass(frozen=True)
class Task:
    """A question given to the person, with what its best answer would add."""

    assignment: Assignment
    text: str
    points: Fraction | None
    is_answered: bool
    is_late: bool


def current_sheet(person: Person, unit_id: UUID | None) -> EvaluationSheet | None:
    """The newest sheet of the chosen unit, or of any unit the person may read."""
    sheets = sheets_of(person)
    if unit_id is not None:
        sheets = sheets.filter(unit_id=unit_id)
    return sheets.first()


def standings(sheets: Sequence[EvaluationSheet], *, on: date) -> list[Standing]:
    """Each sheet with its score: four queries, however many sheets there are."""
    keys = [sheet.pk for sheet in sheets]
    answers: dict[UUID, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(sheet__in=keys):
        answers[answer.sheet_id].append(answer)
    late = defaultdict(set)
    for given in Assignment.objects.filter(sheet__in=keys, due_on__lt=on):
        late[given.sheet_id].add(given.official_code)
    newest = dict(
        Answer.objects.filter(sheet__in=keys)
        .values_list("sheet_id")
        .annotate(last=Max("changed_at"))
        .values_list("sheet_id", "last")
    )
    titles = _titles({sheet.unit_id for sheet in sheets})
    return [
        _standing(
            sheet,
            answers[sheet.pk],
            late[sheet.pk],
            newest.get(sheet.pk),
            titles.get(sheet.unit_id, ()),
        )
        for sheet in sheets
    ]


def _titles(units: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    for award in Award.objects.filter(unit__in=list(units), revoked_on__isnull=True):
        name = f"{award.designation.upper()} {award.awarded_on:%Y}"
        found[award.unit_id] = (*found.get(award.unit_id, ()), name)
    return found


def _standing(
    sheet: EvaluationSheet,
    rows: Sequence[Answer],
    late: set[str],
    changed_at: datetime | None,
    titles: tuple[str, ...],
) -> Standing:
    instrument = instrument_of(sheet.instrument)
    given = given_answers(instrument, rows)
    summary = score(instrument, given)
    target = Designation(sheet.program.target)
    low, high = (_total_minimum(summary, title) for title in Designation)
    return Standing(
        sheet=sheet,
        summary=summary,
        target=target,
        low=low,
        high=high,
        unmet=tuple(check for check in summary.checks(target) if not check.passed),
        late=len(late - set(given)) if sheet.state == "draft" else 0,
        changed_at=changed_at,
        titles=titles,
    )


def _total_minimum(summary: ScoreSummary, title: Designation) -> Fraction | None:
    found = (c for c in summary.checks(title) if c.threshold.scope is ThresholdScope.TOTAL)
    return next((check.points_min for check in found), None)


def tasks_of(person: Person, *, sheets: QuerySet[EvaluationSheet], on: date) -> list[Task]:
    """The open questions given to a person, the most urgent first, then those that move most."""
    given = (
        Assignment.objects.filter(assignee=person, sheet__in=sheets, sheet__state="draft")
        .select_related("sheet__unit", "sheet__cycle", "sheet__instrument", "sheet__program")
        .order_by("due_on")
    )
    by_sheet: dict[UUID, list[Assignment]] = defaultdict(list)
    for assignment in given:
        by_sheet[assignment.sheet_id].append(assignment)
    rows: dict[UUID, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(sheet__in=list(by_sheet)):
        rows[answer.sheet_id].append(answer)
    tasks = [
        task for key, assigned in by_sheet.items() for task in _tasks(assigned, rows[key], on=on)
    ]
    far = date.max
    tasks.sort(key=lambda task: (task.assignment.due_on or far, -(task.points or Fraction())))
    return [task for task in tasks if not task.is_answered]


def _tasks(assigned: Sequence[Assignment], rows: Sequence[Answer], *, on: date) -> list[Task]:
    sheet = assigned[0].sheet
    instrument = instrument_of(sheet.instrument)
    given = given_answers(instrument, rows)
    movable = {
        gain.code: gain.points
        for gain in gains(instrument, given, Designation(sheet.program.target))
    }
    return [
        Task(
            assignment=assignment,
            text=instrument.question(assignment.official_code).text,
            points=movable.get(assignment.official_code),
            is_answered=assignment.official_code in given,
            is_late=assignment.due_on is not None and assignment.due_on < on,
        )
        for assignment in assigned
    ]
