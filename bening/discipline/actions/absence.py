"""Recaps of attendance brought in, and what a person decides about the absence they show."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.discipline import absences, access
from bening.discipline.absence_files import AbsenceList, read_recap
from bening.discipline.actions.cases import register_case
from bening.discipline.models import (
    AbsenceRecap,
    AbsenceReview,
    DisciplineCase,
    Level,
    Nature,
    NoCase,
    Source,
)
from bening.domain.discipline import DisciplineRefused


def look_at_recap(*, table: Sequence[Sequence[str]], by: Person, now: datetime) -> AbsenceList:
    """What `import_recap` would take over, and why not the rest. Raises NotAllowed."""
    today = today_of(by, now)
    access.check_keeps_any(by, today)
    known = absences.people_known(by, (row[1].strip() for row in table), today)
    people = {number: key for number, (key, _unit) in known.items()}
    return read_recap(table, people, absences.periods_known(people.values()), today=today)


def import_recap(*, table: Sequence[Sequence[str]], by: Person, now: datetime) -> int:
    """Takes the good lines over; a period that is known is corrected. How many lines.

    No case opens by itself. Raises NotAllowed, DisciplineRefused("discipline_recap_empty").
    """
    with transaction.atomic():
        if by.agency_id is not None:
            Agency.objects.select_for_update().get(pk=by.agency_id)  # one import at a time
        found = look_at_recap(table=table, by=by, now=now)
        if not found.lines:
            raise DisciplineRefused("discipline_recap_empty", field="file")
        numbers = [line.employee_number for line in found.lines]
        units = absences.people_known(by, numbers, today_of(by, now))
        for line in found.lines:
            unit = units[line.employee_number][1]
            AbsenceRecap.objects.update_or_create(
                person_id=line.person,
                starts_on=line.starts_on,
                ends_on=line.ends_on,
                defaults={
                    "agency_id": unit.agency_id,
                    "unit": unit,
                    "days": line.days,
                    "in_a_row": line.in_a_row,
                    "entered_by": by,
                    "entered_at": now,
                },
            )
            AbsenceRecap.objects.filter(person_id=line.person).exclude(unit=unit).update(unit=unit)
        audit.record(
            act="discipline.recap_imported",
            by=by.pk,
            agency=by.agency_id,
            subject=("person", by.pk),
            at=now,
            data={"rows": len(found.lines), "left": len({each.number for each in found.faults})},
        )
    return len(found.lines)


def open_for_absence(
    *,
    person: UUID,
    year: int,
    level: Level,
    happened_on: date,
    act: str,
    article: str,
    reference: str = "",
    by: Person,
    now: datetime,
) -> DisciplineCase:
    """A person decides to register the allegation that the recap suggests.

    Raises AbsenceRecap.DoesNotExist, NotAllowed, DisciplineRefused ("discipline_absence_decided"
    and what `register_case` raises).
    """
    with transaction.atomic():
        found = _asking(person, year, by, now)
        case = register_case(
            person=found.person.employee_number,
            nature=Nature.ATTENDANCE,
            source=Source.ATTENDANCE,
            level=level,
            happened_on=happened_on,
            act=act,
            article=article,
            reference=reference,
            by=by,
            now=now,
        )
        _review(found, by, now, case=case)
    return case


def set_absence_aside(
    *, person: UUID, year: int, no_case: NoCase, by: Person, now: datetime
) -> AbsenceReview:
    """No case, and why; a higher step asks again.

    Raises AbsenceRecap.DoesNotExist, NotAllowed, DisciplineRefused ("discipline_absence_decided").
    """
    with transaction.atomic():
        found = _asking(person, year, by, now)
        made = _review(found, by, now, no_case=no_case)
        audit.record(
            act="discipline.absence_set_aside",
            by=by.pk,
            agency=made.agency_id,
            subject=("discipline_absence", made.pk),
            at=now,
            data={"year": year, "days": made.days, "no_case": str(no_case)},
        )
    return made


def _asking(person: UUID, year: int, by: Person, now: datetime) -> absences.Absence:
    access.check_keeps_any(by, today_of(by, now))
    if by.agency_id is not None:
        Agency.objects.select_for_update().get(pk=by.agency_id)
    found = absences.absence_for(by, person, year, now)
    if not found.asks:
        raise DisciplineRefused("discipline_absence_decided")
    return found


def _review(
    found: absences.Absence,
    by: Person,
    now: datetime,
    *,
    case: DisciplineCase | None = None,
    no_case: NoCase | None = None,
) -> AbsenceReview:
    made: AbsenceReview = AbsenceReview.objects.create(
        agency_id=found.agency,
        person=found.person,
        year=found.year,
        days=found.days,
        in_a_row=found.in_a_row,
        case=case,
        no_case=no_case or "",
        reviewed_by=by,
        reviewed_at=now,
    )
    return made
