"""What a day, a service or an hour of the queue amounts to: counts, waits, the share kept.

Counts are exact. A percentile is the nearest rank: the smallest value that so many percent do not
exceed, always a value that occurred. Lengths are exact but for the mean's microsecond.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bening.domain.queueing.clock import Leg, Standing
from bening.domain.queueing.hours import MIDNIGHT, NO_TIME
from bening.domain.queueing.states import ENDED, QueueRefused, TicketState

HALF_HOUR = timedelta(minutes=30)


class _Comparable(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


Value = TypeVar("Value", bound=_Comparable)
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit with what it is counted by: its first service, how it was taken, its group."""

    standing: Standing
    service: str = ""
    channel: str = ""
    is_priority: bool = False

    @property
    def arrived_at(self) -> datetime | None:
        """When the visitor entered the line; None for a booked one who did not come."""
        return self.standing.legs[0].queued_at if self.standing.legs else None


@dataclass(frozen=True, slots=True)
class Lengths:
    """Lengths of time and their figures; all but `count` are None where there are none."""

    count: int
    mean: timedelta | None = None
    median: timedelta | None = None
    p90: timedelta | None = None
    p95: timedelta | None = None
    longest: timedelta | None = None


@dataclass(frozen=True, slots=True)
class PromiseShare:
    """How many visits the promise was kept for.

    `neither`: left in time, or never came. `undecided`: still in the line.
    """

    kept: int
    not_kept: int
    neither: int
    undecided: int

    @property
    def share(self) -> Fraction | None:
        """The kept among the decided, from 0 to 1; None where none is decided."""
        decided = self.kept + self.not_kept
        return Fraction(self.kept, decided) if decided else None


@dataclass(frozen=True, slots=True)
class QueueMeasures:
    """The figures of some visits.

    `arrived`: entered the line. `served`: had a start that stands. `abandoned`: left, or were still
    there at the end, unserved. `not_come`: booked, never checked in. `no_shows`: skipped at least
    once. `recalls`: calls of a leg beyond its first. `waits`: counted waits of the served.
    `calls_to_starts`, `services`: of legs; `totals`: from entering the line to the finish.
    """

    arrived: int
    served: int
    abandoned: int
    not_come: int
    no_shows: int
    recalls: int
    transfers: int
    reopened: int
    waits: Lengths
    calls_to_starts: Lengths
    services: Lengths
    totals: Lengths
    promise: PromiseShare

    @property
    def abandon_rate(self) -> Fraction | None:
        """The abandoned among those who arrived."""
        return Fraction(self.abandoned, self.arrived) if self.arrived else None

    @property
    def no_show_rate(self) -> Fraction | None:
        """The skipped among those who arrived."""
        return Fraction(self.no_shows, self.arrived) if self.arrived else None


