"""The year of the risk register for the yearly evaluation of channels: its control actions."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bening.channel_reports.counting import calendar_duration, counts, place_of
from bening.channel_reports.registry import ChannelFigures, Count, register_channel
from bening.domain.days import day_in
from bening.domain.risks import Level
from bening.facts import Period
from bening.risks.models import (
    Category,
    LevelChoice,
    RegisterReview,
    Risk,
    RiskAction,
    RiskEvent,
    RiskRegister,
)
from bening.risks.standards import standard_of


def figures(
    agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """The actions that were due in the period, and the registers of its last year.

    None where no register was ever kept. In time is an action done on or before its day.
    """
    place = place_of(agency, unit)
    registers = RiskRegister.objects.filter(agency_id=agency)
    if unit is not None:
        registers = registers.filter(unit_id=unit)
    kept = list(registers.values_list("pk", "year"))
    if not kept:
        return None
    due = list(
        RiskAction.objects.filter(
            risk__register__in=[key for key, _year in kept],
            due_on__range=(period.start, period.end),
        )
    )
    today = min(period.end, day_in(place.zone, now))
    done = [row for row in due if row.done_on is not None]
    in_time = sum(row.done_on is not None and row.done_on <= row.due_on for row in due)
    passed = sum(row.done_on is None and row.due_on < today for row in due)
    of_year = [key for key, year in kept if year == period.end.year]
    return ChannelFigures(
        received=len(due),
        settled=len(done),
        open=len(due) - len(done),
        measured=len(done) + passed,
        on_time=in_time,
        counts=(*_risks(agency, of_year), *_kept(of_year, period)),
        durations=(
            calendar_duration(
                _("Tindakan sejak dicatat"),
                [(place.day(row.entered_at), row.done_on) for row in due],
            ),
        ),
        as_of=now,
    )


def _risks(agency: UUID, registers: list[UUID]) -> tuple[Count, ...]:
    """The risks by what they touch, and the assessed ones by what remains of them."""
    standard = standard_of(agency)
    risks = list(Risk.objects.filter(register__in=registers))
    left = Counter(level for risk in risks if (level := standard.left(risk)) is not None)
    return (
        *counts(_("Risiko menurut kategori"), Category, (risk.category for risk in risks)),
        *(
            Count(_("Risiko sisa"), LevelChoice(level).label, left[level])
            for level in Level
            if left[level]
        ),
    )


def _kept(registers: list[UUID], period: Period) -> tuple[Count, ...]:
    """What came true, and how often the registers were looked at again."""
    losses = list(
        RiskEvent.objects.filter(
            risk__register__in=registers, happened_on__range=(period.start, period.end)
        ).values_list("loss", flat=True)
    )
    confirmed = [
        at is not None
        for at in RegisterReview.objects.filter(register__in=registers).values_list(
            "confirmed_at", flat=True
        )
    ]
    return (
        Count(_("Kejadian risiko"), _("Kejadian"), len(losses)),
        Count(_("Kejadian risiko"), _("Kerugian (Rp)"), sum(losses)),
        Count(_("Reviu triwulanan"), _("Dilakukan"), len(confirmed)),
        Count(_("Reviu triwulanan"), _("Dikonfirmasi kepala unit"), sum(confirmed)),
    )


def register_yearly() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("risk", _("Risiko dan tindakan pengendalian"), figures)
