"""Giving and ending roles."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from bening.accounts import access, actions
from bening.accounts.models import Person, Role, RoleAssignment
from bening.accounts.refusals import NotAllowed, PeopleRefused
from bening.agencies import actions as agency_actions
from bening.audit.models import Event
from tests.people import NOW, TODAY, Cast, give, make_person


def test_an_administrator_gives_a_role_and_it_is_recorded(cast: Cast) -> None:
    role = actions.give_role(
        person=cast.colleague, role=Role.UNIT_PIC, unit=cast.unit, by=cast.agency_admin, now=NOW
    )

    event = Event.objects.get(act="role.given")
    assert access.roles_of(cast.colleague, cast.unit, TODAY) == {Role.UNIT_PIC}
    assert (event.by, event.agency, event.subject_id) == (
        cast.agency_admin.pk,
        cast.agency.pk,
        str(cast.colleague.pk),
    )
    assert (role.starts_on, role.given_by) == (TODAY, cast.agency_admin)
    assert event.sentence == f"memberi Joko Susanto peran PIC unit di {cast.unit.name}"


@pytest.mark.parametrize("who", ["pic", "area_lead", "inspector", "agency_head", "operator"])
def test_others_give_no_roles(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.give_role(
            person=cast.colleague,
            role=Role.UNIT_PIC,
            unit=cast.unit,
            by=getattr(cast, who),
            now=NOW,
        )

    assert not cast.colleague.roles.exists()


def test_a_head_gives_roles_of_the_unit_but_not_of_heads(cast: Cast) -> None:
    actions.give_role(
        person=cast.colleague,
        role=Role.AREA_LEAD,
        unit=cast.unit,
        area=3,
        by=cast.unit_head,
        now=NOW,
    )
    with pytest.raises(NotAllowed):
        actions.give_role(
            person=cast.colleague, role=Role.UNIT_HEAD, unit=cast.unit, by=cast.unit_head, now=NOW
        )


def test_a_head_gives_no_role_on_another_unit(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        actions.give_role(
            person=cast.colleague,
            role=Role.UNIT_PIC,
            unit=cast.other_unit,
            by=cast.unit_head,
            now=NOW,
        )

    assert refused.value.code == "unit_head_only"


def test_nobody_gives_a_role_across_agencies(cast: Cast) -> None:
    with pytest.raises(PeopleRefused) as unit_outside:
        actions.give_role(
            person=cast.colleague,
            role=Role.UNIT_PIC,
            unit=cast.outside_unit,
            by=cast.agency_admin,
            now=NOW,
        )
    with pytest.raises(NotAllowed):
        actions.give_role(
            person=cast.outsider, role=Role.UNIT_PIC, unit=cast.unit, by=cast.agency_admin, now=NOW
        )

    assert unit_outside.value.code == "role_needs_unit"


def test_an_administrator_makes_no_operator(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.give_role(person=cast.colleague, role=Role.OPERATOR, by=cast.agency_admin, now=NOW)


def test_an_operator_has_no_agency(cast: Cast) -> None:
    with pytest.raises(PeopleRefused) as refused:
        actions.give_role(person=cast.colleague, role=Role.OPERATOR, by=cast.operator, now=NOW)

    assert refused.value.code == "operator_of_no_agency"


@pytest.mark.parametrize(
    ("role", "unit", "area", "code"),
    [
        (Role.UNIT_PIC, None, None, "role_needs_unit"),
        (Role.AREA_LEAD, "unit", None, "role_needs_area"),
        (Role.AREA_LEAD, "unit", 7, "role_needs_area"),
        (Role.AREA_LEAD, "unit", 0, "role_needs_area"),
        (Role.UNIT_PIC, "unit", 3, "role_without_area"),
        (Role.INSPECTOR, "unit", None, "role_without_unit"),
    ],
)
def test_a_role_needs_its_place(
    cast: Cast, role: Role, unit: str | None, area: int | None, code: str
) -> None:
    with pytest.raises(PeopleRefused) as refused:
        actions.give_role(
            person=cast.colleague,
            role=role,
            unit=getattr(cast, unit) if unit else None,
            area=area,
            by=cast.agency_admin,
            now=NOW,
        )

    assert refused.value.code == code


def test_a_closed_unit_takes_no_roles(cast: Cast) -> None:
    closed = agency_actions.close_unit(unit=cast.other_unit, by=cast.agency_admin, now=NOW)

    with pytest.raises(PeopleRefused) as refused:
        actions.give_role(
            person=cast.colleague, role=Role.UNIT_PIC, unit=closed, by=cast.agency_admin, now=NOW
        )

    assert refused.value.code == "unit_is_closed"


@pytest.mark.parametrize("who", ["agency_admin", "unit_head"])
def test_nobody_gives_a_role_to_themselves(cast: Cast, who: str) -> None:
    person = getattr(cast, who)

    with pytest.raises(PeopleRefused) as refused:
        actions.give_role(person=person, role=Role.UNIT_PIC, unit=cast.unit, by=person, now=NOW)

    assert refused.value.code == "role_to_oneself"
    assert person.roles.count() == 1


def test_a_role_is_not_given_twice_for_the_same_time(cast: Cast) -> None:
    with pytest.raises(PeopleRefused) as refused:
        actions.give_role(
            person=cast.pic, role=Role.UNIT_PIC, unit=cast.unit, by=cast.agency_admin, now=NOW
        )

    assert refused.value.code == "role_already_held"


def test_a_role_does_not_end_before_it_begins(cast: Cast) -> None:
    with pytest.raises(PeopleRefused) as refused:
        actions.give_role(
            person=cast.colleague,
            role=Role.UNIT_PIC,
            unit=cast.unit,
            starts_on=TODAY,
            ends_on=TODAY - timedelta(days=1),
            by=cast.agency_admin,
            now=NOW,
        )

    assert refused.value.code == "role_ends_before_start"


def test_somebody_switched_off_gets_no_role(cast: Cast) -> None:
    cast.colleague.is_active = False
    cast.colleague.save()

    with pytest.raises(PeopleRefused) as refused:
        actions.give_role(
            person=cast.colleague,
            role=Role.UNIT_PIC,
            unit=cast.unit,
            by=cast.agency_admin,
            now=NOW,
        )

    assert refused.value.code == "person_inactive"


def test_an_ended_role_stops_at_once_and_stays_on_record(cast: Cast) -> None:
    role = RoleAssignment.objects.get(person=cast.pic)

    actions.end_role(assignment=role, by=cast.agency_admin, now=NOW)

    assert not access.units_of(cast.pic, TODAY).exists()
    assert RoleAssignment.objects.get(pk=role.pk).ended_at == NOW
    assert Event.objects.filter(act="role.ended").count() == 1


def test_a_role_ends_once(cast: Cast) -> None:
    role = RoleAssignment.objects.get(person=cast.pic)
    actions.end_role(assignment=role, by=cast.agency_admin, now=NOW)

    with pytest.raises(PeopleRefused) as refused:
        actions.end_role(assignment=role, by=cast.agency_admin, now=NOW)

    assert refused.value.code == "role_already_ended"


def test_a_head_does_not_end_another_head(cast: Cast) -> None:
    role = RoleAssignment.objects.get(person=cast.parent_head)

    with pytest.raises(NotAllowed):
        actions.end_role(assignment=role, by=cast.unit_head, now=NOW)


def test_nobody_ends_their_own_role_of_administrator(cast: Cast) -> None:
    second = make_person("Rina Amalia", agency=cast.agency)
    give(second, Role.AGENCY_ADMIN)
    own = RoleAssignment.objects.get(person=cast.agency_admin)

    with pytest.raises(PeopleRefused) as refused:
        actions.end_role(assignment=own, by=cast.agency_admin, now=NOW)

    assert refused.value.code == "own_admin_role"


def test_the_last_administrator_stays(cast: Cast) -> None:
    last = RoleAssignment.objects.get(person=cast.agency_admin)

    with pytest.raises(PeopleRefused) as refused:
        actions.end_role(assignment=last, by=cast.operator, now=NOW)

    assert refused.value.code == "last_admin"
    assert access.can_administer(cast.agency_admin, cast.agency)


def test_one_of_two_administrators_can_go(cast: Cast) -> None:
    second = make_person("Rina Amalia", agency=cast.agency)
    role = give(second, Role.AGENCY_ADMIN)

    actions.end_role(assignment=role, by=cast.agency_admin, now=NOW)

    assert not access.can_administer(second, cast.agency)


def test_a_second_administrator_switched_off_does_not_count(cast: Cast) -> None:
    second = make_person("Rina Amalia", agency=cast.agency)
    give(second, Role.AGENCY_ADMIN)
    second.is_active = False
    second.save()

    with pytest.raises(PeopleRefused) as refused:
        actions.end_role(
            assignment=RoleAssignment.objects.get(person=cast.agency_admin),
            by=cast.operator,
            now=NOW,
        )

    assert refused.value.code == "last_admin"


def test_the_last_operator_is_not_switched_off(cast: Cast) -> None:
    second = make_person("Toni Wibowo", agency=None)
    give(second, Role.OPERATOR)
    cast.operator.is_active = False
    cast.operator.save()
    third = make_person("Umar Said", agency=None)
    by = cast.operator
    by.is_active = True

    with pytest.raises(PeopleRefused) as refused:
        actions.deactivate_person(person=second, by=by, now=NOW)

    assert refused.value.code == "last_operator"
    assert not third.roles.exists()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_do_not_send_each_other_away_in_the_same_moment() -> None:
    cast = Cast()
    second = make_person("Rina Amalia", agency=cast.agency)
    roles = [RoleAssignment.objects.get(person=cast.agency_admin), give(second, Role.AGENCY_ADMIN)]
    start = threading.Barrier(2)

    def run(role: RoleAssignment, by: Person) -> None:
        try:
            start.wait()
            actions.end_role(assignment=role, by=by, now=NOW)
        except (NotAllowed, PeopleRefused):
            pass
        finally:
            connection.close()

    pairs = zip(roles, (second, cast.agency_admin), strict=True)
    threads = [threading.Thread(target=run, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    left = RoleAssignment.objects.in_force(TODAY).filter(role=Role.AGENCY_ADMIN)
    assert left.count() == 1


def test_a_head_names_a_colleague_by_address(cast: Cast) -> None:
    given = actions.give_unit_role(
        unit=cast.unit,
        email=cast.colleague.email.upper(),
        role=Role.AREA_MEMBER,
        area=1,
        by=cast.unit_head,
        now=NOW,
    )

    assert (given.person, given.area) == (cast.colleague, 1)


def test_a_person_of_another_agency_is_nobody_here(cast: Cast) -> None:
    with pytest.raises(PeopleRefused) as refused:
        actions.give_unit_role(
            unit=cast.unit,
            email=cast.outsider.email,
            role=Role.UNIT_PIC,
            area=None,
            by=cast.unit_head,
            now=NOW,
        )

    assert refused.value.code == "nobody_of_that_email"


def test_who_remains_is_asked_on_the_agency_s_own_day(cast: Cast) -> None:
    second = make_person("Rina Amalia", agency=cast.agency)
    RoleAssignment.objects.filter(pk=give(second, Role.AGENCY_ADMIN).pk).update(ends_on=TODAY)
    first = RoleAssignment.objects.get(person=cast.agency_admin)
    late = datetime(2026, 4, 15, 18, 0, tzinfo=UTC)  # already the 16th at the agency

    with pytest.raises(PeopleRefused) as refused:
        actions.end_role(assignment=first, by=cast.operator, now=late)

    assert refused.value.code == "last_admin"
