"""The promise of a hall, "served within 45 minutes", and the ladder of what happens on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from bening.domain.queueing.states import BEING_SERVED, ENDED, QueueRefused

if TYPE_CHECKING:
    from bening.domain.queueing.clock import Standing

LONGEST_PROMISE = 24 * 60


class Rung(StrEnum):
    """What a counted wait sets off, in rising order."""

    WARNED = "warned"
    PREALERTED = "prealerted"
    ESCALATED = "escalated"
    TO_HEAD = "to_head"


@dataclass(frozen=True, slots=True)
class Promise:
    """How long nobody waits longer than, in counted minutes, from a day on.

    `warn_at`: the coordinator is warned; `prealert_at`: the backup officers get ready; `minutes`:
    the promise is over, an officer is assigned and the ticket escalated; `head_at`: the head of
    the office is told. Sources of the defaults: the published promise of 45 minutes, warning at
    two thirds of it.
    """

    minutes: int = 45
    warn_at: int = 30
    prealert_at: int = 40
    head_at: int = 60
    from_day: date = field(kw_only=True)

    def __post_init__(self) -> None:
        """Raises QueueRefused("promise_minutes"): from 1 minute to a day, the rungs in order."""
        rising = 0 < self.warn_at <= self.prealert_at <= self.minutes <= self.head_at
        if not rising or self.minutes > LONGEST_PROMISE:
            raise QueueRefused(
                "promise_minutes",
                minutes=self.minutes,
                warn_at=self.warn_at,
                prealert_at=self.prealert_at,
                head_at=self.head_at,
            )

    @classmethod
    def of(cls, minutes: int, *, from_day: date) -> "Promise":
        """A promise with the rungs of the default in proportion: 2/3, 8/9 and 4/3 of it.

        Of 45 minutes: 30, 40 and 60. Rounded down, the last one up, to whole minutes.
        """
        return cls(
            minutes,
            max(1, minutes * 2 // 3),
            max(1, minutes * 8 // 9),
            -(-minutes * 4 // 3),
            from_day=from_day,
        )

    @property
    def limit(self) -> timedelta:
        """The longest counted wait that keeps the promise."""
        return timedelta(minutes=self.minutes)

    @property
    def ladder(self) -> tuple[tuple[Rung, timedelta], ...]:
        """Each rung and the counted wait at which it is reached, in rising order."""
        return (
            (Rung.WARNED, timedelta(minutes=self.warn_at)),
            (Rung.PREALERTED, timedelta(minutes=self.prealert_at)),
            (Rung.ESCALATED, self.limit),
            (Rung.TO_HEAD, timedelta(minutes=self.head_at)),
        )


def promise_on(promises: Iterable[Promise], day: date) -> Promise | None:
    """The promise in effect on `day`: the latest that had begun; None where none had.

    A visit keeps the promise of the day on which it began.
    Raises QueueRefused("two_promises") where two begin on one day.
    """
    kept = sorted(promises, key=lambda promise: promise.from_day)
    for first, second in pairwise(kept):
        if first.from_day == second.from_day:
            raise QueueRefused("two_promises", from_day=first.from_day)
    begun = [promise for promise in kept if promise.from_day <= day]
    return begun[-1] if begun else None


def rung(standing: "Standing", now: datetime) -> Rung | None:
    """The highest rung that a visit in the line has reached by `now`.

    None below the first rung, and for whoever is being served or has left. The answer follows from
    the events alone: a program that was restarted, or asked late, or asked twice says the same.
    """
    if standing.state in BEING_SERVED | ENDED:
        return None
    reached = [step.rung for step in standing.rungs if step.at <= now]
    return reached[-1] if reached else None
