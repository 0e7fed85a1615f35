"""Reads of evaluations, scoped to a person."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from bening.accounts.access import rights, units_of
from bening.accounts.models import Person, Role
from bening.agencies.models import Agency, WorkUnit
from bening.channel_reports.access import writes
from bening.channel_reports.models import ChannelReport, ReportChange, ReportState
from bening.channel_reports.registry import ChannelFigures, figures_of
from bening.facts import Period

AGENCY_READERS = frozenset({Role.INSPECTOR, Role.AGENCY_HEAD, Role.AGENCY_ADMIN})


def year_of(year: int) -> Period:
    """The days of a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def reports_of(person: Person) -> QuerySet[ChannelReport]:
    """The evaluations of units that the person sees, and of agencies where the person looks on."""
    agencies = {held.agency_id for held in rights(person).held if held.role in AGENCY_READERS}
    return ChannelReport.objects.filter(
        Q(unit__in=units_of(person)) | Q(unit__isnull=True, agency__in=agencies)
    ).select_related("agency", "unit__agency", "document", "approved_by")


def report_for(person: Person, key: UUID) -> ChannelReport:
    """One evaluation. Raises Http404 also where it is not for this person."""
    found = reports_of(person).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def live_figures(report: ChannelReport, now: datetime) -> ChannelFigures | None:
    """The figures of the year as they are now."""
    return figures_of(
        report.channel,
        agency=report.agency_id,
        unit=report.unit_id,
        period=year_of(report.year),
        now=now,
    )


def year_before(report: ChannelReport) -> ChannelReport | None:
    """The approved evaluation of the same channel and place for the year before."""
    return ChannelReport.objects.filter(
        agency_id=report.agency_id,
        unit_id=report.unit_id,
        channel=report.channel,
        year=report.year - 1,
        state=ReportState.APPROVED,
    ).first()


def year_after(report: ChannelReport) -> ChannelReport | None:
    """The approved evaluation that took the outcomes of this one in; None where none did yet."""
    return ChannelReport.objects.filter(
        agency_id=report.agency_id,
        unit_id=report.unit_id,
        channel=report.channel,
        year=report.year + 1,
        state=ReportState.APPROVED,
    ).first()


def changes_before(report: ChannelReport) -> list[ReportChange]:
    """The changes that the evaluation of the year before asked for."""
    before = year_before(report)
    return list(before.changes.all()) if before else []


def places_of(person: Person, on: date) -> list[tuple[Agency, WorkUnit | None]]:
    """Where the person may write evaluations: own units, and the agency. Two queries."""
    held = rights(person, on)
    found: list[tuple[Agency, WorkUnit | None]] = []
    agency = person.agency
    if agency is not None and writes(held, agency.pk, None):
        found.append((agency, None))
    found += [
        (unit.agency, unit)
        for unit in units_of(person, on).filter(closed_at__isnull=True)
        if writes(held, unit.agency_id, unit)
    ]
    return found
