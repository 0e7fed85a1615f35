"""The year of complaints for the yearly evaluation of channels: counts and times, no identities."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bening.calendars.queries import holidays_between
from bening.channel_reports.counting import counts, duration, place_of
from bening.channel_reports.registry import ChannelFigures, register_channel
from bening.complaints.models import (
    Complaint,
    ComplaintClass,
    ComplaintOfficer,
    ComplaintState,
    IntakeWay,
)
from bening.domain.days import day_in
from bening.facts import Period

SETTLED = frozenset(
    {
        ComplaintState.CLOSED,
        ComplaintState.HANDED_OVER,
        ComplaintState.REFUSED,
        ComplaintState.MERGED,
        ComplaintState.REDIRECTED,
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
    place = place_of(agency, unit)
    begins, ends = place.moments(period)
    rows = Complaint.objects.filter(
        agency_id=agency,
        filed_at__gte=begins,
        filed_at__lt=ends,
    )
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    found = list(rows.values_list(*_FIELDS, named=True))
    if not found and not ComplaintOfficer.objects.filter(agency_id=agency).exists():
        return None
    off = holidays_between(place.agency, period.start, day_in(place.zone, now))
    settled = sum(row.state in SETTLED for row in found)
    answered = [row for row in found if row.answered_at is not None]
    return ChannelFigures(
        received=len(found),
        settled=settled,
        open=len(found) - settled,
        measured=len(answered),
        on_time=sum(not row.was_late for row in answered),
        counts=(
            *counts(BY_CLASS, ComplaintClass, (row.classification for row in found)),
            *counts(BY_WAY, IntakeWay, (row.way for row in found)),
            *counts(BY_STATE, ComplaintState, (row.state for row in found)),
        ),
        durations=(
            duration(_("Verifikasi"), off, place.spans((r.filed_at, r.verified_at) for r in found)),
            duration(_("Jawaban"), off, place.spans((r.filed_at, r.answered_at) for r in found)),
        ),
        as_of=now,
    )


def register_yearly() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("complaint", _("Pengaduan masyarakat"), figures)
