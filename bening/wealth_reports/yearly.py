"""The year of wealth reports for the yearly evaluation of channels: who reported, never what."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bening.channel_reports.counting import counts, place_of
from bening.channel_reports.registry import ChannelFigures, register_channel
from bening.domain.days import day_in
from bening.domain.wealth_reports import Standing, standing
from bening.facts import Period
from bening.wealth_reports.models import (
    KindChoice,
    OccasionChoice,
    RankChoice,
    WealthDuty,
    WealthOfficer,
)
from bening.wealth_reports.queries import as_duty

REPORTED = frozenset({Standing.REPORTED, Standing.COMPLETE, Standing.LATE})
LATE = frozenset({Standing.LATE, Standing.OVERDUE})


def figures(
    agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """The yearly duties of the period's last year, as they stand at its end, or now.

    None where nobody keeps a list and there is none.
    """
    place = place_of(agency, unit)
    rows = WealthDuty.objects.filter(
        unit__agency_id=agency, year=period.end.year, occasion=OccasionChoice.YEARLY
    )
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    found = list(rows)
    if not found and not WealthOfficer.objects.filter(agency_id=agency).exists():
        return None
    on = min(period.end, day_in(place.zone, now))
    stands = [standing(as_duty(row), on) for row in found]
    reported = [one in REPORTED for one in stands]
    late = sum(one in LATE for one in stands)
    measured = len(found) - stands.count(Standing.NOT_YET)
    missing = [row for row, is_in in zip(found, reported, strict=True) if not is_in]
    return ChannelFigures(
        received=len(found),
        settled=sum(reported),
        open=len(missing),
        measured=measured,
        on_time=measured - late,
        counts=(
            *counts(_("Wajib lapor"), KindChoice, (row.kind for row in found)),
            *counts(_("Wajib lapor menurut jenjang"), RankChoice, (row.rank for row in found)),
            *counts(_("Belum lapor menurut jenjang"), RankChoice, (row.rank for row in missing)),
        ),
        as_of=now,
    )


def register_yearly() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("wealth_report", _("Kepatuhan LHKPN dan LHKAN"), figures)
