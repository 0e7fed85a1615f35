"""What of conflicts waits for a person besides running clocks. A fixed number of queries."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bening.accounts.access import today_of
from bening.accounts.models import Person, Posting
from bening.calendars.turns import Turn
from bening.conflicts import access, queries
from bening.conflicts.models import (
    AnswerOfFreedom,
    FreedomStatement,
    InterestList,
    ListState,
    MainFunction,
)

SHOWN = 100
REVIEW_AHEAD = timedelta(days=14)
LISTS_AHEAD = timedelta(days=45)
"""Officers hear of missing lists this long before they are due."""
LIST_DUE = (3, 31)
"""The list of a year is asked for until 31 March, as the wealth report is: a default of Bening."""


def turns(person: Person, now: datetime) -> list[Turn]:
    """One's list of the year, statements, measures, reviews of the map, consultations."""
    if person.agency_id is None:
        return []
    today = today_of(person, now)
    paths = access.officer_paths(person, today)
    return [
        *_own_list(person, today),
        *_statements(person),
        *_measures(person),
        *_reviews(person, today),
        *(_missing_lists(person, today, paths) if paths else []),
        *(_consultations(person, now) if paths else []),
    ]


def _own_list(person: Person, today: date) -> list[Turn]:
    has_posting = Posting.objects.filter(
        person=person, starts_on__lte=today, ends_on__isnull=True
    ).exists()
    signed = InterestList.objects.filter(
        person=person, year=today.year, state=ListState.SIGNED
    ).exists()
    if signed or not has_posting:
        return []
    return [
        Turn(
            key=f"interests:{person.pk}:{today.year}",
            title=_("Daftar kepentingan pribadi %(year)s") % {"year": today.year},
            detail=_("Isi dan tanda tangani"),
            url=reverse("conflicts:home"),
            due_on=date(today.year, *LIST_DUE),
            runs_from=date(today.year, 1, 1),
            personal=True,
        )
    ]


def _statements(person: Person) -> list[Turn]:
    rows = FreedomStatement.objects.filter(person=person, answer=AnswerOfFreedom.WAITING)
    return [
        Turn(
            key=f"freedom:{row.pk}",
            title=row.subject,
            detail=_("Pernyataan bebas konflik kepentingan"),
            url=reverse("conflicts:statement", args=[row.pk]),
            due_on=row.due_on,
            since=row.asked_at,
            unit=row.unit_id,
            personal=True,
        )
        for row in rows.order_by("due_on", "pk")[:SHOWN]
    ]


def _measures(person: Person) -> list[Turn]:
    return [
        Turn(
            key=f"measure:{row.pk}",
            title=row.case.number,
            detail=row.get_control_display(),
            url=reverse("conflicts:measure", args=[row.pk]),
            due_on=row.due_on,
            since=row.set_at,
            unit=row.case.unit_id,
            personal=True,
        )
        for row in queries.measures_due(person).order_by("due_on", "pk")[:SHOWN]
    ]


def _reviews(person: Person, today: date) -> list[Turn]:
    """Main functions that the person answers for and whose mapping is due for another look."""
    rows = MainFunction.objects.filter(
        owner=person, closed_on__isnull=True, review_on__lte=today + REVIEW_AHEAD
    )
    return [
        Turn(
            key=f"mapping:{row.pk}:{row.review_on}",
            title=row.name,
            detail=_("Tinjau lagi peta konflik kepentingan"),
            url=reverse("conflicts:function", args=[row.pk]),
            due_on=row.review_on,
            since=row.mapped_at,
            unit=row.unit_id,
        )
        for row in rows.order_by("review_on", "pk")[:SHOWN]
    ]


def _missing_lists(person: Person, today: date, paths: Sequence[str]) -> list[Turn]:
    """How many people that the officer looks after have not signed: no name, and not personal."""
    due_on = date(today.year, *LIST_DUE)
    if today < due_on - LISTS_AHEAD:
        return []
    rows = queries.without_list(person, today, paths)
    count = rows.order_by().values("person").distinct().count()
    if not count:
        return []
    return [
        Turn(
            key=f"interests_missing:{person.pk}:{today.year}",
            title=_("Daftar kepentingan pribadi %(year)s") % {"year": today.year},
            detail=ngettext(
                "%(count)s pegawai belum menandatangani",
                "%(count)s pegawai belum menandatangani",
                count,
            )
            % {"count": count},
            url=reverse("conflicts:lists"),
            due_on=due_on,
            runs_from=date(today.year, 1, 1),
        )
    ]


def _consultations(person: Person, now: datetime) -> list[Turn]:
    rows = queries.consultations_of(person, now).filter(answered_at__isnull=True)
    return [
        Turn(
            key=f"consultation:{row.pk}",
            title=_("Konsultasi konflik kepentingan"),
            detail=row.unit.name,
            url=reverse("conflicts:consultation", args=[row.pk]),
            since=row.asked_at,
            unit=row.unit_id,
            personal=True,
        )
        for row in rows.exclude(person=person).order_by("asked_at")[:SHOWN]
    ]
