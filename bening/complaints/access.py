"""Who works on which complaint; the same checks guard actions and explain pages.

Duties at the desk are rows of `ComplaintOfficer`. Heads and inspectors read what is theirs to
watch over. Whoever a complaint is about finds none: for them it does not exist.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, UUIDField
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import can_manage_people_of, rights, today_of
from bening.accounts.duties import in_force, may_hold
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.adapters.prepared import Prepared
from bening.agencies.models import WorkUnit
from bening.complaints.models import (
    Complaint,
    ComplaintOfficer,
    ComplaintState,
    OfficerDuty,
    ReportedParty,
)
from bening.conflicts.ties import reach_of, ties_of
from bening.domain.complaints import Act, Duty, acts_in, who_may
from bening.domain.complaints.states import State

DUTY_WORDS = {
    Duty.COORDINATOR: _("koordinator pengaduan"),
    Duty.LIAISON: _("pejabat penghubung"),
    Duty.HANDLER: _("pejabat pelaksana"),
    Duty.SUPERIOR: _("pimpinan"),
    Duty.REPORTER: _("pelapor"),
}
WATCHERS = frozenset({Role.AGENCY_HEAD, Role.INSPECTOR})
"""Agency-wide roles above every desk."""


def is_tied(person: Person, complaint: Complaint, on: date) -> bool:
    """Whether a declared interest or a cooling period keeps the person from a complaint on a day.

    It does with a tie to the unit that holds it, or to somebody whom it is about.
    """
    about = ReportedParty.objects.filter(complaint=complaint).values_list("person_id", flat=True)
    return bool(ties_of({person.pk}, unit=complaint.unit, on=on, about=set(about)))


def tied_to(person: Person, on: date) -> Q:
    """Of which complaints `is_tied` is true, as a condition for whole lists: at most 2 queries."""
    reach = reach_of(person, on)
    tied = Q(unit_id__in=reach.units)
    for agency, path in sorted(reach.paths):
        tied |= Q(unit__agency_id=agency, unit__path__startswith=path)
    if reach.people:
        about = ReportedParty.objects.filter(complaint=OuterRef("pk"), person__in=reach.people)
        tied |= Q(Exists(about))
    return tied


def check_not_tied(person: Person, complaint: Complaint, on: date) -> None:
    """Whoever is tied neither acts on a complaint nor reads what it says.

    Raises NotAllowed("complaint_tied").
    """
    if is_tied(person, complaint, on):
        raise NotAllowed("complaint_tied")


_duties: Prepared[tuple[str, UUID, UUID | None]] = Prepared(
    lambda slot: (
        ComplaintOfficer.objects.filter(
            in_force(slot("on", DateField())), person=slot("person", UUIDField())
        )
        .order_by()
        .values_list("duty", "agency_id", "unit_id")
    )
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a person has to do with complaints on a day."""

    person: Person
    coordinates: frozenset[UUID]
    liaises: frozenset[UUID]
    handles: frozenset[UUID]
    watched_agencies: frozenset[UUID]
    watched_paths: frozenset[tuple[UUID, str]]

    @property
    def is_officer(self) -> bool:
        """Whether the person has a duty at some desk."""
        return bool(self.coordinates or self.liaises or self.handles)

    @property
    def is_somebody(self) -> bool:
        """Whether the person works on complaints or watches over them."""
        return self.is_officer or bool(self.watched_agencies or self.watched_paths)

    def duties(self, complaint: Complaint) -> frozenset[Duty]:
        """In which duties the person acts for this complaint."""
        found = set()
        if complaint.agency_id in self.coordinates:
            found.add(Duty.COORDINATOR)
        if complaint.unit_id in self.liaises:
            found.add(Duty.LIAISON)
        if complaint.owner_id == self.person.pk:
            found.add(Duty.HANDLER)
        if complaint.agency_id in self.watched_agencies or any(
            agency == complaint.agency_id and complaint.unit.path.startswith(path)
            for agency, path in self.watched_paths
        ):
            found.add(Duty.SUPERIOR)
        return frozenset(found)


