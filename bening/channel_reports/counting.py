"""How every channel counts its year: whose days they are, how many of which kind, how long."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from statistics import median
from uuid import UUID

from django.db.models import TextChoices

from bening.agencies.models import Agency, WorkUnit
from bening.casework.models import CaseClock, ClockState
from bening.channel_reports.registry import Count, Duration, Words
from bening.domain.days import day_in
from bening.domain.workdays import DaysOff, end_of_day, start_of_day, working_days_between
from bening.facts import Period

Span = tuple[date | None, date | None]
"""First and last day of a step; None where it has not begun or ended."""


@dataclass(frozen=True, slots=True)
class Place:
    """The agency that is counted, and the zone in which its days, or those of its unit, begin."""

    agency: Agency
    zone: str

    def day(self, at: datetime | None) -> date | None:
        """The day of a moment here."""
        return day_in(self.zone, at) if at is not None else None

    def moments(self, period: Period) -> tuple[datetime, datetime]:
        """From the first moment of the period to the first one after it."""
        return start_of_day(period.start, self.zone), end_of_day(period.end, self.zone)

    def spans(self, moments: Iterable[tuple[datetime | None, datetime | None]]) -> list[Span]:
        """The days on which steps began and ended."""
        return [(self.day(begun), self.day(ended)) for begun, ended in moments]


def place_of(agency: UUID, unit: UUID | None) -> Place:
    """One query, or two for a unit."""
    where = Agency.objects.get(pk=agency)
    if unit is None:
        return Place(where, where.time_zone)
    return Place(where, WorkUnit.objects.select_related("agency").get(pk=unit).zone)


def counts(group: Words, kinds: type[TextChoices], given: Iterable[str]) -> Iterator[Count]:
    """How many there are of each kind that there is, in the order of the kinds."""
    counted = Counter(given)
    return (Count(group, kind.label, counted[kind]) for kind in kinds if counted[kind])


def duration(label: Words, off: DaysOff, spans: Iterable[Span]) -> Duration:
    """Working days of the steps that have begun and ended."""
    return _lasting(label, [working_days_between(*span, off) for span in _whole(spans)])


def calendar_duration(label: Words, spans: Iterable[Span]) -> Duration:
    """Calendar days of the steps that have begun and ended."""
    return _lasting(label, [(ended - begun).days for begun, ended in _whole(spans)])


def _whole(spans: Iterable[Span]) -> Iterator[tuple[date, date]]:
    return ((begun, ended) for begun, ended in spans if begun is not None and ended is not None)


def _lasting(label: Words, days: list[int]) -> Duration:
    if not days:
        return Duration(label, 0, None, None)
    return Duration(label, len(days), Fraction(median(days)), max(days))


def timed(cases: Iterable[UUID], today: date, *, without: Iterable[str] = ()) -> tuple[int, int]:
    """How many terms of the cases ended or passed, and how many of them late. One query.

    `without` are terms within which somebody may act: that they pass is nobody's delay.
    """
    clocks = CaseClock.objects.filter(case__in=list(cases)).exclude(term__in=list(without))
    measured = late = 0
    for state, due_on, is_late in clocks.values_list("state", "due_on", "is_late"):
        is_over = state == ClockState.STOPPED
        missed = is_late or (not is_over and due_on is not None and due_on < today)
        measured += is_over or missed
        late += missed
    return measured, late
