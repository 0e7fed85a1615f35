"""The facts that evaluations prove: whether a channel is evaluated each year, and followed up.

Two years count: the last two that were over before the period's end. The agency's own evaluation
counts for a unit where the channel is run for the whole agency. A channel that evaluates itself
within the year brings facts of its own; one question has one rule, so they are counted here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.agencies.facts import unit_of
from bening.channel_reports.models import ChannelReport, Outcome, ReportState
from bening.channel_reports.registry import channel
from bening.facts import Fact, FactValue, Period, Record, fact, register

YEARS = 2
"""So many evaluations are routine: of the last years, or of the channel within the period."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A channel that the evaluation sheet asks about: the labels of its two facts.

    `periodic` names the channel's own fact of evaluations, its value their number; `points` that of
    their follow-up, with the counts `done` and `asked`.
    """

    evaluated: Promise
    followed_up: Promise
    periodic: str = ""
    points: str = ""
    asked: str = "asked"


BOUND = {
    "complaint": Bound(_("Evaluasi pengaduan disetujui"), _("Tindak lanjut evaluasi pengaduan")),
    "whistleblowing": Bound(
        _("Evaluasi WBS disetujui"),
        _("Tindak lanjut evaluasi WBS"),
        periodic="whistleblowing.evaluations",
        points="whistleblowing.evaluation_follow_up",
        asked="made",
    ),
    "conflict": Bound(
        _("Evaluasi benturan kepentingan disetujui"),
        _("Tindak lanjut evaluasi benturan kepentingan"),
    ),
}

Query = Callable[[UUID, Period, datetime], FactValue | None]


def last_years(period: Period) -> tuple[int, ...]:
    """The years that count, the newest first."""
    newest = period.end.year - (date(period.end.year, 12, 31) >= period.end)
    return tuple(range(newest, newest - YEARS, -1))


def _approved(name: str, unit_id: UUID, period: Period) -> QuerySet[ChannelReport]:
    """The approved evaluations of the years that count for a unit."""
    found = channel(name)
    unit = unit_of(unit_id)
    if found is None or unit is None:
        return ChannelReport.objects.none()
    mine = Q(unit_id=unit_id)
    if found.is_central:
        mine |= Q(unit__isnull=True, agency_id=unit.agency_id)
    rows = ChannelReport.objects.filter(
        mine, channel=name, state=ReportState.APPROVED, year__in=last_years(period)
    )
    return rows.select_related("document").order_by("-year", "pk")


def _own(name: str, unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """What the channel's own fact says; None where it has none, or nothing to count."""
    value = fact(name).query(unit_id, period, now) if name else None
    return value if isinstance(value, FactValue) else None


def evaluated(name: str) -> Query:
    """The part of the last two years whose evaluation was approved.

    A channel's own evaluations within the period count alike, where they are more than the years:
    two make 1. None where the channel does not run.
    """

    def query(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
        reports = list(_approved(name, unit_id, period))
        own = _own(BOUND[name].periodic, unit_id, period, now)
        if not reports and own is None and (BOUND[name].periodic or channel(name) is None):
            return None
        years = len({report.year for report in reports})
        periodic = int(own.value) if own else 0
        return FactValue(
            value=Fraction(max(years, min(periodic, YEARS)), YEARS),
            counts={"evaluated": years, "years": YEARS, "periodic": periodic},
            as_of=now,
            records=(*map(_record, reports), *(own.records if own else ())),
        )

    return query


def followed_up(name: str) -> Query:
    """The part of the changes, asked for by those evaluations, that is done; None without any."""

    def query(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
        bound = BOUND[name]
        reports = list(_approved(name, unit_id, period).prefetch_related("changes"))
        changes = [change for report in reports for change in report.changes.all()]
        own = _own(bound.points, unit_id, period, now)
        asked = len(changes) + (own.counts[bound.asked] if own else 0)
        if not asked:
            return None
        done = sum(change.outcome == Outcome.DONE for change in changes)
        done += own.counts["done"] if own else 0
        return FactValue(
            value=Fraction(done, asked),
            counts={"done": done, "asked": asked},
            as_of=now,
            records=(*map(_record, reports), *(own.records if own else ())),
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
    for name, bound in BOUND.items():
        register(
            Fact(
                name=f"channel_reports.{name}_evaluated",
                label=bound.evaluated,
                unit_of_measure=_("bagian dari dua tahun terakhir"),
                query=evaluated(name),
            )
        )
        register(
            Fact(
                name=f"channel_reports.{name}_followed_up",
                label=bound.followed_up,
                unit_of_measure=_("bagian dari perubahan yang diminta"),
                query=followed_up(name),
            )
        )
