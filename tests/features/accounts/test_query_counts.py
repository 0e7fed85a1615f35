"""Lists keep their number of queries when rows grow."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bening.accounts.models import Role
from bening.agencies import actions
from tests.people import NOW, Cast, give, make_person, make_unit, sign_in


def count(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def grow(cast: Cast, numbers: range) -> None:
    for number in numbers:
        unit = make_unit(cast.agency, f"G{number}", parent=cast.parent_unit)
        person = make_person(f"Orang {number}", agency=cast.agency)
        give(person, Role.UNIT_PIC, unit=unit)
        give(person, Role.AREA_MEMBER, unit=cast.unit, area=number % 6 + 1)
        actions.save_joint_area(
            agency=cast.agency,
            area=None,
            name=f"K{number}",
            units=[unit],
            by=cast.agency_admin,
            now=NOW,
        )


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("accounts:administration", 12),
        ("accounts:people", 8),
        ("agencies:units", 6),
        ("agencies:joint_areas", 7),
        ("accounts:switch_unit", 6),
    ],
)
def test_a_list_keeps_its_queries(cast: Cast, client: Client, name: str, most: int) -> None:
    grow(cast, range(1))
    sign_in(client, cast.agency_admin)
    page = reverse(name)
    before = count(client, page)

    grow(cast, range(1, 15))

    assert count(client, page) == before
    assert before <= most


def test_the_page_of_a_unit_keeps_its_queries(cast: Cast, client: Client) -> None:
    grow(cast, range(1))
    sign_in(client, cast.agency_admin)
    page = reverse("agencies:unit", args=[cast.unit.pk])
    before = count(client, page)

    grow(cast, range(1, 15))

    assert count(client, page) == before
    assert before <= 12


def test_the_agencies_of_the_operator_keep_their_queries(cast: Cast, client: Client) -> None:
    _agency = cast.agency
    sign_in(client, cast.operator)
    page = reverse("agencies:agencies")
    before = count(client, page)

    _more = (cast.outside_agency, cast.outside_unit, cast.outsider)

    assert count(client, page) == before
