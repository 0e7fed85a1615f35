"""Reads of proposals and of the national side, scoped to a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from bening.accounts.access import AGENCY_WIDE, rights, units_of
from bening.accounts.models import Person, Role, RoleAssignment
from bening.agencies.models import Agency
from bening.domain.days import day_in
from bening.evaluations.models import EvaluationCycle
from bening.nominations.models import NominatedUnit, Nomination, Objection, PanelSession
from bening.programs.models import ProgramState, ZoneProgram
from bening.programs.phases import TPN_STATES


def agencies_read(person: Person) -> list[UUID]:
    """The agencies whose whole the person reads."""
    return [
        held.agency_id
        for held in rights(person).held
        if held.role in AGENCY_WIDE and held.agency_id is not None
    ]


def agency_of(person: Person) -> Agency | None:
    """The agency whose proposals the person reads; None for others."""
    keys = agencies_read(person)
    return Agency.objects.filter(pk__in=keys).first() if keys else None


def cycles_of(agency: Agency) -> list[EvaluationCycle]:
    """The cycles of an agency, newest first; whoever shows them has found it for the person."""
    return list(
        EvaluationCycle.objects.filter(agency=agency)
        .select_related("instrument", "agency")
        .order_by("-year")
    )


def nominations_of(person: Person) -> QuerySet[Nomination]:
    """The proposals of the agencies whose whole the person reads."""
    rows = Nomination.objects.filter(agency_id__in=agencies_read(person)).select_related(
        "agency", "cycle__agency", "cycle__instrument", "letter", "sent_by"
    )
    return rows.annotate(units_count=Count("units"))


def nomination_for(person: Person, key: UUID) -> Nomination:
    """One proposal. Raises Http404 also where it is not for this person."""
    found = nominations_of(person).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def programs_read(person: Person) -> QuerySet[ZoneProgram]:
    """The programs that the person may read, with all that gates and letters read."""
    return (
        ZoneProgram.objects.filter(unit__in=units_of(person))
        .select_related("unit__agency", "cycle__instrument", "cycle__agency", "sheet__instrument")
        .order_by("-cycle__year", "unit__name")
    )


def program_for(person: Person, key: UUID) -> ZoneProgram:
    """One program. Raises Http404 also where it is not for this person."""
    found = programs_read(person).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def addable(nomination: Nomination) -> list[ZoneProgram]:
    """The eligible programs of the cycle that are not yet in the proposal."""
    return list(
        ZoneProgram.objects.filter(
            agency_id=nomination.agency_id,
            cycle_id=nomination.cycle_id,
            state=ProgramState.ELIGIBLE,
            nominated_unit__isnull=True,
        )
        .select_related("unit")
        .order_by("unit__name")
    )


def national_units(person: Person) -> list[UUID]:
    """The units that the person evaluates for the national team."""
    return [
        held.unit_id
        for held in rights(person).held
        if held.role == Role.TPN and held.unit_id is not None
    ]


def national_programs(person: Person) -> QuerySet[ZoneProgram]:
    """The programs of those units that were proposed, newest first."""
    proposed = Q(state__in=TPN_STATES) | Q(nominated_unit__nomination__sent_at__isnull=False)
    return programs_read(person).filter(proposed, unit_id__in=national_units(person)).distinct()


def national_program_for(person: Person, key: UUID) -> ZoneProgram:
    """One of them. Raises Http404 also where it is not for this person."""
    found = national_programs(person).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def national_people(program: ZoneProgram, now: datetime) -> list[Person]:
    """Who evaluates a unit for the national team today: the people of its panel."""
    on = day_in(settings.TIME_ZONE, now)
    roles = RoleAssignment.objects.in_force(on).filter(role=Role.TPN, unit_id=program.unit_id)
    return list(
        Person.objects.filter(pk__in=roles.values("person_id"), is_active=True).order_by("name")
    )


def panel_for(person: Person, key: UUID) -> PanelSession:
    """A panel of a program that the person evaluates. Raises Http404."""
    found = (
        PanelSession.objects.filter(pk=key, program__unit_id__in=national_units(person))
        .select_related("chair", "program__unit__agency", "program__cycle")
        .first()
    )
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class ShownVote:
    """A member of a panel as one person may see it; `vote` and `reason` empty while sealed."""

    person: Person
    has_voted: bool
    absent: str
    vote: str
    reason: str


def votes_of(session: PanelSession, reader: Person) -> Sequence[ShownVote]:
    """The members of a panel; each sees the own vote, and all once everybody has voted."""
    members = list(session.members.select_related("person").order_by("person__name"))
    opened = session.is_decided or all(member.vote or member.absent for member in members)
    return [
        ShownVote(
            member.person,
            bool(member.vote),
            member.absent,
            member.vote if opened or member.person_id == reader.pk else "",
            member.reason if opened or member.person_id == reader.pk else "",
        )
        for member in members
    ]


def own_statement(program: ZoneProgram) -> NominatedUnit | None:
    """The program's place in a proposal, with its statement."""
    return (
        NominatedUnit.objects.filter(program=program)
        .select_related("nomination", "statement")
        .first()
    )


def objection_of(program: ZoneProgram) -> Objection | None:
    """The objection of a program with its papers; who asks has found the program."""
    return (
        Objection.objects.filter(program=program)
        .select_related(
            "program__unit__agency",
            "program__cycle__instrument",
            "program__sheet__instrument",
            "letter__file",
            "letter__editable",
            "proof__file",
            "proof__editable",
            "selection__result__file",
            "selection__result__editable",
        )
        .first()
    )
