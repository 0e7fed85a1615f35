"""What of discipline waits for a person besides running clocks. A fixed number of queries."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.discipline import access, queries
from bening.discipline.models import CaseExaminer, CaseState, Summons

SHOWN = 50


def turns(person: Person, now: datetime) -> list[Turn]:
    """Examinations to follow or to hold, and sanctions that have ended."""
    if person.agency_id is None:
        return []
    return [*_summoned(person), *_examining(person), *_ended(person, now)]


def _summoned(person: Person) -> list[Turn]:
    rows = Summons.objects.filter(case__person=person, came__isnull=True).select_related("case")
    return [
        Turn(
            key=f"summons:{row.pk}",
            title=row.case.number,
            detail=_("Panggilan pemeriksaan"),
            url=reverse("discipline:own", args=[row.case_id]),
            due_on=row.examine_on,
            since=row.issued_at,
            unit=row.case.unit_id,
            personal=True,
        )
        for row in rows.order_by("examine_on", "pk")[:SHOWN]
    ]


def _examining(person: Person) -> list[Turn]:
    rows = CaseExaminer.objects.filter(
        person=person, case__state__in=(CaseState.REPORTED, CaseState.EXAMINED)
    ).select_related("case")
    return [
        Turn(
            key=f"examiner:{row.pk}",
            title=row.case.number,
            detail=_("Panggil terperiksa")
            if row.case.state == CaseState.REPORTED
            else _("Usulkan putusan"),
            url=reverse("discipline:case", args=[row.case_id]),
            since=row.named_at,
            unit=row.case.unit_id,
            personal=True,
        )
        for row in rows.order_by("named_at", "pk")[:SHOWN]
    ]


def _ended(person: Person, now: datetime) -> list[Turn]:
    today: date = today_of(person, now)
    if not access.officer_paths(person, today):
        return []
    rows = queries.cases_of(person, now).filter(
        state=CaseState.SERVING, sanctions__replaced_at__isnull=True, sanctions__ends_on__lt=today
    )
    return [
        Turn(
            key=f"served:{row.pk}",
            title=row.number,
            detail=_("Sanksi sudah berakhir: nyatakan selesai"),
            url=reverse("discipline:case", args=[row.pk]),
            unit=row.unit_id,
            personal=True,
        )
        for row in rows[:SHOWN]
    ]
