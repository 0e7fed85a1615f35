"""Reading registers: always of one person."""

from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from bening.accounts.access import units_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.risks.access import in_force
from bening.risks.models import Risk, RiskAction, RiskOfficer, RiskRegister


def units_read(person: Person, on: date) -> QuerySet[WorkUnit]:
    """The open units whose registers the person reads: those they see, and those of a duty."""
    duties = RiskOfficer.objects.filter(
        in_force(on), person=person, unit__agency=F("person__agency")
    )
    units: QuerySet[WorkUnit] = WorkUnit.objects.select_related("agency").filter(
        Q(pk__in=units_of(person, on).values("pk")) | Q(pk__in=duties.values("unit_id")),
        closed_at__isnull=True,
    )
    return units.order_by("path")


def registers_of(person: Person, on: date) -> QuerySet[RiskRegister]:
    """The registers of those units, the newest first, each with its count of risks."""
    return (
        RiskRegister.objects.filter(unit__in=units_read(person, on))
        .select_related("unit__agency", "adopted_by")
        .annotate(count=Count("risks"))
    )


def register_for(person: Person, key: UUID, on: date) -> RiskRegister:
    """One register. Raises RiskRegister.DoesNotExist."""
    return registers_of(person, on).get(pk=key)


def risk_for(person: Person, key: UUID, on: date) -> Risk:
    """A risk of a register that the person reads, or their own. Raises Risk.DoesNotExist."""
    rows = Risk.objects.select_related("register__unit__agency", "owner", "service")
    mine = Q(owner=person, register__agency_id=person.agency_id)
    asked = Q(
        pk__in=RiskAction.objects.filter(person=person).values("risk_id"),
        register__agency_id=person.agency_id,
    )
    return rows.get(Q(register__unit__in=units_read(person, on)) | mine | asked, pk=key)


def colleagues_of(agency_id: UUID) -> QuerySet[Person]:
    """The active people of an agency, by name."""
    return Person.objects.filter(agency_id=agency_id, is_active=True).order_by("name")
