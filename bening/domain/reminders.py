"""When people are reminded of a last day, and when a promise that was not kept is handed up.

Reminders are due seven, three and one day before the last day, and once when it has passed; of a
long term, whose first day is known, also once three quarters and nine tenths of it are spent.
Nobody is reminded on a day off: the reminder then goes out on the working morning before.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bening.domain.workdays import (
    DaysOff,
    WorkdaysRefused,
    is_working_day,
    next_working_day,
    working_days_between,
)


class ReminderStep(StrEnum):
    """The reminders of one last day, in the order in which they go out."""

    THREE_QUARTERS = "75"
    NINE_TENTHS = "90"
    WEEK = "h7"
    THREE_DAYS = "h3"
    DAY = "h1"
    OVERDUE = "overdue"


AHEAD: tuple[tuple[ReminderStep, int], ...] = (
    (ReminderStep.WEEK, 7),
    (ReminderStep.THREE_DAYS, 3),
    (ReminderStep.DAY, 1),
)
"""Each reminder before the last day, and how many calendar days before it goes out."""
LEFT: tuple[tuple[ReminderStep, int], ...] = (
    (ReminderStep.THREE_QUARTERS, 4),
    (ReminderStep.NINE_TENTHS, 10),
)
"""Each mark of a long term, and the part of its calendar days that is then left: one in so many."""
MOST_LATE = 60
"""Working days after which even the last level has been told."""


def reminder_step(
    due_on: date, today: date, holidays: DaysOff, *, runs_from: date | None = None
) -> ReminderStep | None:
    """The reminder that stands on `today`: the latest one that may not wait any longer.

    `runs_from` is the first day of a long term. None where the last day is far, and on days off.
    Asked again on a later day it gives the same step or a later one, so whoever missed a morning
    is reminded once, not of every step.
    """
    if not is_working_day(today, holidays):
        return None
    if today > due_on:
        return ReminderStep.OVERDUE
    left = (due_on - today).days
    left_next_time = (due_on - next_working_day(today, holidays)).days
    steps = [*_marks(due_on, runs_from), *AHEAD]
    reached = [step for step, days in steps if left <= days or left_next_time < days]
    return reached[-1] if reached else None


def _marks(due_on: date, runs_from: date | None) -> list[tuple[ReminderStep, int]]:
    """The marks of a long term as in `AHEAD`; none of them in its last week."""
    if runs_from is None:
        return []
    length = (due_on - runs_from).days
    return [(step, length // part) for step, part in LEFT if length // part > AHEAD[0][1]]


@dataclass(frozen=True, slots=True)
class EscalationPlan:
    """After how many working days past the last day each level above is told, in rising order."""

    after: tuple[int, ...] = (3, 5, 10)

    def __post_init__(self) -> None:
        """Raises WorkdaysRefused("escalation_days"): at least one day late, each level later."""
        if list(self.after) != sorted({days for days in self.after if 0 < days <= MOST_LATE}):
            raise WorkdaysRefused("escalation_days", most=MOST_LATE)

    def level(self, due_on: date, today: date, holidays: DaysOff) -> int:
        """How many levels are to know by `today`; 0 while the last day has not passed."""
        late = working_days_between(due_on, today, holidays)
        return sum(late >= days for days in self.after)
