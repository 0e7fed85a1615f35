"""The year of complaints for the yearly evaluation of channels: counts and times, no identities."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from statistics import median
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.agencies.models import Agency, WorkUnit
from bening.calendars.queries import holidays_between
from bening.channel_reports.registry import (
    ChannelFigures,
    Count,
    Duration,
    register_channel,
)
from bening.complaints.models import (
    Complaint,
    ComplaintClass,
    ComplaintOfficer,
    ComplaintState,
    IntakeWay,
)
from bening.domain.days import day_in
from bening.domain.workdays import DaysOff, end_of_day, start_of_day, working_days_between
from bening.facts import Period

SETTLED = frozenset(
    {
        ComplaintState.CLOSED,
        ComplaintState.HANDED_OVER,
        ComplaintState.REFUSED,
        ComplaintState.MERGED,
    }
)
_FIELDS = (
    "classification",
    "way",
    "state",
    "was_late",
    "filed_at",
    "verified_at",
    "answered_at",
)
BY_CLASS, BY_WAY, BY_STATE = _("Klasifikasi"), _("Kanal"), _("Status")


def figures(
    agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """What came in within the period; None where nobody works at a desk and nothing came."""
    where = Agency.objects.get(pk=agency)
    zone = where.time_zone if unit is None else WorkUnit.objects.get(pk=unit).zone
    rows = Complaint.objects.filter(
        agency_id=agency,
        filed_at__gte=start_of_day(period.start, zone),
        filed_at__lt=end_of_day(period.end, zone),
    )
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    found = list(rows.values_list(*_FIELDS, named=True))
    if not found and not ComplaintOfficer.objects.filter(agency_id=agency).exists():
        return None
    off = holidays_between(where, period.start, day_in(zone, now))
    settled = sum(row.state in SETTLED for row in found)
    answered = [row for row in found if row.answered_at is not None]
    return ChannelFigures(
        received=len(found),
        settled=settled,
        open=len(found) - settled,
        measured=len(answered),
        on_time=sum(not row.was_late for row in answered),
        counts=(
            *_counts(BY_CLASS, ComplaintClass, (row.classification for row in found)),
            *_counts(BY_WAY, IntakeWay, (row.way for row in found)),
            *_counts(BY_STATE, ComplaintState, (row.state for row in found)),
        ),
        durations=(
            _duration(_("Verifikasi"), zone, off, [(r.filed_at, r.verified_at) for r in found]),
            _duration(_("Jawaban"), zone, off, [(r.filed_at, r.answered_at) for r in found]),
        ),
        as_of=now,
    )


def _counts(
    group: Promise,
    kinds: type[ComplaintClass] | type[IntakeWay] | type[ComplaintState],
    given: Iterable[str],
) -> Iterable[Count]:
    counted = Counter(given)
    return (Count(group, kind.label, counted[kind]) for kind in kinds if counted[kind])


def _duration(
    label: Promise,
    zone: str,
    off: DaysOff,
    moments: Sequence[tuple[datetime, datetime | None]],
) -> Duration:
    """Working days from receipt to the end of a step, days of waiting for the reporter included."""
    days = [
        working_days_between(day_in(zone, begun), day_in(zone, ended), off)
        for begun, ended in moments
        if ended is not None
    ]
    if not days:
        return Duration(label, 0, None, None)
    return Duration(label, len(days), Fraction(median(days)), max(days))


def register_yearly() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("complaint", _("Pengaduan masyarakat"), figures)
