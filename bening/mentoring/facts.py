"""Facts of monitoring: what was followed up, and how regularly reports came with the leader."""

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.facts import Fact, FactValue, Period, Record, register
from bening.mentoring.letters import period_name
from bening.mentoring.models import (
    MonitoringReport,
    Recommendation,
    RecommendationState,
    ReportState,
)
from bening.mentoring.periods import quarters_in
from bening.mentoring.queries import MONITORED, follow_up_share

SHOWN = 50


def followed_up(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The verified share of what monitoring and visits of the period recommended.

    None where nothing was recommended: then there is nothing to follow up.
    """
    found = follow_up_share(unit_id, period, sources=MONITORED)
    if found.share is None:
        return None
    rows = Recommendation.objects.filter(
        unit_id=unit_id,
        made_on__gte=period.start,
        made_on__lte=period.end,
        source__in=MONITORED,
    ).order_by("made_on", "pk")[:SHOWN]
    return FactValue(
        value=found.share,
        counts={"done": found.done, "made": found.total, "open": found.total - found.done},
        as_of=now,
        records=tuple(
            Record(
                label=f"{RecommendationState(row.state).label}: {row.text[:80]}",
                url=reverse("mentoring:recommendation", args=[row.pk]),
            )
            for row in rows
        ),
    )


def reports_published(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of the period's quarters with an issued report of monitoring the leader joined.

    A quarter counts when one of its days is in such a report's period. None without any report, or
    for a period without a whole quarter.
    """
    quarters = quarters_in(period)
    reports = list(
        MonitoringReport.objects.filter(
            unit_id=unit_id,
            state=ReportState.ISSUED,
            starts_on__gte=period.start,
            ends_on__lte=period.end,
        ).order_by("starts_on", "side")
    )
    if not quarters or not reports:
        return None
    led = [report for report in reports if report.leader_took_part]
    covered = sum(
        any(quarter.start <= report.ends_on <= quarter.end for report in led)
        for quarter in quarters
    )
    return FactValue(
        value=Fraction(covered, len(quarters)),
        counts={
            "covered": covered,
            "quarters": len(quarters),
            "reports": len(reports),
            "led": len(led),
        },
        as_of=now,
        records=tuple(
            Record(
                label=gettext("%(period)s, %(led)s")
                % {
                    "period": period_name(report),
                    "led": gettext("diikuti pimpinan")
                    if report.leader_took_part
                    else gettext("tanpa pimpinan"),
                },
                url=reverse("mentoring:report", args=[report.pk]),
            )
            for report in reports[:SHOWN]
        ),
    )


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    register(
        Fact(
            name="mentoring.follow_up_share",
            label=_("Rekomendasi pemantauan yang sudah terverifikasi"),
            unit_of_measure=_("bagian dari rekomendasi"),
            query=followed_up,
        )
    )
    register(
        Fact(
            name="mentoring.reports_published",
            label=_("Triwulan dengan laporan pemantauan yang diikuti pimpinan"),
            unit_of_measure=_("bagian dari triwulan"),
            query=reports_published,
        )
    )
