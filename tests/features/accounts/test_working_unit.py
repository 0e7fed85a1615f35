"""The unit a person works for in a session."""

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Role, RoleAssignment
from tests.people import NOW, PASSWORD, Cast, give, make_person, sign_in

PAGE = "/akun/unit/"


def unit_of(client: Client) -> str:
    unit = client.get(PAGE).context["request"].unit
    return unit.name if unit else ""


def test_it_is_the_first_unit_of_a_role(cast: Cast, client: Client) -> None:
    sign_in(client, cast.pic)

    assert unit_of(client) == cast.unit.name


def test_people_with_several_units_choose(cast: Cast, client: Client) -> None:
    give(cast.pic, Role.UNIT_PIC, unit=cast.other_unit)
    sign_in(client, cast.pic)

    answer = client.post(PAGE, {"unit": str(cast.other_unit.pk), "lanjut": "/akun/"})

    assert answer.headers["Location"] == "/akun/"
    assert unit_of(client) == cast.other_unit.name


def test_a_choice_is_asked_again_at_each_request(cast: Cast, client: Client) -> None:
    give(cast.pic, Role.UNIT_PIC, unit=cast.other_unit)
    sign_in(client, cast.pic)
    client.post(PAGE, {"unit": str(cast.other_unit.pk)})

    RoleAssignment.objects.filter(unit=cast.other_unit).update(ended_at=NOW)

    assert unit_of(client) == cast.unit.name


@pytest.mark.parametrize("name", ["other_unit", "outside_unit", "parent_unit"])
def test_a_unit_without_a_role_is_not_found(cast: Cast, client: Client, name: str) -> None:
    unit = getattr(cast, name)
    sign_in(client, cast.pic)

    answer = client.post(PAGE, {"unit": str(unit.pk)})

    assert answer.status_code == 404
    assert unit_of(client) == cast.unit.name


def test_a_forged_unit_in_the_session_is_dropped(cast: Cast, client: Client) -> None:
    sign_in(client, cast.pic)
    session = client.session
    session["unit"] = str(cast.outside_unit.pk)
    session.save()

    assert unit_of(client) == cast.unit.name


ELSEWHERE = ["https://jahat.example/", "//jahat.example", "/\\jahat.example", "/%5Cjahat.example"]
ELSEWHERE += ["/%2Fjahat.example", "jahat", ""]


@pytest.mark.parametrize("onward", ELSEWHERE)
def test_choosing_never_leads_to_another_site(cast: Cast, client: Client, onward: str) -> None:
    sign_in(client, cast.pic)

    answer = client.post(PAGE, {"unit": str(cast.unit.pk), "lanjut": onward})

    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("onward", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(cast: Cast, client: Client, onward: str) -> None:
    person = make_person("Maya Sari", agency=cast.agency, password=PASSWORD)
    form = {"login": person.email, "password": PASSWORD, "next": onward}

    answer = client.post(reverse("account_login"), form)

    assert answer.headers["Location"] == "/"


def test_signing_in_leads_on_to_a_page_of_ours(cast: Cast, client: Client) -> None:
    onward = "/lembar-kerja/?tahun=2026&q=a%20b"
    person = make_person("Maya Sari", agency=cast.agency, password=PASSWORD)
    form = {"login": person.email, "password": PASSWORD, "next": onward}

    assert client.post(reverse("account_login"), form).headers["Location"] == onward


def test_people_without_a_unit_have_none(cast: Cast, client: Client) -> None:
    sign_in(client, cast.operator)

    assert unit_of(client) == ""
    assert reverse("accounts:switch_unit") == PAGE
