"""The year of gifts for the yearly evaluation of channels: counts and times, no identities."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from statistics import median
from uuid import UUID

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.agencies.models import Agency, WorkUnit
from bening.calendars.queries import holidays_between
from bening.channel_reports.registry import ChannelFigures, Count, Duration, register_channel
from bening.domain.days import day_in
from bening.domain.workdays import DaysOff, end_of_day, start_of_day, working_days_between
from bening.facts import Period
from bening.gratuities.models import (
    DecisionChoice,
    Direction,
    GratuityOfficer,
    GratuityReport,
    ObjectKind,
    State,
)

SETTLED = frozenset({State.SETTLED, State.NOT_PROCESSED})
BY_DIRECTION, BY_KIND = _("Jenis laporan"), _("Bentuk")
BY_STATE, BY_DECISION = _("Keadaan"), _("Penetapan")
LEAST_TOLD = 5
"""Fewer reports than this would point at who made them."""


def figures(
    agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """What was reported within the period; None where there is no UPG and nothing was reported.

    In time is what came within the 30 working days since the gift.
    """
    where = Agency.objects.get(pk=agency)
    zone = where.time_zone if unit is None else WorkUnit.objects.get(pk=unit).zone
    rows = GratuityReport.objects.filter(
        agency_id=agency,
        reported_at__gte=start_of_day(period.start, zone),
        reported_at__lt=end_of_day(period.end, zone),
    ).exclude(state=State.DRAFT)
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    found = list(rows.defer("details"))
    if not found and not GratuityOfficer.objects.filter(agency_id=agency).exists():
        return None
    settled = sum(row.state in SETTLED for row in found)
    first = min((row.received_on for row in found), default=period.start)
    off = holidays_between(where, first, day_in(zone, now))
    return ChannelFigures(
        received=len(found),
        settled=settled,
        open=len(found) - settled,
        measured=len(found),
        on_time=sum(not row.is_late for row in found),
        counts=(
            *_counts(BY_DIRECTION, Direction, (row.direction for row in found)),
            *_counts(BY_KIND, ObjectKind, (row.object_kind for row in found)),
            *_counts(BY_STATE, State, (row.state for row in found)),
            *_counts(BY_DECISION, DecisionChoice, (row.decision for row in found)),
        ),
        durations=(
            _duration(
                _("Dilaporkan sejak diterima atau ditolak"),
                off,
                [(row.received_on, _day(zone, row.reported_at)) for row in found],
            ),
            _duration(
                _("Diteruskan ke KPK sejak diterima UPG"),
                off,
                [(_day(zone, r.reached_upg_at), _day(zone, r.forwarded_at)) for r in found],
            ),
            _duration(
                _("Selesai sejak dilaporkan"),
                off,
                [(_day(zone, row.reported_at), _day(zone, row.ended_at)) for row in found],
            ),
        ),
        as_of=now,
    )


def _day(zone: str, at: datetime | None) -> date | None:
    return day_in(zone, at) if at else None


def _counts(group: Promise, kinds: type[TextChoices], given: Iterable[str]) -> Iterable[Count]:
    counted = Counter(given)
    return (Count(group, kind.label, counted[kind]) for kind in kinds if counted[kind])


def _duration(
    label: Promise, off: DaysOff, spans: Sequence[tuple[date | None, date | None]]
) -> Duration:
    """Working days of the spans that have both ends."""
    days = [
        working_days_between(begun, ended, off)
        for begun, ended in spans
        if begun is not None and ended is not None
    ]
    if not days:
        return Duration(label, 0, None, None)
    return Duration(label, len(days), Fraction(median(days)), max(days))


def register_yearly() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("gratuity", _("Gratifikasi"), figures, least_told=LEAST_TOLD)
