"""The year of audit follow-up for the yearly evaluation of channels: counts, times and money."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from bening.channel_reports.counting import calendar_duration, counts, place_of, timed
from bening.channel_reports.registry import ChannelFigures, Count, register_channel
from bening.domain.days import day_in
from bening.domain.findings import SETTLED, FollowUpState
from bening.facts import Period
from bening.findings.models import Auditor, AuditRecommendation, State


def figures(
    agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """Recommendations whose report was received in the period; None where there never was one.

    In time is an answer within its term; sums are whole rupiah.
    """
    place = place_of(agency, unit)
    every = AuditRecommendation.objects.filter(report__agency_id=agency)
    if unit is not None:
        every = every.filter(unit_id=unit)
    rows = list(
        every.filter(report__received_on__range=(period.start, period.end))
        .select_related("report")
        .annotate(first_at=Min("follow_ups__at"))
        .order_by("pk")
    )
    if not rows and not every.exists():
        return None
    settled = sum(FollowUpState(row.state) in SETTLED for row in rows)
    measured, late = timed([row.pk for row in rows], day_in(place.zone, now))
    answers = [(row.report.received_on, place.day(row.first_at)) for row in rows]
    verdicts = [
        (row.report.received_on, place.day(row.verified_at))
        for row in rows
        if FollowUpState(row.state) in SETTLED
    ]
    return ChannelFigures(
        received=len(rows),
        settled=settled,
        open=len(rows) - settled,
        measured=measured,
        on_time=measured - late,
        counts=(
            *counts(_("Pemeriksa"), Auditor, (row.report.auditor for row in rows)),
            *counts(_("Keadaan"), State, (row.state for row in rows)),
            *_money(rows),
        ),
        durations=(
            calendar_duration(_("Jawaban sejak laporan diterima"), answers),
            calendar_duration(_("Selesai sejak laporan diterima"), verdicts),
        ),
        as_of=now,
    )


def _money(rows: Sequence[AuditRecommendation]) -> tuple[Count, ...]:
    if not rows:
        return ()
    group = _("Nilai (Rp)")
    return (
        Count(group, _("Temuan"), sum(row.value for row in rows)),
        Count(group, _("Dikembalikan"), sum(row.returned for row in rows)),
    )


def register_yearly() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("finding", _("Tindak lanjut hasil pemeriksaan"), figures)
