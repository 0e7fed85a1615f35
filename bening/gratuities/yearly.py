"""The year of gifts for the yearly evaluation of channels: counts and times, no identities."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bening.calendars.queries import holidays_between
from bening.channel_reports.counting import counts, duration, place_of
from bening.channel_reports.registry import ChannelFigures, register_channel
from bening.domain.days import day_in
from bening.facts import Period
from bening.gratuities.models import (
    DecisionChoice,
    Direction,
    DirectReport,
    DirectState,
    GratuityOfficer,
    GratuityReport,
    ObjectKind,
    State,
)

SETTLED = frozenset({State.SETTLED, State.NOT_PROCESSED})
BY_DIRECTION, BY_KIND = _("Jenis laporan"), _("Bentuk")
DIRECT = _("Langsung ke KPK (GOL)")
BY_STATE, BY_DECISION = _("Keadaan"), _("Penetapan")
LEAST_TOLD = 5
"""Fewer reports than this would point at who made them."""


def figures(
    agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """What was reported within the period; None where there is no UPG and nothing was reported.

    In time is what came within the 30 working days since the gift. What the UPG noted of reports to
    KPK counts too, settled once KPK has decided; where no unit was named, for the agency alone.
    """
    place = place_of(agency, unit)
    begins, ends = place.moments(period)
    rows = GratuityReport.objects.filter(
        agency_id=agency,
        reported_at__gte=begins,
        reported_at__lt=ends,
    ).exclude(state=State.DRAFT)
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    found, sent = list(rows.defer("details")), _sent(agency, unit, period)
    if not found and not sent and not GratuityOfficer.objects.filter(agency_id=agency).exists():
        return None
    every: list[GratuityReport | DirectReport] = [*found, *sent]
    settled = sum(row.state in SETTLED for row in found) + sum(bool(row.decision) for row in sent)
    first = min((row.received_on for row in every), default=period.start)
    off = holidays_between(place.agency, first, day_in(place.zone, now))
    return ChannelFigures(
        received=len(every),
        settled=settled,
        open=len(every) - settled,
        measured=len(every),
        on_time=sum(not row.is_late for row in every),
        counts=(
            *counts(BY_DIRECTION, Direction, (row.direction for row in every)),
            *counts(DIRECT, DirectState, (row.state for row in sent)),
            *counts(BY_KIND, ObjectKind, (row.object_kind for row in found)),
            *counts(BY_STATE, State, (row.state for row in found)),
            *counts(BY_DECISION, DecisionChoice, (row.decision for row in found)),
        ),
        durations=(
            duration(
                _("Dilaporkan sejak diterima atau ditolak"),
                off,
                [
                    *((row.received_on, place.day(row.reported_at)) for row in found),
                    *((row.received_on, row.sent_on) for row in sent),
                ],
            ),
            duration(
                _("Diteruskan ke KPK sejak diterima UPG"),
                off,
                place.spans((row.reached_upg_at, row.forwarded_at) for row in found),
            ),
            duration(
                _("Selesai sejak dilaporkan"),
                off,
                place.spans((row.reported_at, row.ended_at) for row in found),
            ),
        ),
        as_of=now,
    )


def _sent(agency: UUID, unit: UUID | None, period: Period) -> list[DirectReport]:
    rows = DirectReport.objects.filter(
        agency_id=agency, sent_on__gte=period.start, sent_on__lte=period.end
    )
    return list(rows if unit is None else rows.filter(unit_id=unit))


def register_yearly() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("gratuity", _("Gratifikasi"), figures, least_told=LEAST_TOLD)
