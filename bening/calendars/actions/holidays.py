"""Days off: added, removed with a reason, taken over from the public table."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bening import audit
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.calendars import access
from bening.calendars.changes import days_imported
from bening.calendars.days_off import FIRST_YEAR, LAST_YEAR, proposed_days, table_version
from bening.calendars.models import Holiday, HolidayKind
from bening.calendars.refusals import CalendarRefused

FOR_ALL = frozenset({HolidayKind.NATIONAL, HolidayKind.JOINT_LEAVE})


def calendar_subject(agency: Agency | None) -> tuple[str, str]:
    """The subject under which a calendar has its history."""
    return ("holidays", str(agency.pk) if agency else "national")


def add_holiday(
    *,
    agency: Agency | None,
    day: date,
    name: str,
    kind: HolidayKind,
    source: str,
    by: Person,
    now: datetime,
) -> Holiday:
    """A day off of an agency, or of everybody; or a day on which the agency works all the same.

    Raises NotAllowed, CalendarRefused("holiday_exists", "holiday_name_missing",
    "holiday_source_missing", "holiday_kind_for_agencies", "no_day_off_to_work",
    "year_out_of_calendar").
    """
    access.check_can_keep_calendar(by, agency)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CalendarRefused("year_out_of_calendar", field="day", year=str(day.year))
    if not name.strip():
        raise CalendarRefused("holiday_name_missing", field="name")
    if not source.strip():
        raise CalendarRefused("holiday_source_missing", field="source")
    if agency is None and kind not in FOR_ALL:
        raise CalendarRefused("holiday_kind_for_agencies", field="kind")
    with transaction.atomic():
        if kind == HolidayKind.WORKED:
            if not Holiday.objects.filter(agency__isnull=True, day=day).exists():
                raise CalendarRefused("no_day_off_to_work", field="day", day=day)
        elif agency and Holiday.objects.filter(agency__isnull=True, day=day).exists():
            raise CalendarRefused("holiday_exists", field="day", day=day)
        try:
            with transaction.atomic():
                made = Holiday.objects.create(
                    agency=agency,
                    day=day,
                    name=name.strip(),
                    kind=kind,
                    source=source.strip(),
                    added_by=by,
                    added_at=now,
                )
        except IntegrityError:
            raise CalendarRefused("holiday_exists", field="day", day=day) from None
        _record("holiday.added", agency, by, now, _told(made))
    return made


def remove_holiday(*, holiday: Holiday, reason: str, by: Person, now: datetime) -> None:
    """Takes an entry out of the calendar; the trail keeps it, with the reason.

    Raises NotAllowed, CalendarRefused("removal_reason_missing").
    """
    access.check_can_keep_calendar(by, holiday.agency)
    why = reason.strip()
    if not why:
        raise CalendarRefused("removal_reason_missing", field="reason")
    told = _told(holiday)
    with transaction.atomic():
        gone, _each = Holiday.objects.filter(pk=holiday.pk).delete()
        if gone:
            _record("holiday.removed", holiday.agency, by, now, {**told, "reason": why})


def import_days(
    *, agency: Agency | None, year: int, days: Collection[date], by: Person, now: datetime
) -> int:
    """Takes chosen days of the public table over. Returns how many were not there yet.

    Only what the table holds for that year is taken. Raises NotAllowed,
    CalendarRefused("no_days_chosen").
    """
    access.check_can_keep_calendar(by, agency)
    chosen = [each for each in proposed_days(year) if each.day in set(days)]
    if not chosen:
        raise CalendarRefused("no_days_chosen", year=str(year))
    source = _("Tabel umum hari libur (holidays %(version)s)") % {"version": table_version()}
    with transaction.atomic():
        there = Holiday.objects.filter(day__year=year)
        taken = set(there.filter(agency__isnull=True).values_list("day", flat=True))
        if agency is not None:
            taken |= set(there.filter(agency=agency).values_list("day", flat=True))
        rows = [
            Holiday(
                agency=agency,
                day=each.day,
                name=each.name,
                kind=each.kind,
                source=source,
                added_by=by,
                added_at=now,
            )
            for each in chosen
            if each.day not in taken
        ]
        Holiday.objects.bulk_create(rows)
        if rows:
            days_told = [row.day.isoformat() for row in rows]
            told = {"year": year, "count": len(rows), "source": source, "days": days_told}
            _record("holidays.imported", agency, by, now, told)
            days_imported.send(sender=Holiday, agency=agency.pk if agency else None)
    return len(rows)


def _told(holiday: Holiday) -> dict[str, object]:
    return {
        "day": holiday.day.isoformat(),
        "name": holiday.name,
        "kind": str(holiday.kind),
        "source": holiday.source,
    }


def _record(
    act: str, agency: Agency | None, by: Person, now: datetime, data: dict[str, object]
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=agency.pk if agency else None,
        subject=calendar_subject(agency),
        at=now,
        data=data,
    )
