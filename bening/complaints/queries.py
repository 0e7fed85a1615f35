"""Reads of complaints: by tracking code for reporters, scoped to a person for the desk."""

from datetime import date

from django.db.models import Q, QuerySet

from bening.agencies.models import WorkUnit
from bening.complaints.models import Complaint
from bening.domain.complaints.codes import fingerprint
from bening.domain.workdays import start_of_day


def by_code(code: str) -> Complaint:
    """The complaint of a tracking code. Raises Complaint.DoesNotExist, also for no code at all."""
    try:
        digest = fingerprint(code)
    except ValueError:
        raise Complaint.DoesNotExist from None
    return Complaint.objects.select_related(
        "unit__agency", "filed_with", "service", "merged_into"
    ).get(code_hash=digest, erased_at__isnull=True)


def filed_in_year(unit: WorkUnit, year: int) -> QuerySet[Complaint]:
    """What was brought to a unit, or handed on to it, in a calendar year of its zone."""
    first = start_of_day(date(year, 1, 1), unit.zone)
    end = start_of_day(date(year + 1, 1, 1), unit.zone)
    return Complaint.objects.filter(
        Q(unit=unit) | Q(filed_with=unit), filed_at__gte=first, filed_at__lt=end
    )
