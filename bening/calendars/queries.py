"""Reads of days off, stand-ins and notices."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import DateField, Q, QuerySet, UUIDField
from django.http import Http404

from bening.accounts.access import people_of
from bening.accounts.models import Person
from bening.adapters.prepared import Prepared
from bening.agencies.models import Agency
from bening.calendars.days_off import ProposedDay, proposed_days
from bening.calendars.models import Deputy, Holiday, HolidayKind, Notice


def holidays_between(agency: Agency | None, first: date, last: date) -> frozenset[date]:
    """The days off from `first` to `last`, as they hold for an agency: one query.

    Those of everybody and its own, without those on which it works. None reads those of everybody.
    """
    if agency is not None:
        return _effective(_days_of(agency=agency.pk, first=first, last=last))
    return _effective(_rows(None).filter(day__range=(first, last)).values_list("day", "kind"))


_days_of: Prepared[tuple[date, str]] = Prepared(
    lambda slot: (
        Holiday.objects.filter(
            Q(agency__isnull=True) | Q(agency=slot("agency", UUIDField())),
            day__gte=slot("first", DateField()),
            day__lte=slot("last", DateField()),
        )
        .order_by()
        .values_list("day", "kind")
    )
)


def holidays_of(agency: Agency | None, year: int) -> frozenset[date]:
    """The days off of a year, as `holidays_between`."""
    return holidays_between(agency, date(year, 1, 1), date(year, 12, 31))


def _rows(agency: Agency | None) -> QuerySet[Holiday]:
    mine = Q(agency__isnull=True)
    return Holiday.objects.filter(mine | Q(agency=agency) if agency is not None else mine)


def _effective(rows: Iterable[tuple[date, str]]) -> frozenset[date]:
    found = list(rows)
    worked = {day for day, kind in found if kind == HolidayKind.WORKED}
    return frozenset(day for day, _kind in found if day not in worked)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar as one agency sees it; `is_own` where it may change it."""

    holiday: Holiday
    is_own: bool
    is_taken_back: bool


def calendar_of(agency: Agency | None, year: int) -> tuple[CalendarDay, ...]:
    """Every entry of a year that concerns the agency, in order: one query."""
    rows = list(_rows(agency).filter(day__year=year).order_by("day", "kind"))
    worked = {row.day for row in rows if row.kind == HolidayKind.WORKED}
    return tuple(
        CalendarDay(
            holiday=row,
            is_own=row.agency_id == (agency.pk if agency else None),
            is_taken_back=row.day in worked and row.kind != HolidayKind.WORKED,
        )
        for row in rows
    )


def holiday_for(agency: Agency | None, key: UUID) -> Holiday:
    """One entry that the agency (or, for None, the installation) keeps itself. Raises Http404."""
    found = Holiday.objects.filter(agency=agency) if agency else Holiday.objects.filter(agency=None)
    try:
        return found.select_related("agency").get(pk=key)
    except Holiday.DoesNotExist:
        raise Http404 from None


def proposal(agency: Agency | None, year: int) -> tuple[ProposedDay, ...]:
    """What the public table proposes for a year, marked where the calendar has the day already."""
    there = set(_rows(agency).filter(day__year=year).values_list("day", flat=True))
    return tuple(replace(each, is_there=each.day in there) for each in proposed_days(year))


# --- stand-ins


def standing_in(person: Person, on: date) -> list[Person]:
    """The people for whom `person` stands in on a day: one query."""
    found = (
        Deputy.objects.standing_on(on)
        .filter(deputy=person, person__is_active=True)
        .select_related("person__agency")
        .order_by("person__name")
    )
    return [each.person for each in found]


def deputy_of(person: Person, on: date) -> Deputy | None:
    """Who stands in for `person` on a day."""
    return (
        Deputy.objects.standing_on(on)
        .filter(person=person, deputy__is_active=True)
        .select_related("deputy__agency")
        .first()
    )


def own_deputies(person: Person) -> QuerySet[Deputy]:
    """The stand-ins of a person and those they stand in for, newest first."""
    return (
        Deputy.objects.filter(Q(person=person) | Q(deputy=person))
        .select_related("person", "deputy", "set_by")
        .prefetch_related("roles__unit")
        .order_by("-starts_on", "-set_at")
    )


def deputies_looked_after(person: Person) -> QuerySet[Deputy]:
    """The stand-ins among the people whom an administrator looks after, newest first."""
    return (
        Deputy.objects.filter(person__in=people_of(person))
        .select_related("person", "deputy", "set_by")
        .prefetch_related("roles__unit")
        .order_by("-starts_on", "-set_at")
    )


def deputy_for(person: Person, key: UUID) -> Deputy:
    """A stand-in of `person`, or of somebody they look after. Raises Http404."""
    found = (
        Deputy.objects.filter(Q(person=person) | Q(deputy=person) | Q(person__in=people_of(person)))
        .select_related("person__agency", "deputy")
        .filter(pk=key)
        .first()
    )
    if found is None:
        raise Http404
    return found


# --- notices


def notices_of(person: Person) -> QuerySet[Notice]:
    """What a person was told, newest first."""
    return Notice.objects.filter(person=person).order_by("-made_at", "-pk")


def unread_count(person: Person) -> int:
    """How much of it was not read."""
    return Notice.objects.filter(person=person, read_at__isnull=True).count()


def notice_for(person: Person, key: UUID) -> Notice:
    """One notice of the person. Raises Http404."""
    found = Notice.objects.filter(person=person, pk=key).first()
    if found is None:
        raise Http404
    return found
