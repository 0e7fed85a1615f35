"""The cast itself: what the other tests rely on."""

from bening.accounts.models import Person, RoleAssignment
from bening.agencies.models import WorkUnit
from tests.people import TODAY, Cast


def test_nobody_is_made_before_being_named(cast: Cast) -> None:
    assert Person.objects.count() == 0


def test_everybody_gets_the_role_they_are_named_for(cast: Cast) -> None:
    people = [
        cast.pic,
        cast.area_lead,
        cast.area_member,
        cast.unit_head,
        cast.parent_head,
        cast.agency_admin,
        cast.agency_head,
        cast.inspector,
        cast.operator,
        cast.outsider,
        cast.outside_admin,
    ]

    roles = RoleAssignment.objects.in_force(TODAY)

    assert [roles.filter(person=person).count() for person in people] == [1] * len(people)
    assert cast.colleague.roles.count() == 0


def test_the_unit_stands_under_its_parent(cast: Cast) -> None:
    assert WorkUnit.objects.get_parent(cast.unit).pk == cast.parent_unit.pk
