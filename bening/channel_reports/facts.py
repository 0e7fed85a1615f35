"""The facts that evaluations prove: whether a channel is evaluated each year, and followed up.

Two years count: the last two that were over before the period's end. The agency's own evaluation
counts for a unit where the channel is run for the whole agency.
"""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.agencies.models import WorkUnit
from bening.channel_reports.models import ChannelReport, Outcome, ReportState
from bening.channel_reports.registry import channel
from bening.facts import Fact, FactValue, Period, Record, register

YEARS = 2
BOUND = {
    "complaint": (_("Evaluasi pengaduan disetujui"), _("Tindak lanjut evaluasi pengaduan")),
    "whistleblowing": (_("Evaluasi WBS disetujui"), _("Tindak lanjut evaluasi WBS")),
    "conflict": (
        _("Evaluasi benturan kepentingan disetujui"),
        _("Tindak lanjut evaluasi benturan kepentingan"),
    ),
}
"""The channels that the evaluation sheet asks about."""

Query = Callable[[UUID, Period, datetime], FactValue | None]


def last_years(period: Period) -> tuple[int, ...]:
    """The years that count, the newest first."""
    newest = period.end.year - (date(period.end.year, 12, 31) >= period.end)
    return tuple(range(newest, newest - YEARS, -1))


def _approved(name: str, unit_id: UUID, period: Period) -> QuerySet[ChannelReport] | None:
    """The approved evaluations that count for a unit; None where the channel does not run."""
    found = channel(name)
    unit = WorkUnit.objects.filter(pk=unit_id).first()
    if found is None or unit is None:
        return None
    mine = Q(unit_id=unit_id)
    if found.is_central:
        mine |= Q(unit__isnull=True, agency_id=unit.agency_id)
    rows = ChannelReport.objects.filter(
        mine, channel=name, state=ReportState.APPROVED, year__in=last_years(period)
    )
    return rows.select_related("document").order_by("-year", "pk")


def evaluated(name: str) -> Query:
    """The part of the last two years whose evaluation was approved."""

    def query(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
        rows = _approved(name, unit_id, period)
        if rows is None:
            return None
        reports = list(rows)
        years = {report.year for report in reports}
        return FactValue(
            value=Fraction(len(years), YEARS),
            counts={"evaluated": len(years), "years": YEARS},
            as_of=now,
            records=tuple(_record(report) for report in reports),
        )

    return query


def followed_up(name: str) -> Query:
    """The part of the changes, asked for by those evaluations, that is done."""

    def query(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
        rows = _approved(name, unit_id, period)
        if rows is None:
            return None
        reports = list(rows.prefetch_related("changes"))
        asked = [change for report in reports for change in report.changes.all()]
        if not asked:
            return None
        done = sum(change.outcome == Outcome.DONE for change in asked)
        return FactValue(
            value=Fraction(done, len(asked)),
            counts={"done": done, "asked": len(asked)},
            as_of=now,
            records=tuple(_record(report) for report in reports),
        )

    return query


def _record(report: ChannelReport) -> Record:
    number = report.document.number if report.document else ""
    return Record(
        label=gettext("Evaluasi %(year)s, %(number)s") % {"year": report.year, "number": number},
        url=reverse("channel_reports:report", args=[report.pk]),
    )


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    for name, (evaluation, follow_up) in BOUND.items():
        register(
            Fact(
                name=f"channel_reports.{name}_evaluated",
                label=evaluation,
                unit_of_measure=_("bagian dari dua tahun terakhir"),
                query=evaluated(name),
            )
        )
        register(
            Fact(
                name=f"channel_reports.{name}_followed_up",
                label=follow_up,
                unit_of_measure=_("bagian dari perubahan yang diminta"),
                query=followed_up(name),
            )
        )
