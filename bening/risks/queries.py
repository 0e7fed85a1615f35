"""Reading registers: always of one person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet

from bening.accounts.access import units_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.risks import Standing, standing_of
from bening.risks.access import kept_of
from bening.risks.models import (
    ControlTelling,
    EnvironmentProof,
    IndicatorReading,
    MaturityScore,
    RegisterReview,
    Risk,
    RiskAction,
    RiskIndicator,
    RiskOfficer,
    RiskRegister,
)

SHOWN = 100


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


def reads(person: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person reads the whole registers of the unit."""
    return units_read(person, on).filter(pk=unit.pk).exists()


def registers_of(person: Person, on: date) -> QuerySet[RiskRegister]:
    """The registers of those units, the newest first, each with its count of risks."""
    return (
        RiskRegister.objects.filter(unit__in=units_read(person, on))
        .select_related("agency", "unit__agency", "adopted_by")
        .annotate(count=Count("risks"))
    )


def register_for(person: Person, key: UUID, on: date) -> RiskRegister:
    """One register. Raises RiskRegister.DoesNotExist."""
    return registers_of(person, on).get(pk=key)


def register_kept(person: Person, on: date) -> RiskRegister | None:
    """The latest register that the person keeps; None where they keep none."""
    units = kept_of(person, units_read(person, on), on)
    return RiskRegister.objects.filter(unit__in=units).order_by("-year", "unit__path").first()


def risks_of(register: RiskRegister) -> QuerySet[Risk]:
    """The risks of a register, with what belongs to them at hand."""
    return register.risks.select_related("owner", "service").prefetch_related(
        Prefetch("actions", RiskAction.objects.select_related("person")), "events"
    )


def reviews_of(register: RiskRegister) -> QuerySet[RegisterReview]:
    """The reviews of a register by quarter."""
    return register.reviews.select_related("reviewed_by", "confirmed_by")


def risk_for(person: Person, key: UUID, on: date) -> Risk:
    """A risk of a register that the person reads, or their own. Raises Risk.DoesNotExist."""
    rows = Risk.objects.select_related("register__unit__agency", "owner", "service")
    mine = Q(owner=person, register__agency_id=person.agency_id)
    asked = Q(
        pk__in=RiskAction.objects.filter(person=person).values("risk_id"),
        register__agency_id=person.agency_id,
    )
    return rows.get(Q(register__unit__in=units_read(person, on)) | mine | asked, pk=key)


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator with its latest reading and where that stands; None before it is read."""

    indicator: RiskIndicator
    latest: IndicatorReading | None
    standing: Standing | None
    before: Decimal | None


def indicators_of(risk: Risk) -> list[Shown]:
    """The indicators of a risk, each with its latest reading and the value before it."""
    found = []
    for row in risk.indicators.prefetch_related("readings"):
        latest, before = [*row.readings.all()[:2], None, None][:2]
        standing = (
            standing_of(latest.value, warning=row.warning, limit=row.limit) if latest else None
        )
        found.append(Shown(row, latest, standing, before.value if before else None))
    return found


def proofs_of(unit: WorkUnit) -> list[EnvironmentProof]:
    """The proofs of the control environment of a unit, by element, the newest first."""
    return list(EnvironmentProof.objects.filter(unit=unit))


def tellings_of(unit: WorkUnit) -> QuerySet[ControlTelling]:
    """Whom internal control of a unit was told, the newest first."""
    return ControlTelling.objects.filter(unit=unit)[:SHOWN]


def maturities_of(unit: WorkUnit) -> QuerySet[MaturityScore]:
    """The levels of maturity of a unit, the newest first."""
    rows = MaturityScore.objects.filter(unit=unit)
    return rows.select_related("unit__agency", "entered_by", "verified_by")


def officers_of(unit: WorkUnit) -> QuerySet[RiskOfficer]:
    """Who keeps or kept the register of a unit by name."""
    return RiskOfficer.objects.filter(unit=unit).select_related("person")


def colleagues_of(agency_id: UUID) -> QuerySet[Person]:
    """The active people of an agency, by name."""
    return Person.objects.filter(agency_id=agency_id, is_active=True).order_by("name")
