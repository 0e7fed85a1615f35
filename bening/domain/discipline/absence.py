"""Which sanction unexcused absence of a year may lead to.

Peraturan Pemerintah 94/2021 art. 9 to 11: days of work without a valid reason, added up within one
year, or in a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AbsenceStep:
    """From so many days on (working days) a case may lead to the sanction of that code."""

    days: int
    code: str


@dataclass(frozen=True, slots=True)
class AbsenceScale:
    """The steps from a day on, rising; `in_a_row` is for days without a break.

    `is_verified` is false for a default that was not checked against its regulation.
    """

    from_day: date
    steps: tuple[AbsenceStep, ...]
    in_a_row: AbsenceStep
    source: str
    is_verified: bool

    def step_of(self, days: int, in_a_row: int) -> AbsenceStep | None:
        """The highest step that was reached; None below all of them."""
        if in_a_row >= self.in_a_row.days:
            return self.in_a_row
        reached = [step for step in self.steps if days >= step.days]
        return reached[-1] if reached else None

    def rank_of(self, days: int, in_a_row: int) -> int:
        """How high that step is: 0 below all, the last for days without a break."""
        if in_a_row >= self.in_a_row.days:
            return len(self.steps)
        return sum(days >= step.days for step in self.steps)

    @property
    def least(self) -> int:
        """The fewest days in a year that reach a step."""
        return min(self.steps[0].days, self.in_a_row.days)


def scale_on(scales: Sequence[AbsenceScale], on: date) -> AbsenceScale:
    """The scale that holds on a day: the last that had begun, the first for days before all."""
    begun = [each for each in scales if each.from_day <= on]
    return max(begun or scales[:1], key=lambda each: each.from_day)
