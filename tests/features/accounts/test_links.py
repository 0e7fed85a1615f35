"""Single-use links: invitations and resets."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bening.accounts import actions
from bening.accounts.actions.links import LIFETIME, Link, live_link
from bening.accounts.models import Invitation, Purpose
from bening.accounts.refusals import LinkRefused, NotAllowed, PeopleRefused
from bening.audit.models import Event
from tests.people import NOW, PASSWORD, Cast, make_person, sign_in


def link_for(cast: Cast) -> Link:
    return actions.show_link(person=cast.colleague, by=cast.agency_admin, now=NOW)


def test_a_link_sets_the_password_once(cast: Cast) -> None:
    link = link_for(cast)

    person = actions.use_link(secret=link.secret, password=PASSWORD, now=NOW)

    assert person.check_password(PASSWORD)
    with pytest.raises(LinkRefused) as refused:
        actions.use_link(secret=link.secret, password="Lain-sekali-88", now=NOW)
    assert refused.value.code == "link_used"


def test_only_a_hash_of_the_secret_is_kept(cast: Cast) -> None:
    link = link_for(cast)

    kept = Invitation.objects.get()

    assert link.secret.encode() not in bytes(kept.token_hash)
    assert len(bytes(kept.token_hash)) == 32
    assert link.secret not in Event.objects.get(act="person.invited").body


def test_a_link_lasts_seven_days(cast: Cast) -> None:
    link = link_for(cast)

    live_link(link.secret, now=NOW + LIFETIME - timedelta(seconds=1))
    with pytest.raises(LinkRefused) as refused:
        live_link(link.secret, now=NOW + LIFETIME)

    assert (LIFETIME, refused.value.code) == (timedelta(days=7), "link_expired")


def test_a_newer_link_ends_the_older(cast: Cast) -> None:
    old = link_for(cast)
    new = link_for(cast)

    with pytest.raises(LinkRefused):
        live_link(old.secret, now=NOW)
    assert live_link(new.secret, now=NOW).person == cast.colleague


def test_an_unknown_secret_opens_nothing(cast: Cast) -> None:
    link_for(cast)

    with pytest.raises(LinkRefused) as refused:
        live_link("x" * 43, now=NOW)

    assert refused.value.code == "link_unknown"


def test_a_link_of_somebody_switched_off_opens_nothing(cast: Cast) -> None:
    link = link_for(cast)
    cast.colleague.is_active = False
    cast.colleague.save()

    with pytest.raises(LinkRefused):
        actions.use_link(secret=link.secret, password=PASSWORD, now=NOW)
    with pytest.raises(PeopleRefused):
        link_for(cast)


def test_the_purpose_follows_from_whether_there_is_a_password(cast: Cast) -> None:
    invited = link_for(cast)
    actions.use_link(secret=invited.secret, password=PASSWORD, now=NOW)
    cast.colleague.refresh_from_db()
    again = link_for(cast)

    assert (invited.purpose, again.purpose) == (Purpose.INVITATION, Purpose.RESET)


@pytest.mark.parametrize("who", ["unit_head", "outside_admin", "operator", "colleague"])
def test_others_make_no_link(cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    _person = cast.colleague

    with pytest.raises(NotAllowed):
        actions.show_link(person=cast.colleague, by=by, now=NOW)
    assert not Invitation.objects.exists()


# --- pages


def test_without_a_mail_server_the_link_is_shown_once(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)

    shown = client.post(reverse("accounts:link", args=[cast.colleague.pk])).content.decode()
    later = client.get(reverse("accounts:person", args=[cast.colleague.pk])).content.decode()

    assert "http://localhost:8000/undangan/" in shown
    assert "/undangan/" not in later
    assert mail.outbox == []


def test_with_a_mail_server_the_link_is_mailed_and_not_shown(
    cast: Cast, client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MAIL_IS_SET = True
    sign_in(client, cast.agency_admin)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("accounts:link", args=[cast.colleague.pk]), follow=True)

    sent = mail.outbox[0]
    assert sent.to == [cast.colleague.email]
    assert "http://localhost:8000/undangan/" in sent.body
    assert "/undangan/" not in response.content.decode()


def test_the_page_sets_the_password_and_sends_to_sign_in(cast: Cast, client: Client) -> None:
    person = make_person("Maya Sari", agency=cast.agency)
    link = actions.show_link(person=person, by=cast.agency_admin, now=timezone.now())

    opened = client.get(link.path)
    response = client.post(link.path, {"password": PASSWORD, "again": PASSWORD})
    again = client.get(link.path)

    assert (opened.status_code, response.headers["Location"], again.status_code) == (
        200,
        reverse("account_login"),
        410,
    )


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("pendek", "pendek"),
        ("1234567890123", "1234567890123"),
        ("password123", "password123"),
        (PASSWORD, "lain"),
    ],
)
def test_a_weak_or_mistyped_password_keeps_the_link_good(
    cast: Cast, client: Client, password: str, again: str
) -> None:
    link = actions.show_link(person=cast.colleague, by=cast.agency_admin, now=timezone.now())

    response = client.post(link.path, {"password": password, "again": again})

    assert response.status_code == 422
    assert client.get(link.path).status_code == 200


def test_a_link_that_is_unknown_says_so(client: Client, db: None) -> None:
    response = client.get(reverse("accounts:accept", args=["x" * 43]))

    assert response.status_code == 410
    assert "Tautan ini tidak dikenal" in response.content.decode()


def test_forgetting_says_the_same_to_known_and_unknown(
    cast: Cast, client: Client, settings: Any
) -> None:
    settings.MAIL_IS_SET = True
    page = reverse("accounts:forgot")

    known = client.post(page, {"email": cast.pic.email})
    unknown = client.post(page, {"email": "siapa@tirtamaya.example"})

    def strip(response: Any) -> str:
        text = response.content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)

    assert strip(known) == strip(unknown)
    assert [sent.to for sent in mail.outbox] == [[cast.pic.email]]


def test_forgetting_without_a_mail_server_points_to_the_administrator(
    cast: Cast, client: Client
) -> None:
    response = client.post(reverse("accounts:forgot"), {"email": cast.pic.email})

    assert "Minta tautan setel ulang kepada admin" in response.content.decode()
    assert not Invitation.objects.exists()
