"""A new installation lets its first person in by a command, and nobody else that way."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from bening.accounts.access import rights
from bening.accounts.actions import add_first_operator
from bening.accounts.models import Person, Role
from bening.accounts.refusals import PeopleRefused
from tests.people import NOW, PASSWORD, Cast


@pytest.mark.django_db
def test_the_printed_link_sets_the_password_of_an_operator(client: Client) -> None:
    said = StringIO()

    call_command("operator", "kelola@tirtamaya.example", "Sari Pengelola", stdout=said)

    path = said.getvalue().split("localhost:8000")[1].strip()
    client.post(path, {"password": PASSWORD, "again": PASSWORD})
    operator = Person.objects.get(email="kelola@tirtamaya.example")
    assert operator.check_password(PASSWORD)
    assert rights(operator).roles == {Role.OPERATOR}


def test_a_second_first_operator_is_refused(cast: Cast) -> None:
    assert cast.operator.pk is not None

    with pytest.raises(PeopleRefused) as refused:
        add_first_operator(name="Lain", email="lain@tirtamaya.example", now=NOW)

    assert refused.value.code == "operator_there"
    assert not Person.objects.filter(email="lain@tirtamaya.example").exists()


@pytest.mark.django_db
def test_a_wrong_address_is_refused_with_an_example() -> None:
    with pytest.raises(CommandError, match=r"nama@instansi\.go\.id"):
        call_command("operator", "bukan surel", "Nama")
