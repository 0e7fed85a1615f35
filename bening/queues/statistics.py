"""The figures of a hall over some days, told apart by service, hour, weekday, way and group.

Days that are over are read from what was kept of them; the present day from its tickets. All of it
is a sum: what a day was told when it ended is what a year tells.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext

from bening.accounts.access import own_roles_of
from bening.accounts.models import Person, Role
from bening.domain.queueing.figures import CellKey, Figures, total
from bening.queues import access
from bening.queues.day_figures import DayFigures, OfficerFigures, from_day, read_figures
from bening.queues.kept_setups import setup_now
from bening.queues.models import CounterStaff, Hall, Queue, QueueDay, TakingChannel

USUAL = timedelta(days=29)
LONGEST = timedelta(days=366)

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Days:
    """The days asked about, both included."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many calendar days."""
        return (self.last - self.first).days + 1


def days_asked(first: str, last: str, today: date) -> Days:
    """From what stands in the address; what is missing or no day becomes the last thirty days.

    Never beyond today, never longer than a year.
    """
    until = min(_day(last) or today, today)
    since = _day(first) or until - USUAL
    if since > until:
        since = until - USUAL
    return Days(max(since, until - LONGEST), until)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its words and its figures."""

    label: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class HalfHourMean:
    """A half hour on a mean day with visits: visits that came, counters that were open."""

    at: str
    arrivals: Fraction
    counters: Fraction


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """Somebody of the staff: services finished, mean minutes of one."""

    name: str
    services: int
    minutes: Fraction


@dataclass(frozen=True)
class Statistics:
    """What a hall did in these days. `rows` holds each line's figures of each day with visits."""

    days: Days
    lines: Sequence[Queue]
    rows: Sequence[tuple[date, uuid.UUID, DayFigures]]
    officers: Sequence[OfficerLine]

    @cached_property
    def all(self) -> Figures:
        """Everything together."""
        return total(one for _day, _line, _key, one in self._cells())

    @property
    def days_with_visits(self) -> int:
        """On how many days anybody came."""
        return len({day for day, _line, _row in self.rows})

    @cached_property
    def by_service(self) -> list[Line]:
        """Each line that had visits."""
        sums = self._sums(lambda _day, line, _key: line)
        return [
            Line(f"{one.prefix} {one.service.name}", sums[one.pk])
            for one in self.lines
            if one.pk in sums
        ]

    @cached_property
    def by_hour(self) -> list[Line]:
        """By the hour of arrival."""
        sums = self._sums(lambda _day, _line, key: key.hour)
        return [Line(f"{hour:02}.00", sums[hour]) for hour in sorted(sums)]

    @cached_property
    def by_weekday(self) -> list[Line]:
        """Monday first."""
        sums = self._sums(lambda day, _line, _key: day.weekday())
        return [Line(str(WEEKDAYS[one]), sums[one]) for one in sorted(sums)]

    @cached_property
    def by_channel(self) -> list[Line]:
        """By how the number was taken."""
        sums = self._sums(lambda _day, _line, key: key.channel)
        names = dict(TakingChannel.choices)
        return [Line(str(names.get(one, one)), sums[one]) for one in sorted(sums)]

    @cached_property
    def by_group(self) -> list[Line]:
        """Priority groups and everybody else."""
        sums = self._sums(lambda _day, _line, key: key.is_priority)
        words = {False: gettext("Nomor biasa"), True: gettext("Prioritas")}
        return [Line(words[one], sums[one]) for one in sorted(sums)]

    @cached_property
    def half_hours(self) -> list[HalfHourMean]:
        """The mean day, from the first half hour with anybody to the last."""
        return half_hours_of(self.rows)

    @property
    def peak(self) -> HalfHourMean | None:
        """The half hour in which most come, the earliest of equals."""
        return max(self.half_hours, key=lambda one: one.arrivals, default=None)

    def _cells(self) -> Iterator[tuple[date, uuid.UUID, CellKey, Figures]]:
        for day, line, row in self.rows:
            for key, one in row.cells.items():
                yield day, line, key, one

    def _sums(self, key: Callable[[date, uuid.UUID, CellKey], Key]) -> dict[Key, Figures]:
        found: dict[Key, list[Figures]] = defaultdict(list)
        for day, line, cell, one in self._cells():
            found[key(day, line, cell)].append(one)
        return {name: total(many) for name, many in found.items()}


