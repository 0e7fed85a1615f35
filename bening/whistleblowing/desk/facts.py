"""Facts of the channel for the sheet: that it runs, is evaluated, and what came of that."""

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.agencies.models import WorkUnit
from bening.facts import Fact, FactValue, Period, Record, register
from bening.ui.figures import day_text
from bening.whistleblowing.desk.access import is_served
from bening.whistleblowing.models import ChannelEvaluation, EvaluationPoint, ReportSite

ROUTINE = 2
"""Evaluations a year that count as routine: one each half-year. A rule of Bening's."""


def _agency(unit: UUID) -> UUID | None:
    agency: UUID | None = (
        WorkUnit.objects.filter(pk=unit).values_list("agency_id", flat=True).first()
    )
    return agency


def applied(unit: UUID, period: Period, now: datetime) -> FactValue | None:
    """1 where the channel is open to reports about the unit and somebody holds a key for them."""
    agency = _agency(unit)
    site = ReportSite.objects.filter(agency=agency).first() if agency else None
    if site is None or agency is None:
        return None
    runs = site.is_open and is_served(agency, unit, period.end)
    return FactValue(value=Fraction(runs), counts={"open": int(runs)}, as_of=now, records=())


def evaluations_of(unit: UUID, period: Period) -> QuerySet[ChannelEvaluation]:
    """Evaluations of the unit, or of its whole agency, published in the period."""
    return ChannelEvaluation.objects.filter(
        Q(unit=unit) | Q(unit__isnull=True),
        agency=_agency(unit),
        published_on__gte=period.start,
        published_on__lte=period.end,
    ).order_by("ends_on", "pk")


def evaluated(unit: UUID, period: Period, now: datetime) -> FactValue | None:
    """How many evaluations of the channel were published; None while there is no channel."""
    agency = _agency(unit)
    if agency is None or not ReportSite.objects.filter(agency=agency).exists():
        return None
    rows = list(evaluations_of(unit, period))
    return FactValue(
        value=Fraction(len(rows)),
        counts={"published": len(rows), "routine": ROUTINE},
        as_of=now,
        records=tuple(_record(row) for row in rows),
    )


def followed_up(unit: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of what the evaluations asked for that was done; None where none asked."""
    rows = list(evaluations_of(unit, period))
    points = EvaluationPoint.objects.filter(evaluation__in=rows)
    made = points.count()
    if not made:
        return None
    done = points.filter(done_on__isnull=False).count()
    return FactValue(
        value=Fraction(done, made),
        counts={"done": done, "made": made},
        as_of=now,
        records=tuple(_record(row) for row in rows),
    )


def _record(row: ChannelEvaluation) -> Record:
    return Record(
        label=gettext("Evaluasi jalur rahasia %(start)s sampai %(end)s")
        % {"start": day_text(row.starts_on), "end": day_text(row.ends_on)},
        url=reverse("whistleblowing:evaluation", args=[row.pk]),
    )


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    register(
        Fact(
            name="whistleblowing.applied",
            label=_("Jalur rahasia (WBS) terbuka dan punya pengelola"),
            unit_of_measure=_("1 bila diterapkan"),
            query=applied,
        )
    )
    register(
        Fact(
            name="whistleblowing.evaluations",
            label=_("Evaluasi jalur rahasia (WBS) yang diterbitkan"),
            unit_of_measure=_("evaluasi"),
            query=evaluated,
        )
    )
    register(
        Fact(
            name="whistleblowing.evaluation_follow_up",
            label=_("Hasil evaluasi jalur rahasia (WBS) yang ditindaklanjuti"),
            unit_of_measure=_("bagian dari butir evaluasi"),
            query=followed_up,
        )
    )
