"""Every page of people and units against people of another agency, and without signing in."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bening.accounts import actions
from bening.accounts.models import ImportKind, Person, RoleAssignment
from bening.agencies import actions as agency_actions
from bening.agencies.models import WorkUnit
from tests.people import NOW, TODAY, Cast, sign_in

KEYED: dict[str, Callable[[Cast], object]] = {
    "accounts:person": lambda cast: cast.pic.pk,
    "accounts:give_role": lambda cast: cast.pic.pk,
    "accounts:link": lambda cast: cast.pic.pk,
    "accounts:deactivate": lambda cast: cast.pic.pk,
    "accounts:activate": lambda cast: cast.pic.pk,
    "accounts:reset_second_factors": lambda cast: cast.pic.pk,
    "accounts:end_role": lambda cast: RoleAssignment.objects.get(person=cast.pic).pk,
    "accounts:post": lambda cast: cast.pic.pk,
    "accounts:end_posting": lambda cast: (
        actions.post_person(
            person=cast.pic, unit=cast.unit, starts_on=TODAY, by=cast.agency_admin, now=NOW
        ).pk
    ),
    "accounts:team": lambda cast: cast.unit.pk,
    "accounts:revoke_token": lambda cast: (
        actions.make_token(name="x", days=1, by=cast.pic, now=NOW).token.pk
    ),
    "accounts:import_preview": lambda cast: (
        actions.store_import(
            agency=cast.agency,
            kind=ImportKind.UNITS,
            file_name="x.csv",
            content=b"kode;nama;kode induk;tingkat;zona waktu;melayani publik\n1;Satu;;;;",
            by=cast.agency_admin,
            now=NOW,
        ).pk
    ),
    "agencies:agency": lambda cast: cast.agency.pk,
    "agencies:add_administrator": lambda cast: cast.agency.pk,
    "agencies:unit": lambda cast: cast.unit.pk,
    "agencies:move_unit": lambda cast: cast.unit.pk,
    "agencies:close_unit": lambda cast: cast.unit.pk,
    "agencies:give_unit_role": lambda cast: cast.unit.pk,
    "agencies:joint_area": lambda cast: (
        agency_actions.save_joint_area(
            agency=cast.agency, area=None, name="K", units=[], by=cast.agency_admin, now=NOW
        ).pk
    ),
}
OPEN = {"accounts:forgot", "accounts:accept"}
OWN = {"accounts:own", "accounts:switch_unit", "accounts:tokens"}


def names_of(namespace: str) -> set[str]:
    def walk(patterns: list[URLPattern | URLResolver], inside: bool) -> set[str]:
        found: set[str] = set()
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                here = inside or pattern.namespace == namespace
                found |= walk(pattern.url_patterns, here)
            elif inside:
                found.add(f"{namespace}:{pattern.name}")
        return found

    return walk(get_resolver().url_patterns, False)


ALL = sorted(names_of("accounts") | names_of("agencies"))


def page(cast: Cast, name: str) -> str:
    if name in KEYED:
        return reverse(name, args=[KEYED[name](cast)])
    if name in {"accounts:import", "accounts:import_template"}:
        return reverse(name, args=["unit"])
    if name == "accounts:accept":
        return reverse(name, args=["x" * 43])
    return reverse(name)


@pytest.mark.parametrize("name", sorted(KEYED))
@pytest.mark.parametrize("who", ["outside_admin", "outsider"])
def test_a_key_of_another_agency_is_not_found(
    cast: Cast, client: Client, name: str, who: str
) -> None:
    address, person = page(cast, name), getattr(cast, who)
    before = _state()
    sign_in(client, person)

    codes = {client.get(address).status_code, client.post(address, {}).status_code}

    # Who administers nothing at all may be told so before the key is looked at.
    assert codes <= ({404, 405} if who == "outside_admin" else {403, 404, 405})
    assert codes & {403, 404}
    assert _state() == before


@pytest.mark.parametrize("name", [name for name in ALL if name not in OPEN])
def test_without_signing_in_every_page_asks_to(cast: Cast, client: Client, name: str) -> None:
    address = page(cast, name)

    for answer in (client.get(address), client.post(address, {})):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/masuk/?next=")


@pytest.mark.parametrize("name", [name for name in ALL if name not in OPEN | OWN])
def test_people_without_a_role_administer_nothing(cast: Cast, client: Client, name: str) -> None:
    address, person = page(cast, name), cast.colleague
    before = _state()
    sign_in(client, person)

    codes = {client.get(address).status_code, client.post(address, {}).status_code}

    assert codes <= {403, 404, 405}
    assert codes & {403, 404}
    assert _state() == before


@pytest.mark.parametrize("name", ["agencies:units", "agencies:joint_areas", "accounts:import"])
def test_the_operator_sees_no_units(cast: Cast, client: Client, name: str) -> None:
    sign_in(client, cast.operator)

    assert client.get(page(cast, name)).status_code == 403


def test_the_operator_reaches_no_unit_page(cast: Cast, client: Client) -> None:
    sign_in(client, cast.operator)

    assert client.get(reverse("agencies:unit", args=[cast.unit.pk])).status_code == 404


def _state() -> tuple[object, ...]:
    return (
        list(Person.objects.order_by("pk").values_list("pk", "is_active", "name")),
        list(RoleAssignment.objects.in_force(TODAY).order_by("pk").values_list("pk")),
        list(WorkUnit.objects.order_by("pk").values_list("pk", "path", "closed_at")),
    )
