"""Figures of a day that can be kept and added up when its tickets are gone.

Counts are exact. Lengths are kept as whole minutes with how many there were of each, and their sum
in seconds: the nearest-rank percentile of any days together is exact to the begun minute, the mean
to the second. Nothing leads back to a visit.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from bening.domain.queueing.measures import Visit, measures, raw_lengths
from bening.domain.queueing.states import QueueRefused

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Spread:
    """Lengths by whole minutes, rounded down: `minutes` holds (minute, how many) ascending."""

    minutes: tuple[tuple[int, int], ...] = ()
    seconds: int = 0

    @property
    def count(self) -> int:
        """How many lengths."""
        return sum(many for _minute, many in self.minutes)

    @property
    def mean(self) -> Fraction | None:
        """The mean in seconds; None where there are none."""
        return Fraction(self.seconds, self.count) if self.minutes else None

    def percentile(self, percent: int) -> int | None:
        """The nearest-rank percentile in whole minutes, rounded down; None where there are none.

        Raises QueueRefused("percent_out_of_range") outside of 1 to 100.
        """
        if not 1 <= percent <= 100:
            raise QueueRefused("percent_out_of_range", percent=percent)
        rank = -(-percent * self.count // 100)
        for minute, many in self.minutes:
            rank -= many
            if rank <= 0:
                return minute
        return None

    def __add__(self, other: "Spread") -> "Spread":
        both = Counter(dict(self.minutes))
        both.update(dict(other.minutes))
        return Spread(tuple(sorted(both.items())), self.seconds + other.seconds)


def spread(lengths: Iterable[timedelta]) -> Spread:
    """The spread of these lengths."""
    kept = list(lengths)
    return Spread(
        tuple(sorted(Counter(one // MINUTE for one in kept).items())),
        sum(int(one.total_seconds()) for one in kept),
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """What some visits amount to; two of them can be added. Words as in `measures`."""

    arrived: int = 0
    served: int = 0
    abandoned: int = 0
    not_come: int = 0
    no_shows: int = 0
    recalls: int = 0
    transfers: int = 0
    reopened: int = 0
    kept: int = 0
    not_kept: int = 0
    neither: int = 0
    undecided: int = 0
    waits: Spread = field(default_factory=Spread)
    calls: Spread = field(default_factory=Spread)
    services: Spread = field(default_factory=Spread)
    totals: Spread = field(default_factory=Spread)

    @property
    def judged(self) -> int:
        """Visits that the promise speaks of."""
        return self.kept + self.not_kept

    @property
    def share(self) -> Fraction | None:
        """The kept among the judged; None where none is."""
        return Fraction(self.kept, self.judged) if self.judged else None

    @property
    def abandon_rate(self) -> Fraction | None:
        """The abandoned among those who arrived."""
        return Fraction(self.abandoned, self.arrived) if self.arrived else None

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            **{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)}
        )


def figures(visits: Iterable[Visit]) -> Figures:
    """The figures of these visits, by the rules of `measures`."""
    kept = list(visits)
    found, raw = measures(kept), raw_lengths(kept)
    return Figures(
        arrived=found.arrived,
        served=found.served,
        abandoned=found.abandoned,
        not_come=found.not_come,
        no_shows=found.no_shows,
        recalls=found.recalls,
        transfers=found.transfers,
        reopened=found.reopened,
        kept=found.promise.kept,
        not_kept=found.promise.not_kept,
        neither=found.promise.neither,
        undecided=found.promise.undecided,
        waits=spread(raw.waits),
        calls=spread(raw.calls_to_starts),
        services=spread(raw.services),
        totals=spread(raw.totals),
    )


def total(many: Iterable[Figures]) -> Figures:
    """All of them together."""
    kept = list(many)
    values: dict[str, Any] = {name: sum(getattr(one, name) for one in kept) for name in _COUNTS}
    values |= {name: _merged(getattr(one, name) for one in kept) for name in _SPREADS}
    return Figures(**values)


def _merged(many: Iterable[Spread]) -> Spread:
    found: dict[int, int] = {}
    seconds = 0
    for one in many:
        seconds += one.seconds
        for minute, count in one.minutes:
            found[minute] = found.get(minute, 0) + count
    return Spread(tuple(sorted(found.items())), seconds)


@dataclass(frozen=True, slots=True)
class CellKey:
    """What a day's visits are told apart by: hour of arrival by the hall's clock, how, group.

    Who was booked and did not come counts at the hour of the appointment.
    """

    hour: int
    channel: str
    is_priority: bool


def by_cell(visits: Iterable[Visit], zone: str) -> dict[CellKey, Figures]:
    """The figures of each hour, channel and group of a day, in rising order."""
    place = ZoneInfo(zone)
    found: dict[CellKey, list[Visit]] = {}
    for visit in visits:
        at = visit.arrived_at or visit.standing.appointment or visit.standing.taken_at
        key = CellKey(at.astimezone(place).hour, visit.channel, visit.is_priority)
        found.setdefault(key, []).append(visit)
    order = sorted(found, key=lambda key: (key.hour, key.channel, key.is_priority))
    return {key: figures(found[key]) for key in order}


_COUNTS = tuple(one.name for one in fields(Figures) if one.type is int)
_SPREADS = ("waits", "calls", "services", "totals")


def as_row(key: CellKey, value: Figures) -> list[Any]:
    """A cell as plain lists: key, counts in the order of the fields, spreads."""
    return [
        [key.hour, key.channel, key.is_priority],
        [getattr(value, name) for name in _COUNTS],
        [[one.seconds, [list(pair) for pair in one.minutes]] for one in _spreads(value)],
    ]


def from_row(row: list[Any]) -> tuple[CellKey, Figures]:
    """The cell of plain lists. Raises ValueError where they are none."""
    (hour, channel, is_priority), counts, spreads = row
    values: dict[str, Any] = dict(zip(_COUNTS, map(int, counts), strict=True))
    for name, (seconds, minutes) in zip(_SPREADS, spreads, strict=True):
        values[name] = Spread(tuple((int(m), int(n)) for m, n in minutes), int(seconds))
    return CellKey(int(hour), str(channel), bool(is_priority)), Figures(**values)


def _spreads(value: Figures) -> list[Spread]:
    return [getattr(value, name) for name in _SPREADS]
