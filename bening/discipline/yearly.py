"""The year of discipline for the yearly evaluation of channels: counts and times, no names."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bening.channel_reports.counting import counts, place_of, timed
from bening.channel_reports.registry import ChannelFigures, Count, register_channel
from bening.discipline.figures import LEAST_TOLD
from bening.discipline.models import (
    CaseState,
    DisciplineCase,
    DisciplineOfficer,
    Level,
    Nature,
    Outcome,
)
from bening.domain.days import day_in
from bening.facts import Period

RIGHTS = ("discipline_appeal",)
"""Terms within which somebody may act: that they pass is nobody's delay."""


def figures(
    agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """Cases registered in the period; by kind only where they are too many to point at one."""
    place = place_of(agency, unit)
    begins, ends = place.moments(period)
    rows = DisciplineCase.objects.filter(
        agency_id=agency,
        registered_at__gte=begins,
        registered_at__lt=ends,
    )
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    found = list(rows.only("nature", "level", "state", "outcome"))
    if not found and not DisciplineOfficer.objects.filter(agency_id=agency).exists():
        return None
    measured, late = timed([row.pk for row in found], day_in(place.zone, now), without=RIGHTS)
    settled = sum(row.state == CaseState.CLOSED for row in found)
    return ChannelFigures(
        received=len(found),
        settled=settled,
        open=len(found) - settled,
        measured=measured,
        on_time=measured - late,
        counts=_counted(found) if len(found) >= LEAST_TOLD else (),
        as_of=now,
    )


def _counted(rows: list[DisciplineCase]) -> tuple[Count, ...]:
    return (
        *counts(_("Jenis"), Nature, (row.nature for row in rows)),
        *counts(_("Tingkat"), Level, (row.level for row in rows)),
        *counts(_("Hasil"), Outcome, (row.outcome for row in rows)),
    )


def register_year() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("discipline", _("Disiplin dan kode etik"), figures)