def percentile(values: Sequence[Value], percent: int) -> Value:
    """The nearest-rank percentile: the value at rank ceil(percent * n / 100) in rising order.

    Of 5, 10, 15 and 20 minutes the 50th is 10 and the 90th is 20.
    Raises QueueRefused: `no_values`, or `percent_out_of_range` outside of 1 to 100.
    """
    if not values:
        raise QueueRefused("no_values")
    if not 1 <= percent <= 100:
        raise QueueRefused("percent_out_of_range", percent=percent)
    return sorted(values)[-(-percent * len(values) // 100) - 1]


def lengths(values: Iterable[timedelta]) -> Lengths:
    """The figures of these lengths."""
    kept = sorted(values)
    if not kept:
        return Lengths(0)
    return Lengths(
        count=len(kept),
        mean=sum(kept, NO_TIME) / len(kept),
        median=percentile(kept, 50),
        p90=percentile(kept, 90),
        p95=percentile(kept, 95),
        longest=kept[-1],
    )


def promise_share(standings: Iterable[Standing]) -> PromiseShare:
    """Kept, not kept and neither: whoever was left unserved past the promise is not kept."""
    found = Counter((one.is_kept, one.state in ENDED) for one in standings)
    return PromiseShare(
        kept=found[True, True] + found[True, False],
        not_kept=found[False, True] + found[False, False],
        neither=found[None, True],
        undecided=found[None, False],
    )


@dataclass(frozen=True, slots=True)
class RawLengths:
    """The lengths that figures are made of; `waits` of the served visits, `totals` of the done."""

    waits: tuple[timedelta, ...]
    calls_to_starts: tuple[timedelta, ...]
    services: tuple[timedelta, ...]
    totals: tuple[timedelta, ...]


def raw_lengths(visits: Iterable[Visit]) -> RawLengths:
    """Each length of these visits and of their legs; a start that was taken back is none."""
    standings = [visit.standing for visit in visits]
    real = [leg for one in standings for leg in one.legs if not leg.is_taken_back]
    return RawLengths(
        waits=tuple(one.waited for one in standings if _is_served(one)),
        calls_to_starts=tuple(_until_start(real)),
        services=tuple(leg.served for leg in real if leg.started_at and leg.ended_at),
        totals=tuple(
            one.finished_at - one.legs[0].queued_at
            for one in standings
            if one.state is TicketState.DONE and one.finished_at is not None
        ),
    )


def measures(visits: Iterable[Visit]) -> QueueMeasures:
    """The figures of these visits."""
    kept = list(visits)
    standings = [visit.standing for visit in kept]
    raw = raw_lengths(kept)
    return QueueMeasures(
        arrived=sum(visit.arrived_at is not None for visit in kept),
        served=len(raw.waits),
        abandoned=sum(
            one.state in ENDED and bool(one.legs) and not _is_served(one) for one in standings
        ),
        not_come=sum(one.state in ENDED and not one.legs for one in standings),
        no_shows=sum(one.skips > 0 for one in standings),
        recalls=sum(max(0, leg.calls - 1) for one in standings for leg in one.legs),
        transfers=sum(one.transfers for one in standings),
        reopened=sum(one.reopened for one in standings),
        waits=lengths(raw.waits),
        calls_to_starts=lengths(raw.calls_to_starts),
        services=lengths(raw.services),
        totals=lengths(raw.totals),
        promise=promise_share(standings),
    )


def measures_by(visits: Iterable[Visit], key: Callable[[Visit], Key]) -> dict[Key, QueueMeasures]:
    """The figures of each group, in the order in which the groups first occur."""
    groups: dict[Key, list[Visit]] = {}
    for visit in visits:
        groups.setdefault(key(visit), []).append(visit)
    return {name: measures(group) for name, group in groups.items()}


def arrivals(
    visits: Iterable[Visit], zone: str, every: timedelta = HALF_HOUR
) -> Mapping[datetime, int]:
    """How many entered the line in each stretch of a day, by its local beginning.

    Stretches begin at local midnight; those between the first and the last of a day are there with
    0. Raises QueueRefused("stretch_out_of_range") unless `every` divides a day.
    """
    if every <= NO_TIME or timedelta(days=1) % every:
        raise QueueRefused("stretch_out_of_range", seconds=every.total_seconds())
    place = ZoneInfo(zone)
    found: Counter[datetime] = Counter()
    for visit in visits:
        if visit.arrived_at is not None:
            local = visit.arrived_at.astimezone(place).replace(tzinfo=None)
            midnight = datetime.combine(local, MIDNIGHT)
            found[midnight + (local - midnight) // every * every] += 1
    filled: dict[datetime, int] = {}
    for at in sorted(found):
        before = next(reversed(filled), None)
        while before is not None and before.date() == at.date() and before + every < at:
            before += every
            filled[before] = 0
        filled[at] = found[at]
    return {at.replace(tzinfo=place): count for at, count in filled.items()}


def peak(counts: Mapping[datetime, int]) -> datetime | None:
    """The stretch with most arrivals, the earliest of equals; None where nobody came."""
    return min(counts, key=lambda at: (-counts[at], at), default=None)


def _is_served(one: Standing) -> bool:
    return any(leg.started_at is not None and not leg.is_taken_back for leg in one.legs)


def _until_start(legs: Iterable[Leg]) -> list[timedelta]:
    return [
        leg.started_at - leg.called_at
        for leg in legs
        if leg.started_at is not None and leg.called_at is not None
    ]
