"""How many counters a line needs each half hour, by its past arrivals; and with one officer less.

The answer is the same for the same days: the seed is the question itself. It is kept for a day,
since it plays hundreds of days.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.core.cache import cache

from bening.domain.queueing import Demand, PlayedDays, StaffingPlan, one_fewer, planned
from bening.domain.queueing.figures import total
from bening.queues import access
from bening.queues.day_figures import DayFigures
from bening.queues.kept_setups import setup_now
from bening.queues.models import Hall, Queue
from bening.queues.statistics import Days, half_hours_of, read_rows
from bening.queues.today import read_today

LOOKED_BACK = timedelta(weeks=8)
LEAST_DAYS = 3
"""Fewer days of history say nothing about the next."""
TARGETS = (95, 99)
PLAYED = 200
MOST = 60
KEPT = 24 * 3600
MOST_VISITS = 1500
"""A day; more in one line is no line of one hall."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: a line, a target in per cent, a weekday (0 is Monday) or all days."""

    queue: uuid.UUID
    target: int
    weekday: int | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One half hour: expected visits, Erlang C's number, counters needed, those open so far."""

    at: str
    arrivals: Fraction
    formula: int
    counters: int
    busy: float
    were_open: Fraction
    share: float
    share_fewer: float


@dataclass(frozen=True, slots=True)
class Planning:
    """The plan of a line. `counters_there` is how many counters of the hall serve it."""

    days: int
    minutes: int
    mean: timedelta
    rows: tuple[PlanRow, ...]
    plan: StaffingPlan
    fewer: PlayedDays
    counters_there: int

    @property
    def most(self) -> int:
        """The most counters at once."""
        return max(one.counters for one in self.rows)


def plan_line(hall: Hall, queue: Queue, wish: Wish, *, now: datetime) -> Planning | None:
    """The plan for a line of the hall; None where its history is too short."""
    today = access.day_at(hall, now)
    days = Days(today - LOOKED_BACK, today - timedelta(days=1))
    rows = [
        (day, line, row)
        for day, line, row in read_rows(hall, days, now, with_today=False)
        if line == queue.pk and wish.weekday in (None, day.weekday())
    ]
    if len(rows) < LEAST_DAYS:
        return None
    halves = [one for one in half_hours_of(rows) if one.arrivals]
    came = total(row.all for _day, _line, row in rows)
    if not halves or came.arrived == 0 or came.arrived > MOST_VISITS * len(rows):
        return None
    by_at = {one.at: one for one in halves}
    times = _half_hours(halves[0].at, halves[-1].at)
    setup = setup_now(hall, now)
    service = read_today(setup, now).times[str(queue.pk)]
    minutes = setup.queue(queue.pk).promise(today).minutes
    demand = Demand(
        tuple(float(by_at[at].arrivals) if at in by_at else 0.0 for at in times),
        service,
        timedelta(minutes=minutes),
        min(0.9, came.no_shows / came.arrived),
    )
    found, less = _played(demand, wish, rows)
    return Planning(
        days=len(rows),
        minutes=minutes,
        mean=service.mean,
        rows=tuple(
            PlanRow(
                at=at,
                arrivals=by_at[at].arrivals if at in by_at else Fraction(0),
                formula=half.by_formula,
                counters=half.counters,
                busy=half.busy,
                were_open=by_at[at].counters if at in by_at else Fraction(0),
                share=found.checked.halves[place].share,
                share_fewer=less.halves[place].share,
            )
            for place, (at, half) in enumerate(zip(times, found.half_hours, strict=True))
        ),
        plan=found,
        fewer=less,
        counters_there=queue.counters.filter(closed_on=None).count(),
    )


def _played(
    demand: Demand, wish: Wish, rows: Sequence[tuple[date, uuid.UUID, DayFigures]]
) -> tuple[StaffingPlan, PlayedDays]:
    seed = f"{wish.queue} {wish.target} {wish.weekday} {rows[0][0]} {rows[-1][0]}"
    key = f"queues:plan:{uuid.uuid5(wish.queue, f'{seed} {demand}')}"
    kept: tuple[StaffingPlan, PlayedDays] | None = cache.get(key)
    if kept is not None:
        return kept
    plan = planned(demand, wish.target / 100, most=MOST, seed=seed, days=PLAYED)
    made = plan, one_fewer(demand, plan.counters, seed=f"{seed} again", days=PLAYED)
    cache.set(key, made, KEPT)
    return made


def _half_hours(first: str, last: str) -> tuple[str, ...]:
    """Every half hour from one to another, both included."""
    at = datetime.combine(date.min, time.fromisoformat(first))
    end = datetime.combine(date.min, time.fromisoformat(last))
    found = []
    while at <= end:
        found.append(at.strftime("%H:%M"))
        at += timedelta(minutes=30)
    return tuple(found)
