"""The year of discipline for the yearly evaluation of channels: counts and times, no names."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bening.agencies.models import Agency, WorkUnit
from bening.casework.models import CaseClock, ClockState
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
from bening.domain.workdays import end_of_day, start_of_day
from bening.facts import Period

RIGHTS = ("discipline_appeal",)
"""Terms within which somebody may act: that they pass is nobody's delay."""


def figures(
    agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """Cases registered in the period; by kind only where they are too many to point at one."""
    where = Agency.objects.get(pk=agency)
    zone = where.time_zone if unit is None else WorkUnit.objects.get(pk=unit).zone
    rows = DisciplineCase.objects.filter(
        agency_id=agency,
        registered_at__gte=start_of_day(period.start, zone),
        registered_at__lt=end_of_day(period.end, zone),
    )
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    found = list(rows.only("nature", "level", "state", "outcome"))
    if not found and not DisciplineOfficer.objects.filter(agency_id=agency).exists():
        return None
    clocks = CaseClock.objects.filter(
        case__in=[row.pk for row in found], state=ClockState.STOPPED
    ).exclude(term__in=RIGHTS)
    late = list(clocks.values_list("is_late", flat=True))
    settled = sum(row.state == CaseState.CLOSED for row in found)
    return ChannelFigures(
        received=len(found),
        settled=settled,
        open=len(found) - settled,
        measured=len(late),
        on_time=late.count(False),
        counts=_counts(found) if len(found) >= LEAST_TOLD else (),
        as_of=now,
    )


def _counts(rows: list[DisciplineCase]) -> tuple[Count, ...]:
    natures = Counter(row.nature for row in rows)
    levels = Counter(row.level for row in rows)
    outcomes = Counter(row.outcome for row in rows if row.outcome)
    return (
        *(Count(_("Jenis"), Nature(code).label, many) for code, many in sorted(natures.items())),
        *(Count(_("Tingkat"), Level(code).label, many) for code, many in sorted(levels.items())),
        *(Count(_("Hasil"), Outcome(code).label, many) for code, many in sorted(outcomes.items())),
    )


def register_year() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("discipline", _("Disiplin dan kode etik"), figures)
