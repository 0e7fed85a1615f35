"""Adding, changing and switching off people."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from bening.accounts import actions
from bening.accounts.models import Person, Role, RoleAssignment
from bening.accounts.refusals import NotAllowed, PeopleRefused
from bening.audit.models import Event
from tests.people import NOW, Cast, give, make_person, sign_in


def add(cast: Cast, **changes: Any) -> Person:
    values = {
        "agency": cast.agency,
        "name": "Maya Sari",
        "email": "Maya.Sari@Tirtamaya.example",
        "by": cast.agency_admin,
        "now": NOW,
    }
    return actions.add_person(**{**values, **changes})


def test_a_new_person_has_no_password_and_no_rights(cast: Cast) -> None:
    person = add(cast)

    assert (person.email, person.has_usable_password()) == ("maya.sari@tirtamaya.example", False)
    assert not person.roles.exists()
    assert Event.objects.get(act="person.added").by == cast.agency_admin.pk


@pytest.mark.parametrize("who", ["unit_head", "inspector", "pic", "outside_admin", "operator"])
def test_only_the_agencys_administrators_add_people(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        add(cast, by=getattr(cast, who))


def test_an_address_is_used_once_whatever_its_case(cast: Cast) -> None:
    add(cast)

    with pytest.raises(PeopleRefused) as refused:
        add(cast, email="MAYA.SARI@tirtamaya.EXAMPLE")

    assert (refused.value.code, refused.value.field) == ("email_taken", "email")


def test_a_number_is_used_once_in_an_agency(cast: Cast) -> None:
    add(cast, employee_number="198001012005011001")

    with pytest.raises(PeopleRefused) as refused:
        add(cast, email="lain@tirtamaya.example", employee_number="198001012005011001")

    assert refused.value.code == "employee_number_taken"


def test_the_operator_adds_an_administrator_with_the_role(cast: Cast) -> None:
    person = actions.add_administrator(
        agency=cast.agency, name="Maya Sari", email="maya@x.example", by=cast.operator, now=NOW
    )

    assert RoleAssignment.objects.get(person=person).role == Role.AGENCY_ADMIN


@pytest.mark.parametrize("who", ["unit_head", "outside_admin", "pic"])
def test_others_add_no_administrator(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.add_administrator(
            agency=cast.agency,
            name="Maya",
            email="maya@x.example",
            by=getattr(cast, who),
            now=NOW,
        )

    assert not Person.objects.filter(email="maya@x.example").exists()


def test_a_change_is_recorded_by_field_name_without_the_values(cast: Cast) -> None:
    actions.change_person(
        person=cast.pic,
        name=cast.pic.name,
        email="baru@tirtamaya.example",
        employee_number="",
        position="Kepala Seksi",
        by=cast.agency_admin,
        now=NOW,
    )

    event = Event.objects.get(act="person.changed")
    assert event.data["fields"] == ["email", "position"]
    assert "surel, jabatan" in event.sentence
    assert "baru@tirtamaya.example" not in event.body


def test_an_unchanged_person_leaves_no_event(cast: Cast) -> None:
    actions.change_person(
        person=cast.pic,
        name=cast.pic.name,
        email=cast.pic.email,
        employee_number="",
        position="",
        by=cast.agency_admin,
        now=NOW,
    )

    assert not Event.objects.filter(act="person.changed").exists()


@pytest.mark.parametrize("who", ["unit_head", "outside_admin", "operator", "pic"])
def test_others_change_nobody(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.change_person(
            person=cast.colleague,
            name="X",
            email="x@x.example",
            employee_number="",
            position="",
            by=getattr(cast, who),
            now=NOW,
        )


def test_switching_off_ends_sessions_at_once(cast: Cast, client: Client) -> None:
    sign_in(client, cast.pic)
    assert client.get(reverse("accounts:own")).status_code == 200

    actions.deactivate_person(person=cast.pic, by=cast.agency_admin, now=NOW)

    assert client.get(reverse("accounts:own")).status_code == 302


def test_nobody_switches_off_themselves(cast: Cast) -> None:
    give(make_person("Rina Amalia", agency=cast.agency), Role.AGENCY_ADMIN)

    with pytest.raises(PeopleRefused) as refused:
        actions.deactivate_person(person=cast.agency_admin, by=cast.agency_admin, now=NOW)

    assert refused.value.code == "not_oneself"


def test_the_last_administrator_is_not_switched_off(cast: Cast) -> None:
    with pytest.raises(PeopleRefused) as refused:
        actions.deactivate_person(person=cast.agency_admin, by=cast.operator, now=NOW)

    assert refused.value.code == "last_admin"
    assert Person.objects.get(pk=cast.agency_admin.pk).is_active


def test_switching_off_twice_is_refused(cast: Cast) -> None:
    actions.deactivate_person(person=cast.pic, by=cast.agency_admin, now=NOW)

    with pytest.raises(PeopleRefused) as refused:
        actions.deactivate_person(person=cast.pic, by=cast.agency_admin, now=NOW)

    assert refused.value.code == "already_inactive"


def test_switching_on_again_gives_the_roles_back(cast: Cast) -> None:
    actions.deactivate_person(person=cast.pic, by=cast.agency_admin, now=NOW)
    person = actions.activate_person(person=cast.pic, by=cast.agency_admin, now=NOW)

    assert person.is_active
    with pytest.raises(PeopleRefused):
        actions.activate_person(person=person, by=cast.agency_admin, now=NOW)


def test_second_factors_of_a_lost_device_are_dropped_by_another(cast: Cast) -> None:
    Authenticator.objects.create(user=cast.pic, type="totp", data={"secret": "x"})

    count = actions.remove_second_factors(person=cast.pic, by=cast.agency_admin, now=NOW)

    assert (count, Authenticator.objects.count()) == (1, 0)
    with pytest.raises(PeopleRefused) as refused:
        actions.remove_second_factors(person=cast.pic, by=cast.agency_admin, now=NOW)
    assert refused.value.code == "no_second_factor"


def test_nobody_drops_their_own_second_factors_this_way(cast: Cast) -> None:
    Authenticator.objects.create(user=cast.agency_admin, type="totp", data={"secret": "x"})

    with pytest.raises(PeopleRefused) as refused:
        actions.remove_second_factors(person=cast.agency_admin, by=cast.agency_admin, now=NOW)

    assert refused.value.code == "not_oneself"


# --- pages


def test_the_page_adds_a_person_without_script(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)

    response = client.post(
        reverse("accounts:person_new"), {"name": "Maya Sari", "email": "maya@x.example"}
    )

    person = Person.objects.get(email="maya@x.example")
    assert response.headers["Location"] == reverse("accounts:person", args=[person.pk])
    assert person.agency == cast.agency


def test_forged_fields_of_the_person_form_do_nothing(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)

    client.post(
        reverse("accounts:person_new"),
        {
            "name": "Maya Sari",
            "email": "maya@x.example",
            "agency": str(cast.outside_agency.pk),
            "is_active": "",
            "password": "rahasia-sekali",
            "role": "agency_admin",
        },
    )

    person = Person.objects.get(email="maya@x.example")
    assert (person.agency, person.is_active, person.has_usable_password()) == (
        cast.agency,
        True,
        False,
    )
    assert not person.roles.exists()


def test_a_refused_form_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)

    response = client.post(
        reverse("accounts:person_new"), {"name": "Maya Sari", "email": cast.agency_admin.email}
    )

    assert response.status_code == 422
    assert "Maya Sari" in response.content.decode()
    assert "sudah terdaftar" in response.content.decode()


def test_a_forged_role_form_names_no_foreign_unit(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)

    response = client.post(
        reverse("accounts:give_role", args=[cast.colleague.pk]),
        {"role": "unit_pic", "unit": str(cast.outside_unit.pk)},
    )

    assert response.status_code == 422
    assert not cast.colleague.roles.exists()


@pytest.mark.parametrize("role", ["operator", "dewa", ""])
def test_a_forged_role_form_names_no_role_that_is_not_offered(
    cast: Cast, client: Client, role: str
) -> None:
    sign_in(client, cast.agency_admin)

    response = client.post(reverse("accounts:give_role", args=[cast.colleague.pk]), {"role": role})

    assert response.status_code == 422
    assert not cast.colleague.roles.exists()


def test_a_role_is_given_and_ended_on_the_page(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)
    page = reverse("accounts:person", args=[cast.colleague.pk])
    client.post(
        reverse("accounts:give_role", args=[cast.colleague.pk]),
        {"role": "area_lead", "unit": str(cast.unit.pk), "area": "4"},
    )
    role = RoleAssignment.objects.get(person=cast.colleague)

    shown = client.get(page).content.decode()
    client.post(reverse("accounts:end_role", args=[role.pk]))

    assert "Ketua kelompok kerja area 4" in shown
    assert "memberi Joko Susanto peran" in client.get(page).content.decode().replace(
        "Memberi", "memberi"
    )
    role.refresh_from_db()
    assert role.ended_at is not None


def test_the_list_filters_by_text_role_and_state(cast: Cast, client: Client) -> None:
    _everybody = (cast.pic, cast.unit_head, cast.colleague)
    cast.colleague.is_active = False
    cast.colleague.save()
    sign_in(client, cast.agency_admin)
    page = reverse("accounts:people")

    by_text = client.get(page, {"q": "setia"}).content.decode()
    by_role = client.get(page, {"peran": "unit_head"}).content.decode()
    by_state = client.get(page, {"keadaan": "inactive"}).content.decode()

    assert "Ani Setiawati" in by_text
    assert "Darma Wijaya" not in by_text
    assert "Darma Wijaya" in by_role
    assert "Ani Setiawati" not in by_role
    assert "Joko Susanto" in by_state
    assert "Darma Wijaya" not in by_state


def test_the_list_of_people_holds_nobody_of_another_agency(cast: Cast, client: Client) -> None:
    _outsider = cast.outsider
    sign_in(client, cast.agency_admin)

    assert "Kartika Ayu" not in client.get(reverse("accounts:people")).content.decode()
