"""When people are reminded of a last day, and when a promise that was not kept is handed up.

Reminders are due seven, three and one day before the last day, and once when it has passed. Nobody
is reminded on a day off: the reminder then goes out on the working morning before.
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
MOST_LATE = 60
"""Working days after which even the last level has been told."""


def reminder_step(due_on: date, today: date, holidays: DaysOff) -> ReminderStep | None:
    """The reminder that stands on `today`: the latest one that may not wait any longer.

    None where the last day is far, and on days off. Asked again on a later day it gives the same
    step or a later one, so whoever missed a morning is reminded once, not of every step.
    """
    if not is_working_day(today, holidays):
        return None
    if today > due_on:
        return ReminderStep.OVERDUE
    left = (due_on - today).days
    left_next_time = (due_on - next_working_day(today, holidays)).days
    reached = [step for step, days in AHEAD if left <= days or left_next_time < days]
    return reached[-1] if reached else None


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
