"""Roles become rights: who reaches which unit."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from bening.accounts import access
from bening.accounts.models import Person, Role, RoleAssignment
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from tests.people import NOW, SINCE, TODAY, Cast, give, make_person, make_unit

ALL = ("parent_unit", "unit", "other_unit")


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("agency_admin", ALL),
        ("agency_head", ALL),
        ("inspector", ALL),
        ("parent_head", ("parent_unit", "unit")),
        ("unit_head", ("unit",)),
        ("pic", ("unit",)),
        ("area_lead", ("unit",)),
        ("area_member", ("unit",)),
        ("colleague", ()),
        ("operator", ()),
        ("outsider", ()),
        ("outside_admin", ()),
    ],
)
def test_each_role_sees_its_units_and_no_other(cast: Cast, who: str, seen: tuple[str, ...]) -> None:
    units = {name: getattr(cast, name) for name in ALL}
    person: Person = getattr(cast, who)

    visible = set(access.units_of(person, TODAY).filter(agency=cast.agency))

    assert visible == {units[name] for name in seen}


def test_a_head_does_not_see_a_unit_whose_path_only_begins_alike(cast: Cast) -> None:
    head = make_person("Wati Purnama", agency=cast.agency)
    first = make_unit(cast.agency, "A")
    give(head, Role.UNIT_HEAD, unit=first)
    siblings = [make_unit(cast.agency, f"S{number}") for number in range(40)]

    assert list(access.units_of(head, TODAY)) == [first]
    assert access.roles_of(head, siblings[0], TODAY) == frozenset()


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("pic", {Role.UNIT_PIC}),
        ("parent_head", {Role.UNIT_HEAD}),
        ("inspector", {Role.INSPECTOR}),
        ("agency_admin", {Role.AGENCY_ADMIN}),
        ("operator", set()),
        ("outsider", set()),
    ],
)
def test_roles_of_a_unit_include_inherited_and_agency_wide_ones(
    cast: Cast, who: str, roles: set[Role]
) -> None:
    assert access.roles_of(getattr(cast, who), cast.unit, TODAY) == roles


def test_a_pic_has_no_role_on_the_unit_above(cast: Cast) -> None:
    assert access.roles_of(cast.pic, cast.parent_unit, TODAY) == frozenset()


def test_areas_are_those_of_the_unit(cast: Cast) -> None:
    give(cast.area_lead, Role.AREA_MEMBER, unit=cast.unit, area=2)
    give(cast.area_lead, Role.AREA_LEAD, unit=cast.other_unit, area=6)

    assert access.areas_led(cast.area_lead, cast.unit, TODAY) == {5}
    assert access.areas_of(cast.area_lead, cast.unit, TODAY) == {2, 5}


def test_a_role_holds_from_its_first_to_its_last_day(cast: Cast) -> None:
    role = RoleAssignment.objects.get(person=cast.pic)
    role.starts_on, role.ends_on = TODAY, TODAY + timedelta(days=1)
    role.save()

    held = [
        bool(access.roles_of(cast.pic, cast.unit, TODAY + timedelta(days=days)))
        for days in (-1, 0, 1, 2)
    ]

    assert held == [False, True, True, False]


def test_an_ended_role_gives_nothing(cast: Cast) -> None:
    RoleAssignment.objects.filter(person=cast.pic).update(ended_at=NOW)

    assert not access.units_of(cast.pic, TODAY).exists()


def test_a_person_switched_off_has_no_rights(cast: Cast) -> None:
    cast.pic.is_active = False

    assert access.rights(cast.pic, TODAY) == access.NO_RIGHTS


def test_rights_take_one_query_and_none_when_remembered(cast: Cast) -> None:
    person = cast.pic
    unit = cast.unit
    with CaptureQueriesContext(
        connection,
    ) as fresh:
        access.roles_of(person, unit, TODAY)
        access.roles_of(person, unit, TODAY)
    access.remember_rights(person)
    with CaptureQueriesContext(connection) as remembered:
        access.roles_of(person, unit, TODAY)
        access.roles_of(person, unit, TODAY)
        access.areas_of(person, unit, TODAY)

    assert (len(fresh), len(remembered)) == (2, 1)


@pytest.mark.parametrize("key", ["not-a-key", "", "00000000-0000-7000-8000-000000000000"])
def test_an_unknown_unit_is_not_found(cast: Cast, key: str) -> None:
    with pytest.raises(Http404):
        access.unit_for(cast.pic, key)


def test_a_unit_of_another_agency_is_not_found(cast: Cast) -> None:
    with pytest.raises(Http404):
        access.unit_for(cast.agency_admin, cast.outside_unit.pk)


def test_an_agency_of_others_is_not_found_except_by_the_operator(cast: Cast) -> None:
    assert access.agency_for(cast.operator, cast.outside_agency.pk) == cast.outside_agency
    with pytest.raises(Http404):
        access.agency_for(cast.agency_admin, cast.outside_agency.pk)


def test_people_are_looked_after_by_their_administrator_only(cast: Cast) -> None:
    person = cast.colleague

    assert access.person_for(cast.agency_admin, person.pk) == person
    for other in (cast.outside_admin, cast.unit_head, cast.inspector, cast.operator, cast.pic):
        with pytest.raises(Http404):
            access.person_for(other, person.pk)


def test_the_operator_looks_after_administrators_and_operators(cast: Cast) -> None:
    everybody = {cast.agency_admin, cast.outside_admin, cast.operator}
    _others = (cast.pic, cast.inspector)

    assert set(access.people_of(cast.operator)) == everybody


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("agency_admin", True),
        ("unit_head", True),
        ("parent_head", True),
        ("agency_head", False),
        ("inspector", False),
        ("pic", False),
        ("operator", False),
        ("outside_admin", False),
    ],
)
def test_who_manages_the_people_of_a_unit(cast: Cast, who: str, allowed: bool) -> None:
    assert access.can_manage_people_of(getattr(cast, who), cast.unit) is allowed


@pytest.mark.parametrize("who", ["unit_head", "agency_head", "inspector", "operator", "pic"])
def test_only_administrators_administer(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        access.check_can_administer(getattr(cast, who), cast.agency)

    assert refused.value.code == "agency_admin_only"


def test_an_administrator_of_another_agency_does_not_administer(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        access.check_can_administer(cast.outside_admin, cast.agency)


def test_administrators_get_no_role_that_answers(cast: Cast) -> None:
    roles = access.roles_of(cast.agency_admin, cast.unit, TODAY)

    assert not roles & {Role.UNIT_PIC, Role.UNIT_HEAD, Role.AREA_LEAD, Role.AREA_MEMBER}


def test_units_come_with_their_agency(cast: Cast) -> None:
    _unit = cast.unit
    unit = access.units_of(cast.agency_admin, TODAY).last()
    assert isinstance(unit, WorkUnit)
    with CaptureQueriesContext(connection) as queries:
        _name = unit.agency.name

    assert len(queries) == 0
    assert SINCE < TODAY
