"""Facts of the control of gratuities: how regular its campaign is, how far its UPG is."""

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bening.agencies.facts import known_unit
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.facts import Fact, FactValue, Period, Record, register
from bening.gratuities.models import BasisKind, CampaignState, ControlBasis, GratuityCampaign

SHOWN = 50
QUARTER = 3


def campaign_regularity(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of the quarters of the period in which a campaign with proof was held.

    None where no campaign was ever planned here: it may be kept elsewhere.
    """
    rows = list(
        GratuityCampaign.objects.filter(
            unit_id=unit_id, planned_on__gte=period.start, planned_on__lte=period.end
        ).order_by("planned_on")
    )
    if not rows:
        return None
    held = [row for row in rows if row.state == CampaignState.HELD and row.held_on is not None]
    zone = known_unit(unit_id).zone
    last = min(period.end, day_in(zone, now))
    quarters = {_quarter(day.year, day.month) for day in (period.start, last)}
    count = max(quarters) - min(quarters) + 1
    covered = {
        _quarter(row.held_on.year, row.held_on.month) for row in held if row.held_on is not None
    }
    inside = [each for each in covered if min(quarters) <= each <= max(quarters)]
    return FactValue(
        value=Fraction(len(inside), count),
        counts={"held": len(held), "covered": len(inside), "quarters": count},
        as_of=now,
        records=tuple(
            Record(
                f"{row.title}: {row.get_state_display()}",
                reverse("gratuities:campaign", args=[row.pk]),
            )
            for row in rows[:SHOWN]
        ),
    )


def _quarter(year: int, month: int) -> int:
    return year * 4 + (month - 1) // QUARTER


def control_stage(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """3: UPG, procedure, and a plan or report; 2: UPG and some of it; 1: UPG only.

    Papers of the agency count for its units, save procedures, which are those of the unit's own
    work. None where nothing was entered.
    """
    agency = WorkUnit.objects.filter(pk=unit_id).values("agency_id")
    rows = list(
        ControlBasis.objects.filter(
            Q(unit_id=unit_id) | Q(unit__isnull=True, agency_id__in=agency),
            dated_on__lte=period.end,
        )
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=period.start))
        .order_by("kind", "-dated_on")
    )
    if not rows:
        return None
    decrees = [row for row in rows if row.kind == BasisKind.DECREE]
    procedures = [row for row in rows if row.kind == BasisKind.PROCEDURE and row.unit_id]
    plans = [row for row in rows if row.kind == BasisKind.PLAN]
    reports = [row for row in rows if row.kind == BasisKind.REPORT and row.dated_on >= period.start]
    stage = 0
    if decrees:
        running = bool(plans or reports or procedures)
        stage = 3 if procedures and (plans or reports) else 2 if running else 1
    return FactValue(
        value=Fraction(stage),
        counts={
            "decrees": len(decrees),
            "procedures": len(procedures),
            "plans": len(plans),
            "reports": len(reports),
        },
        as_of=now,
        records=tuple(
            Record(f"{row.get_kind_display()}: {row.number}", reverse("gratuities:office"))
            for row in rows[:SHOWN]
        ),
    )


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    register(
        Fact(
            "gratuities.campaign_regularity",
            _("Triwulan dengan kampanye pengendalian gratifikasi"),
            _("bagian"),
            campaign_regularity,
        )
    )
    register(
        Fact(
            "gratuities.control_stage",
            _("Pengendalian gratifikasi melalui UPG"),
            _("tingkat"),
            control_stage,
        )
    )