def half_hours_of(rows: Iterable[tuple[date, uuid.UUID, DayFigures]]) -> list[HalfHourMean]:
    """The mean of the days; counters that serve several lines count once a line."""
    came: dict[str, int] = defaultdict(int)
    there: dict[tuple[date, str], int] = defaultdict(int)
    days = set()
    for day, _line, row in rows:
        days.add(day)
        for at, arrivals, _starts, counters in row.half_hours:
            came[at] += arrivals
            there[day, at] = max(there[day, at], counters)
    if not days:
        return []
    open_sums: dict[str, int] = defaultdict(int)
    for (_day, at), counters in there.items():
        open_sums[at] += counters
    found = [
        HalfHourMean(at, Fraction(came[at], len(days)), Fraction(open_sums[at], len(days)))
        for at in sorted(came)
    ]
    with_anybody = [place for place, one in enumerate(found) if one.arrivals or one.counters]
    return found[with_anybody[0] : with_anybody[-1] + 1] if with_anybody else []


def read_statistics(hall: Hall, days: Days, *, by: Person, now: datetime) -> Statistics:
    """The figures of these days; officers' own values only for the officer and the unit's head."""
    lines = list(hall.queues.select_related("service").order_by("order", "prefix"))
    rows = read_rows(hall, days, now)
    return Statistics(days, lines, rows, _officers(hall, rows, by, now))


def read_rows(
    hall: Hall, days: Days, now: datetime, *, with_today: bool = True
) -> list[tuple[date, uuid.UUID, DayFigures]]:
    """Each line's figures of each day; the present day from its tickets."""
    kept = QueueDay.objects.filter(
        queue__hall=hall, day__gte=days.first, day__lte=days.last
    ).order_by("day", "queue__order", "queue__prefix")
    rows = [(one.day, one.queue_id, from_day(one)) for one in kept]
    today = access.day_at(hall, now)
    if with_today and days.last >= today and not any(day == today for day, _line, _row in rows):
        found = read_figures(setup_now(hall, now), today)
        rows += [(today, line, one) for line, one in found.items()]
    return rows


def _officers(
    hall: Hall,
    rows: Iterable[tuple[date, uuid.UUID, DayFigures]],
    by: Person,
    now: datetime,
) -> list[OfficerLine]:
    is_head = Role.UNIT_HEAD in own_roles_of(by, hall.unit, access.day_at(hall, now))
    shown = CounterStaff.objects.filter(hall=hall).select_related("person")
    if not is_head:
        shown = shown.filter(person=by)
    people = {one.pk: one.person.name for one in shown}
    sums: dict[uuid.UUID, OfficerFigures] = {}
    for _day, _line, row in rows:
        for key, one in row.officers.items():
            if key in people:
                before = sums.get(key, OfficerFigures(0, 0))
                sums[key] = OfficerFigures(
                    before.services + one.services, before.seconds + one.seconds
                )
    found = [
        OfficerLine(people[key], one.services, Fraction(one.seconds, 60 * one.services))
        for key, one in sums.items()
        if one.services
    ]
    return sorted(found, key=lambda one: one.name)


CSV_HEADINGS = (
    "tanggal", "layanan", "jam", "cara", "prioritas", "datang", "dilayani", "janji_ditepati",
    "janji_tidak_ditepati", "di_luar_keduanya", "pergi_tanpa_dilayani", "tidak_datang", "dilewati",
    "dipindahkan", "panggilan_ulang", "belum_dilayani", "tunggu_rata_menit", "tunggu_median_menit",
    "tunggu_p90_menit", "layanan_rata_menit",
)  # fmt: skip
"""Columns of the file; names of data, the same in every language."""


def csv_rows(found: Statistics) -> Iterator[tuple[str, ...]]:
    """One row for each day, service, hour, way and group."""
    names = {one.pk: f"{one.prefix} {one.service.name}" for one in found.lines}
    for day, line, row in found.rows:
        for key, one in row.cells.items():
            yield (
                day.isoformat(), names.get(line, ""), f"{key.hour:02}", key.channel,
                "ya" if key.is_priority else "tidak",
                *(str(value) for value in (
                    one.arrived, one.served, one.kept, one.not_kept, one.neither, one.abandoned,
                    one.not_come, one.no_shows, one.transfers, one.recalls, one.reopened,
                )),
                _minutes(one.waits.mean), _whole(one.waits.percentile(50)),
                _whole(one.waits.percentile(90)), _minutes(one.services.mean),
            )  # fmt: skip


def _minutes(seconds: Fraction | None) -> str:
    return "" if seconds is None else f"{float(seconds) / 60:.1f}".replace(".", ",")


def _whole(minutes: int | None) -> str:
    return "" if minutes is None else str(minutes)


def month_name(day: date) -> str:
    """November 2026, in the language in use."""
    return formats.date_format(day, "F Y")
