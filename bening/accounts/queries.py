"""Reads on people. Lists are scoped by `access`; whoever shows a person has got them from there."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from bening.accounts import access
from bening.accounts.models import (
    ApiToken,
    ImportDraft,
    Invitation,
    Person,
    Posting,
    Role,
    RoleAssignment,
)
from bening.agencies.models import Agency, WorkUnit

NEVER_SIGNED_IN = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What a list of people is narrowed to; empty means everything."""

    text: str = ""
    role: str = ""
    unit: str = ""
    state: str = ""


def people_listed(person: Person, wanted: PeopleFilter, *, on: date) -> QuerySet[Person]:
    """The people whom `person` looks after, with `current_roles` and `has_second_factor`."""
    people = access.people_of(person).distinct()
    if wanted.text:
        people = people.filter(
            Q(name__icontains=wanted.text)
            | Q(email__icontains=wanted.text)
            | Q(employee_number__startswith=wanted.text)
        )
    in_force = RoleAssignment.objects.in_force(on)
    if wanted.role in Role.values:
        people = people.filter(pk__in=in_force.filter(role=wanted.role).values("person_id"))
    if wanted.unit:
        units = access.units_of(person).filter(code=wanted.unit)
        people = people.filter(pk__in=in_force.filter(unit__in=units).values("person_id"))
    if wanted.state == "inactive":
        people = people.filter(is_active=False)
    elif wanted.state == "invited":
        people = people.filter(NEVER_SIGNED_IN, is_active=True)
    elif wanted.state == "active":
        people = people.filter(~NEVER_SIGNED_IN, is_active=True)
    return people.annotate(
        has_second_factor=Exists(Authenticator.objects.filter(user_id=OuterRef("pk")))
    ).prefetch_related(
        Prefetch(
            "roles",
            in_force.select_related("unit").order_by("role", "area"),
            to_attr="current_roles",
        )
    )


def roles_held(person: Person) -> QuerySet[RoleAssignment]:
    """All roles of one person, ended ones too, the newest first."""
    return (
        RoleAssignment.objects.filter(person=person)
        .select_related("unit", "agency", "given_by")
        .order_by("-starts_on", "-given_at")
    )


def postings_of(person: Person) -> QuerySet[Posting]:
    """Where the person works and worked, the newest first."""
    return Posting.objects.filter(person=person).select_related("unit").order_by("-starts_on")


def posting_for(person: Person, key: UUID) -> Posting:
    """A posting of somebody whom `person` looks after. Raises Http404."""
    found = (
        Posting.objects.filter(pk=key, person__in=access.people_of(person))
        .select_related("person__agency", "unit")
        .first()
    )
    if found is None:
        raise Http404
    return found


def roles_on(unit: WorkUnit, *, on: date) -> QuerySet[RoleAssignment]:
    """The roles in force on a unit itself, with their people."""
    return (
        RoleAssignment.objects.in_force(on)
        .filter(unit=unit, person__is_active=True)
        .select_related("person")
        .order_by("role", "area", "person__name")
    )


def role_for(person: Person, key: UUID) -> RoleAssignment:
    """A role that `person` might end: of somebody they look after, or on a unit they manage.

    Raises Http404. Whether they may end it is the action's question.
    """
    reachable = Q(person__in=access.people_of(person)) | Q(unit__in=access.units_of(person))
    found = (
        RoleAssignment.objects.filter(reachable, pk=key)
        .select_related("person", "agency", "unit")
        .first()
    )
    if found is None:
        raise Http404
    return found


def administrators_of(agency: Agency, *, on: date) -> QuerySet[Person]:
    """Active administrators of an agency."""
    return Person.objects.filter(
        is_active=True,
        pk__in=RoleAssignment.objects.in_force(on)
        .filter(agency=agency, role=Role.AGENCY_ADMIN)
        .values("person_id"),
    )


def open_link(person: Person, *, now: datetime) -> Invitation | None:
    """The link that still waits for the person, if there is one."""
    return (
        Invitation.objects.filter(person=person, used_at__isnull=True, expires_at__gt=now)
        .order_by("-made_at")
        .first()
    )


def tokens_of(person: Person) -> QuerySet[ApiToken]:
    """The person's tokens, the newest first."""
    return ApiToken.objects.filter(person=person).order_by("-made_at")


def token_of(person: Person, key: UUID) -> ApiToken:
    """One token of the person. Raises Http404."""
    token = ApiToken.objects.filter(person=person, pk=key).first()
    if token is None:
        raise Http404
    return token


def draft_of(person: Person, key: UUID) -> ImportDraft:
    """One import of the person in an agency they still administer. Raises Http404."""
    draft = (
        ImportDraft.objects.select_related("agency")
        .filter(pk=key, made_by=person, agency__in=access.agencies_of(person))
        .first()
    )
    if draft is None:
        raise Http404
    return draft
