"""Follow-up of audit recommendations: its states, its share and its age.

The states are those in which the external auditor keeps its list. A recommendation counts as
settled when its follow-up fits, or when it cannot be followed up for a valid reason.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bening.domain.refusals import Refused


class FollowUpState(StrEnum):
    """How far a recommendation is followed up, as the auditor finds."""

    OPEN = "open"
    NOT_FITTING = "not_fitting"
    FITTING = "fitting"
    IMPOSSIBLE = "impossible"


SETTLED = frozenset({FollowUpState.FITTING, FollowUpState.IMPOSSIBLE})
AGES = ((60, "to_60"), (180, "to_180"), (365, "to_365"))
OLDEST = "over_365"


class FollowUpRefused(Refused):
    """A recommendation or its follow-up can't be so."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: object) -> None:
        super().__init__(code, **values)
        self.field = field


def check_verdict(
    *, found: FollowUpState, reason: str, has_answer: bool, value: int, returned: int
) -> None:
    """Whether the auditor may find so; sums in whole rupiah.

    Raises FollowUpRefused: "finding_verdict_open" (open is no verdict), "finding_not_answered"
    (nothing was handed in to judge), "finding_reason_missing" (all but fitting say why),
    "finding_money_open" (fits only when the whole value came back; `left`).
    """
    if found == FollowUpState.OPEN:
        raise FollowUpRefused("finding_verdict_open", field="state")
    if found != FollowUpState.IMPOSSIBLE and not has_answer:
        raise FollowUpRefused("finding_not_answered", field="state")
    if found != FollowUpState.FITTING and not reason.strip():
        raise FollowUpRefused("finding_reason_missing", field="reason")
    if found == FollowUpState.FITTING and returned < value:
        raise FollowUpRefused("finding_money_open", field="state", left=value - returned)


def check_return(*, amount: int, value: int, returned: int) -> None:
    """Whether a sum can have come back, in whole rupiah.

    Raises FollowUpRefused: "finding_return_not_positive", "finding_return_too_much" (`left`).
    """
    if amount <= 0:
        raise FollowUpRefused("finding_return_not_positive", field="amount")
    if returned + amount > value:
        raise FollowUpRefused("finding_return_too_much", field="amount", left=value - returned)


def age_of(received_on: date, today: date) -> str:
    """The class of age of an open recommendation, by days since its report was received."""
    days = (today - received_on).days
    return next((name for most, name in AGES if days <= most), OLDEST)


@dataclass(frozen=True, slots=True)
class Row:
    """What one recommendation brings into the sums; money in whole rupiah."""

    state: FollowUpState
    received_on: date
    value: int
    returned: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The list in numbers: recommendations by state, open ones by age, and the money."""

    states: dict[FollowUpState, int]
    ages: dict[str, int]
    value: int
    returned: int

    @property
    def count(self) -> int:
        """All recommendations."""
        return sum(self.states.values())

    @property
    def settled(self) -> int:
        """Those that need nothing more."""
        return sum(self.states[state] for state in SETTLED)

    @property
    def share(self) -> Fraction | None:
        """Settled of all, 0 to 1; None where there is no recommendation."""
        return Fraction(self.settled, self.count) if self.count else None


def totals(rows: Iterable[Row], today: date) -> Totals:
    """Adds up a list as it stands on a day."""
    states: Counter[FollowUpState] = Counter(dict.fromkeys(FollowUpState, 0))
    ages = dict.fromkeys([name for _most, name in AGES] + [OLDEST], 0)
    value = returned = 0
    for row in rows:
        states[row.state] += 1
        value += row.value
        returned += row.returned
        if row.state not in SETTLED:
            ages[age_of(row.received_on, today)] += 1
    return Totals(dict(states), ages, value, returned)
