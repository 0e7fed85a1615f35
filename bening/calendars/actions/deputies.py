"""Stand-ins: named for a span of days with the roles they act in, ended when the person is back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.actions import end_role, give_role
from bening.accounts.models import Person, Role, RoleAssignment
from bening.calendars import access
from bening.calendars.models import Deputy
from bening.calendars.refusals import CalendarRefused
from bening.calendars.telling import notify

LONGEST = timedelta(days=366)


def appoint_deputy(
    *,
    person: Person,
    deputy: Person,
    starts_on: date,
    ends_on: date,
    reason: str,
    by: Person,
    now: datetime,
    roles: Sequence[RoleAssignment] = (),
) -> Deputy:
    """Names who stands in for `person` from a day to a day, both included.

    `roles` are roles that the person holds: the deputy is given the same for those days, if `by`
    may give them. Without them no right passes over.
    Raises NotAllowed, PeopleRefused (of the roles), CalendarRefused("deputy_of_other_agency",
    "deputy_is_oneself", "deputy_inactive", "deputy_span", "deputy_in_the_past",
    "deputy_reason_missing", "deputy_overlaps", "deputy_is_absent", "role_of_somebody_else").
    """
    access.check_can_set_deputy(by, person)
    _check_people(person, deputy)
    _check_span(person, starts_on, ends_on, now)
    why = reason.strip()
    if not why:
        raise CalendarRefused("deputy_reason_missing", field="reason")
    if any(role.person_id != person.pk or role.ended_at for role in roles):
        raise CalendarRefused("role_of_somebody_else")
    with transaction.atomic():
        keys = sorted((person.pk, deputy.pk))
        list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        meanwhile = Deputy.objects.filter(
            ended_at__isnull=True, starts_on__lte=ends_on, ends_on__gte=starts_on
        )
        if meanwhile.filter(person=person).exists():
            raise CalendarRefused("deputy_overlaps", name=person.name)
        if meanwhile.filter(person=deputy).exists():
            raise CalendarRefused("deputy_is_absent", field="deputy", name=deputy.name)
        made = Deputy.objects.create(
            agency_id=person.agency_id,
            person=person,
            deputy=deputy,
            starts_on=starts_on,
            ends_on=ends_on,
            reason=why,
            set_by=by,
            set_at=now,
        )
        made.roles.set(_given(roles, made, by, now))
        _record("deputy.appointed", made, by, now)
        _tell(made, now)
    return made


def end_deputy(*, deputy: Deputy, by: Person, now: datetime) -> Deputy:
    """Ends a stand-in at once, with the roles that were given for it.

    Raises NotAllowed, also where `by` may not end those roles, and
    CalendarRefused("deputy_already_ended").
    """
    access.check_can_set_deputy(by, deputy.person)
    with transaction.atomic():
        kept = Deputy.objects.select_for_update(of=("self",)).get(pk=deputy.pk)
        if kept.ended_at is not None:
            raise CalendarRefused("deputy_already_ended")
        for role in kept.roles.filter(ended_at__isnull=True):
            end_role(assignment=role, by=by, now=now)
        kept.ended_at, kept.ended_by = now, by
        kept.save(update_fields=["ended_at", "ended_by"])
        _record("deputy.ended", kept, by, now)
    return kept


def _check_people(person: Person, deputy: Person) -> None:
    if deputy.pk == person.pk:
        raise CalendarRefused("deputy_is_oneself", field="deputy")
    if deputy.agency_id != person.agency_id:
        raise CalendarRefused("deputy_of_other_agency", field="deputy")
    if not deputy.is_active:
        raise CalendarRefused("deputy_inactive", field="deputy", name=deputy.name)


def _check_span(person: Person, starts_on: date, ends_on: date, now: datetime) -> None:
    if ends_on < starts_on or ends_on - starts_on > LONGEST:
        raise CalendarRefused("deputy_span", field="ends_on", most=LONGEST.days)
    if starts_on < today_of(person, now):
        raise CalendarRefused("deputy_in_the_past", field="starts_on")


def _given(
    roles: Sequence[RoleAssignment], made: Deputy, by: Person, now: datetime
) -> list[RoleAssignment]:
    """The same roles for the deputy, for the days of the stand-in that the person's own cover."""
    return [
        give_role(
            person=made.deputy,
            role=Role(role.role),
            unit=role.unit,
            area=role.area,
            starts_on=max(made.starts_on, role.starts_on),
            ends_on=min(made.ends_on, role.ends_on or made.ends_on),
            by=by,
            now=now,
        )
        for role in roles
        if not _holds_already(role, made)
    ]


def _holds_already(role: RoleAssignment, made: Deputy) -> bool:
    """Whether the deputy holds that role through the whole span, without being given it."""
    return RoleAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=made.ends_on),
        person=made.deputy,
        role=role.role,
        unit=role.unit,
        area=role.area,
        starts_on__lte=made.starts_on,
        ended_at__isnull=True,
    ).exists()


def _tell(made: Deputy, now: datetime) -> None:
    notify(
        people=[made.person, made.deputy],
        code="deputy_appointed",
        key=f"deputy:{made.pk}",
        url=reverse("calendars:own_deputies"),
        values={
            "person": made.person.name,
            "deputy": made.deputy.name,
            "starts_on": made.starts_on.isoformat(),
            "ends_on": made.ends_on.isoformat(),
        },
        agency=made.agency_id,
        now=now,
    )


def _record(act: str, made: Deputy, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=made.agency_id,
        subject=("person", made.person_id),
        at=now,
        data={
            "person": made.person.name,
            "deputy": made.deputy.name,
            "deputy_key": made.deputy_id,
            "starts_on": made.starts_on.isoformat(),
            "ends_on": made.ends_on.isoformat(),
            "reason": made.reason,
            "roles": [str(role.pk) for role in made.roles.all()],
        },
    )
