"""Reads of what follows a title; those for staff are scoped to a person, the register is public."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from bening.accounts.access import units_of
from bening.accounts.models import Person
from bening.aftercare.models import (
    AftercareReview,
    Concern,
    ConcernState,
    Replication,
    Reward,
    RewardPolicy,
)
from bening.aftercare.standards import Line, lines_of
from bening.agencies.models import WorkUnit
from bening.domain.anniversaries import years_after
from bening.domain.scoring import Designation as Title
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationCycle, InstrumentVersion
from bening.programs.models import Award, Designation, ProgramState, ZoneProgram
from bening.programs.phases import TPN_STATES

WAIT_YEARS = 2
REVIEW_YEARS = 2
UNDER_NOMINATION = TPN_STATES | {ProgramState.AWARDED}


def waiting_until(unit: WorkUnit) -> date | None:
    """The first day on which a unit may be proposed again; None where nothing was revoked."""
    days = Award.objects.filter(unit=unit, revoked_on__isnull=False).values_list(
        "revoked_on", flat=True
    )
    return max((years_after(day, WAIT_YEARS) for day in days if day), default=None)


def titles_of(person: Person) -> QuerySet[Award]:
    """The titles of every unit that `person` may read, with what waits about them."""
    open_ = Q(reviews__closed_at__isnull=True)
    waiting = Q(concerns__state__in=(ConcernState.OPEN, ConcernState.SUBSTANTIATED))
    return (
        Award.objects.filter(unit__in=units_of(person))
        .select_related("unit__agency", "program")
        .annotate(
            review_due=Min("reviews__due_on", filter=open_),
            waiting_concerns=Count("concerns", filter=waiting, distinct=True),
            is_nominated=Exists(_nominated_for_wbbm(OuterRef("unit_id"))),
        )
    )


def title_for(person: Person, key: UUID) -> Award:
    """One title. Raises Award.DoesNotExist also where it is not for this person."""
    return titles_of(person).get(pk=key)


def _nominated_for_wbbm(unit: OuterRef) -> QuerySet[ZoneProgram]:
    return ZoneProgram.objects.filter(
        unit_id=unit, target=Designation.WBBM, state__in=UNDER_NOMINATION
    )


def to_be_monitored() -> QuerySet[Award]:
    """Titles held that are the unit's highest: each is monitored every two years."""
    higher = Award.objects.filter(
        unit_id=OuterRef("unit_id"), designation=Designation.WBBM, revoked_on__isnull=True
    )
    return Award.objects.filter(revoked_on__isnull=True).exclude(
        Q(designation=Designation.WBK) & Exists(higher)
    )


def open_reviews() -> QuerySet[AftercareReview]:
    """Monitoring that is asked for: not of a WBK whose unit is proposed for WBBM meanwhile."""
    return (
        AftercareReview.objects.filter(closed_at__isnull=True, award__revoked_on__isnull=True)
        .exclude(
            Q(award__designation=Designation.WBK)
            & Exists(_nominated_for_wbbm(OuterRef("award__unit_id")))
        )
        .select_related("award__unit__agency")
        .order_by("due_on", "pk")
    )


def reviews_of(person: Person) -> QuerySet[AftercareReview]:
    """The monitoring of every title the person may read."""
    return AftercareReview.objects.filter(award__unit__in=units_of(person)).select_related(
        "award__unit__agency", "award__program", "closed_by", "report"
    )


def review_for(person: Person, key: UUID) -> AftercareReview:
    """One monitoring. Raises AftercareReview.DoesNotExist also where it is not for them."""
    return reviews_of(person).get(pk=key)


def concerns_of(person: Person) -> QuerySet[Concern]:
    """The concerns about every title the person may read."""
    return Concern.objects.filter(award__unit__in=units_of(person)).select_related(
        "award__unit__agency", "award__program", "raised_by", "clarified_by", "decided_by"
    )


def concern_for(person: Person, key: UUID) -> Concern:
    """One concern. Raises Concern.DoesNotExist also where it is not for this person."""
    return concerns_of(person).get(pk=key)


def replications_of(person: Person) -> QuerySet[Replication]:
    """What units the person may read adapt, or have given to others to adapt."""
    mine = units_of(person)
    return (
        Replication.objects.filter(Q(unit__in=mine) | Q(award__unit__in=mine))
        .select_related("award__unit", "unit__agency", "changed_by")
        .order_by("-created_at")
    )


def replication_for(person: Person, key: UUID) -> Replication:
    """One replication. Raises Replication.DoesNotExist also where it is not for this person."""
    return replications_of(person).get(pk=key)


def policies_of(person: Person) -> QuerySet[RewardPolicy]:
    """The reward policies of the person's agency, past ones included."""
    return RewardPolicy.objects.filter(Q(agency_id=person.agency_id)).select_related("set_by")


def policy_in_force(agency_id: UUID, occasion: str, on: date) -> RewardPolicy | None:
    """The newest policy for an occasion that had begun on a day."""
    return (
        RewardPolicy.objects.filter(agency_id=agency_id, occasion=occasion, starts_on__lte=on)
        .order_by("-starts_on")
        .first()
    )


def rewards_of(person: Person) -> QuerySet[Reward]:
    """The rewards given to units the person may read."""
    return Reward.objects.filter(award__unit__in=units_of(person)).select_related(
        "award__unit", "policy", "entered_by"
    )


def lines_for(award: Award) -> tuple[Line, ...]:
    """What a title is held to: by the agency's newest instrument, else the shipped one in force."""
    version = (
        InstrumentVersion.objects.filter(
            pk__in=EvaluationCycle.objects.filter(agency_id=award.agency_id)
            .order_by("-year")
            .values("instrument_id")[:1]
        )
        .defer("source")
        .first()
    ) or InstrumentVersion.objects.filter(slug="lke-2021").defer("source").first()
    if version is None:
        return ()
    return lines_of(instrument_of(version), Title(award.designation))


def register() -> QuerySet[Award]:
    """Every title given, newest first: the public register."""
    return Award.objects.select_related("unit__agency").order_by("-awarded_on", "pk")
