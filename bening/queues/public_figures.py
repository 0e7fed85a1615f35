"""What everybody may know of a hall's promise: each month, made of the kept figures alone.

Nobody publishes it and nobody can hold it back: it is there with the day. Of a month that is not
over it holds the days that are. Services with few visits are withheld so that they can't be worked
out from the rest either (`bening.domain.queueing.disclosure`).
"""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Max, Min

from bening.domain.queueing.disclosure import tells_sum, withheld
from bening.domain.queueing.figures import Figures, total
from bening.queues import access
from bening.queues.models import (
    BreachCause,
    BreachKind,
    Hall,
    PromiseBreach,
    QueueDay,
    ServicePromise,
)
from bening.queues.statistics import Days, read_rows

METHOD_VERSION = 2
WITHHELD: dict[str, Any] = {"tidak_ditampilkan": True}


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One service in a month; `figures` is None where they are withheld."""

    service: str
    figures: Figures | None


@dataclass(frozen=True, slots=True)
class Month:
    """The figures of one month. `until` is the last day in them, `made_at` when it was counted.

    `is_few`: so few came to the whole hall that nothing but that is told.
    """

    first: date
    last: date
    until: date | None
    made_at: datetime | None
    figures: Figures
    days: int
    lines: tuple[PublicLine, ...]
    kinds: tuple[tuple[str, int], ...]
    causes: tuple[tuple[str, int], ...]
    unexplained: int
    promises: tuple[int, ...]
    is_few: bool

    @property
    def has_withheld(self) -> bool:
        """Whether some service is not told."""
        return any(one.figures is None for one in self.lines)

    @property
    def share(self) -> Fraction | None:
        """The kept among the judged."""
        return self.figures.share

    @property
    def median(self) -> int | None:
        """The median wait in whole minutes."""
        return self.figures.waits.percentile(50)

    @property
    def p90(self) -> int | None:
        """So long waited nine of ten at most."""
        return self.figures.waits.percentile(90)


def month_of(text: str, today: date) -> Days | None:
    """The month "2026-11"; without words the present one. None where it is none or not begun."""
    if not text:
        return _month(today)
    try:
        first = date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None
    return _month(first) if first is not None and first <= today else None


def _month(day: date) -> Days:
    first = day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return Days(first, after - timedelta(days=1))


def months_with_figures(hall: Hall) -> list[date]:
    """The first days of months with figures, newest first."""
    ends = QueueDay.objects.filter(queue__hall=hall).aggregate(first=Min("day"), last=Max("day"))
    if ends["last"] is None:
        return []
    found = []
    month = ends["last"].replace(day=1)
    while month >= ends["first"].replace(day=1):
        found.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    return found


def read_month(hall: Hall, days: Days, now: datetime) -> Month:
    """The figures of a month. Five queries."""
    rows = read_rows(hall, days, now, with_today=False)
    made = QueueDay.objects.filter(
        queue__hall=hall, day__gte=days.first, day__lte=days.last
    ).aggregate(at=Max("made_at"))["at"]
    whole: dict[uuid.UUID, list[Figures]] = {}
    for _day, line, row in rows:
        whole.setdefault(line, []).append(row.all)
    lines = hall.queues.select_related("service").order_by("order", "prefix")
    breaches = list(
        PromiseBreach.objects.filter(
            hall=hall, day__gte=days.first, day__lte=min(days.last, access.day_at(hall, now))
        ).values_list("kind", "cause", "day")
    )
    counted = {day for day, _line, _row in rows}
    known = [(kind, cause) for kind, cause, day in breaches if day in counted]
    sums = {line: total(many) for line, many in whole.items()}
    visits = {line: one.arrived + one.not_come for line, one in sums.items()}
    visits = {line: count for line, count in visits.items() if count}
    hidden, is_few = withheld(visits), not tells_sum(visits)
    if is_few:
        known = []
    return Month(
        first=days.first,
        last=days.last,
        until=max(counted, default=None),
        made_at=made,
        figures=Figures() if is_few else total(sums.values()),
        days=len(counted),
        lines=tuple(
            PublicLine(one.service.name, None if one.pk in hidden else sums[one.pk])
            for one in lines
            if one.pk in visits
        ),
        kinds=_told(Counter(kind for kind, _cause in known), dict(BreachKind.choices)),
        causes=_told(Counter(cause for _kind, cause in known if cause), dict(BreachCause.choices)),
        unexplained=sum(not cause for _kind, cause in known),
        promises=_promises(hall, days),
        is_few=is_few,
    )


def _told(counts: Counter[str], names: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    return tuple((str(names[key]), counts[key]) for key in names if counts[key])


def _promises(hall: Hall, days: Days) -> tuple[int, ...]:
    """The minutes that were promised in these days, ascending."""
    found: set[int] = set()
    lines: dict[uuid.UUID | None, list[ServicePromise]] = {}
    for one in hall.promises.filter(starts_on__lte=days.last).order_by("starts_on", "made_at"):
        lines.setdefault(one.queue_id, []).append(one)
    for rows in lines.values():
        begun = [one for one in rows if one.starts_on <= days.first]
        found.update(one.minutes for one in begun[-1:])
        found.update(one.minutes for one in rows if one.starts_on > days.first)
    return tuple(sorted(found))


def document(hall: Hall, month: Month) -> dict[str, Any]:
    """The month for programs."""
    return {
        "ruang_layanan": hall.name,
        "unit": hall.unit.name,
        "instansi": hall.unit.agency.name,
        "bulan": month.first.strftime("%Y-%m"),
        "sampai": month.until.isoformat() if month.until else None,
        "dihitung_pada": month.made_at.isoformat() if month.made_at else None,
        "versi_cara_hitung": METHOD_VERSION,
        "janji_menit": list(month.promises),
        **(WITHHELD if month.is_few else _counts(month.figures)),
        "layanan": [
            {"nama": one.service, **(_counts(one.figures) if one.figures else WITHHELD)}
            for one in month.lines
        ],
        "janji_lewat": {
            "menurut_kejadian": dict(month.kinds),
            "menurut_sebab": dict(month.causes),
            "belum_dijelaskan": month.unexplained,
        },
    }  # fmt: skip


def _counts(found: Figures) -> dict[str, Any]:
    return {
        "datang": found.arrived,
        "dinilai": found.judged,
        "janji_ditepati": found.kept,
        "janji_tidak_ditepati": found.not_kept,
        "di_luar_keduanya": found.neither,
        "bagian_ditepati": float(found.share) if found.share is not None else None,
        "tunggu_median_menit": found.waits.percentile(50),
        "tunggu_p90_menit": found.waits.percentile(90),
    }