def desk_of(person: Person, on: date | None = None) -> Desk:
    """The duties and the oversight of a person on a day (today): at most two queries."""
    day = on or today_of(person)
    found: dict[str, set[UUID]] = {duty: set() for duty in OfficerDuty.values}
    if person.is_active and may_hold(person, "complaints"):
        for duty, agency, unit in _duties(on=day, person=person.pk):
            found[duty].add(agency if unit is None else unit)
    held = rights(person, day).held
    return Desk(
        person=person,
        coordinates=frozenset(found[OfficerDuty.COORDINATOR]),
        liaises=frozenset(found[OfficerDuty.LIAISON]),
        handles=frozenset(found[OfficerDuty.HANDLER]),
        watched_agencies=frozenset(
            one.agency_id for one in held if one.role in WATCHERS and one.agency_id is not None
        ),
        watched_paths=frozenset(
            (one.agency_id, one.unit_path)
            for one in held
            if one.role == Role.UNIT_HEAD and one.unit_path and one.agency_id is not None
        ),
    )


def complaints_of(person: Person, desk: Desk | None = None) -> QuerySet[Complaint]:
    """The complaints a person may read: of their desks, their own, those they watch over.

    Never one that is about the person; one redirected to the protected channel only as coordinator.
    """
    desk = desk or desk_of(person)
    agencies = desk.watched_agencies - desk.coordinates
    watched = [Q(agency_id__in=agencies)] if agencies else []
    if desk.liaises:
        watched.append(Q(unit_id__in=desk.liaises))
    watched += [
        Q(unit__agency_id=agency, unit__path__startswith=path)
        for agency, path in sorted(desk.watched_paths)
        if agency not in desk.watched_agencies | desk.coordinates
    ]
    if desk.is_officer and desk.coordinates.isdisjoint({person.agency_id}):
        watched.append(Q(owner=person))
    readable = [Q(agency_id__in=desk.coordinates)] if desk.coordinates else []
    if watched:
        readable.append(reduce(or_, watched) & ~redirected())
    if not readable:
        return Complaint.objects.none()
    about = ReportedParty.objects.filter(complaint=OuterRef("pk"), person=person)
    return Complaint.objects.filter(reduce(or_, readable)).exclude(Exists(about))


def redirected() -> Q:
    """What was redirected to the protected channel, with what had been merged into it.

    The other complaint is looked up for merged ones alone, so that counts read nothing but indexes.
    """
    main = Complaint.objects.filter(pk=OuterRef("merged_into"), state=ComplaintState.REDIRECTED)
    merged = Q(state=ComplaintState.MERGED) & Q(Exists(main))
    return Q(state=ComplaintState.REDIRECTED) | merged


def complaint_for(person: Person, key: UUID) -> Complaint:
    """One complaint. Raises Complaint.DoesNotExist also where it is not for this person."""
    return complaints_of(person).select_related("unit__agency", "owner", "service").get(pk=key)


def check_may(by: Person, complaint: Complaint, act: Act, *, now: datetime) -> None:
    """Raises NotAllowed ("complaint_act_by", "complaint_tied")."""
    today = today_of(by, now)
    duties = desk_of(by, today).duties(complaint)
    if not duties & who_may(act):
        words = sorted(str(DUTY_WORDS[duty]) for duty in who_may(act) if duty in DUTY_WORDS)
        raise NotAllowed("complaint_act_by", roles=words)
    check_not_tied(by, complaint, today)


def acts_for(desk: Desk, complaint: Complaint) -> frozenset[Act]:
    """What the person can do with a complaint now: for what a page offers."""
    duties = desk.duties(complaint)
    possible = {act for act in acts_in(State(complaint.state)) if duties & who_may(act)}
    if complaint.asked_at is not None:
        possible.discard(Act.ASK)
    if complaint.appeal_was_granted:
        possible.discard(Act.REFUSE)
    if complaint.refused_by_id == desk.person.pk:
        possible -= {Act.UPHOLD, Act.GRANT}
    return frozenset(possible)


def check_can_give_duty(by: Person, *, unit: WorkUnit | None, agency: UUID) -> None:
    """The head of a unit or the administrator; for the whole agency the administrator alone.

    Raises NotAllowed ("complaint_duty_by").
    """
    if rights(by).administers(agency):
        return
    if unit is None or unit.agency_id != agency or not can_manage_people_of(by, unit):
        raise NotAllowed("complaint_duty_by")
