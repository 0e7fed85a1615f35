"""Checkpoints are public; who receives them is the business of the agency's administrators."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from bening.audit import access, actions, signing
from bening.audit.models import Checkpoint, CheckpointDelivery, CheckpointRecipient, Event
from tests.features.audit.trail import AT, seal_three_batches
from tests.people import Cast, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/administrasi/titik-periksa/"
ADDRESS = "pengawas@contoh.go.id"


@pytest.fixture
def issued() -> Checkpoint:
    seal_three_batches()
    found = actions.issue_checkpoint(now=AT)
    assert found is not None
    return found


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


# Public -------------------------------------------------------------------------------------------


def test_everyone_sees_the_list_and_the_key(client: Client, issued: Checkpoint) -> None:
    page = text_of(client, "/titik-periksa/")

    assert "5 Januari 2026" in page
    assert "/titik-periksa/2026-01-05.json" in page
    assert signing.public_key().hex() in page


def test_everyone_may_take_the_file(client: Client, issued: Checkpoint) -> None:
    response = client.get("/titik-periksa/2026-01-05.json")

    assert response.content.decode() == issued.text
    assert response["Content-Type"].startswith("application/json")
    assert response["Content-Disposition"] == 'attachment; filename="titik-periksa-2026-01-05.json"'


def test_the_key_is_there_for_other_tools(client: Client, issued: Checkpoint) -> None:
    pem = text_of(client, "/titik-periksa/kunci.pem")

    assert signing.read_public_key(pem) == signing.public_key()


@pytest.mark.parametrize("day", ["2026-01-06", "2026-13-45", "besok"])
def test_a_day_without_checkpoint_is_not_there(
    client: Client, issued: Checkpoint, day: str
) -> None:
    assert client.get(f"/titik-periksa/{day}.json").status_code == 404


def test_before_the_first_the_page_says_so_and_makes_no_key(client: Client) -> None:
    page = text_of(client, "/titik-periksa/")

    assert "Belum ada titik periksa" in page
    assert client.get("/titik-periksa/kunci.pem").status_code == 404
    assert not signing.key_file().exists()


# Administrators -----------------------------------------------------------------------------------


def test_an_administrator_adds_an_address(client: Client, cast: Cast, issued: Checkpoint) -> None:
    sign_in(client, cast.agency_admin)

    response = client.post(PAGE, {"email": f" {ADDRESS} "}, follow=True)

    recipient = CheckpointRecipient.objects.get()
    assert (recipient.agency, recipient.email) == (cast.agency.pk, ADDRESS)
    assert recipient.added_by == cast.agency_admin.pk
    event = Event.objects.get(act="checkpoint_recipient.added")
    assert (event.agency, event.by) == (cast.agency.pk, cast.agency_admin.pk)
    assert "Menambahkan penerima titik periksa pengawas@contoh.go.id" in response.content.decode()
    assert "Fitri Handayani" in response.content.decode()


def test_a_new_address_gets_the_newest_checkpoint_at_once(cast: Cast, issued: Checkpoint) -> None:
    actions.add_recipient(agency=cast.agency.pk, email=ADDRESS, by=cast.agency_admin, now=AT)

    delivery = CheckpointDelivery.objects.get()
    assert (delivery.checkpoint, delivery.email) == (issued, ADDRESS)


def test_an_administrator_takes_an_address_away(
    client: Client, cast: Cast, issued: Checkpoint
) -> None:
    sign_in(client, cast.agency_admin)
    client.post(PAGE, {"email": ADDRESS})
    recipient = CheckpointRecipient.objects.get()

    response = client.post(f"{PAGE}{recipient.pk}/hapus/", follow=True)

    assert "tidak lagi menerima" in response.content.decode()
    assert not CheckpointRecipient.objects.exists()
    assert not CheckpointDelivery.objects.exists()
    assert Event.objects.filter(act="checkpoint_recipient.removed").count() == 1


@pytest.mark.parametrize(
    ("email", "words"),
    [("bukan surel", "surel"), ("", "id_email-salah"), (ADDRESS.upper(), "sudah menerima")],
)
def test_what_is_no_new_address_is_refused_in_place(
    client: Client, cast: Cast, email: str, words: str
) -> None:
    sign_in(client, cast.agency_admin)
    client.post(PAGE, {"email": ADDRESS})

    response = client.post(PAGE, {"email": email})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert CheckpointRecipient.objects.count() == 1


def test_the_list_has_an_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_RECIPIENTS", 1)
    by, agency = cast.agency_admin, cast.agency.pk
    actions.add_recipient(agency=agency, email=ADDRESS, by=by, now=AT)

    with pytest.raises(actions.RecipientRefused) as refused:
        actions.add_recipient(agency=agency, email="x@contoh.go.id", by=by, now=AT)

    assert refused.value.code == "too_many_recipients"


def test_an_action_refuses_what_is_no_address(cast: Cast) -> None:
    with pytest.raises(actions.RecipientRefused) as refused:
        actions.add_recipient(
            agency=cast.agency.pk, email="x@y\nBcc: z@z.go.id", by=cast.agency_admin, now=AT
        )

    assert refused.value.code == "not_an_address"


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_head", "inspector", "operator"])
def test_nobody_else_may(client: Client, cast: Cast, who: str) -> None:
    sign_in(client, getattr(cast, who))

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"email": ADDRESS}).status_code == 403
    assert client.post(f"{PAGE}{uuid.uuid4()}/hapus/").status_code == 403
    assert not CheckpointRecipient.objects.exists()
    with pytest.raises(access.NotAdministrator):
        actions.add_recipient(agency=cast.agency.pk, email=ADDRESS, by=getattr(cast, who), now=AT)


def test_another_agencys_list_is_out_of_reach(client: Client, cast: Cast) -> None:
    mine = actions.add_recipient(agency=cast.agency.pk, email=ADDRESS, by=cast.agency_admin, now=AT)
    sign_in(client, cast.outside_admin)

    assert ADDRESS not in text_of(client, PAGE)
    assert client.post(f"{PAGE}{mine.pk}/hapus/").status_code == 404
    assert CheckpointRecipient.objects.get() == mine
    with pytest.raises(access.NotAdministrator):
        actions.remove_recipient(
            agency=cast.agency.pk, recipient=mine.pk, by=cast.outside_admin, now=AT
        )


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    response = client.get(PAGE)

    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_without_mail_server_the_page_says_so_and_offers_the_file(
    client: Client, cast: Cast, issued: Checkpoint, settings: Settings
) -> None:
    sign_in(client, cast.agency_admin)

    settings.MAIL_IS_SET = False
    without = text_of(client, PAGE)
    settings.MAIL_IS_SET = True
    with_mail = text_of(client, PAGE)

    assert "Server surel belum diatur" in without
    assert "Server surel belum diatur" not in with_mail
    assert re.search(r'href="/titik-periksa/2026-01-05\.json" download', without)
