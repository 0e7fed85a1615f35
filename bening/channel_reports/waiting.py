"""What of the evaluations waits for a person. A fixed number of queries."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights, today_of
from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.channel_reports.access import approves, writes
from bening.channel_reports.models import Outcome, ReportChange, ReportState
from bening.channel_reports.queries import reports_of
from bening.channel_reports.registry import channel

SHOWN = 100
DUE = (3, 31)
"""Month and day by which last year's evaluation is approved: the practice of yearly reports."""


def turns(person: Person, now: datetime) -> list[Turn]:
    """Drafts of years that are over, and changes whose day has come."""
    today = today_of(person, now)
    held, mine = rights(person, today), reports_of(person)
    drafts = mine.filter(state=ReportState.DRAFT, year__lt=today.year).exclude(summary="")
    found = [
        Turn(
            key=f"channel_report:{row.pk}",
            title=row.unit.name if row.unit else row.agency.name,
            detail=_("Evaluasi %(channel)s %(year)s menunggu persetujuan")
            % {"channel": _label(row.channel), "year": row.year},
            url=reverse("channel_reports:report", args=[row.pk]),
            due_on=date(row.year + 1, *DUE),
            since=row.started_at,
            unit=row.unit_id,
        )
        for row in drafts[:SHOWN]
        if approves(held, row.agency_id, row.unit)
    ]
    changes = ReportChange.objects.filter(
        report__in=mine.filter(state=ReportState.APPROVED),
        outcome=Outcome.OPEN,
        due_on__lte=today,
    ).select_related("report__unit__agency", "report__agency")
    found += [
        Turn(
            key=f"channel_change:{row.pk}",
            title=row.text[:120],
            detail=_("Tindak lanjut evaluasi %(channel)s %(year)s")
            % {"channel": _label(row.report.channel), "year": row.report.year},
            url=reverse("channel_reports:follow", args=[row.report_id, row.pk]),
            due_on=row.due_on,
            since=row.report.approved_at,
            unit=row.report.unit_id,
        )
        for row in changes.order_by("due_on", "pk")[:SHOWN]
        if writes(held, row.report.agency_id, row.report.unit)
    ]
    return found


def _label(name: str) -> str:
    found = channel(name)
    return str(found.label) if found else name
