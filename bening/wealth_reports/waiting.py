"""Whose report is still missing, as turns: for the coordinator a number, for a person their own."""

from datetime import date, datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.domain.wealth_reports import ReportKind
from bening.wealth_reports.access import kept_units
from bening.wealth_reports.deadlines import runs_from
from bening.wealth_reports.models import KindChoice, OccasionChoice, WealthDuty
from bening.wealth_reports.queries import own_duties

AHEAD = timedelta(days=45)
"""Reports are named this long before they are due: the tax receipt has to be fetched first."""
SHOWN = 60


def turns(person: Person, now: datetime) -> list[Turn]:
    """Own reports that are due, and for coordinators how many of a unit are missing."""
    today = today_of(person, now)
    if person.agency_id is None:
        return []
    return [*_own(person, today), *_kept(person, today)]


def _own(person: Person, today: date) -> list[Turn]:
    rows = own_duties(person).filter(reported_on__isnull=True, due_on__lte=today + AHEAD)
    return [
        Turn(
            key=f"wealth_own:{row.pk}",
            title=str(row.get_kind_display()),
            detail=_("Sampaikan laporan Anda, %(occasion)s %(year)s")
            % {"occasion": OccasionChoice(row.occasion).label.lower(), "year": row.year},
            url=reverse("wealth_reports:mine"),
            due_on=row.due_on,
            runs_from=runs_from(ReportKind(row.kind), row.year, row.due_on),
            unit=row.unit_id,
            personal=True,
        )
        for row in rows[:SHOWN]
    ]


def _kept(person: Person, today: date) -> list[Turn]:
    missing = (
        WealthDuty.objects.filter(
            unit__in=kept_units(person, today),
            reported_on__isnull=True,
            due_on__lte=today + AHEAD,
        )
        .order_by("due_on", "unit", "kind", "year")
        .values_list("due_on", "unit", "unit__name", "kind", "year")
        .annotate(Count("pk"))
    )
    return [
        Turn(
            key=f"wealth:{unit}:{kind}:{due_on.isoformat()}",
            title=name,
            detail=ngettext(
                "%(count)s orang belum melapor: %(kind)s",
                "%(count)s orang belum melapor: %(kind)s",
                count,
            )
            % {"count": count, "kind": KindChoice(kind).label},
            url=f"{reverse('wealth_reports:register')}?tahun={year}&keadaan=belum",
            due_on=due_on,
            runs_from=runs_from(ReportKind(kind), year, due_on),
            unit=unit,
        )
        for due_on, unit, name, kind, year, count in missing[:SHOWN]
    ]
